"""A zoo as frozen values: the questionnaire, animals, traits, transitions, advice and rules of one company."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from clientzoo.knowledge.advice import Advice, Proportion, Stance, Topic
from clientzoo.knowledge.condition import Condition, Interval, Premise
from clientzoo.knowledge.domain import Domain, Value
from clientzoo.knowledge.formula import Formula, names_in
from clientzoo.knowledge.millionths import quantise
from clientzoo.knowledge.opposition import Accord, Opposition
from clientzoo.knowledge.problems import NOWHERE, Place

Better: TypeAlias = Literal["more", "less", "neither"]
AttributeType: TypeAlias = Literal["choice", "integer", "number", "boolean", "text"]
ANIMAL, VERDICT, RUNNER_UP, STATUS = "animal", "verdict", "runner_up", "status"
TRANSITION, ADVICE = "transition", "advice"
TextPath: TypeAlias = tuple[str, ...]  # where a text stands in a translation: questions, employees, name
STATUSES = ("decided", "close", "undetermined")
JUDGED = (VERDICT, RUNNER_UP, STATUS)  # facts that follow from the ranking, not from rules
ANY = "any "  # `any herbivore`
WORDS = ("yes", "no", "unknown", "client")


class Fact(NamedTuple):
    """A name and one of its values, as `appetite: hungry`."""

    name: str
    value: Value

    def __str__(self) -> str:
        return f"{self.name}: {value_text(self.value)}"


def value_text(value: Value) -> str:
    """A value as an expert writes it: yes and no, whole numbers without a point."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0f}" if value == int(value) else f"{value:g}"
    return str(value)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A question. `values` maps each value of a choice or a yes/no question to its label; numbers have a range. Texts
    are asked in segment sheets only: no rule looks at them.

    One that is not `asked` is measured instead, as a client's ABC class is: it counts like an answer once it is known.
    `stale_after` are the days for which an answer is taken to hold unless somebody confirms it.
    `better` is the direction in which an answer may be brought, along the list of values or of numbers; nothing else is
    ever proposed. None where the zoo does not say.
    `ask_if` says when it is worth asking: not where that is known to fail; where `delicate` only where it holds. An
    answer given all the same counts.
    `since` is the version of the zoo that began to ask it, `renamed_from` its earlier ids; `values_renamed_from` maps
    earlier names of values to those of today.
    """

    id: str
    group: str
    name: str
    ask: str
    help: str
    purpose: str
    kind: Literal["from_birth", "from_working_together"]
    changed_by: Literal["client", "agency", "nobody"]
    type: AttributeType
    ordered: bool = False
    values: Mapping[Value, str] = field(default_factory=dict)
    unit: str = ""
    also_per: Literal["", "year"] = ""
    minimum: float | None = None
    maximum: float | None = None
    relevant_if: Condition | None = None
    early: float = 0.0  # bits by which an interview prefers the question: what gates the method comes early
    presumes: Literal["", "working_together"] = ""  # asked of a client that we know, of others after the rest
    stale_after: int = 0  # days after which an answer may no longer be so; 0: never
    ask_if: Condition | None = None
    delicate: bool = False
    asked: bool = True
    since: str = ""
    renamed_from: tuple[str, ...] = ()
    values_renamed_from: Mapping[str, str] = field(default_factory=dict)
    better: Better | None = None
    place: Place = NOWHERE
    formula: Formula | None = None  # of a number that is computed from answers

    @property
    def numeric(self) -> bool:
        return self.type in ("integer", "number")

    @property
    def made_of(self) -> tuple[str, ...]:
        """The questions from which it is computed; none where it is answered."""
        return () if self.formula is None else tuple(dict.fromkeys(names_in(self.formula)))

    @property
    def typed(self) -> bool:
        """Whether the answer is typed instead of chosen."""
        return self.numeric or self.type == "text"


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    title: str
    attributes: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Trait:
    """Something concluded on the way to the animal; `values` maps each to words that follow the client's name.

    `told_by` are the questions that ask for it outright: what they say goes before what other answers hint at.
    """

    id: str
    name: str
    ordered: bool
    values: Mapping[str, str]
    place: Place = NOWHERE
    told_by: tuple[str, ...] = ()

    @property
    def exclusive(self) -> bool:
        """Whether its values exclude each other: where they run from least to most, or are asked for outright."""
        return self.ordered or bool(self.told_by)


@dataclass(frozen=True, slots=True)
class Animal:
    id: str
    name: str
    diet: str
    about: str
    place: Place = NOWHERE
    cases: Mapping[str, str] = field(default_factory=dict)  # of its name, in a language that has any


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number with a name, so that a zoo is adapted to a market without touching its rules."""

    id: str
    value: float
    unit: str
    about: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Setting:
    """A choice of the segmentation as text; what choices there are is the segmentation's own affair."""

    id: str
    value: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must hold before a transition happens."""

    id: str
    need: str
    when: Condition
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance of a transition within a year, in (0, 1), before anything was observed.

    For clients who have nothing of what it needs (`possible`), part of it, all of it. `strength` is how many observed
    moves the guess is worth.
    """

    possible: float
    under_way: float
    ready: float
    strength: float
    source: str


@dataclass(frozen=True, slots=True)
class Transition:
    """`id` is `cow -> llama` or `any herbivore -> tiger`; `origins` are the animals it starts from.

    `chances` are None where the zoo does not say how likely it is.
    """

    id: str
    origins: tuple[str, ...]
    target: str
    kind: Literal["growth", "revolution"]
    needs: tuple[Need, ...]
    source: str
    place: Place = NOWHERE
    chances: Chances | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """`certainty` is in [-1, 1] and never 0; below zero the rule speaks against its conclusions.

    `otherwise` marks what is taken for a trait's value where no other rule has concluded any.
    """

    id: str
    condition: Condition
    conclusions: tuple[Fact, ...]
    certainty: float
    because: str
    source: str
    place: Place = NOWHERE
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class WeightTable:
    """One fact against the values of `target` (animals or a trait). `rows` are tests of the fact in words.

    `cells` names the rule of each cell that weighs something, by row and value.
    """

    fact: str
    target: str
    rows: tuple[str, ...]
    columns: tuple[Value, ...]
    cells: Mapping[tuple[str, Value], str]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class VerdictPolicy:
    """`decide_at`: least certainty of a verdict; `margin`: two animals nearer than this are close.

    `tolerance`: an interview may end once the chance that open answers would change the animal is below this.
    `list_from`: where animals do not exclude each other, all from this certainty up are the verdict; else None.
    """

    decide_at: float = 0.5
    margin: float = quantise(0.1)
    tolerance: float = 0.03
    list_from: float | None = None

    def lists(self, certainty: float) -> bool:
        """Whether an animal of this certainty is part of the verdict beside the surest."""
        return self.list_from is not None and certainty >= self.list_from


@dataclass(frozen=True, slots=True)
class Prior:
    """How often clients give the answers that each test accepts; weights need not sum to anything."""

    id: str
    shares: tuple[tuple[Premise, float], ...]
    place: Place = NOWHERE

    def share(self, value: Value) -> float:
        """The weight of all tests that accept the value."""
        return sum(weight for test, weight in self.shares if test.accepts.accepts(value))


@dataclass(frozen=True, slots=True)
class Translation:
    """What a zoo says in a language, as far as it is written down, by where it stands in the translation's file."""

    language: str
    texts: Mapping[TextPath, str]
    places: Mapping[TextPath, Place] = field(default_factory=dict)

    def place(self, *path: str) -> Place:
        """Where the entry stands, or the nearest one around it."""
        nearest = (self.places.get(path[:length]) for length in range(len(path), -1, -1))
        return next((place for place in nearest if place), NOWHERE)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding of a check that the company says is as it should be, by its code and the names it speaks of."""

    finding: str
    about: tuple[str, ...]
    because: str
    place: Place = NOWHERE


@dataclass(frozen=True)
class Zoo:
    """Everything a company has written down about its clients. Mappings keep the order of the files; rules go by id.

    Everything is written in `language`; `speaks` is another one in which it is told at the moment, `own` then the zoo
    as it was written.
    `tables` say which of the rules are the cells of one table; `bands` are named intervals of a question's numbers.
    `words` are what tables say for yes, no, an unknown answer, and the column of the clients' names, `units` how units
    are said behind a number. `translations` are by language, without the one spoken.
    `about` is what one answers file describes. A questionnaire about segments has neither animals nor rules.
    """

    id: str
    version: str
    title: str
    language: str
    currency: str
    policy: VerdictPolicy
    groups: tuple[Group, ...]
    attributes: Mapping[str, Attribute]
    parameters: Mapping[str, Parameter]
    traits: Mapping[str, Trait]
    animals: Mapping[str, Animal]
    transitions: Mapping[str, Transition]
    topics: Mapping[str, Topic]
    advice: Mapping[str, Advice]
    rules: tuple[Rule, ...]
    domains: Mapping[str, Domain]
    root: Path
    priors: Mapping[str, Prior] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=lambda: dict(zip(WORDS, WORDS, strict=True)))
    units: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, Translation] = field(default_factory=dict)
    speaks: str = ""
    segments: Mapping[str, Setting] = field(default_factory=dict)
    tables: tuple[WeightTable, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    bands: Mapping[str, Mapping[str, Interval]] = field(default_factory=dict)
    about: Literal["client", "segment"] = "client"
    stances: Mapping[str, Stance] = field(default_factory=dict)
    proportion: Proportion = field(default_factory=Proportion)
    oppositions: tuple[Opposition, ...] = ()
    accords: tuple[Accord, ...] = ()
    own: "Zoo | None" = field(default=None, compare=False, repr=False)

    @property
    def rulebase_dir(self) -> Path:
        return self.root / "rulebases" / self.id

    @property
    def cases_dir(self) -> Path:
        return self.rulebase_dir / "cases"

    @property
    def templates_dir(self) -> Path:
        return self.root / "templates" / self.id

    @cached_property
    def derived(self) -> tuple[Attribute, ...]:
        """The numbers computed from answers."""
        return tuple(one for one in self.attributes.values() if one.formula is not None)

    @cached_property
    def answerable(self) -> Mapping[str, Attribute]:
        """What may be answered or measured: all but what is computed."""
        return {name: one for name, one in self.attributes.items() if one.formula is None}

    @cached_property
    def questions(self) -> Mapping[str, Attribute]:
        """The attributes that an interview asks for; the others are measured."""
        return {name: attribute for name, attribute in self.attributes.items() if attribute.asked}

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}

    def transitions_from(self, animal: str) -> Iterator[Transition]:
        return (transition for transition in self.transitions.values() if animal in transition.origins)
