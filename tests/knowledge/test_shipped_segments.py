"""The shipped zoo takes advice from what was measured, and never an animal, a trait or a transition."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from clientzoo.inference.consultation import Answers
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.condition import names
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import ADVICE, Attribute

ZOO = load_zoo(shipped().root, shipped().name).sound()
ENGINE = engine_for(ZOO)
MEASURED = {name: one for name, one in ZOO.attributes.items() if not one.asked}


def value(attribute: Attribute) -> st.SearchStrategy[Any]:
    if attribute.numeric:
        low, high = attribute.minimum or 0, attribute.maximum or 100_000
        whole = attribute.type == "integer"
        return st.integers(int(low), int(high)) if whole else st.floats(low, high, allow_nan=False)
    return st.sampled_from(list(attribute.values))


def known(attributes: Mapping[str, Attribute]) -> st.SearchStrategy[dict[str, Answer]]:
    return st.fixed_dictionaries({}, optional={name: value(one).map(Answer) for name, one in attributes.items()})


@settings(max_examples=60, deadline=None)
@given(known(ZOO.questions), known(MEASURED), known(MEASURED))
def test_whatever_is_measured_the_verdict_stays(said: Answers, one: Answers, other: Answers) -> None:
    first, second = ENGINE.consult({**said, **one}), ENGINE.consult({**said, **other})
    assert first.verdict == second.verdict
    assert first.ranking == second.ranking
    kept = [{fact: sure for fact, sure in each.beliefs.items() if fact.name != ADVICE} for each in (first, second)]
    assert kept[0] == kept[1]


def test_some_advice_hangs_on_every_kind_of_fact() -> None:
    looked_at = {name for rule in ZOO.rules for name in names(rule.condition) if name in MEASURED}
    for rule in ZOO.rules:
        if set(names(rule.condition)) & set(MEASURED):
            assert {fact.name for fact in rule.conclusions} == {ADVICE}
    assert looked_at >= {"abc", "xyz", "rfm_segment", "bcg", "pareto", "block", "satisfaction", "renewal_call"}
