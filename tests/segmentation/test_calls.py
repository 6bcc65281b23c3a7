"""Who to call this week, what stands beside a client, and the pictures and sheets of the report."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from clientzoo.cli.app import app
from clientzoo.knowledge.html_page import policy_meta
from clientzoo.segmentation.calls import NOBODY, call_plan
from clientzoo.segmentation.people import people
from clientzoo.segmentation.report.section import brief, two_clocks
from clientzoo.segmentation.spreadsheet import write_workbook
from clientzoo.segmentation.tables import Tables
from clientzoo.segmentation.turnover import by_client, turnover

AS_OF = date(2026, 6, 30)


def client(name: str, stake: str | None, **known: Any) -> dict[str, Any]:
    return {
        "client_id": name, "client_name": name.upper(), "abc": "A", "silent_days": 100, "usual_interval": 30.0,
        "a_year": Decimal(stake) if stake else None, "manager": "Anna", "last_order": date(2026, 3, 22),
        "satisfaction": None, "last_rating": None, "rfm_segment": None, "rfm": 155, "heading_for_vip": False,
        "renewal_call": None, "refused": None, "refusal_date": None, "call_until": None, **known,
    }  # fmt: skip


def frame(*clients: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(clients), infer_schema_length=None)


def test_a_manager_calls_as_many_as_can_be_called_and_the_rest_is_counted() -> None:
    crowd = [client(f"c{number:02}", f"{number}.50") for number in range(1, 14)]
    crowd += [client("boris", "5", manager="Boris"), client("orphan", "7", manager=None)]
    plan = call_plan(frame(*crowd), 10)
    assert list(plan.calls) == ["Anna", "Boris", NOBODY]
    assert [one.client_id for one in plan.calls["Anna"]] == [f"c{number:02}" for number in range(13, 3, -1)]
    assert (plan.count, plan.waiting, plan.waiting_stake) == (12, 3, Decimal("7.50"))
    assert call_plan(frame(*crowd), 0).waiting == 0
    assert len(call_plan(frame(*crowd), 1).calls["Anna"]) == 1


def test_each_call_has_a_reason_of_its_own_with_money_and_rhythm() -> None:
    crowd = [
        client("silent", "100"),
        client("cross", "90", satisfaction="detractor", last_rating=2.0),
        client("refused", None, renewal_call="now", refused=Decimal(80), refusal_date=date(2026, 1, 6),
               call_until=date(2026, 7, 1), silent_days=None, usual_interval=None, last_order=None),
        client("renew", "70", abc="C", rfm_segment="renew_at_once"),
        client("vip", "60", silent_days=5, heading_for_vip=True),
        client("fine", "50", silent_days=60), client("small", "40", abc="C"), client("new", "30", usual_interval=None),
    ]  # fmt: skip
    (calls,) = call_plan(frame(*crowd), 10).calls.values()
    assert [one.client_id for one in calls] == ["silent", "cross", "refused", "renew", "vip"]
    reasons = [one.why for one in calls]
    assert reasons[0] == "orders every 30 days and has been silent for 100: ask what has changed"
    assert reasons[1] == "answered 2 of 10: listen before selling"
    assert reasons[2] == "refused us on 2026-01-06; its project is due: try again, until 2026-07-01"
    assert (calls[2].at_stake, calls[0].at_stake, calls[0].rhythm) == (Decimal(80), Decimal(100), 30.0)
    assert (calls[0].manager, calls[0].last_order) == ("Anna", date(2026, 3, 22))


def test_beside_a_client_stand_its_manager_its_last_order_and_its_money_to_the_kopeck() -> None:
    lines = pl.DataFrame({
        "client_id": ["a", "a", "a", "b"],
        "order_date": [date(2024, 1, 1), date(2026, 1, 1), date(2026, 5, 1), date(2026, 1, 1)],
        "amount": [Decimal("10.49"), Decimal("20.01"), Decimal("-0.02"), Decimal("5.55")],
        "manager": ["Old", "New", None, "Vera"],
    }).lazy()  # fmt: skip
    own = pl.LazyFrame({"client_id": ["b"], "manager": ["Gleb"]})
    facts = pl.DataFrame({"client_id": ["a", "b", "c"]})
    found = people(facts, Tables({"orders": lines, "clients": own}), {}, AS_OF)
    assert found.select("client_id", "manager", "last_order", "turnover", "a_year").rows() == [
        ("a", "New", date(2026, 1, 1), Decimal("30.48"), Decimal("19.99")),
        ("b", "Gleb", date(2026, 1, 1), Decimal("5.55"), Decimal("5.55")),
        ("c", None, None, None, None),
    ]


def test_two_clocks_are_explained_where_they_differ() -> None:
    row = {"client_id": "a", "client_name": "A", "block": "current", "rfm_segment": "gone", "usual_interval": 90.0}
    (shown,) = brief([row])
    assert shown["two_clocks"] == "current by its own rhythm of 90 days, though most others ordered later"
    assert two_clocks({**row, "block": "outflow", "rfm_segment": "loyal"}) is not None
    assert two_clocks({**row, "rfm_segment": "loyal"}) is None
    assert two_clocks({**row, "block": "outflow"}) is None


def test_turnover_is_net_and_counts_those_who_ordered() -> None:
    lines = pl.DataFrame({
        "client_id": ["a", "b", "b", "c"],
        "order_date": [date(2026, 1, 5), date(2026, 1, 6), date(2026, 3, 1), date(2027, 1, 1)],
        "amount": [Decimal("10.49"), Decimal("0.02"), Decimal("-0.01"), Decimal(7)],
    }).lazy()  # fmt: skip
    assert turnover(lines, AS_OF).rows() == [("2026-01", 1051, 2, 2), ("2026-03", -1, 0, 0)]
    assert by_client(lines, AS_OF).rows() == [("2026-01", "a", 1049), ("2026-01", "b", 2), ("2026-03", "b", -1)]


def test_numbers_of_a_workbook_end_in_no_point(tmp_path: Path) -> None:
    from zipfile import ZipFile

    write_workbook({"t": pl.DataFrame({"whole": [5], "share": [2.5], "money": [Decimal("1.50")]})}, tmp_path / "x.xlsx")
    styles = ZipFile(tmp_path / "x.xlsx").read("xl/styles.xml").decode()
    assert "#,##0.##" not in styles


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    pytest.importorskip("vl_convert")
    folder = tmp_path_factory.mktemp("demo") / "base"
    for command in (["demo"], ["report"]):
        done = CliRunner().invoke(app, ["base", *command, "--base", str(folder)])
        assert done.exit_code == 0, done.output
    yield folder / "report"


def test_the_workbook_begins_with_a_sheet_that_sums_up(reported: Path) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(reported / "report.xlsx")
    assert book.sheet_names[:3] == ["summary", "calls", "turnover"]
    rows = book.get_sheet_by_name("summary").to_python()
    assert rows[1] == ["base", "as of 2026-06-30", 300.0, "", "money in RUB"]
    totals = {row[0]: row[3] for row in rows if row[1] == "total"}
    months = book.get_sheet_by_name("turnover").to_python()
    assert totals["abc"] == totals["rfm"] == totals["ltv"] == round(sum(float(str(row[1])) for row in months[1:]), 2)


def test_the_page_names_managers_money_and_needs_nothing_from_outside(reported: Path) -> None:
    page = (reported / "report.html").read_text(encoding="utf-8")
    assert "Who to call this week" in page
    assert "<h3>Anna Belova: " in page
    assert ">at stake</th>" in page
    assert "Turnover and its clients" in page
    assert "RFM by its place among all" in page
    assert 'find.type = "search"' in page
    assert "aria-sort" in page
    assert "<script src" not in page
    assert "https://" not in page.replace("https://www.w3.org", "").replace("http://www.w3.org", "")


PROBE = """addEventListener("load", () => {
  const list = [...document.querySelectorAll("#lists table")].find((one) => one.tBodies[0].rows.length > 20
    && [...one.tHead.rows[0].cells].some((head) => head.textContent === "turnover"));
  const heads = [...list.tHead.rows[0].cells], at = heads.findIndex((head) => head.textContent === "turnover");
  heads[at].click();
  const find = list.parentElement.querySelector("input");
  find.value = "anna belova"; find.dispatchEvent(new Event("input"));
  const rows = [...list.tBodies[0].rows].filter((row) => !row.hidden);
  document.title = JSON.stringify(rows.map((row) => [row.cells[at].textContent, row.cells[2].textContent]));
});"""


def test_a_list_is_sorted_by_its_heading_and_searched_by_a_manager(reported: Path, tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("there is no browser to look through")
    page = (reported / "report.html").read_text(encoding="utf-8")
    ours = re.search(r"script-src 'sha256-[^']*'", page)  # the page runs its own script; the probe is let in beside it
    (probe,) = re.findall(r"script-src ('sha256-[^']*')", policy_meta(PROBE))
    assert ours
    page = page.replace(ours[0], f"{ours[0]} {probe}").replace("</body>", f"<script>{PROBE}</script></body>")
    (tmp_path / "probe.html").write_text(page, encoding="utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", f"file://{tmp_path}/probe.html"]
    drawn = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    found = re.search("<title>(.*)</title>", drawn)
    assert found
    rows = json.loads(found[1])
    money = [float(re.sub(r"\s", "", text)) for text, _ in rows if text.strip()]
    assert len(money) > 3
    assert money == sorted(money)
    assert {manager for _, manager in rows} == {"Anna Belova"}
