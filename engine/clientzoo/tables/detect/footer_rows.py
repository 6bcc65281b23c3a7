"""Rows that are no data: totals, headings said again, the lines that reports print below and between."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import polars as pl

from clientzoo.tables.detect.field_headings import Table, key, kind, known_words
from clientzoo.tables.table import LINE

_SHOWN = 60


class FooterRow(NamedTuple):
    """A row left out because it is no data, `kind` being `total`, `heading` or `note`."""

    line: int
    kind: str
    text: str


def divided(
    body: pl.DataFrame, titles: Sequence[str], fields: Mapping[str, int], of: Table
) -> tuple[pl.DataFrame, pl.DataFrame, list[FooterRow]]:
    """The rows of data, the rows that are none, and what those are. Cells are stripped, blank ones missing.

    A row of totals begins with a word that says so and nothing else; or it begins with such a word and lacks something
    the table needs, as `Итого по отделу` does and the client `Итого Плюс` does not.
    """
    cells = [pl.col(name) for name in body.columns if name != LINE]
    first = pl.coalesce(cells)
    word = first.str.to_lowercase().str.strip_chars(" :.")
    needed = [str(fields[name]) for name in of.needs if name in fields]
    wanting = pl.any_horizontal([pl.col(name).is_null() for name in needed]) if needed else pl.lit(False)
    filled = pl.sum_horizontal([cell.is_not_null() for cell in cells])
    total = word.is_in(known_words()["sum_rows"]) | (word.str.contains(_beginning("sum_beginnings")) & wanting)
    heading = (filled > 1) & pl.all_horizontal(
        [
            pl.col(str(index)).is_null() | pl.col(str(index)).is_in([title, re.sub(r" \(\d+\)$", "", title)])
            for index, title in enumerate(titles)
            if title and str(index) in body.columns
        ]
        or [pl.lit(False)]
    )
    note = (filled == 1) & word.str.contains(_beginning("notes"))
    if len(needed) + bool(of.one_of) > 1:
        numbers = [str(index) for name, index in fields.items() if kind(name) in ("money", "number", "whole")]
        note |= (filled == 1) & pl.all_horizontal([pl.col(name).is_null() for name in numbers] or [pl.lit(True)])
    said = pl.when(total).then(pl.lit("total")).when(heading).then(pl.lit("heading")).when(note).then(pl.lit("note"))
    marked = body.with_columns(said.alias("kind"))
    if marked["kind"].null_count() == marked.height:
        return body, body.clear(), []
    left_out = marked.filter(pl.col("kind").is_not_null())
    services = [
        FooterRow(line, which, text[:_SHOWN])
        for line, which, text in left_out.select(
            LINE, "kind", pl.concat_str(cells, separator=" ", ignore_nulls=True)
        ).iter_rows()
    ]
    return marked.filter(pl.col("kind").is_null()).drop("kind"), left_out.drop("kind"), services


@cache
def _beginning(words: str) -> str:
    return rf"^(?:{'|'.join(known_words()[words])})(?:\W|$)"


def is_grand(text: str) -> bool:
    """Whether a row of totals says the total of the whole, and of no part."""
    return key(text) in {key(word) for word in known_words()["sum_rows"]}
