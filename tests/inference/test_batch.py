"""Many clients at once come out as each would alone, to the last bit."""

from hypothesis import given
from hypothesis import strategies as st

from clientzoo.inference.batch import NOBODY, Batch, Results
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.premise import certainty_of
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.zoo import Zoo
from strategies import INFINITY, NUMBERS, Client, clients, zoos


def name_of(batch: Batch, position: int) -> str | None:
    return None if position == NOBODY else batch.animals[position]


def assert_same(batch: Batch, results: Results, client: int, alone: Consultation) -> None:
    verdict = alone.verdict
    assert results.statuses()[client] == verdict.status
    assert name_of(batch, results.animal[client]) == verdict.animal
    assert name_of(batch, results.runner_up[client]) == verdict.runner_up
    assert results.margin[client] == verdict.margin
    ranked = [(batch.animals[results.top[client]], alone.ranking[0].animal)]
    ranked += [(batch.animals[results.second[client]], alone.ranking[1].animal)] if len(alone.ranking) > 1 else []
    assert all(ours == theirs for ours, theirs in ranked)
    certainties = {fact: results.certainties[row, client] for fact, row in batch.row.items()}
    assert {fact: belief.certainty for fact, belief in alone.beliefs.items()} == {
        fact: certainties[fact] for fact in alone.beliefs
    }
    assert not any(certainty for fact, certainty in certainties.items() if fact not in alone.beliefs)
    fired = {rule.id for row, rule in enumerate(batch.zoo.rules) if results.fired[row, client]}
    assert fired == {firing.rule for firing in alone.firings}
    counted = {name for row, name in enumerate(batch.codebook.names) if results.codes[row, client] >= 0}
    assert counted == set(alone.answers)
    ready = dict(zip(batch.zoo.transitions, results.readiness[:, client], strict=True))
    assert all(ready[one.transition.id] == one.readiness for one in prospects(alone))
    for row, (_, need) in enumerate(batch.needs):
        assert results.needs[row, client] == (certainty_of(need.when, alone.facts) > 0)


@given(client=clients(), data=st.data())
def test_a_batch_agrees_with_the_engine_on_every_client(client: Client, data: st.DataObject) -> None:
    planned = plan(client.zoo)
    batch, engine = Batch(planned), Forward(planned)
    fewer = [
        {name: answer for name, answer in client.answers.items() if data.draw(st.booleans(), label=name)}
        for _ in range(3)
    ]
    sure = {name: Answer(answer.value) for name, answer in client.answers.items()}
    asked = [client.answers, {}, sure, *fewer]
    results = batch.run(batch.encode(asked), fired=True)
    for position, answers in enumerate(asked):
        assert_same(batch, results, position, engine.consult(answers))


@given(zoo=zoos(), number=st.sampled_from(NUMBERS) | st.floats(-1e17, 1e17), other=st.sampled_from(NUMBERS))
def test_numbers_of_one_code_are_alike_to_every_rule(zoo: Zoo, number: float, other: float) -> None:
    planned = plan(zoo)
    batch, engine = Batch(planned), Forward(planned)
    whole = number.is_integer() and other.is_integer()  # only then both are possible answers of an integer
    for name in (
        one.id for one in zoo.attributes.values() if one.type == "number" or (one.type == "integer" and whole)
    ):
        if batch.codebook.code(name, number) == batch.codebook.code(name, other):
            assert engine.consult({name: Answer(number)}).beliefs == engine.consult({name: Answer(other)}).beliefs


@given(zoo=zoos())
def test_every_code_has_an_answer_that_gives_it(zoo: Zoo) -> None:
    codebook = Batch(plan(zoo)).codebook
    for name, codes in codebook.codes.items():
        for number, code in enumerate(codes):
            if code.value is not None:
                assert codebook.code(name, code.value) == number
            else:
                low, high = code.low or 0.0, code.high or 0.0
                assert zoo.attributes[name].type == "integer"
                assert (low, high) != (-INFINITY, INFINITY)
                assert high - low <= 1


@given(client=clients(max_rules=4))
def test_parts_of_a_large_batch_are_no_different(client: Client) -> None:
    batch = Batch(plan(client.zoo))
    many = batch.run(batch.encode([client.answers, {}] * 5000))
    few = batch.run(batch.encode([client.answers, {}]))
    for one in (0, 1):
        assert (many.certainties[:, one::2] == few.certainties[:, one : one + 1]).all()
        assert (many.animal[one::2] == few.animal[one]).all()
        assert (many.codes[:, one::2] == few.codes[:, one : one + 1]).all()
