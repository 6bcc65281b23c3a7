"""A translation file as texts by place: what is no text of the zoo, or not of this language, is told."""

from collections.abc import Collection, Iterator, Mapping
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
from clientzoo.knowledge.yaml import Document
from clientzoo.knowledge.zoo import TextPath, Translation, Zoo

_SECTIONS: Mapping[str, tuple[type[BaseModel], str, str]] = {  # the shape of an entry, its kind, the code of a wrong id
    "groups": (TranslatedGroupEntry, "group of questions", "unknown-key"),
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
    shell = {key: value for key, value in raw.items() if key not in _SECTIONS}
    heading = validated(TranslationFile, shell, document, (), problems)
    found: dict[TextPath, str] = {}
    if heading is not None:
        problems.extend(_misnamed(heading, document, language, zoo))
        found = {("words", word): said for word, said in heading.words.model_dump(exclude_none=True).items()}
    own = texts(zoo)
    for section, (model, kind, code) in _SECTIONS.items():
        known = list(dict.fromkeys(path[1] for path in own if path[0] == section))
        for name, entry in _entries(document, section, problems):
            if name not in known and name not in faulty:
                message = f"`{name}` is no {kind} of this zoo"
                problems.append(Problem(document.place((section, name)), code, message, did_you_mean(name, known)))
            read = validated(model, entry, document, (section, name), problems)
            if read is not None and name in known:
                found.update(_texts(read, (section, name)))
                problems.extend(_unknown_values(read, document, (section, name), own))
    places = {path: place for path, place in document.places.items() if len(path) < 3}
    return Translation(language, found, {tuple(map(str, path)): place for path, place in places.items()})


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


def _texts(entry: BaseModel, path: TextPath) -> Iterator[tuple[TextPath, str]]:
    for key, said in entry.model_dump(exclude_none=True).items():
        if isinstance(said, dict):
            yield from (((*path, key, value), label) for value, label in said.items())
        else:
            yield (*path, key), said


def _unknown_values(
    entry: BaseModel, document: Document, path: TextPath, own: Mapping[TextPath, str]
) -> Iterator[Problem]:
    known = [place[3] for place in own if place[:3] == (*path, "values")]
    for value in entry.values if isinstance(entry, TranslatedQuestionEntry) else ():
        if value not in known:
            message = f"`{value}` is not a value of `{path[1]}`"
            place = document.place((*path, "values", value))
            yield Problem(place, "unknown-value", message, did_you_mean(value, known))
