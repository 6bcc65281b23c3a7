"""What is wrong with a file, as values: collected, sorted by place and told all at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from clientzoo.knowledge.scripts import look_alike


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file (as the user named it), line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


LONGEST = 120  # letters of a word that are compared or shown; no name is longer
NOWHERE = Place("")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing an expert can mend. `code` is a stable word such as `unknown-value`."""

    place: Place
    code: str
    message: str
    hint: str = field(default="", compare=False)

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.code} {self.message}{hint}"


class ProblemsError(Exception):
    """Raised where work cannot go on; carries every problem found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(word: object, known: Iterable[object], *, show_all_up_to: int = 12) -> str:
    """A hint naming the nearest known words, or all of them where they are few; empty when there is nothing to say."""
    names = [str(name) for name in known]
    if same := look_alike(str(word), names):
        return same
    near = get_close_matches(str(word)[:LONGEST], names, n=2, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(near) + "?"
    return f"known: {', '.join(names)}" if 0 < len(names) <= show_all_up_to else ""
