"""What the register knows of a client on a day, in the names of today's zoo: what every command starts from."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from clientzoo.knowledge.answer import UNKNOWN, Answer
from clientzoo.knowledge.answers_file import ClientAnswers, read_answers
from clientzoo.knowledge.problems import Problem
from clientzoo.knowledge.versions import brought_up_to_date, version_number
from clientzoo.knowledge.yaml import Document
from clientzoo.knowledge.zoo import Zoo
from clientzoo.register.statement import Held, Statement, in_force


def of_zoo(statements: Iterable[Statement], zoo: Zoo) -> tuple[Statement, ...]:
    """The statements that were made for this zoo, in whatever version."""
    return tuple(one for one in statements if one.zoo == zoo.id)


def held_today(
    statements: Iterable[Statement], zoo: Zoo, as_of: date | None = None, known_at: datetime | None = None
) -> Mapping[str, Held]:
    """What was in force on the day, by what was known then, under the names that today's zoo has for its questions.

    Where a question was asked under an earlier name too, what holds from the later day counts.
    """
    names = {old: attribute.id for attribute in zoo.attributes.values() for old in attribute.renamed_from}
    found: dict[str, Held] = {}
    for question, held in in_force(of_zoo(statements, zoo), as_of, known_at).items():
        name = question if question in zoo.attributes else names.get(question, question)
        if name not in found or _later(held, found[name]):
            found[name] = held
    return found


def client_answers(client: str, held: Mapping[str, Held], zoo: Zoo) -> ClientAnswers:
    """The answers that these statements give to today's zoo.

    What it no longer asks, or can no longer take, is set aside in `earlier`, and `account` says so; nothing is lost.
    """
    versions = [one.statement.zoo_version for one in held.values()]
    oldest = min(versions, key=version_number, default=zoo.version)
    paper = Document("", None, {})
    raw = {name: _raw(one.statement) for name, one in held.items()}
    updated = brought_up_to_date(raw, oldest, zoo, paper, (), [])
    answers: dict[str, Answer] = {}
    unknown: set[str] = set()
    notes: dict[str, str] = {}
    account, earlier = list(updated.account), dict(updated.gone)
    for name, given in updated.answers.items():
        problems: list[Problem] = []
        one, asked, noted = read_answers({name: given}, zoo, paper, (), problems)
        if problems:
            account.append(f"the answer to `{name}` no longer fits and is kept aside: {problems[0].message}")
            earlier[name] = given
        answers |= one
        unknown |= asked
        notes |= noted
    return ClientAnswers(client, zoo.id, oldest, answers, frozenset(unknown), notes, tuple(account), earlier)


def _raw(statement: Statement) -> dict[str, Any]:
    """As an answers file would have it."""
    value = UNKNOWN if statement.state == "unknown" else statement.value
    return {"value": value, "certainty": statement.certainty, "note": statement.note}


def _later(one: Held, other: Held) -> bool:
    ours, theirs = one.statement, other.statement
    return (ours.holds_from, ours.recorded_at) > (theirs.holds_from, theirs.recorded_at)
