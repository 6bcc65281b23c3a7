"""Whatever shows money sums to the table it came from, by every method and in every format."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from clientzoo.cli.app import app
from clientzoo.segmentation.reconciliation import Books, UnreconciledError, check_clients, check_written
from clientzoo.segmentation.result import Result as Found
from clientzoo.segmentation.result import in_decimals
from clientzoo.segmentation.run import run, run_all
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables

AS_OF = date(2026, 6, 30)
COLUMN = {"abc": "amount", "rfm": "monetary", "pareto": "total", "ltv": "ltv", "renewal": "amount"}
kopecks = st.one_of(st.integers(-(10**11), 10**11), st.sampled_from([1, -1, 99, 1999, 3098, -555]))
lines = st.lists(
    st.tuples(
        st.sampled_from([f"к{number}" for number in range(9)]), st.integers(-20, 400), kopecks,
        st.sampled_from(["won", "won", "lost", "open"]), st.sampled_from(["d1", "d2", None]),
        st.sampled_from(["RUB", "USD"]),
    ),
    min_size=1, max_size=40,
)  # fmt: skip


def base(rows: list[Any], currency: bool = True) -> Tables:
    frame = pl.DataFrame({
        "client_id": [row[0] for row in rows],
        "order_date": [AS_OF - timedelta(days=row[1]) for row in rows],
        "amount": [Decimal(row[2]).scaleb(-2) for row in rows],
        "status": [row[3] for row in rows], "deal_id": [row[4] for row in rows], "currency": [row[5] for row in rows],
        "profit": [Decimal(row[2] // 3).scaleb(-2) for row in rows],
    }, schema_overrides={"amount": pl.Decimal(18, 2), "profit": pl.Decimal(18, 2), "deal_id": pl.String})  # fmt: skip
    lost = frame.filter(pl.col("status") == "lost").select(
        "client_id", "status", "amount", "currency",
        *(pl.lit(3).alias(name) for name in Settings().renewal_criteria),
    )  # fmt: skip
    return Tables({"orders": (frame if currency else frame.drop("currency")).lazy(), "requests": lost.lazy()})


@settings(max_examples=60, deadline=None)
@given(lines, st.sampled_from(["amount", "profit"]))
def test_what_is_shown_of_clients_sums_to_what_the_base_holds(rows: list[Any], by: Any) -> None:
    whole = Decimal(sum(row[2] for row in rows if row[3] == "won" and row[1] >= 0)).scaleb(-2)
    lost = Decimal(sum(row[2] for row in rows if row[3] == "lost")).scaleb(-2)
    seen: set[str] = set()
    for result in run_all(base(rows), Settings(by=by), AS_OF):
        if not isinstance(result, Found):
            continue
        written = {name: in_decimals(frame, result.money) for name, frame in result.tables.items()}
        if result.method in ("rfm", "ltv") or (result.method == "abc" and by == "amount"):
            assert written[result.method][COLUMN[result.method]].sum() == whole
        if result.method == "renewal":
            assert (written["renewal"]["amount"].sum() or 0) == lost
        seen.update(account.table for account in result.accounts)
    assert {"abc", "rfm", "ltv", "pareto", "renewal"} <= seen


@pytest.mark.parametrize("method", ["abc", "rfm", "pareto", "ltv", "xyz"])
def test_a_method_that_loses_a_line_is_our_fault_and_never_shown(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"c{number}", 3 + 40 * (number % 4), 1001, "won", None, "RUB") for number in range(12)]
    whole = base(rows)
    module = import_module(f"clientzoo.segmentation.methods.{method}")
    right = getattr(module, method)

    def careless(orders: pl.LazyFrame, **given: Any) -> Any:
        return right(orders.filter(pl.col("client_id") != "c3"), **given)

    monkeypatch.setattr(module, method, careless)
    with pytest.raises(UnreconciledError, match="in all"):
        run(method, whole, Settings(), AS_OF)


def test_money_written_with_less_than_its_kopecks_is_never_shown() -> None:
    units = pl.DataFrame({"amount": [3098, 555]})
    check_written(units, pl.DataFrame({"amount": [Decimal("30.98"), Decimal("5.55")]}), ["amount"])
    with pytest.raises(UnreconciledError):
        check_written(units, pl.DataFrame({"amount": [Decimal("31"), Decimal("6")]}), ["amount"])


def command(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["base", *arguments])


@pytest.fixture(params=[1, 2, 3])
def imported(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Decimal:
    """A base of random amounts in dollars with cents and refunds; what it holds."""
    monkeypatch.chdir(tmp_path)
    generator = Random(request.param)
    cents = [generator.randint(-50_000, 10_000_000) for _ in range(60)]
    text = "client,date,amount\n" + "".join(
        f"Клиент {number % 14},{date(2026, 1, 1) + timedelta(days=generator.randint(0, 179))},${one / 100:.2f}\n"
        for number, one in enumerate(cents)
    )
    (tmp_path / "o.csv").write_text(text)
    assert command("import", "o.csv", "--as", "orders").exit_code == 0
    return Decimal(sum(cents)).scaleb(-2)


@pytest.mark.parametrize("method", ["abc", "rfm", "pareto", "ltv"])
def test_every_format_sums_to_the_base(imported: Decimal, method: str) -> None:
    from python_calamine import CalamineWorkbook

    column = COLUMN[method]
    folder = Path("base/segments")
    plain = command("segment", method, "--as-of", "2026-06-30").output
    assert f"total of {method}: {imported} USD, as in the base" in plain
    printed = json.loads(command("segment", method, "--as-of", "2026-06-30", "--json").stdout)
    assert (printed["currencies"], printed["totals"][method]) == (["USD"], str(imported))
    assert sum(Decimal(row[column]) for row in printed["tables"][method]) == imported
    parquet = pl.read_parquet(folder / f"{method}.parquet")
    assert (parquet[column].sum(), set(parquet["currency"])) == (imported, {"USD"})
    command("segment", method, "--as-of", "2026-06-30", "--format", "csv")
    csv = pl.read_csv(folder / f"{method}.csv", infer_schema=False)
    assert sum(Decimal(one) for one in csv[column]) == imported
    command("segment", method, "--as-of", "2026-06-30", "--format", "xlsx")
    book = CalamineWorkbook.from_path(folder / f"{method}.xlsx")
    summary = book.get_sheet_by_index(0).to_python()
    assert summary[1][:2] + summary[1][4:] == [method, "as of 2026-06-30", "money in USD"]
    assert Decimal(f"{summary[2][3]:.2f}") == imported
    rows = book.get_sheet_by_name(method).to_python()
    at = rows[0].index(column.replace("_", " "))
    assert sum(Decimal(f"{row[at]:.2f}") for row in rows[1:]) == imported


def test_the_report_is_in_the_currency_of_the_table_or_in_none(imported: Decimal) -> None:
    pytest.importorskip("vl_convert")
    assert command("report", "--as-of", "2026-06-30").exit_code == 0
    page = Path("base/report/report.html").read_text(encoding="utf-8")
    assert "Money in USD." in page
    assert "RUB" not in page
    orders = pl.read_parquet("base/orders.parquet").drop("currency")
    orders.write_parquet("base/orders.parquet")
    assert command("report", "--as-of", "2026-06-30").exit_code == 0
    assert not re.search("Money in|RUB|USD", Path("base/report/report.html").read_text(encoding="utf-8"))


def test_several_currencies_in_one_table_are_told() -> None:
    rows = [("a", 1, 100, "won", None, "RUB"), ("b", 1, 100, "won", None, "USD")]
    found: Mapping[str, Any] = {"orders": base(rows)["orders"]}
    assert run("abc", Tables(found), Settings(), AS_OF).currencies == ("RUB", "USD")
    assert run("abc", base(rows, currency=False), Settings(), AS_OF).currencies == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 170), kopecks), min_size=5, max_size=60))
def test_the_vips_of_each_month_hold_what_their_orders_do(rows: list[tuple[int, int, int]]) -> None:
    tables = base([(f"c{who}", ago, amount, "won", None, "RUB") for who, ago, amount in rows])
    found = run("pareto", tables, Settings(), AS_OF)
    monthly = found.tables["vip by month"]
    (account,) = [one for one in found.accounts if one.table == "vip by month"]
    Books(tables.frames).check([account])
    if monthly.height:
        with pytest.raises(UnreconciledError, match="vip by month shows"):
            Books(tables.frames).check([account._replace(shown=account.shown + 1)])
        with pytest.raises(UnreconciledError, match="vip by month shows"):
            Books(tables.frames).check([account._replace(among=monthly.head(0), shown=account.shown or 1)])


def test_every_client_is_in_one_segment_of_ltv() -> None:
    check_clients("ltv by segment", 3, 3)
    with pytest.raises(UnreconciledError, match="shows 2 clients in all, there are 3"):
        check_clients("ltv by segment", 2, 3)
    orders = base([(f"c{number}", number, 1000, "won", None, "RUB") for number in range(5)])
    clients = pl.DataFrame({"client_id": ["c0", "c0", "c1", "c2"], "segment": ["A", "A", "B", None]}).lazy()
    found = run("ltv", Tables({**orders.frames, "clients": clients}), Settings(), AS_OF)
    assert found.tables["ltv by segment"]["clients"].sum() == 5
