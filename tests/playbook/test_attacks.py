"""A hundred templates that mean harm: each is told with its place or harmless, and all of them end."""

from pathlib import Path

import pytest

from clientzoo.knowledge.problems import Problem, ProblemsError
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.budget import MAX_SIGNS, MAX_STEPS, MAX_TOGETHER, Budget, LimitError
from clientzoo.playbook.check import check
from clientzoo.playbook.rendering import Press
from playbook import clients
from playbook.attacks import ATTACKS

PART = "animals/cat.md.jinja"


def test_there_are_a_hundred() -> None:
    assert len(ATTACKS) >= 100


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Zoo:
    return clients.zoo(tmp_path_factory.mktemp("zoo"))


def attacked(zoo: Zoo, template: str) -> tuple[Problem, ...]:
    """What the check says, and what making the playbook does; both end."""
    (zoo.templates_dir / PART).write_text(template, encoding="utf-8")
    client = clients.answers("Client", wish="wants", employees=12)
    found = check(zoo)
    try:
        Press(zoo).html(clients.consulted(zoo, client), client)
    except ProblemsError as error:
        assert found, "what fails for a client was not found by the check"
        return (*found, *error.problems)
    return found


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_told_or_does_no_harm(zoo: Zoo, name: str) -> None:
    template, codes = ATTACKS[name]
    problems = attacked(zoo, template)
    assert {one.code for one in problems} <= codes
    assert problems or not codes
    assert all(Path(one.place.file).name.endswith(".md.jinja") and one.place.line >= 1 for one in problems)
    assert not any("Traceback" in one.message or len(one.message) > 6000 for one in problems)


@pytest.mark.parametrize(
    ("spent", "words"),
    [
        (lambda budget: budget.spend(MAX_STEPS + 1), "does not end"),
        (lambda budget: budget.put_together("x" * (MAX_TOGETHER + 1)), "too much text"),
        (lambda budget: budget.concatenated(["x"] * (MAX_SIGNS + 1)), "too long"),
        (lambda budget: budget.weighed([["x" * MAX_STEPS]]), "does not end"),
        (lambda budget: list(budget.counted("text")), "no list"),
    ],
)
def test_a_budget_ends(spent: object, words: str) -> None:
    assert callable(spent)
    with pytest.raises(LimitError, match=words):
        spent(Budget())


def test_each_document_begins_anew() -> None:
    budget = Budget()
    for _ in range(3):
        budget.start()
        budget.spend(MAX_STEPS)
        budget.put_together("x" * MAX_TOGETHER)
