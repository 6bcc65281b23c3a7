"""Numbers as exports write them: `1 054,00 ₽`, `USD 1,054.00`, `(12.5)`, `12-`, `7.7E+09`; to exact decimals.

The usual spellings are read a column at a time; cells that are spelt otherwise, one by one, each spelling once.
"""

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias

import polars as pl

from clientzoo.tables.values import currency

Point: TypeAlias = Literal[".", ","]
MONEY = pl.Decimal(18, 2)
_EXACT = pl.Decimal(38, 9)
_FINEST = Decimal("1e-9")
_LIMIT = Decimal(10) ** 15
_SPACES = r"[\s'’ʼ`\u00a0\u2007\u2009\u202f]+"
_BLANKS = re.compile(_SPACES)
_PLAIN = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?", re.IGNORECASE)
_GROUPED = {
    ".": re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?"),
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
}
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_SCALES = {
    word: factor
    for factor, words in (
        (10**3, "k к т тыс тысяч тысячи тысяча"),
        (10**6, "m mn mln mio м млн миллион миллиона миллионов million"),
        (10**9, "b bn bln млрд миллиард миллиарда миллиардов billion"),
    )
    for word in words.split()
}
_SCALED = re.compile(rf"([\d.,]*\d)({'|'.join(sorted(_SCALES, key=len, reverse=True))})\.?", re.IGNORECASE)


class Cells(NamedTuple):
    """A column read; rows of cells that cannot be, with the reason, are missing in it."""

    values: pl.Series
    wrong: Mapping[int, str]


def shapes(cells: pl.Series) -> Counter[str]:
    """How often each spelling comes, all digits but leading zeros written as 9: enough to judge a column by."""
    counted = cells.drop_nulls().str.replace_all(r"[1-9]|(?-u:\B)0", "9").value_counts(name="times")
    return Counter(dict(counted.iter_rows()))


def decimal_point(spellings: Mapping[str, int]) -> Point | None:
    """The decimal sign that the column's own values show; None where they never tell (`1,234` alone does not)."""
    votes = {".": 0, ",": 0}
    for text, times in spellings.items():
        digits = _bare(text)[1]
        last_point, last_comma = digits.rfind("."), digits.rfind(",")
        if last_point >= 0 and last_comma >= 0:
            votes["." if last_point > last_comma else ","] += times
        for sign, other in ((".", ","), (",", ".")):
            if digits.count(sign) == 1 and digits.count(other) == 0:
                whole, part = digits.split(sign)
                if len(part) != 3 or len(whole) > 3 or whole in ("", "0"):
                    votes[sign] += times
            elif digits.count(sign) > 1:
                votes[other] += times
    if votes["."] == votes[","]:
        return None
    return "." if votes["."] > votes[","] else ","


def number(text: str, point: Point | None) -> Decimal:
    """The number in `text`, `point` being the column's decimal sign. Raises ValueError where it is none, or
    ambiguous."""
    negative, digits = _bare(text)
    factor = 1
    if (scaled := _SCALED.fullmatch(digits)) is not None:
        digits, factor = scaled[1], _SCALES[scaled[2].casefold()]
    if point is None and factor == 1 and _EITHER.fullmatch(digits):
        raise ValueError("a thousand or a decimal? name the decimal sign with --decimal")
    sign = point or ("," if "," in digits and "." not in digits else ".")
    if _GROUPED[sign].fullmatch(digits):
        digits = digits.replace("," if sign == "." else ".", "")
    digits = digits.replace(",", ".") if sign == "," else digits
    if not _PLAIN.fullmatch(digits):
        raise ValueError("no number")
    found = Decimal(digits) * factor
    if abs(found) >= _LIMIT:
        raise ValueError("too large a number")
    return -found if negative else found


def read_numbers(cells: pl.Series, kind: str, point: Point | None) -> Cells:
    """The column as money (exact, to the hundredth), `number` (floats) or `whole` (integers)."""
    types: dict[str, Any] = {"money": MONEY, "number": pl.Float64, "whole": pl.Int64}
    plain = cells.to_frame("n").select(_usual(point)).to_series()
    values = plain.cast(types[kind], strict=False)
    odd = (values.is_null() & cells.is_not_null()).arg_true()
    if not len(odd):
        return Cells(values, {})
    known: dict[str, Any] = {}
    wrong: dict[int, str] = {}
    read_again: list[Any] = []
    for row, text in zip(odd.to_list(), cells.gather(odd).to_list(), strict=True):
        if text not in known:
            known[text] = _read_one(text, kind, point)
        value = known[text]
        if isinstance(value, ValueError):
            wrong[row] = str(value)
        read_again.append(None if isinstance(value, ValueError) else value)
    return Cells(values.scatter(odd, pl.Series(read_again, dtype=types[kind])), wrong)


def exact(cells: pl.Series, point: Point | None) -> pl.Series:
    """The amounts to nine decimals, beyond which the tails of a computer's own floats begin; missing where unreadable.

    Sums of it are what a file holds, while those of `read` are what rounding to hundredths makes of it.
    """
    known = {text: _exact(text, point) for text in cells.unique().drop_nulls().to_list()}
    return pl.Series([None if text is None else known[text] for text in cells], dtype=_EXACT)


def _exact(text: str, point: Point | None) -> Decimal | None:
    try:
        return number(text, point).quantize(_FINEST)
    except ValueError:
        return None


def _usual(point: Point | None) -> pl.Expr:
    """Plain numbers, with thousands apart or a minus before; missing for what takes a closer look.

    A number with three digits after its only sign is left to `number`, which knows when that is ambiguous.
    """
    text = pl.col("n").str.replace_all(_SPACES, "")
    plain = text.str.contains(r"^-?\d{1,15}(?:\.(?:\d{1,2}|\d{4,9}))?$")
    if point != ",":
        return pl.when(plain).then(text)
    comma = text.str.contains(r"^-?\d{1,15}(?:,(?:\d{1,2}|\d{4,9}))?$")
    return pl.when(comma).then(text.str.replace(",", ".", literal=True)).when(plain).then(text)


def _read_one(text: str, kind: str, point: Point | None) -> Decimal | float | int | ValueError:
    try:
        value = number(text, point)
    except ValueError as error:
        return error
    if kind == "money":
        return value.quantize(Decimal("0.01"))
    if kind == "number":
        return float(value)
    return int(value) if value == value.to_integral_value() else ValueError("not a whole number")


def _bare(text: str) -> tuple[bool, str]:
    """Whether it is negative, and what is left without blanks, signs and currency."""
    said = _BLANKS.sub("", text).replace("−", "-").replace("–", "-")
    negative = said.startswith("(") and (")" in said)
    said = said.replace("(", "", 1).replace(")", "", 1) if negative else said
    for _ in range(3):
        if said.startswith("-") or (said.endswith("-") and len(said) > 1):
            negative, said = not negative, said.removeprefix("-") if said.startswith("-") else said.removesuffix("-")
        said = _affixes().sub("", said.removeprefix("+"))
    return negative, said


@cache
def _affixes() -> re.Pattern[str]:
    """A currency or a unit before or after the number; longer words first, so that `руб` is not `р`."""
    words = "|".join(re.escape(word) for word in sorted(currency.words(), key=len, reverse=True) if not word.isdigit())
    return re.compile(rf"^(?:{words})\.?|(?:{words}|%|шт)\.?$", re.IGNORECASE)
