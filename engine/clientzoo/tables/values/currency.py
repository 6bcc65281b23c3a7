"""Which currency a cell names: by a sign, a code or a word before or after the number."""

import re
from collections import Counter
from functools import cache

import polars as pl

from clientzoo.tables.detect.field_headings import known_words

UNNAMED = ""  # the currency of amounts that name none
_OF_NUMBERS = r"[\d\s.,()+\-−–'’ʼ`\u00a0\u2007\u2009\u202f]+"  # what is no part of a currency's name
_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s.,()]")


@cache
def words() -> dict[str, str]:
    """Sign or word, small and without blanks and points, -> code."""
    return {_small(str(word)): code for code, names in known_words()["currencies"].items() for word in names}


def code(word: str) -> str:
    """The code for what a column of currencies says; what we do not know is a code of its own."""
    return words().get(_small(word), " ".join(word.split()).upper())


def in_cell(text: str) -> str:
    """The code of the currency that an amount names, or UNNAMED."""
    return words().get(re.sub(_OF_NUMBERS, "", text).casefold(), UNNAMED)


def in_heading(text: str) -> str:
    """The code of the currency that a heading as `Бюджет, руб.` names, or UNNAMED."""
    return next((words()[token] for token in _TOKEN.findall(text.casefold()) if token in words()), UNNAMED)


def of_amounts(cells: pl.Series) -> pl.Series:
    """The code that each amount names, UNNAMED where it names none; missing where there is no amount."""
    left = cells.str.replace_all(_OF_NUMBERS, "").str.to_lowercase()
    named = {word: words().get(word, UNNAMED) for word in left.unique().drop_nulls().to_list()}
    return left.replace_strict(named, default=None, return_dtype=pl.String)


def of_column(cells: pl.Series) -> pl.Series:
    """The codes of a column of currencies."""
    named = {word: code(word) for word in cells.unique().drop_nulls().to_list()}
    return cells.replace_strict(named, default=None, return_dtype=pl.String)


def usual(counts: Counter[str]) -> str:
    """The currency of most amounts; of several as many, the first by name."""
    return min(counts, key=lambda one: (-counts[one], one), default=UNNAMED)


def _small(word: str) -> str:
    return re.sub(r"[\s.]+", "", word).casefold()
