"""One pipeline of 8 800 deals, written as a dozen programs would export it: each reads to the same figures."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
import xlsxwriter

from imported import read

_SAMPLE = "shared/segmentation/data/maven_crm/sales_pipeline.csv"
SOURCE = next((at for folder in Path(__file__).parents[3:] if (at := folder / _SAMPLE).is_file()), Path(_SAMPLE))
pytestmark = pytest.mark.skipif(not SOURCE.is_file(), reason="needs the sample of deals, which is not shipped")


class Deal(NamedTuple):
    id: str
    agent: str
    product: str
    client: str
    stage: str
    closed: date | None
    value: int | None


def deals() -> list[Deal]:
    with SOURCE.open(encoding="utf-8") as file:
        rows = [*csv.DictReader(file)]
    return [
        Deal(
            row["opportunity_id"], row["sales_agent"], row["product"], row["account"], row["deal_stage"],
            date(*map(int, reversed(row["close_date"].split("-")))) if row["close_date"] else None,
            int(row["close_value"]) if row["close_value"] else None,
        )
        for row in rows
    ]  # fmt: skip


Format = Callable[[Deal], Sequence[Any]]


def write(
    path: Path,
    heading: Sequence[str],
    row: Format,
    encoding: str = "utf-8",
    separator: str = ",",
    before: str = "",
    after: str = "",
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(before)
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(heading)
        writer.writerows(["" if cell is None else cell for cell in row(one)] for one in deals())
        file.write(after)
    return path


def day(closed: date | None, form: str, none: str = "") -> str:
    return closed.strftime(form) if closed else none


def money(value: float | None, form: str, none: str = "") -> str:
    return none if value is None else form.format(value).replace("@", "\u00a0")


RUSSIAN = {
    "Won": "Успешно реализовано",
    "Lost": "Закрыто и не реализовано",
    "Engaging": "Переговоры",
    "Prospecting": "Первичный контакт",
}
BITRIX = {"Won": "C2:WON", "Lost": "C2:LOSE", "Engaging": "C2:EXECUTING", "Prospecting": "C2:NEW"}
HUBSPOT = {
    "Won": "Closed Won",
    "Lost": "Closed Lost",
    "Engaging": "Contract Sent",
    "Prospecting": "Appointment Scheduled",
}
SALES = {"Won": "Closed Won", "Lost": "Closed Lost", "Engaging": "Negotiation/Review", "Prospecting": "Prospecting"}


def as_is(to: Path) -> Path:
    path = to / "a.csv"
    path.write_bytes(SOURCE.read_bytes())
    return path


def hubspot(to: Path) -> Path:
    return write(
        to / "a.csv",
        ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Deal owner", "Amount", "Associated Company"],
        lambda one: (
            one.id,
            one.product,
            f"{HUBSPOT[one.stage]} (Sales Pipeline)",
            day(one.closed, "%Y-%m-%d 12:30"),
            one.agent,
            one.value,
            one.client,
        ),
    )


def amocrm(to: Path) -> Path:
    return write(
        to / "a.csv",
        ["ID", "Название сделки", "Компания", "Бюджет, руб.", "Этап сделки", "Дата закрытия", "Ответственный"],
        lambda one: (
            one.id,
            one.product,
            one.client,
            money(one.value, "{},00"),
            RUSSIAN[one.stage],
            day(one.closed, "%d.%m.%Y 10:00:00", "не закрыта"),
            one.agent,
        ),
        "cp1251",
        ";",
    )


def bitrix(to: Path) -> Path:
    return write(
        to / "a.csv",
        ["ID", "TITLE", "STAGE_ID", "OPPORTUNITY", "CURRENCY_ID", "COMPANY", "CLOSEDATE", "ASSIGNED_BY"],
        lambda one: (
            one.id,
            one.product,
            BITRIX[one.stage],
            money(one.value, "{}.00"),
            "USD",
            one.client,
            day(one.closed, "%d.%m.%Y"),
            one.agent,
        ),
        "utf-8-sig",
        ";",
    )


def salesforce(to: Path) -> Path:
    return write(
        to / "a.csv",
        ["OpportunityId", "OpportunityName", "StageName", "Amount", "CloseDate", "AccountName", "Opportunity Owner"],
        lambda one: (
            one.id,
            one.product,
            SALES[one.stage],
            money(one.value, "USD {:,}.00"),
            day(one.closed, "%m/%d/%Y"),
            one.client,
            one.agent,
        ),
        after='\r\n"Copyright (c) 2000-2026 salesforce.com"\r\n',
    )


def pipedrive(to: Path) -> Path:
    return write(
        to / "a.csv",
        ["Deal - ID", "Deal - Title", "Deal - Status", "Deal - Value", "Deal - Won time", "Deal - Organization"],
        lambda one: (
            one.id,
            one.product,
            one.stage if one.stage in ("Won", "Lost") else "Open",
            one.value,
            day(one.closed, "%Y-%m-%d %H:%M:%S"),
            one.client,
        ),
    )


def excel_of_russia(to: Path) -> Path:
    return write(
        to / "a.csv",
        ["Номер", "Контрагент", "Дата", "Сумма", "Статус"],
        lambda one: (
            one.id,
            one.client,
            day(one.closed, "%d.%m.%Y"),
            money(one.value, "{:,}").replace(",", "\u00a0"),
            RUSSIAN[one.stage],
        ),
        "cp1251",
        ";",
        "sep=;\r\n",
    )


def report(to: Path) -> Path:
    total = sum(one.value or 0 for one in deals())
    return write(
        to / "a.csv",
        ["Документ", "Контрагент", "Дата", "Сумма", "Статус"],
        lambda one: (one.id, one.client, day(one.closed, "%d.%m.%y"), one.value, RUSSIAN[one.stage]),
        "utf-16",
        "\t",
        "Отчёт по продажам\t\t\t\t\r\nза всё время\t\t\t\t\r\n\r\n",
        f"Итого\t\t\t{total}\t\r\n",
    )


def workbook(to: Path, serial: bool = False) -> Path:
    path = to / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, dated = book.add_worksheet("Deals"), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, ["DEAL_NUMBER", "CUSTOMERNAME", "ORDERDATE", "SALES", "STATUS"])
        for row, one in enumerate(deals(), 1):
            sheet.write_string(row, 0, one.id)
            sheet.write_string(row, 1, one.client)
            if one.closed and serial:
                sheet.write_number(row, 2, (one.closed - date(1899, 12, 30)).days)
            elif one.closed:
                sheet.write_datetime(row, 2, one.closed, dated)
            if one.value is not None:
                sheet.write_number(row, 3, one.value)
            sheet.write_string(row, 4, one.stage)
    return path


def serials(to: Path) -> Path:
    return workbook(to, serial=True)


def parquet(to: Path) -> Path:
    path = to / "a.parquet"
    names = ["deal_id", "manager", "service", "account", "deal_stage", "close_date", "close_value"]
    pl.DataFrame(deals(), schema=names, orient="row").with_columns(pl.col("account").replace("", None)).write_parquet(
        path
    )
    return path


def json_lines(to: Path) -> Path:
    path = to / "a.jsonl"
    names = ["opportunityId", "owner", "product", "accountName", "stageName", "closeDate", "amount"]
    pl.DataFrame(deals(), schema=names, orient="row").write_ndjson(path)
    return path


def quantity_and_price(to: Path) -> Path:
    return write(
        to / "a.csv",
        ["orderId", "clientName", "orderDate", "quantity", "unitPrice", "status"],
        lambda one: (
            one.id,
            one.client,
            day(one.closed, "%Y%m%d"),
            2 if one.value is not None else None,
            money(one.value and one.value / 2, "{:.2f}", ""),
            one.stage,
        ),
    )


def fixed_widths(to: Path) -> Path:
    path = to / "a.txt"
    lines = [f"{'Deal ID':<12}{'Client':<32}{'Order date':<14}{'Amount':>12}  {'Stage':<12}"]
    for one in deals():
        lines.append(
            f"{one.id:<12}{one.client:<32}{day(one.closed, '%d-%b-%Y'):<14}{money(one.value, '{:.2f}'):>12}"
            f"  {one.stage:<12}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "export",
    [as_is, hubspot, amocrm, bitrix, salesforce, pipedrive, excel_of_russia, report, workbook, serials, parquet,
     json_lines, quantity_and_price, fixed_widths],
)  # fmt: skip
def test_every_export_reads_to_one_truth(tmp_path: Path, export: Callable[[Path], Path]) -> None:
    done = read(export(tmp_path))
    frame = done.frame.collect()
    assert done.agrees
    assert Counter(frame["status"].to_list()) >= Counter({"won": 4238, "lost": 2473})
    assert frame["amount"].sum() == 10_005_534
    assert done.rejects["reason"].to_list() == ["no client"] * 1425
    assert frame["client_name"].n_unique() == len({one.client for one in deals() if one.client})
    closed = frame.filter(pl.col("status") == "won")["order_date"]
    wanted = [one.closed for one in deals() if one.stage == "Won"]
    assert closed.to_list() == wanted
    assert timedelta(0) < max(filter(None, wanted)) - min(filter(None, wanted))
