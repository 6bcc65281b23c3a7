"""What a cell of a table says: plain values are taken a column at a time, other spellings are understood one by one."""

from math import isnan
from typing import Any, Protocol

import polars as pl

from clientzoo.knowledge.answer import UNKNOWN
from clientzoo.knowledge.answers_file import ImpossibleAnswerError, answer_value
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.languages import fold_text, unknown_words
from clientzoo.knowledge.zoo import Attribute, Zoo
from clientzoo.tables.mapping import MappedQuestion

_CLEARLY_A_NUMBER = r"^-?\d{1,15}(\.(\d{1,2}|\d{4,15}))?$"  # 1.200 may be a thousand two hundred
_MEMORY = 100_000  # spellings of one question's answers to remember


class Cells(Protocol):
    """Reads the cells of a column into values of `kind`."""

    kind: Any

    def plain(self, given: pl.Expr, dtype: pl.DataType) -> pl.Expr:
        """The cells of this type that need no thought; others are missing."""

    def meant(self, cell: Any) -> Value | ImpossibleAnswerError | None:
        """What one cell says; None where that is unknown."""


class Answers:
    """Reads the answers to one question: by id, by label in a language of the zoo, or as a mapping says."""

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

    def plain(self, given: pl.Expr, dtype: pl.DataType) -> pl.Expr:
        """Values by their ids, and numbers within the range."""
        if self._attribute.numeric:
            if dtype == pl.String:
                clear = pl.when(given.str.contains(_CLEARLY_A_NUMBER)).then(given)
                return self._allowed(clear.cast(pl.Float64, strict=False))
            return self._allowed(given.cast(pl.Float64)) if dtype.is_numeric() else _missing(self.kind)
        if dtype == self.kind:
            return given
        if self.kind == pl.Boolean or dtype == pl.Boolean or dtype.is_numeric():
            return _missing(self.kind)
        return given.cast(pl.String).cast(self.kind, strict=False)

    def meant(self, cell: Any) -> Value | ImpossibleAnswerError | None:
        key = f"{type(cell).__name__} {cell}"
        if key not in self._spelled:
            if len(self._spelled) >= _MEMORY:
                self._spelled.clear()
            self._spelled[key] = self._understood(cell)
        return self._spelled[key]

    def _allowed(self, number: pl.Expr) -> pl.Expr:
        attribute = self._attribute
        allowed = number.is_finite()
        if attribute.minimum is not None:
            allowed &= number >= attribute.minimum
        if attribute.maximum is not None:
            allowed &= number <= attribute.maximum
        if attribute.type == "integer":
            allowed &= number == number.floor()
        return pl.when(allowed).then(number)

    def _understood(self, cell: Any) -> Value | ImpossibleAnswerError | None:
        said = cell.strip() if isinstance(cell, str) else cell
        if isinstance(said, float) and isnan(said):
            return None  # what pandas writes for nothing
        if isinstance(said, float) and said.is_integer() and not self._attribute.numeric:
            said = int(said)
        if (word := fold_text(cell_text(said))) in self._mapped:
            return self._mapped[word]
        if word in self._unknown:
            return None
        if not isinstance(said, bool | int | float):
            said = cell_text(said)
        if self._attribute.type == "boolean" and said in (0, 1):
            return bool(said)
        try:
            return answer_value(self._attribute, said, self._zoo)
        except ImpossibleAnswerError as error:
            return error


class Certainties:
    """Reads how surely a question was answered: over 0, up to 1. A blank one is missing, and counts as 1."""

    kind: Any = pl.Float64

    def plain(self, given: pl.Expr, dtype: pl.DataType) -> pl.Expr:
        if dtype == pl.String:
            given = given.str.strip_chars().str.replace(",", ".", literal=True)
        number = given.cast(pl.Float64, strict=False)
        return pl.when((number > 0) & (number <= 1)).then(number)

    def meant(self, cell: Any) -> ImpossibleAnswerError | None:
        if (isinstance(cell, float) and isnan(cell)) or (isinstance(cell, str) and cell.strip() in ("", UNKNOWN)):
            return None
        return ImpossibleAnswerError("a certainty is a number over 0, up to 1")


def cell_text(cell: Any) -> str:
    return str(cell)[:200]


def _missing(kind: Any) -> pl.Expr:
    return pl.lit(None, dtype=kind)
