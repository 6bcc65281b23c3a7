"""A table of a database, by its SQLAlchemy URL, streamed from the server."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from clientzoo.knowledge.credentials import redacted, without_password
from clientzoo.knowledge.problems import did_you_mean
from clientzoo.tables.table import BATCH, LINE, Batch, TableError

if TYPE_CHECKING:
    import sqlalchemy as sa


class DatabaseTable:
    """All rows of a table or view, ordered by its primary key where it has one; a row's line is its number from 1."""

    def __init__(self, url: str, table: str | None) -> None:
        """Raises TableError without a table, without SQLAlchemy or its driver, or where the database refuses."""
        if not table:
            raise TableError(f"{without_password(url)}: say which table to read, with --table or --out-table")
        self._engine = reached(url)
        import sqlalchemy as sa

        self.name = f"{without_password(url)} {table}"
        schema, _, bare = table.rpartition(".")
        try:
            self._table = sa.Table(bare, sa.MetaData(), schema=schema or None, autoload_with=self._engine)
            with self._engine.connect() as connection:
                counting = sa.select(sa.func.count()).select_from(self._table)
                self.rows: int | None = connection.execute(counting).scalar_one()
        except sa.exc.NoSuchTableError:
            inspector = sa.inspect(self._engine)
            hint = did_you_mean(
                bare, [*inspector.get_table_names(schema or None), *inspector.get_view_names(schema or None)]
            )
            raise TableError(
                f"{without_password(url)}: there is no table `{table}`" + (f" ({hint})" if hint else "")
            ) from None
        except sa.exc.SQLAlchemyError as error:
            raise TableError(f"{without_password(url)}: {described(error)}") from None
        self.columns = tuple(column.name for column in self._table.columns)

    def batches(self) -> Iterator[Batch]:
        import sqlalchemy as sa

        query = sa.select(self._table).order_by(*self._table.primary_key.columns)
        try:
            with self._engine.connect().execution_options(stream_results=True, yield_per=BATCH) as connection:
                line = 1
                for rows in connection.execute(query).partitions():
                    yield self._batch(rows, line)
                    line += len(rows)
        except sa.exc.SQLAlchemyError as error:
            raise TableError(f"{self.name}: {described(error)}") from None

    def _batch(self, rows: Sequence[Any], line: int) -> Batch:
        cells = zip(*rows, strict=True)
        columns = [_series(name, values) for name, values in zip(self.columns, cells, strict=True)]
        return Batch(pl.DataFrame([*columns, pl.Series(LINE, range(line, line + len(rows)), dtype=pl.Int64)]))


def reached(url: str, *, create: bool = False) -> "sa.Engine":
    """A way into the database. Raises TableError without SQLAlchemy or the driver, or where there is no such file.

    With `create` a file of SQLite that is missing is made when it is first written to.
    """
    try:
        import sqlalchemy as sa
    except ModuleNotFoundError:
        raise TableError("for databases, pip install 'clientzoo[database]'") from None
    try:
        found = sa.create_engine(url, poolclass=sa.pool.NullPool)
    except (sa.exc.NoSuchModuleError, sa.exc.ArgumentError, ValueError, UnicodeError):
        raise TableError(
            f"{without_password(url)}: not the URL of a database; as sqlite:///base.db or postgresql+psycopg://user@host/base"
        ) from None
    except ModuleNotFoundError as error:
        ours = str(error.name).partition(".")[0] in ("psycopg", "psycopg2")
        driver = "'clientzoo[database]'" if ours else f"the driver that has the module `{error.name}`"
        raise TableError(f"{without_password(url)}: to reach it, pip install {driver}") from None
    file = sqlite_file(found)
    if file and not (file.parent if create else file).exists():
        raise TableError(f"{without_password(url)}: there is no such {'folder' if create else 'file'}")
    return found


def sqlite_file(engine: "sa.Engine") -> Path | None:
    """Where SQLite keeps the database, if that is what it is and where."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(file) if file and not file.startswith(("file:", ":memory:")) else None


def _series(name: str, values: Sequence[Any]) -> pl.Series:
    """Booleans, numbers, or else text: a database such as SQLite may mix them in one column."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return pl.Series(name, values, dtype=pl.Boolean)
    if kinds <= {int, float, Decimal}:
        return pl.Series(name, [None if value is None else float(value) for value in values], dtype=pl.Float64)
    return pl.Series(name, [None if value is None else str(value) for value in values], dtype=pl.String)


def described(error: Exception) -> str:
    """What the driver says, without SQLAlchemy's words around it and without credentials."""
    return redacted(str(getattr(error, "orig", None) or error).strip().partition("\n")[0])
