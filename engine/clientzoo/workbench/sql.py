"""A rulebase as one SELECT for a warehouse: the column engine's plan compiled by Ibis, made fit for the planner."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import narwhals as nw

from clientzoo.inference.column_names import FIRED, VERDICT_COLUMNS, certainty_column, to_column
from clientzoo.inference.column_parts import accept_mask
from clientzoo.inference.columns import compiled
from clientzoo.inference.layers import Term, applied, column, where
from clientzoo.inference.plan import plan
from clientzoo.knowledge.condition import OneOf
from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.zoo import Attribute, Zoo

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")
_LAYER = re.compile(r"t\d+", re.IGNORECASE)  # as Ibis calls them


class Dialect(StrEnum):
    """The warehouses asked for by name; PostgreSQL and DuckDB are run in the tests."""

    BIGQUERY = "bigquery"
    CLICKHOUSE = "clickhouse"
    DATABRICKS = "databricks"
    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SNOWFLAKE = "snowflake"
    TRINO = "trino"


class SqlError(Exception):
    """The SELECT cannot be made; the text says why."""


def select(
    zoo: Zoo, dialect: Dialect, table: str, client: str, columns: Sequence[str] = (), *, fired: bool = False
) -> str:
    """One SELECT over `table` with a verdict for each row; without `columns`, the table has one for every question.

    Values are ids; any other text counts as unknown. Raises SqlError where Ibis is missing, a column is no question, or
    the table or the clients' column has a name that cannot be.
    """
    try:
        import ibis
    except ModuleNotFoundError:
        raise SqlError("to print SQL, pip install 'clientzoo[sql]'") from None
    present = [*(columns or zoo.answerable)]
    asked = [one for one in zoo.answerable.values() if one.id in present]
    parts = _parts(table)
    _check(zoo, client, present)
    kinds = {one: "float64" for one in present if one not in zoo.attributes}  # of certainty, and ends of ranges
    kinds |= {one.id: _kind(one) for one in asked} | {client: "string"}
    catalog, database, name = (None, None, *parts)[-3:]
    source = ibis.table(kinds, name=name, catalog=catalog, database=database)
    plan_of = compiled(plan(zoo), present, keep=[client], fired=fired, coded=False)
    allowed = {name: column(name) for name in kinds} | {one.id: _allowed(one) for one in asked}
    before = ibis.options.sql.fuse_selects
    try:
        ibis.options.sql.fuse_selects = False  # merged selects repeat what they share, without end
        frame: Any = plan_of.classified(applied([allowed], nw.from_native(source))).to_native()
        written = ibis.to_sql(frame, dialect=dialect.value)
    finally:
        ibis.options.sql.fuse_selects = before
    return _fit(written, dialect, parts[-1])


def _parts(table: str) -> list[str]:
    parts = table.split(".")
    if len(parts) > 3 or not all(parts):
        raise SqlError(f"`{table}` is no table: name it as clients, schema.clients or catalog.schema.clients")
    return parts


def _check(zoo: Zoo, client: str, present: Sequence[str]) -> None:
    numeric = [name for name, one in zoo.attributes.items() if one.numeric]
    answers = {*zoo.answerable, *map(certainty_column, zoo.answerable), *map(to_column, numeric)}
    if not client or client.casefold() in {one.casefold() for one in answers}:
        raise SqlError(f"the column `{client}` does not tell who the client is; name the one that does with --client")
    if client.casefold() in (*VERDICT_COLUMNS, FIRED):
        raise SqlError(f"the verdict has a column `{client}` too; give the clients' column another name, in a view")
    if strange := [one for one in present if one not in answers | {client}]:
        hint = did_you_mean(strange[0], zoo.attributes)
        raise SqlError(
            f"the column `{strange[0]}` is no question of the zoo `{zoo.id}`" + (f" ({hint})" if hint else "")
        )


def _kind(attribute: Attribute) -> str:
    return "float64" if attribute.numeric else "boolean" if attribute.type == "boolean" else "string"


def _allowed(attribute: Attribute) -> Term:
    answer = column(attribute.id)
    return (
        where(accept_mask(answer, OneOf(frozenset(attribute.values))), answer) if attribute.type == "choice" else answer
    )


def _fit(written: str, dialect: Dialect, table: str) -> str:
    """The same query with a name for each layer, floating-point literals, and layers that the planner keeps apart."""
    from sqlglot import exp, parse_one

    query: Any = parse_one(written, dialect=dialect.value)
    for literal in list(query.find_all(exp.Literal)):
        if not literal.is_string and not literal.is_int and not isinstance(literal.parent, exp.Cast):
            literal.replace(exp.cast(literal.copy(), "double", dialect="duckdb"))
    prefix = "layer_" if _LAYER.fullmatch(table) else ""  # else databases would take a layer for the table
    for looked_at in query.find_all(exp.Column):
        looked_at.set("table", exp.to_identifier(f"{prefix}{looked_at.table}", quoted=True))
    layers = []
    inner: Any = query
    while (source := inner.args["from_"].this) and isinstance(source, exp.Subquery):
        name = exp.to_identifier(f"{prefix}{source.alias}", quoted=True)
        layers.append((name, source.this))
        source.replace(exp.Table(this=name.copy()))
        inner = layers[-1][1]
    source.set("alias", exp.TableAlias(this=exp.to_identifier(f"{prefix}{source.alias}", quoted=True)))
    if dialect is Dialect.SNOWFLAKE:
        _as_snowflake_stores(inner)
    for name, layer in reversed(layers):
        fenced = layer.offset(0) if dialect is Dialect.POSTGRES else layer
        query = query.with_(name, as_=fenced, copy=False)
    return str(query.sql(dialect=dialect.value, pretty=True)) + ";"


def _as_snowflake_stores(innermost: Any) -> None:
    """Names of the user's table as Snowflake keeps what was not quoted: a plain lower-case name in capitals."""
    from sqlglot import exp

    for one in innermost.expressions:
        if isinstance(one, exp.Column):
            one.replace(exp.alias_(one.copy(), one.name, quoted=True))
    source = innermost.args["from_"].this
    columns = [one.this for one in innermost.find_all(exp.Column)]
    for identifier in (*columns, *(source.args.get(part) for part in ("this", "db", "catalog"))):
        if identifier and _PLAIN.fullmatch(identifier.name):
            identifier.set("this", identifier.name.upper())
