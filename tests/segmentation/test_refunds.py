"""Refunds are no orders, and what lies in the future has not happened."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from clientzoo.cli.app import app
from clientzoo.segmentation.abc import abc
from clientzoo.segmentation.bcg import proxies
from clientzoo.segmentation.blocks import blocks
from clientzoo.segmentation.ledger import ledger
from clientzoo.segmentation.ltv import ltv
from clientzoo.segmentation.pareto import pareto
from clientzoo.segmentation.products import products
from clientzoo.segmentation.rfm import rfm
from clientzoo.segmentation.tables import Tables
from clientzoo.segmentation.xyz import xyz

AS_OF = date(2026, 6, 3)
RETURNS = [
    ("A", "2026-01-10", 100), ("A", "2026-06-01", -10), ("A", "2026-06-02", -10), ("A", "2026-06-03", -10),
    ("B", "2026-05-01", 100), ("B", "2026-05-20", 100),
]  # fmt: skip


def orders(lines: list[tuple[str, str, int]], **more: list[str | None]) -> pl.LazyFrame:
    frame = pl.DataFrame({
        "client_id": [client for client, _, _ in lines],
        "order_date": [date.fromisoformat(day) for _, day, _ in lines],
        "amount": [Decimal(amount) for _, _, amount in lines],
    }, schema_overrides={"amount": pl.Decimal(18, 2)})  # fmt: skip
    return frame.with_columns(pl.Series(name, values, pl.String) for name, values in more.items()).lazy()


def of(frame: pl.DataFrame, client: str) -> dict[str, object]:
    found = frame.with_columns(pl.col("client_id").cast(pl.String)).filter(pl.col("client_id") == client)
    return found.row(0, named=True)


@pytest.fixture(params=["lines", "ledger", "named deals"])
def returns(request: pytest.FixtureRequest) -> pl.LazyFrame:
    if request.param == "named deals":
        return orders(RETURNS, deal_id=["d1", "d1", "c2", None, "d3", "d4"])
    return orders(RETURNS) if request.param == "lines" else ledger(orders(RETURNS), AS_OF)


def test_a_credit_note_is_no_order_of_any_method(returns: pl.LazyFrame) -> None:
    a = of(blocks(returns, as_of=AS_OF), "A")
    assert (a["orders"], a["silent_days"], a["block"], a["usual_interval"]) == (1, 144, "outflow", None)
    a = of(rfm(returns, as_of=AS_OF), "A")
    assert (a["frequency"], a["recency"], a["monetary"]) == (1, 144, 7000)
    assert of(rfm(returns, as_of=AS_OF, frequency="days"), "A")["frequency"] == 1
    a = of(ltv(returns, as_of=AS_OF), "A")
    assert (a["average_bill"], a["months"], a["orders_per_month"], a["ltv"], a["living"]) == (7000, 1, 1, 7000, False)
    a = of(xyz(returns, as_of=date(2026, 6, 30)), "A")
    assert (a["active_periods"], a["periods"], a["mean"]) == (1, 6, 7000 / 6)
    assert of(abc(returns, as_of=AS_OF), "A")["amount"] == 7000
    assert of(pareto(returns, as_of=AS_OF), "A")["total"] == 7000


def test_orders_of_a_year_leave_refunds_out() -> None:
    developed = pl.DataFrame({"client_id": ["A", "B"], "unsold_products": [1, 1]})
    assert dict(proxies(orders(RETURNS), developed, AS_OF).select("client_id", "activity").iter_rows()) == {
        "A": 1, "B": 2,
    }  # fmt: skip


@pytest.mark.parametrize("small", [False, True])
def test_who_has_nothing_but_refunds_has_left_and_still_costs_what_it_cost(small: bool) -> None:
    lines = orders([("R", "2026-06-01", -30), *RETURNS])
    lines = ledger(lines, AS_OF) if small else lines
    r = of(blocks(lines, as_of=AS_OF), "R")
    assert (r["block"], r["orders"], r["last_order"]) == ("outflow", 0, None)
    r = of(rfm(lines, as_of=AS_OF), "R")
    assert (r["frequency"], r["recency"], r["r"], r["rfm_segment"], r["monetary"]) == (0, None, 1, "gone", -3000)
    r = of(ltv(lines, as_of=AS_OF), "R")
    assert (r["average_bill"], r["months"], r["ltv"], r["living"]) == (None, None, -3000, False)


def test_what_was_given_back_is_not_used() -> None:
    lines = orders([("A", "2026-01-10", 100), ("A", "2026-02-10", -50)], service=["Site", "Ads"])
    found = products(
        lines, as_of=AS_OF, clients=pl.DataFrame({"client_id": ["A"], "segment": ["s"]}),
        matrix=pl.DataFrame({"segment": ["s", "s"], "product": ["Site", "Ads"]}),
    )  # fmt: skip
    assert found["gaps"].to_list() == [["Ads"]]


def test_units_given_back_are_no_order_where_there_is_no_money() -> None:
    lines = orders(RETURNS[:2]).drop("amount").with_columns(units=pl.Series([3, -1]))
    assert of(blocks(lines, as_of=AS_OF), "A")["orders"] == 1


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["base", *arguments])


def test_a_forecast_is_not_the_day_to_look_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    heading = "Клиент;Дата закрытия;Сумма;Статус\n"
    (tmp_path / "f.csv").write_text(
        f"{heading}А;01.03.2026;100;Успешно реализовано\nБ;15.12.2026;200;Переговоры\n"
        "В;01.02.2206;7;Успешно реализовано\n"
    )
    assert run("import", "f.csv", "--as", "orders").exit_code == 0
    done = run("segment", "blocks")
    assert "blocks, as of 2026-03-01" in done.output
    assert "1 line of orders is dated after" in done.output
    assert "(up to 2206-02-01) and left out" in done.output
    assert "typed wrong" not in run("segment", "blocks", "--as-of", "2206-03-01").output


def test_what_happened_last_up_to_today_is_the_day_to_look_from() -> None:
    lines = orders([("A", "2026-03-01", 1), ("B", "2026-12-15", 1), ("C", "2206-01-01", 1)])
    base = Tables({"orders": lines.with_columns(status=pl.Series(["won", "open", "won"]))})
    assert base.last_day(date(2026, 12, 31)) == date(2026, 3, 1)
    assert base.last_day(date(2026, 2, 1)) is None
    assert base.won_after(date(2026, 12, 31)) == (1, date(2206, 1, 1))
    survey = pl.LazyFrame({"client_id": ["A", "A"], "survey_date": [date(2026, 4, 1), date(2027, 1, 1)]})
    assert Tables({**base.frames, "survey": survey}).last_day(date(2026, 12, 31)) == date(2026, 4, 1)
