"""Rates, chain, simulation and value against closed forms, and against a history whose truth is known."""

from dataclasses import replace
from math import log

import numpy as np
import pytest

from bases import ZOO
from clientzoo.pool.forecast.chain import Chain, chain
from clientzoo.pool.forecast.observed import Group, Observed
from clientzoo.pool.forecast.rates import Rate, Rates, Way, certain, learn_rates
from clientzoo.pool.forecast.simulated import simulated
from clientzoo.pool.forecast.supposed import SuppositionError, supposed, supposition
from clientzoo.pool.forecast.valued import valued
from clientzoo.pool.forecast.worth import discounted, values, yearly
from clientzoo.pool.moves.states import LEFT, NEW
from clientzoo.pool.standing import Standing

WOLF = Standing("1", "Волк", "wolf", 0.9, 100_00, "current", "wolf -> tiger", "under way")
COW = Standing("2", "Корова", "cow", 0.9, 50_00, "current", "cow -> llama", "possible")


def pack(number: int, model: Standing = WOLF) -> list[Standing]:
    return [replace(model, client=str(one)) for one in range(number)]


def test_with_no_history_the_rates_repeat_the_guess() -> None:
    rates = learn_rates(ZOO, Observed(), {})
    assert rates.guessed
    assert rates.of[Way("wolf", "tiger", "wolf -> tiger", "ready")].mean == pytest.approx(-log(1 - 0.5))
    assert not [way for way in rates.of if way.target == LEFT or way.origin == NEW]


def test_moves_seen_pull_the_guess() -> None:
    observed = Observed()
    group = Group("wolf", "wolf -> tiger", "under way")
    observed.years[group] = 10
    observed.moves[group, "tiger"] = 6
    observed.moves[group, "rabbit"] = 1
    observed.span = 1.0
    rates = learn_rates(ZOO, observed, {})
    rate = rates.of[Way("wolf", "tiger", "wolf -> tiger", "under way")]
    said = ZOO.transitions["wolf -> tiger"].chances
    assert said is not None
    assert rate.mean == pytest.approx((said.strength + 6) / (said.strength / -log(1 - said.under_way) + 10))
    assert (rate.moves, rate.watched, rates.observed) == (6, 10, 7)
    assert rates.of[Way("wolf", "rabbit")].mean == pytest.approx(0.1)


def test_the_length_of_steps_does_not_matter() -> None:
    """A year in one step, or in quarters: exposures add up, and a client that moved was there half of its step."""
    one, four = Observed(), Observed()
    one.add(pack(10), {str(at): "wolf" for at in range(10)}, {}, 1.0)
    for _ in range(4):
        four.add(pack(10), {str(at): "wolf" for at in range(10)}, {}, 0.25)
    assert one.years == four.years
    moved = Observed()
    moved.add(pack(2), {"0": "tiger", "1": "wolf", "9": "cow"}, {"0": "wolf", "1": "wolf"}, 1.0)
    assert sum(moved.years.values()) == 1.5
    assert moved.came == {"cow": 1}


def two_state(rate: float, left: float, draws: int = 3) -> Chain:
    rates = Rates({Way("wolf", "tiger", "wolf -> tiger", "under way"): Rate(rate * 1e12, 1e12),
                   Way("wolf", LEFT): Rate(left * 1e12, 1e12)})  # fmt: skip
    return chain(ZOO, rates, pack(100), draws=draws)


def test_a_step_is_the_closed_form() -> None:
    """Two ways out of one state: the chance to stay is exp(-(a + b) t), and each way has its part of the rest."""
    found = two_state(0.3, 0.1)
    at, tiger, left = (found.place(group) for group in (
        Group("wolf", "wolf -> tiger", "under way"), Group("tiger", "tiger -> lion", "possible"), found.groups[-1]
    ))  # fmt: skip
    for years in (0.25, 0.6, 1.0, 2.0):
        row = found.chances(years)[0, at]
        gone = 1 - np.exp(-0.4 * years)
        assert row[at] == pytest.approx(1 - gone, rel=1e-5)
        assert (row[tiger], row[left]) == pytest.approx((0.75 * gone, 0.25 * gone), rel=1e-5)
        assert found.chances(years).sum(axis=2) == pytest.approx(1.0)
    assert found.chances(0.5) == pytest.approx(found.chances(0.25) @ found.chances(0.25), abs=1e-9)


def test_simulation_meets_the_chain() -> None:
    found = two_state(0.3, 0.1, draws=4000)
    told = simulated(found, 4)
    wanted = found.start @ found.chances(1.0)[0] @ found.of_states()
    assert told.counts[:, 4].mean(axis=0) == pytest.approx(wanted, abs=0.5)
    assert (told.counts.sum(axis=2) == 100).all()


def test_order_and_number_of_draws_of_the_clients_do_not_matter() -> None:
    clients = [*pack(7), replace(COW, client="c"), replace(COW, client="d", stage="ready")]
    rates = learn_rates(ZOO, Observed(), {})
    one, other = (chain(ZOO, rates, order, draws=50) for order in (clients, clients[::-1]))
    assert one.groups == other.groups
    assert (one.rates == other.rates).all()
    assert (simulated(one, 3).counts == simulated(other, 3).counts).all()


def test_zero_steps_shift_nothing() -> None:
    told = simulated(two_state(0.3, 0.1), 0)
    assert told.steps == 0
    assert told.median("wolf").tolist() == [100]


def test_an_empty_pool_and_one_client() -> None:
    rates = learn_rates(ZOO, Observed(), {})
    assert simulated(chain(ZOO, rates, [], draws=20), 4).counts.sum() == 0
    assert (simulated(chain(ZOO, rates, [WOLF], draws=20), 4).counts.sum(axis=2) == 1).all()


def test_value_is_the_closed_form_of_pfeifer_and_carraway() -> None:
    """A client that is kept with chance r and brings m: m / (1 - r / (1 + d)) without end."""
    chances = np.array([[0.7, 0.3], [0.0, 1.0]])
    brings = np.array([100.0, 0.0])
    assert discounted(chances, brings, 0.1, None)[0] == pytest.approx(100 / (1 - 0.7 / 1.1))
    assert discounted(chances, brings, 0.1, 400)[0] == pytest.approx(100 / (1 - 0.7 / 1.1))
    assert discounted(chances, brings, 0.1, 1)[0] == 100
    assert discounted(chances, brings, 0.1, 2)[0] == pytest.approx(100 + 70 / 1.1)
    with pytest.raises(ValueError, match="discount"):
        discounted(chances, brings, 0.0, None)


def test_value_by_client_and_by_animal() -> None:
    clients = [
        *pack(3),
        replace(WOLF, client="x", amount=0),
        replace(WOLF, client="y", amount=300_00),
        replace(COW, client="c"),
    ]
    found = chain(ZOO, certain(learn_rates(ZOO, Observed(), {})), clients, draws=20)
    brings = yearly(clients, {"tiger": 1_000_00})
    assert (brings["wolf"], brings["tiger"], brings["cow"]) == (100_00, 1_000_00, 50_00)
    told = valued(clients, values(found, brings, 0.1))
    by_client = {one.client: one.worth for one in told.clients}
    assert by_client["x"] == 0
    assert by_client["y"] > by_client["0"] == by_client["1"] > 100_00
    assert told.all.worth == pytest.approx(sum(by_client.values()))
    assert sum(one.worth for one in told.animals) == pytest.approx(told.all.worth)


def test_intervals_of_rates_cover_the_truth() -> None:
    """Truths drawn from what the zoo guesses, histories drawn from these: 95 % bands hold 93 to 97 of 100 truths."""
    generator = np.random.default_rng(11)
    way, group = Way("wolf", "tiger", "wolf -> tiger", "under way"), Group("wolf", "wolf -> tiger", "under way")
    prior = learn_rates(ZOO, Observed(), {}).of[way]
    truths = generator.gamma(prior.shape, 1 / prior.years, 2000)
    covered = 0
    for truth in truths:
        turned = generator.exponential(1 / truth, 30)
        observed = Observed(span=1.0)
        observed.years[group] = float(np.minimum(turned, 1.0).sum())  # type: ignore[assignment]
        observed.moves[group, "tiger"] = int((turned < 1).sum())
        rate = learn_rates(ZOO, observed, {}).of[way]
        low, high = np.quantile(generator.gamma(rate.shape, 1 / rate.years, 400), [0.025, 0.975])
        covered += low <= truth <= high
    assert 0.93 <= covered / 2000 <= 0.97


@pytest.mark.parametrize(
    ("words", "way", "times"),
    [
        ("wolves under way -> 2x calls", Way("wolf", "tiger", "wolf -> tiger", "under way"), 2.0),
        ("wolf ready -> 2x", Way("wolf", "tiger", "wolf -> tiger", "under way"), 1.0),
        ("all -> 0,5 x", Way("wolf", "tiger", "wolf -> tiger", "under way"), 0.5),
        ("cows -> 3x leaving", Way("cow", LEFT), 3.0),
        ("cows -> 3x leaving", Way("cow", "llama", "cow -> llama", "ready"), 1.0),
        ("newcomers tiger -> 0x", Way(NEW, "tiger"), 0.0),
        ("newcomers -> 2x", Way(NEW, "cow"), 2.0),
    ],
)
def test_suppositions(words: str, way: Way, times: float) -> None:
    observed = Observed(span=2.0)
    observed.years[Group("cow", "", "blocked")] = 5
    observed.moves[Group("cow", "", "blocked"), LEFT] = 2
    observed.came.update({"tiger": 2, "cow": 3})
    rates = learn_rates(ZOO, observed, {})
    assert supposed(rates, [supposition(words, ZOO)]).of[way].mean == pytest.approx(times * rates.of[way].mean)


@pytest.mark.parametrize("words", ["wolves", "wolfs -> x", "bears -> 2x", "-> 2x"])
def test_a_supposition_that_nobody_can_follow(words: str) -> None:
    with pytest.raises(SuppositionError):
        supposition(words, ZOO)
