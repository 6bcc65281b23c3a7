"""What a playbook says and what it takes: advice, the stances it may have, and how much a client can bear."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clientzoo.knowledge.condition import Condition
from clientzoo.knowledge.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Topic:
    """A section of the playbook, with room for `most` pieces of advice.

    Advice on a topic of `actions` has an owner, a day and a sign of success.
    """

    id: str
    title: str
    actions: bool = False
    most: int = 5


@dataclass(frozen=True, slots=True)
class Stance:
    """Something on which advice can take sides, as reports or the way of paying. Two values never stand on one page."""

    id: str
    name: str
    values: Mapping[str, str]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Takes:
    """What following the advice takes in its first month: hours of ours by role, and money for others."""

    hours: Mapping[str, float] = field(default_factory=dict)
    money: float = 0.0


@dataclass(frozen=True, slots=True)
class Advice:
    """What the playbook says (`text`, a Jinja template). `day` counts from the start of the plan, the first being 1.

    `stance` says by topic which side it takes. `presupposes` is what must not be known to be otherwise. `after` is
    advice of which one piece at least must stand on the page, earlier. `then` names what becomes work once this is
    done. `delicate` advice is for our own eyes only.
    """

    id: str
    topic: str
    text: str
    role: str = ""
    day: int | None = None
    done_when: str = ""
    stance: Mapping[str, str] = field(default_factory=dict)
    presupposes: Condition | None = None
    after: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    takes: Takes = field(default_factory=Takes)
    delicate: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Bearable:
    """How much the first month of a plan may take, and `said`, whence we know it.

    Either `percent` of the answer to the question `of`, or the sum `money` where the condition `when` holds.
    """

    said: str
    of: str = ""
    percent: float = 0.0
    when: Condition | None = None
    money: float = 0.0


@dataclass(frozen=True, slots=True)
class Proportion:
    """`rates` are what an hour of each role costs; of `bears` the first counts that is known."""

    rates: Mapping[str, float] = field(default_factory=dict)
    bears: tuple[Bearable, ...] = ()

    def cost(self, takes: Takes) -> float:
        """What it takes, in money. A role without a rate costs nothing."""
        return takes.money + sum(hours * self.rates.get(role, 0.0) for role, hours in takes.hours.items())
