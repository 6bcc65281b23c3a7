"""What lies exactly on a bound, where a slip of one sign would change the figure and no other test would see it."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest

from clientzoo.segmentation.abc import classes
from clientzoo.segmentation.calls import call_plan
from clientzoo.segmentation.csi import csi, satisfaction
from clientzoo.segmentation.pareto import pareto, vips_by_month
from clientzoo.segmentation.renewal import renewal
from clientzoo.segmentation.run import run
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables

AS_OF = date(2026, 6, 30)


def answers(*ratings: float) -> pl.DataFrame:
    return pl.DataFrame({
        "client_id": [f"c{number}" for number in range(len(ratings))],
        "survey_date": [AS_OF] * len(ratings), "rating": [float(one) for one in ratings],
    })  # fmt: skip


@pytest.mark.parametrize(
    ("rating", "side", "nps"),
    [(0, "detractor", -100), (3, "detractor", -100), (4, "neutral", -100), (6, "neutral", -100), (7, "neutral", 0),
     (8, "promoter", 0), (9, "promoter", 100), (10, "promoter", 100)],
)  # fmt: skip
def test_on_which_side_each_answer_counts(rating: int, side: str, nps: float) -> None:
    (row,) = csi(answers(rating), as_of=AS_OF).to_dicts()
    assert (row["promoters"], row["detractors"]) == (int(side == "promoter"), int(side == "detractor"))
    assert row["nps"] == nps
    assert satisfaction(answers(rating).lazy(), AS_OF)["satisfaction"].to_list() == [side]


def test_the_bounds_of_csi_are_those_of_wilson() -> None:
    # 8 promoters of 10: Wilson's interval is 0.4902 to 0.9433, worked by hand; as odds p / (1 - p).
    (row,) = csi(answers(*[9] * 8, 1, 2), as_of=AS_OF).to_dicts()
    assert row["low"] == pytest.approx(0.4902 / 0.5098, abs=2e-3)
    assert row["high"] == pytest.approx(0.9433 / 0.0567, abs=2e-2)
    (none,) = csi(answers(1, 2, 3), as_of=AS_OF).to_dicts()
    assert none["low"] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("ratings", "told"), [((1, 5, 4), True), ((0, 5), True), ((1, 5, 5.5), False), ((6,), False)])
def test_a_survey_of_one_to_five_is_told(ratings: tuple[float, ...], told: bool) -> None:
    tables = Tables({"survey": answers(*ratings).lazy()})
    assert any("no answer exceeds 5: " in one for one in run("csi", tables, Settings(), AS_OF).notes) is told
    if max(ratings) <= 5:
        assert not any("exceeds" in one for one in run("csi", tables, Settings(csi_scale=5), AS_OF).notes)


def orders(*lines: tuple[str, date, int]) -> pl.LazyFrame:
    schema = {"client_id": pl.String, "order_date": pl.Date, "amount": pl.Int64}
    return pl.DataFrame(lines, schema=schema, orient="row").lazy()


def test_the_window_of_pareto_is_whole_months_that_end_with_the_day() -> None:
    as_of = date(2026, 6, 10)
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 1), date(2026, 6, 10), date(2026, 6, 11)]
    lines = orders(*[(f"c{number}", day, 10**number) for number, day in enumerate(days)])
    assert sorted(_totals(lines, as_of, 6)) == [
        1000, 10_000, 100_000,
    ]  # fmt: skip
    assert sorted(_totals(lines, as_of, 1)) == [10_000, 100_000]
    many = orders(*[(f"{day}{number}", day, 10 + number) for day in days for number in range(5)])
    assert vips_by_month(many, as_of=as_of, months=6)["month"].to_list() == ["2026-01", "2026-06", "2026-06"]


def _totals(lines: pl.LazyFrame, as_of: date, months: int) -> list[int]:
    found: pl.DataFrame = pareto(lines.collect(), as_of=as_of, months=months)
    return found["total"].to_list()


@pytest.mark.parametrize(
    ("planned", "launched", "until"),
    [(date(2026, 7, 20), None, date(2026, 7, 13)), (None, date(2026, 4, 30), date(2026, 7, 7)),
     (date(2026, 7, 7), date(2026, 6, 1), date(2026, 6, 30)), (date(2026, 7, 6), date(2026, 6, 1), date(2026, 8, 8))],
)  # fmt: skip
def test_until_when_to_call(planned: date | None, launched: date | None, until: date) -> None:
    refused = pl.DataFrame(
        {"client_id": ["a"], "status": ["lost"], "brand_power": [3], "order_attractiveness": [3],
         "refusal_status": [3], "planned_delivery": [planned], "launch_date": [launched]},
        schema_overrides={"planned_delivery": pl.Date, "launch_date": pl.Date},
    )  # fmt: skip
    found: pl.DataFrame = renewal(refused, as_of=AS_OF)
    assert found["call_until"].to_list() == [until]


@pytest.mark.parametrize(("until", "call"), [(0, "now"), (-1, "overdue")])
def test_the_last_day_of_a_window_is_within_it(until: int, call: str) -> None:
    delivery = AS_OF + timedelta(days=7 + until)
    refused = pl.DataFrame({
        "client_id": ["a"], "status": ["lost"], "brand_power": [3], "order_attractiveness": [3], "refusal_status": [3],
        "planned_delivery": [delivery],
    })  # fmt: skip
    assert renewal(refused, as_of=AS_OF)["renewal_call"].to_list() == [call]


@pytest.mark.parametrize(
    ("first", "bound", "rest"),
    [(4949, 49.5, "A"), (4950, 49.5, "B"), (4940, 49.5, "A"), (4960, 49.5, "B"), (4999, 50, "A"), (5000, 50, "B")],
)
def test_the_bounds_of_abc_are_exact_to_a_hundredth_of_a_percent(first: int, bound: float, rest: str) -> None:
    equals = [((10_000 - first) // 10, f"c{number}") for number in range(10)]
    left = 10_000 - first - sum(amount for amount, _ in equals)
    lines = [(first, "first"), *equals, (left, "left")]
    amounts = pl.DataFrame(lines, schema={"amount": pl.Int64, "client_id": pl.String}, orient="row")
    found = dict(classes(amounts, (bound, 80)).select("client_id", "abc").iter_rows())
    assert {found[f"c{number}"] for number in range(10)} == {rest}


def test_csi_of_few_who_took_sides() -> None:
    (alone,) = csi(answers(9), as_of=AS_OF).to_dicts()
    assert alone["low"] == pytest.approx(0.2065 / 0.7935, abs=2e-3)  # Wilson's lower bound of 1 of 1
    assert alone["high"] is None
    (one_against,) = csi(answers(9, 2), as_of=AS_OF).to_dicts()
    assert one_against["high"] == pytest.approx(0.9055 / 0.0945, abs=3e-2)  # of 1 of 2
    (nobody,) = csi(answers(5, 6), as_of=AS_OF).to_dicts()
    assert (nobody["low"], nobody["high"], nobody["csi"]) == (None, None, None)


def test_abc_by_its_own_bounds_and_of_nothing() -> None:
    amounts = [(8000, "a"), (50, "b"), (1950, "c")]
    frame = pl.DataFrame(amounts, schema={"amount": pl.Int64, "client_id": pl.String}, orient="row")
    assert dict(classes(frame).select("client_id", "abc").iter_rows()) == {"a": "A", "c": "C", "b": "C"}
    nothing = classes(frame.with_columns(pl.lit(0, pl.Int64).alias("amount")))
    assert nothing["abc"].to_list() == [None] * 3
    assert nothing["share"].to_list() == nothing["share_before"].to_list() == [0.0] * 3


@pytest.mark.parametrize(("silent", "called"), [(80, False), (81, True)])
def test_a_large_client_is_called_after_twice_its_rhythm(silent: int, called: bool) -> None:
    row = {"client_id": "a", "abc": "A", "usual_interval": 40.0, "silent_days": silent, "a_year": Decimal(10)}
    assert call_plan(pl.DataFrame([row]), 5).count == int(called)
