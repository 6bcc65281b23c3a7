"""Opens a register: one file of SQLite, or a database of PostgreSQL; makes it, and brings its tables up to date."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientzoo.register.client import RegisterError

if TYPE_CHECKING:
    import sqlalchemy as sa

    from clientzoo.register.register import Register

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE = 60.0  # seconds to wait for another process that is writing
_WRITING = "clientzoo_writing"


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def open_register(
    address: str | Path, by: str = "", *, create: bool = True, clock: Callable[[], datetime] = now
) -> "Register":
    """The register at the address: the path of a file, or `postgresql://user@host/base`; made where there is none.

    `by` is who records from now on. `clock` tells the moment of recording. Raises RegisterError where there is none
    and none is to be made, where it cannot be reached, or where a newer program has changed it.
    """
    from clientzoo.register.register import Register

    url = database_url(address)
    file = sqlite_path(url)
    made = file is not None and not file.exists()
    if made and file is not None:
        if not create:
            raise RegisterError(f"there is no register at {file} yet; `clientzoo interview NAME` begins one")
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = _engine(url)
    with database_errors():
        made = _up_to_date(engine, create) or made
    return Register(engine, by, clock, made=made, place=shown_address(address))


def database_url(address: str | Path) -> str:
    """The address as SQLAlchemy wants it: a path is a file of SQLite."""
    text = str(address)
    if re.match(r"postgres(ql)?://", text):
        return f"postgresql+psycopg://{text.partition('://')[2]}"
    return text if "://" in text else f"sqlite:///{Path(text).expanduser().absolute()}"


def sqlite_path(url: str) -> Path | None:
    """The file behind the URL, where it is one."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def shown_address(address: str | Path) -> str:
    """The address without a password, as it may be told."""
    from clientzoo.knowledge.credentials import without_password

    file = sqlite_path(database_url(address))
    return str(file) if file is not None else without_password(str(address))


@contextmanager
def database_errors() -> Iterator[None]:
    """What the database refuses becomes a RegisterError, in its own words."""
    import sqlalchemy as sa

    from clientzoo.tables.database import described

    try:
        yield
    except sa.exc.DBAPIError as error:
        raise RegisterError(f"the register refused: {described(error)}") from error
    except sa.exc.SQLAlchemyError as error:
        raise RegisterError(f"the register cannot be used: {described(error)}") from error


def upgrade(engine: "sa.Engine") -> None:
    """Runs the steps that the register has not seen yet."""
    from alembic.command import upgrade as run_steps
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(727265)")  # one upgrades, the others wait
        config.attributes["connection"] = connection
        run_steps(config, "head")


def newest_step() -> str:
    """The name of the last step that this program knows."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


@contextmanager
def writing(engine: "sa.Engine") -> "Iterator[sa.Connection]":
    """A transaction that writes: all of it is on the disk at the end of the block, or nothing. One writes at a time
    on SQLite; the others wait."""
    with engine.connect().execution_options(**{_WRITING: True}) as connection, connection.begin():
        yield connection


def _up_to_date(engine: "sa.Engine", create: bool) -> bool:
    """Brings the tables up to date where they are not; whether they had to be made."""
    before, newest = _step(engine), newest_step()
    if before == newest:
        return False
    if before > newest:
        raise RegisterError(f"a newer clientzoo has changed this register (step {before}); install that version")
    if not before and not create:
        raise RegisterError("there is no register at this address yet; `clientzoo interview NAME` begins one")
    upgrade(engine)
    return not before


def _step(engine: "sa.Engine") -> str:
    """The last step that was run here; empty where there is no register yet."""
    import sqlalchemy as sa

    with engine.connect() as connection:
        try:
            return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or "")
        except (sa.exc.OperationalError, sa.exc.ProgrammingError):
            connection.rollback()
            if not sa.inspect(connection).has_table("alembic_version"):
                return ""
            raise


def _engine(url: str) -> "sa.Engine":
    import sqlalchemy as sa

    from clientzoo.knowledge.credentials import without_password

    try:
        engine = sa.create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        hint = "pip install 'clientzoo[database]'" if error.name == "psycopg" else f"pip install {error.name}"
        raise RegisterError(f"{without_password(url)}: to reach it, {hint}") from None
    except (sa.exc.NoSuchModuleError, sa.exc.ArgumentError, ValueError):
        raise RegisterError(
            f"{without_password(url)}: not the address of a register; write a file's path or postgresql://user@host/base"
        ) from None
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise RegisterError(f"{without_password(url)}: a register lies in SQLite or PostgreSQL")
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare)
        sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, record: Any) -> None:
    """Each connection to SQLite: a log that survives a crash, written through to the disk, with foreign keys."""
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}")
    cursor.execute("PRAGMA journal_mode")
    if cursor.fetchone()[0] != "wal":
        _switch_to_wal(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _switch_to_wal(cursor: Any) -> None:
    """While somebody else has the file open the switch is refused at once, whatever the patience: asked again."""
    import sqlite3
    import time

    until = time.monotonic() + PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")  # where the file system cannot, it stays as it is
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin(connection: "sa.Connection") -> None:
    """A writer takes its turn at once: else two that have read already could only be refused."""
    wants = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants else "BEGIN")
