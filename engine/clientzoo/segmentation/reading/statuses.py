"""What the words of a pipeline mean: won, lost or open."""

from collections.abc import Mapping
from functools import cache

import polars as pl

from clientzoo.segmentation.reading.headings import key, known
from clientzoo.segmentation.reading.numbers import Cells


@cache
def _words() -> Mapping[str, str]:
    return {key(str(word)): status for status, words in known()["statuses"].items() for word in words}


def read(cells: pl.Series, given: Mapping[str, str]) -> Cells:
    """The column as won, lost and open; words that nobody has named are wrong."""
    own = {key(word): status for word, status in given.items()}
    meant = {text: own.get(key(text)) or _words().get(key(text)) for text in cells.unique().drop_nulls().to_list()}
    found = {text: status for text, status in meant.items() if status}
    values = cells.replace_strict(found, default=None, return_dtype=pl.String)
    if len(found) == len(meant):
        return Cells(values, {})
    odd = (values.is_null() & cells.is_not_null()).arg_true().to_list()
    return Cells(values, {row: f"unknown status; say --status '{cells[row]}=won', =lost or =open" for row in odd})
