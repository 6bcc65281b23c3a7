"""What holds of every explanation, whatever the zoo and the client."""

from hypothesis import given
from hypothesis import strategies as st

from clientzoo.explanation.contradictions import contradictions
from clientzoo.explanation.doubt import how_sure, overturned
from clientzoo.explanation.proof import Proof, prove
from clientzoo.explanation.representative import representatives
from clientzoo.explanation.what_if import what_if
from clientzoo.explanation.why_not import why_not
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.premise import Outcome, outcome
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.condition import premises
from clientzoo.knowledge.zoo import ANIMAL, Fact
from strategies import Client, clients


def consulted(client: Client) -> Consultation:
    return Forward(plan(client.zoo)).consult(client.answers)


@given(client=clients())
def test_why_not_has_every_silent_rule_once_and_every_lack_is_one(client: Client) -> None:
    consultation = consulted(client)
    for animal in client.zoo.animals:
        fact = Fact(ANIMAL, animal)
        found = why_not(consultation, animal)
        fired = [firing.rule for firing in consultation.firings if firing.conclusion == fact and firing.certainty > 0]
        could = [rule.id for rule in client.zoo.rules if fact in rule.conclusions and rule.certainty > 0]
        assert sorted([missed.rule.id for missed in found.missed] + fired) == sorted(could)
        for missed in found.missed:
            assert 1 <= missed.steps <= len(missed.lacking)
            for lack in missed.lacking:
                assert lack.premise in premises(missed.rule.condition)
                assert outcome(lack.premise, consultation.facts) is lack.outcome is not Outcome.HOLDS


@given(client=clients(), data=st.data())
def test_what_if_tells_exactly_what_differs(client: Client, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(client.zoo.attributes)))
    value = data.draw(st.sampled_from([None, *representatives(client.zoo)[name]]))
    changed = {name: None if value is None else Answer(value)}
    found = what_if(Forward(plan(client.zoo)), client.answers, changed)
    before = {(firing.rule, firing.conclusion) for firing in found.before.firings}
    after = {(firing.rule, firing.conclusion) for firing in found.after.firings}
    assert {(firing.rule, firing.conclusion) for firing in found.appeared} == after - before
    assert {(firing.rule, firing.conclusion) for firing in found.vanished} == before - after
    assert {move.animal for move in found.moves} == {
        one.animal for one in set(found.after.ranking) - set(found.before.ranking)
    }


@given(client=clients())
def test_dropping_an_answer_is_consulting_without_it(client: Client) -> None:
    engine = Forward(plan(client.zoo))
    found = how_sure(engine, client.zoo, client.answers)
    assert {doubt.question for doubt in found.doubts} == set(found.consultation.answers)
    for doubt in found.doubts:
        rest = {name: answer for name, answer in client.answers.items() if name != doubt.question}
        assert doubt.dropped == engine.consult(rest).verdict
        for other in doubt.overturning:
            verdict = engine.consult({**rest, doubt.question: Answer(other.value, doubt.answer.certainty)}).verdict
            assert verdict == other.verdict
            assert overturned(found.consultation.verdict, verdict)


@given(client=clients())
def test_numbers_have_one_value_for_all_that_rules_tell_apart(client: Client) -> None:
    values = representatives(client.zoo)
    for rule in client.zoo.rules:
        for premise in premises(rule.condition):
            answer = client.answers.get(premise.name)
            if answer is not None and premise.accepts.accepts(answer.value):
                assert any(premise.accepts.accepts(value) for value in values[premise.name])


@given(client=clients())
def test_a_proof_has_all_that_was_said_of_a_fact(client: Client) -> None:
    consultation = consulted(client)
    for fact, firings in consultation.firings_for.items():
        proof: Proof = prove(consultation, fact, 3)
        reasons = [*proof.speaking_for, *proof.speaking_against]
        assert sorted(one.rule.id for one in reasons) == sorted(one.rule for one in firings)


@given(client=clients())
def test_contradictions_have_strong_evidence_on_both_sides(client: Client) -> None:
    for one in contradictions(consulted(client), strong=0.3):
        assert one.speaking_for.certainty >= 0.3
        assert one.speaking_against.certainty <= -0.3
        assert set(one.answers_for) != set(one.answers_against)
