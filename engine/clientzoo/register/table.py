"""The register as a table for the engine of whole bases: one row a client, with what held of it on a day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl
import sqlalchemy as sa

from clientzoo.inference.column_names import certainty_column
from clientzoo.knowledge.zoo import Attribute, Zoo
from clientzoo.register.lines import stamp
from clientzoo.register.records import CLIENT, PROFILE, STATEMENT
from clientzoo.register.register import Register, end_of
from clientzoo.tables.heading import CLIENT as NAME
from clientzoo.tables.table import LINE, Batch

PART = 5_000  # clients read at once


class RegisterTable:
    """The clients that are not set aside, in the order of their numbers: the line of a client is its number.

    The columns are the questions of the zoo and their certainties; a client's name stands in `client`.
    """

    def __init__(self, register: Register, zoo: Zoo, as_of: date | None = None, known_on: date | None = None) -> None:
        self.name = register.place
        self._register, self._zoo = register, zoo
        self._day, self._known = as_of or register.today, end_of(known_on)
        names = list(zoo.attributes)
        self.columns = (NAME, *names, *map(certainty_column, names))
        self._names, self._roots = self._clients()
        self.numbers = tuple(sorted(self._names))
        self.rows: int | None = len(self.numbers)

    def batches(self) -> Iterator[Batch]:
        for start in range(0, len(self.numbers), PART):
            yield Batch(self._frame(self.numbers[start : start + PART]))

    def _clients(self) -> tuple[dict[int, str], dict[int, int]]:
        """Names by number, and for each merged client which one it is now."""
        last = sa.select(sa.func.max(PROFILE.c.id)).group_by(PROFILE.c.client)
        query = sa.select(PROFILE.c.client, PROFILE.c.name, PROFILE.c.merged_into, PROFILE.c.archived)
        with self._register.reading() as connection:
            rows = connection.execute(query.where(PROFILE.c.id.in_(last))).all()
        names = {row.client: row.name for row in rows if row.merged_into is None and not row.archived}
        return names, {row.client: row.merged_into for row in rows if row.merged_into in names}

    def _frame(self, numbers: Sequence[int]) -> pl.DataFrame:
        present = set(numbers)
        members = [*numbers, *(one for one, root in self._roots.items() if root in present)]
        said = self._said(members)
        wide = pl.DataFrame({"number": numbers}, schema={"number": pl.Int64})
        for attribute in self._zoo.attributes.values():
            about = said.filter(pl.col("question") == attribute.id)
            answers = about.select(
                "number", _value(attribute), pl.col("certainty").alias(certainty_column(attribute.id))
            )
            wide = wide.join(answers, on="number", how="left", maintain_order="left")
        names = pl.Series(NAME, [self._names[one] for one in numbers], dtype=pl.String)
        return wide.with_columns(names, pl.col("number").alias(LINE)).select(*self.columns, LINE)

    def _said(self, members: Sequence[int]) -> pl.DataFrame:
        """The answers in force: number of the client, question as called today, value as JSON, certainty."""
        today = {old: one.id for one in self._zoo.attributes.values() for old in (one.id, *one.renamed_from)}
        several = bool(self._roots) or len(today) > len(self._zoo.attributes)
        schema = {"number": pl.Int64, "question": pl.String, "value": pl.String, "certainty": pl.Float64}
        if several:  # statements in force of one question, told apart by when they hold from and were recorded
            schema |= {"state": pl.String, "holds_from": pl.String, "recorded_at": pl.String}
        with self._register.reading() as connection:
            rows = connection.execute(self._in_force(members, list(today), several)).all()
        columns = zip(*rows, strict=True) if rows else [() for _ in schema]
        said = pl.DataFrame(dict(zip(schema, map(list, columns), strict=True)), schema=schema)
        if not several:
            return said
        said = said.with_columns(pl.col("question").replace(today), pl.col("number").replace(self._roots))
        said = said.sort("holds_from", "recorded_at").unique(["number", "question"], keep="last")
        return said.filter(pl.col("state") == "answered")

    def _in_force(self, members: Sequence[int], questions: Sequence[str], several: bool) -> sa.Select[Any]:
        """For each client and question the last statement, found by the index."""
        clients = sa.select(CLIENT.c.id.label("client")).where(CLIENT.c.id.in_(members)).subquery()
        asked = sa.union_all(*(sa.select(sa.literal(one).label("question")) for one in questions)).subquery()
        one = STATEMENT.alias("one")
        newest = (
            sa.select(one.c.id)
            .where(
                one.c.client == clients.c.client,
                one.c.zoo == self._zoo.id,
                one.c.question == asked.c.question,
                one.c.holds_from <= self._day,
                one.c.recorded_at <= stamp(self._known),
            )
            .order_by(one.c.holds_from.desc(), one.c.recorded_at.desc())
            .limit(1)
            .correlate(clients, asked)
            .scalar_subquery()
        )
        pairs = sa.join(clients, asked, sa.true()).join(STATEMENT, STATEMENT.c.id == newest)
        told = (STATEMENT.c[name] for name in ("client", "question", "value", "certainty"))
        query = sa.select(*told).select_from(pairs)
        if not several:
            return query.where(STATEMENT.c.state == "answered")
        return query.add_columns(STATEMENT.c.state, sa.cast(STATEMENT.c.holds_from, sa.String), STATEMENT.c.recorded_at)


def _value(attribute: Attribute) -> pl.Expr:
    """The value out of its JSON, under today's name."""
    kind: Any = pl.Float64 if attribute.numeric else pl.Boolean if attribute.type == "boolean" else pl.String
    value = pl.col("value").str.json_decode(kind)
    if attribute.values_renamed_from:
        value = value.replace(dict(attribute.values_renamed_from))
    return value.alias(attribute.id)
