"""What the commands about steps share: the register's board, the team, and whose work it is."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.register_door import the_register

if TYPE_CHECKING:
    from clientzoo.register.client import Client
    from clientzoo.register.register import Register
    from clientzoo.work.board import Board
    from clientzoo.work.team import Team

TeamOption = Annotated[
    Path | None,
    typer.Option(
        "--team", metavar="FILE", help="Who works with us. Default: team.yaml of the workspace, else of this folder."
    ),
]
NumberArgument = Annotated[int, typer.Argument(metavar="STEP", help="The number of the step.", min=1)]


class Desk(NamedTuple):
    """The register and the steps in it."""

    register: "Register"
    board: "Board"

    def clients(self) -> "Mapping[int, Client]":
        """Who each step is about, by the number that the step has: also of clients that turned out to be another."""
        found = self.register.clients(archived=True)
        return {number: one for one in found for number in (one.number, *one.merged)}


@contextmanager
def desk(by: str = "", *, records: bool = False) -> Iterator[Desk]:
    """The board of the register; what cannot be done to a step is told as wrong use.

    Raises RegisterError, UserError.
    """
    from clientzoo.work.board import Board
    from clientzoo.work.step import StepError

    register = the_register(by, records=records)
    try:
        yield Desk(register, Board(register))
    except StepError as error:
        raise UserError(str(error)) from None
    finally:
        register.close()


def the_team(given: Path | None) -> "Team":
    """The team of `--team`, of the workspace, or of the current folder; one without people where there is none.

    Raises ProblemsError for a file with mistakes.
    """
    from clientzoo.knowledge.find import workspace_file
    from clientzoo.work.team import TEAM_FILE, Team, read_team

    if given is not None:
        return read_team(given)
    workspace = workspace_file(Path.cwd())
    folders = ([workspace.parent] if workspace is not None else []) + [Path.cwd()]
    path = next((folder / TEAM_FILE for folder in folders if (folder / TEAM_FILE).is_file()), None)
    return read_team(path) if path is not None else Team()


def who(given: str) -> str:
    """Whose work is meant: the person named, else who the settings say we are. Empty where they do not."""
    from clientzoo.register.settings import author

    return given.strip() or author(os.environ, Path.cwd())


def client_of_base(client_id: str, name: str, clients: "Sequence[Client]") -> "Client | None":
    """Who the base's client is: by its id there, else by its name where one alone bears it."""
    from clientzoo.register.names import name_key

    by_id = [one for one in clients if one.crm_id and one.crm_id == client_id]
    if by_id:
        return by_id[0]
    key = name_key(name)
    named = [one for one in clients if key in map(name_key, (one.name, *one.other_names))]
    return named[0] if len(named) == 1 else None
