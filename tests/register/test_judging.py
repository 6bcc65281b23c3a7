"""The verdict as the register keeps it: how ready, and how long its answers are fresh."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.register.judging import fingerprint, fresh_until, given_verdict
from clientzoo.register.statement import Said
from commands import FRESH
from register.registers import Clock, register_at, tiny_zoo
from zoos import QUESTIONNAIRE, write_zoo


def with_stale_after(at: Path, said: str) -> Path:
    line = "    unit: people\n"
    assert line in QUESTIONNAIRE
    return write_zoo(at, replaced={line: f"{line}    stale_after: {said}\n"})


@pytest.mark.parametrize(
    ("said", "days"), [("90 days", 90), ("1 month", 30), ("6 months", 183), ("2 years", 730), ("1 year", 365)]
)
def test_a_question_says_how_long_its_answer_holds(tmp_path: Path, said: str, days: int) -> None:
    zoo = load_zoo(with_stale_after(tmp_path / "zoo", said), "tiny", tmp_path).sound()
    assert zoo.attributes["employees"].stale_after == days


@pytest.mark.parametrize("said", ["soon", "6", "0 days", "-1 year", "6 weeks", "99999 days"])
def test_what_is_no_time_is_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(ProblemsError, match="stale_after"):
        load_zoo(with_stale_after(tmp_path / "zoo", said), "tiny", tmp_path).sound()


def test_without_a_word_what_is_from_birth_holds_for_years() -> None:
    attributes = tiny_zoo().attributes
    assert attributes["foreign"].stale_after == 730
    assert attributes["wish"].stale_after == 183


def test_the_verdict_says_what_is_next_and_until_when_it_is_fresh(tmp_path: Path) -> None:
    zoo, register = tiny_zoo(), register_at(tmp_path / "register.db", Clock(date(2026, 3, 2)))
    client = register.add("Ромашка")
    said = [Said("wish", "none"), Said("employees", 30), Said("tenders", None, state="unknown")]
    register.record(client, said, origin="interview", zoo=zoo)
    consultation = engine_for(zoo, EngineChoice.BUILTIN, 1).consult(register.known(client, zoo).answers)
    found = given_verdict(consultation, register.answers(client), date(2026, 3, 2))
    assert (found.animal, found.next_animal, found.readiness) == ("cow", "cat", 0.0)
    assert found.fresh_until == date(2026, 9, 1)  # that of `wish`, half a year later
    assert fresh_until(zoo, register.answers(client)).keys() == {"wish", "employees"}
    register.record_verdict(client, found)
    assert register.verdicts(client)[0].verdict == found


def test_other_rules_have_another_fingerprint(tmp_path: Path) -> None:
    other = load_zoo(write_zoo(tmp_path / "zoo", replaced={"certainty: 0.9": "certainty: 0.8"}), "tiny", tmp_path)
    words = load_zoo(write_zoo(tmp_path / "words", replaced={"It wants to grow.": "It is greedy."}), "tiny", tmp_path)
    assert fingerprint(other.sound()) != fingerprint(tiny_zoo())
    assert fingerprint(words.sound()) == fingerprint(tiny_zoo())


def test_the_fingerprint_is_the_same_in_every_process(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo")
    script = (
        "import sys, pathlib; from clientzoo.knowledge.load import load_zoo; "
        "from clientzoo.register.judging import fingerprint; root = pathlib.Path(sys.argv[1]); "
        "print(fingerprint(load_zoo(root, 'tiny', root).sound()))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script, str(root)], env={**os.environ, **FRESH, "PYTHONHASHSEED": seed},
            capture_output=True, encoding="utf-8", check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(found) == 1
