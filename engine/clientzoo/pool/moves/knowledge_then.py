"""Answers of the earlier day as they are known today: learning told apart from change.

An answer first given later, or corrected, says what was true before too; only an answer that holds from a later day is
a change of the client. Without the day from which an answer holds, one that was given before and is another now is a
change, one that nobody had given is knowledge.
"""

from datetime import date

import polars as pl

from clientzoo.inference.column_names import certainty_column
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.day import CLIENT

_LATER, _SINCE, _SEEN = "\x00later", "\x00since", "\x00seen"  # no question is called so


def known_later(
    zoo: Zoo, before: pl.DataFrame, after: pl.DataFrame, since: pl.DataFrame | None, day: date | None
) -> pl.DataFrame:
    """The answers that held on `day`, as known on the later one, of the clients of `before`.

    Who is not in `after` keeps its answers. `since` has the days from which later answers hold; it tells nothing unless
    `day` is given.
    """
    dated = {one for one in since.columns if one in zoo.attributes} if since is not None and day is not None else set()
    seen = after.rename(_suffixed(after, _LATER)).with_columns(pl.lit(True).alias(_SEEN))
    joined = before.join(seen, on=CLIENT, how="left")
    if since is not None and dated:
        joined = joined.join(since.select(CLIENT, *sorted(dated)).rename(_suffixed(since, _SINCE), strict=False),
                             on=CLIENT, how="left")  # fmt: skip
    chosen: list[pl.Expr] = []
    for one in zoo.attributes:
        if one not in before.columns and one not in after.columns:
            continue
        then, now = _column(joined, one), _column(joined, one + _LATER)
        differ = then.is_not_null() & now.is_not_null() & (then != now)
        if one in dated:
            held = pl.col(one + _SINCE)
            changed = pl.when(held.is_null()).then(differ).otherwise((held > pl.lit(day)) & then.ne_missing(now))
        else:
            changed = differ
        as_before = changed | pl.col(_SEEN).is_null()
        chosen.append(pl.when(as_before).then(then).otherwise(now).alias(one))
        certainty = certainty_column(one)
        if certainty in before.columns or certainty in after.columns:
            sure_then, sure_now = _column(joined, certainty), _column(joined, certainty + _LATER)
            chosen.append(pl.when(as_before).then(sure_then).otherwise(sure_now).alias(certainty))
    return joined.select(CLIENT, *chosen)


def _suffixed(frame: pl.DataFrame, suffix: str) -> dict[str, str]:
    return {name: name + suffix for name in frame.columns if name != CLIENT}


def _column(frame: pl.DataFrame, name: str) -> pl.Expr:
    """The column, or nothing in the type of its twin of the other day."""
    if name in frame.columns:
        return pl.col(name)
    twin = name.removesuffix(_LATER) if name.endswith(_LATER) else name + _LATER
    return pl.lit(None, dtype=frame.schema[twin])
