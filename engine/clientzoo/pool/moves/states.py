"""The states of a client on a day: an animal, or why there is none."""

import polars as pl

from clientzoo.knowledge.zoo import Zoo

UNDETERMINED = "undetermined"  # asked, and no animal is sure enough
NOT_ASKED = "not asked"  # nothing speaks for or against any animal
LEFT = "left us"  # in the outflow, or no longer in the table
NEW = "new to us"  # not in the earlier table
OUTFLOW = "outflow"  # the block of those who left


def states(zoo: Zoo) -> tuple[str, ...]:
    """Every state in the order in which tables show them: the zoo's animals, then those without one."""
    return (*zoo.animals, UNDETERMINED, NOT_ASKED, LEFT, NEW)


def state_kind(zoo: Zoo) -> pl.Enum:
    """The type of a column of states."""
    return pl.Enum(states(zoo))


def state(zoo: Zoo, animal: pl.Expr, certainty: pl.Expr, block: pl.Expr) -> pl.Expr:
    """The state by the columns of a table of verdicts; who is in the outflow has left, whatever animal it was."""
    kind = state_kind(zoo)
    known = animal.cast(pl.String).cast(kind, strict=False)  # an animal that the zoo has no more is none
    without = pl.when(certainty.fill_null(0.0) > 0.0).then(pl.lit(UNDETERMINED)).otherwise(pl.lit(NOT_ASKED))
    return pl.when(block == OUTFLOW).then(pl.lit(LEFT).cast(kind)).otherwise(known.fill_null(without.cast(kind)))
