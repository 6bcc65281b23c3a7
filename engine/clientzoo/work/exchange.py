"""Steps as the tables that other tools import, under the columns that each import knows, and what is done read back.

Every row names its step in words that survive the journey: `[clientzoo #17]` at the end of the description.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from clientzoo.tables.formats.sheet import open_sheet
from clientzoo.tables.table import LINE
from clientzoo.work.calendar import Entry
from clientzoo.work.export_form import ExportForm
from clientzoo.work.step import OPEN, Worked
from clientzoo.work.team import Team


class Finished(NamedTuple):
    """A row that says that a step is done; `line` is where it stands, `note` what was written beside it."""

    line: int
    number: int
    worked: Worked
    note: str


class ReturnedTable(NamedTuple):
    """What a table that came back says: steps done, and how many rows are of steps not done, or of none of ours."""

    finished: tuple[Finished, ...]
    still_open: int
    strangers: int


_MARK = re.compile(r"\[clientzoo #(\d{1,18})\]")
_DONE = frozenset({
    "done", "completed", "complete", "closed", "finished",
    "готово", "сделано", "выполнено", "выполнена", "завершено", "завершена",
    "закрыта", "закрыто", "yes", "y", "true", "1", "x", "да", "valmis",
})  # fmt: skip
_STATUS = re.compile(r"status|state|done|completed|list|статус|состояни|выполнен|готов|завершен|колонка", re.IGNORECASE)
_WORKED = re.compile(r"^(worked|result|outcome|сработало|результат)\b", re.IGNORECASE)
_NOTE = re.compile(r"^(comment|note|outcome note|комментар|примечан)", re.IGNORECASE)
_YES = frozenset(["yes", "y", "да", "worked", "сработало", "jah", "1", "true", "+"])
_NO = frozenset(["no", "n", "нет", "failed", "ei", "0", "false", "-"])


def exported(entries: Iterable[Entry], tool: ExportForm, team: Team) -> pl.DataFrame:
    """The open steps in the tool's columns, all of them text; one row a step."""
    columns, row = _TOOLS[tool]
    rows = [row(one, team) for one in entries if one.step.state == OPEN]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def returned(path: Path) -> ReturnedTable:
    """What the table of a tool, exported again, says of our steps. Raises UnreadableFileError, OSError.

    A step is done where a column of statuses, of lists or of "done" says so in any of the known words.
    """
    table = open_sheet(path)
    finished: dict[int, Finished] = {}
    still_open = strangers = 0
    heading: list[str] | None = None
    for batch in table.batches():
        lines = batch[LINE].to_list()
        for line, cells in zip(lines, batch.drop(LINE).rows(), strict=True):
            texts = [(cell or "").strip() for cell in cells]
            if heading is None:
                heading = texts
                continue
            mark = next((found for text in texts for found in _MARK.findall(text)), None)
            if mark is None:
                strangers += any(texts)
                continue
            row = dict(zip(heading, texts, strict=False))
            if not any(_STATUS.search(name) and text.casefold() in _DONE for name, text in row.items()):
                still_open += 1
                continue
            finished[int(mark)] = Finished(line, int(mark), _worked(row), _note(row))
    return ReturnedTable(tuple(finished.values()), still_open, strangers)


def _worked(row: Mapping[str, str]) -> Worked:
    said = next((text.casefold() for name, text in row.items() if _WORKED.search(name) and text), "")
    return "yes" if said in _YES else "no" if said in _NO else "unknown"


def _note(row: Mapping[str, str]) -> str:
    return next((_MARK.sub("", text).strip() for name, text in row.items() if _NOTE.search(name) and text), "")


def _title(one: Entry) -> str:
    return f"{one.client}: {one.step.text}"


def _about(one: Entry, ends: str = "\n") -> str:
    step = one.step
    parts = (
        f"Why: {step.because}" if step.because else "",
        f"Done when: {step.done_when}" if step.done_when else "",
        f"[clientzoo #{step.number}]",
    )
    return ends.join(filter(None, parts))


def _email(one: Entry, team: Team) -> str:
    person = team.by_name.get(one.step.person.casefold())
    return person.email if person is not None and person.email else one.step.person


def _russian(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _american(day: date) -> str:
    return f"{day:%m/%d/%Y}"


_TOOLS: Mapping[ExportForm, tuple[tuple[str, ...], Callable[[Entry, Team], tuple[str, ...]]]] = {
    ExportForm.BITRIX24: (
        ("Название", "Описание", "Ответственный", "Крайний срок", "Дата начала", "Теги"),
        lambda one, team: (
            _title(one), _about(one), _email(one, team), f"{_russian(one.step.due)} 18:00:00",
            f"{_russian(one.step.started)} 09:00:00", "clientzoo",
        ),
    ),
    ExportForm.AMOCRM: (
        ("Название компании", "Тип задачи", "Текст задачи", "Срок", "Ответственный"),
        lambda one, team: (
            one.client, "Связаться", f"{one.step.text} {_about(one, ' ')}", f"{_russian(one.step.due)} 18:00",
            one.step.person,
        ),
    ),
    ExportForm.HUBSPOT: (
        ("Task Title", "Task Notes", "Due Date", "Assigned To", "Task Status", "Task Type", "Company Name"),
        lambda one, team: (
            _title(one), _about(one), f"{one.step.due}", _email(one, team), "NOT_STARTED", "TODO", one.client,
        ),
    ),
    ExportForm.SALESFORCE: (
        ("Subject", "Description", "ActivityDate", "Status", "Priority", "Owner", "Account"),
        lambda one, team: (
            one.step.text[:255], _about(one), f"{one.step.due}", "Not Started", "Normal", _email(one, team), one.client,
        ),
    ),
    ExportForm.PIPEDRIVE: (
        (
            "Activity - Subject", "Activity - Type", "Activity - Due date", "Activity - Note", "Activity - Done",
            "Activity - Assigned to user", "Organization - Name",
        ),
        lambda one, team: (
            _title(one), "Task", f"{one.step.due}", _about(one), "To do", _email(one, team), one.client,
        ),
    ),
    ExportForm.TODOIST: (
        (
            "TYPE", "CONTENT", "DESCRIPTION", "PRIORITY", "INDENT", "AUTHOR", "RESPONSIBLE", "DATE", "DATE_LANG",
            "TIMEZONE",
        ),
        lambda one, team: (
            "task", _title(one), _about(one), "4", "1", "", _email(one, team), f"{one.step.due}", "en", team.time_zone,
        ),
    ),
    ExportForm.TRELLO: (
        ("Card Name", "Card Description", "Due Date", "Members", "Labels", "List Name"),
        lambda one, team: (
            _title(one), _about(one), _american(one.step.due), _email(one, team), "clientzoo", "To do",
        ),
    ),
}  # fmt: skip
TOOLS = tuple(_TOOLS)  # every form but the calendar
