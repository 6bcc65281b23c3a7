"""Headings: of the common systems, over one row or two, twice, unclear; and what the user says of them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from clientzoo.tables.detect.encoding import UnreadableFileError
from clientzoo.tables.detect.field_headings import keys_of, known_words
from imported import column, read, read_text

WON_DEALS = {
    "amoCRM": (
        "ID;Название сделки;Компания;Бюджет ;Ответственный;Дата создания сделки;Теги сделки;Этап сделки;Дата закрытия",
        "1;Сайт;Ромашка;1500;Анна;30.12.2025 10:00:00;сайт;Успешно реализовано;31.01.2026 12:00:00",
    ),
    "Bitrix24": (
        "ID;Стадия сделки;Название сделки;Сумма;Валюта;Компания;Ответственный;Дата начала;Дата завершения;Товар",
        '1;Сделка успешна;Сайт;1500.00;"Российский рубль";Ромашка;Анна;30.12.2025;31.01.2026;SEO',
    ),
    "Bitrix24 codes": (
        "ID;TITLE;STAGE_ID;OPPORTUNITY;CURRENCY_ID;COMPANY_ID;ASSIGNED_BY;BEGINDATE;CLOSEDATE",
        "1;Сайт;WON;1500.00;RUB;Ромашка;Анна;30.12.2025;31.01.2026",
    ),
    "HubSpot": (
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company,Currency",
        "1,Site,Closed Won,2026-01-31 12:00,Anna,1500,Ромашка,RUB",
    ),
    "Salesforce": (
        "Opportunity ID,Opportunity Name,Account Name,Stage,Close Date,Amount,Opportunity Owner,Lead Source",
        "006Ab000001,Site,Ромашка,Closed Won,1/31/2026,1500.00,Anna,Web",
    ),
    "Salesforce API": (
        "Id,Name,AccountId,StageName,CloseDate,Amount,OwnerId,IsWon",
        "006Ab000001,Site,Ромашка,Closed Won,2026-01-31,1500.0,005,true",
    ),
    "Pipedrive": (
        "Deal - ID,Deal - Title,Deal - Organization,Deal - Value,Deal - Currency of Value,Deal - Status,"
        "Deal - Won time,Deal - Owner,Deal - Expected close date",
        "1,Site,Ромашка,1500,RUB,Won,2026-01-31 10:11:12,Anna,2026-02-01",
    ),
    "1C": (
        "Продажи за период;;;;\n;;;;\nКонтрагент;Номенклатура;Дата;Количество;Сумма с НДС",
        'Ромашка;Сайт;31.01.2026 0:00:00;1,000;"1 500,00"',
    ),
}


@pytest.mark.parametrize("system", WON_DEALS)
def test_exports_of_the_common_systems_need_no_option(tmp_path: Path, system: str) -> None:
    done = read_text(tmp_path, "\n".join(WON_DEALS[system]) + "\n")
    assert done.rejects.rows() == []
    row = done.frame.collect().row(0, named=True)
    assert (row.get("client_name") or row["client_id"]) == "Ромашка"
    assert (row["order_date"], row["amount"]) == (date(2026, 1, 31), Decimal(1500))
    assert row.get("status", "won") == "won"


def test_no_heading_names_two_fields_of_a_table_without_reason() -> None:
    shared = {
        "инн": {"client_id", "tax_id"},
        "название": {"deal_name", "client_name"},
        "name": {"deal_name", "client_name"},
    }
    for entry in known_words()["tables"].values():
        seen: dict[str, set[str]] = {}
        for field in entry["fields"]:
            for one in keys_of(field):
                seen.setdefault(one, set()).add(field)
        assert {one: fields for one, fields in seen.items() if len(fields) > 1 and shared.get(one) != fields} == {}


def test_a_second_column_of_one_field_is_told(tmp_path: Path) -> None:
    text = "Клиент;Дата закрытия;Дата создания сделки;Сумма;Сумма\nА;31.01.2026;30.12.2025;1;2\n"
    done = read_text(tmp_path, text)
    assert done.plan.heading.titles[-1] == "Сумма (2)"
    assert any("order_date could also be `Дата создания сделки`" in note for note in done.plan.notes)
    assert any("amount could also be `Сумма (2)`" in note for note in done.plan.notes)
    assert column(read_text(tmp_path, text, mapping={"amount": "Сумма (2)"}), "amount") == [2]


def test_one_column_is_not_mapped_to_two_fields(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="`x` is mapped to amount and to paid"):
        read_text(tmp_path, "client;order_date;x\nA;2026-01-02;1\n", mapping={"amount": "x", "paid": "x"})


def test_a_mapping_names_a_heading_below_a_report_s_title(tmp_path: Path) -> None:
    text = "Report;;\nof sales;;\nWho;When;How much\nA;2026-01-02;1\n"
    given = {"client_name": "who", "order_date": "when", "amount": "how much"}
    done = read_text(tmp_path, text, mapping=given)
    assert done.height == 1
    assert [row.line for row in done.plan.heading.above] == [1, 2]


def test_headings_over_two_rows(tmp_path: Path) -> None:
    done = read_text(tmp_path, "Контрагент;Сделка;;Оплата\n;Дата;Сумма;Сумма\nА;31.01.2026;10;7\n")
    assert done.plan.heading.titles == ["Контрагент", "Дата", "Сумма", "Оплата Сумма"]
    assert done.frame.collect().select("client_name", "amount").row(0) == ("А", Decimal(10))


def test_merged_headings_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("B2:E2", "Отчёт о продажах")
        sheet.merge_range("B4:B5", "Контрагент")
        sheet.merge_range("C4:D4", "Отгрузка")
        sheet.merge_range("E4:F4", "Оплата")
        sheet.write_row("C5", ["Дата", "Сумма", "День", "Сумма"])
        sheet.write_row("B6", ["А", "31.01.2026", 10, "01.02.2026", 7])
    done = read(path, mapping={"amount": "Отгрузка Сумма", "paid": "Оплата Сумма"})
    assert done.frame.collect().select("client_name", "order_date", "amount", "paid").row(0) == (
        "А", date(2026, 1, 31), Decimal(10), Decimal(7),
    )  # fmt: skip


def test_a_row_that_continues_the_heading(tmp_path: Path) -> None:
    done = read_text(tmp_path, "Клиент;;Дата;Сумма\nНаименование;ИНН;;\nА;7701234567;31.01.2026;10\n")
    assert done.height == 1
    assert column(done, "client_id") == ["7701234567"]


def test_a_heading_that_names_its_currency(tmp_path: Path) -> None:
    done = read_text(tmp_path, "Клиент;Дата;Сумма, USD\nА;31.01.2026;10\n")
    assert column(done, "currency") == ["USD"]
    assert done.plan.formats["amount"].endswith("USD")


def test_a_client_by_tax_number(tmp_path: Path) -> None:
    done = read_text(tmp_path, "Клиент;ID компании;ИНН;Дата;Сумма\nА;5;0123456789;31.01.2026;10\n")
    assert done.frame.collect().select("client_id", "tax_id").row(0) == ("5", "0123456789")


def test_stages_of_the_common_systems(tmp_path: Path) -> None:
    stages = (
        "WON",
        "C2:LOSE",
        "C12:EXECUTING",
        "Closed Won",
        "closedlost",
        "Negotiation/Review",
        "143",
        "Неразобранное",
    )
    rows = "".join(f"A;31.01.2026;1;{stage}\n" for stage in stages)
    done = read_text(tmp_path, "Клиент;Дата;Сумма;Стадия сделки\n" + rows)
    assert column(done, "status") == ["won", "lost", "open", "won", "lost", "open", "lost", "open"]


def test_the_first_client_is_no_heading(tmp_path: Path) -> None:
    done = read_text(tmp_path, "Компания;Сегмент;\nРомашка;;примечание\nБерёзка;Розница;ещё\n", "clients")
    assert column(done, "client_name") == ["Ромашка", "Берёзка"]


def test_a_report_s_own_title_is_no_heading(tmp_path: Path) -> None:
    text = "Компания:;ООО Агентство;\nОтчёт;по клиентам;\nНазвание;Сегмент;Отрасль\nРомашка;Розница;Цветы\n"
    done = read_text(tmp_path, text, "clients")
    assert column(done, "client_name") == ["Ромашка"]
    assert len(done.plan.heading.above) == 2
