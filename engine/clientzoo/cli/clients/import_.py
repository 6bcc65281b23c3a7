"""`clientzoo clients import`: folders of answers files become clients of the register."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import UserError, complain
from clientzoo.cli.exit_codes import FINE, WRONG_USE
from clientzoo.cli.options import JsonOption, ZooOption
from clientzoo.cli.register_door import ByOption, OnOption, day, the_register
from clientzoo.inference.choice import EngineChoice
from clientzoo.knowledge.problems import ProblemsError

if TYPE_CHECKING:
    from clientzoo.knowledge.answers_file import ClientAnswers
    from clientzoo.register.client import Client
    from clientzoo.register.register import Register
    from clientzoo.register.statement import Said

HISTORY = "history.jsonl"


def import_(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="DIR...", help="Folders of answers files, or files.", show_default=False),
    ],
    on: OnOption = None,
    manager: Annotated[
        str, typer.Option("--manager", metavar="NAME", help="Who looks after those that are new.", show_default=False)
    ] = "",
    by: ByOption = "",
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take answers files into the register, each as said on the day of the file, or on --on.

    Example: [bold]clientzoo clients import clients[/bold]

    A client of that name, however spelt, is known already; what differs is a change from that day on. Names that are
    only alike are told and stay two. The history that `clients export` writes is taken with it. The files stay.
    """
    from clientzoo.cli.judging import judge
    from clientzoo.cli.options import expert
    from clientzoo.cli.progress import with_progress
    from clientzoo.knowledge.answers_file import read_answers_file
    from clientzoo.register.client import RegisterError

    asked = expert(zoo, "", EngineChoice.AUTO, 100)
    files = list(_files(sources))
    histories = [path for path in _histories(sources) if path.is_file()]
    if not files and not histories:
        raise UserError(f"{', '.join(map(str, sources))}: there are no answers files (*.yaml) here")
    register = the_register(by, create=True, records=True)
    taken = sum(_take_history(register, path) for path in histories)
    touched: dict[int, Client] = {}
    new = failed = lines = 0
    for path in with_progress(files, len(files), "importing"):
        try:
            known = read_answers_file(path, asked.zoo)
            client, is_new = _client(register, known.client, manager)
            said = list(_said(known, _present(register, client, known, asked.zoo) if histories else {}))
            on_day = day(on) or min(_dated(path), register.today)
            lines += len(register.record(client, said, origin="import", zoo=asked.zoo, on=on_day))
        except ProblemsError as error:
            failed += 1
            complain(error)
            continue
        except RegisterError as error:
            failed += 1
            typer.echo(f"{path}: {error}", err=True)
            continue
        new += is_new
        touched[client.number] = client
    judge(register, touched.values(), asked)
    told = {"register": register.place, "clients": len(touched), "new": new, "statements": lines, "history": taken,
            "failed": failed}  # fmt: skip
    typer.echo(json.dumps(told, ensure_ascii=False) if as_json else _told(told))
    raise typer.Exit(WRONG_USE if failed else FINE)


def _told(told: Mapping[str, Any]) -> str:
    clients = f"{told['clients']} client{'' if told['clients'] == 1 else 's'}, {told['new']} of them new"
    history = f", {told['history']} lines of history" if told["history"] else ""
    failed = f"; {told['failed']} files could not be taken" if told["failed"] else ""
    return f"{clients}: {told['statements']} answers recorded{history}{failed}"


def _files(sources: list[Path]) -> Iterator[Path]:
    for path in sources:
        if path.is_dir():
            yield from sorted(found for found in path.glob("*.yaml") if not found.name.startswith("."))
        elif path.name != HISTORY:
            yield path


def _histories(sources: list[Path]) -> Iterator[Path]:
    for path in sources:
        yield path / HISTORY if path.is_dir() else path.parent / (HISTORY if path.name == HISTORY else "")


def _take_history(register: "Register", path: Path) -> int:
    """Raises UserError for a file that is no history."""
    from clientzoo.register.transfer import take_history

    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (ValueError, UnicodeDecodeError, RecursionError) as error:
        raise UserError(f"{path}: not a history as `clientzoo clients export` writes it ({error})") from None
    if not all(isinstance(line, dict) for line in lines):
        raise UserError(f"{path}: not a history as `clientzoo clients export` writes it")
    return take_history(register, lines)


def _client(register: "Register", name: str, manager: str) -> "tuple[Client, bool]":
    """The client of that name, and whether it is new. Raises RegisterError where several have the name."""
    from clientzoo.register.client import UnknownClientError

    try:
        return register.client(name), False
    except UnknownClientError as error:
        client = register.add(name, manager=manager)
        if error.near:
            near = " or ".join(f"“{one}”" for one in error.near)
            typer.echo(f"“{client.name}” is new; if it is {near}: clientzoo clients merge", err=True)
        return client, True


def _present(register: "Register", client: "Client", known: "ClientAnswers", zoo: Any) -> Mapping[str, object]:
    from clientzoo.interview.keep import state

    return state(register.known(client, zoo))


def _said(known: "ClientAnswers", present: Mapping[str, object]) -> "Iterator[Said]":
    """All that a file says, but what is known exactly so already."""
    from clientzoo.interview.keep import state
    from clientzoo.register.statement import Said

    now = state(known)
    for name, answer in known.answers.items():
        if present.get(name) != now[name]:
            yield Said(name, answer.value, answer.certainty, answer.note)
    for name in sorted({*known.unknown, *known.open_notes}):
        if present.get(name) != now[name]:
            asked = "unknown" if name in known.unknown else "open"
            yield Said(name, None, 1.0, known.open_notes.get(name, ""), "unknown" if asked == "unknown" else "open")


def _dated(path: Path) -> date:
    """The day on which the file was last written."""
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
