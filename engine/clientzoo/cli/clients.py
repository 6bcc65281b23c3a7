"""Answers files named on the command line, read one after another."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from clientzoo.cli.edge import complain
from clientzoo.cli.measured import read_client
from clientzoo.knowledge.answers_file import ClientAnswers
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


def _files(named: Iterable[Path]) -> Iterator[Path]:
    for path in named:
        if path.is_dir():
            yield from sorted(found for found in path.glob("*.yaml") if not found.name.startswith("."))
        else:
            yield path
