"""A new playbook meets the steps there are: nothing doubled, nothing lost, what people did stays."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clientzoo.work.planned import Planned
from clientzoo.work.revision import revised
from clientzoo.work.step import Step, done, dropped, moved, reopened
from clientzoo.work.step import given as given_to
from clientzoo.work.team import Team
from work.steps import MONDAY, planned, situation

TEAM = Team()


def after(steps: Sequence[Step], plan: Sequence[Planned], animal: str = "wolf", on: date = MONDAY) -> list[Step]:
    """The steps once the plan is taken in, numbered as the register would."""
    change = revised(steps, plan, situation(animal, on), TEAM, {})
    known = {step.advice: step for step in steps}
    for step in change.steps:
        known[step.advice] = replace(step, number=step.number or len(known) + 1, revision=step.revision + 1)
    return list(known.values())


def test_a_plan_becomes_steps_on_working_days() -> None:
    steps = after([], [planned("call", 1), planned("visit", 6)])
    assert [(one.advice, one.due, one.person) for one in steps] == [
        ("call", MONDAY, "Анна"),
        ("visit", date(2026, 11, 9), "Анна"),  # day 6 is a Saturday
    ]


def test_the_same_plan_again_changes_nothing() -> None:
    steps = after([], [planned("call"), planned("visit", 6)])
    change = revised(steps, [planned("call"), planned("visit", 6)], situation(on=MONDAY + timedelta(7)), TEAM, {})
    assert change.steps == ()


def test_another_verdict_closes_what_lost_its_reason_and_says_why() -> None:
    steps = after([], [planned("call"), planned("visit", 6)])
    steps = [done(steps[0], "yes", "", MONDAY), steps[1]]
    steps = after(steps, [planned("tender", 3)], animal="tiger", on=MONDAY + timedelta(1))
    told = {one.advice: (one.state, one.told) for one in steps}
    assert told["call"] == ("done", "")
    assert told["visit"] == ("closed", "the client was wolf and is tiger now")
    assert told["tender"] == ("open", "")
    back = after(steps, [planned("visit", 6)], on=MONDAY + timedelta(7))
    visit = next(one for one in back if one.advice == "visit")
    assert (visit.state, visit.told, visit.due) == ("open", "", date(2026, 11, 16))


def test_an_answered_question_closes_its_step_with_that_reason() -> None:
    asking = Planned("ask:employees", "question", "How many?", "", "", "", 7)
    steps = after([], [asking])
    (step,) = revised(steps, [], situation(answered="employees"), TEAM, {}).closed
    assert step.told == "it has been answered"


def test_words_and_days_of_the_plan_are_taken_over_and_choices_of_people_stay() -> None:
    steps = after([], [planned("call", 1), planned("visit", 2)])
    steps = [moved(given_to(steps[0], "Вера"), date(2026, 12, 1)), steps[1]]
    steps = after(steps, [planned("call", 3, role="analyst", text="Ring them."), planned("visit", 3)])
    call, visit = steps
    assert (call.text, call.person, call.due, call.role) == ("Ring them.", "Вера", date(2026, 12, 1), "analyst")
    assert visit.due == date(2026, 11, 4)


ADVICE = ("call", "visit", "tender", "report")
PLANS = st.lists(st.tuples(st.sampled_from(ADVICE), st.integers(1, 30)), max_size=4, unique_by=lambda one: one[0])
ACTS = st.one_of(
    st.tuples(st.just("plan"), PLANS, st.sampled_from(["wolf", "tiger"])),
    st.tuples(st.sampled_from(["done", "move", "give", "drop", "reopen"]), st.sampled_from(ADVICE), st.integers(0, 40)),
)


@given(st.lists(ACTS, max_size=12))
def test_whatever_the_order_what_a_person_entered_stays(acts: list[tuple[str, object, object]]) -> None:
    steps: list[Step] = []
    entered: dict[str, Step] = {}
    for kind, what, how in acts:
        if kind == "plan":
            assert isinstance(what, list)
            plan = [planned(advice, day) for advice, day in what]
            steps = after(steps, plan, str(how))
            again = revised(steps, plan, situation(str(how), MONDAY), TEAM, {})
            assert again.steps == ()
        else:
            assert isinstance(how, int)
            steps = [_acted(kind, one, how, entered) if one.advice == what else one for one in steps]
        assert len({one.advice for one in steps}) == len(steps)
        for one in steps:
            kept = entered.get(one.advice)
            if kept is None:
                continue
            if kept.state in ("done", "dropped"):
                assert (one.state, one.worked, one.note, one.told) == (kept.state, kept.worked, kept.note, kept.told)
            elif one.state == "open":
                assert kept.by_hand - {"due"} <= one.by_hand
                assert "person" not in kept.by_hand or one.person == kept.person
                assert "due" not in kept.by_hand or kept.due < one.started or one.due == kept.due


def _acted(kind: str, step: Step, number: int, entered: dict[str, Step]) -> Step:
    day = MONDAY + timedelta(number)
    if kind == "reopen":
        if step.state == "open":
            return step
        entered.pop(step.advice, None)
        return reopened(step)
    if step.state != "open":
        return step
    changed = {
        "done": lambda: done(step, "yes", f"note {number}", day),
        "move": lambda: moved(step, day),
        "give": lambda: given_to(step, f"person {number}"),
        "drop": lambda: dropped(step, f"reason {number}", day),
    }[kind]()
    entered[step.advice] = changed
    return changed
