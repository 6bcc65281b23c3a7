"""The register on SQLite and on PostgreSQL: what goes in comes out, of the day and as it was known."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.domain import Value
from clientzoo.register.client import RegisterError, SeveralClientsError, UnknownClientError
from clientzoo.register.opening import newest_step, open_register
from clientzoo.register.records import METADATA
from clientzoo.register.register import Register
from clientzoo.register.statement import Said
from clientzoo.register.verdict import GivenVerdict
from register.registers import Clock, register_at, tiny_zoo

MARCH, JUNE, SEPTEMBER = date(2026, 3, 2), date(2026, 6, 30), date(2026, 9, 15)


@pytest.fixture
def clock() -> Clock:
    return Clock(MARCH)


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Register]:
    if request.param == "sqlite":
        opened = register_at(tmp_path / "register.db", clock)
    else:
        url = request.getfixturevalue("postgres_url")
        opened = open_register(url, "anna", clock=clock)
        with opened.writing() as connection:
            connection.exec_driver_sql("TRUNCATE client, erasure RESTART IDENTITY CASCADE")
    yield opened
    opened.close()


def say(register: Register, name: str, on: date | None = None, **answers: Value | None) -> None:
    said = [Said(key, value, state="unknown" if value is None else "answered") for key, value in answers.items()]
    register.record(register.client(name), said, origin="interview", zoo=tiny_zoo(), on=on)


def values(known: ClientAnswers) -> Mapping[str, Value]:
    return {name: one.value for name, one in known.answers.items()}


def test_what_holds_on_a_day_and_what_was_known_on_a_day(register: Register, clock: Clock) -> None:
    client = register.add("Ромашка")
    say(register, "Ромашка", wish="none", employees=25, foreign=False)
    clock.put(JUNE)
    say(register, "Ромашка", wish="wants", tenders=None)
    clock.put(SEPTEMBER)
    right = [Said("employees", 40, how="correction"), Said("wish", "demands", how="change", since=date(2026, 9, 1))]
    register.record(client, right, origin="interview", zoo=tiny_zoo())

    def known(as_of: date | None = None, known_on: date | None = None) -> Mapping[str, Value]:
        return values(register.known(client, tiny_zoo(), as_of, known_on))

    assert known() == {"wish": "demands", "employees": 40, "foreign": False}
    assert known(JUNE) == {"wish": "wants", "employees": 40, "foreign": False}
    assert known(JUNE, JUNE) == {"wish": "wants", "employees": 25, "foreign": False}
    assert known(SEPTEMBER, MARCH) == {"wish": "none", "employees": 25, "foreign": False}
    assert known(date(2026, 3, 1)) == {}
    assert register.known(client, tiny_zoo()).unknown == {"tenders"}
    assert [one.kind for one in register.statements(client)] == ["first"] * 3 + [
        "change",
        "first",
        "correction",
        "change",
    ]
    assert {one.by for one in register.statements(client)} == {"anna"}


def test_a_note_and_a_certainty_are_kept_with_the_day(register: Register, clock: Clock) -> None:
    client = register.add("Ромашка")
    register.record(client, [Said("wish", "wants", 0.6, "На ярмарке")], origin="interview", zoo=tiny_zoo())
    clock.put(JUNE)
    register.record(client, [Said("wish", "wants", 1.0)], origin="interview", zoo=tiny_zoo())
    assert register.known(client, tiny_zoo(), MARCH).answers == {"wish": Answer("wants", 0.6, "На ярмарке")}
    assert register.known(client, tiny_zoo()).answers == {"wish": Answer("wants")}


def test_the_same_again_on_another_day_confirms(register: Register, clock: Clock) -> None:
    client = register.add("Ромашка")
    say(register, "Ромашка", wish="wants")
    say(register, "Ромашка", wish="wants")
    assert [one.kind for one in register.statements(client)] == ["first"]
    clock.put(JUNE)
    say(register, "Ромашка", wish="wants")
    assert [one.kind for one in register.statements(client)] == ["first", "confirmation"]
    assert register.answers(client)["wish"].seen_on == JUNE
    assert register.answers(client, date(2026, 4, 1))["wish"].seen_on == MARCH


def test_a_correction_reaches_back_over_what_was_confirmed(register: Register, clock: Clock) -> None:
    client = register.add("Ромашка")
    for day, wish in ((date(2026, 1, 5), "demands"), (MARCH, "none"), (JUNE, "none")):
        clock.put(day)
        say(register, "Ромашка", wish=wish)
    clock.put(SEPTEMBER)
    register.record(client, [Said("wish", "wants", how="correction")], origin="interview", zoo=tiny_zoo())
    found = [
        register.answers(client, day)["wish"].statement.value for day in (date(2026, 2, 1), MARCH, JUNE, SEPTEMBER)
    ]
    assert found == ["demands", "wants", "wants", "wants"]
    assert register.answers(client)["wish"].seen_on == SEPTEMBER
    assert register.answers(client, JUNE, JUNE)["wish"].statement.value == "none"


def test_what_is_said_twice_on_one_day_corrects(register: Register) -> None:
    client = register.add("Ромашка")
    say(register, "Ромашка", wish="wants")
    say(register, "Ромашка", wish="none")
    assert [one.kind for one in register.statements(client)] == ["first", "correction"]


def test_nothing_is_said_on_a_day_to_come(register: Register) -> None:
    client = register.add("Ромашка")
    with pytest.raises(RegisterError, match="yet to come"):
        say(register, client.name, on=JUNE, wish="wants")


def test_a_client_is_found_by_any_spelling_of_its_names_and_by_its_number(register: Register) -> None:
    client = register.add("ООО «Ромашка»", manager="Анна", crm_id="17")
    renamed = register.rename(client, "Василёк")
    assert (
        register.client("ромашка, ооо") == register.client("ВАСИЛЕК") == register.client(f"#{client.number}") == renamed
    )
    assert (renamed.other_names, renamed.manager, renamed.crm_id) == (("ООО «Ромашка»",), "Анна", "17")
    with pytest.raises(UnknownClientError, match="did you mean “Василёк”"):
        register.client("Васелёк")


def test_clients_of_one_name_are_told_apart(register: Register) -> None:
    one, other = register.add("Ромашка", manager="Анна"), register.add("Ромашка", crm_id="17")
    with pytest.raises(SeveralClientsError, match=rf"#{one.number} Ромашка \(manager Анна.*#{other.number} .*CRM 17"):
        register.client("ромашка")
    register.rename(other, "Ромашка 2")
    assert register.client("ромашка") == one  # who is called so now goes before who was


def test_clients_that_turn_out_to_be_one(register: Register, clock: Clock) -> None:
    one, other, third = register.add("Ромашка"), register.add("Romashka GmbH"), register.add("Третья")
    say(register, "Ромашка", wish="none", employees=25)
    register.merge(other, third)
    clock.put(JUNE)
    say(register, "Romashka GmbH", wish="wants")
    merged = register.merge(one, other)
    assert values(register.known(merged, tiny_zoo())) == {"wish": "wants", "employees": 25}
    assert values(register.known(merged, tiny_zoo(), MARCH)) == {"wish": "none", "employees": 25}
    for name in ("Romashka", "третья", f"#{third.number}"):
        assert register.client(name).number == one.number
    assert [client.name for client in register.clients()] == ["Ромашка"]
    say(register, "третья", foreign=True)  # whoever still holds the old name
    assert register.known(register.client("Ромашка"), tiny_zoo()).answers["foreign"].value is True


def test_a_forgotten_client_leaves_nothing_but_that_it_was_forgotten(register: Register) -> None:
    client, other = register.add("Секрет"), register.add("Другая")
    say(register, "Секрет", wish="wants", employees=7)
    register.record_verdict(client, verdict("cat"))
    register.decide(client, "cow", "Секретная причина")
    register.merge(client, register.add("Тайна"))
    assert register.forget(client) == {"statement": 2, "verdict": 1, "decision": 1, "profile": 3}
    with register.reading() as connection:
        everything = "".join(str(connection.execute(sa.select(table)).all()) for table in METADATA.sorted_tables)
    assert "екрет" not in everything
    assert "Тайна" not in everything
    assert [one.name for one in register.clients()] == ["Другая"]
    assert register.add("Новая").number > other.number


def verdict(animal: str, day: date = MARCH, certainty: float = 0.8) -> GivenVerdict:
    return GivenVerdict(day, "decided", animal, certainty, None, certainty, None, None, JUNE, "tiny", "1.0.0", "abc")


def test_verdicts_are_kept_as_they_were_given_each_once(register: Register) -> None:
    client = register.add("Ромашка")
    for given_one in (verdict("cat"), verdict("cat", JUNE), verdict("cow", JUNE), verdict("cat", SEPTEMBER)):
        register.record_verdict(client, given_one)
    assert [one.verdict.animal for one in register.verdicts(client)] == ["cat", "cow", "cat"]
    assert register.verdicts(client)[0].verdict == verdict("cat")


def test_a_decision_holds_until_its_day_or_its_withdrawal(register: Register, clock: Clock) -> None:
    client = register.add("Ромашка")
    register.decide(client, "cow", "Так сказал директор", until=JUNE)
    for day, decided in ((MARCH, "cow"), (JUNE, "cow"), (SEPTEMBER, None), (date(2026, 3, 1), None)):
        found = register.decision(client, day)
        assert (found.animal if found else None) == decided
    clock.put(date(2026, 5, 1))
    register.decide(client, None, "")
    assert register.decision(client) is None
    assert register.decision(client, known_on=MARCH) is not None
    with pytest.raises(RegisterError, match="say why"):
        register.decide(client, "cow", "  ")


def test_archived_clients_are_kept_out_of_lists_only(register: Register) -> None:
    client = register.archive(register.add("Ромашка"))
    assert register.clients() == ()
    assert register.clients(archived=True) == (client,)
    assert register.client("Ромашка").archived
    register.archive(client, archived=False)
    assert [one.name for one in register.clients()] == ["Ромашка"]


@pytest.mark.parametrize("name", ["", "  ", "\n", "#7"])
def test_some_names_are_refused(register: Register, name: str) -> None:
    with pytest.raises(RegisterError):
        register.add(name)


def test_the_tables_are_those_of_the_migrations(register: Register) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from clientzoo.work import records

    assert {records.STEP.name, records.STEP_LINE.name} <= METADATA.tables.keys()  # other rooms declare theirs there too
    with register.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    # The server's database is shared: tables that other tests left there are not the register's.
    assert [one for one in differences if one[0] != "remove_table"] == []


def test_a_register_of_a_newer_program_is_left_alone(tmp_path: Path, clock: Clock) -> None:
    register = register_at(tmp_path / "register.db", clock)
    with register.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    register.close()
    with pytest.raises(RegisterError, match="newer clientzoo"):
        open_register(tmp_path / "register.db")
    assert newest_step() < "9999"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://x/y", "not the address|SQLite or PostgreSQL|pip install"),
        ("http://x", "not the address"),
        ("none.db", "no register"),
    ],
)
def test_what_is_no_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, told: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RegisterError, match=told):
        open_register(address, create=False)
    assert not list(tmp_path.iterdir())


a_value = st.sampled_from(["none", "wants", True, False, 1, 2.5])
answers = st.dictionaries(st.sampled_from(["wish", "tenders", "foreign", "employees"]), a_value)
days = st.integers(1, 300).map(lambda number: date.fromordinal(MARCH.toordinal() - number))


@given(st.dictionaries(days, answers, max_size=6), st.data())
def test_days_recorded_in_any_order_are_known_alike(
    tmp_path_factory: pytest.TempPathFactory, said: dict[date, dict[str, Value]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("orders")
    found = []
    for number, order in enumerate(([*said], data.draw(st.permutations([*said])))):
        register = register_at(folder / f"{number}.db", Clock(date(2026, 12, 1)))
        client = register.add("Ромашка")
        for day in order:
            each = [Said(name, value) for name, value in said[day].items()]
            register.record(client, each, origin="import", zoo=tiny_zoo(), on=day)
        known = [register.answers(client, day) for day in (*said, None)]
        found.append([{name: one.statement.value for name, one in held.items()} for held in known])
        register.close()
    assert found[0] == found[1]
