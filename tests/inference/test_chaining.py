"""A client from answers to a verdict, on a zoo small enough to reckon by hand."""

from pathlib import Path

import pytest

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.engines import engine_for
from clientzoo.inference.prospects import prospects
from clientzoo.inference.relevance import unknown_questions
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, Fact
from zoos import write_zoo


@pytest.fixture(params=[EngineChoice.BUILTIN, EngineChoice.AUTO])
def choice(request: pytest.FixtureRequest) -> EngineChoice:
    return EngineChoice(request.param)


def consult(root: Path, choice: EngineChoice, extra_rules: str = "", **given: object) -> Consultation:
    write_zoo(root, extra_rules=extra_rules)
    answers = {name: value if isinstance(value, Answer) else Answer(value) for name, value in given.items()}  # type: ignore[arg-type]
    return engine_for(load_zoo(root, "tiny").sound(), choice).consult(answers)


def against(certainty: float, then: str = "animal: cat") -> str:
    said = f"certainty: {certainty}, because: So., source: s"
    return f"- {{id: contrary, if: {{tenders: always}}, then: {{{then}}}, {said}}}\n"


def test_certainty_flows_through_the_strata(tmp_path: Path, choice: EngineChoice) -> None:
    found = consult(tmp_path, choice, wish="wants", employees=4)
    assert found.verdict.status == "decided"
    assert found.verdict.animal == "cat"
    assert found.verdict.certainty == pytest.approx(0.9 * 0.8)
    assert found.beliefs[Fact(ADVICE, "grow")].certainty == pytest.approx(0.72)
    assert [firing.rule for firing in found.firings] == ["wants-growth", "hungry-cat", "offer-growth"]


def test_the_trace_names_every_premise_and_where_it_comes_from(tmp_path: Path, choice: EngineChoice) -> None:
    (firing,) = consult(tmp_path, choice, wish="wants", employees=4).firings_for[Fact(ANIMAL, "cat")]
    trait, answer = firing.premises
    assert (trait.value, trait.of, trait.rules) == ("high", "rules", ("wants-growth",))
    assert (answer.value, answer.of, answer.rules) == (4, "answer", ())


def test_i_think_so_weakens_what_follows(tmp_path: Path, choice: EngineChoice) -> None:
    found = consult(tmp_path, choice, wish=Answer("wants", 0.5), employees=4)
    assert found.verdict.certainty == pytest.approx(0.5 * 0.9 * 0.8)
    assert found.verdict.status == "undetermined"
    assert found.verdict.animal is None


def test_an_answer_less_sure_than_a_fifth_counts_for_nothing(tmp_path: Path, choice: EngineChoice) -> None:
    assert consult(tmp_path, choice, wish=Answer("wants", 0.19), employees=4).firings == ()


def test_a_belief_of_exactly_a_fifth_counts(tmp_path: Path, choice: EngineChoice) -> None:
    hints = (
        "- {id: hint, if: {tenders: always}, then: {appetite: high}, certainty: 0.2, because: So., source: s}\n"
        "- {id: after, if: {appetite: high}, then: {animal: cat}, certainty: 1, because: So., source: s}\n"
    )
    found = consult(tmp_path, choice, hints, tenders="always")
    assert "after" in [firing.rule for firing in found.firings]
    assert found.beliefs[Fact(ANIMAL, "cat")].certainty == pytest.approx(0.2)


def test_nobody_is_guessed_from_nothing(tmp_path: Path, choice: EngineChoice) -> None:
    found = consult(tmp_path, choice)
    assert found.verdict.status == "undetermined"
    assert found.verdict.animal is None
    assert unknown_questions(found) == ("wish", "employees", "tenders", "tender_months", "foreign")
    assert prospects(found) == ()


def test_a_close_call_names_both(tmp_path: Path, choice: EngineChoice) -> None:
    found = consult(tmp_path, choice, against(0.75, "animal: cow"), wish="wants", employees=4, tenders="always")
    assert found.verdict.status == "close"
    assert (found.verdict.animal, found.verdict.runner_up) == ("cow", "cat")
    assert found.verdict.margin == pytest.approx(0.03)


def test_evidence_against_is_weighed(tmp_path: Path, choice: EngineChoice) -> None:
    found = consult(tmp_path, choice, against(-0.5), wish="wants", employees=4, tenders="always")
    assert found.ranking[0].certainty == pytest.approx((0.72 - 0.5) / 0.5)


def test_a_contradiction_is_reported_and_counts_as_nothing(tmp_path: Path, choice: EngineChoice) -> None:
    extra = against(-1, "appetite: high") + against(1, "appetite: high").replace("contrary", "sure")
    found = consult(tmp_path, choice, extra, tenders="always")
    belief = found.beliefs[Fact("appetite", "high")]
    assert belief.contradictory
    assert belief.certainty == 0.0


def test_an_answer_ruled_out_by_another_is_set_aside(tmp_path: Path, choice: EngineChoice) -> None:
    extra = "- {id: slow, if: {tender_months: over 1}, then: {animal: cow}, certainty: 1, because: So., source: s}\n"
    found = consult(tmp_path, choice, extra, tenders="never", tender_months=12)
    assert found.set_aside == ("tender_months",)
    assert found.firings == ()
    assert "tender_months" not in unknown_questions(found)


def test_a_transition_shows_what_is_met_and_what_is_missing(tmp_path: Path, choice: EngineChoice) -> None:
    (prospect,) = prospects(consult(tmp_path, choice, wish="none"))
    assert (prospect.origin, prospect.target, prospect.open) == ("cow", "cat", True)
    assert [need.id for need in prospect.missing] == ["hunger"]
    assert prospect.certainty == pytest.approx(0.9 * 0.8 * 0.5)
