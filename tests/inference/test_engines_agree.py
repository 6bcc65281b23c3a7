"""One meaning, several engines: whatever the zoo and the client, each engine gives the same consultation."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.inference import durable
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.zoo import Attribute, Rule, Zoo
from strategies import Client, clients

Make: TypeAlias = Callable[[Zoo], Engine]


def builtin(zoo: Zoo) -> Engine:
    return Forward(plan(zoo))


def durable_rules(zoo: Zoo) -> Engine:
    planned = plan(zoo)
    reason = durable.unavailable(planned)
    if reason is not None:
        pytest.skip(reason)
    return durable.Durable(planned)


every_engine = pytest.mark.parametrize("engine", [builtin, durable_rules])


def said(engine: Make, client: Client, rules: Sequence[Rule] | None = None) -> Consultation:
    """All that the engine says of the client, to the last bit; its name and the order of rules are no part of that."""
    zoo = client.zoo if rules is None else replace(client.zoo, rules=tuple(rules))
    return replace(engine(zoo).consult(client.answers), engine="", zoo=client.zoo)


def concluded(engine: Make, client: Client) -> tuple[object, ...]:
    """All that rests on the answers, without the answers themselves."""
    found = said(engine, client)
    return found.verdict, found.ranking, found.beliefs, found.firings


@given(client=clients())
def test_the_engines_agree(client: Client) -> None:
    assert said(durable_rules, client) == said(builtin, client)


@every_engine
@given(client=clients(), data=st.data())
def test_the_order_of_rules_never_matters(engine: Make, client: Client, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(client.zoo.rules))
    assert said(engine, client, shuffled) == said(engine, client)


@every_engine
@given(client=clients(), answer=st.sampled_from([Answer(True), Answer(False, 0.6)]))
def test_an_answer_that_no_rule_looks_at_never_matters(engine: Make, client: Client, answer: Answer) -> None:
    idle = Attribute(
        "idle", "all", "Idle", "?", "", "", "from_birth", "client", "boolean", values={True: "", False: ""}
    )
    zoo = replace(client.zoo, attributes={**client.zoo.attributes, "idle": idle})
    asked = Client(zoo, {**client.answers, "idle": answer})
    assert concluded(engine, asked) == concluded(engine, client)


@every_engine
@given(client=clients())
def test_an_answer_nobody_believes_counts_as_unknown(engine: Make, client: Client) -> None:
    believed = {name: answer for name, answer in client.answers.items() if answer.certainty >= THRESHOLD}
    assert concluded(engine, client) == concluded(engine, Client(client.zoo, believed))
