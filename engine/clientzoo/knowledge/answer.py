"""An answer to a question, as given."""

from dataclasses import dataclass

from clientzoo.knowledge.domain import Value


@dataclass(frozen=True, slots=True)
class Answer:
    """`certainty` is in (0, 1]: 1 unless the answer was given as "I think so". `note` is free text kept beside it."""

    value: Value
    certainty: float = 1.0
    note: str = ""


I_THINK_SO = 0.6
UNKNOWN = "unknown"  # asked, and nobody knew
