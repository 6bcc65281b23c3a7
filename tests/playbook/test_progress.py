"""A playbook in action, printed again: what is done is ticked, and people and days stand in place of roles."""

from datetime import date

import pytest

import clientzoo
from clientzoo.playbook.progress import NOT_BEGUN, Progress, StepState
from clientzoo.playbook.rendering import Press
from clientzoo.work.step import done, dropped, progress
from work.steps import MONDAY, step

WOLF = {
    "growth_wish": "wants", "internet_understanding": "none", "owner_involvement": "runs_everything", "employees": 25,
    "turnover": "14,4 млн в год", "management_mess": "slight", "regular_business": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def expert() -> clientzoo.Expert:
    return clientzoo.load(engine="builtin")


def test_the_page_says_how_far_it_is(expert: clientzoo.Expert) -> None:
    client, press = expert.client(WOLF, "Ромашка"), Press(expert.zoo)
    found = expert.classify(client)
    first, second, *_ = [
        one.advice for one in press.actions(found, client) if "month" in expert.zoo.advice[one.advice].topic
    ]
    states = {
        first: StepState(True, "Анна", date(2026, 12, 2)), second: StepState(False, "", date(2026, 12, 3)),
    }  # fmt: skip
    text = press.playbook(found, client, Progress(states, 1, 5)).markdown
    assert "(1 of 5 steps done)" in text
    assert "- [x] **By 2026-12-02, Анна.**" in text
    assert f"- [ ] **By 2026-12-03, {expert.zoo.advice[second].role}.**" in text
    assert len([line for line in text.splitlines() if line.startswith("- [x]")]) == 1


def test_without_a_register_it_is_as_ever(expert: clientzoo.Expert) -> None:
    client, press = expert.client(WOLF, "Ромашка"), Press(expert.zoo)
    text = press.playbook(expert.classify(client), client, NOT_BEGUN).markdown
    assert "steps done" not in text
    assert "- [ ] **Day " in text


def test_what_was_given_up_counts_nowhere() -> None:
    steps = [done(step(1), "yes", "", MONDAY), step(2, "visit"), dropped(step(3, "report"), "no", MONDAY)]
    found = progress(steps)
    assert (found.done, found.of, sorted(found.steps)) == (1, 2, ["call", "visit"])
