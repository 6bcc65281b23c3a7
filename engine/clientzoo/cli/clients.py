"""Answers files named on the command line, read one after another."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from clientzoo.cli.edge import complain
from clientzoo.knowledge.answers_file import ClientAnswers, read_answers_file
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.zoo import Zoo


class Clients:
    """Iterates over the clients that can be read; complains about the others and remembers that there were some."""

    def __init__(self, named: Iterable[Path], zoo: Zoo) -> None:
        self.files = tuple(_files(named))
        self.unreadable = 0
        self._zoo = zoo

    def __iter__(self) -> Iterator[tuple[Path, ClientAnswers]]:
        for path in self.files:
            try:
                yield path, read_client(path, self._zoo)
            except ProblemsError as error:
                self.unreadable += 1
                complain(error)


def read_client(path: Path, zoo: Zoo) -> ClientAnswers:
    """The client in the answers file; says on standard error what has changed since it was written."""
    client = read_answers_file(path, zoo)
    if client.account:
        written_for = f"version {client.version}" if client.version else "another version"
        typer.echo(f"{path}: written for {written_for} of the zoo, read with {zoo.version}:", err=True)
        for sentence in client.account:
            typer.echo(f"    {sentence}", err=True)
    return client


def _files(named: Iterable[Path]) -> Iterator[Path]:
    for path in named:
        if path.is_dir():
            yield from sorted(path.glob("*.yaml"))
        else:
            yield path
