"""The canonical layout of a zoo's files: two blanks to a level, keys in their order, tables aligned, comments kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from clientzoo.knowledge import schema
from clientzoo.knowledge.find import questionnaire_file, translation_files
from clientzoo.knowledge.yaml import parse
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.fmt_grid import aligned_grids
from clientzoo.workbench.round_trip import flows, has_comment, read, written

_ROW = re.compile(r"  (?P<key>[\w-]+): +\{(?P<inside>[^{}\"'#]*)\}")
_LONG = re.compile(r"(?P<indent> *)(?P<dash>(?:- )?)[\w-]+: (?:\"[^\"\\]*\"|'[^']*'|[^\W_][^#]*)")
WIDTH = 118  # a text is broken at the last blank before this column
_TABLES = ("parameters", "topics", "stances", "animals", "traits", "advice")
_CLOSED: Mapping[str, type[schema.Entry]] = {
    "questions": schema.QuestionEntry,
    "rules": schema.RuleEntry,
    "tables": schema.TableEntry,
    "transitions": schema.TransitionEntry,
    "cases": schema.CaseEntry,
    "needs": schema.NeedEntry,
    "contrasts": schema.ContrastEntry,
    "contrast_tables": schema.ContrastTableEntry,
    "shows": schema.ShownEntry,
}
_TRANSLATED: Mapping[str, type[schema.Entry]] = {
    "groups": schema.TranslatedGroupEntry,
    "questions": schema.TranslatedQuestionEntry,
    "animals": schema.TranslatedAnimalEntry,
}


def files(zoo: Zoo) -> Iterator[Path]:
    """Every YAML file of the zoo: questionnaire and its translations, rulebase, cases."""
    yield questionnaire_file(zoo.root, zoo.id)
    yield from translation_files(zoo.root, zoo.id).values()
    yield from sorted(zoo.rulebase_dir.glob("**/*.yaml"))


def formatted(text: str) -> str:
    """The text in canonical layout. Raises RoundTripError where that is impossible, ProblemsError for no YAML."""
    meaning = parse(text, "").value
    if meaning is None:
        return text
    document = read(text)
    _order(document)
    plain = written(document, meaning)
    laid_out = "".join(map(_folded, aligned_grids(_aligned(plain))))
    return laid_out if parse(laid_out, "").value == meaning else plain


def _order(document: Any) -> None:
    """Keys of rules, questions, cases in the order of the schema; other mappings as they are."""
    if isinstance(document, dict):
        for section, model in _TRANSLATED.items() if "language" in document and "questionnaire" in document else ():
            entries = document.get(section)
            for entry in entries.values() if isinstance(entries, dict) else ():
                _arrange(entry, model)
    _order_lists(document)


def _order_lists(node: Any, model: type[schema.Entry] | None = None) -> None:
    if isinstance(node, list):
        for part in node:
            _arrange(part, model)
            _order_lists(part)
    elif isinstance(node, dict):
        for key, part in node.items():
            _order_lists(part, _CLOSED.get(str(key)))


def _arrange(entry: Any, model: type[schema.Entry] | None) -> None:
    if model is not None and isinstance(entry, dict) and not flows(entry):
        _sort(entry, [field.alias or name for name, field in model.model_fields.items()])


def _sort(node: Any, wanted: Sequence[str]) -> None:
    present = [key for key in node if key in wanted]
    ordered = sorted(present, key=wanted.index)
    if present != ordered and not _commented(node):  # a comment belongs to its line, so such an entry keeps its order
        for key in ordered:
            node.move_to_end(key)


def _commented(node: Any) -> bool:
    """Whether a comment stands anywhere within."""
    if not isinstance(node, list | dict):
        return False
    parts = node if isinstance(node, list) else node.values()
    return has_comment(node) or any(map(_commented, parts))


def _aligned(text: str) -> Iterator[str]:
    """Neighbouring one-line entries of a section below each other, like a table."""
    section = ""

    def table(line: str) -> bool:
        nonlocal section
        if line[:1] not in (" ", "#", "\n", "-"):
            section = line.partition(":")[0]
        return section in _TABLES and _ROW.fullmatch(line.rstrip("\n")) is not None

    for is_table, lines in groupby(text.splitlines(keepends=True), key=table):
        rows = list(lines)
        yield from _rows(rows) if is_table else rows


def _rows(lines: list[str]) -> Iterator[str]:
    rows = [row for line in lines if (row := _ROW.fullmatch(line.rstrip("\n")))]
    width = max(len(row["key"]) for row in rows) + 1
    cells = [row["inside"].split(", ") for row in rows]
    names = {tuple(cell.partition(":")[0] for cell in line) for line in cells}
    columns = [max(len(cell) for cell in column) + 1 for column in zip(*cells, strict=False)] if len(names) == 1 else []
    for row, line in zip(rows, cells, strict=True):
        padded = [f"{cell},".ljust(size) for cell, size in zip(line[:-1], columns, strict=False)] if columns else []
        inside = " ".join([*padded, line[-1]]) if padded else row["inside"]
        yield f"  {(row['key'] + ':').ljust(width)} {{{inside}}}\n"


def _folded(line: str) -> str:
    """A text too long for its line, over several, each filled."""
    found = _LONG.fullmatch(line.rstrip("\n"))
    if len(line) - 1 <= WIDTH or found is None or "  " in line[found.end("indent") :]:
        return line
    indent = " " * (len(found["indent"]) + len(found["dash"]) + 2)
    lines, words = [], line.split()
    current = found["indent"] + words[0]
    for word in words[1:]:
        if len(current) + 1 + len(word) > WIDTH and not current.endswith(":"):
            lines.append(current)
            current = indent + word
        else:
            current = f"{current} {word}"
    return "\n".join([*lines, current]) + "\n"
