"""`clientzoo tasks outcome`: which advice earns its place."""

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.options import JsonOption
from clientzoo.cli.tasks.desk import Desk, desk

if TYPE_CHECKING:
    from clientzoo.inference.share import Share
    from clientzoo.work.outcome import Outcome, Passage, Preceding


def outcome(
    animal: Annotated[str, typer.Option("--animal", metavar="ANIMAL", help="Only for clients of this kind.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Say of each piece of advice how often it was done, in time, and worked; and what preceded clients that moved.

    Example: [bold]clientzoo tasks outcome --animal wolf[/bold]

    Shares come with their 95 % intervals: few steps say little. What preceded a move did not cause it. With --json,
    one object; `clientzoo schema outcome` describes it.
    """
    from clientzoo.cli.tasks.shape import OutcomeShape, OutcomesShape, PrecedingShape
    from clientzoo.work.board import EVERY_STATE
    from clientzoo.work.outcome import outcomes, preceding

    with desk() as at:
        steps = at.board.steps(states=EVERY_STATE)
        found = [one for one in outcomes(steps, at.register.today) if not animal or one.animal == animal]
        passages, stayed = _passages(at)
        before = [one for one in preceding(steps, passages, stayed) if not animal or one.origin == animal]
    if as_json:
        shape = OutcomesShape(
            outcomes=tuple(map(OutcomeShape.of, found)), preceding=tuple(map(PrecedingShape.of, before))
        )
        typer.echo(json.dumps(shape.data(), ensure_ascii=False, indent=2))
        return
    for line in _table(found):
        typer.echo(line)
    for one in before:
        typer.echo(_sentence(one))


def _passages(at: Desk) -> "tuple[list[Passage], dict[str, list[int]]]":
    """Every move from one animal to another, by the verdicts as given, and who stayed what they were."""
    from clientzoo.work.outcome import Passage

    passages: list[Passage] = []
    stayed: dict[str, list[int]] = {}
    for client in at.register.clients(archived=True):
        animals = [(one.verdict.animal, one.verdict.day) for one in at.register.verdicts(client)]
        known = [(animal, day) for animal, day in animals if animal is not None]
        moves = [Passage(client.number, was, now, day) for (was, _), (now, day) in pairwise(known) if was != now]
        passages.extend(moves)
        if known and not moves:
            stayed.setdefault(known[-1][0], []).append(client.number)
    return passages, stayed


def _table(found: "list[Outcome]") -> list[str]:
    rows = [("advice", "animal", "given", "done", "in time", "worked")]
    rows += [
        (
            one.advice, one.animal or "-", f"{one.given}", _share(one.done), _share(one.in_time), _share(one.worked),
        )
        for one in found
    ]  # fmt: skip
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _share(share: "Share") -> str:
    """`3 of 5 (23-88 %)`, or a dash where nobody was counted."""
    if share.of == 0:
        return "-"
    low, high = share.interval
    return f"{share.hits} of {share.of} ({low * 100:.0f}-{high * 100:.0f} %)"


def _sentence(one: "Preceding") -> str:
    return (
        f"Before {one.origin} -> {one.target}: {one.advice} had been done with {_share(one.movers)} of those who "
        f"moved, with {_share(one.others)} of those who stayed."
    )
