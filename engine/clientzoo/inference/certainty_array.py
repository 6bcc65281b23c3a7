"""The algebra of `certainty` over arrays: many clients at once, each to the last bit as it would be alone."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def combine_arrays(mb: "NDArray[np.float64]", md: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """CF = (MB - MD) / (1 - min(MB, MD)), and 0 in a contradiction."""
    rest = 1.0 - np.minimum(mb, md)
    return quantise_array(np.divide(mb - md, rest, out=np.zeros_like(rest), where=rest != 0.0))


def quantise_array(certainty: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """As `knowledge.millionths.quantised`."""
    rounded: NDArray[np.float64] = np.floor(certainty * 1e6 + 0.5) * 1e-6
    return rounded
