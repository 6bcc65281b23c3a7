"""Names of columns that every database takes: letters, digits and underscores, short, each once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from clientzoo.knowledge.questionnaire import CERTAINTY_SUFFIX, TO_SUFFIX
from clientzoo.knowledge.zoo import Zoo

LONGEST = 60  # bytes; PostgreSQL cuts names at 63
VERDICT_COLUMNS = ("status", "animal", "certainty", "runner_up", "margin")
NEAREST_COLUMNS = ("next_animal", "stage", "readiness")
LISTED = "listed"  # of a zoo that lists several winners: their ids, blanks between
FIRED = "fired"
ZOO_VERSION = "zoo_version"
_OTHER = re.compile(r"[\W_]+")


def certainty_column(attribute: str) -> str:
    """`growth_wish__certainty`: the column that says how surely an attribute's answer was given."""
    return f"{attribute}{CERTAINTY_SUFFIX}"


def to_column(attribute: str) -> str:
    """`employees__to`: the column that says where a range ends that begins with the number in the attribute's own."""
    return f"{attribute}{TO_SUFFIX}"


class OutputNames(NamedTuple):
    """The columns of a table of verdicts that depend on the zoo, by the ids of its transitions and its animals."""

    transitions: Mapping[str, str]
    animals: Mapping[str, str]


def output_names(zoo: Zoo, keep: Sequence[str] = ("client",)) -> OutputNames:
    """`cow -> llama` is `cow_to_llama`, `cow` is `cow`; where that is taken, as by a verdict's column, it is numbered.

    `keep` are the columns that stand before the verdict.
    """
    several = (LISTED,) if zoo.policy.list_from is not None else ()
    names = Names((*keep, *VERDICT_COLUMNS, *several, *NEAREST_COLUMNS, FIRED, ZOO_VERSION))
    transitions = {one: names.readable(one.replace("->", " to ")) for one in zoo.transitions}
    return OutputNames(transitions, {one: names.readable(one) for one in zoo.animals})


class Names:
    """Gives each column a name of its own that tells what it holds."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.lower() for name in taken}

    def new(self, words: str) -> str:
        """In ASCII, for what only databases see: letters of other alphabets are left out."""
        return self.readable(words.encode("ascii", "ignore").decode())

    def readable(self, words: str) -> str:
        """In the words' own alphabet."""
        whole = _OTHER.sub("_", words.lower()).encode()
        wanted = whole[: LONGEST - 5].decode(errors="ignore").strip("_") or "column"
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name)
        return name
