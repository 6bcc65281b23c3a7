"""Bounds hold whatever the open questions turn out to be, and are the certainty itself where none is open."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.explanation.representative import representatives
from clientzoo.inference.bounds import GIVEN, OPEN, Bounds, Choices
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from strategies import Client, clients


@given(client=clients(), data=st.data())
def test_a_client_without_open_questions_has_the_certainties_of_its_consultation(
    client: Client, data: st.DataObject
) -> None:
    bounds, choices, states = drawn(client, data)
    found = bounds.animals(np.array([states], dtype=np.uint8))
    for ranked in Forward(plan(client.zoo)).consult(chosen(bounds, choices, states)).ranking:
        assert (found[ranked.animal].least[0], found[ranked.animal].most[0]) == (ranked.certainty, ranked.certainty)


@given(client=clients(), data=st.data())
def test_open_questions_only_widen_the_bounds(client: Client, data: st.DataObject) -> None:
    bounds, choices, states = drawn(client, data)
    opened = [
        OPEN if state > GIVEN and data.draw(st.booleans()) else state for state in states
    ]  # what is open is one of the other answers
    found = bounds.animals(np.array([opened], dtype=np.uint8))
    for ranked in Forward(plan(client.zoo)).consult(chosen(bounds, choices, states)).ranking:
        assert found[ranked.animal].least[0] <= ranked.certainty <= found[ranked.animal].most[0]


def drawn(client: Client, data: st.DataObject) -> tuple[Bounds, Choices, list[int]]:
    others = {name: [Answer(value) for value in values] for name, values in representatives(client.zoo).items()}
    choices = Choices.of(client.answers, others)
    bounds = Bounds(plan(client.zoo), choices)
    states = [data.draw(st.integers(GIVEN, len(choices.answers[name]))) for name in bounds.questions]
    return bounds, choices, states


def chosen(bounds: Bounds, choices: Choices, states: list[int]) -> dict[str, Answer]:
    answers = {name: choices.answers[name][state - GIVEN] for name, state in zip(bounds.questions, states, strict=True)}
    return {name: answer for name, answer in answers.items() if answer is not None}
