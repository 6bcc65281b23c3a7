"""A folder of answers files as a table: one client a file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from clientzoo.inference.column_names import certainty_column, to_column
from clientzoo.knowledge.answers_file import ClientAnswers, read_answers_file
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.span import Span
from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.table import LINE, Batch, Reject, TableError

_FILES = 1_000  # in a batch
CLIENT = "client"


class AnswersFolder:
    """The `*.yaml` files of a folder in the order of their names; a client's line is the number of its file."""

    def __init__(self, folder: Path, zoo: Zoo) -> None:
        """Raises TableError where it has none."""
        self.name = str(folder)
        self._zoo = zoo
        self._files = sorted(folder.glob("*.yaml"))
        if not self._files:
            raise TableError(f"{self.name}: there are no answers files (*.yaml) in this folder")
        self.rows = len(self._files)
        names = list(zoo.answerable)
        numeric = [one.id for one in zoo.answerable.values() if one.numeric]
        self.columns = (CLIENT, *names, *map(certainty_column, names), *map(to_column, numeric))

    def batches(self) -> Iterator[Batch]:
        for start in range(0, len(self._files), _FILES):
            clients: list[ClientAnswers] = []
            lines: list[int] = []
            rejects: list[Reject] = []
            for line, path in enumerate(self._files[start : start + _FILES], start + 1):
                try:
                    clients.append(read_answers_file(path, self._zoo))
                    lines.append(line)
                except ProblemsError as error:
                    first, *_ = error.problems
                    what = "; ".join(f"line {one.place.line}: {one.code} {one.message}" for one in error.problems)
                    rejects.append(Reject(str(path), first.place.line, path.stem, "", "", what))
            yield Batch(self._frame(clients, lines), tuple(rejects))

    def _frame(self, clients: Sequence[ClientAnswers], lines: Sequence[int]) -> pl.DataFrame:
        columns = [pl.Series(CLIENT, [one.client for one in clients], dtype=pl.String)]
        for attribute in self._zoo.answerable.values():
            given = [one.answers.get(attribute.id) for one in clients]
            kind: Any = pl.Float64 if attribute.numeric else pl.Boolean if attribute.type == "boolean" else pl.String
            values = [one.value if one else None for one in given]
            if attribute.numeric:
                ends = [one.high if isinstance(one, Span) else None for one in values]
                columns.append(pl.Series(to_column(attribute.id), ends, dtype=pl.Float64))
                values = [one.low if isinstance(one, Span) else one for one in values]
            columns.append(pl.Series(attribute.id, values, dtype=kind, strict=False))
            doubts = [one.certainty if one else None for one in given]
            columns.append(pl.Series(certainty_column(attribute.id), doubts, dtype=pl.Float64))
        return pl.DataFrame([*columns, pl.Series(LINE, lines, dtype=pl.Int64)])
