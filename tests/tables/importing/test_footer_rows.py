"""Rows that are no data are left out, counted and told; rows that only look so are not."""

from decimal import Decimal
from pathlib import Path

from imported import column, read_text

REPORT = """Отчёт по продажам;;;
Период: 2026 год;;;

Контрагент;Дата;Сумма;Менеджер
Ромашка;31.01.2026;10;Анна
Ромашка;01.02.2026;5;Анна
Итого по Ромашка;;15;
;;;
Контрагент;Дата;Сумма;Менеджер
Всего Понемногу;02.02.2026;7;Анна
Total Energy;03.02.2026;8;Анна
Итого:;;30;
Сформировано 04.02.2026 в 1С;;;
Страница 1 из 1;;;
"""


def test_a_report_with_all_its_lines(tmp_path: Path) -> None:
    done = read_text(tmp_path, REPORT)
    assert column(done, "client_name") == ["Ромашка", "Ромашка", "Всего Понемногу", "Total Energy"]
    assert [(one.line, one.kind) for one in done.plan.footers] == [
        (7, "total"), (9, "heading"), (12, "total"), (13, "note"), (14, "note"),
    ]  # fmt: skip
    assert [row.line for row in done.plan.heading.above] == [1, 2]
    assert (done.plan.rows, done.height, done.rejected) == (9, 4, 0)
    assert done.total == Decimal(30)
    assert "line 12 says 30.00 in all: its rows agree" in done.notes
    assert done.agrees


def test_a_stated_total_that_differs_is_told(tmp_path: Path) -> None:
    done = read_text(tmp_path, REPORT.replace("Итого:;;30;", "Итого:;;31,5;"))
    assert "line 12 says 31.50 in all: +1.50 against its rows" in done.notes


def test_a_row_without_a_date_is_no_total_unless_it_says_so(tmp_path: Path) -> None:
    done = read_text(tmp_path, "client;order_date;amount\nA;;5\nB;2026-01-02;1\n;;7\n")
    assert done.rejects.select("line", "reason").rows() == [(2, "missing"), (4, "missing")]
    assert done.totals[""] == (Decimal(13), Decimal(1), Decimal(12))


def test_clients_of_one_word_are_clients(tmp_path: Path) -> None:
    done = read_text(tmp_path, "Компания;Сегмент\nРомашка;\nСтраница 1;\nИтого;2\n", "clients")
    assert column(done, "client_name") == ["Ромашка"]
    assert [one.kind for one in done.plan.footers] == ["note", "total"]
