"""What a rulebase says (reasons, traits, needs, topics, advice) in another language: `rulebases/<zoo>/<language>.po`.

A gettext catalogue, which translators' tools open: the text as the rulebase has it, and the text in the language. A
text that was reworded has no translation any more, and is said as it was written.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from clientzoo.knowledge.files import shown_path
from clientzoo.knowledge.problems import NOWHERE, Place, Problem, ProblemsError
from clientzoo.knowledge.yaml import MAX_BYTES
from clientzoo.knowledge.zoo import Zoo


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """Texts by the text they translate, both on one line, and the line where each stands."""

    texts: Mapping[str, str]
    lines: Mapping[str, int]
    file: str

    def told(self, text: str) -> str:
        """The text in the language, or as it is."""
        return self.texts.get(plain(text), text)


NONE = RuleTexts({}, {}, "")


def rule_texts_file(root: Path, name: str, language: str) -> Path:
    return root / "rulebases" / name / f"{language}.po"


def writes_in(zoo: Zoo, language: str) -> bool:
    """Whether playbooks can be written in the language: always in its own, else where it has a layout in it."""
    return language in ("", zoo.language) or (zoo.templates_dir / language / "playbook.md.jinja").is_file()


def rule_texts(root: Path, name: str, language: str) -> RuleTexts:
    """The catalogue of a zoo for a language, empty where there is none. Raises ProblemsError for one out of order."""
    path = rule_texts_file(root, name, language)
    try:
        stamp = path.stat()
    except OSError:
        return NONE
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


@cache
def _read(path: Path, changed: int, size: int) -> RuleTexts:
    from babel.messages.pofile import PoFileError, read_po

    file = shown_path(path)
    if size > MAX_BYTES:
        raise ProblemsError([Problem(Place(file), "file-too-large", f"larger than {MAX_BYTES // 1_000_000} MB")])
    try:
        with path.open("rb") as stream:
            catalogue = read_po(stream, abort_invalid=True)
    except PoFileError as error:
        raise ProblemsError([Problem(Place(file), "po-syntax", str(error))]) from None
    except (OSError, UnicodeDecodeError, ValueError, LookupError) as error:
        raise ProblemsError([Problem(Place(file), "po-syntax", str(error))]) from None
    texts, lines = {}, {}
    for message in catalogue:
        if isinstance(message.id, str) and message.id and isinstance(message.string, str):
            lines[plain(message.id)] = message.lineno or 1
            if message.string.strip() and not message.fuzzy:
                texts[plain(message.id)] = plain(message.string)
    return RuleTexts(texts, lines, file)


def plain(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def rulebase_texts(zoo: Zoo) -> Iterator[tuple[str, Place]]:
    """Every text of the rulebase that may be translated, with its place; a text that stands often comes often."""
    for trait in zoo.traits.values():
        yield from ((text, trait.place) for text in (trait.name, *trait.values.values()))
    for topic in zoo.topics.values():
        yield topic.title, NOWHERE
    for transition in zoo.transitions.values():
        yield from ((need.need, need.place) for need in transition.needs)
    for stance in zoo.stances.values():
        yield from ((text, stance.place) for text in (stance.name, *stance.values.values()))
    for rule in zoo.rules:
        yield rule.because, rule.place
    for advice in zoo.advice.values():
        yield from ((text, advice.place) for text in (advice.text, advice.done_when, advice.role) if text)
    yield from ((one.because, one.place) for one in zoo.oppositions)
    for bearable in zoo.proportion.bears:
        yield bearable.said, NOWHERE


def retold(zoo: Zoo, told: Callable[[str], str]) -> Zoo:
    """The zoo with every text of its rulebase as `told` gives it."""

    def each(words: Mapping[str, str]) -> dict[str, str]:
        return {value: told(text) for value, text in words.items()}

    return replace(
        zoo,
        traits={name: replace(one, name=told(one.name), values=each(one.values)) for name, one in zoo.traits.items()},
        topics={name: replace(one, title=told(one.title)) for name, one in zoo.topics.items()},
        transitions={
            name: replace(one, needs=tuple(replace(need, need=told(need.need)) for need in one.needs))
            for name, one in zoo.transitions.items()
        },
        stances={name: replace(one, name=told(one.name), values=each(one.values)) for name, one in zoo.stances.items()},
        rules=tuple(replace(one, because=told(one.because)) for one in zoo.rules),
        advice={
            name: replace(
                one,
                text=told(one.text),
                done_when=told(one.done_when),
                role=told(one.role),
                takes=replace(one.takes, hours={told(role): hours for role, hours in one.takes.hours.items()}),
            )
            for name, one in zoo.advice.items()
        },
        oppositions=tuple(replace(one, because=told(one.because)) for one in zoo.oppositions),
        proportion=replace(
            zoo.proportion,
            rates={told(role): rate for role, rate in zoo.proportion.rates.items()},
            bears=tuple(replace(one, said=told(one.said)) for one in zoo.proportion.bears),
        ),
    )
