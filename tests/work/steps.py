"""Plans and steps for the tests, made small."""

from datetime import date

from clientzoo.work.planned import Planned
from clientzoo.work.revision import Situation
from clientzoo.work.step import Step

MONDAY = date(2026, 11, 2)


def planned(advice: str, day: int = 1, role: str = "account manager", text: str = "") -> Planned:
    return Planned(advice, "advice", text or f"Do {advice}.", "It wants to grow.", "It is done.", role, day)


def situation(animal: str | None = "wolf", on: date = MONDAY, manager: str = "Анна", answered: str = "") -> Situation:
    return Situation(1, manager, animal, answered.split(), on)


def step(number: int = 1, advice: str = "call", due: date = MONDAY, person: str = "Анна", client: int = 1) -> Step:
    return Step(
        client, advice, "advice", f"Do {advice}.", "It wants to grow.", "It is done.", "account manager", person, 1,
        MONDAY, due, "wolf", number=number, revision=1,
    )  # fmt: skip
