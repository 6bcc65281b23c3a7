"""Clients named on the command line: answers files, folders of them, or names that the register knows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from clientzoo.cli.completion import is_path
from clientzoo.cli.edge import UserError, complain
from clientzoo.cli.measured import read_client, with_measured
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.zoo import Zoo

if TYPE_CHECKING:
    from clientzoo.register.client import Client
    from clientzoo.register.register import Register
    from clientzoo.register.verdict import Decision


@dataclass(frozen=True, slots=True)
class Named:
    """A client and what is known of it. `source` is the file, or the name under which it was asked for.

    `client` is who it is in the register, and `decision` what somebody decided of it; None for a file.
    """

    source: str
    answers: ClientAnswers
    client: "Client | None" = None
    decision: "Decision | None" = None


class NamedClients:
    """Iterates over the clients that can be read; complains about the others and remembers that there were some."""

    def __init__(
        self, named: Iterable[str | Path], zoo: Zoo, as_of: date | None = None, known_on: date | None = None
    ) -> None:
        self.sources = tuple(_sources(named))
        self.unreadable = 0
        self._zoo = zoo
        self._as_of, self._known_on = as_of, known_on
        self._register: Register | None = None

    def __iter__(self) -> Iterator[Named]:
        from clientzoo.register.client import RegisterError

        for source in self.sources:
            try:
                yield self.one(source)
            except ProblemsError as error:
                self.unreadable += 1
                complain(error)
            except RegisterError as error:
                self.unreadable += 1
                import typer

                typer.echo(f"clientzoo: {error}", err=True)

    def one(self, source: Path | str) -> Named:
        """The client. Raises ProblemsError for a file that cannot be read, RegisterError for an unknown name."""
        if isinstance(source, Path):
            if self._as_of or self._known_on:
                raise UserError(f"{source}: a file has no days; --as-of and --known-on are for names in the register")
            return Named(str(source), read_client(source, self._zoo))
        register = self._opened(source)
        client = register.client(source)
        answers = register.known(client, self._zoo, self._as_of, self._known_on)
        decision = register.decision(client, self._as_of, self._known_on)
        return Named(client.name, with_measured(answers, self._zoo), client, decision)

    def _opened(self, name: str) -> "Register":
        from clientzoo.cli.register_door import the_register
        from clientzoo.register.client import RegisterError

        if self._register is None:
            try:
                self._register = the_register()
            except RegisterError as error:
                raise RegisterError(f"{name}: there is no such file, and {error}") from None
        return self._register


def _sources(named: Iterable[str | Path]) -> Iterator[Path | str]:
    for one in named:
        path = Path(one)
        if path.is_dir():
            yield from sorted(found for found in path.glob("*.yaml") if not found.name.startswith("."))
        else:
            yield path if isinstance(one, Path) or is_path(one) else one
