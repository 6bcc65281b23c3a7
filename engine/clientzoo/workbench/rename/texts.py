"""The files of a zoo with one id under another name, letter by letter as they were but for that."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from clientzoo.knowledge.find import questionnaire_file, translation_files
from clientzoo.knowledge.yaml import KeyPath, parse, spans, text
from clientzoo.knowledge.zoo import ANIMAL, Zoo
from clientzoo.pool.steering.target import FILE
from clientzoo.workbench.fmt import formatted
from clientzoo.workbench.rename import mentions
from clientzoo.workbench.rename.mentions import Mention
from clientzoo.workbench.rename.subject import Subject
from clientzoo.workbench.round_trip import RoundTripError

Texts: TypeAlias = Mapping[Path, str]
IN_TEMPLATES = {"question": "answers", "trait": "traits", "parameter": "parameters", "topic": "topics"}
_EXACT = {"question": "fact", "trait": "fact", "rule": "rule", "topic": "topic"}


@dataclass(frozen=True, slots=True)
class Renamed:
    """`texts` are the files that change, `moved` those that get another name too, from old to new."""

    texts: Texts
    moved: Mapping[Path, Path] = field(default_factory=dict)


def files_of(zoo: Zoo) -> dict[Path, Callable[[Any, Zoo], Iterator[Mention]]]:
    """Every YAML file of the zoo, and the target of its pool, and how its mentions are found."""
    found: dict[Path, Callable[[Any, Zoo], Iterator[Mention]]] = {
        questionnaire_file(zoo.root, zoo.id): mentions.in_questionnaire
    }
    found |= dict.fromkeys(translation_files(zoo.root, zoo.id).values(), mentions.in_translation)
    found |= dict.fromkeys(sorted(zoo.rulebase_dir.glob("*.yaml")), mentions.in_rulebase)
    found |= dict.fromkeys(sorted(zoo.cases_dir.glob("**/*.yaml")), mentions.in_cases)
    target = zoo.root / FILE
    return found | ({target: mentions.in_target} if target.is_file() else {})


def texts_of(zoo: Zoo) -> list[Path]:
    """Every file in which a renaming may change something."""
    return [*files_of(zoo), *sorted(zoo.templates_dir.glob("**/*.jinja"))]


def renamed(zoo: Zoo, old: Subject, new: str) -> Renamed:
    """The files that speak of it, as they would be. Raises ProblemsError where one cannot be read."""
    found: dict[Path, str] = {}
    moved: dict[Path, Path] = {}
    for path, mentioned in files_of(zoo).items():
        before = text(path)
        after = with_name(before, mentioned, zoo, old, new)
        if mentioned is mentions.in_questionnaire and (old.kind == "question" or old.fact in zoo.attributes):
            after = _with_earlier_name(after, old, new)
        if after != before:
            found[path] = _laid_out(before, after)
    for path in sorted(zoo.templates_dir.glob("**/*.jinja")):
        before = text(path)
        after = _in_template(before, old, new)
        if after != before:
            found[path] = after
        if old.kind == "animal" and path.parent.name == "animals" and path.name == f"{old.id}.md.jinja":
            moved[path] = path.with_name(f"{new}.md.jinja")
    return Renamed(found, moved)


def with_name(before: str, mentioned: Callable[[Any, Zoo], Iterator[Mention]], zoo: Zoo, old: Subject, new: str) -> str:
    """The text of a file with the new name wherever it speaks of the subject."""
    value = parse(before, "").value
    if not isinstance(value, dict):
        return before
    where, edits = None, dict[tuple[int, int], str]()
    for mention in mentioned(value, zoo):
        said = _said(value, mention.path)
        if said is None or not _is_meant(mention, said, zoo, old):
            continue
        where = spans(before) if where is None else where
        if mention.path in where:
            start, end = where[mention.path]
            raw = before[start:end]
            now = _in_template(raw, old, new) if mention.kind == "template" else _word(old.id).sub(new, raw)
            if now != raw:
                edits[start, end] = now
    for (start, end), now in sorted(edits.items(), reverse=True):
        before = before[:start] + now + before[end:]
    return before


def _is_meant(mention: Mention, said: str, zoo: Zoo, old: Subject) -> bool:
    """Whether what stands there can be, or hold, the subject."""
    if mention.kind == "template":
        return old.kind in IN_TEMPLATES
    if mention.kind == "anything":
        return True
    if old.kind in _EXACT:
        return mention.kind == _EXACT[old.kind] and said == old.id
    if old.kind == "animal":
        return mention.kind in ("animal", "transition", "target") or (mention.kind, mention.fact) == ("columns", ANIMAL)
    if old.kind == "advice":
        return mention.kind == "advice" or (mention.kind == "target" and said == old.id)
    if old.kind == "parameter":
        domain = zoo.domains.get(mention.fact)
        number = mention.kind in ("words", "ends") and domain is not None and domain.type == "number"
        return number or (mention.kind == "parameter" and said == old.id)
    return mention.kind in ("words", "columns") and mention.fact == old.fact  # a value or a band


def _said(value: Any, path: KeyPath) -> str | None:
    """The text at the path of a mention; None where none stands there."""
    inner, is_value = (path[:-1], True) if path[-1] == "" else (path, isinstance(path[-1], int))
    for step in inner if is_value else inner[:-1]:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    if not is_value:
        return str(inner[-1]) if isinstance(value, dict) and inner[-1] in value else None
    return value if isinstance(value, str) else None


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def _in_template(source: str, old: Subject, new: str) -> str:
    kind = IN_TEMPLATES.get(old.kind)
    if kind is None:
        return source
    return re.sub(rf"\b({kind}(?:\.|\[\s*[\"']))\s*{re.escape(old.id)}\b", rf"\g<1>{new}", source)


def _laid_out(before: str, after: str) -> str:
    """In the canonical layout, if it was."""
    try:
        return formatted(after) if formatted(before) == before else after
    except RoundTripError:
        return after


def _with_earlier_name(source: str, old: Subject, new: str) -> str:
    """The questionnaire with the name that a question or value had, so that answers given earlier are understood."""
    value = parse(source, "").value
    asked = new if old.kind == "question" else old.fact
    for at, group in enumerate(value.get("groups") or ()):
        for number, question in enumerate(group.get("questions") or ()):
            if question.get("id") == asked:
                path: KeyPath = ("groups", at, "questions", number)
                key, earlier = _earlier(question, old, new)
                return _with_line(source, path, key, earlier) if key else source
    return source


def _earlier(question: Mapping[str, Any], old: Subject, new: str) -> tuple[str, str]:
    """The key that remembers earlier names, and what it says now, on one line."""
    if old.kind == "question":
        names = [*_several(question.get("renamed_from")), old.id]
        return "renamed_from", _flow([name for name in dict.fromkeys(names) if name != new])
    if old.kind != "value":
        return "", ""
    known = {word: _several(earlier) for word, earlier in (question.get("values_renamed_from") or {}).items()}
    known[new] = [*known.pop(old.id, []), *known.get(new, []), old.id]
    said = {word: [one for one in dict.fromkeys(names) if one != word] for word, names in known.items()}
    return "values_renamed_from", "{" + ", ".join(f"{word}: {_flow(names)}" for word, names in said.items()) + "}"


def _several(raw: Any) -> list[str]:
    return [raw] if isinstance(raw, str) else list(raw or ())


def _flow(names: list[str]) -> str:
    return names[0] if len(names) == 1 else "[" + ", ".join(names) + "]"


def _with_line(source: str, path: KeyPath, key: str, said: str) -> str:
    """The entry at the path with `key` saying this: in its place, or behind the id."""
    where = spans(source)
    if (*path, key) in where:
        start, _ = where[(*path, key)]
        end = where[(*path, key, "")][1]
        return f"{source[:start]}{key}: {said}{source[end:]}"
    start, _ = where[(*path, "id")]
    end = where[(*path, "id", "")][1]
    line = source.rfind("\n", 0, start) + 1
    if source[where[path][0]] == "{":
        return f"{source[:end]}, {key}: {said}{source[end:]}"
    rest = source.find("\n", end)
    rest = len(source) if rest < 0 else rest
    return f"{source[:rest]}\n{' ' * (start - line)}{key}: {said}{source[rest:]}"
