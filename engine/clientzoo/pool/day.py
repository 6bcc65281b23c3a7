"""The pool on one day, as tables tell it: clients with their verdicts, answers, money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from clientzoo.inference.column_names import certainty_column
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.zoo import Zoo

CLIENT, NAME, AMOUNT, BLOCK, ANIMAL, CERTAINTY = "client", "name", "amount", "block", "animal", "certainty"
SEEN = "seen"
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Day:
    """One day's tables; each has at most a row a client, known by `client`.

    `people` are all clients of the day: `name`, and where known `amount` (whole minor units), `block`, the verdict
    given then as `animal` (text, missing: none) and `certainty`, and `seen`, the last day on which anything was said.
    `answers` has a column for each question answered, and its certainty; None where the day has verdicts only. `since`
    has, in columns called as the questions, the day from which the answer holds. `version` is that of the zoo that
    gave the verdicts.
    """

    name: str
    date: date | None
    people: pl.DataFrame
    answers: pl.DataFrame | None = None
    since: pl.DataFrame | None = None
    version: str = ""

    @property
    def has_verdicts(self) -> bool:
        """Whether the verdicts are those given on the day."""
        return ANIMAL in self.people.columns

    @property
    def has_money(self) -> bool:
        return AMOUNT in self.people.columns


def years_between(before: Day, after: Day) -> float | None:
    """The length of the step in years of 365.25 days; None where a day has no date."""
    if before.date is None or after.date is None:
        return None
    return (after.date - before.date).days / _DAYS_A_YEAR


def answers_of(zoo: Zoo, row: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers in a row of a table of answers."""
    known = {name: row[name] for name in zoo.attributes if row.get(name) is not None}
    return {name: Answer(value, row.get(certainty_column(name)) or 1.0) for name, value in known.items()}
