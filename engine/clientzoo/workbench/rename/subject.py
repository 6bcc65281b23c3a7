"""What a name means in a zoo, and whether another may take its place."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.questionnaire import CERTAINTY_SUFFIX, RESERVED, RESERVED_VALUES
from clientzoo.knowledge.schema import RULE_ID
from clientzoo.knowledge.yaml import scalar
from clientzoo.knowledge.zoo import Zoo, value_text

Kind: TypeAlias = Literal["question", "trait", "value", "animal", "rule", "parameter", "advice", "topic", "band"]
_NAME = re.compile(r"[^\W\d_]\w*")
_LONGEST = {"rule": 120}  # letters; else 80


class RenameError(ValueError):
    """A name that means nothing or several things, or one that is taken; the text says which."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An id of a kind; a value or a band belongs to the `fact`, a question or trait."""

    kind: Kind
    id: str
    fact: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.fact}: {self.id}" if self.fact else f"{self.kind} {self.id}"


def subject(zoo: Zoo, name: str, kind: str = "") -> Subject:
    """What `name` means: an id, or `fact: value`; a value alone where only one fact has it.

    `kind` chooses among several. Raises RenameError.
    """
    found = [one for one in _ids(zoo, name) if not kind or one.kind == kind]
    found = found or [one for one in _values(zoo, name) if not kind or one.kind == kind]
    if len(found) == 1:
        return found[0]
    if found and found[0].fact:
        raise RenameError(f"several have `{name}`; say which: " + ", ".join(f"`{one.fact}: {one.id}`" for one in found))
    if found:
        raise RenameError(f"`{name}` is {' and '.join(one.kind for one in found)}; say which with --kind")
    known = [*zoo.attributes, *zoo.traits, *zoo.animals, *zoo.parameters, *zoo.advice, *zoo.topics, *zoo.rule]
    hint = did_you_mean(name, known, show_all_up_to=0)
    what = f"no {kind}" if kind else "nothing"
    raise RenameError(f"{what} in this zoo is called `{name}`" + (f" ({hint})" if hint else ""))


def _ids(zoo: Zoo, name: str) -> Iterator[Subject]:
    sections: tuple[tuple[Kind, Collection[str]], ...] = (
        ("question", zoo.attributes), ("trait", zoo.traits), ("animal", zoo.animals), ("parameter", zoo.parameters),
        ("rule", zoo.rule), ("advice", zoo.advice), ("topic", zoo.topics),
    )  # fmt: skip
    return (Subject(kind, name) for kind, known in sections if name in known)


def _values(zoo: Zoo, name: str) -> Iterator[Subject]:
    fact, colon, word = (part.strip() for part in name.partition(":"))
    for one in [fact] if colon else [*zoo.attributes, *zoo.traits]:
        yield from (Subject("band", band, one) for band in zoo.bands.get(one, ()) if band == (word or fact))
        attribute, trait = zoo.attributes.get(one), zoo.traits.get(one)
        values = attribute.values if attribute else trait.values if trait else ()
        yield from (
            Subject("value", value, one) for value in values if isinstance(value, str) and value == (word or fact)
        )


def refuse_clash(zoo: Zoo, old: Subject, new: str) -> None:
    """Raises RenameError where `new` is no id, or has a meaning already that would get lost."""
    kind = old.kind
    pattern, most = (re.compile(RULE_ID) if kind == "rule" else _NAME), _LONGEST.get(kind, 80)
    if new == old.id:
        raise RenameError(f"`{new}` is its name already")
    if not pattern.fullmatch(new) or len(new) > most or not isinstance(scalar(new), str):
        what = "letters, digits, underscores and hyphens" if kind == "rule" else "letters, digits and underscores"
        raise RenameError(f"`{new}` is no id: {what}, beginning with a letter, {most} at most")
    if kind == "rule" and old.id in {cell for table in zoo.tables for cell in table.cells.values()}:
        raise RenameError(f"`{old.id}` is a cell of a table: its id is made of the fact, the row and the column")
    facts = (*zoo.attributes, *zoo.traits, *RESERVED)
    taken = {
        "question": facts, "trait": facts, "animal": tuple(zoo.animals), "rule": tuple(zoo.rule),
        "parameter": (*zoo.parameters, *(band for bands in zoo.bands.values() for band in bands)),
        "advice": tuple(zoo.advice), "topic": tuple(zoo.topics), "value": (*_words(zoo, old.fact), *RESERVED_VALUES),
        "band": (*zoo.bands.get(old.fact, ()), *zoo.parameters, *RESERVED_VALUES),
    }[kind]  # fmt: skip
    if new in taken:
        raise RenameError(f"`{new}` is taken: there is {_taker(zoo, new, old)}")
    if kind == "question" and (new.casefold() == "client" or new.casefold().endswith(CERTAINTY_SUFFIX)):
        raise RenameError(f"a column called `{new}` has a meaning of its own in tables of clients")
    earlier = {name: one.id for one in zoo.attributes.values() for name in one.renamed_from if one.id != old.id}
    if kind == "question" and new in earlier:
        raise RenameError(f"`{new}` is an earlier name of the question `{earlier[new]}`")
    if kind == "value" and old.fact in zoo.attributes:
        meant = zoo.attributes[old.fact].values_renamed_from.get(new, old.id)
        if meant != old.id:
            raise RenameError(f"`{new}` is an earlier name of the value `{meant}`")


def _words(zoo: Zoo, fact: str) -> tuple[str, ...]:
    domain = zoo.domains.get(fact)
    return tuple(value_text(value) for value in domain.values) if domain else ()


def _taker(zoo: Zoo, new: str, old: Subject) -> str:
    if old.fact:
        return f"such a word of `{old.fact}` already, or it has a meaning of its own in tests"
    same = next(_ids(zoo, new), None)
    article = "an" if same and same.kind[0] == "a" else "a"
    return f"{article} {same.kind} of that name" if same else "a word of the rule language of that name"
