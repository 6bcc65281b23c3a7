"""Names of columns that every database takes: ASCII letters, digits and underscores, short, each once."""

import re
from collections.abc import Iterable

from clientzoo.knowledge.zoo import Transition

LONGEST = 60  # PostgreSQL cuts names at 63 bytes
_OTHER = re.compile(r"[^a-z0-9]+")


def certainty_column(attribute: str) -> str:
    """`growth_wish__certainty`: the column that says how surely an attribute's answer was given."""
    return f"{attribute}__certainty"


def transition_column(transition: Transition) -> str:
    """`cow_to_llama`."""
    return plain(transition.id)


def plain(words: str) -> str:
    """`cow -> llama` as `cow_to_llama`: letters of other alphabets are left out."""
    return _OTHER.sub("_", words.replace("->", " to ").lower().encode("ascii", "ignore").decode()).strip("_")


class Names:
    """Gives each column a name of its own that tells what it holds."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.lower() for name in taken}

    def new(self, words: str) -> str:
        wanted = plain(words)[: LONGEST - 5].strip("_") or "column"
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name)
        return name
