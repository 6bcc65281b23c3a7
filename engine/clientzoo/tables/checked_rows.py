"""Rows as they stand to answers that the zoo allows; what is not one goes to the rejects, with the whole row."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

import polars as pl

from clientzoo.inference.column_names import certainty_column, to_column
from clientzoo.knowledge.answers_file import ImpossibleAnswerError
from clientzoo.knowledge.span import Span
from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.answer_cells import Answers, Cells, Certainties, cell_text
from clientzoo.tables.heading import CLIENT, Heading
from clientzoo.tables.mapping import TableMap
from clientzoo.tables.table import LINE, Batch, Reject, Table

Unreadable: TypeAlias = Literal["reject", "unknown"]
_UNREADABLE = (pl.Binary, pl.Object)


class Reader:
    """Reads the tables of one zoo and mapping; remembers the spellings it has met."""

    def __init__(self, zoo: Zoo, mapped: TableMap, unreadable: Unreadable = "reject") -> None:
        """`unreadable`: whether a row with a cell that cannot be read is rejected, or the cell counts as unknown."""
        self._unreadable = unreadable
        self._zoo = zoo
        self._cells: dict[str, Cells] = {}
        for one in zoo.attributes.values():
            self._cells[one.id] = Answers(zoo, one, mapped.questions.get(one.id))
            self._cells[certainty_column(one.id)] = Certainties()
            if one.numeric:
                self._cells[to_column(one.id)] = Answers(zoo, one, None)

    def schema(self, headings: list[Heading]) -> dict[str, Any]:
        """The columns of what `read` gives for tables of these headings."""
        answered = {name for one in headings for name in one.answers}
        doubted = {name for one in headings for name in one.certainties}
        told = [name for name in self._zoo.attributes if name in answered]
        numeric = [name for name in told if self._zoo.attributes[name].numeric]
        told += [certainty_column(name) for name in told if name in doubted]
        told += map(to_column, numeric)
        return {CLIENT: pl.String, **{name: self._cells[name].kind for name in told}}

    def read(self, table: Table, heading: Heading, schema: Mapping[str, Any]) -> Iterator[Batch]:
        """The clients of the table in the columns of the schema, batch by batch, with the rows that cannot be read."""
        columns = dict(heading.answers)
        columns |= {certainty_column(name): column for name, column in heading.certainties.items()}
        columns |= {to_column(name): column for name, column in heading.ends.items()}
        for raw, rejects in table.batches():
            frame = raw.with_columns(_as_text(one) for one in raw if one.dtype.is_nested() or one.dtype in _UNREADABLE)
            given = pl.DataFrame({name: frame[column] for name, column in columns.items()})
            types = given.schema
            plain = {name: self._cells[name].plain(pl.col(name), types[name]) for name in columns}
            missing = {name: pl.lit(None, dtype=kind) for name, kind in schema.items() if name not in columns}
            read = given.with_columns(**plain, **missing).select(*schema)
            read.replace_column(0, _clients(frame, heading.client))
            wrong: dict[int, list[tuple[str, str]]] = {}
            for name, column in columns.items():
                if given[name].null_count() < read[name].null_count():
                    series, ends, reasons = self._spelled_out(name, given[name], read[name])
                    read.replace_column(read.get_column_index(name), series)
                    if ends is not None and (end := to_column(name)) in read.columns:
                        read.replace_column(read.get_column_index(end), ends.zip_with(ends.is_not_null(), read[end]))
                    for row, reason in reasons.items():
                        wrong.setdefault(row, []).append((column, reason))
            if wrong:
                found = [
                    Reject(
                        table.name, frame[LINE][row], read[CLIENT][row], column, cell_text(frame[column][row]), reason
                    )
                    for row in sorted(wrong)
                    for column, reason in wrong[row]
                ]
                rejects = (*rejects, *found)
                if self._unreadable == "reject":
                    read = read.filter(~pl.int_range(pl.len()).is_in(list(wrong)))
            yield Batch(read, rejects)

    def _spelled_out(
        self, name: str, given: pl.Series, plain: pl.Series
    ) -> tuple[pl.Series, pl.Series | None, dict[int, str]]:
        """The column with the cells that are not plain, where ranges among them end, and the reason for each position
        that cannot be read."""
        cells = self._cells[name]
        odd = (plain.is_null() & given.is_not_null()).arg_true()
        said = given.gather(odd)
        spelled = said.unique() if said.dtype == pl.String else said  # a base by labels has few spellings
        meant = [cells.meant(one) for one in spelled.to_list()]
        known = [None if isinstance(one, ImpossibleAnswerError) else one for one in meant]
        lows = [one.low if isinstance(one, Span) else one for one in known]
        values = pl.Series(lows, dtype=cells.kind, strict=False)
        ends = None
        if any(isinstance(one, Span) for one in known):
            highs = pl.Series([one.high if isinstance(one, Span) else None for one in known], dtype=pl.Float64)
            highs = highs if spelled is said else said.replace_strict(spelled, highs)
            ends = pl.Series(to_column(name), [None], dtype=pl.Float64).new_from_index(0, len(plain))
            ends = ends.scatter(odd, highs)
        if spelled is not said:
            values = said.replace_strict(spelled, values)
        wrong: dict[int, str] = {}
        if any(isinstance(one, ImpossibleAnswerError) for one in meant):
            for row, cell in zip(odd, said.to_list(), strict=True):
                if isinstance(one := cells.meant(cell), ImpossibleAnswerError):
                    wrong[row] = f"{one} ({one.hint})" if one.hint else str(one)
        return plain.scatter(odd, values), ends, wrong


def _clients(frame: pl.DataFrame, column: str) -> pl.Series:
    """The clients' names; one without a name is called by its line."""
    numbered = pl.format("row {}", LINE).alias(CLIENT)
    if not column:
        return frame.select(numbered).to_series()
    names = frame[column].cast(pl.String).alias(CLIENT).to_frame()
    named = names.select(pl.when(pl.col(CLIENT).str.strip_chars() != "").then(CLIENT)).to_series()
    if not named.null_count():
        return named
    return frame.select(pl.when(named.is_null()).then(numbered).otherwise(named)).to_series()


def _as_text(given: pl.Series) -> pl.Series:
    """Cells that no answer can be, as they are shown among the rejects; bytes may be text."""
    said = [one.decode(errors="replace") if isinstance(one, bytes) else one for one in given.to_list()]
    return pl.Series(given.name, [None if one is None else str(one) for one in said], dtype=pl.String)
