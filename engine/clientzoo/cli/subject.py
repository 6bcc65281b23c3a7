"""Whom an interview is about, what is known of them, and where their answers are kept: the register, or a file."""

import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clientzoo.cli.edge import UserError
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.zoo import Zoo

if TYPE_CHECKING:
    from clientzoo.inference.consultation import Answers, Consultation
    from clientzoo.interview.keep import Keeper
    from clientzoo.interview.register_keep import RegisterKeep
    from clientzoo.register.client import Client, UnknownClientError
    from clientzoo.register.register import Register


@dataclass(frozen=True, slots=True)
class Subject:
    """`found` says whether anything was known before. `register` is None where a file keeps the answers."""

    known: ClientAnswers
    keep: "Keeper"
    found: bool
    register: "Register | None" = None
    memory: "RegisterKeep | None" = None

    def recall(self, zoo: Zoo, measured: "Answers") -> tuple[str, ...]:
        """What to go through again before anything new is asked."""
        if self.memory is None or not self.memory.held:
            return ()
        from clientzoo.interview.recall import worth_recalling

        return worth_recalling(zoo, {**measured, **self.known.answers}, self.memory.held, self.memory.on)

    def judge(self, consultation: "Consultation") -> None:
        """Keeps the verdict with which the interview ended, where there is something to keep it of."""
        from clientzoo.register.client import RegisterError
        from clientzoo.register.judging import given_verdict

        if self.register is None or self.memory is None or self.memory.client is None:
            return
        with suppress(RegisterError):  # the answers are kept; the list will ask for the verdict again
            verdict = given_verdict(consultation, self.memory.held, self.memory.on)
            self.register.record_verdict(self.memory.client, verdict)

    def decision_in_words(self, consultation: "Consultation") -> str:
        """What somebody decided otherwise; empty where nobody did."""
        from clientzoo.cli.decided import decision_in_words

        if self.register is None or self.memory is None or self.memory.client is None:
            return ""
        return decision_in_words(self.register.decision(self.memory.client), consultation)


def subject(client: str, file: Path | None, zoo: Zoo, *, asking: bool, on: date | None = None, by: str = "") -> Subject:
    """The client of that name, or of that answers file. `asking`: somebody will answer, so that there is to be a
    register. Raises UserError for no name or a file of another client, RegisterError, ProblemsError.

    A client that only a file `clients/NAME.yaml` knows is kept there, as it was before there were registers.
    """
    from clientzoo.cli.register_door import the_register
    from clientzoo.interview.client_file import ClientFileError, cleaned_name, client_file
    from clientzoo.interview.keep import Keep
    from clientzoo.interview.register_keep import RegisterKeep
    from clientzoo.register.client import RegisterError, SeveralClientsError, UnknownClientError

    try:
        on_paper = client_file(client, file, zoo, Path.cwd())
    except ClientFileError as error:
        raise UserError(str(error)) from None
    of_file = Subject(on_paper.known, Keep(on_paper, zoo), on_paper.found)
    if file is not None or Path(client).suffix in (".yaml", ".yml"):
        return of_file
    try:
        register = the_register(by, create=asking and not on_paper.found, records=asking and not on_paper.found)
    except RegisterError:
        if asking and not on_paper.found:
            raise
        return of_file
    name = cleaned_name(client)
    try:
        found: Client | None = register.client(name)
    except SeveralClientsError:
        raise
    except UnknownClientError as error:
        if on_paper.found:
            return of_file
        found = _meant(register, error) if asking else None
    register.by = register.by or by
    keep = RegisterKeep(register, found, name, zoo, on)
    return Subject(keep.known, keep, bool(found), register, keep)


def _meant(register: "Register", error: "UnknownClientError") -> "Client | None":
    """The client that was meant by a name like another; None for a new one. Near names are never taken silently."""
    if not error.near:
        return None
    if not sys.stdin.isatty():
        typer.echo(f"“{error.name}” is new; like it is {' and '.join(f'“{one}”' for one in error.near)}", err=True)
        return None
    typer.echo(f"The register knows no “{error.name}”. Is it one of these?", err=True)
    for number, name in enumerate(error.near, 1):
        typer.echo(f"  {number}  {name}", err=True)
    typer.echo(f"  {len(error.near) + 1}  no, a new client", err=True)
    numbers = [str(number) for number in range(1, len(error.near) + 2)]
    while (typed := str(typer.prompt("Which", default=numbers[-1], err=True)).strip()) not in numbers:
        typer.echo(f"Please say {numbers[0]} to {numbers[-1]}.", err=True)
    return register.client(error.near[int(typed) - 1]) if typed != numbers[-1] else None
