"""The chain of a base, and what its clients are worth, as several commands want them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.pool.steered import Steered

if TYPE_CHECKING:
    from clientzoo.pool.forecast.chain import Chain
    from clientzoo.pool.forecast.rates import Rates
    from clientzoo.pool.forecast.worth import Values
    from clientzoo.pool.steering.planned import Plan
    from clientzoo.pool.steering.target import Target

YEARS = 5

HoursOption = Annotated[
    list[str] | None,
    typer.Option(
        "--hours", metavar="[ROLE=]HOURS",
        help="Hours there are: of all roles together, or of one; may be repeated. Default: those of the target file.",
    ),
]  # fmt: skip
DrawsOption = Annotated[int, typer.Option("--draws", min=100, max=100_000, help="How often the future is drawn.")]
SeedOption = Annotated[int, typer.Option("--seed", help="Another number draws another set of futures.")]


@dataclass(frozen=True)
class Model:
    """The rates, the chain that they make, and what its clients are worth over YEARS."""

    rates: "Rates"
    chain: "Chain"
    values: "Values"


def model(now: Steered, draws: int, seed: int, target: "Target | None" = None) -> Model:
    """The model of the base as it stands. Raises UserError where SciPy is missing."""
    from clientzoo.pool.forecast.chain import chain
    from clientzoo.pool.forecast.rates import learn_rates
    from clientzoo.pool.forecast.worth import values, yearly
    from clientzoo.pool.intervals import SciPyMissingError

    wanted = target or now.target
    rates = learn_rates(now.zoo, now.observed, wanted.chances)
    try:
        found = chain(now.zoo, rates, now.clients, draws, seed)
    except SciPyMissingError as error:
        raise UserError(str(error)) from None
    brings = yearly(now.clients, wanted.worth)
    return Model(rates, found, values(found, brings, wanted.discount, YEARS))


def hours_of(target: "Target", given: Sequence[str] | None) -> dict[str, float]:
    """Hours by role, empty for all roles together. Raises UserError where there are none, or for what is no number."""
    from clientzoo.pool.steering.optimum import ALL

    found: dict[str, float] = {}
    for one in given or ():
        role, _, text = one.rpartition("=")
        try:
            hours = float(text.replace(",", "."))
        except ValueError:
            raise UserError(f"--hours {one}: write it as 40, or as 'account manager=40'") from None
        if not 0 <= hours <= 1e6:
            raise UserError(f"--hours {one}: give 0 or more")
        found[role.strip() or ALL] = hours
    if given is None or not given:
        found = dict(target.hours)
    if not found:
        raise UserError("say how many hours there are: --hours 40, or `hours:` in the target file")
    return found


def known_roles(now: Steered, hours: Mapping[str, float]) -> None:
    """Raises UserError where hours are given for a role that no advice has."""
    from clientzoo.knowledge.problems import did_you_mean
    from clientzoo.pool.steering.optimum import ALL
    from clientzoo.pool.steering.target import roles

    known = roles(now.zoo)
    for role in hours:
        if role != ALL and role not in known:
            raise UserError(f"--hours {role}: no advice has this role ({did_you_mean(role, known, show_all_up_to=20)})")


def best_plan(now: Steered, found: Model, hours: Mapping[str, float], toward: str, years: float) -> "Plan":
    """The best plan. Raises UserError where there is none, or no target to come nearer to."""
    from clientzoo.pool.steering.optimum import ALL, NoPlanError
    from clientzoo.pool.steering.planned import plan
    from clientzoo.pool.steering.target import roles

    known_roles(now, hours)
    if toward == "target" and not now.target.wanted:
        raise UserError(
            "there is no target to come nearer to: write `target:` into pool.yaml, or name it with --target"
        )
    limits = {**({} if ALL in hours else dict.fromkeys(roles(now.zoo), 0.0)), **hours}
    try:
        made = plan(now.zoo, found.chain, now.clients, now.target, found.values, limits, toward=toward, years=years)
    except NoPlanError as error:
        raise UserError(str(error)) from None
    return replace(
        made, hours={role: limits[role] for role in hours}, an_hour={one: made.an_hour[one] for one in hours}
    )


def basis_lines(rates: "Rates") -> Iterator[str]:
    """What the figures rest on: observed moves, or only the guess of the zoo."""
    if not rates.span:
        yield "No history: the figures only repeat the guesses of the zoo, nobody comes and nobody leaves."
    elif rates.guessed:
        yield f"No move in {rates.span:.2f} years: the figures only repeat the guesses of the zoo."
    else:
        moves = "1 move" if rates.observed == 1 else f"{rates.observed} moves"
        yield f"Learned from {moves} in {rates.span:.2f} years, beside the guesses of the zoo."
