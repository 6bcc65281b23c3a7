"""Verdicts into a table of a database, all of them or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from clientzoo.knowledge.credentials import without_password
from clientzoo.tables.database import described, reached, sqlite_file
from clientzoo.tables.table import BATCH, TableError

if TYPE_CHECKING:
    import sqlalchemy as sa


class DatabaseOutput(NamedTuple):
    """A table by its SQLAlchemy URL, made where it is missing. One with the same columns is emptied and filled anew.

    So its grants and the views on it stay, and readers see the old verdicts until the new ones are complete.
    """

    url: str
    table: str

    def __str__(self) -> str:
        return f"{without_password(self.url)} {self.table}"

    @property
    def bare(self) -> str:
        """The table without its schema."""
        return self.table.rpartition(".")[2]

    def write(self, frame: pl.LazyFrame) -> None:
        """Raises TableError where the database refuses or the table has other columns; it is then as before."""
        with self._transaction() as connection:
            import sqlalchemy as sa

            kinds: dict[Any, Any] = {pl.String: sa.Text(), pl.Enum: sa.Text(), pl.Float64: sa.Double()}
            columns = [sa.Column(name, kinds[kind.base_type()]) for name, kind in frame.collect_schema().items()]
            schema = self.table.rpartition(".")[0] or None
            table = sa.Table(self.bare, sa.MetaData(), *columns, schema=schema)
            inspector = sa.inspect(connection)
            if not inspector.has_table(self.bare, schema):
                table.create(connection)
            elif [one["name"] for one in inspector.get_columns(self.bare, schema)] != list(table.columns.keys()):
                raise TableError(f"{self}: this table has other columns than the verdicts; name another one")
            connection.execute(sa.delete(table))
            for batch in frame.collect_batches(chunk_size=BATCH):
                if batch.height:
                    connection.execute(sa.insert(table), batch.to_dicts())

    @contextmanager
    def _transaction(self) -> Iterator["sa.Connection"]:
        engine = reached(self.url, create=True)
        import sqlalchemy as sa

        file = sqlite_file(engine)
        made = file if file and not file.exists() else None
        try:
            with engine.connect() as connection:
                if file:
                    connection.exec_driver_sql("BEGIN")  # else making the table would stand apart
                yield connection
                connection.commit()
                made = None
        except sa.exc.SQLAlchemyError as error:
            raise TableError(f"{self}: {described(error)}") from None
        finally:
            if made:
                made.unlink(missing_ok=True)
