"""Rights in a team's register, kept by PostgreSQL: a manager has the own clients, a head all, a consultant no names.

Nobody but the owner may change or remove a line; a head may remove those of a client that is forgotten.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias, get_args

import sqlalchemy as sa

from clientzoo.register.client import RegisterError
from clientzoo.register.lines import of_clients
from clientzoo.register.records import MEMBER
from clientzoo.register.register import Register

Role: TypeAlias = Literal["manager", "head", "consultant"]
ROLES: tuple[Role, ...] = get_args(Role)
_LOGIN = re.compile(r"[^\W\d][\w\-]{0,62}")
_NAMELESS = "clientzoo_nameless"  # the schema of what a consultant sees in the place of tables with names
_HIDDEN = {
    "profile": {"name": "'#' || client", "name_key": "client::text", "crm_id": "''", "manager": "''", "author": "''"},
    "statement": {"note": "''", "author": "''"},
    "decision": {"because": "''", "author": "''"},
    "verdict": {"author": "''"},
}
_SQL = Path(__file__).parent / "rights.sql"


def grant(register: Register, login: str, role: Role, name: str = "") -> bool:
    """Gives the login of PostgreSQL the rights of a role, and makes it where there is none; whether it was made.

    `name` is under what it records, and as what it stands as a client's manager; the login itself unless given.
    Raises RegisterError on SQLite, for an impossible login, and where the database refuses.
    """
    if register.engine.dialect.name != "postgresql":
        raise RegisterError("a register on SQLite is for one person; a team's lies on PostgreSQL (docs/register.md)")
    if not _LOGIN.fullmatch(login):
        raise RegisterError(f"“{login}” is no login: a letter, then letters, digits, _ and -")
    with register.writing() as connection:
        quoted = connection.dialect.identifier_preparer.quote_identifier(login)
        found = connection.execute(sa.text("SELECT 1 FROM pg_roles WHERE rolname = :login"), {"login": login}).scalar()
        if not found:
            connection.exec_driver_sql(f"CREATE ROLE {quoted} LOGIN")
        _prepare(connection)
        for other in ROLES:
            if other != role:
                connection.exec_driver_sql(f"REVOKE {_group(other)} FROM {quoted}")
        connection.exec_driver_sql(f"GRANT {_group(role)} TO {quoted}")
        schema = _schema(connection)
        path = f"{_NAMELESS}, {schema}" if role == "consultant" else schema
        database = connection.dialect.identifier_preparer.quote_identifier(str(connection.engine.url.database))
        connection.exec_driver_sql(f"ALTER ROLE {quoted} IN DATABASE {database} SET search_path = {path}")
        connection.execute(sa.delete(MEMBER).where(MEMBER.c.login == login))
        connection.execute(sa.insert(MEMBER).values(login=login, name=name or login, role=role))
    return not found


def renew(register: Register) -> None:
    """Puts the rights on tables that came since; nothing where nobody was granted any."""
    if register.engine.dialect.name != "postgresql":
        return
    with register.writing() as connection:
        if connection.execute(sa.select(sa.func.count()).select_from(MEMBER)).scalar():
            _prepare(connection)


def _prepare(connection: sa.Connection) -> None:
    """The functions, and on every table about clients who may do what."""
    for role in ROLES:
        group = _group(role)
        known = connection.execute(sa.text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": group}).scalar()
        if not known:
            connection.exec_driver_sql(f"CREATE ROLE {group} NOLOGIN")
    schema = _schema(connection)
    connection.exec_driver_sql(_SQL.read_text(encoding="utf-8").replace("{schema}", schema).replace("%", "%%"))
    tables = [*of_clients(connection)]
    for statement in (*_on_tables(schema, tables), *_nameless(connection, schema)):
        connection.exec_driver_sql(statement)


def _on_tables(schema: str, tables: list[str]) -> Iterator[str]:
    """What each role may do. A line is only added; `client` alone is a bare number, known to all roles."""
    manager, head, consultant = map(_group, ROLES)
    everybody = ", ".join((manager, head, consultant))
    for function in ("role()", "name()", "mine()", "known(bigint)"):
        yield f"REVOKE ALL ON FUNCTION clientzoo_{function} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION clientzoo_{function} TO {everybody}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {everybody}"
    yield f"GRANT SELECT ON alembic_version, client TO {everybody}"
    yield f"GRANT INSERT ON client TO {manager}, {head}"
    yield f"GRANT DELETE ON client TO {head}"
    yield f"GRANT SELECT, INSERT ON erasure TO {head}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {manager}, {head}"
    own = "client IN (SELECT clientzoo_mine())"
    yield from _policies("client", head, manager, "id IN (SELECT clientzoo_mine()) OR NOT clientzoo_known(id)", "true")
    yield "DROP POLICY IF EXISTS numbers ON client"
    yield f"CREATE POLICY numbers ON client FOR SELECT TO {consultant} USING (true)"
    for table in tables:
        yield f"GRANT SELECT, INSERT ON {table} TO {manager}"
        yield f"GRANT SELECT, INSERT, DELETE ON {table} TO {head}"
        begun = f"{own} OR (NOT clientzoo_known(client) AND lower(manager) = lower(clientzoo_name()))"
        yield from _policies(table, head, manager, own, begun if table == "profile" else own)
        yield f"DROP TRIGGER IF EXISTS sign ON {table}"
        yield f"CREATE TRIGGER sign BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION clientzoo_sign()"


def _policies(table: str, head: str, manager: str, seen: str, written: str) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    for name in ("heads", "managers_see", "managers_add"):
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
    yield f"CREATE POLICY heads ON {table} FOR ALL TO {head} USING (true) WITH CHECK (true)"
    yield f"CREATE POLICY managers_see ON {table} FOR SELECT TO {manager} USING ({seen})"
    yield f"CREATE POLICY managers_add ON {table} FOR INSERT TO {manager} WITH CHECK ({written})"


def _nameless(connection: sa.Connection, schema: str) -> Iterator[str]:
    """Views under the tables' own names, without what says who a client is; a consultant's path finds them first."""
    consultant = _group("consultant")
    yield f"CREATE SCHEMA IF NOT EXISTS {_NAMELESS}"
    yield f"GRANT USAGE ON SCHEMA {_NAMELESS} TO {consultant}"
    inspector = sa.inspect(connection)
    for table, hidden in _HIDDEN.items():
        columns = [column["name"] for column in inspector.get_columns(table, schema)]
        told = ", ".join(f"{hidden[name]} AS {name}" if name in hidden else name for name in columns)
        yield f"DROP VIEW IF EXISTS {_NAMELESS}.{table}"
        yield f"CREATE VIEW {_NAMELESS}.{table} AS SELECT {told} FROM {schema}.{table}"  # noqa: S608 - our own names
        yield f"GRANT SELECT ON {_NAMELESS}.{table} TO {consultant}"


def _group(role: Role) -> str:
    return f"clientzoo_{role}"


def _schema(connection: sa.Connection) -> str:
    """The schema in which the tables lie."""
    found = connection.execute(
        sa.text("SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = 'profile'::regclass")
    )
    return str(found.scalar())
