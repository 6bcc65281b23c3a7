"""A table of a database, by its SQLAlchemy URL, streamed from the server."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from clientzoo.tables.table import BATCH, LINE, Batch, TableError


class DatabaseTable:
    """All rows of a table or view, ordered by its primary key where it has one; a row's line is its number from 1."""

    def __init__(self, url: str, table: str | None) -> None:
        """Raises TableError without a table, without SQLAlchemy or its driver, or where the database refuses."""
        if not table:
            raise TableError(f"{_safe(url)}: say which table to read with --table")
        try:
            import sqlalchemy as sa
        except ModuleNotFoundError:
            raise TableError("to read a database, pip install 'clientzoo[database]'") from None
        self.name = f"{_safe(url)} {table}"
        schema, _, bare = table.rpartition(".")
        try:
            self._engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
            self._table = sa.Table(bare, sa.MetaData(), schema=schema or None, autoload_with=self._engine)
            with self._engine.connect() as connection:
                counting = sa.select(sa.func.count()).select_from(self._table)
                self.rows: int | None = connection.execute(counting).scalar_one()
        except sa.exc.NoSuchTableError:
            raise TableError(f"{_safe(url)}: there is no table `{table}`") from None
        except (sa.exc.SQLAlchemyError, ModuleNotFoundError) as error:
            raise TableError(f"{_safe(url)}: {str(error).splitlines()[0]}") from None
        self.columns = tuple(column.name for column in self._table.columns)

    def batches(self) -> Iterator[Batch]:
        import sqlalchemy as sa

        query = sa.select(self._table).order_by(*self._table.primary_key.columns)
        line = 1
        with self._engine.connect().execution_options(stream_results=True, yield_per=BATCH) as connection:
            for rows in connection.execute(query).partitions():
                cells = zip(*rows, strict=True)
                columns = [_series(name, values) for name, values in zip(self.columns, cells, strict=True)]
                numbers = pl.Series(LINE, range(line, line + len(rows)), dtype=pl.Int64)
                yield Batch(pl.DataFrame([*columns, numbers]))
                line += len(rows)


def _series(name: str, values: Sequence[Any]) -> pl.Series:
    """Booleans, numbers, or else text: a database such as SQLite may mix them in one column."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return pl.Series(name, values, dtype=pl.Boolean)
    if kinds <= {int, float, Decimal}:
        return pl.Series(name, [None if value is None else float(value) for value in values], dtype=pl.Float64)
    return pl.Series(name, [None if value is None else str(value) for value in values], dtype=pl.String)


def _safe(url: str) -> str:
    """The URL without its password."""
    scheme, mark, rest = url.partition("://")
    credentials, at, place = rest.rpartition("@")
    return f"{scheme}{mark}{credentials.partition(':')[0]}{at}{place}"
