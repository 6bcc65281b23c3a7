"""What came of the steps, counted by hand."""

from dataclasses import replace
from datetime import date, timedelta

from clientzoo.work.outcome import Passage, outcomes, preceding
from clientzoo.work.step import closed, done, dropped
from work.steps import MONDAY, step

TODAY = MONDAY + timedelta(days=10)


def test_done_in_time_and_worked_are_counted_apart() -> None:
    steps = [
        done(step(1), "yes", "", MONDAY),
        done(step(2), "no", "", MONDAY + timedelta(days=1)),  # a day late
        done(step(3), "unknown", "", MONDAY),
        dropped(step(4), "a rival has it", MONDAY),
        step(5),  # overdue by now
        step(6, due=TODAY),  # not yet
        closed(step(7), "lost its reason", MONDAY),
    ]
    (found,) = outcomes(steps, TODAY)
    assert (found.advice, found.animal, found.given) == ("call", "wolf", 6)
    assert (found.done.hits, found.done.of) == (3, 5)
    assert (found.in_time.hits, found.in_time.of) == (2, 3)
    assert (found.worked.hits, found.worked.of) == (1, 2)


def test_advice_is_counted_for_each_animal_apart() -> None:
    steps = [step(1), replace(step(2), animal="cow"), replace(step(3), animal=None), replace(step(4), animal="cow")]
    assert [(one.animal, one.given) for one in outcomes(steps, MONDAY)] == [("cow", 2), (None, 1), ("wolf", 1)]


def test_what_preceded_a_move_is_set_beside_those_who_stayed() -> None:
    steps = [
        done(step(1, client=1), "yes", "", MONDAY),
        done(step(2, client=2), "yes", "", MONDAY + timedelta(days=9)),  # after the move
        done(step(3, client=3), "yes", "", MONDAY),
        step(4, client=4),
    ]
    moved = [Passage(1, "wolf", "tiger", MONDAY + timedelta(3)), Passage(2, "wolf", "tiger", MONDAY + timedelta(3))]
    (found,) = preceding(steps, moved, {"wolf": [3, 4, 5]})
    assert (found.advice, found.origin, found.target) == ("call", "wolf", "tiger")
    assert (found.movers.hits, found.movers.of) == (1, 2)
    assert (found.others.hits, found.others.of) == (1, 3)


def test_without_moves_nothing_is_said() -> None:
    assert preceding([done(step(1), "yes", "", date(2026, 11, 2))], [], {}) == ()
