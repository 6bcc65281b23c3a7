"""Tables of clients to a table of verdicts: read, checked, classified and written batch by batch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from clientzoo.inference.column_names import ZOO_VERSION
from clientzoo.inference.columns import Columns, compiled
from clientzoo.inference.plan import plan
from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.checked_rows import Reader, Unreadable
from clientzoo.tables.heading import CLIENT, Heading, heading
from clientzoo.tables.mapping import TableMap
from clientzoo.tables.table import Batch, Table
from clientzoo.tables.writing import Output, RejectsFile, check_writable, write_table

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Classified:
    """How many rows were classified, how many went to the rejects file, and how many cells of which column for them."""

    clients: int
    rejected: int
    columns: Mapping[str, int] = field(default_factory=dict, compare=False)


class Base:
    """Tables made ready to classify: their headings are read, the rulebase compiled for what they tell."""

    def __init__(
        self,
        zoo: Zoo,
        tables: Sequence[Table],
        mapped: TableMap | None = None,
        schema: Mapping[str, Any] | None = None,
        unreadable: Unreadable = "reject",
    ) -> None:
        """`schema`: that of a larger base of which this is a part. Raises TableError where a table answers nothing."""
        mapped = mapped or TableMap()
        self.zoo = zoo
        self.tables = tuple(tables)
        self.headings: tuple[Heading, ...] = tuple(heading(table, zoo, mapped) for table in tables)
        self.unreadable: Unreadable = unreadable
        self._reader = Reader(zoo, mapped, unreadable)
        self.schema: dict[str, Any] = dict(schema or self._reader.schema([*self.headings]))

    @property
    def rows(self) -> int | None:
        """About how many there are, where every table knows."""
        counted = [table.rows for table in self.tables]
        return sum(one for one in counted if one is not None) if None not in counted else None

    def columns(self, *, ranking: bool = False, fired: bool = False) -> Columns:
        return compiled(plan(self.zoo), list(self.schema), keep=[CLIENT], ranking=ranking, fired=fired, nearest=True)

    def clients(self) -> Iterator[Batch]:
        """Clients with valid answers, in the columns of `schema`, and the rows that have none."""
        for table, named in zip(self.tables, self.headings, strict=True):
            yield from self._reader.read(table, named, self.schema)


def classify(
    base: Base, columns: Columns, out: Output, rejects: Path, advance: Advance = lambda rows: None
) -> Classified:
    """Writes a verdict for each client to `out` (a file or a table), and what cannot be read to `rejects` (CSV).

    `out` appears when it is complete. `advance` hears of every batch how many rows it had. Raises TableError.
    """
    check_writable(out)
    clients = 0
    with RejectsFile(rejects) as rejected:

        def heed(batch: Batch) -> None:
            nonlocal clients
            before = rejected.rows
            rejected.add(batch.rejects)
            clients += batch.frame.height
            lost = rejected.rows - before if base.unreadable == "reject" else 0
            advance(batch.frame.height + lost)

        with verdicts(base, columns, heed) as frame:
            write_table(by_version(frame, base.zoo), out)
        return Classified(clients, rejected.rows, dict(rejected.columns))


def by_version(frame: pl.LazyFrame, zoo: Zoo) -> pl.LazyFrame:
    """The verdicts with the version of the zoo that gave them, so that later ones can be told from them."""
    return frame.with_columns(pl.lit(zoo.version).alias(ZOO_VERSION))


@contextmanager
def verdicts(base: Base, columns: Columns, heed: Callable[[Batch], None]) -> Iterator[pl.LazyFrame]:
    """The verdicts as a frame that streams once; `heed` gets every batch as it is read, with its rejects.

    What goes wrong while reading is raised as it is: Polars rewords exceptions that pass through it.
    """
    failures: list[BaseException] = []

    def frames(
        wanted: list[str] | None, predicate: pl.Expr | None, most: int | None, size: int | None
    ) -> Iterator[pl.DataFrame]:
        try:
            for batch in base.clients():
                heed(batch)
                yield batch.frame if wanted is None else batch.frame.select(wanted)
        except BaseException as error:
            failures.append(error)
            raise

    source = nw.from_native(register_io_source(frames, schema=base.schema))
    try:
        yield columns.classified(source).to_native()
    except pl.exceptions.PolarsError:
        if failures:
            raise failures[0] from None
        raise


def judged_table(zoo: Zoo, clients: pl.DataFrame) -> pl.DataFrame:
    """A table of answers under the ids of the questions, with its verdicts and the version of the zoo behind them.

    It has a row for each row of `clients` in their order, and keeps all of their columns.
    """
    names = [name for name in clients.columns if name in zoo.attributes]
    row = "\x00row"  # no question is called so
    columns = compiled(plan(zoo), names, keep=[row])
    answers = clients.lazy().select(names).with_row_index(row)
    judged = columns.classified(nw.from_native(answers)).to_native()
    frame: pl.DataFrame = by_version(judged, zoo).collect().sort(row).drop(row)
    return pl.concat([clients, frame.with_columns(pl.col(pl.Enum).cast(pl.String))], how="horizontal")
