"""`clientzoo history`: the life of a client, and why its verdict moved."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

import typer

from clientzoo.cli.clients.who import ClientArgument
from clientzoo.cli.options import EngineOption, JsonOption, LanguageOption, ZooOption, expert
from clientzoo.cli.register_door import KnownOnOption, day, the_register
from clientzoo.inference.choice import EngineChoice

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.register.history import Event, Moved
    from clientzoo.register.statement import Statement

_FEW = 3  # first answers told one by one


def history(
    client: ClientArgument,
    known_on: KnownOnOption = None,
    zoo: ZooOption = None,
    language: LanguageOption = "",
    engine_choice: EngineOption = EngineChoice.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Tell the life of a client: answers that changed, verdicts that moved and why, decisions.

    Example: [bold]clientzoo history Romashka[/bold]

    Every verdict is that of today's rules. Where a verdict was given by other rules, and today's would give another to
    the same answers, that is said too: then the rules changed and not the client. With --json, one object;
    `clientzoo schema history` describes it.
    """
    from clientzoo.cli.history_shape import HistoryShape
    from clientzoo.register.history import history as happened
    from clientzoo.register.register import end_of

    asked = expert(zoo, language, engine_choice, 100)
    register = the_register()
    found = register.client(client)
    statements, verdicts = register.statements(found), register.verdicts(found)
    known = end_of(day(known_on)) if known_on else None
    events = happened(statements, verdicts, register.decisions(found), asked.zoo, asked.engine.consult, known)
    if as_json:
        shape = HistoryShape.of(found.name, asked.zoo, events)
        typer.echo(json.dumps(shape.data(), ensure_ascii=False, indent=2))
        return
    typer.echo(f"{found.name}, by version {asked.zoo.version} of the zoo")
    if not events:
        typer.echo("Nothing was said yet.")
    before = None
    for event in events:
        if event.day != before:
            typer.echo()
        for line in _told(asked.zoo, event):
            typer.echo(f"{event.day.isoformat() if event.day != before else '':10}  {line}")
            before = event.day


def _told(zoo: "Zoo", event: "Event") -> Iterator[str]:
    from clientzoo.explanation.verdict import verdict_in_words
    from clientzoo.register.history import Corrected, Decided, Moved, RulesChanged, Said

    match event:
        case Said():
            by = ", ".join(dict.fromkeys(one.after.by for one in event.answers))
            if event.first and len(event.answers) > _FEW:
                yield f"First said: {len(event.answers)} answers ({by})"
                return
            for one in event.answers:
                was = f", before: {_said(zoo, one.before)}" if one.before else ""
                yield f"{_name(zoo, one.question)}: {_said(zoo, one.after)}{was} ({one.after.by})"
        case Corrected():
            right = event.statement
            was = f", not {_said(zoo, event.before)}" if event.before else ""
            since = f"{was}, from {right.holds_from} ({right.by})"
            yield f"Corrected: {_name(zoo, right.question)} is {_said(zoo, right)}{since}"
        case Moved():
            yield from _moved(zoo, event)
        case RulesChanged():
            verdict = event.given.verdict
            now = verdict_in_words(zoo, event.now)
            then = verdict.animal or verdict.status
            yield f"By the rules of then (version {verdict.zoo_version}): {then}; by today's: {now}"
            yield "  The rules changed, not the client."
        case Decided():
            one_decision = event.decision
            if one_decision.animal is None:
                yield f"{one_decision.by} withdrew the decision"
                return
            until = f", until {one_decision.until}" if one_decision.until else ""
            yield f"{one_decision.by} decided: {one_decision.animal}, because {one_decision.because}{until}"
        case _:
            assert_never(event)


def _moved(zoo: "Zoo", event: "Moved") -> Iterator[str]:
    from clientzoo.explanation.verdict import verdict_in_words

    before = f"{verdict_in_words(zoo, event.before)} -> " if event.before else ""
    yield f"= {before}{verdict_in_words(zoo, event.after)}"
    if event.before is None:
        return
    yield f"    by {', '.join(_name(zoo, name) for name in event.questions)}"
    for sign, rules in (("+", event.gained), ("-", event.lost)):
        for rule in rules:
            yield f"    {sign} {zoo.rule[rule].because} [{rule}]"


def _name(zoo: "Zoo", question: str) -> str:
    return zoo.attributes[question].name if question in zoo.attributes else question


def _said(zoo: "Zoo", statement: "Statement") -> str:
    from clientzoo.explanation.wording import value_in_words

    if statement.value is None:
        return "nobody knows" if statement.state == "unknown" else "open"
    attribute = zoo.attributes.get(statement.question)
    if attribute is None or (attribute.values and statement.value not in attribute.values):
        return str(statement.value)
    unsure = " (I think so)" if statement.certainty < 1.0 else ""
    return f"{value_in_words(zoo, attribute, statement.value)}{unsure}"
