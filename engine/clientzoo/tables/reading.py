"""Rows as they stand to answers that the zoo allows; what is not one goes to the rejects, with the whole row."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from clientzoo.inference.column_names import certainty_column
from clientzoo.knowledge.answers_file import ImpossibleAnswerError
from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.cells import Answers, Cells, Certainties, shown
from clientzoo.tables.heading import CLIENT, Heading
from clientzoo.tables.mapping import TableMap
from clientzoo.tables.table import LINE, Batch, Reject, Table


class Reader:
    """Reads the tables of one zoo and mapping; remembers the spellings it has met."""

    def __init__(self, zoo: Zoo, mapped: TableMap) -> None:
        self._zoo = zoo
        self._cells: dict[str, Cells] = {}
        for one in zoo.attributes.values():
            self._cells[one.id] = Answers(zoo, one, mapped.questions.get(one.id))
            self._cells[certainty_column(one.id)] = Certainties()

    def schema(self, headings: list[Heading]) -> dict[str, Any]:
        """The columns of what `read` gives for tables of these headings."""
        answered = {name for one in headings for name in one.answers}
        doubted = {name for one in headings for name in one.certainties}
        told = [name for name in self._zoo.attributes if name in answered]
        told += [certainty_column(name) for name in told if name in doubted]
        return {CLIENT: pl.String, **{name: self._cells[name].kind for name in told}}

    def read(self, table: Table, heading: Heading, schema: Mapping[str, Any]) -> Iterator[Batch]:
        """The clients of the table in the columns of the schema, batch by batch, with the rows that cannot be read."""
        columns = dict(heading.answers)
        columns |= {certainty_column(name): column for name, column in heading.certainties.items()}
        for frame, rejects in table.batches():
            given = pl.DataFrame({name: frame[column] for name, column in columns.items()})
            types = given.schema
            plain = {name: self._cells[name].plain(pl.col(name), types[name]) for name in columns}
            missing = {name: pl.lit(None, dtype=kind) for name, kind in schema.items() if name not in columns}
            read = given.with_columns(**plain, **missing).select(*schema)
            read.replace_column(0, _clients(frame, heading.client))
            wrong: dict[int, list[tuple[str, str]]] = {}
            for name, column in columns.items():
                if given[name].null_count() < read[name].null_count():
                    series, reasons = self._spelled_out(name, given[name], read[name])
                    read.replace_column(read.get_column_index(name), series)
                    for row, reason in reasons.items():
                        wrong.setdefault(row, []).append((column, reason))
            if wrong:
                found = [
                    Reject(table.name, frame[LINE][row], read[CLIENT][row], column, shown(frame[column][row]), reason)
                    for row in sorted(wrong)
                    for column, reason in wrong[row]
                ]
                rejects = (*rejects, *found)
                read = read.filter(~pl.int_range(pl.len()).is_in(list(wrong)))
            yield Batch(read, rejects)

    def _spelled_out(self, name: str, given: pl.Series, plain: pl.Series) -> tuple[pl.Series, dict[int, str]]:
        """The column with the cells that are not plain, and the reason for each position that cannot be read."""
        cells = self._cells[name]
        odd = (plain.is_null() & given.is_not_null()).arg_true()
        wrong, values = {}, []
        for row, cell in zip(odd, given.gather(odd).to_list(), strict=True):
            value = cells.meant(cell)
            if isinstance(value, ImpossibleAnswerError):
                wrong[row] = f"{value} ({value.hint})" if value.hint else str(value)
                value = None
            values.append(value)
        return plain.scatter(odd, pl.Series(values, dtype=cells.kind, strict=False)), wrong


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
