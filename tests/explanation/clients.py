"""Clients of the tiny zoo and of the shipped one, for tests that explain."""

from pathlib import Path
from typing import NamedTuple

from clientzoo.inference.chaining import Engine
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from zoos import write_zoo

WOLF: dict[str, Value] = {
    "growth_wish": "wants",
    "internet_understanding": "none",
    "owner_involvement": "runs_everything",
    "employees": 18,
    "management_mess": "slight",
    "regular_business": True,
    "budgeting": "none",
}
COW: dict[str, Value] = {
    "growth_wish": "none",
    "website_role": "brings_sales",
    "demeanour": "content",
    "regular_business": True,
    "management_focus": "operations",
}


class Known(NamedTuple):
    zoo: Zoo
    engine: Engine
    answers: dict[str, Answer]


def tiny(root: Path, extra_rules: str = "", **given: Value) -> Known:
    """A client of the tiny zoo, written below `root`."""
    write_zoo(root, extra_rules=extra_rules)
    return _known(load_zoo(root, "tiny").sound(), given)


def of_the_ecosystem(given: dict[str, Value]) -> Known:
    """A client of the zoo that comes with the program."""
    found = shipped()
    return _known(load_zoo(found.root, found.name).sound(), given)


def _known(zoo: Zoo, given: dict[str, Value]) -> Known:
    return Known(zoo, Forward(plan(zoo)), {name: Answer(value) for name, value in given.items()})
