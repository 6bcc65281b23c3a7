"""Tables of weights: one fact against animals or the values of a trait, read as one rule for each cell that weighs."""

import re
from collections.abc import Iterator, Mapping

from clientzoo.knowledge.condition import Premise
from clientzoo.knowledge.domain import Domain, Value
from clientzoo.knowledge.problems import Problem, did_you_mean
from clientzoo.knowledge.rulebase import Entry
from clientzoo.knowledge.schema import Said, SaidSource, TableEntry
from clientzoo.knowledge.source import is_source, source_text
from clientzoo.knowledge.wording import ConditionReader, read_value
from clientzoo.knowledge.yaml import KeyPath
from clientzoo.knowledge.zoo import ANIMAL, Fact, Rule, WeightTable, value_text

OTHERS = "others"  # the reason or source of whatever is not named beside it
_NO_NAME = re.compile(r"[^\w]+")


def cell_id(fact: str, row: str, conclusion: Fact) -> str:
    """The id of a cell's rule: `red_tape-developed-wolf`, and with the trait where the column is no animal."""
    column = (
        [value_text(conclusion.value)] if conclusion.name == ANIMAL else [conclusion.name, value_text(conclusion.value)]
    )
    return "-".join(_NO_NAME.sub("_", part).strip("_") for part in (fact, row, *column))


def read_table(
    one: Entry, domains: Mapping[str, Domain], reader: ConditionReader, problems: list[Problem]
) -> tuple[WeightTable, tuple[Rule, ...]]:
    """The table and a rule for each cell that weighs something; what is wrong is left out, told by cell."""
    entry: TableEntry = one.entry
    columns = list(_columns(one, domains, problems))
    _refuse_unknown_rows(one, problems)
    rules: list[Rule] = []
    cells: dict[tuple[str, Value], str] = {}
    if _known_fact(one, domains, reader, problems):
        for row, weights in entry.weights.items():
            path = (*one.path, "weights", row)
            # a step below the key, so that what is wrong with the words is told where they stand
            premise = reader.premise(entry.fact, row, one.document, (*path, "words"), problems)
            if len(weights) != len(entry.columns):
                message = f"the row `{row}` has {len(weights)} cells for {len(entry.columns)} columns"
                hint = "write ~ where a value says nothing"
                problems.append(Problem(one.document.place(path), "wrong-length", message, hint))
            elif premise is not None:
                for rule in _row(one, row, premise, columns, problems):
                    rules.append(rule)
                    cells[row, rule.conclusions[0].value] = rule.id
    values = tuple(fact.value for fact in columns if fact is not None)
    return WeightTable(entry.fact, entry.for_, tuple(entry.weights), values, cells, one.place), tuple(rules)


def _row(one: Entry, row: str, premise: Premise, columns: list[Fact | None], problems: list[Problem]) -> Iterator[Rule]:
    entry: TableEntry = one.entry
    for number, (fact, weight) in enumerate(zip(columns, entry.weights[row], strict=False)):
        if fact is None or weight is None:
            continue
        path = (*one.path, "weights", row, number)
        if weight == 0:
            message, hint = "a weight of 0 says nothing", "write ~ for a cell that says nothing"
            problems.append(Problem(one.document.place(path), "out-of-range", message, hint))
            continue
        said_of = {key: said(getattr(entry, key), row, value_text(fact.value)) for key in ("because", "source")}
        for key, text in said_of.items():
            if not text:
                message = f"the cell `{row}`, `{value_text(fact.value)}` has no `{key}`"
                hint = f"give `{key}` for the row, or for `{OTHERS}`"
                problems.append(Problem(one.document.place(path), "missing-field", message, hint))
        if all(said_of.values()):
            name = cell_id(entry.fact, row, fact)
            place = one.document.place(path)
            yield Rule(name, premise, (fact,), weight, said_of["because"], said_of["source"], place)


def _columns(one: Entry, domains: Mapping[str, Domain], problems: list[Problem]) -> Iterator[Fact | None]:
    """What each column concludes; None where it names no value."""
    entry: TableEntry = one.entry
    domain = domains.get(entry.for_)
    if domain is None or domain.of != "rules":
        known = [known.name for known in domains.values() if known.of == "rules"]
        what = f"a table cannot weigh `{entry.for_}`: it is neither `animal` nor a trait"
        place = one.document.place((*one.path, "for", ""))
        problems.append(Problem(place, "cannot-conclude", what, did_you_mean(entry.for_, known)))
        return
    seen: set[Value] = set()
    for number, word in enumerate(entry.columns):
        place = one.document.place((*one.path, "columns", number))
        value, (code, message, hint) = read_value(domain, word)
        if value is None:
            problems.append(Problem(place, code, message, hint))
        elif value in seen:
            problems.append(Problem(place, "duplicate-key", f"there are two columns `{word}`", "keep one of them"))
        yield None if value is None or value in seen else Fact(domain.name, value)
        seen |= set() if value is None else {value}


def _known_fact(one: Entry, domains: Mapping[str, Domain], reader: ConditionReader, problems: list[Problem]) -> bool:
    fact = one.entry.fact
    if fact not in domains and not reader.is_faulty(fact):
        place = one.document.place((*one.path, "fact", ""))
        hint = did_you_mean(fact, domains)
        problems.append(Problem(place, "unknown-fact", f"`{fact}` is no attribute or trait", hint))
    return fact in domains


def _refuse_unknown_rows(one: Entry, problems: list[Problem]) -> None:
    """A reason or source that speaks of a row or column which the table does not have."""
    entry: TableEntry = one.entry

    def refuse(word: str, known: list[str], what: str, path: KeyPath) -> None:
        if word not in (*known, OTHERS):
            hint = did_you_mean(word, [*known, OTHERS])
            message = f"`{word}` is no {what} of this table"
            problems.append(Problem(one.document.place(path), "unknown-value", message, hint))

    for key in ("because", "source"):
        said = getattr(entry, key)
        for row, texts in said.items() if isinstance(said, dict) and not is_source(said) else ():
            refuse(row, list(entry.weights), "row", (*one.path, key, row))
            for names in texts if isinstance(texts, dict) and not is_source(texts) else ():
                for name in _names(names):
                    refuse(name, entry.columns, "column", (*one.path, key, row, names))


def said(texts: Said | SaidSource, row: str, column: str) -> str:
    """What is said of a cell: for the cell itself, else for its row, else for the table; empty where nothing is."""
    if isinstance(texts, str) or is_source(texts):
        return source_text(texts)
    of_row = texts.get(row, texts.get(OTHERS, ""))
    if isinstance(of_row, str) or is_source(of_row):
        return source_text(of_row)
    named = next((text for names, text in of_row.items() if column in _names(names)), None)
    return source_text(named if named is not None else of_row.get(OTHERS, ""))


def _names(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]
