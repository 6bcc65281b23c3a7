"""A translation file as texts by place: what is no text of the zoo, or not of this language, is told."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from clientzoo.knowledge.languages import texts
from clientzoo.knowledge.problems import Problem, did_you_mean
from clientzoo.knowledge.schema import (
    TranslatedAnimalEntry,
    TranslatedGroupEntry,
    TranslatedQuestionEntry,
    TranslationFile,
)
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.yaml import Document, KeyPath
from clientzoo.knowledge.zoo import TextPath, Translation, Zoo, value_text

_SECTIONS: Mapping[str, tuple[type[BaseModel], str, str]] = {  # the shape of an entry, its kind, the code of a wrong id
    "groups": (TranslatedGroupEntry, "group", "unknown-key"),
    "questions": (TranslatedQuestionEntry, "question", "unknown-attribute"),
    "animals": (TranslatedAnimalEntry, "animal", "unknown-value"),
}


def read_translation(
    document: Document, language: str, zoo: Zoo, faulty: Collection[str], problems: list[Problem]
) -> Translation | None:
    """The texts in a file called after the zoo and the `language`; what is wrong is left out, its problems noted.

    `faulty` are names of entries that the zoo itself has wrong: texts for them are nobody's mistake.
    """
    raw = document.value
    if not isinstance(raw, dict):
        message = "a translation is a mapping with `language:`, `questions:` and `animals:`"
        problems.append(Problem(document.place(), "wrong-type", message))
        return None
    known: dict[str, dict[str, None]] = {}
    for section, name, *_ in texts(zoo):
        known.setdefault(section, {})[name] = None
    shell = {key: value for key, value in raw.items() if key not in _SECTIONS}
    heading = validated(TranslationFile, shell, document, (), problems)
    found: dict[TextPath, str] = {}
    if heading is not None:
        problems.extend(_misnamed(heading, document, language, zoo))
        found.update(_texts({"words": heading.words.model_dump(), "units": heading.units}))
        if not faulty:  # else the question that has the unit may be one of them
            units = known.get("units", ())
            problems.extend(_unknown(heading.units, units, "unit of this zoo", "unknown-key", document, ("units",)))
    for section, (_, kind, code) in _SECTIONS.items():
        entries = dict(_entries(document, section, problems))
        sound = [name for name in entries if name not in faulty]
        problems.extend(_unknown(sound, known.get(section, ()), f"{kind} of this zoo", code, document, (section,)))
        for name, entry in entries.items():
            found.update(_entry_texts(entry, section, name, zoo, document, problems))
    places = {path: place for path, place in document.places.items() if len(path) < 3}
    return Translation(language, found, {tuple(map(str, path)): place for path, place in places.items()})


def _entry_texts(
    raw: Any, section: str, name: str, zoo: Zoo, document: Document, problems: list[Problem]
) -> Iterator[tuple[TextPath, str]]:
    entry = validated(_SECTIONS[section][0], raw, document, (section, name), problems)
    if isinstance(entry, TranslatedQuestionEntry) and name in zoo.attributes:
        known, where = list(map(value_text, zoo.attributes[name].values)), (section, name, "values")
        problems.extend(_unknown(entry.values, known, f"value of `{name}`", "unknown-value", document, where))
    if entry is not None:
        yield from _texts(entry.model_dump(), (section, name))


def _misnamed(heading: TranslationFile, document: Document, language: str, zoo: Zoo) -> Iterator[Problem]:
    if heading.questionnaire != zoo.id:
        message = f"this translates `{heading.questionnaire}`, the file is called after `{zoo.id}`"
        yield Problem(document.place(("questionnaire", "")), "wrong-name", message, "give both one name")
    if heading.language != language:
        message = f"this is in `{heading.language}`, the file is called after `{language}`"
        yield Problem(document.place(("language", "")), "wrong-name", message, "give both one language")
    elif language == zoo.language:
        message = f"the zoo itself is in `{language}`"
        yield Problem(document.place(("language", "")), "wrong-name", message, "write these texts into its own files")


def _entries(document: Document, section: str, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    raw = document.value.get(section)
    if isinstance(raw, dict):
        yield from ((name, {} if entry is None else entry) for name, entry in raw.items())
    elif raw is not None:
        message = f"`{section}` is a mapping of ids, each with its texts"
        problems.append(Problem(document.place((section,)), "wrong-type", message))


def _texts(said: Mapping[str, Any], path: TextPath = ()) -> Iterator[tuple[TextPath, str]]:
    """Every text that is said at or below the path."""
    for key, text in said.items():
        if isinstance(text, Mapping):
            yield from _texts(text, (*path, key))
        elif text is not None:
            yield (*path, key), text


def _unknown(
    said: Iterable[str], known: Collection[str], what: str, code: str, document: Document, path: KeyPath
) -> Iterator[Problem]:
    for name in said:
        if name not in known:
            yield Problem(document.place((*path, name)), code, f"`{name}` is no {what}", did_you_mean(name, known))
