"""What it would take: every set does it, none can spare a change, and where none is found there is none."""

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings

from clientzoo.explanation.path import Change, arrived, changed_by, paths
from clientzoo.explanation.representative import representatives
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from explanation.clients import COW, WOLF, of_the_ecosystem, tiny
from strategies import Client, clients


@settings(max_examples=60)
@given(client=clients())
def test_it_finds_the_smallest_sets_and_all_of_them_do_it(client: Client) -> None:
    engine = Forward(plan(client.zoo))
    for animal in client.zoo.animals:
        found = paths(engine, client.zoo, client.answers, animal, most_changes=2)
        if found.there:
            assert arrived(engine.consult(client.answers).verdict, animal)
            continue
        enough = smallest(client, animal, 2)
        assert (len(found.sets[0].changes) if found.sets else None) == enough
        for one in found.sets:
            assert arrived(engine.consult(changed_by(one, client.answers)).verdict, animal)


def smallest(client: Client, animal: str, most: int) -> int | None:
    """The size of the smallest set of changes, by trying every one of them."""
    engine = Forward(plan(client.zoo))
    for size in range(1, most + 1):
        for changes in every_set(client, size):
            if arrived(engine.consult({**client.answers, **changes}).verdict, animal):
                return size
    return None


def every_set(client: Client, size: int) -> Iterator[dict[str, Answer]]:
    """To be surer of an answer that stays the same is no change."""
    values = {
        name: [one for one in known if name not in client.answers or one != client.answers[name].value]
        for name, known in representatives(client.zoo).items()
    }
    for names in combinations(values, size):
        for chosen in product(*(values[name] for name in names)):
            yield {name: Answer(value) for name, value in zip(names, chosen, strict=True)}


def test_a_wolf_becomes_a_tiger_and_no_change_can_be_spared() -> None:
    zoo, engine, answers = of_the_ecosystem(WOLF)
    found = paths(engine, zoo, answers, "tiger")
    assert found.transition is not None
    assert found.transition.kind == "growth"
    assert 0 < len(found.sets) <= 10
    for one in found.sets:
        assert all(zoo.attributes[change.attribute].changed_by != "nobody" for change in one.changes)
        assert all(change.old == WOLF.get(change.attribute) for change in one.changes)
        assert arrived(engine.consult(changed_by(one, answers)).verdict, "tiger")
        for size in range(len(one.changes)):
            for fewer in combinations(one.changes, size):
                changed = {change.attribute: Answer(change.new) for change in fewer}
                assert not arrived(engine.consult({**answers, **changed}).verdict, "tiger")


def test_sets_that_ask_less_of_others_come_first() -> None:
    zoo, engine, answers = of_the_ecosystem(WOLF)
    order = ["agency", "client", "new leadership"]
    ranks = [order.index(one.by) for one in paths(engine, zoo, answers, "sheep").sets]
    assert ranks == sorted(ranks)


def test_a_herbivore_turns_predator_only_under_new_leaders() -> None:
    zoo, engine, answers = of_the_ecosystem(COW)
    found = paths(engine, zoo, answers, "wolf")
    assert [need.id for need in found.revolution] == ["new_team_and_leader"]
    assert found.sets
    for one in found.sets:
        assert one.by == "new leadership"
        assert Change("leadership_change", None, "happened", "new leadership") in one.changes


def test_after_the_revolution_it_is_asked_for_no_more() -> None:
    zoo, engine, answers = of_the_ecosystem({**COW, "leadership_change": "happened"})
    found = paths(engine, zoo, answers, "wolf")
    assert found.revolution == ()
    assert all(change.attribute != "leadership_change" for one in found.sets for change in one.changes)


def test_what_nobody_can_change_stays(tmp_path: Path) -> None:
    zoo, engine, answers = tiny(tmp_path, wish="wants", employees=40)
    (one,) = paths(engine, zoo, answers, "cat").sets
    assert [(change.attribute, change.old, change.new) for change in one.changes] == [("employees", 40, 5)]


def test_it_says_so_when_nothing_would_do(tmp_path: Path) -> None:
    never = "- {id: never, if: {foreign: yes}, then: {animal: cat}, certainty: -0.9, because: So., source: s}\n"
    zoo, engine, answers = tiny(tmp_path, never, wish="none", employees=40, foreign=True)
    found = paths(engine, zoo, answers, "cat")
    assert (found.sets, found.searched, found.cut_short) == ((), 4, False)


def test_an_animal_already_there_needs_nothing() -> None:
    zoo, engine, answers = of_the_ecosystem(WOLF)
    found = paths(engine, zoo, answers, "wolf")
    assert found.there
    assert found.sets == ()


def test_unknown_animals_are_no_animals(tmp_path: Path) -> None:
    zoo, engine, answers = tiny(tmp_path)
    with pytest.raises(KeyError):
        paths(engine, zoo, answers, "dragon")
