"""The SELECT gives in a database the verdicts that the column engine gives, to the last bit."""

from dataclasses import replace
from typing import Any

import narwhals as nw
import polars as pl
import polars.selectors as cs
import pytest
from hypothesis import given, settings

from agreement import fired
from clientzoo.inference.columns import compiled
from clientzoo.inference.plan import plan
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.sql import Dialect, SqlError, select
from crowds import crowd
from strategies import Client, clients
from zoos import write_zoo

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("ibis")
KINDS = {pl.String: "text", pl.Float64: "double precision", pl.Boolean: "boolean"}


@pytest.fixture(scope="module")
def zoo() -> Zoo:
    found = shipped()
    return load_zoo(found.root, found.name).sound()


def base(zoo: Zoo, number: int) -> pl.DataFrame:
    """Clients as a warehouse holds them: plain text, numbers and booleans."""
    return crowd(zoo, number, doubted=0.2).with_columns(cs.enum().cast(pl.String))


def expected(zoo: Zoo, frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    columns = compiled(plan(zoo), frame.columns, keep=["client"], fired=True)
    said: pl.DataFrame = columns.classified(nw.from_native(frame.lazy())).to_native().collect()
    return said.sort("client").rows()


def table(frame: pl.DataFrame, name: str = "clients") -> str:
    cells = ", ".join(f'"{column}" {KINDS[kind.base_type()]}' for column, kind in frame.schema.items())
    return f"create table {name} ({cells})"


def in_duckdb(frame: pl.DataFrame, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        connection.execute(table(frame))
        marks = ", ".join("?" * frame.width)
        connection.executemany(f"insert into clients values ({marks})", frame.rows())
        return sorted(connection.execute(query.rstrip().rstrip(";")).fetchall())


@settings(deadline=None, max_examples=15)
@given(client=clients())
def test_any_rulebase_means_the_same_in_duckdb(client: Client) -> None:
    zoo = client.zoo
    frame = base(zoo, 12)
    query = select(zoo, Dialect.DUCKDB, "clients", "client", frame.columns, fired=True)
    assert in_duckdb(frame, query) == expected(zoo, frame)


@settings(deadline=None, max_examples=5)
@given(client=clients(max_rules=6))
def test_any_rulebase_means_the_same_in_postgresql(postgres_url: str, client: Client) -> None:
    """Exceptions, what is unknown or otherwise, values told outright, and ranges among them."""
    found = fired(client.zoo, [client.answers, {}], postgres_url)
    assert all(rules == found["builtin"] for rules in found.values())


@pytest.fixture(scope="module")
def for_duckdb(zoo: Zoo) -> str:
    """It takes seconds to print."""
    return select(zoo, Dialect.DUCKDB, "clients", "client", base(zoo, 1).columns, fired=True)


def test_the_shipped_zoo_in_duckdb(zoo: Zoo, for_duckdb: str) -> None:
    frame = base(zoo, 200)
    assert in_duckdb(frame, for_duckdb) == expected(zoo, frame)


def test_the_shipped_zoo_in_postgresql(zoo: Zoo, postgres_url: str) -> None:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    frame = base(zoo, 3_000)
    query = select(zoo, Dialect.POSTGRES, "public.base", "client", frame.columns, fired=True)
    engine = sqlalchemy.create_engine(postgres_url)
    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("drop table if exists base")
        cursor.execute(table(frame, "base"))
        with cursor.copy("copy base from stdin (format csv)") as copy:
            copy.write(frame.write_csv(include_header=False))
        cursor.execute(query)
        found = cursor.fetchall()
    engine.dispose()
    assert sorted(found) == expected(zoo, frame)


def test_a_word_that_is_no_value_counts_as_unknown(zoo: Zoo, for_duckdb: str) -> None:
    frame = base(zoo, 50)
    strange = frame.with_columns(tenders=pl.lit("'; drop table clients; --"))
    assert in_duckdb(strange, for_duckdb) == expected(zoo, frame.with_columns(tenders=pl.lit(None, pl.String)))


CYRILLIC = {
    "tenders": "тендеры", "Never": "Никогда", "never": "никогда", "cat": "кот", "cow": "корова", "hunger": "голод",
}  # fmt: skip
NASTY = "кто \"это\", '\\'; --"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Zoo:
    """A zoo of Cyrillic ids whose table and clients' column have names as nasty as a database allows."""
    return load_zoo(write_zoo(tmp_path_factory.mktemp("tiny") / "zoo", replaced=CYRILLIC), "tiny").sound()


def nasty(tiny: Zoo) -> tuple[pl.DataFrame, list[tuple[Any, ...]]]:
    frame = base(tiny, 300).rename({"client": NASTY})
    columns = compiled(plan(tiny), frame.columns, keep=[NASTY], fired=True)
    said: pl.DataFrame = columns.classified(nw.from_native(frame.lazy())).to_native().collect()
    assert {*said["animal"]} == {"кот", "корова", None}
    return frame, said.sort(NASTY).rows()


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def table_of(frame: pl.DataFrame, name: str) -> str:
    cells = ", ".join(f"{quoted(column)} {KINDS[kind.base_type()]}" for column, kind in frame.schema.items())
    return f"create table {quoted(name)} ({cells})"


@pytest.mark.parametrize("name", [NASTY, "t1", "t3", "T2", "select"])
def test_nasty_names_in_duckdb(tiny: Zoo, name: str) -> None:
    frame, said = nasty(tiny)
    query = select(tiny, Dialect.DUCKDB, name, NASTY, frame.columns, fired=True)
    with duckdb.connect() as connection:
        connection.execute(table_of(frame, name))
        marks = ", ".join("?" * frame.width)
        connection.executemany(f"insert into {quoted(name)} values ({marks})", frame.rows())
        assert sorted(connection.execute(query.rstrip().rstrip(";")).fetchall()) == said
        assert connection.execute(query).description[-2][0] == "корова_to_кот"


@pytest.mark.parametrize("name", [NASTY, "t1"])
def test_nasty_names_in_postgresql(tiny: Zoo, postgres_url: str, name: str) -> None:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    frame, said = nasty(tiny)
    query = select(tiny, Dialect.POSTGRES, name, NASTY, frame.columns, fired=True)
    engine = sqlalchemy.create_engine(postgres_url)
    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(f"drop table if exists {quoted(name)}")
        cursor.execute(table_of(frame, name))
        with cursor.copy(f"copy {quoted(name)} from stdin (format csv)") as copy:
            copy.write(frame.write_csv(include_header=False))
        cursor.execute(query)
        assert sorted(cursor.fetchall()) == said
    engine.dispose()


@pytest.mark.parametrize("dialect", [*Dialect])
def test_each_dialect_escapes_values_as_it_reads_them(tiny: Zoo, dialect: Dialect) -> None:
    from sqlglot import exp, parse_one

    value = 'it\'s \\ "so" \\'
    tenders = replace(tiny.attributes["тендеры"], values={value: "So"}, relevant_if=None)
    query = select(replace(tiny, attributes={"тендеры": tenders}), dialect, "clients", "client")
    read = parse_one(query, dialect=dialect.value)
    assert value in {one.this for one in read.find_all(exp.Literal) if one.is_string}


def test_snowflake_finds_what_was_created_without_quotes(tiny: Zoo) -> None:
    query = select(tiny, Dialect.SNOWFLAKE, "crm.clients", "client", ["wish", "wish__certainty", "тендеры"])
    assert 'FROM "CRM"."CLIENTS" AS "t0"' in query
    for name in ('"t0"."CLIENT" AS "client"', '"t0"."WISH__CERTAINTY"', '"t0"."тендеры"', '"t0"."WISH" = \'none\''):
        assert name in query


@pytest.mark.parametrize(
    ("table", "client", "said"),
    [
        ("a.b.c.d", "client", "schema.clients"),
        ("crm.", "client", "schema.clients"),
        ("clients", "Wish", "--client"),
        ("clients", "wish__certainty", "--client"),
        ("clients", "", "--client"),
        ("clients", "status", "in a view"),
    ],
)
def test_names_that_cannot_be_are_refused(tiny: Zoo, table: str, client: str, said: str) -> None:
    with pytest.raises(SqlError, match=said):
        select(tiny, Dialect.DUCKDB, table, client)


@pytest.mark.parametrize("dialect", [*Dialect])
def test_each_dialect_quotes_the_table_it_is_given(zoo: Zoo, dialect: Dialect) -> None:
    query = select(zoo, dialect, 'crm.our "clients"', "client", ["growth_wish", "employees"])
    assert "our" in query and "growth_wish" in query and query.count(";") == 1
    assert "drop" not in query.lower()


def test_a_column_that_answers_nothing_is_refused(zoo: Zoo) -> None:
    with pytest.raises(SqlError, match="growth_wish"):
        select(zoo, Dialect.DUCKDB, "clients", "client", ["client", "growth_wissh"])
