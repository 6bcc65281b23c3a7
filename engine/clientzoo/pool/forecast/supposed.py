"""What if some turned faster: `wolves ready -> 2x calls` and its like, put upon the rates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clientzoo.inference.prospects import Stage
from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.forecast.rates import Rates, Way
from clientzoo.pool.moves.states import LEFT, NEW

_WORDS = re.compile(r"\s*(?P<who>.+?)\s*->\s*(?P<times>\d+(?:[.,]\d+)?)\s*[x×]\s*(?P<what>.*?)\s*")
_STAGES: tuple[Stage, ...] = ("ready", "under way", "possible")
_LEAVING, _COMING = ("leaving", "leave"), ("newcomers", "new")


class SuppositionError(Exception):
    """A supposition that nobody can follow; the text says how to write it."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """Clients of `animal` (empty: of any) at `stage` (None: at any) go `times` as fast; `of` turning, leaving, coming.
    Clients of `animal` (empty: of any) at `stage` (None: at any) go `times` as fast; `of` turning, leaving, coming.
    """

    animal: str
    stage: Stage | None
    times: float
    of: str
    words: str


def supposition(words: str, zoo: Zoo) -> Supposition:
    """`wolves ready -> 2x`, `cow -> 0.5x leaving`, `newcomers tiger -> 1.5x`. What is called a word for our doing, as
    `calls`, stands for turning. Raises SuppositionError."""
    found = _WORDS.fullmatch(words)
    if not found:
        raise SuppositionError(
            f"`{words}`: write it as `wolves ready -> 2x`, `cow -> 0.5x leaving` or `newcomers -> 2x`"
        )
    times = float(found["times"].replace(",", "."))
    who = found["who"].lower().split()
    of = "coming" if who and who[0] in _COMING else "turning"
    who = who[1:] if of == "coming" else who
    if of == "turning" and found["what"].lower().split()[:1] and found["what"].lower().split()[0] in _LEAVING:
        of = "leaving"
    text = " ".join(who)
    stage = next((one for one in _STAGES if text.endswith(one)), None)
    name = text.removesuffix(stage or "").strip()
    animal = _animal(name, zoo) if name and name != "all" else ""
    return Supposition(animal, stage, times, of, words)


def supposed(rates: Rates, suppositions: Sequence[Supposition]) -> Rates:
    """The rates with all suppositions; what was observed stays as it was."""
    changed = dict(rates.of)
    for one in suppositions:
        for way, rate in rates.of.items():
            if _concerns(one, way):
                now = changed[way]
                changed[way] = (
                    rate._replace(shape=now.shape, years=now.years / one.times)
                    if one.times
                    else now._replace(shape=0.0)
                )
    return replace(rates, of=changed)


def _concerns(one: Supposition, way: Way) -> bool:
    if one.of == "coming":
        return way.origin == NEW and one.animal in ("", way.target)
    if way.origin == NEW or (way.target == LEFT) != (one.of == "leaving"):
        return False
    return one.animal in ("", way.origin) and (one.stage is None or one.stage == way.stage or one.of == "leaving")


def _animal(name: str, zoo: Zoo) -> str:
    """The animal by its id or name, one or many: wolf, Wolf, wolves."""
    known = {word.lower(): animal for animal, one in zoo.animals.items() for word in (animal, one.name)}
    many = {form: animal for word, animal in known.items() for form in _plurals(word)}
    found = known.get(name) or many.get(name)
    if found is None:
        raise SuppositionError(
            f"`{name}` is no animal of this zoo {did_you_mean(name, [*known, *many], show_all_up_to=0)}".strip()
        )
    return found


def _plurals(word: str) -> tuple[str, ...]:
    return (
        (f"{word}s", f"{word}es", f"{word.removesuffix('f')}ves") if word.endswith("f") else (f"{word}s", f"{word}es")
    )
