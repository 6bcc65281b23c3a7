"""How far a share is known that was counted on few clients.

Formula: Jeffreys, the equal-tailed 95 % interval of Beta(k + 1/2, n - k + 1/2); from 0 where k is 0, up to 1 where k
is n.
Edges: nobody counted is 0 to 1. Source: Brown, Cai and DasGupta (2001).
"""

from importlib.util import find_spec

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
LEVEL = 0.95
RELIABLE = 0.2  # the widest interval of a row that is called reliable


class SciPyMissingError(Exception):
    """SciPy is not installed; the text says how to get it."""


def need_scipy() -> None:
    """Raises SciPyMissingError where SciPy is not installed."""
    if find_spec("scipy") is None:
        raise SciPyMissingError("this needs SciPy: pip install 'clientzoo[pool]'")


def jeffreys(count: npt.ArrayLike, of: npt.ArrayLike, level: float = LEVEL) -> tuple[Floats, Floats]:
    """The ends of the interval of `count` / `of`, in [0, 1]. Raises SciPyMissingError."""
    need_scipy()
    from scipy.special import betaincinv

    k, n = np.broadcast_arrays(np.asarray(count, dtype=np.float64), np.asarray(of, dtype=np.float64))
    tail = (1.0 - level) / 2
    low = np.where(k == 0, 0.0, betaincinv(k + 0.5, n - k + 0.5, tail))
    high = np.where(k == n, 1.0, betaincinv(k + 0.5, n - k + 0.5, 1.0 - tail))
    return low, high
