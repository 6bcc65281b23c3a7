"""One rule changed at a time: what `Variants` evaluates again is what a consultation under the changed zoo says."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from clientzoo.inference.batch import NOBODY
from clientzoo.inference.certainty import Belief
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.variants import Seen, Variants
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.workbench.mutation import Mutant, mutants
from crowds import answers, crowd
from strategies import Client, clients

FOUND = shipped()
ZOO = load_zoo(FOUND.root, FOUND.name, Path()).sound()
ROWS = crowd(ZOO, 60, seed=7, known=0.5, doubted=0.3)
CLIENTS = [{}, *(answers(ZOO, row) for row in ROWS.iter_rows(named=True))]
VARIANTS = Variants(plan(ZOO), CLIENTS)
ALL = list(mutants(ZOO))
SOME = random.Random(4).sample(ALL, 60)


def test_as_things_are() -> None:
    _compare(Forward(plan(ZOO)), Seen(VARIANTS))


@pytest.mark.parametrize("mutant", SOME, ids=[f"{one.rule.id}: {one.what}" for one in SOME])
def test_a_changed_rule_reaches_what_it_reaches(mutant: Mutant) -> None:
    rest = tuple(rule for rule in ZOO.rules if rule.id != mutant.rule.id)
    changed = rest if mutant.changed is None else (*rest, mutant.changed)
    engine = Forward(plan(replace(ZOO, rules=tuple(sorted(changed, key=lambda rule: rule.id)))))
    _compare(engine, Seen(VARIANTS, VARIANTS.under(mutant.rule.id, mutant.changed)))


@settings(deadline=None, max_examples=30)
@given(client=clients())
def test_any_rule_left_out_of_any_rulebase(client: Client) -> None:
    """`unless`, `otherwise`, told values and all: as a consultation without the rule."""
    several = [client.answers, {}]
    variants = Variants(plan(client.zoo), several)
    for rule in client.zoo.rules:
        rest = tuple(one for one in client.zoo.rules if one is not rule)
        engine = Forward(plan(replace(client.zoo, rules=rest)))
        seen = Seen(variants, variants.under(rule.id, None))
        for place, answers_given in enumerate(several):
            one = engine.consult(answers_given)
            assert seen.verdict(place) == (one.verdict.status, one.verdict.animal, one.verdict.runner_up)
            for fact in variants.beliefs:
                if fact.name not in ("verdict", "runner_up", "status"):
                    wanted = one.beliefs.get(fact, Belief(0.0, 0.0, 0.0))
                    assert seen.belief(fact, place).certainty == pytest.approx(wanted.certainty, abs=2e-6), fact


def test_a_rule_that_fires_for_nobody_reaches_nobody() -> None:
    alone = Variants(plan(ZOO), [{}])
    assert all(alone.under(rule.id, None) is None for rule in ZOO.rules if alone.strengths[rule.id][0] == 0.0)


def test_nobody_is_undetermined() -> None:
    assert VARIANTS.judged.animal[0] == NOBODY


def _compare(engine: Forward, seen: Seen) -> None:
    for place, client in enumerate(CLIENTS):
        one = engine.consult(client)
        runner_up = one.verdict.runner_up
        assert seen.verdict(place) == (one.verdict.status, one.verdict.animal, runner_up)
        fired = {step.planned.rule.id for step in one.steps}
        assert {rule.id for rule in ZOO.rules if rule.id in VARIANTS.strengths and seen.fired(rule.id, place)} == fired
        for fact in VARIANTS.beliefs:
            if fact.name not in ("verdict", "runner_up", "status"):
                believed, wanted = seen.belief(fact, place), one.beliefs.get(fact, Belief(0.0, 0.0, 0.0))
                assert believed.certainty == wanted.certainty, fact
                assert believed.mb == pytest.approx(wanted.mb, abs=1e-12)
                assert believed.md == pytest.approx(wanted.md, abs=1e-12)
