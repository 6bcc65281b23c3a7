"""Clients whose animal an expert named: from a table with a column for it, or from answers files that say `animal:`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clientzoo.inference.column_names import certainty_column
from clientzoo.inference.consultation import Answers
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import read_answers_file
from clientzoo.knowledge.languages import fold_text
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.zoo import ANIMAL, Attribute, Zoo
from clientzoo.tables.checked_rows import Reader
from clientzoo.tables.heading import CLIENT, heading
from clientzoo.tables.mapping import MappedQuestion, TableMap
from clientzoo.tables.table import Table


@dataclass(frozen=True, slots=True)
class Labelled:
    """A client and the animal that an expert says it is."""

    client: str
    answers: Answers
    animal: str


@dataclass(frozen=True, slots=True)
class LabelledBase:
    """`unlabelled` counts clients without an animal; `rejected` tells of those that could not be read, a line each."""

    clients: tuple[Labelled, ...]
    unlabelled: int
    rejected: tuple[str, ...]


def of_table(table: Table, zoo: Zoo, mapped: TableMap | None = None, column: str = "") -> LabelledBase:
    """The clients of a table; `column` holds the animals, by id or by name in any of the zoo's languages (default: the
    column `animal`). Raises TableError where there is no such column."""
    named = {fold_text(word): animal for animal, words in _names(zoo).items() for word in words}
    label = MappedQuestion(column or ANIMAL, values=named)
    wider = TableMap(mapped.client if mapped else "", {**(mapped.questions if mapped else {}), ANIMAL: label})
    with_label = replace(zoo, attributes={**zoo.attributes, ANIMAL: _question(zoo)})
    found = heading(table, with_label, wider)
    reader = Reader(with_label, wider)
    clients: list[Labelled] = []
    rejected: list[str] = []
    unlabelled = 0
    for frame, rejects in reader.read(table, found, reader.schema([found])):
        rejected += [f"{one.file}:{one.line}: left out: {one.column}: {one.reason}" for one in rejects]
        for row in frame.iter_rows(named=True):
            if row[ANIMAL] is None:
                unlabelled += 1
                continue
            known = [name for name in zoo.attributes if row.get(name) is not None]
            answers = {name: Answer(row[name], row.get(certainty_column(name)) or 1.0) for name in known}
            clients.append(Labelled(str(row[CLIENT]), answers, row[ANIMAL]))
    return LabelledBase(tuple(clients), unlabelled, tuple(rejected))


def of_folder(folder: Path, zoo: Zoo) -> LabelledBase:
    """The clients of the answers files (`*.yaml`) in a folder."""
    clients: list[Labelled] = []
    rejected: list[str] = []
    unlabelled = 0
    for path in sorted(folder.glob("*.yaml")):
        try:
            one = read_answers_file(path, zoo)
        except ProblemsError as error:
            rejected += [str(problem) for problem in error.problems]
            continue
        if one.animal:
            clients.append(Labelled(one.client, one.answers, one.animal))
        else:
            unlabelled += 1
    return LabelledBase(tuple(clients), unlabelled, tuple(rejected))


def _names(zoo: Zoo) -> Mapping[str, list[str]]:
    return {animal: [animal, *_called(zoo, animal)] for animal in zoo.animals}


def _called(zoo: Zoo, animal: str) -> Iterator[str]:
    yield zoo.animals[animal].name
    for translation in zoo.translations.values():
        if said := translation.texts.get(("animals", animal, "name")):
            yield said


def _question(zoo: Zoo) -> Attribute:
    """The expert's animal as if it were asked for, so that it is read with all the care that answers are."""
    return Attribute(
        ANIMAL, "", "Animal", "Which animal is it?", "", "", "from_working_together", "nobody", "choice",
        values={animal.id: animal.name for animal in zoo.animals.values()},
    )  # fmt: skip
