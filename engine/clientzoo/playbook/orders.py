"""Many playbooks in one run: each client is consulted and its papers written, on several processors where it pays."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from clientzoo.inference.chaining import Engine
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.brand import Brand
from clientzoo.knowledge.find import Found
from clientzoo.knowledge.languages import in_language
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import Problem, ProblemsError
from clientzoo.playbook.files import write_documents
from clientzoo.playbook.form import Format
from clientzoo.playbook.progress import NOT_BEGUN, Progress
from clientzoo.playbook.rendering import Press

FEW = 24  # clients up to which starting more processes takes longer than it saves
_AT_ONCE = 4  # clients handed to a process together


@dataclass(frozen=True, slots=True)
class Shop:
    """What every playbook of a run has in common; a process can set itself up from it."""

    zoo: Found
    language: str
    engine: EngineChoice
    clients: int
    brand: Brand
    forms: tuple[Format, ...]
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """A client, the path of its papers without the ending, and how far its playbook is done."""

    client: ClientAnswers
    path: Path
    progress: Progress = NOT_BEGUN


@dataclass(frozen=True, slots=True)
class Done:
    """The papers of one order in the order of the formats; `problems` tell why there are none."""

    paths: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def playbooks(shop: Shop, orders: Sequence[Order], processes: int | None = None) -> Iterator[Done]:
    """Writes what is ordered and tells of each order in turn; `processes` is chosen by the size of the run.

    Raises OSError where nothing can be written, ImportError where a format needs a library that is not there.
    """
    wanted = min(processes or os.cpu_count() or 1, 1 + len(orders) // _AT_ONCE) if len(orders) > FEW or processes else 1
    if wanted == 1:
        yield from (_write(shop, order) for order in orders)
        return
    pool = ProcessPoolExecutor(wanted, mp_context=get_context("spawn"))
    try:
        yield from pool.map(_write, [shop] * len(orders), orders, chunksize=_AT_ONCE)
    finally:
        pool.shutdown(cancel_futures=True)


def _write(shop: Shop, order: Order) -> Done:
    try:
        press, engine = _set_up(shop)
        consultation = engine.consult(order.client.answers)
        return Done(write_documents(press, consultation, order.client, order.path, shop.forms, order.progress))
    except ProblemsError as error:  # handed over as values: it would not survive the way between processes
        return Done((), error.problems)


@cache
def _set_up(shop: Shop) -> tuple[Press, Engine]:
    zoo = load_zoo(shop.zoo.root, shop.zoo.name, Path.cwd()).sound()
    if shop.language:
        zoo = in_language(zoo, shop.language)
    engine = engine_for(zoo, shop.engine, shop.clients)
    return Press(zoo, engine, shop.brand, discreet=shop.discreet), engine
