"""Tables as people keep them: what is understood, and what is refused with its place and reason."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from clientzoo.inference.column_names import certainty_column
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.checked_rows import Reader
from clientzoo.tables.heading import heading
from clientzoo.tables.mapping import MappedQuestion, TableMap, read_table_map
from clientzoo.tables.opening import open_table
from clientzoo.tables.table import TableError
from zoos import write_zoo

Read = tuple[list[dict[str, Any]], list[tuple[int, str, str, str, str]]]


@pytest.fixture
def zoo(tmp_path: Path) -> Zoo:
    return load_zoo(write_zoo(tmp_path / "zoo"), "tiny").sound()


def read(zoo: Zoo, source: str, mapped: TableMap | None = None, **options: Any) -> Read:
    """The clients, without what is unknown, and the rejects without their file."""
    mapped = mapped or TableMap()
    table = open_table(source, zoo, **options)
    named = heading(table, zoo, mapped)
    reader = Reader(zoo, mapped)
    batches = list(reader.read(table, named, reader.schema([named])))
    clients = [
        {name: cell for name, cell in row.items() if cell is not None}
        for batch in batches
        for row in batch.frame.to_dicts()
    ]
    return clients, [reject[1:] for batch in batches for reject in batch.rejects]


@pytest.fixture
def csv(tmp_path: Path) -> Callable[[str], str]:
    def write(text: str, encoding: str = "utf-8") -> str:
        path = tmp_path / "clients.csv"
        path.write_bytes(text.encode(encoding))
        return str(path)

    return write


def test_ids_labels_and_numbers_as_people_write_them(zoo: Zoo, csv: Callable[[str], str]) -> None:
    source = csv(
        "client;wish;Headcount;tenders;foreign\n"
        "Ромашка;wants;40;Never;да\n"
        "Gamma;  Demands growth ;1,2k; always;Here\n"
        ";unknown;;;\n".replace("да", "yes")
    )
    clients, rejects = read(zoo, source)
    assert rejects == []
    assert clients == [
        {"client": "Ромашка", "wish": "wants", "employees": 40, "tenders": "never", "foreign": True},
        {"client": "Gamma", "wish": "demands", "employees": 1200, "tenders": "always", "foreign": False},
        {"client": "row 4"},
    ]


def test_a_row_that_cannot_be_read_is_refused_whole_with_every_wrong_cell(zoo: Zoo, csv: Callable[[str], str]) -> None:
    source = csv("client,wish,employees,tender_months\nA,wantz,-3,3\nB,none,5,61\nC,none,1.200,1\nD,none,7,7\n")
    clients, rejects = read(zoo, source)
    assert [client["client"] for client in clients] == ["D"]
    assert [(line, client, column, value) for line, client, column, value, _ in rejects] == [
        (2, "A", "wish", "wantz"), (2, "A", "employees", "-3"), (3, "B", "tender_months", "61"),
        (4, "C", "employees", "1.200"),
    ]  # fmt: skip
    assert "did you mean wants?" in rejects[0][4]
    assert "at least 0 people" in rejects[1][4]
    assert "may be" in rejects[3][4]


def test_lines_are_those_of_the_file_through_quotes_and_blank_lines(zoo: Zoo, csv: Callable[[str], str]) -> None:
    source = csv('client,wish\nA,none\n"B\nof two lines, ""Ltd""",wants\n\nC,never\nD,none,extra\nE\nF,none\n')
    clients, rejects = read(zoo, source)
    assert [client["client"] for client in clients] == ["A", 'B\nof two lines, "Ltd"', "F"]
    assert [(line, client) for line, client, *_ in rejects] == [(7, ""), (8, ""), (6, "C")]
    assert rejects[0][4] == "3 cells where the heading has 2"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "ending"])
def test_lines_end_as_they_do_on_any_machine(zoo: Zoo, csv: Callable[[str], str], ending: str, last: str) -> None:
    lines = ["client,wish", "A,none", "B,wantz", "C,wants"]
    clients, rejects = read(zoo, csv(ending.join(lines) + (last and ending)))
    assert [client["client"] for client in clients] == ["A", "C"]
    assert [line for line, *_ in rejects] == [3]


def test_columns_without_a_heading_are_left_aside(zoo: Zoo, csv: Callable[[str], str]) -> None:
    source = csv("client,wish,,\nA,none,x,y\n")
    assert read(zoo, source) == ([{"client": "A", "wish": "none"}], [])
    assert [*heading(open_table(source, zoo), zoo, TableMap()).idle] == ["column 3", "column 4"]


def test_a_huge_cell_is_shown_by_its_beginning(zoo: Zoo, csv: Callable[[str], str]) -> None:
    clients, rejects = read(zoo, csv(f"client,wish\nA,{'x' * 300_000}\nB,none\n"))
    assert [client["client"] for client in clients] == ["B"]
    assert [(line, client, column) for line, client, column, _, _ in rejects] == [(2, "A", "wish")]
    assert all(len(text) < 300 for text in rejects[0][3:])


def test_a_column_answers_one_question_only(tmp_path: Path, csv: Callable[[str], str]) -> None:
    """A name that is another's id, or two questions' name, says nothing; what is mapped answers nothing else."""
    named = {"name: Headcount": "name: Tenders", "name: Tenders": "name: Wish", "name: Foreign parent": "name: Client"}
    zoo = load_zoo(write_zoo(tmp_path / "other", replaced=named), "tiny").sound()
    source = csv("client,tenders,Wish to grow,wish\nA,never,none,wants\n")
    assert dict(heading(open_table(source, zoo), zoo, TableMap()).answers) == {"wish": "wish", "tenders": "tenders"}
    mapped = TableMap("", {"wish": MappedQuestion("tenders")})
    assert dict(heading(open_table(source, zoo), zoo, mapped).answers) == {"wish": "tenders"}


def test_a_short_row_without_any_quote_is_found_too(zoo: Zoo, csv: Callable[[str], str]) -> None:
    clients, rejects = read(zoo, csv("client,wish,tenders\nA,none\nB,none,never,more\nC,wants,never\n"))
    assert [client["client"] for client in clients] == ["C"]
    assert [line for line, *_ in rejects] == [2, 3]


def test_certainties_stand_beside_the_answers(zoo: Zoo, csv: Callable[[str], str]) -> None:
    source = csv("client,wish,wish__certainty\nA,wants,0.6\nB,wants,\nC,wants,1.5\n")
    clients, rejects = read(zoo, source)
    beside = certainty_column("wish")
    assert clients == [{"client": "A", "wish": "wants", beside: 0.6}, {"client": "B", "wish": "wants"}]
    assert rejects == [(4, "C", beside, "1.5", "a certainty is a number over 0, up to 1")]


def test_a_mapping_names_columns_and_words(zoo: Zoo, csv: Callable[[str], str], tmp_path: Path) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        "client: Фирма\n"
        "questions:\n"
        "  employees: Люди\n"
        "  tenders: {column: Тендеры, certainty: Точно, values: {нет: never, ДА: always, хз: unknown}}\n",
        encoding="utf-8",
    )
    source = csv("Фирма,Люди,Тендеры,Точно,Цвет\nА,3,НЕТ,0.5,red\nБ,4,хз,,\n")
    clients, rejects = read(zoo, source, read_table_map(mapping, zoo))
    assert rejects == []
    assert clients == [
        {"client": "А", "employees": 3, "tenders": "never", certainty_column("tenders"): 0.5},
        {"client": "Б", "employees": 4},
    ]


def test_a_faulty_mapping_tells_all_at_once(zoo: Zoo, tmp_path: Path) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text("klient: X\nquestions:\n  wisch: W\n  tenders: {values: {no: nevr}}\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read_table_map(mapping, zoo)
    told = [(one.place.line, one.code) for one in caught.value.problems]
    assert told == [(1, "unknown-key"), (3, "unknown-attribute"), (4, "unknown-value")]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8-sig", "koi8-r"])
def test_encodings_are_seen_as_import_sees_them(zoo: Zoo, csv: Callable[..., str], encoding: str) -> None:
    source = csv("client,wish\nРомашка и сыновья,none\n", encoding)
    assert read(zoo, source)[0] == [{"client": "Ромашка и сыновья", "wish": "none"}]
    with pytest.raises(TableError, match="encoding"):
        read(zoo, source, encoding="klingon")


def test_a_workbook_is_read_with_the_core_alone(zoo: Zoo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import xlsxwriter

    monkeypatch.setattr("clientzoo.tables.opening.find_spec", lambda name: None)
    with xlsxwriter.Workbook(tmp_path / "clients.xlsx") as book:
        sheet = book.add_worksheet()
        written = [
            ["client_name", "wish", "employees", "foreign"],
            ["A", "Wants to grow", 7, True],
            [],
            ["B", "none", -1],
        ]
        for row, cells in enumerate(written):
            sheet.write_row(row, 0, cells)
    clients, rejects = read(zoo, str(tmp_path / "clients.xlsx"))
    assert clients == [{"client": "A", "wish": "wants", "employees": 7, "foreign": True}]
    assert [reject[:4] for reject in rejects] == [(4, "B", "employees", "-1")]


@pytest.mark.parametrize(
    ("said", "number", "to"),
    [
        ("3-5", 3, 5),
        ("10 – 25", 10, 25),
        ("от 3 до 5", 3, 5),
        ("около 40", 36, 44),
        ("(1 200)", None, None),
        ("5 people", 5, None),
        ("1,2 тыс.", 1200, None),
    ],
)
def test_ranges_and_words_around_numbers(
    zoo: Zoo, csv: Callable[[str], str], said: str, number: int | None, to: int | None
) -> None:
    clients, rejects = read(zoo, csv(f'client_name;employees\nA;"{said}"\n'))
    end = {"employees__to": to} if to else {}
    assert clients == ([{"client": "A", "employees": number, **end}] if number else [])
    assert len(rejects) == (number is None)


def test_a_range_may_have_a_column_for_its_end(zoo: Zoo, csv: Callable[[str], str]) -> None:
    clients, _ = read(zoo, csv("client_name,employees,employees__to\nA,3,5\nB,7,\nC,10-20,\n"))
    ends = [(one["employees"], one.get("employees__to")) for one in clients]
    assert ends == [(3, 5), (7, None), (10, 20)]


def test_one_unreadable_cell_need_not_lose_the_client(zoo: Zoo, csv: Callable[[str], str]) -> None:
    source = csv("client_name,wish,employees\nA,maybe so,7\nB,none,lots\n")
    table = open_table(source, zoo)
    named = heading(table, zoo, TableMap())
    reader = Reader(zoo, TableMap(), "unknown")
    (batch,) = reader.read(table, named, reader.schema([named]))
    assert batch.frame["client"].to_list() == ["A", "B"]
    assert batch.frame["employees"].to_list() == [7, None]
    assert [(one.client, one.column) for one in batch.rejects] == [("A", "wish"), ("B", "employees")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("a,a\n1,2\n", "two columns"),
        ("name,colour\nA,red\n", "no column answers a question"),
        ("name,tendrs\nA,never\n", "`tendrs`: did you mean tenders"),
        ("c\0l\0i\0e\0n\0t\0\n\0", "no text"),
    ],
)
def test_what_is_no_table_of_clients(zoo: Zoo, csv: Callable[[str], str], text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        read(zoo, csv(text))


def test_a_workbook_reads_like_a_csv(zoo: Zoo, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("fastexcel")
    with xlsxwriter.Workbook(tmp_path / "clients.xlsx") as book:
        sheet = book.add_worksheet()
        written = [["client", "wish", "employees"], ["A", "Wants to grow", 7], [], ["B", "none", -1]]
        for row, cells in enumerate(written):
            sheet.write_row(row, 0, cells)
    clients, rejects = read(zoo, str(tmp_path / "clients.xlsx"))
    assert clients == [{"client": "A", "wish": "wants", "employees": 7}]
    assert [reject[:4] for reject in rejects] == [(4, "B", "employees", "-1")]


def test_a_workbook_of_several_sheets(zoo: Zoo, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("fastexcel")
    with xlsxwriter.Workbook(tmp_path / "clients.xlsx") as book:
        book.add_worksheet("Notes")
        sheet = book.add_worksheet("Клиенты")
        written = [["client", "", "wish", ""], ["A", "x", "none", 5], [101, None, "wants", None]]
        for row, cells in enumerate(written):
            sheet.write_row(row, 0, cells)
    source = str(tmp_path / "clients.xlsx")
    clients, rejects = read(zoo, source, sheet="Клиенты")
    assert (clients, rejects) == ([{"client": "A", "wish": "none"}, {"client": "101", "wish": "wants"}], [])
    assert [*heading(open_table(source, zoo, sheet="Клиенты"), zoo, TableMap()).idle] == ["column 2", "column 4"]
    with pytest.raises(TableError, match=r"no sheet `Клиент` \(did you mean Клиенты\?\)"):
        read(zoo, source, sheet="Клиент")
    with pytest.raises(TableError, match="no column answers"):
        read(zoo, source)


def test_what_is_no_workbook_and_no_parquet(zoo: Zoo, tmp_path: Path) -> None:
    pytest.importorskip("fastexcel")
    for name in ("a.xlsx", "b.parquet"):
        (tmp_path / name).write_text("client,wish\nA,none\n", encoding="utf-8")
        with pytest.raises(TableError) as caught:
            read(zoo, str(tmp_path / name))
        assert "\n" not in str(caught.value)


def test_a_folder_of_answers_files(zoo: Zoo, tmp_path: Path) -> None:
    folder = tmp_path / "clients"
    folder.mkdir()
    (folder / "a.yaml").write_text("client: A\nanswers: {wish: {value: none, certainty: 0.4}, foreign: yes}\n")
    (folder / "b.yaml").write_text("client: B\nanswers:\n  wish: nonsense\n  employees: many\n")
    clients, rejects = read(zoo, str(folder))
    assert clients == [
        {
            "client": "A",
            "wish": "none",
            certainty_column("wish"): 0.4,
            "foreign": True,
            certainty_column("foreign"): 1.0,
        }
    ]
    assert [(line, client) for line, client, *_ in rejects] == [(3, "b")], "one client, one reject"
    assert "line 3: unknown-value" in rejects[0][4] and "line 4: " in rejects[0][4]


FIRMS = (
    [{"client": "A", "wish": "wants", "employees": 12, "foreign": True}, {"client": "C", "foreign": False}],
    [(2, "B", "wish", "wantz")],
)


def database(zoo: Zoo, url: str) -> Read:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("drop table if exists firms"))
        connection.execute(
            sqlalchemy.text(
                "create table firms (client varchar primary key, wish varchar, employees numeric, foreign_ boolean)"
            )
        )
        rows = [("A", "wants", 12, True), ("B", "wantz", 1, None), ("C", None, None, False)]
        for row in rows:
            connection.execute(
                sqlalchemy.text("insert into firms values (:a, :b, :c, :d)"), dict(zip("abcd", row, strict=True))
            )
    engine.dispose()
    return read(zoo, url, TableMap("", {"foreign": MappedQuestion("foreign_")}), table="firms")


def test_a_table_of_sqlite(zoo: Zoo, tmp_path: Path) -> None:
    clients, rejects = database(zoo, f"sqlite:///{tmp_path}/base.db")
    assert clients == [
        {"client": "A", "wish": "wants", "employees": 12, "foreign": True},
        {"client": "C", "foreign": False},
    ]
    assert [reject[:4] for reject in rejects] == [(2, "B", "wish", "wantz")]


def test_a_table_of_postgresql(zoo: Zoo, postgres_url: str) -> None:
    clients, rejects = database(zoo, postgres_url)
    assert clients == [
        {"client": "A", "wish": "wants", "employees": 12, "foreign": True},
        {"client": "C", "foreign": False},
    ]
    assert [reject[:4] for reject in rejects] == [(2, "B", "wish", "wantz")]


def test_a_table_that_is_not_there(zoo: Zoo, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/base.db"
    database_file(url)
    with pytest.raises(TableError, match=r"no table `frims` \(did you mean firms\?\)"):
        open_table(url, zoo, table="frims")


def database_file(url: str) -> None:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("create table firms (client varchar, wish varchar)"))
    engine.dispose()


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://me:secret@127.0.0.1:1/base", "postgresql://127.0.0.1:1/base?user=me&password=secret"]
)
def test_a_password_never_shows(zoo: Zoo, url: str) -> None:
    pytest.importorskip("sqlalchemy")
    with pytest.raises(TableError, match="refused") as caught:
        open_table(url, zoo, table="clients")
    assert "secret" not in str(caught.value)


def test_parquet_of_any_types(zoo: Zoo, tmp_path: Path) -> None:
    frame = pl.DataFrame({"client": [1, 2], "wish": ["none", "x"], "employees": [3, None], "foreign": [1, 0]})
    frame.write_parquet(tmp_path / "clients.parquet")
    clients, rejects = read(zoo, str(tmp_path / "clients.parquet"))
    assert clients == [{"client": "1", "wish": "none", "employees": 3, "foreign": True}]
    assert [reject[:4] for reject in rejects] == [(2, "2", "wish", "x")]


def test_parquet_cells_that_are_no_answers(zoo: Zoo, tmp_path: Path) -> None:
    """Nested cells, bytes and infinities are refused with their row; NaN is what some programs write for nothing."""
    pl.DataFrame(
        {
            "client": [b"A", "Б".encode(), b"\xff", b"D"],
            "wish": [["none"], None, None, None],
            "employees": [1.0, float("nan"), 3.0, float("inf")],
            "wish__certainty": [1.0, float("nan"), 0.5, None],
        },
        strict=False,
    ).write_parquet(tmp_path / "clients.parquet")
    clients, rejects = read(zoo, str(tmp_path / "clients.parquet"))
    assert clients == [{"client": "Б"}, {"client": "\ufffd", "employees": 3.0, certainty_column("wish"): 0.5}]
    assert [reject[:4] for reject in rejects] == [(1, "A", "wish", "['none']"), (4, "D", "employees", "inf")]
