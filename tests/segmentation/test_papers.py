"""What leaves the program: calendars, workbooks, CSV, the hygiene of criteria."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.segmentation.calendar import Call, calendar
from clientzoo.segmentation.criteria import catalogue, hygiene
from clientzoo.segmentation.spreadsheet import without_formulas, write_workbook


def test_a_calendar_folds_and_escapes_and_keeps_its_uids() -> None:
    call = Call(
        "c1/r1", date(2026, 2, 28), date(2026, 3, 2), "Call ООО «Ромашка», at last; " + "я" * 80, "one\ntwo\\three"
    )
    text = calendar([call], date(2026, 1, 1)).decode()
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:Call ООО «Ромашка»\\, at last\\; " + "я" * 80 in unfolded
    assert "DESCRIPTION:one\\ntwo\\\\three" in unfolded
    assert "DTSTART;VALUE=DATE:20260228" in lines
    assert "DTEND;VALUE=DATE:20260303" in lines  # the day after the last, as the format has it
    later = calendar([call._replace(begin=date(2026, 4, 1))], date(2026, 2, 1)).decode()
    assert [line for line in lines if line.startswith("UID")] == [x for x in later.split("\r\n") if x.startswith("UID")]


def test_overdue_calls_stand_in_the_week_to_come() -> None:
    from clientzoo.cli.base.segment import renewal_calendar

    ranked = pl.DataFrame(
        {
            "client_id": ["c1", "c2", "c3"], "client": ["Alpha", None, "Gamma"], "request_id": ["r1", "r2", "r3"],
            "renewal_sum": [15, None, 9], "refusal_date": [date(2025, 12, 1)] * 3, "after": ["delivery"] * 2 + [None],
            "call_from": [date(2026, 2, 1), date(2026, 8, 1), None],
            "call_until": [date(2026, 2, 8), date(2026, 8, 8), None], "renewal_call": ["overdue", "later", "ask"],
        }
    )  # fmt: skip
    text = renewal_calendar(ranked, date(2026, 6, 30)).decode()
    assert text.count("BEGIN:VEVENT") == 2
    first, second = text.split("END:VEVENT")[:2]
    assert {"DTSTART;VALUE=DATE:20260630", "DTEND;VALUE=DATE:20260707", "SUMMARY:Call Alpha again (overdue)"} <= {
        *first.splitlines()
    }
    assert {"DTSTART;VALUE=DATE:20260801", "DTEND;VALUE=DATE:20260809", "SUMMARY:Call c2 again"} <= {
        *second.splitlines()
    }


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_folding_never_divides_a_letter(title: str) -> None:
    text = calendar([Call("k", date(2026, 1, 1), date(2026, 1, 1), title, "")], date(2026, 1, 1)).decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize("text", ["=1+1", "+7 495", "-x", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    assert without_formulas(pl.DataFrame({"a": [text, "plain"]}))["a"].to_list() == ["'" + text, "plain"]


def test_a_workbook_keeps_types(tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    frame = pl.DataFrame(
        {"client": ["=HYPERLINK(1)", None], "day": [date(2026, 1, 2)] * 2, "n": [1.5, 2.0], "names": [["a", "b"], []]}
    )
    write_workbook({"a/b": frame, "A b": frame}, tmp_path / "x.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "x.xlsx")
    assert book.sheet_names == ["a b", "A b 2"]
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1] == ["'=HYPERLINK(1)", date(2026, 1, 2), 1.5, "a, b"]


def test_hygiene_finds_columns_that_divide_nothing() -> None:
    found = shipped()
    clients = pl.DataFrame(
        {
            "client_id": [str(number) for number in range(20)],
            "segment": ["a", "b"] * 10,
            "site": [f"x{number}.ru" for number in range(20)],
            "country": ["RU"] * 20,
            "fax": [None] * 19 + ["1"],
        }
    )
    doubts = dict(hygiene(load_zoo(found.root, found.name).zoo, clients).iter_rows())
    assert doubts["country"].startswith("the same for all")
    assert doubts["fax"] == "empty for 95 % of the clients"
    assert "every client" in doubts["site"]
    assert not {"segment", "client_id", "growth_wish"} & doubts.keys()
    assert set(catalogue()["kind"]) == {"from_birth", "from_working_together"}
