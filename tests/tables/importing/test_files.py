"""The files themselves: encodings, separators, quotes, workbooks of every kind, records."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.tables.detect.encoding import UnreadableFileError, encoding_of
from clientzoo.tables.formats.sheet import open_sheet, text, top
from clientzoo.tables.importing.imported_table import Read
from imported import column, read, read_text, reasons

FILES = Path(__file__).parent / "files"  # sales.xls was made with xlwt 1.3: three rows, a date, a number kept as text
NOON = datetime(2026, 3, 1, 12, 30)  # noqa: DTZ001 - as a spreadsheet has it
SALES = "Клиент;Дата;Сумма\nРомашка и сыновья;01.02.2026;1 000,5\nЩётки «Ёж»;15.02.2026;2\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp866", "koi8-r", "mac-cyrillic"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_end_of_line_gives_the_same(tmp_path: Path, encoding: str, end: str) -> None:
    said = SALES.replace("«", '"').replace("»", '"') if encoding in ("cp866", "koi8-r") else SALES
    path = tmp_path / "sales.csv"
    path.write_bytes(said.replace("\n", end).encode(encoding))
    done = read(path)
    assert [name.split()[0] for name in column(done, "client_name")] == ["Ромашка", "Щётки"]
    assert column(done, "amount") == [Decimal("1000.50"), Decimal(2)]


def test_western_letters_are_not_taken_for_cyrillic(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_bytes(
        "client,order_date,amount\nMüller & Söhne,2026-01-02,5\nSociété Générale,2026-01-03,5\n".encode("cp1252")
    )
    assert column(read(path), "client_name") == ["Müller & Söhne", "Société Générale"]


def test_a_letter_far_down_in_the_file_decides_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    lines = ["client,order_date,amount", *["A,2026-01-02,5"] * 400_000, "Берёзка,2026-01-02,5"]
    path.write_bytes("\n".join(lines).encode("cp1251"))
    assert encoding_of(path) == "cp1251"


def test_an_encoding_that_does_not_fit_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_bytes(SALES.encode("cp1251"))
    with pytest.raises(UnreadableFileError, match="not written in utf-8"):
        open_sheet(path, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="no encoding called `klingon`"):
        open_sheet(path, encoding="klingon")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    rows = [("client", "order_date", "amount"), ("A", "2026-01-02", "1.5"), ("B", "2026-01-03", "2.5")]
    path = tmp_path / "sales.txt"
    path.write_text("\n".join(separator.join(row) for row in rows))
    assert column(read(path), "amount") == [Decimal("1.50"), Decimal("2.50")]


def test_a_separator_by_name(tmp_path: Path) -> None:
    path = tmp_path / "sales.txt"
    path.write_text("client\torder_date\tamount\nA;B\t2026-01-02\t1\n")
    assert [row.cells for row in top(open_sheet(path, separator="tab"))][1] == ["A;B", "2026-01-02", "1"]
    with pytest.raises(UnreadableFileError, match="one sign"):
        open_sheet(path, separator="::")


def test_quotes_newlines_and_separators_inside_cells(tmp_path: Path) -> None:
    done = read_text(
        tmp_path,
        "client;order_date;amount;service\n"
        '"ООО ""Рога; и копыта""";2026-01-02;1;"Сайт\nи\nреклама"\n'
        'ООО "Ромашка";2026-01-03;2;19" монитор\n'
        "Берёзка;31.02.2026;3;\n",
    )
    assert column(done, "client_name") == ['ООО "Рога; и копыта"', 'ООО "Ромашка"']
    assert column(done, "service") == ["Сайт и реклама", '19" монитор']
    assert done.rejects["line"].to_list() == [6]


cells = st.text(st.sampled_from('ab;,"\n |ё'), max_size=6)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=12), st.booleans())
def test_any_cell_that_csv_can_write_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], always: bool
) -> None:
    import csv

    path = tmp_path_factory.mktemp("cells") / "cells.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL if always else csv.QUOTE_MINIMAL)
        writer.writerow(["client", "order_date", "amount", "service"])
        for client, service in rows:
            writer.writerow([f"x{client}", "2026-01-02", "1", f"y{service}"])
    done = read(path)
    expected = [(" ".join(f"x{one}".split()), " ".join(f"y{other}".split())) for one, other in rows]
    assert list(zip(column(done, "client_name"), column(done, "service"), strict=True)) == expected


def test_blocks_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"{'Q' if n % 7 else chr(34) + 'Q' + chr(10) + chr(34)}{n};2026-01-02;{n}" for n in range(60)]
    path = tmp_path / "sales.csv"
    path.write_text("\n".join(["client;order_date;amount", *lines, "X;31.02.2026;1"]))
    whole = read(path)
    monkeypatch.setattr("clientzoo.tables.formats.delimited_text._BLOCK", 40)
    cut = read(path)
    assert cut.frame.collect().equals(whole.frame.collect())
    assert cut.rejects.equals(whole.rejects)
    assert whole.rejects["line"].to_list() == [len(path.read_text().splitlines())]


def test_a_quote_that_is_not_closed_is_told(tmp_path: Path) -> None:
    lines = ["client;order_date;amount", *["A;2026-01-02;1"] * 3, '"B;2026-01-02;1', *["A;2026-01-02;1"] * 3]
    done = read_text(tmp_path, "\n".join(lines))
    assert column(done, "client_name") == ["A"] * 3 + ['"B'] + ["A"] * 3
    assert "line 5: a quote is not closed" in done.plan.notes[0]


def test_ragged_rows(tmp_path: Path) -> None:
    done = read_text(
        tmp_path, "client;order_date;amount;service\nA;2026-01-02;1\nB;2026-01-02;2;x;;\nC; Ltd;2026-01-02;3;x;\n"
    )
    assert column(done, "client_name") == ["A", "B"]
    assert reasons(done) == ["more cells than the 4 of the heading"]
    assert done.agrees


def test_columns_without_a_heading(tmp_path: Path) -> None:
    done = read_text(tmp_path, "client;order_date;amount\nA;2026-01-02;1;note\nB;2026-01-02;2;note\nC;2026-01-02;3\n")
    assert done.height == 3
    assert "2 rows have cells beyond the last heading; they are not used" in done.plan.notes


def test_xls_and_ods(tmp_path: Path) -> None:
    write_ods(tmp_path / "sales.ods", [["Контрагент", "Дата", "Сумма"], ["Ромашка", date(2026, 3, 1), 1234.5]])
    for path in (FILES / "sales.xls", tmp_path / "sales.ods"):
        done = read_in(tmp_path, path)
        assert column(done, "client_name")[0] == "Ромашка"
        assert column(done, "order_date")[0] == date(2026, 3, 1)
        assert column(done, "amount")[0] == Decimal("1234.50")
        assert done.agrees
    assert column(read_in(tmp_path, FILES / "sales.xls"), "amount") == [Decimal("1234.50"), Decimal(1000)]


def read_in(folder: Path, path: Path) -> Read:
    copy = folder / path.name
    if copy != path:
        copy.write_bytes(path.read_bytes())
    return read(copy)


def write_ods(path: Path, rows: list[list[object]]) -> None:
    def cell(value: object) -> str:
        if isinstance(value, date):
            about = f'office:value-type="date" office:date-value="{value}"'
        elif isinstance(value, float):
            about = f'office:value-type="float" office:value="{value}"'
        else:
            about = 'office:value-type="string"'
        return f"<table:table-cell {about}><text:p>{value}</text:p></table:table-cell>"

    names = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    table = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="S">{table}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )


@pytest.mark.parametrize("from_1904", [False, True])
def test_serials_are_counted_as_the_workbook_does(tmp_path: Path, from_1904: bool) -> None:
    path = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": from_1904}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["client", "order_date", "amount"])
        sheet.write_row(1, 0, ["A", "", 1])
        sheet.write_datetime(1, 1, NOON, book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_row(2, 0, ["B", 46082 - 1462 * from_1904, 1])
    done = read(path)
    assert column(done, "order_date") == [date(2026, 3, 1)] * 2
    assert ("1904" in done.plan.formats["order_date"]) == from_1904


def test_a_sheet_is_chosen_and_hidden_ones_are_told(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, amount in (("January", 1), ("February", 2), ("Old", 3)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["client", "order_date", "amount"])
            sheet.write_row(1, 0, ["A", "2026-01-02", amount])
        sheet.hide()
    together = "workbook, sheets January, February together, their lines counted on (--sheet reads one)"
    assert open_sheet(path).about == f"{together} (hidden and not read: Old)"
    assert column(read(path), "amount") == [1, 2]
    assert column(read(path, sheet="February"), "amount") == [2]
    assert open_sheet(path, sheet="January").about == "workbook, sheet January (hidden and not read: Old)"
    assert column(read(path, sheet="Old"), "amount") == [3]
    with pytest.raises(UnreadableFileError, match="no sheet `March`"):
        open_sheet(path, sheet="March")


def test_typed_numbers_are_never_taken_for_thousands(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["client", "order_date", "amount"])
        sheet.write_row(1, 0, ["A", "2026-01-02", "1 000,50"])
        sheet.write_row(2, 0, ["B", "2026-01-02", 1.125])
    done = read(path)
    assert column(done, "amount") == [Decimal("1000.50"), Decimal("1.12")]
    assert done.plan.formats["amount"] == "decimal point or comma"
    frame = pl.DataFrame({"client": ["A"], "order_date": [date(2026, 1, 2)], "amount": [1.125]})
    frame.write_parquet(tmp_path / "o.parquet")
    frame.write_ndjson(tmp_path / "o.jsonl")
    for name in ("o.parquet", "o.jsonl"):
        assert column(read(tmp_path / name), "amount") == [Decimal("1.12")]
    assert text(1.125) == "1.1250"


def test_records_keep_their_types(tmp_path: Path) -> None:
    record = {
        "client": "A", "order_date": "2026-01-02T10:00:00Z", "amount": 5, "deal id": 12345, "units": 2.0,
        "status": True, "notes": {"x": [1]},
    }  # fmt: skip
    later = {"client": "B", "order_date": "2026-01-03", "amount": 0.1, "service": "Site", "status": "open"}
    path = tmp_path / "o.jsonl"
    path.write_text(f"{json.dumps(record)}\n\n{json.dumps(later)}\n", encoding="utf-8")
    done = read(path)
    wanted = ["deal_id", "client_name", "order_date", "amount", "units", "status", "service"]
    assert done.frame.collect().select(wanted).rows() == [
        ("12345", "A", date(2026, 1, 2), Decimal(5), 2, "won", None),
        (None, "B", date(2026, 1, 3), Decimal("0.10"), None, "open", "Site"),
    ]
    path.write_text('{"client": "A"}\n[1]\n')
    with pytest.raises(UnreadableFileError, match="line 2 is no JSON object"):
        open_sheet(path)


def test_parquet_of_all_types(tmp_path: Path) -> None:
    pl.DataFrame({
        "client": pl.Series(["A", "A"]).cast(pl.Categorical),
        "order_date": [datetime(2026, 1, 2, 23, 59), datetime(2026, 1, 3)],  # noqa: DTZ001
        "amount": pl.Series(["1.50", "2.25"]).cast(pl.Decimal(12, 3)),
        "deal_id": [17850.0, 17851.0],
        "won": [True, False],
        "notes": [[1, 2], None],
    }).write_parquet(tmp_path / "o.parquet")  # fmt: skip
    rows = read(tmp_path / "o.parquet", statuses={"false": "lost"}).frame.collect()
    assert rows.select("client_name", "order_date", "amount", "deal_id", "status").rows() == [
        ("A", date(2026, 1, 2), Decimal("1.50"), "17850", "won"),
        ("A", date(2026, 1, 3), Decimal("2.25"), "17851", "lost"),
    ]  # fmt: skip


def test_only_workbooks_have_sheets(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("client,order_date,amount\n")
    with pytest.raises(UnreadableFileError, match="only workbooks"):
        open_sheet(tmp_path / "o.csv", sheet="x")


def test_an_empty_file_and_one_with_a_heading_only(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_bytes(b"")
    with pytest.raises(UnreadableFileError, match="no rows"):
        read(tmp_path / "o.csv")
    assert read_text(tmp_path, "client,order_date,amount\n").height == 0
