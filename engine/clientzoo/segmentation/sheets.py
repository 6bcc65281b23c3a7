"""The segment sheets: 5W, and the Khramatrix that adds four questions to it; kept per segment, shown as one table.

Source: the base methods, "Model 5W" (what, who, why, when, where) and "Khramatrix" (geography and demography,
behaviour, readiness to buy, target action). Ours: completeness, and sheets that say the same of two segments.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import polars as pl

from clientzoo.knowledge.problems import Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.yaml import read

Kind: TypeAlias = Literal["five_w", "khramatrix"]
FOLDER = "sheets"


class Question(NamedTuple):
    id: str
    name: str
    ask: str


FIVE_W = (
    Question("what", "What", "What do we offer to this segment: which services, which bundles of them?"),
    Question("who", "Who", "Who are they, and who of them decides?"),
    Question("why", "Why", "Why do they buy: which problem goes away, what moves them?"),
    Question("when", "When", "When do they buy: in which situation, in which season?"),
    Question("where", "Where", "Where do they decide, where do they buy, and where can we be heard?"),
)
KHRAMATRIX = (
    *FIVE_W,
    Question("geography_demography", "Geography and demography", "Where are they, how large and how old are they?"),
    Question("behaviour", "Behaviour", "How do they behave: how do they choose, what do they read, whom do they ask?"),
    Question("readiness", "Readiness to buy", "Are they ready, gathering information, comparing, or wanting to try?"),
    Question(
        "target_action", "Target action", "What exactly should they do next: call, fill in a form, come to a meeting?"
    ),
)
QUESTIONS: Mapping[Kind, tuple[Question, ...]] = {"five_w": FIVE_W, "khramatrix": KHRAMATRIX}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written of a segment: question id -> text."""

    segment: str
    answers: Mapping[str, str]

    def open(self, kind: Kind) -> tuple[Question, ...]:
        """The questions without an answer."""
        return tuple(question for question in QUESTIONS[kind] if not self.answers.get(question.id, "").strip())

    def completeness(self, kind: Kind) -> float:
        """Answered questions in percent."""
        return 100 - len(self.open(kind)) * 100 / len(QUESTIONS[kind])


def path_of(folder: Path, segment: str) -> Path:
    """The file of a segment's sheet; its name cannot leave the folder."""
    slug = re.sub(r"[^\w]+", "-", segment.strip().casefold()).strip("-")
    return folder / f"{slug[:60] or 'segment'}.yaml"


def read_sheet(path: Path) -> Sheet:
    """The sheet in `path`. Raises ProblemsError with everything wrong with it."""
    document = read(path)
    value = document.value
    if not isinstance(value, dict) or not isinstance(value.get("segment"), str):
        raise ProblemsError(
            [Problem(document.place(), "wrong-type", "a sheet is a mapping with `segment:` and `answers:`")]
        )
    answers = value.get("answers") or {}
    known = [question.id for question in KHRAMATRIX]
    if not isinstance(answers, dict):
        raise ProblemsError([Problem(document.place(("answers",)), "wrong-type", "`answers` maps questions to texts")])
    problems = [
        Problem(document.place(("answers", name)), "unknown-key", f"`{name}` is no question", did_you_mean(name, known))
        for name in answers
        if name not in known
    ]
    if problems:
        raise ProblemsError(problems)
    return Sheet(value["segment"], {name: str(text or "") for name, text in answers.items()})


def written(sheet: Sheet) -> str:
    """The sheet as a YAML file, the questions as comments, so that a person can go on in it."""
    lines = [f"segment: {_quoted(sheet.segment)}", "answers:"]
    for question in KHRAMATRIX:
        lines += [f"  # {question.ask}", f"  {question.id}: {_quoted(sheet.answers.get(question.id, ''))}"]
    return "\n".join(lines) + "\n"


def table(sheets: Iterable[Sheet], kind: Kind) -> pl.DataFrame:
    """A row a question and a column a segment, in the order of segments' names."""
    ordered = sorted(sheets, key=lambda sheet: sheet.segment.casefold())
    rows = [
        {"question": question.name, **{sheet.segment: sheet.answers.get(question.id) or None for sheet in ordered}}
        for question in QUESTIONS[kind]
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def duplicates(sheets: Sequence[Sheet], kind: Kind) -> list[tuple[str, str]]:
    """Pairs of segments of which the same is written: one segment under two names, or two not yet told apart."""
    return [
        (one.segment, other.segment)
        for one, other in combinations(sorted(sheets, key=lambda sheet: sheet.segment), 2)
        if not one.open(kind) and all(_same(one, other, question.id) for question in QUESTIONS[kind])
    ]


def document(sheets: Sequence[Sheet], kind: Kind) -> str:
    """The sheets as a Markdown document, a chapter a segment, what is open at its end."""
    parts = [f"# Segments by {'5W' if kind == 'five_w' else 'Khramatrix'}\n"]
    for sheet in sorted(sheets, key=lambda sheet: sheet.segment.casefold()):
        parts.append(f"## {_plain(sheet.segment)}\n")
        for question in QUESTIONS[kind]:
            if text := sheet.answers.get(question.id, "").strip():
                parts.append(f"**{question.name}.** {_plain(text)}\n")
        if left := sheet.open(kind):
            parts.append(f"*Still open: {', '.join(question.name.lower() for question in left)}.*\n")
    parts += [f"*{one} and {other} say the same.*\n" for one, other in duplicates(sheets, kind)]
    return "\n".join(parts)


def _same(one: Sheet, other: Sheet, name: str) -> bool:
    first, second = (" ".join(sheet.answers.get(name, "").split()).casefold() for sheet in (one, other))
    return first == second


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
