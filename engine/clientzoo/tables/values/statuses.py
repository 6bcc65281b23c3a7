"""What the words of a pipeline mean: won, lost, open, or refunded: won once and undone."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import polars as pl

from clientzoo.tables.detect.field_headings import key, known_words
from clientzoo.tables.values.numbers import Cells

_SHOWN = 6
EMPTY = "(empty)"  # how a user names cells without a status
# What Bitrix24 writes before the codes of other pipelines than the first, and WooCommerce before all.
_OF_PIPELINE = re.compile(r"^(?:c\d+:|wc-)")

_NAMED_PIPELINE = re.compile(
    r"\s*(?:\([^()]*\)|\[[^\[\]]*\])$"
)  # that HubSpot writes behind a stage, as `(Sales Pipeline)`
_LIKELY = (
    ("lost", re.compile(r"lost|lose|fail|cancel|refus|reject|отказ|отмен|провал|проигр|не реализ|не состоя")),
    ("won", re.compile(r"won|success|paid|complete|done|выигр|успе|оплач|выполн|заверш|реализ")),
)


@cache
def _words() -> Mapping[str, str]:
    return {key(str(word)): status for status, words in known_words()["statuses"].items() for word in words}


def statuses_in_words(seen: Counter[str], given: Mapping[str, str]) -> str:
    """What the commonest words of a column are taken for, in words."""
    commonest = sorted(seen, key=lambda word: (-seen[word], word))[:_SHOWN]
    said = [f"{word} = {_meaning(word, given) or 'unknown'}" for word in commonest]
    return ", ".join(said) + (", ..." if len(seen) > _SHOWN else "")


def are_statuses(words: Counter[str]) -> bool:
    """Whether the words of a column speak of statuses: most are known, and not all of them mean won."""
    known_ones = [meaning for word in words if (meaning := _meaning(word, {}))]
    return len(known_ones) * 2 > len(words) and set(known_ones) - {"won"} != set() and not _plain_words(words)


def _plain_words(words: Counter[str]) -> bool:
    """Yes and no, and single letters, are the words of any column."""
    return all(len(key(word)) < 4 or key(word) in ("false", "true") for word in words)


def read_statuses(cells: pl.Series, given: Mapping[str, str]) -> Cells:
    """The column as won, lost, open and refunded; words that nobody has named are wrong."""
    if EMPTY in given:
        cells = cells.fill_null(EMPTY)
    words = {text: _meaning(text, given) for text in cells.unique().drop_nulls().to_list()}
    found = {text: status for text, status in words.items() if status}
    values = cells.replace_strict(found, default=None, return_dtype=pl.String)
    if len(found) == len(words):
        return Cells(values, {})
    odd = (values.is_null() & cells.is_not_null()).arg_true().to_list()
    return Cells(values, {row: _unknown(cells[row]) for row in odd})


def inherited(values: pl.Series, deals: pl.Series) -> pl.Series:
    """Further lines of an order, on which shops leave the status out, with that of the line above."""
    frame = pl.DataFrame([values.alias("status"), deals.alias("deal")])
    same = pl.col("deal").is_not_null() & (pl.col("deal") == pl.col("deal").shift())
    order = (~same.fill_null(False)).cum_sum()
    return frame.select(pl.col("status").fill_null(pl.col("status").forward_fill().over(order))).to_series()


def with_credit_notes_won(values: pl.Series, amounts: pl.Series) -> pl.Series:
    """A refunded order counts nowhere; but a line below zero is the refund itself, and lowers the money."""
    back = (values == "refunded") & (amounts.cast(pl.Float64) < 0)
    return values.set(back.fill_null(False), "won")


def _unknown(word: str) -> str:
    """What to say of a word that nobody has named, the likelier meaning first."""
    likely = next((meaning for meaning, signs in _LIKELY if signs.search(word.casefold())), "won")
    others = " or ".join(f"={meaning}" for meaning in ("won", "lost", "open") if meaning != likely)
    return f"unknown status; say --status '{word}={likely}', {others}"


def _meaning(word: str, given: Mapping[str, str]) -> str | None:
    own = {key(one): status for one, status in given.items()}
    said = key(word)
    bare = _NAMED_PIPELINE.sub("", _OF_PIPELINE.sub("", said))
    return own.get(said) or own.get(bare) or _words().get(_OF_PIPELINE.sub("", said)) or _words().get(bare)
