"""What a workbook about one conclusion holds: its rules, its weights, or all cases; and what an edited one changes."""

from collections.abc import Mapping
from pathlib import Path

from clientzoo.knowledge.problems import Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.zoo import Zoo, value_text
from clientzoo.workbench.table.case_rows import CASES, case_sheet, changed_cases, is_case_remark, used_questions
from clientzoo.workbench.table.case_rows import written_cases as cases_of
from clientzoo.workbench.table.files import Texts
from clientzoo.workbench.table.grid import (
    FACT,
    TEXTS,
    VALUE,
    WEIGHTS,
    grid,
    of_target,
    target_of,
    words_of,
    written_tables,
)
from clientzoo.workbench.table.importing import changed_files, changed_weights
from clientzoo.workbench.table.rows import header, of_conclusion, row, written_rules
from clientzoo.workbench.table.sheet_rows import remark
from clientzoo.workbench.table.workbook import SHEET, Leaf, Reads, Sheet


def leaves_about(zoo: Zoo, about: str, fact: str = "") -> tuple[Leaf, ...]:
    """The sheets about a conclusion, or of the cases; none where nothing concludes it.

    With a `fact` only what tables of weights say of it.
    """
    if about == CASES:
        cases = case_sheet(zoo)
        return (cases,) if cases.rows else ()
    rules = () if fact else of_conclusion(zoo, about)
    found = []
    if rules:
        written = written_rules(zoo)
        raws = [written[rule.id].raw for rule in sorted(rules, key=lambda rule: rule.place)]
        columns = header(raws)
        words = {at: known for at, name in enumerate(columns) if (known := words_of(zoo, name))}
        found.append(Leaf(SHEET, columns, [row(raw, columns) for raw in raws], words=words))
    target, value = target_of(zoo, about)
    tables = [one for one in of_target(written_tables(zoo), target, value) if fact in ("", one.fact)]
    if tables:
        found.append(grid(zoo, tables, target, value))
    return tuple(found)


def reads_about(zoo: Zoo, about: str) -> tuple[Reads, ...]:
    """How the sheets of such a workbook are read."""
    if about == CASES:
        return (Reads(CASES, is_remark=is_case_remark(zoo, used_questions(cases_of(zoo)))),)
    target, _ = target_of(zoo, about)
    domain = zoo.domains.get(target)
    known = (FACT, VALUE, *(value_text(value) for value in domain.values if domain), *TEXTS) if domain else ()

    def is_remark(heading: str) -> bool:
        return heading not in known and not did_you_mean(heading, known, show_all_up_to=0)

    return (Reads(is_remark=remark(zoo)), Reads(WEIGHTS, VALUE, is_remark))


def changes_by(zoo: Zoo, about: str, sheets: Mapping[str, Sheet]) -> dict[Path, tuple[str | None, str]]:
    """For each file that the sheets change, its text before and after. Raises ProblemsError, RoundTripError."""
    if about == CASES:
        return changed_cases(zoo, sheets[CASES])
    target, _ = target_of(zoo, about)
    changes: Texts = {}
    wrong: list[Problem] = []
    try:
        changes = changed_files(zoo, about, sheets[SHEET]) if SHEET in sheets else {}
    except ProblemsError as error:
        wrong += error.problems
    try:
        changes = changed_weights(zoo, target, sheets[WEIGHTS], changes) if WEIGHTS in sheets else changes
    except ProblemsError as error:
        wrong += error.problems
    if wrong:
        raise ProblemsError(wrong)
    return dict(changes)
