"""Two years in which the clients of the made-up base moved, by chances that are known.

Each client begins as an animal and turns by `CHANCES`, in continuous time, so that a step of any length has its exact
chance. What it says changes on the day it turns. Beside the moves there is what a history of answers has: questions
first asked later and answers corrected later, which are no moves. No client in it exists.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import log
from random import Random
from typing import Any, Literal, TypeAlias

import polars as pl

from clientzoo.segmentation.blocks import blocks
from clientzoo.segmentation.demo import CLIENTS, KINDS

Progress: TypeAlias = Literal["possible", "under way", "ready"]
QUARTERS = 8
DAYS_A_YEAR = 365.25
# The chance of turning within a year, for those who have nothing of what the transition needs, some of it, all of it.
CHANCES: Mapping[tuple[str, str], Mapping[Progress, float]] = {
    ("wolf", "tiger"): {"possible": 0.05, "under way": 0.2, "ready": 0.5},
    ("cow", "llama"): {"possible": 0.05, "under way": 0.2, "ready": 0.5},
    ("llama", "elephant"): {"possible": 0.03, "under way": 0.12, "ready": 0.4},
    ("tiger", "lion"): {"possible": 0.03, "under way": 0.12, "ready": 0.4},
    ("rabbit", "wolf"): {"possible": 0.0, "under way": 0.0, "ready": 0.35},
    ("sheep", "wolf"): {"possible": 0.0, "under way": 0.0, "ready": 0.35},
    ("tiger", "wolf"): {"possible": 0.03, "under way": 0.03, "ready": 0.03},  # a setback, which no zoo expects
}
_STARTS: Mapping[Progress, float] = {"possible": 0.55, "under way": 0.3, "ready": 0.15}
# What clients say who have some, or all, of what their transition needs.
_SAID: Mapping[str, Mapping[Progress, dict[str, Any]]] = {
    "wolf": {
        "under way": {"leadership_will": "strong"},
        "ready": {
            "leadership_will": "strong", "budgeting": "annual", "planning_horizon": "quarter", "marketing_team":
            "department_for_results"
        },
    },
    "cow": {"under way": {"marketing_team": "marketer"},
            "ready": {"marketing_team": "marketer", "marketing_budget": 400_000}},
    "llama": {"under way": {"employees": 600}, "ready": {"employees": 600}},
    "tiger": {"under way": {"marketing_budget": 2_000_000}, "ready": {"marketing_budget": 2_000_000}},
    "rabbit": {"ready": {"leadership_change": "happened"}},
    "sheep": {"ready": {"leadership_change": "happened"}},
}  # fmt: skip
_LATER_ASKED, _CORRECTED = 0.15, 0.05  # shares of clients


@dataclass
class Life:
    """One client: its spells as (first day, animal), and what it said from which day on; None: never said."""

    spells: list[tuple[date, str, Progress]]
    said: dict[str, list[tuple[date, Any]]] = field(default_factory=dict)
    asked_from: dict[str, date] = field(default_factory=dict)  # questions that nobody asked before
    wrong_until: dict[str, tuple[date, Any]] = field(default_factory=dict)

    def animal_on(self, day: date) -> str:
        """Which animal it was; before the first spell, that of the first."""
        return self.spell_on(day)[1]

    def spell_on(self, day: date) -> tuple[date, str, Progress]:
        past = [one for one in self.spells if one[0] <= day]
        return past[-1] if past else self.spells[0]

    def answers_on(self, day: date) -> Iterator[tuple[str, Any, date]]:
        """Question, answer and the day from which it holds, as they were known on the day."""
        for question, held in self.said.items():
            past = [one for one in held if one[0] <= day]
            if not past or day < self.asked_from.get(question, day):
                continue
            since, value = past[-1]
            until, wrong = self.wrong_until.get(question, (day, value))
            yield question, wrong if day < until else value, since


def lives(seed: int, as_of: date, number: int = CLIENTS) -> list[Life]:
    """The lives of so many clients over the two years up to `as_of`, from a generator of their own."""
    dice = Random(f"{seed} lives")  # noqa: S311 - a game, not a secret
    first = history_days(as_of)[0]
    return [_life(dice, first, as_of) for _ in range(number)]


def history_days(as_of: date) -> list[date]:
    """The days of which the history has a table: ends of quarters, the last being `as_of`."""
    return [as_of - timedelta(days=round(DAYS_A_YEAR * quarter / 4)) for quarter in range(QUARTERS, -1, -1)]


def history(found: Sequence[Life], tables: Mapping[str, pl.DataFrame], as_of: date) -> dict[date, pl.DataFrame]:
    """For each day the clients known by then: `client_id`, `client_name`, `block`, answers and since when they hold."""
    people = tables["clients"].select("client_id", "client_name").rows()
    met = _first_met(tables, history_days(as_of)[0])
    told: dict[date, pl.DataFrame] = {}
    for day in history_days(as_of):
        rows = []
        for (client_id, name), life in zip(people, found, strict=True):
            if met[client_id] > day:
                continue
            row: dict[str, Any] = {"client_id": client_id, "client_name": name}
            for question, value, since in life.answers_on(day):
                row |= {question: value, f"{question}__since": since}
            rows.append(row)
        known = [name for name in tables["answers"].columns if name not in ("client_id", "client_name")]
        frame = pl.DataFrame(rows, infer_schema_length=None)
        block = blocks(tables["orders"].lazy(), as_of=day, requests=tables["requests"], clients=tables["clients"])
        ordered = [name for name in (*known, *_asked()) if name in frame.columns]
        told[day] = frame.join(block.select("client_id", "block"), on="client_id", how="left").select(
            "client_id", "client_name", "block", *dict.fromkeys(ordered),
            *(f"{name}__since" for name in dict.fromkeys(ordered)),
        )  # fmt: skip
    return told


def answers_now(day: pl.DataFrame) -> pl.DataFrame:
    """The answers of the history's last day as the base keeps them, without days."""
    return day.select(pl.exclude("^.*__since$", "block"))


def _asked() -> list[str]:
    """Every question that anybody answers, in a fixed order."""
    asked: dict[str, None] = {}
    for kind in KINDS.values():
        asked |= dict.fromkeys(kind.answers)
    for said in _SAID.values():
        for more in said.values():
            asked |= dict.fromkeys(more)
    return [*asked]


def _first_met(tables: Mapping[str, pl.DataFrame], first: date) -> dict[str, date]:
    """The day of the first order or request of each client; of others the first day of the history."""
    days = [
        tables[name].select("client_id", pl.col(column).alias("day"))
        for name, column in (("orders", "order_date"), ("requests", "request_date"))
    ]
    seen = dict(pl.concat(days).group_by("client_id").agg(pl.col("day").min()).rows())
    return {client_id: seen.get(client_id, first) for client_id in tables["clients"]["client_id"]}


def _life(dice: Random, first: date, as_of: date) -> Life:
    animal = dice.choices([*KINDS], [kind.weight for kind in KINDS.values()])[0]
    life = Life([])
    day = first - timedelta(days=dice.randint(30, 900))
    said = {name: value for name, value in KINDS[animal].answers.items() if dice.random() < 0.9}
    while True:
        progress = dice.choices([*_STARTS], [*_STARTS.values()])[0]
        life.spells.append((day, animal, progress))
        for name, value in {**said, **_SAID.get(animal, {}).get(progress, {})}.items():
            held = life.said.setdefault(name, [])
            if not held or held[-1][1] != value:
                held.append((day, value))
        rates = {end: -log(1 - chances[progress]) for (start, end), chances in CHANCES.items() if start == animal}
        rate = sum(rates.values())
        start = max(day, first)  # nobody turns before the history begins
        turned = start + timedelta(days=dice.expovariate(rate) * DAYS_A_YEAR) if rate else as_of + timedelta(days=1)
        if turned > as_of:
            break
        day, animal = turned, dice.choices([*rates], [*rates.values()])[0]
        said = KINDS[animal].answers
    needed = {name for said in _SAID.values() for more in said.values() for name in more}
    names = [name for name, held in life.said.items() if len(held) == 1 and name not in needed]
    span = (as_of - first).days
    if names and dice.random() < _LATER_ASKED:
        for name in dice.sample(names, min(3, len(names))):
            life.asked_from[name] = first + timedelta(days=dice.randint(1, span))
    if names and dice.random() < _CORRECTED:
        name = dice.choice(names)
        others = [
            kind.answers[name]
            for kind in KINDS.values()
            if kind.answers.get(name, life.said[name][0][1]) != life.said[name][0][1]
        ]
        if others:
            life.wrong_until[name] = first + timedelta(days=dice.randint(1, span)), dice.choice(others)
    return life
