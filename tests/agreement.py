"""The rules that fire for each of some clients, by every engine there is: one meaning, one answer from all of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from clientzoo.inference import durable
from clientzoo.inference.batch import Batch
from clientzoo.inference.chaining import Engine
from clientzoo.inference.column_names import certainty_column, to_column
from clientzoo.inference.columns import compiled
from clientzoo.inference.consultation import Answers
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.span import Span
from clientzoo.knowledge.zoo import Attribute, Zoo
from clientzoo.workbench.sql import Dialect, select

Fired = list[frozenset[str]]
KINDS = {pl.String: "text", pl.Float64: "double precision", pl.Boolean: "boolean"}


def fired(zoo: Zoo, clients: Sequence[Answers], postgres_url: str = "") -> Mapping[str, Fired]:
    """For each engine the ids of the rules that fired, client by client; PostgreSQL where a server is given."""
    planned = plan(zoo)
    engines: list[Engine] = [Forward(planned)]
    if durable.unavailable(planned) is None:
        engines.append(durable.Durable(planned))
    found: dict[str, Fired] = {
        engine.name: [frozenset(one.rule for one in engine.consult(client).firings) for client in clients]
        for engine in engines
    }
    batch = Batch(planned)
    marks = batch.run(batch.encode(clients), fired=True).fired
    found["batch"] = [
        frozenset(rule.id for rule, mark in zip(zoo.rules, marks[:, client], strict=True) if mark)
        for client in range(len(clients))
    ]
    frame = base(zoo, clients)
    said: Any = compiled(planned, frame.columns, keep=["client"], fired=True).classified(nw.from_native(frame.lazy()))
    found["columns"] = _split(said.to_native().collect().sort("client")["fired"].to_list())
    found["duckdb"] = _in_duckdb(zoo, frame)
    if postgres_url:
        found["postgresql"] = _in_postgresql(zoo, frame, postgres_url)
    return found


def base(zoo: Zoo, clients: Sequence[Answers]) -> pl.DataFrame:
    """The clients as a warehouse holds them; columns of certainty where somebody was in doubt."""
    columns = {"client": pl.Series([f"{number:04}" for number in range(len(clients))])}
    for name, attribute in zoo.answerable.items():
        given = [client.get(name) for client in clients]
        values = [one.value if one else None for one in given]
        lows = [one.low if isinstance(one, Span) else one for one in values]
        columns[name] = pl.Series(lows, dtype=kind(attribute), strict=False)
        if any(isinstance(one, Span) for one in values):
            ends = [one.high if isinstance(one, Span) else None for one in values]
            columns[to_column(name)] = pl.Series(ends, dtype=pl.Float64)
        if any(one.certainty < 1 for one in given if one):
            columns[certainty_column(name)] = pl.Series([one.certainty if one else None for one in given])
    return pl.DataFrame(columns)


def kind(attribute: Attribute) -> Any:
    return pl.Float64 if attribute.numeric else pl.Boolean if attribute.type == "boolean" else pl.String


def table(frame: pl.DataFrame, name: str) -> str:
    """The statement that makes a table for the frame."""
    cells = ", ".join(f'"{column}" {KINDS[one.base_type()]}' for column, one in frame.schema.items())
    return f"create table {name} ({cells})"


def _in_duckdb(zoo: Zoo, frame: pl.DataFrame) -> Fired:
    import duckdb

    query = select(zoo, Dialect.DUCKDB, "clients", "client", frame.columns, fired=True)
    with duckdb.connect() as connection:
        connection.execute(table(frame, "clients"))
        connection.executemany(f"insert into clients values ({', '.join('?' * frame.width)})", frame.rows())
        rows = sorted(connection.execute(query.rstrip().rstrip(";")).fetchall())
    return _split([row[-1] for row in rows])


def _in_postgresql(zoo: Zoo, frame: pl.DataFrame, url: str) -> Fired:
    import sqlalchemy

    query = select(zoo, Dialect.POSTGRES, "agreement", "client", frame.columns, fired=True)
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("drop table if exists agreement")
        cursor.execute(table(frame, "agreement"))
        cursor.executemany(f"insert into agreement values ({', '.join(['%s'] * frame.width)})", frame.rows())
        cursor.execute(query)
        rows = sorted(cursor.fetchall())
    engine.dispose()
    return _split([row[-1] for row in rows])


def _split(texts: Sequence[str | None]) -> Fired:
    return [frozenset((text or "").split()) for text in texts]
