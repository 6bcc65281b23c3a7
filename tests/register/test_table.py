"""Everybody at once is what each is alone: the same answers in force, whatever day one looks at."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.domain import Value
from clientzoo.pool.classify import Base, verdicts
from clientzoo.register.statement import Said
from clientzoo.register.table import RegisterTable
from register.registers import Clock, register_at, tiny_zoo

DAYS = st.integers(1, 60).map(lambda number: date.fromordinal(date(2026, 3, 1).toordinal() + number))
ANSWERS: dict[str, st.SearchStrategy[Value | None]] = {
    "wish": st.sampled_from(["none", "wants", "demands", None]),
    "employees": st.sampled_from([3, 19, 20, 600, None]),
    "tenders": st.sampled_from(["never", "always"]),
    "foreign": st.booleans(),
}
said = st.sampled_from(sorted(ANSWERS)).flatmap(lambda name: st.tuples(st.just(name), ANSWERS[name]))
lines = st.lists(st.tuples(st.integers(0, 2), DAYS, said, st.sampled_from([1.0, 0.6])), max_size=14)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(lines, DAYS, st.booleans())
def test_all_at_once_as_one_by_one(
    tmp_path_factory: pytest.TempPathFactory,
    given_lines: list[tuple[int, date, tuple[str, Value | None], float]],
    day: date,
    one: bool,
) -> None:
    zoo = tiny_zoo()
    register = register_at(tmp_path_factory.mktemp("t") / "r.db", Clock(date(2026, 12, 1)))
    clients = [register.add(name) for name in ("Ромашка", "Василёк", "Лилия")]
    for number, on, (name, value), certainty in given_lines:
        state = "unknown" if value is None else "answered"
        answer = Said(name, value, certainty if value is not None else 1.0, state=state)  # type: ignore[arg-type]
        register.record(clients[number], [answer], origin="import", zoo=zoo, on=on)
    if one:
        register.merge(clients[0], clients[1])
    table = RegisterTable(register, zoo, day)
    base = Base(zoo, [table], unreadable="unknown")
    engine = engine_for(zoo, EngineChoice.BUILTIN, 1)
    with verdicts(base, base.columns(), lambda batch: None) as frame:
        found = {row["client"]: (row["animal"], row["certainty"]) for row in frame.collect().rows(named=True)}
    expected = {}
    for client in register.clients():
        verdict = engine.consult(register.known(client, zoo, day).answers).verdict
        expected[client.name] = (verdict.animal, verdict.certainty)
    assert found == expected
    register.close()
