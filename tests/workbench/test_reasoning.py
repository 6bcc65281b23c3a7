"""What is claimed of rules holds for clients: bounds are never passed, implications never broken."""

from pathlib import Path

from hypothesis import given, settings

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.premise import certainty_of
from clientzoo.workbench.check.finding import Examined
from clientzoo.workbench.check.never_fires import never_fires
from clientzoo.workbench.check.twins import implied
from clientzoo.workbench.minimal import smallest
from clientzoo.workbench.reasoning.boxes import Box
from strategies import Client, clients
from workbench.sound import findings, rule


@given(clients())
@settings(max_examples=300)
def test_no_client_passes_the_ceiling_of_a_fact(client: Client) -> None:
    ceilings = Examined(client.zoo).ceilings.anywhere
    for fact, belief in Forward(plan(client.zoo)).consult(client.answers).beliefs.items():
        assert belief.certainty <= ceilings.fact(fact) + 1e-9


@given(clients())
@settings(max_examples=300)
def test_a_rule_that_never_fires_does_not(client: Client) -> None:
    claimed = {one.problem.message.split("`")[1] for one in never_fires(Examined(client.zoo))}
    assert claimed.isdisjoint(step.planned.rule.id for step in Forward(plan(client.zoo)).consult(client.answers).steps)


@given(clients())
@settings(max_examples=300)
def test_an_implied_rule_fires_at_least_as_surely(client: Client) -> None:
    facts = Forward(plan(client.zoo)).consult(client.answers).facts
    for narrow, wide, both_ways in implied(Examined(client.zoo)):
        one, other = certainty_of(narrow.condition, facts), certainty_of(wide.condition, facts)
        if one >= THRESHOLD:
            assert other >= one
        if both_ways and other >= THRESHOLD:
            assert one == other


@given(clients())
@settings(max_examples=200)
def test_the_smallest_client_shows_it_and_needs_every_answer(client: Client) -> None:
    engine = Forward(plan(client.zoo))
    verdict = engine.consult(client.answers).verdict
    kept = smallest(client.answers, lambda fewer: engine.consult(fewer).verdict.animal == verdict.animal)
    assert engine.consult(kept).verdict.animal == verdict.animal
    for name in kept:
        fewer = {other: answer for other, answer in kept.items() if other != name}
        assert engine.consult(fewer).verdict.animal != verdict.animal


@given(clients())
@settings(max_examples=200)
def test_no_client_who_leaves_a_question_open_passes_the_ceiling_without_it(client: Client) -> None:
    ceilings, engine = Examined(client.zoo).ceilings, Forward(plan(client.zoo))
    for question in client.zoo.attributes:
        silent = {name: answer for name, answer in client.answers.items() if name != question}
        bounds = ceilings.without(question)
        for fact, belief in engine.consult(silent).beliefs.items():
            assert belief.certainty <= bounds.fact(fact) + 1e-9


@given(clients())
@settings(max_examples=200)
def test_no_client_passes_the_ceiling_within_what_is_known_of_it(client: Client) -> None:
    examined = Examined(client.zoo)
    consultation = Forward(plan(client.zoo)).consult(client.answers)
    cells = examined.cells
    for name, answer in consultation.answers.items():
        if client.zoo.attributes[name].numeric:
            continue  # a cell of numbers is known by a value that stands for it
        bounds = examined.ceilings.within(Box({name: 1 << cells.values[name].index(answer.value)}))
        for fact, belief in consultation.beliefs.items():
            assert belief.certainty <= bounds.fact(fact) + 1e-9


def test_answers_that_exclude_each_other_do_not_add_up_over_several_questions(tmp_path: Path) -> None:
    squirrel = "{animal: squirrel}"
    apart = "".join(
        rule(f"{question}-{value}", f"{{{question}: {value}}}", squirrel, certainty)
        for question, certainty in (("deciding", 0.4), ("wish_to_grow", 0.1))
        for value in {"deciding": ("quickly", "slowly"), "wish_to_grow": ("none", "strong")}[question]
    )
    gone = {"certainty: 0.7\n  because: It is hungry": "certainty: 0.01\n  because: It is hungry",
            "certainty: 0.5\n  because: It decides": "certainty: 0.01\n  because: It decides"}  # fmt: skip
    found = findings(tmp_path, gone, apart)
    (one,) = [one for one in found if one.problem.code == "undecidable-animal"]
    assert "it reaches 0.47 at most" in one.problem.message
