"""Texts that a language of the zoo lacks, and things that cannot be told apart in it."""

from collections import defaultdict
from collections.abc import Iterator

from clientzoo.knowledge.languages import as_spoken, fold_text, texts
from clientzoo.knowledge.zoo import TextPath
from clientzoo.workbench.check.finding import Examined, Finding, finding

_KINDS = {"words": "word", "units": "unit", "groups": "group", "questions": "question", "animals": "animal"}


def missing_texts(examined: Examined) -> Iterator[Finding]:
    """What a translation does not say, one finding for each question, group, animal or word."""
    zoo = examined.zoo
    own = texts(zoo)
    for translation in zoo.translations.values():
        lacking: dict[TextPath, list[str]] = defaultdict(list)
        for path in own:
            if path not in translation.texts:
                lacking[path[:2]].append(" ".join(path[2:]))
        for (section, name), fields in lacking.items():
            what = ", ".join(filter(None, fields)) or "translation"
            message = f"in `{translation.language}` the {_KINDS[section]} `{name}` has no {what}"
            hint = f"write it under `{section}:`; until then the one in `{zoo.language}` stands in"
            yield finding(translation.place(section, name), "missing-text", message, hint)


def same_labels(examined: Examined) -> Iterator[Finding]:
    """Questions, animals and values of one question that are called the same: who reads it cannot tell which it is."""
    for said in (as_spoken(examined.zoo), *examined.zoo.translations.values()):
        called: dict[tuple[str, str], list[TextPath]] = defaultdict(list)
        for path, text in said.texts.items():
            if kind := _called(path):
                called[kind, fold_text(text)].append(path)
        for (kind, _), paths in called.items():
            if len(paths) > 1:
                listed = " and ".join(f"`{path[-1] if len(path) > 3 else path[1]}`" for path in paths)
                message = f"in `{said.language}` the {kind} {listed} are all called `{said.texts[paths[-1]]}`"
                hint = "call them differently: nobody who reads it can tell them apart"
                yield finding(said.place(*paths[-1][:2]), "same-label", message, hint)


def _called(path: TextPath) -> str:
    """What the text at the path is the name of; empty where it is none."""
    match path:
        case ("questions", question, "values", _):
            return f"values of `{question}`"
        case ("questions" | "animals" as section, _, "name"):
            return section
    return ""
