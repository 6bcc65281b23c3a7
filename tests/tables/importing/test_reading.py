"""Files as people have them: what is understood, what is set aside, and that nothing gets lost on the way."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.tables.detect.encoding import UnreadableFileError
from clientzoo.tables.formats.sheet import open_sheet
from clientzoo.tables.values import dates, numbers
from clientzoo.tables.values.numbers import shapes
from imported import column, read, read_text, reasons

AMO = (
    "ID;Название сделки;Компания;Бюджет ₽ ;Этап сделки;Дата закрытия;Ответственный\r\n"
    '101;"Сайт; под ключ";ООО «Ромашка»;1 054 000,50;Успешно реализовано;31.01.2026 14:05;Иванова Анна\r\n'
    '102;"Реклама\nна осень";Берёзка;"(2 000,00) ₽";Успешно реализовано;05.02.2026;Петров\r\n'
    "103;SEO;Берёзка;-;Закрыто и не реализовано;06.02.2026;Петров\r\n"
    "104;SEO;Берёзка;много;Успешно реализовано;07.02.2026;Петров\r\n"
    "105;SEO;Берёзка;100;Успешно реализовано;31.02.2026;Петров\r\n"
    ";Итого;;1 052 100,50;;;\r\n"
)


def test_a_crm_export_in_cp1251_with_semicolons_is_read_without_options(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(AMO.replace("₽", "руб.").encode("cp1251"))
    assert open_sheet(path).about == "text, cp1251, cells apart by ;"
    done = read(path)
    assert column(done, "client_name") == ["ООО «Ромашка»", "Берёзка", "Берёзка"]
    assert column(done, "amount") == [Decimal("1054000.50"), Decimal("-2000.00"), None]
    assert column(done, "order_date") == [date(2026, 1, 31), date(2026, 2, 5), date(2026, 2, 6)]
    assert column(done, "deal_name")[1] == "Реклама на осень"
    assert done.plan.title("amount") == "Бюджет руб."
    assert done.rejects.select("line", "column", "value").rows() == [
        (6, "Бюджет руб.", "много"), (7, "Дата закрытия", "31.02.2026"),
    ]  # fmt: skip
    assert [one.line for one in done.plan.footers] == [8]
    assert done.totals["RUB"] == (Decimal("1052100.50"), Decimal("1052000.50"), Decimal(100))
    assert done.total == Decimal("1052000.50")
    assert "line 8 says 1052100.50 in all: its rows agree" in done.notes
    assert done.agrees


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_every_encoding_gives_the_same(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "o.txt"
    text = "Клиент\tДата\tСумма\nРомашка и сыновья\t01.02.2026\t1 000,5\nБерёзка\t15.02.2026\t2\n"
    path.write_bytes(text.encode(encoding))
    done = read(path)
    assert column(done, "client_name") == ["Ромашка и сыновья", "Берёзка"]
    assert column(done, "amount") == [Decimal("1000.50"), Decimal(2)]


def test_preamble_sep_line_total_and_trailing_columns(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(
        "sep=;\nОтчёт по продажам;;;;\nза 2026 год;;;;\n\nКонтрагент;Дата;Сумма;;\n"
        "А;13.01.2026;1;;\nБ;14.01.2026;2;;\nИтого;;3;;\n",
        encoding="utf-8",
    )
    done = read(path)
    assert done.height == 2
    assert sum(column(done, "amount")) == 3
    assert done.agrees


def test_a_sum_row_inside_a_client_name_is_no_sum_row(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("client,order_date,amount\nTotal Energy,2026-01-01,5\nTotal,,5\n")
    assert column(read(path), "client_name") == ["Total Energy"]


def test_ambiguous_dates_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("client,order_date,amount\nA,01/02/2026,5\nB,03/04/2026,6\n")
    with pytest.raises(UnreadableFileError, match="--dates dmy"):
        read(path)
    assert column(read(path, date_order="mdy"), "order_date")[0] == date(2026, 1, 2)


def test_an_ambiguous_thousand_is_set_aside_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text('client,order_date,amount\nA,2026-01-01,"1,234"\nB,2026-01-01,5\n')
    assert reasons(read(path)) == ["a thousand or a decimal? name the decimal sign with --decimal"]
    assert column(read(path, decimal="."), "amount")[0] == 1234


def test_unknown_statuses_are_set_aside_until_named(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("client,order_date,amount,status\nA,2026-01-01,1,Won\nB,2026-01-01,2,Parked\n")
    assert "--status 'Parked=won'" in reasons(read(path))[0]
    assert column(read(path, statuses={"parked": "open"}), "status") == ["won", "open"]


def test_headings_by_map_win_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("client,order_date,amount,Net\nA,2026-01-01,1,7\n")
    assert column(read(path, mapping={"amount": "net"}), "amount") == [Decimal(7)]
    with pytest.raises(UnreadableFileError, match="did you mean Net"):
        read(path, mapping={"amount": "Ne"})
    with pytest.raises(UnreadableFileError, match="did you mean amount"):
        read(path, mapping={"amont": "Net"})


def test_a_missing_field_names_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("client,order_date,Preis\nA,2026-01-01,1\n")
    with pytest.raises(UnreadableFileError, match=r"no column for amount among .*`Preis`.*--map amount=HEADING"):
        read(path)


def test_ids_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("customer id,order id,order date,amount\n17850.0,007,2026-01-01,1\n")
    assert read(path).frame.collect().row(0) == ("007", "17850", date(2026, 1, 1), Decimal(1))


def test_equal_rows_are_never_dropped(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("client,order_date,amount\n" + "A,2026-01-01,1\n" * 3)
    assert read(path).height == 3


def test_workbook_with_real_dates_and_mixed_cells(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(path) as book:
        notes, sheet = book.add_worksheet("Notes"), book.add_worksheet("Продажи")
        notes.write(0, 0, "nothing")
        sheet.write_row(0, 0, ["Клиент", "Дата", "Сумма"])
        sheet.write_row(1, 0, ["Ромашка"])
        sheet.write_datetime(1, 1, date(2026, 3, 1), book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_number(1, 2, 1234.5)
        sheet.write_row(2, 0, ["Берёзка", "13.03.2026", "1 000,00"])
        sheet.write_row(3, 0, ["Сосна", 46095, 7])
    assert open_sheet(path).about == "workbook, sheet Продажи"
    done = read(path)
    assert column(done, "order_date") == [date(2026, 3, 1), date(2026, 3, 13), date(2026, 3, 14)]
    assert sum(column(done, "amount")) == Decimal("2241.50")


def test_parquet_and_json_lines(tmp_path: Path) -> None:
    frame = pl.DataFrame({"client": ["A", None], "order_date": [date(2026, 1, 2)] * 2, "amount": [0.1, 2.0]})
    frame.write_parquet(tmp_path / "o.parquet")
    frame.write_ndjson(tmp_path / "o.jsonl")
    for name in ("o.parquet", "o.jsonl"):
        done = read(tmp_path / name)
        assert column(done, "amount") == [Decimal("0.10")]
        assert reasons(done) == ["no client"]
        assert done.agrees


def test_a_product_matrix_with_a_column_for_each_product(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("Сегмент;Сайт;SEO\nБанки;Да;\nМагазины;да;да\n", encoding="utf-8")
    assert read(path, "products").frame.collect().rows() == [
        ("Банки", "Сайт"),
        ("Магазины", "Сайт"),
        ("Магазины", "SEO"),
    ]


def test_no_text_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "x.xlsx").write_bytes(b"<html><table></table></html>")
    with pytest.raises(UnreadableFileError):
        open_sheet(tmp_path / "x.csv")
    with pytest.raises(UnreadableFileError, match="web page"):
        open_sheet(tmp_path / "x.xlsx")


@pytest.mark.parametrize(
    ("text", "point", "value"),
    [
        ("1\u00a0054,00 ₽", ",", "1054.00"), ("USD 1,054.00", ".", "1054.00"), ("(12.5)", ".", "-12.5"),
        ("12-", ".", "-12"),
        ("−7", None, "-7"), ("1'234.5", ".", "1234.5"), ("1.234.567,8", ",", "1234567.8"), ("7.7E+09", None, "7.7E+9"),
        ("1 200 руб.", ",", "1200"), ("15 %", None, "15"), ("0,125", None, "0.125"),
    ],
)  # fmt: skip
def test_numbers(text: str, point: numbers.Point | None, value: str) -> None:
    assert numbers.number(text, point) == Decimal(value)


@given(
    st.decimals(-(10**12), 10**12, places=2, allow_nan=False), st.sampled_from(["point", "comma", "spaces", "paren"])
)
def test_numbers_come_back_as_they_were_written(value: Decimal, manner: str) -> None:
    text = {
        "point": f"{value:,.2f}",
        "comma": f"{value:,.2f}".translate(str.maketrans(",.", ".,")),
        "spaces": f"{value:,.2f}".replace(",", "\u202f").replace(".", ","),
        "paren": f"({abs(value):.2f})" if value < 0 else f"{value:.2f}",
    }[manner]
    point: numbers.Point = "." if manner in ("point", "paren") else ","
    assert numbers.number(text, point) == value


@given(
    st.dates(date(1970, 1, 1), date(2068, 12, 31)),
    st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%Y 12:30", "%d-%m-%y"]),
)
def test_dates_come_back_as_they_were_written(day: date, written: str) -> None:
    assert dates.day(day.strftime(written), "dmy") == day


def test_one_format_for_a_column() -> None:
    assert dates.order_of(["01.02.2026", "x"]) == "dmy"
    assert dates.order_of(["01/02/2026", "02/13/2026"]) == "mdy"
    assert dates.order_of(["01/02/2026", "13/02/2026"]) == "dmy"
    assert dates.order_of(["2026-01-02"]) == "ymd"
    assert dates.day("46095", "ymd") == date(2026, 3, 14)


rows = st.lists(
    st.tuples(
        st.sampled_from(["A", "Б", ""]), st.dates(date(2000, 1, 1), date(2030, 1, 1)),
        st.decimals(-999, 9999, places=2), st.booleans(),
    ),
    max_size=20,
)  # fmt: skip


@given(rows)
def test_totals_agree_whatever_is_rejected(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, date, Decimal, bool]]
) -> None:
    path = tmp_path_factory.mktemp("totals") / "o.csv"
    lines = [
        f"{client};{'31.02.2020' if spoiled else day.strftime('%d.%m.%Y')};{amount}"
        for client, day, amount, spoiled in rows
    ]
    path.write_text("\n".join(["client;order_date;amount", *lines, ""]), encoding="utf-8")
    done = read(path)
    assert done.agrees
    assert sum(one.before for one in done.totals.values()) == sum(amount for _, _, amount, _ in rows)


spelt = st.one_of(
    st.from_regex(
        r"[(-]?(?:[1-9]\d{0,2}(?:[ .,']\d{3}){0,3}|\d{1,9})(?:[.,]\d{1,5})?[)-]?(?: ?(?:₽|руб\.|USD|%))?",
        fullmatch=True,
    ),
    st.text(st.sampled_from("019,. -+()₽eE"), max_size=8),
)


@given(st.lists(spelt, max_size=8), st.sampled_from([".", ",", None]), st.sampled_from(["money", "number", "whole"]))
def test_a_column_is_read_as_its_cells_one_by_one(texts: list[str], point: numbers.Point | None, kind: str) -> None:
    done = numbers.read_numbers(pl.Series(texts, dtype=pl.String), kind, point)
    for row, text in enumerate(texts):
        try:
            expected = numbers.number(text, point)
        except ValueError as error:
            assert (done.values[row], done.wrong[row]) == (None, str(error))
            continue
        if kind == "money":
            assert done.values[row] == expected.quantize(Decimal("0.01"))
        elif kind == "number":
            assert done.values[row] == pytest.approx(float(expected), rel=1e-12)
        elif expected == expected.to_integral_value():
            assert done.values[row] == int(expected)
        else:
            assert done.wrong[row] == "not a whole number"


@given(st.lists(spelt, min_size=1, max_size=8))
def test_the_shapes_of_numbers_decide_as_the_numbers_do(texts: list[str]) -> None:
    one_by_one = numbers.decimal_point(dict.fromkeys(texts, 1))
    assert numbers.decimal_point(shapes(pl.Series(list(dict.fromkeys(texts))))) == one_by_one


@pytest.mark.parametrize(
    "text",
    [
        "31 января 2026", "31 янв. 2026 г.", "31-Jan-26", "Jan 31, 2026 5:04 PM", "January 31st, 2026", "31.01.2026 г.",
        "2026/01/31", "20260131", "46053", "46053,75", "2026-01-31T23:59:59+03:00", "31.1.26", "31/01/2026, 10:15",
    ],
)  # fmt: skip
def test_dates_in_many_hands(text: str) -> None:
    done = dates.read_dates(pl.Series([text]), "dmy")
    assert (done.values.to_list(), done.wrong) == ([date(2026, 1, 31)], {})


@pytest.mark.parametrize("text", ["31.02.2026", "1.2.3", "soon", "12 попугаев 2026", "2026", "31.01.202", "0.0.0"])
def test_what_is_no_date(text: str) -> None:
    assert list(dates.read_dates(pl.Series([text]), "dmy").wrong) == [0]


def test_a_column_of_both_orders_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="`13/01/2026` has the day first, `01/14/2026` the month"):
        read_text(tmp_path, "client,order_date,amount\nA,13/01/2026,5\nB,01/14/2026,6\n")


def test_a_quantity_is_written_as_the_amounts_are(tmp_path: Path) -> None:
    done = read_text(tmp_path, "Клиент;Дата;Количество;Сумма\nА;31.01.2026;1,000;10,5\n")
    assert column(done, "units") == [1]
    assert done.plan.formats["units"] == "decimal comma, as in other columns"


def test_what_a_status_is_taken_for_is_shown(tmp_path: Path) -> None:
    done = read_text(tmp_path, "client,order_date,amount,status\nA,2026-01-01,1,Won\nB,2026-01-01,2,Parked\n")
    assert done.plan.formats["status"] == "Parked = unknown, Won = won"


def test_finer_amounts_are_rounded_and_told(tmp_path: Path) -> None:
    done = read_text(tmp_path, "client;order_date;amount\nA;2026-01-01;0.125\nB;2026-01-01;0.30000000000000004\n")
    assert column(done, "amount") == [Decimal("0.12"), Decimal("0.30")]
    assert done.notes == ("1 amounts had more than two decimals and were rounded",)


def test_words_for_what_is_missing(tmp_path: Path) -> None:
    text = "client;order_date;amount;service;status\nA;2026-01-01;1;Нет;N/A\nB;2026-01-01;2;–;НЕТ\n"
    assert set(reasons(read_text(tmp_path, text))) == {"no status; say --status '(empty)=won', =lost or =open"}
    done = read_text(tmp_path, text, statuses={"(empty)": "won"})
    assert (column(done, "service"), column(done, "status")) == ([None, None], ["won", "won"])


@given(st.randoms())
def test_the_order_of_rows_changes_only_their_order(tmp_path_factory: pytest.TempPathFactory, dice: Random) -> None:
    lines = ["А;31.01.2026;1 000,5", "Б;01.02.2026;5", "В;1.3.26;7 ₽", "Г;46053;x", "Итого;;9", "Д;03.04.2026;(1,234)"]
    shuffled = list(lines)
    dice.shuffle(shuffled)
    one, other = (
        read_text(tmp_path_factory.mktemp("rows"), "\n".join(["Клиент;Дата;Сумма", *rows, ""]))
        for rows in (lines, shuffled)
    )
    by = "client_name"
    assert one.frame.collect().sort(by).equals(other.frame.collect().sort(by))
    assert one.totals == other.totals
    assert sorted(one.rejects["value"]) == sorted(other.rejects["value"])


bits = st.sampled_from(
    [
        *';,\n"\t-.(01₽$ \r',
        "\u00a0",
        "Итого",
        "Клиент",
        "Дата",
        "нет",
        "31.01.2026",
        "01/02/03",
        "1,234",
        "1.5",
        "7E+9",
        "USD",
    ]
)


@given(st.lists(bits, max_size=40), st.sampled_from(["utf-8", "cp1251", "utf-16"]), st.sampled_from(["", "USD"]))
def test_whatever_a_file_holds_is_refused_or_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, body: list[str], encoding: str, rated: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    text = "Клиент;Дата;Сумма;Статус\nА;31.01.2026;1,5;Оплачен\n" + "".join(body)
    path.write_bytes(text.encode(encoding, errors="replace"))
    try:
        done = read(path, rates={rated: "2"} if rated else {})
    except UnreadableFileError:
        return
    assert done.agrees
    assert done.frame.collect().height == done.height
