"""A client's playbook put into action, or brought up to date, and the next step after one that is done."""

from collections.abc import Iterable
from datetime import date

from clientzoo.inference.consultation import Consultation
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.playbook.rendering import Press
from clientzoo.register.client import Client
from clientzoo.work.board import Board
from clientzoo.work.planned import follow_ups, planned_steps
from clientzoo.work.revision import Revision
from clientzoo.work.step import State
from clientzoo.work.team import Team

_DONE: tuple[State, ...] = ("done",)


def put_to_work(
    board: Board,
    client: Client,
    consultation: Consultation,
    answers: ClientAnswers,
    press: Press,
    team: Team,
    on: date,
) -> Revision:
    """Opens the steps of the client's playbook from the day `on`, or brings those there are in line with it.

    What follows (`then:`) on a step that is done stays work whatever the rules give. Raises ProblemsError where a text
    of the zoo is at fault.
    """
    done = [one.advice for one in board.steps(client=client, states=_DONE)]
    planned = {one.advice: one for one in follow_ups(press, consultation, answers, done)}
    planned |= {one.advice: one for one in planned_steps(press, consultation, answers)}
    return board.revise(
        client, planned.values(), team, animal=consultation.verdict.animal, on=on, answered=answers.answers.keys()
    )


def next_steps(
    board: Board,
    client: Client,
    advice: Iterable[str],
    consultation: Consultation,
    answers: ClientAnswers,
    press: Press,
    team: Team,
    on: date,
) -> Revision:
    """Opens what the rulebase puts after these pieces of advice, counted from the day `on`; nothing else changes."""
    planned = follow_ups(press, consultation, answers, advice)
    return board.revise(client, planned, team, animal=consultation.verdict.animal, on=on, origins=())
