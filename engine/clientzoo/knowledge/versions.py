"""Answers written for an older version of a zoo: what was renamed since, what is no longer asked, what is new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from clientzoo.knowledge.languages import is_unknown, values_called
from clientzoo.knowledge.problems import Problem
from clientzoo.knowledge.yaml import Document, KeyPath
from clientzoo.knowledge.zoo import Attribute, Zoo, value_text


@dataclass(frozen=True, slots=True)
class Updated:
    """`answers` in today's names, standing in `document`; `account` tells in sentences what was done.

    `gone` are answers that this version has no place for, as they were written.
    """

    answers: Mapping[str, Any]
    document: Document
    account: tuple[str, ...] = ()
    gone: Mapping[str, Any] = field(default_factory=dict)


def brought_up_to_date(
    raw: Mapping[str, Any], version: str, zoo: Zoo, document: Document, path: KeyPath, problems: list[Problem]
) -> Updated:
    """The raw answers at `path`, given for `version` (empty where the file does not say), as today's zoo asks them.

    Renamed questions and values are followed whatever the version. What the zoo no longer knows is set aside only for
    an older version; in a file of today it stays, for the reader of answers to complain about.
    """
    older = version_number(version) < version_number(zoo.version) if version else False
    new_names = {old: one.id for one in zoo.attributes.values() for old in one.renamed_from}
    answers: dict[str, Any] = {}
    gone: dict[str, Any] = {}
    account: list[str] = []
    places = dict(document.places)
    for old, given in raw.items():
        name = new_names.get(old, old) if old not in zoo.attributes else old
        if name != old:
            if name in raw:
                message = f"`{old}` is now called `{name}`, and both are answered"
                problems.append(Problem(document.place((*path, old)), "duplicate-key", message, "keep one of them"))
                continue
            account.append(f"`{old}` is now called `{name}`")
            _move(places, (*path, old), (*path, name))
        attribute = zoo.attributes.get(name)
        if attribute is None and older:
            account.append(f"`{old}` is no longer asked; the answer is kept aside")
            gone[old] = given
            continue
        if attribute is not None and attribute.values:
            word, sentence = _value(zoo, attribute, given, older)
            account.extend(sentence)
            if word is _GONE:
                gone[old] = given
                continue
            given = {**given, "value": word} if isinstance(given, dict) else word
        answers[name] = given
    if older:
        account.extend(_new(zoo, version, answers))
    return Updated(answers, replace(document, places=places), tuple(account), gone)


_GONE = object()


def _value(zoo: Zoo, attribute: Attribute, given: Any, older: bool) -> tuple[Any, list[str]]:
    """Today's word for the value, or _GONE; and a sentence where it is another one."""
    word = given.get("value") if isinstance(given, dict) else given
    known = {value_text(value) for value in attribute.values} | {"true", "false"}
    if not isinstance(word, str) or word in known or is_unknown(zoo, attribute, word):
        return word, []
    now = attribute.values_renamed_from.get(word)
    if now is not None:
        return now, [f"`{word}` of `{attribute.id}` is now called `{now}`"]
    if older and not values_called(zoo, attribute, word):
        return _GONE, [f"`{attribute.id}` no longer has the value `{word}`; the answer is kept aside"]
    return word, []


def _new(zoo: Zoo, version: str, answers: Mapping[str, Any]) -> Iterator[str]:
    for attribute in zoo.questions.values():
        if (
            attribute.since
            and version_number(attribute.since) > version_number(version)
            and attribute.id not in answers
        ):
            yield f"`{attribute.id}` is new: {attribute.ask}"


def _move(places: dict[KeyPath, Any], old: KeyPath, new: KeyPath) -> None:
    for path in [path for path in places if path[: len(old)] == old]:
        places[(*new, *path[len(old) :])] = places[path]


def version_number(version: str) -> tuple[tuple[int, str], ...]:
    """A version as something to compare: `1.10.0` comes after `1.9.3`, and 1.0 is 1.0.0."""
    parts = [(int(part), "") if part.isdigit() else (0, part) for part in version.strip().split(".")]
    while parts and parts[-1] == (0, ""):
        parts.pop()
    return tuple(parts)
