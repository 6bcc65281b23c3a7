"""The door for programs: what it gives is what the commands give, and what it refuses it refuses with a hint."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import clientzoo
from clientzoo.knowledge.answers_file import client_answers

WOLF: dict[str, object] = {
    "growth_wish": "wants",
    "internet_understanding": "They see no connection",
    "owner_involvement": "runs_everything",
    "employees": 25,
    "turnover": "14,4 млн в год",
}


@pytest.fixture(scope="module")
def expert() -> clientzoo.Expert:
    return clientzoo.load()


def test_everything_it_names_is_there() -> None:
    assert [name for name in clientzoo.__all__ if getattr(clientzoo, name) is None] == []
    assert set(clientzoo.__all__) <= set(dir(clientzoo))
    with pytest.raises(AttributeError, match="no attribute 'loda'"):
        clientzoo.loda  # type: ignore[attr-defined]  # noqa: B018


def test_importing_it_loads_nothing_heavy() -> None:
    script = "import sys, clientzoo; print([m for m in ('polars', 'numpy', 'pydantic', 'typer') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_answers_are_understood_as_in_a_file(expert: clientzoo.Expert, tmp_path: Path) -> None:
    path = tmp_path / "ромашка.yaml"
    path.write_text("client: Ромашка\nanswers:\n" + "".join(f"  {q}: {v}\n" for q, v in WOLF.items()), "utf-8")
    assert expert.read_client(path).answers == expert.client(WOLF).answers
    assert expert.classify(WOLF).verdict == expert.classify(expert.read_client(path)).verdict
    assert expert.classify(WOLF).answers["turnover"].value == 1_200_000


def test_a_doubt_and_a_note_come_along(expert: clientzoo.Expert) -> None:
    as_answer = expert.client({"employees": clientzoo.Answer(25, 0.6, "со слов секретаря")})
    as_mapping = expert.client({"employees": {"value": "25", "certainty": 0.6, "note": "со слов секретаря"}})
    assert as_answer == as_mapping
    assert expert.classify(as_answer).answers["employees"].certainty == 0.6


def test_what_nobody_knows_is_no_answer(expert: clientzoo.Expert) -> None:
    client = expert.client({"employees": "unknown", "turnover": None})
    assert client.answers == {}
    assert client.unknown == {"employees"}


def test_all_faults_are_told_at_once(expert: clientzoo.Expert) -> None:
    with pytest.raises(clientzoo.ProblemsError) as refused:
        expert.classify({"employes": 25, "growth_wish": "want", "turnover": True, "employees": {"value": 5, "sure": 1}})
    assert {problem.code for problem in refused.value.problems} == {
        "unknown-attribute", "unknown-value", "wrong-number", "unknown-key",
    }  # fmt: skip
    assert any("did you mean employees?" in problem.hint for problem in refused.value.problems)


def test_many_are_as_one(expert: clientzoo.Expert) -> None:
    clients: list[dict[str, object]] = [WOLF, {}, {"employees": 9}]
    assert [one.verdict for one in expert.classify_many(clients)] == [expert.classify(one).verdict for one in clients]


@pytest.mark.parametrize("library", [pl, pd])
def test_a_frame_gives_what_single_clients_give(expert: clientzoo.Expert, library: object) -> None:
    rows = {
        "client": ["Ромашка", "Лютик", None],
        "growth_wish": ["wants", "none", "wants"],
        "employees": ["25", "шесть сотен", "300"],
    }
    frame = pl.DataFrame(rows) if library is pl else pd.DataFrame(rows)
    found = expert.classify_frame(frame, ranking=True)
    assert type(found.verdicts) is type(frame)
    verdicts = pl.DataFrame(found.verdicts) if library is pl else pl.from_pandas(found.verdicts)
    assert verdicts["client"].to_list() == ["Ромашка", "row 3"]
    one = expert.classify({"growth_wish": "wants", "employees": 25})
    assert verdicts["wolf"][0] == one.certainties["wolf"]
    assert verdicts["certainty"].to_list()[0] == one.verdict.certainty
    rejected = pl.DataFrame(found.rejected) if library is pl else pl.from_pandas(found.rejected)
    assert rejected.select("line", "client", "column", "value").rows() == [(2, "Лютик", "employees", "шесть сотен")]


def test_a_frame_without_an_answer_is_refused(expert: clientzoo.Expert) -> None:
    with pytest.raises(clientzoo.TableError, match="no column"):
        expert.classify_frame(pl.DataFrame({"city": ["Тарту"]}))


def test_questions_back(expert: clientzoo.Expert) -> None:
    assert expert.explain(WOLF, "why not tiger", name="Ромашка").startswith("Is Ромашка a tiger?")
    assert next(expert.about(WOLF, "Ромашка").why_not("tiger").lines).startswith("Is Ромашка a tiger?")
    with pytest.raises(clientzoo.QuestionError, match="did you mean tiger"):
        expert.about(WOLF).why_not("tigre")


def test_an_interview_ends_with_the_verdict_of_its_answers(expert: clientzoo.Expert) -> None:
    everything = {q.id: next(iter(q.values)) for q in expert.zoo.questions.values() if q.values}
    answers: dict[str, object] = {}
    last: str | None = None
    for _ in range(len(expert.zoo.questions)):
        following = expert.next_question(answers, last)
        if following is None or following.suggestion.settled:
            break
        last = following.question.id
        answers[last] = everything.get(last, "unknown")
    assert 3 <= len(answers) < len(expert.zoo.questions)
    assert expert.classify(answers).verdict.animal is not None


def test_a_playbook_in_both_forms(expert: clientzoo.Expert) -> None:
    assert expert.playbook(WOLF, name="ООО «Ромашка»").startswith("# ООО «Ромашка»")
    assert expert.playbook(WOLF, "html", name="<b>").count("<b>") == 0
    with pytest.raises(ValueError, match="xls"):
        expert.playbook(WOLF, "xls")
    with pytest.raises(ValueError, match="document"):
        expert.playbook(WOLF, "pdf")
    assert expert.document(WOLF, "pdf").startswith(b"%PDF")
    assert expert.document(WOLF, "docx").startswith(b"PK")


def test_a_zoo_speaks_its_other_language() -> None:
    russian = clientzoo.load(language="ru")
    assert russian.zoo.questions["employees"].ask != clientzoo.load().zoo.questions["employees"].ask
    with pytest.raises(clientzoo.UnknownLanguageError):
        clientzoo.load(language="tlh")


def test_a_folder_without_a_zoo_is_a_located_problem(tmp_path: Path) -> None:
    with pytest.raises(clientzoo.ProblemsError, match="no-zoo"):
        clientzoo.load(tmp_path / "нет")


def test_answers_of_a_program_bear_the_version_of_the_zoo(expert: clientzoo.Expert) -> None:
    assert client_answers({}, expert.zoo, "Ромашка").version == expert.zoo.version
