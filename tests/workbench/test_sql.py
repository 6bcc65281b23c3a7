"""The SELECT gives in a database the verdicts that the column engine gives, to the last bit."""

from typing import Any

import narwhals as nw
import polars as pl
import polars.selectors as cs
import pytest
from hypothesis import given, settings

from clientzoo.inference.columns import compiled
from clientzoo.inference.plan import plan
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.sql import Dialect, SqlError, select
from crowds import crowd
from strategies import Client, clients

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


def test_the_shipped_zoo_in_duckdb(zoo: Zoo) -> None:
    frame = base(zoo, 200)
    query = select(zoo, Dialect.DUCKDB, "clients", "client", frame.columns, fired=True)
    assert in_duckdb(frame, query) == expected(zoo, frame)


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


def test_a_word_that_is_no_value_counts_as_unknown(zoo: Zoo) -> None:
    frame = base(zoo, 50)
    strange = frame.with_columns(tenders=pl.lit("'; drop table clients; --"))
    query = select(zoo, Dialect.DUCKDB, "clients", "client", frame.columns, fired=True)
    assert in_duckdb(strange, query) == expected(zoo, frame.with_columns(tenders=pl.lit(None, pl.String)))


@pytest.mark.parametrize("dialect", [*Dialect])
def test_each_dialect_quotes_the_table_it_is_given(zoo: Zoo, dialect: Dialect) -> None:
    query = select(zoo, dialect, 'crm.our "clients"', "client", ["growth_wish", "employees"])
    assert "our" in query and "growth_wish" in query and query.count(";") == 1
    assert "drop" not in query.lower()


def test_a_column_that_answers_nothing_is_refused(zoo: Zoo) -> None:
    with pytest.raises(SqlError, match="growth_wish"):
        select(zoo, Dialect.DUCKDB, "clients", "client", ["client", "growth_wissh"])
