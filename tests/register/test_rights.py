"""Rights in the database itself: whoever comes with psql and the same login gets no further than with the program."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from clientzoo.register.client import RegisterError, UnknownClientError
from clientzoo.register.listing import list_clients
from clientzoo.register.opening import open_register
from clientzoo.register.register import Register
from clientzoo.register.rights import Role, grant
from clientzoo.register.statement import Said
from register.registers import Clock, register_at, tiny_zoo

MARCH = date(2026, 3, 2)


@pytest.fixture(scope="module")
def url(postgres_url: str) -> Iterator[str]:
    """A database of its own on the server."""
    owner = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE rights")
    yield f"{postgres_url.rpartition('/')[0]}/rights"
    owner.dispose()


@pytest.fixture(scope="module")
def team(url: str) -> Iterator[str]:
    """Anna and Boris with a client each, a head and a consultant."""
    owner = open_register(url, "owner", clock=Clock(MARCH))
    roles: tuple[tuple[str, Role, str], ...] = (
        ("anna", "manager", "Анна"), ("boris", "manager", "Борис"), ("vera", "head", "Вера"),
        ("gleb", "consultant", "Глеб"),
    )  # fmt: skip
    for login, role, name in roles:
        assert grant(owner, login, role, name)
    for login, name in (("anna", "Ромашка"), ("boris", "Василёк")):
        with_login = as_login(url, login)
        client = with_login.add(name)
        assert client.manager == {"anna": "Анна", "boris": "Борис"}[login]
        said = [Said("wish", "wants", note=f"Секрет: {name}"), Said("employees", 12)]
        with_login.record(client, said, origin="interview", zoo=tiny_zoo())
        with_login.close()
    yield url
    owner.close()


def as_login(url: str, login: str) -> Register:
    return open_register(url.replace("postgres@", f"{login}@"), "somebody else", create=False)


def psql(url: str, login: str, query: str) -> tuple[int, str]:
    """What a person gets with psql."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/psql"))
    program = str(found[-1]) if found else shutil.which("psql")
    assert program
    parts = urlsplit(url.replace("+psycopg", ""))
    address = f"postgresql://{login}@{parts.hostname}:{parts.port}{parts.path}"
    ran = subprocess.run([program, address, "-XAtc", query], capture_output=True, encoding="utf-8", check=False)
    return ran.returncode, (ran.stdout + ran.stderr).strip()


def test_a_manager_sees_the_own_clients_a_head_all_a_consultant_no_names(team: str) -> None:
    seen = {}
    for login in ("anna", "boris", "vera", "gleb"):
        register = as_login(team, login)
        seen[login] = [one.name for one in register.clients()]
        assert len(list_clients(register)) == len(seen[login])
        register.close()
    numbers = seen.pop("gleb")
    assert seen == {"anna": ["Ромашка"], "boris": ["Василёк"], "vera": ["Василёк", "Ромашка"]}
    assert all(name.startswith("#") for name in numbers)
    assert len(numbers) == 2


def test_a_consultant_reads_what_was_said_and_writes_nothing(team: str) -> None:
    register = as_login(team, "gleb")
    client = register.clients()[0]
    assert register.known(client, tiny_zoo()).answers["employees"].value == 12
    assert {one.note for one in register.statements(client)} == {""}
    with pytest.raises(RegisterError, match=r"permission denied|cannot insert"):
        register.record(client, [Said("employees", 13)], origin="interview", zoo=tiny_zoo())
    register.close()


def test_another_managers_client_is_not_there(team: str) -> None:
    register = as_login(team, "anna")
    with pytest.raises(UnknownClientError):
        register.client("Василёк")
    register.close()


@pytest.mark.parametrize(
    ("login", "query"),
    [
        ("anna", "UPDATE statement SET value = '1'"),
        ("anna", "DELETE FROM statement"),
        ("anna", "TRUNCATE statement"),
        ("anna", "DELETE FROM client"),
        ("anna", "UPDATE profile SET manager = 'Анна'"),
        ("anna", "UPDATE member SET role = 'head' WHERE login = 'anna'"),
        ("anna", "INSERT INTO member VALUES ('anna2', 'Борис', 'manager')"),
        ("anna", "ALTER TABLE statement DISABLE ROW LEVEL SECURITY"),
        ("anna", "DROP POLICY managers_see ON statement"),
        ("anna", "DROP TRIGGER sign ON statement"),
        ("anna", "SET ROLE clientzoo_head; SELECT * FROM statement"),
        ("anna", "SET SESSION AUTHORIZATION boris; SELECT * FROM statement"),
        ("anna", "SELECT name FROM clientzoo_nameless.profile"),
        ("anna", "CREATE OR REPLACE FUNCTION clientzoo_name() RETURNS text LANGUAGE sql AS $$ SELECT 'Борис' $$"),
        ("vera", "UPDATE statement SET value = '1'"),
        ("gleb", "SELECT name FROM public.profile"),
        ("gleb", "SELECT note FROM public.statement"),
        ("gleb", "SELECT * FROM member"),
        ("gleb", "INSERT INTO statement SELECT * FROM statement"),
        ("gleb", "SELECT text FROM step_line"),
    ],
)
def test_psql_refuses(team: str, login: str, query: str) -> None:
    code, said = psql(team, login, query)
    assert code != 0
    assert any(word in said for word in ("denied", "must be owner", "permission", "not updatable")), said


def test_psql_shows_a_manager_the_own_lines_and_adds_to_no_others(team: str) -> None:
    assert psql(team, "anna", "SELECT count(*) FROM statement")[1] == "2"
    assert psql(team, "anna", "SELECT DISTINCT name FROM profile")[1] == "Ромашка"
    theirs = psql(team, "boris", "SELECT max(client) FROM profile")[1]
    columns = "client, question, state, value, certainty, note, kind, holds_from, said_on, origin, zoo, zoo_version"
    values = "'wish', 'answered', '\"none\"', 1, '', 'change', '2026-03-03', '2026-03-03', 'edit', 'tiny', '1', '', ''"
    adding = f"INSERT INTO statement ({columns}, recorded_at, author) VALUES ({theirs}, {values})"
    assert "row-level security" in psql(team, "anna", adding)[1]
    moving = (
        "INSERT INTO profile (client, act, name, name_key, since, crm_id, manager, archived, recorded_at, author) "
        f"VALUES ({theirs}, 'handed over', 'x', 'x', '2026-03-03', '', 'Анна', false, '', '')"
    )
    assert "row-level security" in psql(team, "anna", moving)[1]


def test_a_manager_records_under_the_own_name_and_the_servers_time(team: str) -> None:
    mine = psql(team, "anna", "SELECT max(client) FROM profile")[1]
    forging = (
        "INSERT INTO decision (client, animal, because, holds_from, recorded_at, author) "
        f"VALUES ({mine}, 'cow', 'x', '2026-03-03', '2001-01-01T00:00:00.000000Z', 'Вера')"
    )
    assert psql(team, "anna", forging)[0] == 0
    told = psql(team, "anna", "SELECT author, recorded_at > '2020' FROM decision")[1]
    assert told == "Анна|t"
    assert psql(team, "anna", "SELECT DISTINCT author FROM statement")[1] == "Анна"


def test_a_client_handed_over_is_the_other_managers(team: str) -> None:
    head = as_login(team, "vera")
    head.hand_over(head.client("Ромашка"), "Борис")
    assert psql(team, "anna", "SELECT count(*) FROM statement")[1] == "0"
    assert psql(team, "boris", "SELECT count(*) FROM statement")[1] == "4"
    head.hand_over(head.client("Ромашка"), "Анна")
    head.forget(head.add("Лишняя", manager="Анна"))
    head.close()


def test_sqlite_is_for_one_person(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="for one person"):
        grant(register_at(tmp_path / "register.db", Clock(MARCH)), "anna", "manager")


@pytest.mark.parametrize("login", ["", "1a", "a b", 'a"; DROP', "x" * 70])
def test_what_is_no_login_is_refused(url: str, login: str) -> None:
    register = open_register(url, "owner")
    with pytest.raises(RegisterError, match="is no login"):
        grant(register, login, "manager")
    register.close()
