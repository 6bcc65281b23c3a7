"""Certainties are compared in millionths, so that what people call equal is equal."""

from math import floor


def quantise(certainty: float) -> float:
    """Rounded to a millionth in the one way that every engine computes alike, to the last bit.

    Multiplied, since some engines divide by multiplying; so two tenths are 0.19999999999999998 in all of them, and
    every bound that certainties are compared with is rounded in the same way.
    """
    return floor(certainty * 1e6 + 0.5) * 1e-6
