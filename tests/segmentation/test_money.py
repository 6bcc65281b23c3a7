"""Money is shown to the kopeck: what a method says of each client sums to what the orders held."""

from datetime import date
from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.segmentation.abc import abc
from clientzoo.segmentation.ltv import ltv
from clientzoo.segmentation.money import major, minor
from clientzoo.segmentation.rfm import rfm

DAY = date(2026, 2, 28)
kopecks = st.integers(-(10**13), 10**13)


@given(st.lists(kopecks, min_size=1, max_size=30))
def test_minor_units_come_back_as_the_same_money(amounts: list[int]) -> None:
    money = pl.DataFrame({"amount": [Decimal(one) / 100 for one in amounts]}, schema={"amount": pl.Decimal(18, 2)})
    units = money.lazy().select(minor(money.lazy(), "amount"))
    assert units.select(major("amount")).collect()["amount"].to_list() == money["amount"].to_list()


@given(st.lists(st.tuples(st.sampled_from("ABВ"), kopecks.filter(bool)), min_size=1, max_size=40))
def test_what_methods_show_of_each_client_sums_to_the_orders(lines: list[tuple[str, int]]) -> None:
    orders = pl.DataFrame(
        {
            "client_id": [client for client, _ in lines],
            "order_date": [DAY] * len(lines),
            "amount": [Decimal(amount) / 100 for _, amount in lines],
        },
        schema_overrides={"amount": pl.Decimal(18, 2)},
    )
    held = sum(orders["amount"].to_list())
    shown = {
        "abc": abc(orders, as_of=DAY).select(major("amount")),
        "rfm": rfm(orders, as_of=DAY).select(major("monetary")),
        "ltv": ltv(orders, as_of=DAY).select(major("ltv")),
    }
    assert {name: sum(found.to_series().to_list()) for name, found in shown.items()} == dict.fromkeys(shown, held)


def test_kopecks_of_a_small_file() -> None:
    orders = pl.DataFrame(
        {
            "client_id": ["A", "A", "B"],
            "order_date": [date(2026, 1, 31), date(2026, 2, 1), date(2026, 1, 31)],
            "amount": ["10.49", "20.49", "5.55"],
        }
    ).with_columns(pl.col("amount").cast(pl.Decimal(18, 2)))
    found = abc(orders, as_of=DAY).select("client_id", major("amount"))
    assert dict(found.iter_rows()) == {"A": Decimal("30.98"), "B": Decimal("5.55")}
