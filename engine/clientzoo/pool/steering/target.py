"""`pool.yaml`: what the pool should be, what its animals are worth, and what steps cost; checked against the zoo."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.schema import ChancesEntry, Entry, Name, Text
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.yaml import Document, KeyPath, read
from clientzoo.knowledge.zoo import Chances, Zoo

FILE = "pool.yaml"
_PERCENT = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,6})?)\s*%\s*")
_MINOR = 100
Share = Annotated[str, Field(json_schema_extra={"pattern": r"^\s*\d{1,3}([.,]\d{1,6})?\s*%\s*$"})]
Count = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]


class StepEntry(Entry):
    """How many hours a piece of advice takes its role, and the chance that it brings the client a stage further."""

    hours: Annotated[float, Field(gt=0, le=10_000)]
    works: Share | Count


class PoolFile(Entry):
    """The target of a pool. Shares are of the clients that have an animal."""

    pool: Annotated[Name | str, Field(description="The zoo whose animals these are.")]
    by: Annotated[str, Field(description="The day on which it should be so, as 2027-06-30.")] = ""
    target: dict[Name, Share | Count] = Field(default_factory=dict, description="Clients of an animal, or their share.")
    worth: dict[Name, Count] = Field(default_factory=dict, description="What a client of the animal brings a year.")
    discount: Annotated[Share | Count, Field(description="By how much money of next year counts less.")] = "15%"
    hours: dict[Text, Count] = Field(default_factory=dict, description="Hours there are, by role.")
    steps: dict[Name, StepEntry] = Field(default_factory=dict, description="By advice; `any` is for all others.")
    chances: dict[Text, ChancesEntry] = Field(
        default_factory=dict, description="Chances a year, in place of the zoo's."
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Clients of an animal, or their share of all that have one."""

    number: float
    is_share: bool

    def of(self, clients: float) -> float:
        """How many that are where so many clients have an animal."""
        return self.number * clients if self.is_share else self.number


@dataclass(frozen=True, slots=True)
class Step:
    """Hours of its role, and the chance in [0, 1] that it brings the client a stage further."""

    hours: float
    works: float


ANY_STEP = Step(6.0, 0.3)


@dataclass(frozen=True, slots=True)
class Target:
    """`worth` in minor units a year; animals not named are worth what the base's own clients bring. `hours` by role."""

    by: date | None = None
    wanted: Mapping[str, Wanted] = field(default_factory=dict)
    worth: Mapping[str, int] = field(default_factory=dict)
    discount: float = 0.15
    hours: Mapping[str, float] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    any_step: Step = ANY_STEP
    chances: Mapping[str, Chances] = field(default_factory=dict)

    def step(self, advice: str) -> Step:
        return self.steps.get(advice, self.any_step)


def roles(zoo: Zoo) -> list[str]:
    """Everybody of us who has something to do by the zoo's advice."""
    taking = (one.takes.hours for one in zoo.advice.values())
    return sorted({one.role for one in zoo.advice.values() if one.role}.union(*taking))


def read_target(path: Path, zoo: Zoo) -> Target:
    """The target in the file. Raises ProblemsError with everything that is wrong with it, each at its place."""
    document = read(path)
    problems: list[Problem] = []
    entry = validated(PoolFile, document.value if document.value is not None else {}, document, (), problems)
    if entry is None:
        raise ProblemsError(problems)
    target = _Reader(zoo, document, problems).target(entry)
    if problems:
        raise ProblemsError(problems)
    return target


class _Reader:
    """Checks the names of one file against the zoo, and what cannot add up."""

    def __init__(self, zoo: Zoo, document: Document, problems: list[Problem]) -> None:
        self._zoo, self._document, self._problems = zoo, document, problems

    def target(self, entry: PoolFile) -> Target:
        zoo = self._zoo
        if entry.pool != zoo.id:
            hint = did_you_mean(entry.pool, [zoo.id])
            self._add(("pool", ""), "wrong-zoo", f"this is the pool of `{entry.pool}`, and the zoo is `{zoo.id}`", hint)
        self._names("target", entry.target, zoo.animals, "is no animal of this zoo")
        self._names("worth", entry.worth, zoo.animals, "is no animal of this zoo")
        self._names("hours", entry.hours, roles(zoo), "is the role of no advice")
        self._names("steps", entry.steps, [*self._actions(), "any"], "is no advice with a role")
        self._names("chances", entry.chances, zoo.transitions, "is no transition of this zoo")
        wanted = dict(self._wanted(entry.target))
        steps = {
            name: Step(one.hours, self._share(one.works, ("steps", name, "works", "")))
            for name, one in entry.steps.items()
        }
        self._check_sum(wanted)
        return Target(
            self._day(entry.by),
            wanted,
            {name: int(Decimal(str(value)) * _MINOR) for name, value in entry.worth.items()},
            self._share(entry.discount, ("discount", "")),
            dict(entry.hours),
            {name: one for name, one in steps.items() if name != "any"},
            steps.get("any", ANY_STEP),
            {
                name: Chances(one.possible, one.under_way, one.ready, one.strength, one.source)
                for name, one in entry.chances.items()
            },
        )

    def _actions(self) -> list[str]:
        return [name for name, one in self._zoo.advice.items() if one.role]

    def _wanted(self, target: Mapping[str, str | float]) -> Iterator[tuple[str, Wanted]]:
        for name, said in target.items():
            place = ("target", name, "")
            if isinstance(said, str):
                yield name, Wanted(self._share(said, place), is_share=True)
            elif 0 < said < 1:
                hint = f"write {said * 100:g}% for a share"
                self._add(place, "out-of-range", f"{said:g} is neither a number of clients nor a share", hint)
            else:
                yield name, Wanted(said, is_share=False)

    def _check_sum(self, wanted: Mapping[str, Wanted]) -> None:
        total = sum(one.number for one in wanted.values() if one.is_share)
        shares = [name for name, one in wanted.items() if one.is_share]
        if total > 1 + 1e-9:
            message = f"the shares add up to {total:.0%}: {', '.join(shares)}"
            self._add(("target",), "cannot-add-up", message, "together they are at most 100%")
        elif shares and set(shares) == set(self._zoo.animals) and total < 1 - 1e-9:
            message = f"the shares of all animals add up to {total:.0%} only"
            self._add(("target",), "cannot-add-up", message, "leave an animal out, or make them 100%")
        counts = [name for name, one in wanted.items() if not one.is_share and one.number]
        if total >= 1 - 1e-9 and counts and shares:
            message = f"the shares take all clients, and `{counts[0]}` wants {wanted[counts[0]].number:g} more"
            self._add(("target", counts[0], ""), "cannot-add-up", message, "give shares or counts")

    def _share(self, said: str | float, path: KeyPath) -> float:
        if isinstance(said, str):
            found = _PERCENT.fullmatch(said)
            if found is None:
                self._add(path, "wrong-type", f"`{said}` is no share", "write it as 20%")
                return 0.0
            number = float(found[1].replace(",", ".")) / 100
        else:
            number = float(said)
        if not 0 <= number <= 1:
            self._add(path, "out-of-range", f"{number:.0%} is more than all", "a share is 0% to 100%")
        return number

    def _day(self, said: str) -> date | None:
        try:
            return date.fromisoformat(said) if said else None
        except ValueError:
            self._add(("by", ""), "wrong-type", f"`{said}` is no day", "write it as 2027-06-30")
            return None

    def _names(self, section: str, given: Mapping[str, Any], known: Any, what: str) -> None:
        for name in given:
            if name not in known:
                self._add((section, name), "unknown-value", f"`{name}` {what}", did_you_mean(name, known))

    def _add(self, path: KeyPath, code: str, message: str, hint: str = "") -> None:
        place: Place = self._document.place(path)
        self._problems.append(Problem(place, code, message, hint))
