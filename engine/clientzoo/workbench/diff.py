"""What is different between two zoos, by meaning: layout, order and the wording of tests are no change."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from clientzoo.knowledge.condition import AllOf, AnyOf, Condition, Premise, Ranges
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import Rule, TextPath, Translation, Zoo, value_text

SHORT = 40  # letters of a text that is told whole
DECISIVE = ("verdict", "question", "trait", "animal", "transition")


@dataclass(frozen=True, slots=True)
class RuleDiff:
    """Ids of rules. `renamed` maps old ids to new ones of one meaning; `reworded` changed only reason or source."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    renamed: Mapping[str, str]
    reworded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs; `before` and `after` are None where its values are more than a word or a number."""

    name: str
    before: Value | None = None
    after: Value | None = None

    def __str__(self) -> str:
        if self.before is None or self.after is None:
            return self.name
        return f"{self.name}: {_quoted(self.before)} -> {_quoted(self.after)}"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something other than a rule: `kind` is `question`, `trait` and so on.

    `how` is `added`, `removed`, `changed`, or `reworded` where nothing but a translation says it otherwise.
    """

    kind: str
    id: str
    how: str
    fields: tuple[FieldChange, ...] = ()

    @property
    def what(self) -> str:
        """What differs, in a few words: `value: 15 -> 25`."""
        return ", ".join(map(str, self.fields))

    @property
    def decides(self) -> bool:
        """Whether it can change what becomes of a client, as names, texts and parameters alone cannot."""
        return self.kind in DECISIVE

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.how}{f' ({self.what})' if self.what else ''}"


def rule_diff(old: Zoo, new: Zoo) -> RuleDiff:
    """The rules of `new` against those of `old`."""
    added = [name for name in new.rule if name not in old.rule]
    removed = [name for name in old.rule if name not in new.rule]
    orphans: dict[Hashable, list[str]] = {}
    for name in removed:
        orphans.setdefault(meaning(old.rule[name]), []).append(name)
    renamed = {}
    for name in added:
        same = orphans.get(meaning(new.rule[name]))
        if same:
            renamed[same.pop(0)] = name
    both = [name for name in new.rule if name in old.rule]
    changed = [name for name in both if meaning(old.rule[name]) != meaning(new.rule[name])]
    reworded = [name for name in both if name not in changed and _words(old.rule[name]) != _words(new.rule[name])]
    return RuleDiff(
        tuple(name for name in added if name not in renamed.values()),
        tuple(name for name in removed if name not in renamed),
        tuple(changed),
        renamed,
        tuple(reworded),
    )


def rule_change(old: Rule, new: Rule) -> str:
    """What differs in the meaning of a rule, in a few words."""
    parts = []
    if condition_meaning(old.condition) != condition_meaning(new.condition):
        parts.append(_premises_change(old.condition, new.condition))
    if frozenset(old.conclusions) != frozenset(new.conclusions):
        parts.append(f"{_facts(old)} -> {_facts(new)}")
    if old.certainty != new.certainty:
        parts.append(f"certainty {value_text(old.certainty)} -> {value_text(new.certainty)}")
    return ", ".join(parts)


def _premises_change(old: Condition, new: Condition) -> str:
    """What an all-of looked at and looks at, as far as they differ."""
    before, after = ({condition_meaning(part): part for part in _parts(one)} for one in (old, new))
    gone = " and ".join(_said(part) for meant, part in before.items() if meant not in after)
    come = " and ".join(_said(part) for meant, part in after.items() if meant not in before)
    return f"{gone}, of which the parameter changed" if gone == come else f"{gone or 'nothing'} -> {come or 'nothing'}"


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def _said(condition: Condition) -> str:
    if isinstance(condition, Premise):
        return str(condition)
    word = " and " if isinstance(condition, AllOf) else " or "
    return f"({word.join(map(_said, condition.parts))})"


def _facts(rule: Rule) -> str:
    return " and ".join(map(str, rule.conclusions))


def meaning(rule: Rule) -> Hashable:
    """Equal for two rules that do the same to every client."""
    return condition_meaning(rule.condition), frozenset(rule.conclusions), rule.certainty


def condition_meaning(condition: Condition) -> Hashable:
    """The condition without its wording and its order."""
    if isinstance(condition, Premise):
        accepts = condition.accepts
        if condition.absent:
            return condition.name, "absent", accepts
        return condition.name, frozenset(accepts.intervals) if isinstance(accepts, Ranges) else accepts.values
    return isinstance(condition, AllOf), frozenset(map(condition_meaning, condition.parts))


def differences(old: Zoo, new: Zoo) -> Iterator[Difference]:
    """Everything but rules."""
    if old.policy != new.policy:
        yield Difference("verdict", "policy", "changed", _apart(old.policy, new.policy))
    yield from _section("question", old.attributes, new.attributes)
    yield from _section("parameter", old.parameters, new.parameters)
    yield from _section("trait", old.traits, new.traits)
    yield from _section("animal", old.animals, new.animals)
    yield from _section("transition", old.transitions, new.transitions)
    yield from _section("topic", old.topics, new.topics)
    for kind in ("opposition", "accord"):
        before, after = ({one.id: one for one in getattr(zoo, f"{kind}s")} for zoo in (old, new))
        yield from _section(kind, before, after)
    yield from _section("stance", old.stances, new.stances)
    yield from _section("advice", old.advice, new.advice)
    if old.proportion != new.proportion:
        yield Difference("verdict", "proportion", "changed", _apart(old.proportion, new.proportion))
    yield from _translations(old.translations, new.translations)


def _section(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    yield from (Difference(kind, name, "removed") for name in old if name not in new)
    yield from (Difference(kind, name, "added") for name in new if name not in old)
    for name in new:
        if name in old and (what := _apart(old[name], new[name])):
            yield Difference(kind, name, "changed", what)


def _translations(old: Mapping[str, Translation], new: Mapping[str, Translation]) -> Iterator[Difference]:
    """Languages that came and went, and what is said otherwise, entry by entry."""
    yield from (Difference("language", name, "removed") for name in old if name not in new)
    yield from (Difference("language", name, "added") for name in new if name not in old)
    for name in new:
        before, after = old.get(name, new[name]).texts, new[name].texts
        reworded: dict[TextPath, dict[str, None]] = {}  # entries, and which of their texts
        for path in (*after, *before):
            if before.get(path) != after.get(path):
                reworded.setdefault(path[:2], {})[" ".join(path[2:3])] = None
        for entry, what in reworded.items():
            yield Difference(
                "translation", " ".join((name, *entry)), "reworded", tuple(FieldChange(one) for one in what if one)
            )


def _apart(old: Any, new: Any) -> tuple[FieldChange, ...]:
    """The fields that differ, places left out."""
    pairs = ((one.name, getattr(old, one.name), getattr(new, one.name)) for one in fields(old) if one.name != "place")
    return tuple(_field(*pair) for pair in pairs if _plain(pair[1]) != _plain(pair[2]))


def _field(name: str, before: Any, after: Any) -> FieldChange:
    short = all(isinstance(one, bool | int | float) or (isinstance(one, str) and len(one) <= SHORT)
                for one in (before, after))  # fmt: skip
    return FieldChange(name, before, after) if short else FieldChange(name)


def _quoted(value: Value) -> str:
    return f"`{value}`" if isinstance(value, str) else value_text(value)


def _plain(value: Any) -> object:
    """Without what is layout: the place of a need, the wording of a condition."""
    if isinstance(value, Premise | AllOf | AnyOf):
        return condition_meaning(value)
    if isinstance(value, tuple):
        return tuple((one.id, one.need, condition_meaning(one.when)) if hasattr(one, "when") else one for one in value)
    if isinstance(value, Mapping):
        return tuple(value.items())
    return value


def _words(rule: Rule) -> tuple[str, str]:
    return rule.because, rule.source
