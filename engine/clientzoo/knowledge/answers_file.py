"""Reads answers: a client's file, or those of a case. An unknown id or an impossible value is a located problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clientzoo.knowledge import quantity
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.languages import is_unknown, labels, values_called
from clientzoo.knowledge.problems import LONGEST, Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.schema import AnswerEntry, AnswersFile
from clientzoo.knowledge.span import Span, rough
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.versions import brought_up_to_date
from clientzoo.knowledge.wording import read_value
from clientzoo.knowledge.yaml import Document, KeyPath, read
from clientzoo.knowledge.zoo import Attribute, Zoo, value_text

_STRANGERS = 50  # unknown questions told one by one


@dataclass(frozen=True, slots=True)
class ClientAnswers:
    """What is known of a client. `unknown` were asked and nobody knew; `open_notes` stand at questions unanswered.

    `account` tells what is otherwise than in the version for which the file was written, in sentences; `earlier` are
    answers to what is no longer asked, kept as they were written. `animal` is what an expert says that the client is,
    against which `rules score` holds the rules; no rule looks at it.
    """

    client: str
    zoo: str
    version: str
    answers: Mapping[str, Answer]
    unknown: frozenset[str] = frozenset()
    open_notes: Mapping[str, str] = field(default_factory=dict)
    account: tuple[str, ...] = ()
    earlier: Mapping[str, Any] = field(default_factory=dict)
    animal: str = ""


def read_answers_file(path: Path, zoo: Zoo, shown_as: str | None = None) -> ClientAnswers:
    """The answers in `path`. Raises ProblemsError with everything that is wrong with them."""
    document = read(path, shown_as)
    problems: list[Problem] = []
    if not isinstance(document.value, dict):
        problems.append(
            Problem(document.place(), "wrong-type", "an answers file is a mapping with `client:` and `answers:`")
        )
        raise ProblemsError(problems)
    raw_answers = document.value.get("answers")
    heading = validated(AnswersFile, {**document.value, "answers": {}}, document, (), problems)
    if heading is not None and heading.zoo not in ("", zoo.id):
        message = f"these answers are for the zoo `{heading.zoo}`, not `{zoo.id}`"
        problems.append(Problem(document.place(("zoo", "")), "wrong-zoo", message, "choose the zoo with --zoo"))
    if raw_answers is not None and not isinstance(raw_answers, dict):
        problems.append(
            Problem(document.place(("answers",)), "wrong-type", "`answers` is a mapping of questions to answers")
        )
        raw_answers = {}
    version = heading.version if heading is not None else ""
    updated = brought_up_to_date(raw_answers or {}, version, zoo, document, ("answers",), problems)
    answers, unknown, notes = read_answers(updated.answers, zoo, updated.document, ("answers",), problems)
    if heading is not None and heading.animal and heading.animal not in zoo.animals:
        hint = did_you_mean(heading.animal, zoo.animals)
        message = f"`{heading.animal}` is no animal of this zoo"
        problems.append(Problem(document.place(("animal", "")), "unknown-value", message, hint))
    if problems or heading is None:
        raise ProblemsError(problems)
    earlier = {**document.value.get("earlier", {}), **updated.gone}
    return ClientAnswers(
        heading.client,
        heading.zoo or zoo.id,
        heading.version,
        answers,
        unknown,
        notes,
        updated.account,
        earlier,
        heading.animal,
    )


def client_answers(given: Mapping[str, object], zoo: Zoo, client: str) -> ClientAnswers:
    """Answers that a program gives, by question: values, `Answer`s, or mappings of value, certainty and note.

    Raises ProblemsError with everything that is wrong with them; problems bear the client's name for a file.
    """
    shaped = {
        name: {"value": one.value, "certainty": one.certainty, "note": one.note} if isinstance(one, Answer) else one
        for name, one in given.items()
    }
    problems: list[Problem] = []
    answers, unknown, notes = read_answers(shaped, zoo, Document(client, shaped, {}), (), problems)
    if problems:
        raise ProblemsError(problems)
    return ClientAnswers(client, zoo.id, zoo.version, answers, unknown, notes)


def read_answers(
    raw: Mapping[str, Any], zoo: Zoo, document: Document, path: KeyPath, problems: list[Problem]
) -> tuple[dict[str, Answer], frozenset[str], dict[str, str]]:
    """The answers at `path`, the ids given as not known, notes where there is no answer; faults go to `problems`."""
    answers: dict[str, Answer] = {}
    notes: dict[str, str] = {}
    unknown = set()
    _refuse_strangers([name for name in raw if name not in zoo.attributes], zoo, document, path, problems)
    for name, given in raw.items():
        attribute = zoo.attributes.get(name)
        if attribute is None:
            continue
        if attribute.formula is not None:
            message = f"`{name}` is computed from other answers, so it is not answered itself"
            problems.append(Problem(document.place((*path, name)), "unknown-attribute", message, "leave the line out"))
            continue
        shaped = given if isinstance(given, dict) else {"value": given}
        entry = validated(AnswerEntry, shaped, document, (*path, name), problems)
        if entry is None:
            continue
        blank = entry.value is None or (attribute.type == "text" and not str(entry.value).strip())
        nobody_knows = not blank and isinstance(entry.value, str) and is_unknown(zoo, attribute, entry.value)
        if blank or nobody_knows:
            if nobody_knows:  # an empty value was not asked yet
                unknown.add(name)
            if entry.note:
                notes[name] = entry.note
            continue
        try:
            value = answer_value(attribute, entry.value, zoo)
        except ValueError as error:
            where = (*path, name, "value", "") if isinstance(given, dict) else (*path, name, "")
            code = "unknown-value" if not attribute.numeric else "wrong-number"
            problems.append(Problem(document.place(where), code, str(error), getattr(error, "hint", "")))
            continue
        answers[name] = Answer(value, float(entry.certainty), entry.note)
    return answers, frozenset(unknown), notes


def _refuse_strangers(
    names: Sequence[str], zoo: Zoo, document: Document, path: KeyPath, problems: list[Problem]
) -> None:
    """Questions that the zoo does not have: the first of them one by one, the rest in one sentence."""
    for name in names[:_STRANGERS]:
        message = f"`{name[:LONGEST]}` is no question of this zoo"
        hint = did_you_mean(name, zoo.attributes)
        problems.append(Problem(document.place((*path, name)), "unknown-attribute", message, hint))
    if len(names) > _STRANGERS:
        message = f"{len(names) - _STRANGERS} more are no questions of this zoo"
        place = document.place((*path, names[_STRANGERS]))
        problems.append(Problem(place, "unknown-attribute", message, "is this an answers file of another zoo?"))


class ImpossibleAnswerError(ValueError):
    """The value is not one that the question allows; `hint` says what would be."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)


def answer_value(attribute: Attribute, given: object, zoo: Zoo) -> Value:
    """The value of the question that `given` names: a number in range or a span, a choice by id or label, or a text.

    Raises ImpossibleAnswerError, its text fit to be shown.
    """
    if attribute.type == "text":
        if not str(given).strip():
            raise ImpossibleAnswerError(f"`{attribute.id}` is a text, and this one is empty")
        return str(given).strip()
    if attribute.numeric:
        found = _roughly(attribute, given) if isinstance(given, str) else None
        return _number(attribute, given) if found is None else found
    value, (_, message, hint) = read_value(zoo.domains[attribute.id], given)
    if value is not None:
        return value
    called = values_called(zoo, attribute, given) if isinstance(given, str) else {}
    if len(called) == 1:
        return next(iter(called))
    if called:
        meanings = " or ".join(f"`{value_text(one)}` ({', '.join(said) or 'id'})" for one, said in called.items())
        raise ImpossibleAnswerError(f"`{given}` may mean {meanings} of `{attribute.id}`", "write the value's id")
    known = [*map(value_text, attribute.values), *(label for _, _, label in labels(zoo, attribute))]
    raise ImpossibleAnswerError(message, did_you_mean(given, known, show_all_up_to=0) or hint)


def _roughly(attribute: Attribute, given: str) -> Span | float | None:
    """A range or a rough word; None where the text is neither."""
    try:
        return rough(
            given,
            lambda end: float(_number(attribute, end)),
            whole=attribute.type == "integer",
            least=attribute.minimum,
            most=attribute.maximum,
        )
    except ImpossibleAnswerError:
        raise
    except ValueError as error:
        raise ImpossibleAnswerError(f"`{attribute.id}`: {error}") from None


def _number(attribute: Attribute, given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise ImpossibleAnswerError(f"`{attribute.id}` is a number, not `{given}`")
    if isinstance(given, str):
        try:
            number = quantity.number(given, monthly_from_yearly=attribute.also_per == "year")
        except ValueError as error:
            raise ImpossibleAnswerError(f"`{attribute.id}`: {error}") from None
    else:
        number = given
    if number != number or number in (float("inf"), float("-inf")):
        raise ImpossibleAnswerError(f"`{attribute.id}` must be a finite number")
    if attribute.type == "integer" and number != int(number):
        raise ImpossibleAnswerError(f"`{attribute.id}` is counted in whole {attribute.unit}, not {value_text(number)}")
    low, high = attribute.minimum, attribute.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        bounds = (
            f"at least {value_text(low)}"
            if high is None and low is not None
            else f"from {value_text(low or 0)} to {value_text(high or 0)}"
        )
        raise ImpossibleAnswerError(f"`{attribute.id}` is {bounds} {attribute.unit}, not {value_text(number)}")
    return int(number) if number == int(number) and abs(number) < 1e15 else float(number)
