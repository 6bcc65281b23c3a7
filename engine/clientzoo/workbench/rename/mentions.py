"""Where a file of a zoo speaks of something: each place, and what may stand there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clientzoo.knowledge.yaml import KeyPath
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, RUNNER_UP, TRANSITION, VERDICT, Zoo

OF_ANIMALS = (ANIMAL, VERDICT, RUNNER_UP)


@dataclass(frozen=True, slots=True)
class Mention:
    """`path` is that of a text in the document (of a key, or with "" behind it of a value; see `yaml.spans`).

    `kind` says what stands there: `fact`, `animal`, `rule`, `advice`, `topic`, `parameter`, `transition`, `words` (a
    test of `fact`, in words), `columns` (values of `fact`, apart by commas), `ends` (of a band of `fact`), `target` (an
    animal, a transition or advice), `template` (a text that names things in braces) or `anything`.
    """

    path: KeyPath
    kind: str
    fact: str = ""


def in_rulebase(value: Any, zoo: Zoo) -> Iterator[Mention]:
    """The mentions in a file of rules."""
    for name in _keys(value, "parameters"):
        yield Mention(("parameters", name), "parameter")
    for name, trait in _items(value, "traits"):
        yield Mention(("traits", name), "fact")
        yield from _values(trait, ("traits", name), name)
        yield from _several(trait.get("told_by"), ("traits", name, "told_by"), "fact")
    for name in _keys(value, "animals"):
        yield Mention(("animals", name), "animal")
    for name in _keys(value, "topics"):
        yield Mention(("topics", name), "topic")
    for name, advice in _items(value, "advice"):
        path: KeyPath = ("advice", name)
        yield Mention(path, "advice")
        yield Mention((*path, "topic", ""), "topic")
        yield from (Mention((*path, key, ""), "template") for key in ("text", "done_when"))
        yield from _condition(advice.get("presupposes"), (*path, "presupposes"), zoo)
        yield from _several(advice.get("after"), (*path, "after"), "advice")
    for section in ("oppositions", "accords"):
        for name, pair in _items(value, section):
            for key in ("one", "other", "if"):
                yield from _condition(pair.get(key), (section, name, key), zoo)
    for number, move in enumerate(_list(value, "transitions")):
        path = ("transitions", number)
        yield from (Mention((*path, key, ""), "transition") for key in ("from", "to"))
        for at, need in enumerate(_list(move, "needs")):
            yield from _condition(need.get("when"), (*path, "needs", at, "when"), zoo)
    for number, rule in enumerate(_list(value, "rules")):
        path = ("rules", number)
        yield Mention((*path, "id", ""), "rule")
        yield from _condition(rule.get("if"), (*path, "if"), zoo)
        yield from _condition(rule.get("then"), (*path, "then"), zoo)
    for number, table in enumerate(_list(value, "tables")):
        yield from _table(table, ("tables", number), "weights")
    for name, bands in _items(value, "bands"):
        yield Mention(("bands", name), "fact")
        for band in bands:
            yield Mention(("bands", name, band), "words", name)
            yield Mention(("bands", name, band, ""), "ends", name)
    for name, shares in _items(value, "priors"):
        yield Mention(("priors", name), "fact")
        yield from (Mention(("priors", name, words), "words", name) for words in shares)
    for number, bears in enumerate(_list(value.get("proportion"), "bears")):
        path = ("proportion", "bears", number)
        yield Mention((*path, "of", ""), "fact")
        yield from _condition(bears.get("if"), (*path, "if"), zoo)
    for number, accepted in enumerate(_list(value, "accepted")):
        yield from _several(accepted.get("about"), ("accepted", number, "about"), "anything")


def in_questionnaire(value: Any, zoo: Zoo) -> Iterator[Mention]:
    """The mentions in the questionnaire."""
    for at, group in enumerate(_list(value, "groups")):
        for number, question in enumerate(_list(group, "questions")):
            path = ("groups", at, "questions", number)
            yield Mention((*path, "id", ""), "fact")
            yield from _values(question, path, str(question.get("id")))
            yield from _condition(question.get("relevant_if"), (*path, "relevant_if"), zoo)


def in_translation(value: Any, zoo: Zoo) -> Iterator[Mention]:
    """The mentions in a translation."""
    for name, question in _items(value, "questions"):
        yield Mention(("questions", name), "fact")
        yield from _values(question, ("questions", name), name)
    for name in _keys(value, "animals"):
        yield Mention(("animals", name), "animal")


def in_cases(value: Any, zoo: Zoo) -> Iterator[Mention]:
    """The mentions in a file of cases."""
    for number, case in enumerate(_list(value, "cases")):
        path: KeyPath = ("cases", number)
        yield from _answers(case.get("answers"), (*path, "answers"))
        expect = case.get("expect") or {}
        path = (*path, "expect")
        yield from (Mention((*path, key, ""), "animal") for key in ("animal", "runner_up"))
        yield from _condition(expect.get("traits"), (*path, "traits"), zoo)
        for key in ("open", "closed"):
            yield from _several((expect.get("transitions") or {}).get(key), (*path, "transitions", key), "transition")
        for key in ("advice", "withheld"):
            yield from _several(expect.get(key), (*path, key), "advice")
        for key in ("fired", "silent"):
            yield from _several((expect.get("rules") or {}).get(key), (*path, "rules", key), "rule")
    for number, contrast in enumerate(_list(value, "contrasts")):
        path = ("contrasts", number)
        yield from _answers(contrast.get("answers"), (*path, "answers"))
        for at, shown in enumerate(_list(contrast, "shows")):
            for key in ("more", "together"):
                yield from _answers(shown.get(key), (*path, "shows", at, key))
            for key in ("raises", "lowers", "leaves", "appears", "goes"):
                for place, target in enumerate(_list(shown, key)):
                    where = (*path, "shows", at, key, place)
                    if isinstance(target, dict):
                        yield from _condition(target, where, zoo)
                    else:
                        yield Mention(where, "target")
    for number, table in enumerate(_list(value, "contrast_tables")):
        yield from _answers(table.get("answers"), ("contrast_tables", number, "answers"))
        yield from _table(table, ("contrast_tables", number), "effects")


def in_target(value: Any, zoo: Zoo) -> Iterator[Mention]:
    """The mentions in the target of the pool."""
    for key, kind in (("target", "animal"), ("worth", "animal"), ("steps", "advice"), ("chances", "transition")):
        for name in _keys(value, key):
            yield Mention((key, name), kind)


def _table(table: Mapping[str, Any], path: KeyPath, grid: str) -> Iterator[Mention]:
    fact, target = str(table.get("fact")), str(table.get("for", ANIMAL))
    yield from (Mention((*path, key, ""), "fact") for key in ("fact", "for"))
    for at, _ in enumerate(_list(table, "columns")):
        yield Mention((*path, "columns", at), "columns", target)
    for row in _keys(table, grid):
        yield Mention((*path, grid, row), "words", fact)
    for key in ("because", "source"):
        for row, said in _items(table, key, mappings=False):
            yield Mention((*path, key, row), "words", fact)
            yield from (
                Mention((*path, key, row, names), "columns", target) for names in said if isinstance(said, dict)
            )


def _values(entry: Any, path: KeyPath, fact: str) -> Iterator[Mention]:
    """The values of a question or trait, by id, and what is said of them beside."""
    for word in _keys(entry, "values"):
        yield Mention((*path, "values", word), "words", fact)
    otherwise = entry.get("otherwise") if isinstance(entry, dict) else None
    yield Mention((*path, "otherwise", *(["value"] if isinstance(otherwise, dict) else []), ""), "words", fact)


def _answers(answers: Any, path: KeyPath) -> Iterator[Mention]:
    for name, given in answers.items() if isinstance(answers, dict) else ():
        yield Mention((*path, name), "fact")
        yield Mention((*path, name, "value", "") if isinstance(given, dict) else (*path, name, ""), "words", name)


def _condition(raw: Any, path: KeyPath, zoo: Zoo) -> Iterator[Mention]:
    """The facts and tests of a condition, however nested: what is no fact holds conditions."""
    if isinstance(raw, dict):
        for name, test in raw.items():
            if name in zoo.domains:
                yield Mention((*path, name), "fact")
                yield from _test(test, (*path, name), name)
            else:
                yield from _condition(test, (*path, name), zoo)
    elif isinstance(raw, list):
        for number, part in enumerate(raw):
            yield from _condition(part, (*path, number), zoo)


def _test(test: Any, path: KeyPath, fact: str) -> Iterator[Mention]:
    kind = {TRANSITION: "transition", ADVICE: "advice"}.get(fact, "animal" if fact in OF_ANIMALS else "words")
    if isinstance(test, list):
        yield from (Mention((*path, number), kind, fact) for number, _ in enumerate(test))
    elif isinstance(test, dict):  # a test spelt out in keys
        yield from (Mention((*path, key, ""), kind, fact) for key in test)
    else:
        yield Mention((*path, ""), kind, fact)


def _several(raw: Any, path: KeyPath, kind: str) -> Iterator[Mention]:
    """One word, or a list of them."""
    if isinstance(raw, list):
        yield from (Mention((*path, number), kind) for number, _ in enumerate(raw))
    elif raw is not None:
        yield Mention((*path, ""), kind)


def _keys(value: Any, key: str) -> list[str]:
    found = value.get(key) if isinstance(value, dict) else None
    return list(found) if isinstance(found, dict) else []


def _items(value: Any, key: str, *, mappings: bool = True) -> list[tuple[str, Any]]:
    found = value.get(key) if isinstance(value, dict) else None
    items = found.items() if isinstance(found, dict) else ()
    return [(name, one) for name, one in items if isinstance(one, dict) or not mappings]


def _list(value: Any, key: str) -> list[Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []
