"""The sharp edges of durable-rules, each provoked: what crashes, hangs or lies there must come out right here."""

import builtins
import gc
import subprocess
import sys
import threading
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from clientzoo.inference import durable
from clientzoo.inference.chaining import Engine
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.clauses import Clause, narrowed
from clientzoo.inference.consultation import Answers
from clientzoo.inference.engines import EngineUnavailableError, engine_for
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ImpossibleAnswerError
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from zoos import write_zoo

pytest.importorskip("durable.engine", reason="durable-rules is not installed for this Python")

from clientzoo.inference import durable_rules
from clientzoo.inference.durable_rules import DurableRulesError, Ruleset


def chains(*clauses: tuple[tuple[int, ...], int]) -> list[Clause]:
    return [Clause(body, head) for body, head in clauses]


def in_a_process_of_its_own(code: str) -> str:
    """What `code` prints; a crash fails the test and a hang ends it, without taking the test run along."""
    setting = "from clientzoo.inference.clauses import Clause\nfrom clientzoo.inference.durable_rules import Ruleset\n"
    engine = str(Path(durable_rules.__file__).parents[2])
    found = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {engine!r})\n{setting}{dedent(code)}"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


def zoo_of(root: Path, extra_rules: str = "") -> Zoo:
    write_zoo(root, extra_rules=extra_rules)
    return load_zoo(root, "tiny").sound()


def test_no_fact_at_all_does_not_crash() -> None:
    assert in_a_process_of_its_own("print(set(Ruleset([Clause((1,), 2)]).consequences(())))") == "set()"


def test_a_thousand_rules_may_share_one_condition() -> None:
    code = "print(len(Ruleset([Clause((0,), n) for n in range(1, 1001)]).consequences([0])))"
    assert in_a_process_of_its_own(code) == "1000"


def test_three_thousand_facts_may_be_told_apart() -> None:
    code = "print(len(Ruleset([Clause((n,), n + 3000) for n in range(3000)]).consequences(range(0, 3000, 2))))"
    assert in_a_process_of_its_own(code) == "1500"


def test_a_rule_may_have_more_than_sixteen_conditions() -> None:
    wide = Ruleset(narrowed([Clause(tuple(range(200)), 500)], durable.CONDITIONS_IN_A_RULE))
    assert 500 in wide.consequences(range(200))
    assert 500 not in wide.consequences(range(1, 200))


def test_thousands_of_clients_leave_no_session_behind() -> None:
    code = """
    ruleset = Ruleset([Clause((0, 1), 2), Clause((2,), 3)])
    print({tuple(sorted(ruleset.consequences([0, 1]))) for _ in range(3000)})
    """
    assert in_a_process_of_its_own(code) == "{(2, 3)}"


def test_a_ruleset_nobody_uses_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    deleted: list[Any] = []
    monkeypatch.setattr("durable_rules_engine.delete_ruleset", deleted.append)
    ruleset = Ruleset(chains(((0,), 1)))
    del ruleset
    gc.collect()
    assert len(deleted) == 1


def test_a_fact_that_no_rule_wants_is_no_error() -> None:
    assert Ruleset(chains(((0,), 1))).consequences([7, 8]) == frozenset()


def test_the_same_facts_may_come_again() -> None:
    ruleset = Ruleset(chains(((0, 1), 2)))
    assert [ruleset.consequences([0, 1]), ruleset.consequences([0]), ruleset.consequences([0, 1])] == [{2}, set(), {2}]


def test_one_fact_serves_every_rule_and_every_condition() -> None:
    assert Ruleset(chains(((0,), 5), ((0, 1), 6), ((5, 6), 7))).consequences([0, 1]) == {5, 6, 7}


def test_a_derived_fact_counts_once_however_many_ways_lead_to_it() -> None:
    assert Ruleset(chains(((0,), 5), ((1,), 5), ((5, 0), 6))).consequences([0, 1]) == {5, 6}


def test_it_starts_no_thread() -> None:
    before = threading.active_count()
    Ruleset(chains(((0,), 1))).consequences([0])
    assert threading.active_count() == before


def test_any_and_all_stay_what_they_are() -> None:
    assert "durable.lang" not in sys.modules
    assert builtins.all is all
    assert builtins.any is any


@pytest.mark.parametrize("thrown", [KeyboardInterrupt, SystemExit, ZeroDivisionError])
def test_an_exception_in_an_action_is_not_swallowed(
    monkeypatch: pytest.MonkeyPatch, thrown: type[BaseException]
) -> None:
    failing = True

    def message(code: int) -> dict[str, Any]:
        if failing and code == 2:  # the derived fact's, asserted by an action
            raise thrown
        return {"id": str(code), "sid": durable_rules.SESSION, "group": code // 32, "member": code % 32}

    ruleset = Ruleset(chains(((0,), 1), ((1,), 2)))
    monkeypatch.setattr(durable_rules, "_message", message)
    expected = DurableRulesError if issubclass(thrown, Exception) else thrown
    with pytest.raises(expected):
        ruleset.consequences([0])
    failing = False
    assert ruleset.consequences([0]) == {1, 2}


def test_values_of_every_kind_stay_outside(tmp_path: Path) -> None:
    """Exponents, infinities, look-alikes and lone surrogates would be confused if they ever went in.

    What the zoo allows means the same to both engines, and what it does not allow neither takes.
    """
    zoo = zoo_of(tmp_path)
    engine, other = (engine_for(zoo, choice) for choice in (EngineChoice.DURABLE, EngineChoice.BUILTIN))
    for odd in (1.0, 1e16, 1e-5, float("inf"), -0.0, True, "4", "\ud800", "x" * 100_000, 10**40):
        answers = {"wish": Answer("wants"), "employees": Answer(odd)}
        assert consulted(engine, answers) == consulted(other, answers)


def consulted(engine: Engine, answers: Answers) -> object:
    """What fired, or the words in which the answers were refused."""
    try:
        return engine.consult(answers).firings
    except ImpossibleAnswerError as error:
        return str(error)


def test_beyond_its_limits_it_says_so_and_the_built_in_engine_takes_over(tmp_path: Path) -> None:
    many = "".join(
        f"- {{id: r{n}, if: {{employees: over {n}}}, then: {{animal: cat}}, certainty: 0.1, because: B., source: s}}\n"
        for n in range(durable.RULES + 1)
    )
    zoo = zoo_of(tmp_path, many)
    assert "is good for 4000" in (durable.unavailable(plan(zoo)) or "")
    assert engine_for(zoo, EngineChoice.AUTO).name == "builtin"
    with pytest.raises(EngineUnavailableError, match="is good for 4000"):
        engine_for(zoo, EngineChoice.DURABLE)
