"""The languages of a zoo: its texts in any one of them, and what questions, values and animals are called in all."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from clientzoo.knowledge.answer import UNKNOWN
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.problems import Place, did_you_mean
from clientzoo.knowledge.rule_texts import retold, rule_texts
from clientzoo.knowledge.speech import CASES
from clientzoo.knowledge.zoo import Animal, Attribute, Group, TextPath, Translation, Zoo, value_text

Entry = TypeVar("Entry", Group, Attribute, Animal)
_UNITS = {"percent": "%", "money/month": "a month"}


class UnknownLanguageError(ValueError):
    """The zoo does not speak the language; the text says which it speaks."""


def languages(zoo: Zoo) -> tuple[str, ...]:
    """Its own first."""
    return tuple(dict.fromkeys((zoo.language, _spoken_now(zoo), *zoo.translations)))


def _spoken_now(zoo: Zoo) -> str:
    return zoo.speaks or zoo.language


def texts(zoo: Zoo) -> dict[TextPath, str]:
    """Every text that may be translated, as the zoo says it now, by where it would stand in a translation."""
    found: dict[TextPath, str] = {("words", word): said for word, said in zoo.words.items()}
    found |= {("units", unit): unit_said(zoo, unit) for unit in _units(zoo)}
    for group in zoo.groups:
        found |= {("groups", group.id, "title"): group.title, ("groups", group.id, "about"): group.about}
    for one in zoo.answerable.values():
        path = ("questions", one.id)
        found |= {(*path, "name"): one.name, (*path, "ask"): one.ask}
        found |= {(*path, "help"): one.help, (*path, "purpose"): one.purpose}
        found |= {(*path, "values", value_text(value)): label for value, label in one.values.items()}
    for animal in zoo.animals.values():
        found |= {("animals", animal.id, "name"): animal.name, ("animals", animal.id, "about"): animal.about}
    return {path: text for path, text in found.items() if text}


def unit_said(zoo: Zoo, unit: str) -> str:
    """The unit as it stands behind a number: `people`, `%`, `a month`."""
    return zoo.units.get(unit) or _UNITS.get(unit, unit)


def _units(zoo: Zoo) -> dict[str, None]:
    return dict.fromkeys(one.unit for one in zoo.attributes.values() if one.unit)


def as_spoken(zoo: Zoo) -> Translation:
    """What the zoo says now, as if it were a translation."""
    places: dict[TextPath, Place] = {("questions", one.id): one.place for one in zoo.answerable.values()}
    places |= {("animals", one.id): one.place for one in zoo.animals.values()}
    return Translation(_spoken_now(zoo), texts(zoo), places)


def in_language(zoo: Zoo, language: str) -> Zoo:
    """The same zoo speaking another of its languages; what is not translated it says as before.

    What it is written in becomes one of its translations. Raises UnknownLanguageError, and ProblemsError where the
    texts of its rulebase in that language cannot be read.
    """
    named = {one.casefold(): one for one in languages(zoo)}
    wanted = named.get(language.strip().casefold())
    if wanted is None:
        hint = did_you_mean(language.strip().casefold(), languages(zoo), show_all_up_to=0)
        message = f"the zoo `{zoo.id}` does not speak `{language}`; it speaks {', '.join(languages(zoo))}"
        raise UnknownLanguageError(f"{message} ({hint})" if hint else message)
    if wanted == _spoken_now(zoo):
        return zoo
    zoo = zoo.own or zoo
    if wanted == zoo.language:
        return zoo
    said = zoo.translations[wanted].texts
    rest = {name: one for name, one in zoo.translations.items() if name != wanted}
    return replace(
        retold(zoo, rule_texts(zoo.root, zoo.id, wanted).told),
        own=zoo,
        speaks=wanted,
        words={word: said.get(("words", word), own) for word, own in zoo.words.items()},
        units={unit: said.get(("units", unit), unit_said(zoo, unit)) for unit in _units(zoo)},
        groups=tuple(_retold(one, said, "groups", "title", "about") for one in zoo.groups),
        attributes={name: _question(one, said) for name, one in zoo.attributes.items()},
        animals={name: _animal(one, said) for name, one in zoo.animals.items()},
        translations={_spoken_now(zoo): as_spoken(zoo), **rest},
    )


def _question(one: Attribute, said: Mapping[TextPath, str]) -> Attribute:
    told = _retold(one, said, "questions", "name", "ask", "help", "purpose")
    path = ("questions", one.id, "values")
    return replace(told, values={value: said.get((*path, value_text(value)), own) for value, own in one.values.items()})


def _animal(one: Animal, said: Mapping[TextPath, str]) -> Animal:
    path = ("animals", one.id, "cases")
    cases = {case: said[(*path, case)] for case in CASES if (*path, case) in said}
    return replace(_retold(one, said, "animals", "name", "about"), cases=cases)


def _retold(one: Entry, said: Mapping[TextPath, str], section: str, *fields: str) -> Entry:
    new: dict[str, Any] = {name: said[place] for name in fields if (place := (section, one.id, name)) in said}
    return replace(one, **new)


def fold_text(text: str) -> str:
    """The text as it is compared: case, blanks, ways to encode a letter and the dots of a Russian ё do not count."""
    plain = unicodedata.normalize("NFD", text)
    for _ in range(2):  # the caseless match of the Unicode standard, D146
        plain = unicodedata.normalize("NFKC", plain.casefold())
    return " ".join(plain.replace("ё", "е").split())


def speak(zoo: Zoo, now: str, *path: str) -> Iterator[tuple[str, str]]:
    """Each language that has the text, and the text: first what the zoo says now, then what stands at `path`."""
    yield _spoken_now(zoo), now
    for translation in zoo.translations.values():
        if said := translation.texts.get(path):
            yield translation.language, said


def names(zoo: Zoo, one: Attribute | Animal) -> Iterator[str]:
    """What a question or an animal is called in each language."""
    section = "questions" if isinstance(one, Attribute) else "animals"
    return (name for _, name in speak(zoo, one.name, section, one.id, "name"))


def unknown_words(zoo: Zoo, attribute: Attribute) -> frozenset[str]:
    """What says, in some language, that nobody knows the answer, folded; what a value is called says that instead."""
    words = (word for _, word in speak(zoo, zoo.words[UNKNOWN], "words", UNKNOWN))
    return frozenset({UNKNOWN, *(fold_text(word) for word in words if not values_called(zoo, attribute, word))})


def is_unknown(zoo: Zoo, attribute: Attribute, said: str) -> bool:
    return fold_text(said) in unknown_words(zoo, attribute)


def values_called(zoo: Zoo, attribute: Attribute, said: str) -> Mapping[Value, tuple[str, ...]]:
    """The values of a choice or a yes/no question that are called so, each with the languages that call it so.

    Ids go before labels, and count as no language.
    """
    wanted = fold_text(said)
    found: dict[Value, tuple[str, ...]] = {
        value: () for value in attribute.values if fold_text(value_text(value)) == wanted
    }
    if found:
        return found
    for language, value, label in labels(zoo, attribute):
        if fold_text(label) == wanted:
            found[value] = (*found.get(value, ()), language)
    return found


def labels(zoo: Zoo, attribute: Attribute) -> Iterator[tuple[str, Value, str]]:
    """Language, value and label for each value in each language; yes and no are also called by their plain words."""
    for value, label in attribute.values.items():
        word = value_text(value)
        for language, said in speak(zoo, label, "questions", attribute.id, "values", word):
            yield language, value, said
        if attribute.type == "boolean":
            for language, said in speak(zoo, zoo.words[word], "words", word):
                yield language, value, said
