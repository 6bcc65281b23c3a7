"""Tables of clients to a table of verdicts: read, checked, classified and written batch by batch."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from clientzoo.inference.columns import Columns, compiled
from clientzoo.inference.plan import plan
from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.heading import CLIENT, Heading, heading
from clientzoo.tables.mapping import TableMap
from clientzoo.tables.reading import Reader
from clientzoo.tables.table import Batch, Table
from clientzoo.tables.writing import RejectsFile, check_writable, write_table

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Classified:
    """How many rows were classified, and how many went to the rejects file."""

    clients: int
    rejected: int


class Base:
    """Tables made ready to classify: their headings are read, the rulebase compiled for what they tell."""

    def __init__(self, zoo: Zoo, tables: Sequence[Table], mapped: TableMap | None = None) -> None:
        """Raises TableError where a table answers no question."""
        mapped = mapped or TableMap()
        self.zoo = zoo
        self.tables = tuple(tables)
        self.headings: tuple[Heading, ...] = tuple(heading(table, zoo, mapped) for table in tables)
        self._reader = Reader(zoo, mapped)
        self.schema: dict[str, Any] = self._reader.schema([*self.headings])

    @property
    def rows(self) -> int | None:
        """All rows, where every table knows its number."""
        counted = [table.rows for table in self.tables]
        return sum(one for one in counted if one is not None) if None not in counted else None

    def columns(self, *, ranking: bool = False, fired: bool = False) -> Columns:
        return compiled(plan(self.zoo), list(self.schema), keep=[CLIENT], ranking=ranking, fired=fired)

    def clients(self) -> Iterator[Batch]:
        """Clients with valid answers, in the columns of `schema`, and the rows that have none."""
        for table, named in zip(self.tables, self.headings, strict=True):
            yield from self._reader.read(table, named, self.schema)


def classify(
    base: Base, columns: Columns, out: Path, rejects: Path, advance: Advance = lambda rows: None
) -> Classified:
    """Writes a verdict for each client to `out` (Parquet, CSV or XLSX), and what cannot be read to `rejects` (CSV).

    `out` appears when it is complete. `advance` hears of every batch how many rows it had. Raises TableError.
    """
    check_writable(out)
    with RejectsFile(rejects) as rejected:
        source = _Source(base, rejected, advance)
        frame = columns.classified(nw.from_native(source.scan())).to_native()
        try:
            write_table(frame, out)
        except pl.exceptions.PolarsError:
            if source.failure is not None:
                raise source.failure from None
            raise
        return Classified(source.clients, rejected.rows)


class _Source:
    """The base as a Polars source. Polars rewords exceptions that pass through it, so the first is kept as it was."""

    def __init__(self, base: Base, rejects: RejectsFile, advance: Advance) -> None:
        self._base, self._rejects, self._advance = base, rejects, advance
        self.clients = 0
        self.failure: BaseException | None = None

    def scan(self) -> pl.LazyFrame:
        return register_io_source(self._frames, schema=self._base.schema)

    def _frames(
        self, wanted: list[str] | None, predicate: pl.Expr | None, most: int | None, size: int | None
    ) -> Iterator[pl.DataFrame]:
        try:
            for frame, rejects in self._base.clients():
                before = self._rejects.rows
                self._rejects.add(rejects)
                self.clients += frame.height
                self._advance(frame.height + self._rejects.rows - before)
                yield frame if wanted is None else frame.select(wanted)
        except BaseException as error:
            self.failure = error
            raise
