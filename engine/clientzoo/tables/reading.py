"""Rows as they stand to answers that the zoo allows; what is not one goes to the rejects, with the whole row."""

from collections.abc import Iterator, Mapping
from math import isnan
from typing import Any, NamedTuple

import polars as pl

from clientzoo.inference.column_names import certainty_column
from clientzoo.knowledge.answers_file import ImpossibleAnswerError, answer_value
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.languages import folded, unknown_words
from clientzoo.knowledge.zoo import Attribute, Zoo
from clientzoo.tables.heading import CLIENT, Heading
from clientzoo.tables.mapping import MappedQuestion, TableMap
from clientzoo.tables.table import LINE, Batch, Reject, Table

_CLEARLY_A_NUMBER = r"^-?\d{1,15}(\.(\d{1,2}|\d{4,15}))?$"  # 1.200 may be a thousand two hundred
_UNREADABLE = (pl.Binary, pl.Object)
_MEMORY = 100_000  # spellings of one question's answers to remember


class Cells(NamedTuple):
    """A column read; `wrong` gives the reason for each position that cannot be."""

    series: pl.Series
    wrong: Mapping[int, str]


class Reader:
    """Reads the tables of one zoo and mapping; remembers the spellings it has met."""

    def __init__(self, zoo: Zoo, mapped: TableMap) -> None:
        self._zoo = zoo
        self._columns = {one.id: _Answers(zoo, one, mapped.questions.get(one.id)) for one in zoo.attributes.values()}

    def schema(self, headings: list[Heading]) -> dict[str, Any]:
        """The columns of what `read` gives for tables of these headings."""
        answered = {name for one in headings for name in one.answers}
        doubted = {name for one in headings for name in one.certainties}
        kinds = {name: self._columns[name].kind for name in self._zoo.attributes if name in answered}
        return {CLIENT: pl.String, **kinds, **{certainty_column(name): pl.Float64 for name in kinds if name in doubted}}

    def read(self, table: Table, heading: Heading, schema: Mapping[str, Any]) -> Iterator[Batch]:
        """The clients of the table in the columns of the schema, batch by batch, with the rows that cannot be read."""
        for raw, rejects in table.batches():
            frame = raw.with_columns(_as_text(one) for one in raw if one.dtype.is_nested() or one.dtype in _UNREADABLE)
            lines = frame[LINE]
            columns = [_clients(frame, heading.client)]
            wrong: dict[int, list[tuple[str, str]]] = {}
            for name, column in heading.answers.items():
                cells = self._columns[name].read(frame[column])
                columns.append(cells.series.alias(name))
                for row, reason in cells.wrong.items():
                    wrong.setdefault(row, []).append((column, reason))
            for name, column in heading.certainties.items():
                cells = _certainties(frame[column])
                columns.append(cells.series.alias(certainty_column(name)))
                for row, reason in cells.wrong.items():
                    wrong.setdefault(row, []).append((column, reason))
            read = pl.DataFrame(columns)
            read = read.select(
                pl.col(name) if name in read.columns else pl.lit(None, dtype=kind).alias(name)
                for name, kind in schema.items()
            )
            if wrong:
                clients = read[CLIENT]
                rejects = (
                    *rejects,
                    *(
                        Reject(table.name, lines[row], clients[row], column, _shown(frame[column][row]), reason)
                        for row in sorted(wrong)
                        for column, reason in wrong[row]
                    ),
                )
                read = read.filter(~pl.int_range(pl.len()).is_in(list(wrong)))
            yield Batch(read, rejects)


class _Answers:
    """Reads the answers to one question."""

    def __init__(self, zoo: Zoo, attribute: Attribute, mapped: MappedQuestion | None) -> None:
        self._zoo, self._attribute = zoo, attribute
        self._unknown = {"", *unknown_words(zoo, attribute)}
        self._mapped = mapped.values if mapped else {}
        self._spelled: dict[str, Value | ImpossibleAnswerError | None] = {}
        self.kind: Any = pl.Float64
        if attribute.type == "boolean":
            self.kind = pl.Boolean
        elif not attribute.numeric:
            self.kind = pl.Enum([str(value) for value in attribute.values])

    def read(self, given: pl.Series) -> Cells:
        """The answers, missing where unknown."""
        fast = self._numbers(given) if self._attribute.numeric else self._choices(given)
        if fast.null_count() == given.null_count():
            return Cells(fast, {})
        odd = (fast.is_null() & given.is_not_null()).arg_true()
        words = given.gather(odd)
        spelled = words.unique() if words.dtype == pl.String else words  # a base by labels has few spellings
        meant = [self._meant(word) for word in spelled.to_list()]
        known = [None if isinstance(value, ImpossibleAnswerError) else value for value in meant]
        values = pl.Series(known, dtype=self.kind, strict=False)
        if spelled is not words:
            values = words.replace_strict(spelled, values)
        wrong: dict[int, str] = {}
        if any(isinstance(value, ImpossibleAnswerError) for value in meant):
            for row, word in zip(odd, words.to_list(), strict=True):
                if isinstance(value := self._meant(word), ImpossibleAnswerError):
                    wrong[row] = f"{value} ({value.hint})" if value.hint else str(value)
        return Cells(fast.scatter(odd, values), wrong)

    def _choices(self, given: pl.Series) -> pl.Series:
        """Values by their ids, at once; other spellings stay missing."""
        if given.dtype == self.kind:
            return given
        if self.kind == pl.Boolean or given.dtype == pl.Boolean or given.dtype.is_numeric():
            return _missing(given, self.kind)
        return given.cast(pl.String).cast(self.kind, strict=False)

    def _numbers(self, given: pl.Series) -> pl.Series:
        """Plain numbers within the range, at once."""
        if given.dtype == pl.String:
            clear = pl.when(pl.col("n").str.contains(_CLEARLY_A_NUMBER)).then(pl.col("n"))
            given = given.alias("n").to_frame().select(clear.cast(pl.Float64, strict=False)).to_series()
        elif not given.dtype.is_numeric():
            return _missing(given, self.kind)
        number = pl.col("n")
        attribute = self._attribute
        allowed = number.is_finite()
        if attribute.minimum is not None:
            allowed &= number >= attribute.minimum
        if attribute.maximum is not None:
            allowed &= number <= attribute.maximum
        if attribute.type == "integer":
            allowed &= number == number.floor()
        return given.cast(pl.Float64).alias("n").to_frame().select(pl.when(allowed).then(number)).to_series()

    def _meant(self, word: Any) -> Value | ImpossibleAnswerError | None:
        key = f"{type(word).__name__} {word}"
        if key not in self._spelled:
            if len(self._spelled) >= _MEMORY:
                self._spelled.clear()
            self._spelled[key] = self._understood(word)
        return self._spelled[key]

    def _understood(self, cell: Any) -> Value | ImpossibleAnswerError | None:
        said = cell.strip() if isinstance(cell, str) else cell
        if isinstance(said, float) and isnan(said):
            return None  # what pandas writes for nothing
        if isinstance(said, float) and said.is_integer() and not self._attribute.numeric:
            said = int(said)
        if (word := folded(_shown(said))) in self._mapped:
            return self._mapped[word]
        if word in self._unknown:
            return None
        if not isinstance(said, bool | int | float):
            said = _shown(said)
        if self._attribute.type == "boolean" and said in (0, 1):
            return bool(said)
        try:
            return answer_value(self._attribute, said, self._zoo)
        except ImpossibleAnswerError as error:
            return error


def _clients(frame: pl.DataFrame, column: str) -> pl.Series:
    numbered = pl.format("row {}", pl.col(LINE))
    if not column:
        return frame.select(numbered.alias(CLIENT)).to_series()
    name = pl.col(column).cast(pl.String)
    blank = name.is_null() | (name.str.strip_chars() == "")
    return frame.select(pl.when(blank).then(numbered).otherwise(name).alias(CLIENT)).to_series()


def _certainties(given: pl.Series) -> Cells:
    """Certainties over 0 up to 1; a blank one is missing, and counts as 1."""
    number = given.cast(pl.Float64, strict=False).fill_nan(None)
    if given.dtype.is_float():
        given = number
    if given.dtype == pl.String:
        number = given.str.strip_chars().str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
        given = given.set(given.str.strip_chars().is_in(["", "unknown"]), None)
    certainty = pl.col("certainty")
    allowed = pl.when((certainty > 0) & (certainty <= 1)).then(certainty)
    good = number.alias("certainty").to_frame().select(allowed).to_series()
    odd = (good.is_null() & given.is_not_null()).arg_true()
    return Cells(good, dict.fromkeys(odd, "a certainty is a number over 0, up to 1"))


def _as_text(given: pl.Series) -> pl.Series:
    """Cells that no answer can be, as they are shown among the rejects; bytes may be text."""
    said = [one.decode(errors="replace") if isinstance(one, bytes) else one for one in given.to_list()]
    return pl.Series(given.name, [None if one is None else str(one) for one in said], dtype=pl.String)


def _missing(given: pl.Series, kind: Any) -> pl.Series:
    return pl.select(pl.repeat(None, len(given), dtype=kind)).to_series()


def _shown(value: Any) -> str:
    return str(value)[:200]
