"""All methods on one base: tables with nothing, one client or only oddities in them, and what settings change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from clientzoo.segmentation.facts import facts_table
from clientzoo.segmentation.ltv import formulas, ltv
from clientzoo.segmentation.registry import registry
from clientzoo.segmentation.report.lists import Lists
from clientzoo.segmentation.report.page import page
from clientzoo.segmentation.report.sections import sections
from clientzoo.segmentation.result import Result, in_decimals
from clientzoo.segmentation.run import run, run_all
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables

AS_OF = date(2026, 6, 30)
DAY = date(2026, 5, 10)
SCHEMAS: Mapping[str, dict[str, Any]] = {
    "orders": {
        "client_id": pl.String, "deal_id": pl.String, "order_date": pl.Date, "amount": pl.Decimal(18, 2),
        "service": pl.String, "units": pl.Int64, "profit": pl.Decimal(18, 2),
    },
    "clients": {"client_id": pl.String, "client_name": pl.String, "segment": pl.String},
    "survey": {"client_id": pl.String, "survey_date": pl.Date, "rating": pl.Int64, "manager": pl.String},
    "requests": {
        "client_id": pl.String, "request_id": pl.String, "status": pl.String, "brand_power": pl.Int64,
        "order_attractiveness": pl.Int64, "refusal_status": pl.Int64, "refusal_date": pl.Date,
        "planned_delivery": pl.Date,
    },
    "products": {"segment": pl.String, "product": pl.String},
}  # fmt: skip


def base(**rows: list[tuple[Any, ...]]) -> Tables:
    return Tables(
        {name: pl.DataFrame(rows.get(name, []), kinds, orient="row").lazy() for name, kinds in SCHEMAS.items()}
    )


def order(client: str | None, amount: float = 10, day: date | None = DAY, service: str = "Site") -> tuple[Any, ...]:
    return client, f"{client}{day}{service}", day, Decimal(str(amount)), service, 1, Decimal(3)


EQUALS = [order(name, 10, date(2026, month, 10)) for name in "abcdefgh" for month in range(1, 7)]
ODD_BASES = {
    "empty": base(),
    "one client": base(orders=[order("a")], clients=[("a", "A", "s")], survey=[("a", DAY, 9, "m")],
                       requests=[("a", "r", "lost", 3, 3, 3, DAY, None)], products=[("s", "Site")]),
    "nothing but a refund": base(orders=[order("a", -10)], clients=[("a", None, None)], survey=[("a", DAY, 1, None)],
                                 requests=[("a", "r", "open", None, None, None, None, None)]),
    "nothing known": base(orders=[(None,) * 7, ("a", None, DAY, None, None, None, None)], clients=[(None,) * 3],
                          survey=[(None,) * 4], requests=[(None,) * 8], products=[(None, None)]),
    "all equal": base(orders=EQUALS, clients=[(name, name, "s") for name in "abcdefgh"], products=[("s", "Site")],
                      survey=[(name, DAY, 5, "m") for name in "abc"]),
    "nothing yet": base(orders=[order("a", 10, date(2027, 1, 1))], clients=[("a", "A", "s")],
                        survey=[("a", date(2027, 1, 1), 9, "m")], products=[("s", "Site")]),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD_BASES)
def test_no_base_is_too_odd_for_any_method_or_the_report(name: str) -> None:
    odd = ODD_BASES[name]
    results = [one for one in run_all(odd, Settings(), AS_OF) if isinstance(one, Result)]
    assert [one.method for one in results] == list(registry())
    for result in results:
        for frame in result.tables.values():
            in_decimals(frame, result.money)
    facts = facts_table(odd.names, (result.facts for result in results), AS_OF)
    lists = Lists()
    parts = list(sections({result.method: result for result in results}, facts, [], lists))
    assert page("Odd", AS_OF, [], parts, lists).rstrip().endswith("</html>")


def test_a_base_of_orders_with_ids_only_has_names() -> None:
    names = Tables({"orders": base(orders=[order("a")])["orders"]}).names
    assert names.rows() == [("a", "a")]


def found(odd: str, method: str, **changed: Any) -> pl.DataFrame:
    return run(method, ODD_BASES[odd], replace(Settings(), **changed), AS_OF).answer


def test_clients_that_are_all_alike_are_called_nothing_that_sets_them_apart() -> None:
    assert set(found("all equal", "rfm")["rfm_segment"]) == {None}
    assert set(found("all equal", "bcg")["bcg"]) == {"cash_cow"}  # nothing is left to sell to them
    assert set(found("all equal", "abc")["abc"]) == {"A"}
    assert set(found("all equal", "xyz")["xyz"]) == {"X"}
    notes = run("pareto", ODD_BASES["all equal"], Settings(pareto_over="period"), AS_OF).notes
    assert "8 VIPs instead of 2: equals at the limit are not divided" in notes


def test_equal_money_makes_nobody_large_or_small() -> None:
    lines = [order(f"c{n}", 10, AS_OF - timedelta(days=n)) for n in range(4)] + [order("c0", 0, AS_OF, "Ads")] * 3
    segments = run("rfm", base(orders=lines), Settings(rfm_frequency="days"), AS_OF).answer
    assert dict(segments.select("client_id", "rfm_segment").iter_rows()) == {
        "c0": "loyal", "c1": "loyal", "c2": "gone", "c3": "gone",
    }  # fmt: skip


def classes(method: str, tables: Tables, column: str, **changed: Any) -> dict[str, Any]:
    answer = run(method, tables, replace(Settings(), **changed), AS_OF).answer
    return dict(answer.select("client_id", column).iter_rows())


def test_abc_and_rfm_may_look_back_some_months_only() -> None:
    tables = base(orders=[order("old", 100, date(2025, 6, 30)), order("new", 10, date(2025, 7, 1))])
    assert classes("abc", tables, "abc") == {"old": "A", "new": "C"}
    assert classes("abc", tables, "abc", abc_months=12) == {"new": "A"}
    assert classes("rfm", tables, "recency", rfm_months=12) == {"new": 364}


def test_rfm_by_a_zoos_own_bounds() -> None:
    tables = base(orders=[order("a", 40, AS_OF - timedelta(days=30)), order("b", 39.99, AS_OF - timedelta(days=31))])
    own = {"rfm_recency_bounds": (30.0,), "rfm_frequency_bounds": (1.0,), "rfm_monetary_bounds": (40.0,)}
    assert classes("rfm", tables, "rfm", **own) == {"a": 222, "b": 121}
    assert classes("rfm", tables, "rfm_segment", **own) == {"a": "premium", "b": "gone"}


def test_renewal_by_other_criteria_another_scale_and_another_window() -> None:
    tables = base(requests=[("a", "r", "lost", 10, 1, None, DAY, date(2026, 8, 1))])
    assert classes("renewal", tables, "renewal_index", renewal_criteria=("brand_power",), renewal_scale="0..10") == {
        "a": 100
    }
    assert classes("renewal", tables, "renewal_call", renewal_scale="1..10") == {"a": "later"}
    wide = {"renewal_scale": "1..10", "renewal_from_days": 40}
    assert classes("renewal", tables, "renewal_call", **wide) == {"a": "now"}


def test_a_renamed_product_is_the_same_product() -> None:
    tables = base(orders=[order("a", service="Old site")], clients=[("a", "A", "s")], products=[("s", "Site")])
    assert classes("products", tables, "development") == {"a": 0}
    assert classes("products", tables, "development", products_aliases=("Old site = Site",)) == {"a": 100}
    assert classes("bcg", tables, "capacity", products_aliases=("Old site = Site",)) == {"a": 0}


def test_bcg_cuts_of_each_axis() -> None:
    scores = {"client_id": ["a", "b"], "client_name": ["A", "B"], "activity": [2, 4], "capacity": [2, 4]}
    tables = Tables({**base().frames, "clients": pl.LazyFrame(scores)})
    assert classes("bcg", tables, "bcg", bcg_cut=3) == {"a": "dog", "b": "star"}
    assert classes("bcg", tables, "bcg", bcg_cut=3, bcg_capacity_cut=5) == {"a": "dog", "b": "cash_cow"}


def test_those_who_never_bought_are_in_no_quadrant() -> None:
    tables = base(orders=[order("a"), order("old", day=date(2020, 1, 1))], products=[("s", "Site"), ("s", "Ads")],
                  clients=[("a", "A", "s"), ("old", "O", "s"), ("n", "N", "s")])  # fmt: skip
    assert classes("bcg", tables, "bcg") == {"a": "star", "old": "problem_child"}


def test_the_overlap_is_told_with_the_criterion_one_chooses() -> None:
    def told(**changed: Any) -> str:
        return " ".join(run("pareto", ODD_BASES["all equal"], replace(Settings(), **changed), AS_OF).notes)

    assert "VIP by services too" in told()
    assert "VIP by profit too" in told(pareto_against="profit")
    assert "VIP by units too" in told(pareto_against="amount")


def test_the_three_formulas_stand_beside_each_other_and_follow_from_the_same_orders() -> None:
    lines = [order("a", 3000, date(2026, month, 5)) for month in range(1, 5)]  # 4 months, one order in each
    lines += [order("b", 1000, date(2025, 6, 30)), order("b", 1000, date(2025, 7, 1))]  # the first is over a year old
    tables = base(orders=lines, clients=[("a", "A", "shops"), ("b", "B", "banks")])
    values = ltv(tables["orders"], as_of=AS_OF)
    known: dict[str, Any] = {"as_of": AS_OF, "clients": tables["clients"], "advertising": 1000.0}
    rows = {row["of"]: row for row in formulas(tables["orders"], values, margin=0.5, **known).to_dicts()}
    assert list(rows) == ["all", "banks", "shops"]
    shops, banks, everybody = rows["shops"], rows["banks"], rows["all"]
    assert (shops["per_year"], shops["by_profit"], shops["by_retention"]) == (1_150_000, 600_000, 1_200_000)
    assert (banks["per_year"], banks["by_retention"]) == (50_000, 200_000)  # 1000 in the year, less 500 for advertising
    assert everybody["per_year"] == 600_000  # (13 000 - 1 000) / 2
    assert everybody["by_retention"] == 600_000  # on averages: 2 000 x 1 x 3, not the mean of the segments' values
    by_profit_of_orders = formulas(tables["orders"], values, **known)
    assert by_profit_of_orders["margin"].to_list()[0] == pytest.approx(18 / 14_000)


def test_an_answer_that_names_no_manager_counts_for_the_company_alone() -> None:
    tables = base(survey=[("a", DAY, 9, "Anna"), ("b", DAY, 2, None)])
    result = run("csi", tables, Settings(), AS_OF)
    assert result.answer["shown"].to_list() == ["1 : 1"]
    assert result.tables["csi by manager"].select("of", "shown").rows() == [("Anna", "1 : 0")]


FULL = base(
    orders=[order(f"c{n}", 10 * n + 5, AS_OF - timedelta(days=7 * n + 30 * m)) for n in range(8) for m in range(5)],
    clients=[(f"c{n}", f"C{n}", "shops" if n % 2 else "banks") for n in range(9)],
    survey=[(f"c{n}", DAY, n + 2, "Anna") for n in range(8)],
    requests=[("c8", "r", "lost", 3, 3, 3, DAY, date(2026, 8, 1))],
    products=[("shops", "Site"), ("banks", "Ads")],
)


@pytest.mark.parametrize("changed", [{}, {"by": "profit", "pareto_against": "units"}, {"pareto_against": "profit"}])
def test_all_at_once_find_what_each_finds_alone(changed: dict[str, Any]) -> None:
    own = replace(Settings(), **changed)
    for result in run_all(FULL, own, AS_OF):
        assert isinstance(result, Result), result
        alone = run(result.method, FULL, own, AS_OF)
        assert result.notes == alone.notes
        assert result.facts.equals(alone.facts)
        for name, frame in alone.tables.items():
            assert result.tables[name].equals(frame), name


def test_the_vips_of_each_month_stand_in_one_table() -> None:
    lines = [order(name, amount, date(2026, 5, 5)) for name, amount in zip("abcde", (50, 20, 10, 10, 10), strict=True)]
    lines += [order(name, 10, date(2026, 6, 5)) for name in "abcd"]  # too few to have any
    lines += [order("z", -5, date(2026, 5, 6)), order("a", 999, date(2025, 12, 31))]
    result = run("pareto", base(orders=lines), Settings(), AS_OF)
    assert result.tables["vip by month"].rows() == [("2026-05", "a", 5000, 50.0)]


def test_a_margin_that_nobody_knows_is_not_zero() -> None:
    lines = base(orders=[order("a", 3000, date(2026, month, 5)) for month in range(1, 5)])["orders"]
    for unknown in (lines.drop("profit"), lines.with_columns(pl.lit(None, pl.Decimal(18, 2)).alias("profit"))):
        (row,) = formulas(unknown, ltv(unknown, as_of=AS_OF), as_of=AS_OF).to_dicts()
        assert (row["margin"], row["by_profit"]) == (None, None)
    refund = base(orders=[order("a", -10)])["orders"].drop("profit")
    (row,) = formulas(refund, ltv(refund, as_of=AS_OF), as_of=AS_OF).to_dicts()
    assert row["margin"] is None
