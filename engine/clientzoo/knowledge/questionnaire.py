"""The questionnaire file as groups and attributes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from clientzoo.knowledge.domain import Domain, Value
from clientzoo.knowledge.problems import Problem, did_you_mean
from clientzoo.knowledge.relevance_chains import chained
from clientzoo.knowledge.schema import QuestionEntry, QuestionnaireFile
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.wording import YES_NO, ConditionReader
from clientzoo.knowledge.yaml import Document, KeyPath
from clientzoo.knowledge.zoo import WORDS, Attribute, Group

RESERVED = ("any", "all", "none", "unless", "animal", "verdict", "runner_up", "status", "transition", "advice")
CERTAINTY_SUFFIX = "__certainty"  # of the column that says how surely a question was answered, in tables of clients
STALE_AFTER = {"from_birth": 730, "from_working_together": 183}  # days, where the question does not say
_DAYS = {"day": 1.0, "month": 365.25 / 12, "year": 365.25}
_AGE = re.compile(r"([1-9][0-9]{0,3}) (day|month|year)s?")
TO_SUFFIX = "__to"  # of the column that says where a range of numbers ends
RESERVED_VALUES = ("unknown", "not", "or", "and")


@dataclass
class Questionnaire:
    """What has been read so far, the raw conditions waiting until all facts are known.

    `named` are the ids of all questions, also of those left out, so that what looks at these is not called unknown.
    """

    title: str = ""
    words: Mapping[str, str] = field(default_factory=lambda: dict(zip(WORDS, WORDS, strict=True)))
    units: Mapping[str, str] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    relevance: list[tuple[str, object, KeyPath]] = field(default_factory=list)
    occasions: list[tuple[str, object, KeyPath]] = field(default_factory=list)  # raw conditions of `ask_if`


def read_questionnaire(document: Document, problems: list[Problem]) -> Questionnaire:
    """Groups and attributes; a faulty question is left out and its problems noted."""
    read = Questionnaire()
    raw = document.value
    if not isinstance(raw, dict) or not isinstance(raw.get("groups"), list):
        problems.append(Problem(document.place(), "wrong-type", "a questionnaire is a mapping with `groups:`, a list"))
        return read
    shell = {**raw, "groups": []}
    top = validated(QuestionnaireFile, shell, document, (), problems)
    if top is not None:
        read.title, read.units = top.title, top.units
        read.words = {**read.words, **top.words.model_dump(exclude_none=True)}
    for number, raw_group in enumerate(raw["groups"]):
        _read_group(raw_group, document, ("groups", number), read, problems)
    return read


def _read_group(raw: object, document: Document, path: KeyPath, read: Questionnaire, problems: list[Problem]) -> None:
    if not isinstance(raw, dict) or not isinstance(raw.get("questions"), list):
        problems.append(Problem(document.place(path), "wrong-type", "a group is a mapping with `questions:`, a list"))
        return
    group_id, title, about = (str(raw.get(key, "")) for key in ("id", "title", "about"))
    asked = raw.get("asked", True) is not False
    members = []
    for number, raw_question in enumerate(raw["questions"]):
        where = (*path, "questions", number)
        if isinstance(raw_question, dict):
            read.named.add(str(raw_question.get("id")))
        entry = validated(QuestionEntry, raw_question, document, where, problems)
        if entry is None:
            continue
        twin = next((one for one in read.attributes.values() if one.id.casefold() == entry.id.casefold()), None)
        if twin:  # columns of tables are found whatever their case
            message = f"`{twin.id}` is asked in line {twin.place.line}"
            problems.append(Problem(document.place((*where, "id")), "duplicate-id", message))
            continue
        read.attributes[entry.id] = replace(_attribute(entry, group_id, document, where, problems), asked=asked)
        members.append(entry.id)
        if entry.relevant_if is not None:
            read.relevance.append((entry.id, entry.relevant_if, (*where, "relevant_if")))
        if entry.ask_if is not None:
            read.occasions.append((entry.id, entry.ask_if, (*where, "ask_if")))
    read.groups.append(Group(group_id, title, tuple(members), about))


def _attribute(
    entry: QuestionEntry, group: str, document: Document, where: KeyPath, problems: list[Problem]
) -> Attribute:
    def report(key: str, code: str, message: str, hint: str = "") -> None:
        problems.append(Problem(document.place((*where, key)), code, message, hint))

    if entry.id in RESERVED:
        report("id", "reserved-name", f"`{entry.id}` has a meaning of its own in conditions", "choose another id")
    if (word := entry.id.casefold()) == "client" or word.endswith((CERTAINTY_SUFFIX, TO_SUFFIX)):
        message = f"a column called `{entry.id}` has a meaning of its own in tables of clients"
        report("id", "reserved-name", message, "choose another id")
    numeric = entry.type in ("integer", "number")
    if numeric and entry.values:
        report("values", "wrong-type", "a number has no list of values", "give min, max and unit")
    if not numeric and not entry.values:
        report("type", "missing-field", "`values` is missing", "give each value a label")
    if numeric and not entry.unit:
        report("type", "missing-field", "`unit` is missing", "say what is counted, as people or money/month")
    if not numeric and (entry.min is not None or entry.max is not None or entry.unit):
        report("type", "wrong-type", "only numbers have min, max and unit")
    if entry.min is not None and entry.max is not None and entry.min > entry.max:
        report("min", "empty-range", "min is above max")
    if entry.type == "boolean" and {YES_NO.get(word) for word in entry.values} != {True, False}:
        report("values", "wrong-type", "a yes/no question has the values `yes` and `no`")
    for word in entry.values_renamed_from:
        if word not in entry.values:
            hint = did_you_mean(word, entry.values)
            report("values_renamed_from", "unknown-value", f"`{word}` is not a value of `{entry.id}`", hint)
    for word in entry.values:
        if word in RESERVED_VALUES:
            report("values", "reserved-name", f"`{word}` has a meaning of its own", "choose another id")
    age = _AGE.fullmatch(entry.stale_after)
    if entry.stale_after and not age:
        message = f"`stale_after` is a time, not `{entry.stale_after}`"
        report("stale_after", "wrong-type", message, "as 90 days, 6 months or 2 years")
    stale_after = round(int(age[1]) * _DAYS[age[2]]) if age else STALE_AFTER[entry.kind]
    yes_no = YES_NO if entry.type == "boolean" else {}
    values: dict[Value, str] = {yes_no.get(word, word): label for word, label in entry.values.items()}
    earlier_values = {old: new for new, olds in entry.values_renamed_from.items() for old in _names(olds)}
    return Attribute(
        id=entry.id, group=group, name=entry.name, ask=entry.ask, help=entry.help, purpose=entry.purpose,
        kind=entry.kind, changed_by=entry.changed_by, type=entry.type, ordered=entry.ordered, values=values,
        unit=entry.unit, also_per=entry.also_per, minimum=entry.min, maximum=entry.max, since=entry.since,
        renamed_from=_names(entry.renamed_from), values_renamed_from=earlier_values, better=entry.better,
        place=document.place(where),
        early=entry.early, presumes=entry.presumes, delicate=entry.delicate, stale_after=stale_after,
    )  # fmt: skip


def _names(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def domain(attribute: Attribute) -> Domain:
    """What an answer to the question may be."""
    if attribute.numeric:
        return Domain(attribute.id, "number", unit=attribute.unit, of="answer")
    if attribute.type == "boolean":
        return Domain(attribute.id, "boolean", tuple(attribute.values), of="answer")
    return Domain(attribute.id, "choice", tuple(attribute.values), attribute.ordered, of="answer")


def with_relevance(
    read: Questionnaire, document: Document, reader: ConditionReader, problems: list[Problem]
) -> dict[str, Attribute]:
    """The attributes with their `relevant_if` and `ask_if` conditions, which may look at other answers only.

    A question that hangs on one that is ruled out is ruled out too.
    """
    attributes = dict(read.attributes)
    for name, raw, path in read.relevance:
        condition = reader.condition(raw, document, path, problems)
        attributes[name] = replace(attributes[name], relevant_if=condition)
    for name, raw, path in read.occasions:
        occasion = reader.condition(raw, document, path, problems)
        attributes[name] = replace(attributes[name], ask_if=occasion)
    return chained(attributes, problems)
