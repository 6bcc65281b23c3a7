"""What the segment sheets ask, each sheet as a zoo without animals: asked like any other, and nothing concluded."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from clientzoo.knowledge.files import shown_path
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.problems import Problem, ProblemsError
from clientzoo.knowledge.questionnaire import domain
from clientzoo.knowledge.schema import SheetEntry, SheetQuestionEntry, SheetsFile
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.yaml import Document, KeyPath, read
from clientzoo.knowledge.zoo import Attribute, Group, VerdictPolicy, Zoo

NAME = "segment-sheets"


def own_sheets(root: Path) -> Path:
    """Where a workspace words its own sheets, if it does."""
    return root / "questionnaires" / f"{NAME}.yaml"


def load_sheets(root: Path, shown_from: Path | None = None) -> Mapping[str, Zoo]:
    """The sheets by id, as the workspace `root` words them, or as they are shipped where it says nothing.

    A sheet asks its own questions after those of the sheets before it. Raises ProblemsError.
    """
    own = own_sheets(root)
    path = own if own.is_file() else own_sheets(shipped().root)
    document = read(path, shown_path(path, shown_from) if shown_from else None)
    problems: list[Problem] = []
    file = validated(SheetsFile, document.value, document, (), problems)
    if file is None:
        raise ProblemsError(problems)
    groups: list[Group] = []
    attributes: dict[str, Attribute] = {}
    for number, sheet in enumerate(file.sheets):
        if any(group.id == sheet.id for group in groups):
            where = document.place(("sheets", number, "id"))
            problems.append(Problem(where, "duplicate-id", f"there are two sheets `{sheet.id}`"))
        groups.append(Group(sheet.id, sheet.title, tuple(question.id for question in sheet.questions)))
        _read_questions(sheet, document, ("sheets", number, "questions"), attributes, problems)
    if problems:
        raise ProblemsError(problems)
    return {group.id: _asking(groups, attributes, group, file.version, root) for group in groups}


def _read_questions(
    sheet: SheetEntry, document: Document, path: KeyPath, attributes: dict[str, Attribute], problems: list[Problem]
) -> None:
    for number, entry in enumerate(sheet.questions):
        place = document.place((*path, number))
        if entry.id in attributes:
            message = f"`{entry.id}` is asked in line {attributes[entry.id].place.line}"
            problems.append(Problem(document.place((*path, number, "id")), "duplicate-id", message))
        if (entry.type == "choice") != bool(entry.values):
            message, hint = "a choice has `values`, and only a choice", "give each value a label"
            problems.append(Problem(place, "wrong-type", message, hint))
        attributes[entry.id] = _attribute(entry, sheet.id, document, (*path, number))


def _attribute(entry: SheetQuestionEntry, sheet: str, document: Document, path: KeyPath) -> Attribute:
    return Attribute(
        id=entry.id, group=sheet, name=entry.name, ask=entry.ask, help=entry.help, purpose=entry.purpose,
        kind="from_working_together", changed_by="agency", type=entry.type, values=dict(entry.values.items()),
        place=document.place(path),
    )  # fmt: skip


def _asking(groups: list[Group], attributes: Mapping[str, Attribute], last: Group, version: str, root: Path) -> Zoo:
    """The zoo that asks the questions up to the sheet `last` and knows the others, so that no answer is lost."""
    asked = {name for group in groups[: groups.index(last) + 1] for name in group.attributes}
    return Zoo(
        id=NAME, version=version, title=last.title, language="en", currency="", policy=VerdictPolicy(),
        groups=tuple(groups), attributes={name: replace(one, asked=name in asked) for name, one in attributes.items()},
        parameters={}, traits={}, animals={}, transitions={}, topics={}, advice={}, rules=(),
        domains={name: domain(one) for name, one in attributes.items() if one.type == "choice"},
        root=root, about="segment",
    )  # fmt: skip
