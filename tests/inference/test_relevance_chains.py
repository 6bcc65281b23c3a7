"""A question that hangs on one that is ruled out is ruled out too, whatever evaluates it."""

from pathlib import Path

from clientzoo.inference.batch import Batch
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.relevance import unknown_questions
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from zoos import write_zoo

LAST = "    values: {yes: Abroad, no: Here}\n"
CHAIN = {LAST: f"{LAST}    relevant_if: {{tender_months: over 3}}\n"}


def chained(root: Path) -> Zoo:
    rule = "- {id: abroad, if: {foreign: yes}, then: {animal: cat}, certainty: 0.6, because: So., source: s}\n"
    return load_zoo(write_zoo(root, replaced=CHAIN, extra_rules=rule), "tiny").sound()


def test_what_hangs_on_a_question_ruled_out_counts_for_nothing(tmp_path: Path) -> None:
    zoo = chained(tmp_path)
    answers = {"tenders": Answer("never"), "foreign": Answer(True)}
    found = Forward(plan(zoo)).consult(answers)
    assert found.set_aside == ("foreign",)
    assert found.certainties.get("cat", 0.0) == 0.0
    batch = Batch(plan(zoo))
    assert batch.run(batch.encode([answers])).certainties[:, 0].max() == 0.0


def test_what_hangs_on_a_question_ruled_out_is_not_asked(tmp_path: Path) -> None:
    zoo = chained(tmp_path)
    engine = Forward(plan(zoo))
    assert {"tender_months", "foreign"}.isdisjoint(unknown_questions(engine.consult({"tenders": Answer("never")})))
    assert {"tender_months", "foreign"} <= set(unknown_questions(engine.consult({"tenders": Answer("always")})))


def test_questions_that_hang_on_each_other_in_a_circle_are_one_finding(tmp_path: Path) -> None:
    circle = {**CHAIN, "relevant_if: {tenders: not never}": "relevant_if: {foreign: yes}"}
    found = load_zoo(write_zoo(tmp_path, replaced=circle), "tiny").problems
    assert [one.code for one in found] == ["cycle"]
