"""Kinds of files on which reading went wrong once, each with its right result."""

import os
import struct
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import polars as pl
import pytest
import xlsxwriter

from clientzoo.tables.detect.encoding import UnreadableFileError
from clientzoo.tables.detect.field_headings import matched, table
from clientzoo.tables.formats.sheet import open_sheet
from clientzoo.tables.values import dates, numbers
from imported import column, read, read_text, reasons

HEADING = "client,order_date,amount\n"


def test_a_pipeline_in_parentheses_is_no_part_of_a_stage(tmp_path: Path) -> None:
    rows = "A,2026-01-01,1,Closed Won (Sales Pipeline)\nB,2026-01-01,2,Closed lost (Продажи [B2B])\n"
    done = read_text(tmp_path, "Client,Close Date,Amount,Deal Stage\n" + rows)
    assert column(done, "status") == ["won", "lost"]


def test_a_hint_proposes_the_likelier_meaning(tmp_path: Path) -> None:
    rows = "A,2026-01-01,1,Deal lost at last\nB,2026-01-01,2,Выиграли!\n"
    done = read_text(tmp_path, "Client,Close Date,Amount,Deal Stage\n" + rows)
    assert "--status 'Deal lost at last=lost', =won or =open" in reasons(done)[0]
    assert "--status 'Выиграли!=won'" in reasons(done)[1]


@pytest.mark.parametrize("identity", ["401013266745e5661589292315434968", "12345e12", "1e5", "5e10", "9E0"])
def test_a_hex_id_with_one_e_is_an_id(tmp_path: Path, identity: str) -> None:
    done = read_text(tmp_path, f"customer id,order date,amount\n{identity},2026-01-01,1\n")
    assert column(done, "client_id") == [identity]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ORDERDATE", "order_date"), ("SALES", "amount"), ("CUSTOMERNAME", "client_name"), ("dollar_value", "amount"),
        ("OpportunityId", "deal_id"), ("Closing Date", "order_date"), ("Предполагаемая дата закрытия", "order_date"),
        ("paid_at", "order_date"), ("Created date (UTC)", "order_date"), ("customerId", "client_id"),
        ("ORDER_NUMBER", "deal_id"), ("Дата-заказа", "order_date"),
    ],
)  # fmt: skip
def test_words_in_run_together_headings_are_known(heading: str, field: str) -> None:
    assert matched([heading, "x"], table("orders"), {}).fields == {field: 0}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-01", (2026, 1)), ("01.2026", (2026, 1)), ("янв. 2026", (2026, 1)), ("Март 2026 г.", (2026, 3)),
        ("Jan-26", (2026, 1)), ("1 кв. 2026", (2026, 1)), ("3 квартал 2026 г.", (2026, 7)), ("Q4 2026", (2026, 10)),
        ("2026 Q2", (2026, 4)), ("2026-Q2", (2026, 4)), ("II кв. 2026", None), ("13.2026", None), ("кв. 2026", None),
    ],
)  # fmt: skip
def test_months_and_quarters_stand_for_their_first_day(text: str, first: tuple[int, int] | None) -> None:
    done = dates.read_dates(pl.Series([text]), "dmy")
    assert done.values.to_list() == [date(*first, 1) if first else None]


def test_an_open_deal_says_so_in_its_date(tmp_path: Path) -> None:
    rows = "А;не закрыта;5;Переговоры\nБ;01.02.2026;7;Выиграна\n"
    done = read_text(tmp_path, "Клиент;Дата закрытия;Сумма;Статус\n" + rows)
    assert column(done, "order_date") == [None, date(2026, 2, 1)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rs. 1,00,000.00", "100000"), ("12,34,56,789.5", "123456789.5"), ("1.2m", "1200000"), ("12 тыс.", "12000"),
        ("12 тыс. руб.", "12000"), ("(1 200)", "-1200"), ("5-", "-5"), ("5 USD", "5"), ("руб. 5", "5"),
        ("1,5 млн ₽", "1500000"),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, value: str) -> None:
    assert numbers.number(text, "," if "," in text and "млн" in text else ".") == Decimal(value)


def test_a_path_is_no_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "[2026] clients"
    folder.mkdir()
    for name, amount in (("deals[1]", 1.0), ("deals1", 2.0)):
        frame = pl.DataFrame({"client": ["A"], "order_date": [date(2026, 1, 1)], "amount": [amount]})
        frame.write_parquet(folder / f"{name}.parquet")
    assert column(read(folder / "deals[1].parquet"), "amount") == [Decimal(1)]


def _workbook(path: Path, *cells: tuple[int, int, str]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["client", "order_date", "amount"])
        for row in range(1, 4):
            sheet.write_row(row, 0, [f"Client {row}", "2026-01-02", row])
        for row, at, text in cells:
            sheet.write_string(row, at, text)
    return path


@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#N/A"])
def test_an_error_in_one_cell_is_that_cells_fault(tmp_path: Path, error: str) -> None:
    made = _workbook(tmp_path / "made.xlsx")
    path = tmp_path / "o.xlsx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'<c r="C3"><v>2</v>', b'<c r="C3" t="e"><v>' + error.encode() + b"</v>")
                assert error.encode() in part
            target.writestr(name, part)
    done = read(path)
    assert sorted(column(done, "amount")) == [1, 3]
    assert reasons(done) == ["missing"]


@pytest.mark.parametrize("name", ["o.xlsx", "o.parquet"])
def test_a_damaged_file_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "o.xlsx":
        _workbook(path)
    else:
        pl.DataFrame({"client": ["A"] * 50, "order_date": [date(2026, 1, 1)] * 50, "amount": [1.5] * 50}).write_parquet(
            path
        )
    whole, random = path.read_bytes(), Random(7)
    told = 0
    for number in range(60):
        if number % 3 == 0:
            content = whole[: random.randrange(len(whole))]
        else:
            spoilt = bytearray(whole)
            for _ in range(random.randrange(1, 5)):
                spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
            content = bytes(spoilt)
        path.write_bytes(content)
        try:
            read(path)
        except UnreadableFileError:
            told += 1
    assert told > 15


def test_a_workbook_with_one_cell_far_off_is_refused_before_it_is_read(tmp_path: Path) -> None:
    for cell in ((2**20 - 1, 2**14 - 1, "x"), (2**20 - 1, 25, "x")):
        path = _workbook(tmp_path / "o.xlsx", cell)
        assert path.stat().st_size < 10_000
        with pytest.raises(UnreadableFileError, match="far off the table"):
            open_sheet(path)


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    made, path = _workbook(tmp_path / "made.xlsx"), tmp_path / "o.xlsx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        with target.open("xl/media/x.bin", "w", force_zip64=True) as part:
            for _ in range(1_100):
                part.write(bytes(2**20))
    with pytest.raises(UnreadableFileError, match="when unpacked"):
        open_sheet(path)


@pytest.mark.skipif(os.name == "nt", reason="no such files")
def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    for name in ("pipe.csv", "zero.csv"):
        with pytest.raises(UnreadableFileError, match="no regular file"):
            open_sheet(tmp_path / name)


def test_a_column_of_durations_is_text(tmp_path: Path) -> None:
    path = tmp_path / "o.parquet"
    frame = pl.DataFrame(
        {"client": ["A"], "order_date": [date(2026, 1, 1)], "amount": [1], "took": [timedelta(hours=3)]}
    )
    frame.write_parquet(path)
    assert column(read(path), "amount") == [Decimal(1)]


def test_half_of_a_surrogate_pair_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    path.write_text('{"client": "A\\ud83d", "order_date": "2026-01-01", "amount": 1, "\\udc00": 2}\n')
    assert column(read(path), "client_name") == ["A?"]


def test_odd_options_are_told(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(HEADING + "A,2026-01-01,1\n")
    for separator in ("é", "a", '"', "\n"):
        with pytest.raises(UnreadableFileError, match="a separator is one sign"):
            open_sheet(path, separator=separator)
    for encoding in ("base64", "rot13", "no-such"):
        with pytest.raises(UnreadableFileError, match="no encoding called"):
            open_sheet(path, encoding=encoding)


def test_a_workbook_without_sheets_is_told(tmp_path: Path) -> None:
    made, path = _workbook(tmp_path / "made.xlsx"), tmp_path / "o.xlsx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/workbook.xml":
                head, _, rest = part.partition(b"<sheets>")
                part = head + b"<sheets>" + b"</sheets>" + rest.partition(b"</sheets>")[2]
            target.writestr(name, part)
    with pytest.raises(UnreadableFileError, match=r"no sheets|damaged"):
        open_sheet(path)


def test_the_size_that_a_zip_states_is_not_believed(tmp_path: Path) -> None:
    """A part that says it is small and unpacks to more."""
    path = _workbook(tmp_path / "o.xlsx")
    content = path.read_bytes()
    where = content.rindex(b"PK\x01\x02")
    path.write_bytes(content[: where + 24] + struct.pack("<I", 1) + content[where + 28 :])
    try:
        open_sheet(path)
    except UnreadableFileError as error:
        assert str(error)
