"""The matrix of moves: for each state on the earlier day, where its clients are on the later one.

Rows sum to their clients, and money is conserved to the minor unit: what all paths carry is what the days hold.
"""

from dataclasses import dataclass

import polars as pl

from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.intervals import RELIABLE, jeffreys
from clientzoo.pool.moves.passages import AMOUNT_AFTER, AMOUNT_BEFORE, ORIGIN, TARGET
from clientzoo.pool.moves.states import LEFT, NEW, states


@dataclass(frozen=True, slots=True)
class Path:
    """The clients that went one way, and what they brought before and after (minor units; None where no day has money).

    `share` is of the clients of `origin`, [`low`, `high`] its 95 % interval by Jeffreys.
    """

    origin: str
    target: str
    clients: int
    amount_before: int | None
    amount_after: int | None
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """All paths from one state, in the order of states, those that nobody took too.

    `reliable`: no interval in it is wider than 20 points.
    """

    origin: str
    clients: int
    paths: tuple[Path, ...]

    @property
    def stayed(self) -> int:
        return sum(one.clients for one in self.paths if one.target == self.origin)

    @property
    def reliable(self) -> bool:
        return all(one.high - one.low <= RELIABLE for one in self.paths)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of states that anybody was in, in the order of states. Raises KeyError for a path from another."""

    rows: tuple[Row, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths that somebody took, in the order of states."""
        return tuple(one for row in self.rows for one in row.paths if one.clients)

    @property
    def moves(self) -> tuple[Path, ...]:
        """The paths of those whose state is another one."""
        return tuple(one for one in self.paths if one.origin != one.target)

    @property
    def clients(self) -> int:
        return sum(row.clients for row in self.rows)

    def came(self) -> int:
        """Those who were not there, or had left: newcomers who have left again among them."""
        return sum(one.clients for one in self.moves if one.origin in (NEW, LEFT))

    def left(self) -> int:
        """Those who were there and are no more."""
        return sum(one.clients for one in self.moves if one.target == LEFT and one.origin != NEW)


def matrix(zoo: Zoo, clients: pl.DataFrame, origin: str = ORIGIN, target: str = TARGET) -> Matrix:
    """The matrix between two columns of states of `Passages.clients`. Raises SciPyMissingError."""
    counted = (
        clients.lazy()
        .group_by(pl.col(origin).alias("origin"), pl.col(target).alias("target"))
        .agg(pl.len().alias("clients"), *(_total(name) for name in (AMOUNT_BEFORE, AMOUNT_AFTER)))
        .collect()
    )
    found = {(row["origin"], row["target"]): row for row in counted.iter_rows(named=True)}
    money = {name: clients[name].null_count() < clients.height for name in (AMOUNT_BEFORE, AMOUNT_AFTER)}
    targets = [one for one in states(zoo) if one != NEW]
    rows = []
    for start in states(zoo):
        number = sum(found[start, end]["clients"] for end in targets if (start, end) in found)
        if not number:
            continue
        counts = [found[start, end]["clients"] if (start, end) in found else 0 for end in targets]
        low, high = jeffreys(counts, number)
        paths = []
        for place, end in enumerate(targets):
            row = found.get((start, end), {})
            before, after = ((row.get(name, 0) if money[name] else None) for name in (AMOUNT_BEFORE, AMOUNT_AFTER))
            share = counts[place] / number
            paths.append(Path(start, end, counts[place], before, after, share, float(low[place]), float(high[place])))
        rows.append(Row(start, number, tuple(paths)))
    return Matrix(tuple(rows))


def _total(name: str) -> pl.Expr:
    """As a whole number that cannot overflow: sums of minor units of millions of clients."""
    return pl.col(name).cast(pl.Int128).sum().alias(name)
