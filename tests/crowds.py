"""Made-up clients by the million, for any zoo: each answer known or not, any value as likely as another."""

from typing import Any

import numpy as np
import polars as pl

from clientzoo.inference.column_names import certainty_column
from clientzoo.knowledge.answer import I_THINK_SO, Answer
from clientzoo.knowledge.zoo import Attribute, Zoo


def crowd(zoo: Zoo, number: int, *, seed: int = 1, known: float = 0.6, doubted: float = 0.0) -> pl.DataFrame:
    """`known` is the share of answers given, `doubted` of those the share given as "I think so"."""
    dice = np.random.default_rng(seed)
    columns = [pl.Series("client", range(number)).cast(pl.String)]
    for attribute in zoo.attributes.values():
        answers = pl.DataFrame({"said": _answers(attribute, number, dice), "given": dice.random(number) < known})
        columns.append(answers.select(pl.when("given").then("said").alias(attribute.id)).to_series())
        if doubted:
            doubts = pl.DataFrame({"doubt": dice.random(number) < doubted})
            certainty = pl.when("doubt").then(I_THINK_SO).alias(certainty_column(attribute.id))
            columns.append(doubts.select(certainty).to_series())
    return pl.DataFrame(columns)


def answers(zoo: Zoo, row: dict[str, Any]) -> dict[str, Answer]:
    """A row of the crowd as the engines for one client take it."""
    given = {name: row[name] for name in zoo.attributes if row[name] is not None}
    return {name: Answer(value, row.get(certainty_column(name)) or 1.0) for name, value in given.items()}


def _answers(attribute: Attribute, number: int, dice: np.random.Generator) -> pl.Series:
    if attribute.type == "boolean":
        return pl.Series(dice.random(number) < 0.5)
    if attribute.type == "choice":
        values = pl.Series([*attribute.values], dtype=pl.Enum([*map(str, attribute.values)]))
        return values.gather(pl.Series(dice.integers(0, len(values), number)))
    if attribute.maximum is not None:
        numbers = dice.uniform(attribute.minimum or 0, attribute.maximum, number)
    else:
        numbers = (attribute.minimum or 0) + np.exp(dice.normal(5 if attribute.type == "integer" else 11, 2.5, number))
    return pl.Series(np.round(numbers))
