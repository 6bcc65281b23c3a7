"""The files of a rulebase folder, their sections put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from clientzoo.knowledge import schema
from clientzoo.knowledge.millionths import quantise
from clientzoo.knowledge.problems import Place, Problem
from clientzoo.knowledge.questionnaire import RESERVED, RESERVED_VALUES
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.yaml import Document, KeyPath
from clientzoo.knowledge.zoo import ANY, Accepted, Animal, Parameter, Setting, Trait, VerdictPolicy, value_text

Model = TypeVar("Model", bound=BaseModel)

_MAPPINGS: Mapping[str, type[BaseModel]] = {
    "parameters": schema.ParameterEntry,
    "traits": schema.TraitEntry,
    "animals": schema.AnimalEntry,
    "topics": schema.TopicEntry,
    "stances": schema.StanceEntry,
    "oppositions": schema.OppositionEntry,
    "accords": schema.AccordEntry,
    "advice": schema.AdviceEntry,
    "priors": schema.PriorEntry,
    "bands": schema.BandsEntry,
    "derived": schema.DerivedEntry,
    "segments": schema.SettingEntry,
}
_LISTS: Mapping[str, type[BaseModel]] = {
    "transitions": schema.TransitionEntry,
    "rules": schema.RuleEntry,
    "tables": schema.TableEntry,
    "accepted": schema.AcceptedEntry,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a section, valid in shape, and where it stands."""

    id: str
    entry: Any
    document: Document
    path: KeyPath

    @property
    def place(self) -> Place:
        return self.document.place(self.path)


@dataclass
class Sections:
    """All entries of a rulebase by section, in the order of the files; each id once.

    `named` are all names in mappings, also of entries left out, so that what looks at these is not called unknown.
    """

    named: set[str] = field(default_factory=set)
    named_in: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in _MAPPINGS})
    faulty_animals: dict[str, str] = field(default_factory=dict)  # with the diet, as far as it is a word
    faulty_transitions: list[str] = field(default_factory=list)
    heading: dict[str, Any] = field(default_factory=dict)
    heading_of: dict[str, Document] = field(default_factory=dict)  # where each heading stands
    policy: VerdictPolicy = field(default_factory=VerdictPolicy)
    entries: dict[str, dict[str, Entry]] = field(default_factory=lambda: {name: {} for name in (*_MAPPINGS, *_LISTS)})

    def __getitem__(self, section: str) -> Mapping[str, Entry]:
        return self.entries[section]


def read_sections(documents: Iterable[Document], problems: list[Problem]) -> Sections:
    """Everything valid in shape; what is not is left out, its problems noted."""
    sections = Sections()
    for document in documents:
        if document.value is None:
            continue
        if not isinstance(document.value, dict):
            message = "a rulebase file is a mapping of sections such as `rules:`"
            problems.append(Problem(document.place(), "wrong-type", message))
            continue
        shell = {key: value for key, value in document.value.items() if key not in sections.entries}
        heading = validated(schema.RulebaseFile, shell, document, (), problems)
        if heading is not None:
            _take_heading(heading, document, sections, problems)
        for name, model in _MAPPINGS.items():
            for key, raw in _items(document, name, dict, problems):
                if name not in ("segments", "bands", "stances", "oppositions", "accords"):  # no condition looks at them
                    sections.named.add(key)
                    sections.named_in[name].add(key)
                read = validated(model, raw, document, (name, key), problems)
                if name == "animals" and read is None:
                    diet = raw.get("diet") if isinstance(raw, dict) else ""
                    sections.faulty_animals[key] = diet if isinstance(diet, str) else ""
                _take(name, key, read, document, (name, key), sections, problems)
        for name, model in _LISTS.items():
            for number, raw in _items(document, name, list, problems):
                entry = validated(model, raw, document, (name, number), problems)
                key = _key(entry)
                if name == "transitions" and entry is None and isinstance(raw, dict):
                    sections.faulty_transitions.append(transition_id(str(raw.get("from")), str(raw.get("to"))))
                _take(name, key, entry, document, (name, number), sections, problems)
    return sections


def transition_id(source: str, target: str) -> str:
    """`cow -> llama`, `any herbivore -> tiger`."""
    return f"{' '.join(source.split())} -> {target}"


def parameters(sections: Sections) -> dict[str, Parameter]:
    return {
        one.id: Parameter(one.id, one.entry.value, one.entry.unit, one.entry.about, one.place)
        for one in sections["parameters"].values()
    }


def settings(sections: Sections) -> dict[str, Setting]:
    """Settings as they would be written on a command line."""

    def text(value: object) -> str:
        if isinstance(value, list):
            return ", ".join(map(text, value))
        return value_text(value) if isinstance(value, str | bool | int | float) else str(value)

    return {one.id: Setting(one.id, text(one.entry.root), one.place) for one in sections["segments"].values()}


def traits(sections: Sections, problems: list[Problem]) -> dict[str, Trait]:
    found = {}
    for one in sections["traits"].values():
        if one.id in RESERVED:
            message = f"`{one.id}` has a meaning of its own in conditions"
            problems.append(Problem(one.place, "reserved-name", message, "choose another name"))
            continue
        for word in one.entry.values:
            if word in RESERVED_VALUES:
                problems.append(
                    Problem(one.place, "reserved-name", f"`{word}` has a meaning of its own", "choose another")
                )
        entry: schema.TraitEntry = one.entry
        told_by = (entry.told_by,) if isinstance(entry.told_by, str) else tuple(entry.told_by)
        found[one.id] = Trait(one.id, entry.name, entry.ordered, dict(entry.values), one.place, told_by)
    return found


def animals(sections: Sections) -> dict[str, Animal]:
    return {
        one.id: Animal(one.id, one.entry.name, one.entry.diet, one.entry.about, one.place)
        for one in sections["animals"].values()
    }


def origins(source: str, known: Mapping[str, Animal]) -> tuple[str, ...]:
    """The animals a transition starts from; empty where the word names none."""
    if source in known:
        return (source,)
    if source.startswith(ANY):
        return tuple(name for name, animal in known.items() if animal.diet == source.removeprefix(ANY).strip())
    return ()


def accepted(sections: Sections) -> tuple[Accepted, ...]:
    """The findings that the zoo accepts."""
    return tuple(
        Accepted(one.entry.finding, names_of(one.entry), one.entry.because, one.place)
        for one in sections["accepted"].values()
    )


def names_of(entry: schema.AcceptedEntry) -> tuple[str, ...]:
    """What the accepted finding speaks of."""
    return (entry.about,) if isinstance(entry.about, str) else tuple(entry.about)


def _key(entry: BaseModel | None) -> str:
    if isinstance(entry, schema.TransitionEntry):
        return transition_id(entry.from_, entry.to)
    if isinstance(entry, schema.TableEntry):
        return f"{entry.fact} for {entry.for_}"
    if isinstance(entry, schema.AcceptedEntry):
        return " ".join([entry.finding, *names_of(entry)])
    return entry.id if isinstance(entry, schema.RuleEntry) else ""


def _items(document: Document, section: str, kind: type, problems: list[Problem]) -> Iterable[tuple[Any, Any]]:
    raw = document.value.get(section)
    if raw is None:
        return ()
    if not isinstance(raw, list | dict) or not isinstance(raw, kind):
        words = "a list, each entry starting with a dash" if kind is list else "a mapping of names"
        problems.append(Problem(document.place((section,)), "wrong-type", f"`{section}` must be {words}"))
        return ()
    return list(enumerate(raw)) if isinstance(raw, list) else list(raw.items())


def _take(
    section: str,
    key: str,
    entry: BaseModel | None,
    document: Document,
    path: KeyPath,
    sections: Sections,
    problems: list[Problem],
) -> None:
    if entry is None:
        return
    first = sections.entries[section].get(key)
    if first is not None:
        place = document.place((*path, "id")) if section == "rules" else document.place(path)
        problems.append(
            Problem(place, "duplicate-id", f"`{key}` already stands at {first.place}", "give one another id")
        )
        return
    sections.entries[section][key] = Entry(key, entry, document, path)


def _take_heading(
    heading: schema.RulebaseFile, document: Document, sections: Sections, problems: list[Problem]
) -> None:
    for key in ("zoo", "version", "title", "language", "currency", "verdict", "proportion"):
        value = getattr(heading, key)
        if value is None:
            continue
        if key in sections.heading:
            problems.append(
                Problem(document.place((key,)), "duplicate-key", f"`{key}` is already given in another file")
            )
            continue
        sections.heading[key] = value
        sections.heading_of[key] = document
        if isinstance(value, schema.PolicyEntry):
            listed = None if value.list_from is None else quantise(value.list_from)
            sections.policy = VerdictPolicy(quantise(value.decide_at), quantise(value.margin), value.tolerance, listed)
