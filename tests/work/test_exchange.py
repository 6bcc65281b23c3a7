"""Steps in other tools' columns, out and back."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from clientzoo.segmentation.spreadsheet import write_csv
from clientzoo.work.calendar import Entry
from clientzoo.work.exchange import TOOLS, Finished, exported, returned
from clientzoo.work.export_form import ExportForm
from clientzoo.work.step import done
from clientzoo.work.team import Person, Team
from work.steps import MONDAY, step

ANNA = Person("Анна", email="anna@example.org")
TEAM = Team((ANNA,), by_name={"анна": ANNA})
DUE = {
    ExportForm.BITRIX24: "02.11.2026 18:00:00", ExportForm.AMOCRM: "02.11.2026 18:00", ExportForm.HUBSPOT: "2026-11-02",
    ExportForm.SALESFORCE: "2026-11-02", ExportForm.PIPEDRIVE: "2026-11-02", ExportForm.TODOIST: "2026-11-02",
    ExportForm.TRELLO: "11/02/2026",
}  # fmt: skip
DONE = {
    ExportForm.BITRIX24: ("Статус", "Завершена"), ExportForm.AMOCRM: ("Выполнена", "Да"),
    ExportForm.HUBSPOT: ("Task Status", "COMPLETED"),
    ExportForm.SALESFORCE: ("Status", "Completed"), ExportForm.PIPEDRIVE: ("Activity - Done", "Done"),
    ExportForm.TODOIST: ("Completed", "true"), ExportForm.TRELLO: ("List Name", "Done"),
}  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_gets_its_columns_and_what_it_says_is_done_comes_back(tool: ExportForm, tmp_path: Path) -> None:
    entries = [
        Entry(step(17), "ООО «Ромашка»", "a"),
        Entry(step(18, "visit"), "Лютик", "b"),
        Entry(done(step(19, "tender"), "yes", "", MONDAY), "Лютик", "b"),
    ]
    table = exported(entries, tool, TEAM)
    assert table.height == 2
    first = table.row(0)
    assert DUE[tool] in first
    assert any("Do call." in cell for cell in first)
    assert any("[clientzoo #17]" in cell for cell in first)
    column, word = DONE[tool]
    marks = pl.Series(column, [word, table[column][1] if column in table.columns else ""])
    write_csv(table.with_columns(marks, pl.Series("Comment", ["=сделано; «в срок»", ""])), tmp_path / "back.csv")
    back = returned(tmp_path / "back.csv")
    assert [(one.number, one.worked) for one in back.finished] == [(17, "unknown")]
    assert "сделано; «в срок»" in back.finished[0].note
    assert (back.still_open, back.strangers) == (1, 0)


def test_what_worked_is_read_where_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "back.csv"
    path.write_text(
        "Описание;Статус;Сработало;Комментарий\n"
        "Звонок [clientzoo #1];Завершена;да;взяли трубку\n"
        "Встреча [clientzoo #2];Завершена;Нет;\n"
        "Чужая задача;Завершена;да;\n"
        "Отчёт [clientzoo #3];В работе;;\n",
        encoding="cp1251",
    )
    assert returned(path) == (
        (Finished(2, 1, "yes", "взяли трубку"), Finished(3, 2, "no", "")), 1, 1,
    )  # fmt: skip


def test_a_cell_of_a_client_is_no_formula(tmp_path: Path) -> None:
    table = exported([Entry(step(1, due=date(2026, 11, 2)), "=cmd|' /C calc'!A0", "a")], ExportForm.HUBSPOT, TEAM)
    write_csv(table, tmp_path / "out.csv")
    assert "\n=cmd" not in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert ",=cmd" not in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
