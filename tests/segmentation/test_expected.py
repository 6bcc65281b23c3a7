"""The probabilistic estimate, held against clients simulated by the very process that the models suppose.

The fit was also held against the estimates that the papers publish for the CDNOW sample, which cannot be shipped:
r 0.243, alpha 4.414, a 0.793, b 2.426; p 6.25, q 3.74, v 15.44. All of them came out.
"""

import random
import sys
from datetime import date, timedelta
from importlib.util import find_spec

import polars as pl
import pytest

from clientzoo.segmentation.expected import ModelsUnavailableError, estimate_value
from clientzoo.segmentation.frames import UnfitTableError

AS_OF = date(2025, 12, 31)
FIRST, LATER = 720, 180  # days seen, and days after them that the estimate does not see
needs_models = pytest.mark.skipif(
    find_spec("pymc_marketing") is None, reason="the extra `ltv` (PyMC-Marketing, 600 MB) is not installed"
)


def simulated(clients: int) -> list[tuple[str, date, float]]:
    """Orders by BG/NBD in days (r 2, alpha 60, a 1, b 4), amounts by Gamma-Gamma (p 6, q 4, v 300), 900 days."""
    dice = random.Random(2013)
    begin = AS_OF - timedelta(days=FIRST)
    lines = []
    for number in range(clients):
        rate, leaves = dice.gammavariate(2, 1 / 60), dice.betavariate(1, 4)
        scale = dice.gammavariate(4, 1 / 300)
        day = dice.uniform(0, FIRST / 2)
        while day < FIRST + LATER:
            lines.append((f"c{number:03}", begin + timedelta(days=int(day)), dice.gammavariate(6, 1 / scale)))
            if dice.random() < leaves:
                break
            day += max(dice.expovariate(rate), 1)
    return lines


def frame(lines: list[tuple[str, date, float]]) -> pl.DataFrame:
    schema = {"client_id": pl.String, "order_date": pl.Date, "amount": pl.Float64}
    return pl.DataFrame(lines, schema=schema, orient="row").sort("client_id", "order_date")


@pytest.fixture(scope="module")
def orders() -> pl.DataFrame:
    known = [
        ("silent", AS_OF - timedelta(days=700 - 30 * n), 100.0) for n in range(10)
    ]  # 10 orders, then 430 days nothing
    known += [("steady", AS_OF - timedelta(days=30 * n), 100.0) for n in range(10)]
    known += [("steady and large", AS_OF - timedelta(days=30 * n), 1000.0) for n in range(10)]
    known += [("once", AS_OF - timedelta(days=500), 100.0), ("refunded", AS_OF - timedelta(days=9), 100.0)]
    known += [("refunded", AS_OF - timedelta(days=5), -300.0)]
    return frame([*simulated(400), *known])


@pytest.fixture(scope="module")
def found(orders: pl.DataFrame) -> pl.DataFrame:
    estimated: pl.DataFrame = estimate_value(orders, as_of=AS_OF, months=6)
    return estimated


def of(found: pl.DataFrame, client: str) -> dict[str, float]:
    return found.row(by_predicate=pl.col("client_id") == client, named=True)


@needs_models
def test_who_is_long_silent_is_less_likely_alive(found: pl.DataFrame) -> None:
    silent, steady = of(found, "silent"), of(found, "steady")
    assert silent["alive"] < 0.05
    assert steady["alive"] > 0.8
    assert silent["expected_orders"] < steady["expected_orders"] / 5
    assert of(found, "once")["alive"] == 1  # nobody leaves before the first order
    assert of(found, "once")["expected_orders"] < steady["expected_orders"] / 2
    assert found["alive"].is_between(0, 1).all()


@needs_models
def test_as_many_orders_come_as_were_expected(orders: pl.DataFrame, found: pl.DataFrame) -> None:
    known = found["client_id"].to_list()
    simulated_only = pl.col("client_id").str.starts_with("c") & pl.col("client_id").is_in(known)
    later = orders.filter(simulated_only & (pl.col("order_date") > AS_OF))
    assert found.filter(pl.col("client_id").str.starts_with("c"))["expected_orders"].sum() == pytest.approx(
        later.height, rel=0.15
    )
    worth = found.filter(pl.col("client_id").str.starts_with("c"))["expected_value"].sum() / 100
    assert worth == pytest.approx(later["amount"].sum(), rel=0.2)


@needs_models
def test_larger_orders_are_worth_more_and_net_refunds_are_left_out(found: pl.DataFrame) -> None:
    small, large = of(found, "steady"), of(found, "steady and large")
    assert large["expected_orders"] == pytest.approx(small["expected_orders"])
    assert large["expected_value"] > small["expected_value"] * 5
    assert "refunded" not in found["client_id"]
    assert found["expected_value"].is_sorted(descending=True)


@needs_models
def test_the_same_orders_in_any_order_give_the_same(orders: pl.DataFrame, found: pl.DataFrame) -> None:
    assert estimate_value(orders.sample(fraction=1, shuffle=True, seed=7), as_of=AS_OF, months=6).equals(found)


def test_too_few_clients_are_not_fitted() -> None:
    lines = [("a", AS_OF - timedelta(days=days), 10.0) for days in (9, 99)]
    with pytest.raises(UnfitTableError, match="only 1 clients ordered again; 30 are needed"):
        estimate_value(frame(lines), as_of=AS_OF)


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*(name for name in sys.modules if name.startswith("pymc_marketing")), "pymc_marketing"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModelsUnavailableError, match=r"pip install 'clientzoo\[ltv\]'"):
        estimate_value(frame(simulated(80)), as_of=AS_OF)
