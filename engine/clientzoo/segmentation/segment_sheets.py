"""The segment sheets: 5W, and the Khramatrix that adds four questions to it; kept per segment, shown as one table.

What they ask is `questionnaires/segment-sheets.yaml`, read as a zoo without animals (`knowledge.sheets`); a sheet is
kept as an answers file of that zoo.
Source: the base methods, "Model 5W" (what, who, why, when, where) and "Khramatrix" (geography and demography,
behaviour, readiness to buy, target action). Ours: completeness, and sheets that say the same of two segments.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import polars as pl

from clientzoo.knowledge.answers_file import read_answers_file
from clientzoo.knowledge.files import shown_path
from clientzoo.knowledge.problems import Place, Problem, ProblemsError
from clientzoo.knowledge.zoo import Attribute, Zoo

FOLDER = "sheets"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written of a segment: question id -> text; `notes` likewise."""

    segment: str
    answers: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)

    def open(self, zoo: Zoo) -> tuple[Attribute, ...]:
        """The questions without an answer, those included that nobody could answer."""
        return tuple(question for name, question in zoo.questions.items() if not self.answers.get(name, "").strip())

    def completeness(self, zoo: Zoo) -> float:
        """Answered questions in percent."""
        return 100 - len(self.open(zoo)) * 100 / len(zoo.questions)


def path_of(folder: Path, segment: str) -> Path:
    """The file of a segment's sheet; its name cannot leave the folder."""
    slug = re.sub(r"[^\w]+", "-", segment.strip().casefold()).strip("-")
    return folder / f"{slug[:60] or 'segment'}.yaml"


def read_sheet(path: Path, zoo: Zoo) -> Sheet:
    """The sheet in `path`. Raises ProblemsError with everything wrong with it."""
    known = read_answers_file(path, zoo, shown_path(path))
    said = {
        name: zoo.attributes[name].values.get(answer.value, str(answer.value)) for name, answer in known.answers.items()
    }
    noted = {name: answer.note for name, answer in known.answers.items() if answer.note}
    return Sheet(known.client, said, {**known.open_notes, **noted})


def read_sheets(folder: Path, zoo: Zoo) -> tuple[Sheet, ...]:
    """All sheets of the folder, by the names of their segments. Raises ProblemsError with the problems of all."""
    found: dict[str, Sheet] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            sheet = read_sheet(path, zoo)
        except ProblemsError as error:
            problems.extend(error.problems)
            continue
        if sheet.segment in found:
            message = f"the segment `{sheet.segment}` has another sheet"
            problems.append(Problem(Place(shown_path(path)), "duplicate-id", message, "keep one of them"))
        found[sheet.segment] = sheet
    if problems:
        raise ProblemsError(problems)
    return tuple(sorted(found.values(), key=lambda sheet: sheet.segment.casefold()))


def table(sheets: Iterable[Sheet], zoo: Zoo) -> pl.DataFrame:
    """A row a question and a column a segment."""
    columns = {sheet.segment: [sheet.answers.get(name) for name in zoo.questions] for sheet in sheets}
    names = [question.name for question in zoo.questions.values()]
    kinds = dict.fromkeys(columns, pl.String)
    return pl.DataFrame({_heading(columns): names, **columns}, schema={_heading(columns): pl.String, **kinds})


def duplicates(sheets: Sequence[Sheet], zoo: Zoo) -> list[tuple[str, str]]:
    """Pairs of segments of which the same is written: one segment under two names, or two not yet told apart."""
    return [
        (one.segment, other.segment)
        for one, other in combinations(sheets, 2)
        if not one.open(zoo) and all(_same(one, other, name) for name in zoo.questions)
    ]


def document(sheets: Sequence[Sheet], zoo: Zoo) -> str:
    """The sheets as a Markdown document, a chapter a segment, what is open at its end."""
    parts = [f"# Segments by {zoo.title}\n"]
    for sheet in sheets:
        parts.append(f"## {_plain(sheet.segment)}\n")
        for name, question in zoo.questions.items():
            if text := sheet.answers.get(name, "").strip():
                parts.append(f"**{_plain(question.name)}.** {_plain(text)}\n")
            if note := sheet.notes.get(name):
                parts.append(f"> *Note:* {_plain(note)}\n")
        if left := sheet.open(zoo):
            parts.append(f"*Still open: {', '.join(_plain(question.name.lower()) for question in left)}.*\n")
    parts += [f"*{_plain(one)} and {_plain(other)} say the same.*\n" for one, other in duplicates(sheets, zoo)]
    return "\n".join(parts)


def page(sheets: Sequence[Sheet], zoo: Zoo) -> str:
    """The same as one HTML page that needs nothing from outside and prints on A4. Everything written is escaped."""
    from clientzoo.segmentation.report.page import sheets_page

    return sheets_page(zoo=zoo, sheets=sheets, duplicates=duplicates(sheets, zoo))


def _heading(segments: Iterable[str]) -> str:
    """What the column of questions is called; some segment might bear that name."""
    heading = "question"
    while heading in segments:
        heading += " "
    return heading


def _same(one: Sheet, other: Sheet, name: str) -> bool:
    first, second = (" ".join(sheet.answers.get(name, "").split()).casefold() for sheet in (one, other))
    return first == second


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(text.split()))
