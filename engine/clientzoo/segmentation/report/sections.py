"""The sections of the report, each made from what one or two methods found; a method that could not run has none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from clientzoo.segmentation.calls import call_plan
from clientzoo.segmentation.registry import registry
from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.calls_part import calls_section
from clientzoo.segmentation.report.lists import Lists
from clientzoo.segmentation.report.section import Section
from clientzoo.segmentation.report.turnover_part import turnover_section
from clientzoo.segmentation.result import Result


@dataclass(frozen=True, slots=True)
class Placed:
    """A client of the pool: its animal (empty while undetermined), and what it is pulled towards, how strongly."""

    client_id: str
    client: str
    animal: str
    certainty: float
    pulls: tuple[tuple[str, float], ...] = ()


def sections(
    found: Mapping[str, Result], facts: pl.DataFrame, pool: Sequence[Placed], lists: Lists, *,
    months: pl.DataFrame | None = None, buyers: pl.DataFrame | None = None, calls_per_manager: int = 10,
) -> Iterator[Section]:  # fmt: skip
    """What there is to show, in the order of reading. `facts` may carry what `people` adds to them; `months` is the
    turnover and `buyers` its clients."""
    yield calls_section(call_plan(facts, calls_per_manager))
    if months is not None and months.height:
        yield turnover_section(months, buyers, facts, lists)
    if pool:
        yield from _pool(pool, lists)
    for method in sorted(registry().values(), key=lambda one: one.shown):
        section = method.section(found, facts, lists) if method.section else None
        if section is not None:
            yield section


def _pool(pool: Sequence[Placed], lists: Lists) -> Iterator[Section]:
    animals: dict[str, list[Placed]] = {}
    for one in pool:
        animals.setdefault(one.animal or "undetermined", []).append(one)
    rows = [
        {
            "animal": animal, "clients": len(placed),
            "href": lists.add(f"animal {animal}", f"Animal: {animal}",
                              _sure((one, one.certainty) for one in placed)),
        }
        for animal, placed in sorted(animals.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]  # fmt: skip
    yield Section(
        "pool",
        "The pool by animal",
        f"{len(pool)} clients have answers.",
        charts.bars(rows, "animal", "clients", "clients"),
    )
    pulls: dict[tuple[str, str], list[tuple[Placed, float]]] = {}
    for one in pool:
        for target, certainty in one.pulls:
            pulls.setdefault((one.animal, target), []).append((one, certainty))
    moves = [
        {
            "move": f"{origin} → {target}", "clients": len(members),
            "href": lists.add(f"pull {origin} {target}", f"May become: {origin} → {target}",
                              _sure(members)),
        }
        for (origin, target), members in sorted(pulls.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]  # fmt: skip
    if moves:
        yield Section("pulls", "Where the pool is pulled", "Open transitions: what they may become with our help.",
                      charts.bars(moves, "move", "clients", "clients"))  # fmt: skip


def _sure(placed: Iterable[tuple[Placed, float]]) -> list[dict[str, Any]]:
    return [{"client": one.client, "certainty": round(certainty, 2)} for one, certainty in placed]
