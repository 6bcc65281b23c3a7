"""Everything about the moves between two days in one value."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import polars as pl

from clientzoo.inference.chaining import Engine
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.day import NAME, Day, years_between
from clientzoo.pool.moves.matrix import Matrix, Path, matrix
from clientzoo.pool.moves.movers import KINDS, Mover, kind_of_path, movers
from clientzoo.pool.moves.passages import NAME_BEFORE, ORIGIN, RULED, TARGET, TOLD, TOLD_AFTER, Passages, passages
from clientzoo.pool.moves.states import LEFT


@dataclass(frozen=True)
class Account:
    """`ruled` are the paths that a change of the rules would have shown, `learned` those of better-known clients.

    `recomputed`, `rules_changed`: see `Passages`. `renamed` are names before and after of clients known by an id.
    """

    version: str
    before: Day
    after: Day
    passages: Passages
    matrix: Matrix
    zoo: Zoo
    ruled: tuple[Path, ...]
    learned: tuple[Path, ...]
    renamed: tuple[tuple[str, str], ...]

    @property
    def years(self) -> float | None:
        return years_between(self.before, self.after)

    @property
    def recomputed(self) -> bool:
        return self.passages.recomputed

    @property
    def rules_changed(self) -> bool:
        return self.passages.rules_changed

    def first_movers(self, most: int | None = None) -> tuple[Mover, ...]:
        """So many movers in their order, None: all. Millions of others are never spelt out."""
        if most is not None and "movers" not in self.__dict__:
            return tuple(islice(movers(self.zoo, self._engine, self.passages), most))
        return self.movers[:most]

    @cached_property
    def movers(self) -> tuple[Mover, ...]:
        """All movers, those from animal to animal first."""
        return tuple(movers(self.zoo, self._engine, self.passages))

    @property
    def number_of_movers(self) -> int:
        return sum(one.clients for one in self.matrix.moves)

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """How many movers there are of each kind; without answers a path tells it for all who went it."""
        counted: Counter[str] = Counter()
        if self.recomputed:
            counted.update(one.kind for one in self.movers)
        else:
            for path in self.matrix.moves:
                counted[kind_of_path(self.zoo, path.origin, path.target)] += path.clients
        return {kind: counted[kind] for kind in KINDS}

    @cached_property
    def _engine(self) -> Engine:
        return engine_for(self.zoo, EngineChoice.BUILTIN)

    @property
    def stayed(self) -> int:
        return sum(row.stayed for row in self.matrix.rows)

    @property
    def turned(self) -> int:
        """From one animal to another."""
        return sum(self.kinds[kind] for kind in ("expected", "allowed", "surprising"))

    @property
    def unclear(self) -> int:
        """Those who lost or got an animal without having come or left."""
        return self.kinds["unclear"]


def account(zoo: Zoo, before: Day, after: Day) -> Account:
    """The account of the moves from one day to the other. Raises SciPyMissingError."""
    found = passages(zoo, before, after)
    ruled: tuple[Path, ...] = ()
    if found.recomputed:
        stayed = found.clients.filter(pl.col(TARGET) != LEFT)
        ruled = _moved(zoo, found.clients, TOLD, RULED) + _moved(zoo, stayed, TOLD_AFTER, TARGET)
    learned = _moved(zoo, found.clients, RULED, ORIGIN)
    renamed = found.clients.filter(pl.col(NAME_BEFORE) != pl.col(NAME)).sort(NAME).select(NAME_BEFORE, NAME).rows()
    return Account(
        zoo.version, before, after, found, matrix(zoo, found.clients), zoo,
        ruled, learned, tuple(renamed),
    )  # fmt: skip


def _moved(zoo: Zoo, clients: pl.DataFrame, origin: str, target: str) -> tuple[Path, ...]:
    return matrix(zoo, clients.filter(pl.col(origin) != pl.col(target)), origin, target).moves
