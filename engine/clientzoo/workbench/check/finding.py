"""A finding: a problem of the zoo, how grave it is, and a client who shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.problems import Place, Problem
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.check.codes import Level, level_of
from clientzoo.workbench.reasoning.ceilings import Ceilings
from clientzoo.workbench.reasoning.value_cells import Cells
from clientzoo.workbench.reasoning.witness import Witnesses


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`client` are a few answers that show it; None where no client can, as for what never happens."""

    problem: Problem
    client: Mapping[str, Value] | None = field(default=None, compare=False)

    @property
    def level(self) -> Level:
        """`error`: the zoo cannot run. `warning`: it runs, and something in it is not as it should be."""
        return level_of(self.problem.code)


def finding(
    place: Place, code: str, message: str, hint: str = "", client: Mapping[str, Value] | None = None
) -> Finding:
    return Finding(Problem(place, code, message, hint), client)


@dataclass(frozen=True)
class Examined:
    """A sound zoo with what has been worked out about it, shared by all findings."""

    zoo: Zoo

    @cached_property
    def cells(self) -> Cells:
        return Cells(self.zoo)

    @cached_property
    def ceilings(self) -> Ceilings:
        return Ceilings(self.cells)

    @cached_property
    def witnesses(self) -> Witnesses:
        return Witnesses(self.ceilings)
