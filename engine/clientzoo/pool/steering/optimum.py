"""The best choices that the hours allow: an optimum, not a sorted list.

Formula: a 0/1 choice for each set of steps, at most one set a client, hours within those of each role, total hours
within those of all; most value, or least distance of the expected pool from the target: the sum over animals of how
far the expected number of clients is from the wanted one. Solved by HiGHS, `scipy.optimize.milp`; what one more hour
would bring are the dual values of the same problem with fractions allowed.
"""

import ctypes
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from clientzoo.pool.forecast.chain import Floats
from clientzoo.pool.intervals import need_scipy
from clientzoo.pool.steering.choices import Choice

ALL = ""  # the hours of all roles together


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing reaches standard output meanwhile: HiGHS, asked to be silent, prints a line where it repairs a solution,
    past Python, which would stand in the middle of our JSON."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:  # there is no standard output
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        with suppress(OSError, AttributeError, TypeError):  # what waits in the C library's buffer goes the same way
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


class NoPlanError(Exception):
    """The solver found no optimum; the text says why."""


@dataclass(frozen=True)
class Problem:
    """`gains` [choices] of value, or [choices, animals] of expected clients where `missing` [animals] says how many
    each
    animal lacks without any step (below zero: has too many). `hours` by role, ALL for the sum of them."""

    choices: Sequence[Choice]
    gains: Floats
    hours: Mapping[str, float]
    missing: Floats | None = None

    def without(self, client: str) -> "Problem":
        """The same where nothing may be done for a client."""
        kept = [place for place, one in enumerate(self.choices) if one.client != client]
        return Problem([self.choices[place] for place in kept], self.gains[kept], self.hours, self.missing)


@dataclass(frozen=True)
class Optimum:
    """`brings` is the gain of value, or by how much nearer the pool comes to the target; `an_hour` what one more hour
    of
    a role would bring."""

    chosen: tuple[Choice, ...]
    brings: float
    an_hour: Mapping[str, float]


def objective(problem: Problem, chosen: Sequence[int]) -> float:
    """What the choices at these places bring."""
    places = list(chosen)
    if problem.missing is None:
        return float(problem.gains[places].sum())
    before = float(np.abs(problem.missing).sum())
    return before - float(np.abs(problem.missing - problem.gains[places].sum(axis=0)).sum())


def optimum(problem: Problem, *, duals: bool = True) -> Optimum:
    """The best of all plans. Raises NoPlanError, SciPyMissingError."""
    need_scipy()
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp

    number = len(problem.choices)
    if not number:
        return Optimum((), 0.0, dict.fromkeys(problem.hours, 0.0))
    cost, rows, limits, fixed, wanted = _matrices(problem)
    whole = np.concatenate([np.ones(number), np.zeros(len(cost) - number)])
    upper = np.concatenate([np.ones(number), np.full(len(cost) - number, np.inf)])
    constraints = [LinearConstraint(rows, -np.inf, limits)]
    if fixed is not None:
        constraints.append(LinearConstraint(fixed, wanted, wanted))
    # an optimum to the last client, not one within the solver's usual gap
    with _silence():
        found = milp(cost, integrality=whole, bounds=Bounds(0, upper), constraints=constraints,
                 options={"mip_rel_gap": 0.0, "time_limit": 60.0})  # fmt: skip
    if found.x is None:
        raise NoPlanError(f"the solver found no plan: {found.message}")
    chosen = [place for place in range(number) if found.x[place] > 0.5]
    an_hour = dict.fromkeys(problem.hours, 0.0)
    if duals:
        relaxed = linprog(cost, A_ub=rows, b_ub=limits, A_eq=fixed, b_eq=wanted,
                          bounds=np.column_stack([np.zeros(len(cost)), upper]), method="highs")  # fmt: skip
        if relaxed.status == 0:
            an_hour = {role: -float(relaxed.ineqlin.marginals[place]) for place, role in enumerate(problem.hours)}
    return Optimum(tuple(problem.choices[place] for place in chosen), objective(problem, chosen), an_hour)


def _matrices(problem: Problem) -> tuple[Floats, Any, Floats, Floats | None, Floats | None]:
    """Cost, rows (sparse) and limits (hours of each role, then one set a client), and the equations of the target."""
    from scipy.sparse import csr_array

    number = len(problem.choices)
    clients = {client: row for row, client in enumerate(dict.fromkeys(one.client for one in problem.choices))}
    spare = 0 if problem.missing is None else 2 * len(problem.missing)  # how far above and below, for each animal
    cells: list[tuple[float, int, int]] = []
    for place, one in enumerate(problem.choices):
        for row, role in enumerate(problem.hours):
            cells.append((one.all_hours if role == ALL else dict(one.hours).get(role, 0.0), row, place))
        cells.append((1.0, len(problem.hours) + clients[one.client], place))
    values, at, across = zip(*cells, strict=True)
    rows = csr_array((values, (at, across)), shape=(len(problem.hours) + len(clients), number + spare))
    limits = np.array([*problem.hours.values(), *[1.0] * len(clients)])
    if problem.missing is None:
        return -problem.gains, rows, limits, None, None
    animals = len(problem.missing)
    cost = np.concatenate([np.full(number, 1e-9), np.ones(spare)])  # of equals, the plan with the least to do
    fixed = np.hstack([problem.gains.T, np.eye(animals), -np.eye(animals)])
    return cost, rows, limits, fixed, problem.missing
