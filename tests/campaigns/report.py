"""What a campaign found, in a line, and every fault with what was said."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often something was tried, what went wrong, figures in words, seconds by the clock."""

    name: str
    tried: int
    faults: Sequence[str]
    figures: str
    seconds: float

    def __str__(self) -> str:
        line = f"{self.name}: {self.tried} tried, {len(self.faults)} faults, {self.seconds:.0f} s; {self.figures}"
        return "\n".join([line, *self.faults])
