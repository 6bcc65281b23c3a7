"""The rows below the heading, made ready to be read."""

from functools import cache

import polars as pl

from clientzoo.tables.detect.field_headings import known_words
from clientzoo.tables.detect.heading_rows import Heading
from clientzoo.tables.table import LINE


def rows_below(batch: pl.DataFrame, heading: Heading) -> pl.DataFrame:
    """The rows below the heading that are not blank: cells stripped, blank ones missing, every titled column there."""
    wide = [
        pl.lit(None, pl.String).alias(name)
        for name in map(str, range(len(heading.titles)))
        if name not in batch.columns
    ]
    cells = pl.exclude(LINE).str.strip_chars()
    stripped = (
        batch.filter(pl.col(LINE) > heading.line).with_columns(wide).with_columns(pl.when(cells != "").then(cells))
    )
    return stripped.filter(pl.any_horizontal(pl.exclude(LINE).is_not_null()))


def beyond(body: pl.DataFrame, heading: Heading) -> pl.Series:
    """Which rows have cells where the heading has none."""
    extra = [name for name in body.columns if name != LINE and int(name) >= len(heading.titles)]
    if not extra:
        return pl.repeat(False, body.height, eager=True, dtype=pl.Boolean)
    return body.select(pl.any_horizontal(pl.col(extra).is_not_null())).to_series()


def without_missing(cells: pl.Series) -> pl.Series:
    """The column with `-`, `n/a`, `нет` and the like as missing."""
    missing = cells.is_in(_missing()).fill_null(False)
    return cells.set(missing, None) if missing.any() else cells


@cache
def _missing() -> list[str]:
    """The words in the cases that people write them in: looking them up is faster than lowering each cell."""
    words = [str(word) for word in known_words()["missing"] if word]
    return sorted({cased for word in words for cased in (word, word.upper(), word.capitalize(), word.title())})
