"""A share that was counted, and how far it is known.

Formula: Wilson's interval at 95 %, (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) with z = 1.96, which is honest for
the few there are. Edges: 0 to 1 where nobody was counted; from 0 where none was hit, up to 1 where all were. Source:
Wilson, Probable inference (1927).
"""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054  # the 97.5th percentile of the normal distribution


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """In 0..1; 0 where nobody was counted."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The ends of the interval in which the share lies."""
        if not self.of:
            return 0.0, 1.0
        squared = _Z * _Z
        middle = (self.hits + squared / 2) / (self.of + squared)
        half = _Z * sqrt(self.hits * (self.of - self.hits) / self.of + squared / 4) / (self.of + squared)
        return 0.0 if not self.hits else middle - half, 1.0 if self.hits == self.of else middle + half
