"""What a client's playbook asks to be done: the steps of its advice, and the questions that tell most."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from clientzoo.inference.consultation import Consultation
from clientzoo.inference.premise import Outcome, outcome
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.playbook.action import Action
from clientzoo.playbook.rendering import Press
from clientzoo.playbook.worth_asking import worth_asking
from clientzoo.work.step import Origin

QUESTIONS = 3  # a meeting has room for no more
ASK = "ask:"
_ASK_BY = 7  # the day of the plan by which they are asked


@dataclass(frozen=True, slots=True)
class Planned:
    """A step as the playbook has it: `advice` names where it comes from, `day` counts from the start, the first being
    1."""

    advice: str
    origin: Origin
    text: str
    because: str
    done_when: str
    role: str
    day: int


def planned_steps(press: Press, consultation: Consultation, client: ClientAnswers) -> tuple[Planned, ...]:
    """The steps of the client's playbook in the order of their days. Raises ProblemsError for a faulty text."""
    steps = map(_planned, press.actions(consultation, client))
    return tuple(sorted((*steps, *_questions(consultation)), key=lambda one: (one.day, one.advice)))


def follow_ups(
    press: Press, consultation: Consultation, client: ClientAnswers, advice: Iterable[str]
) -> tuple[Planned, ...]:
    """What the rulebase puts after these pieces of advice (`then:`), of whatever topic.

    What is known not to fit the client is left out. Days count from the day on which the first was done: as many lie
    between as between the two in the plan.
    """
    zoo = consultation.zoo
    days: dict[str, int] = {}
    for one in advice:
        first = zoo.advice[one].day or 1 if one in zoo.advice else 1
        for then in zoo.advice[one].then if one in zoo.advice else ():
            presupposed = zoo.advice[then].presupposes
            if presupposed is not None and outcome(presupposed, consultation.facts) is Outcome.FAILS:
                continue
            days.setdefault(then, max(1, (zoo.advice[then].day or 1) - first + 1))
    actions = press.as_actions(consultation, client, (zoo.advice[name] for name in days))
    return tuple(replace(_planned(one), day=days[one.advice]) for one in actions)


def chosen_steps(
    press: Press, consultation: Consultation, client: ClientAnswers, advice: Iterable[str]
) -> tuple[Planned, ...]:
    """These pieces of advice as steps, whoever chose them. Raises ProblemsError for a faulty text."""
    zoo = consultation.zoo
    return tuple(
        map(
            _planned,
            press.as_actions(consultation, client, (zoo.advice[name] for name in advice if name in zoo.advice)),
        )
    )


def _planned(one: Action) -> Planned:
    return Planned(one.advice, "advice", one.text, one.because, one.done_when, one.role, one.day)


def _questions(consultation: Consultation) -> Iterable[Planned]:
    asked = [one for one in worth_asking(consultation, len(consultation.zoo.questions)) if not one.presumes]
    for question in asked[:QUESTIONS]:
        done_when = "The answer is written down."
        yield Planned(f"{ASK}{question.id}", "question", question.ask, question.purpose, done_when, "", _ASK_BY)
