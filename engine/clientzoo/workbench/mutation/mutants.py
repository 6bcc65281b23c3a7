"""The ways to spoil a rule: deleted, its sign flipped, a bound moved by one value or band, a premise dropped."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import Literal, NamedTuple, TypeAlias, get_args

from clientzoo.inference.codes import conditions
from clientzoo.knowledge.condition import Accepts, AllOf, AnyOf, Condition, Interval, OneOf, Premise, Ranges, premises
from clientzoo.knowledge.counting import negated
from clientzoo.knowledge.domain import Domain
from clientzoo.knowledge.zoo import Rule, Zoo, value_text

Kind: TypeAlias = Literal["deleted", "flipped", "bound", "premise"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule and what is made of it; `changed` is None where it is deleted.

    `apart` is met where the change is felt: with a bound moved, by what lies between the bounds.
    """

    rule: Rule
    kind: Kind
    what: str
    changed: Rule | None
    apart: Condition

    @property
    def weight(self) -> float:
        """How much the rule weighs, 0 to 1."""
        return abs(self.rule.certainty)


class Cut(NamedTuple):
    """A place on the number line: just below the number, or just above it."""

    number: float
    above: bool


class Moved(NamedTuple):
    accepts: Accepts
    between: Accepts  # what was accepted and is not, or the other way round


class _Bounds:
    """Where the rules of a zoo cut the numbers of its questions."""

    def __init__(self, zoo: Zoo) -> None:
        self._zoo = zoo

    @cached_property
    def cuts(self) -> Mapping[str, list[Cut]]:
        found: dict[str, set[Cut]] = {}
        for condition in conditions(self._zoo):
            for premise in premises(condition):
                if isinstance(premise.accepts, Ranges):
                    for interval in premise.accepts.intervals:
                        found.setdefault(premise.name, set()).update(ends(interval))
        return {name: sorted(cut for cut in cuts if abs(cut.number) != inf) for name, cuts in found.items()}

    def moved(self, premise: Premise) -> Iterator[Moved]:
        """The premise's test with one of its bounds moved to the next value, or the next bound of the zoo."""
        domain = self._zoo.domains[premise.name]
        if isinstance(premise.accepts, Ranges):
            yield from _moved_number(premise.accepts, self.cuts[premise.name])
        elif domain.ordered and (len(premise.accepts.values) > 1 or _compares(premise.wording)):
            yield from _moved_value(premise.accepts, domain)


def mutants(zoo: Zoo, kinds: Collection[Kind] = KINDS, only: Collection[str] | None = None) -> Iterator[Mutant]:
    """Every way to spoil the zoo's rules (those of `only` by id), rule by rule."""
    bounds = _Bounds(zoo)
    for rule in zoo.rules:
        if only is not None and rule.id not in only:
            continue
        if "deleted" in kinds:
            yield Mutant(rule, "deleted", "deleted", None, rule.condition)
        if "flipped" in kinds:
            flipped = replace(rule, certainty=-rule.certainty)
            yield Mutant(rule, "flipped", f"{rule.certainty:+g} becomes {-rule.certainty:+g}", flipped, rule.condition)
        if "bound" in kinds:
            yield from _bound(rule, bounds)
        if "premise" in kinds:
            yield from _dropped(rule, zoo)


def ends(interval: Interval) -> tuple[Cut, Cut]:
    return Cut(interval.low, not interval.with_low), Cut(interval.high, interval.with_high)


def _bound(rule: Rule, bounds: _Bounds) -> Iterator[Mutant]:
    for premise in dict.fromkeys(premises(rule.condition)):
        for moved in bounds.moved(premise):
            said = _said(moved.accepts)
            now = replace(premise, accepts=moved.accepts, wording=f"unless {said}" if premise.absent else said)
            changed = replace(rule, condition=_with(rule.condition, premise, now))
            apart = _with(rule.condition, premise, Premise(premise.name, moved.between, _said(moved.between)))
            yield Mutant(rule, "bound", f"{premise} becomes {now.wording}", changed, apart)


def _dropped(rule: Rule, zoo: Zoo) -> Iterator[Mutant]:
    for path, part in _parts(rule.condition):
        rest = _replaced(rule.condition, path, None)
        if rest is None:
            continue
        around = _at(rule.condition, path[:-1])
        apart: Condition = rest
        if isinstance(around, AnyOf):
            apart = _replaced(rule.condition, path[:-1], part) or part
        else:
            with suppress(ValueError):  # some tests can never be known to be otherwise
                apart = AllOf((rest, negated(part, zoo.domains)))
        yield Mutant(rule, "premise", f"without {mutant_in_words(part)}", replace(rule, condition=rest), apart)


def _parts(condition: Condition, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Condition]]:
    """Every part that is one of several, with the way to it."""
    if not isinstance(condition, Premise):
        for number, part in enumerate(condition.parts):
            yield (*path, number), part
            yield from _parts(part, (*path, number))


def _at(condition: Condition, path: tuple[int, ...]) -> Condition:
    for number in path:
        condition = condition if isinstance(condition, Premise) else condition.parts[number]
    return condition


def _replaced(condition: Condition, path: tuple[int, ...], new: Condition | None) -> Condition | None:
    """The condition with another part at the end of the path, or without it; None where nothing is left."""
    if not path:
        return new
    if isinstance(condition, Premise):
        return condition
    parts = [
        _replaced(part, path[1:], new) if number == path[0] else part for number, part in enumerate(condition.parts)
    ]
    kept = tuple(part for part in parts if part is not None)
    join = AllOf if isinstance(condition, AllOf) else AnyOf
    return kept[0] if len(kept) == 1 else join(kept) if kept else None


def _with(condition: Condition, old: Premise, new: Premise) -> Condition:
    if isinstance(condition, Premise):
        return new if condition == old else condition
    join = AllOf if isinstance(condition, AllOf) else AnyOf
    return join(tuple(_with(part, old, new) for part in condition.parts))


def _compares(wording: str) -> bool:
    return wording.startswith(("at least ", "at most ", "over ", "under ", "between "))


def _moved_value(accepts: OneOf, domain: Domain) -> Iterator[Moved]:
    """Each end of each run of accepted values, one value further out and one further in."""
    inside = [value in accepts.values for value in domain.values]
    for position in range(1, len(inside)):
        if inside[position - 1] == inside[position]:
            continue
        for taken in (position - 1, position):  # the value on either side of the bound changes sides
            value = domain.values[taken]
            now = accepts.values ^ {value}
            if now and len(now) < len(domain.values):
                yield Moved(OneOf(frozenset(now)), OneOf(frozenset({value})))


def _moved_number(accepts: Ranges, cuts: list[Cut]) -> Iterator[Moved]:
    for number, interval in enumerate(accepts.intervals):
        low, high = ends(interval)
        for at_low, cut in ((True, low), (False, high)):
            if abs(cut.number) == inf or interval.low == interval.high:
                continue
            below = [one for one in cuts if one.number < cut.number][-1:]
            above = [one for one in cuts if one.number > cut.number][:1]
            for other in (*below, *above):
                now = _interval(other, high) if at_low else _interval(low, other)
                between = _interval(*sorted((cut, other)))
                if now is not None and between is not None:
                    intervals = (*accepts.intervals[:number], now, *accepts.intervals[number + 1 :])
                    yield Moved(Ranges(intervals), Ranges((between,)))


def _interval(low: Cut, high: Cut) -> Interval | None:
    return Interval(low.number, high.number, not low.above, high.above) if low < high else None


def _said(accepts: Accepts) -> str:
    if isinstance(accepts, OneOf):
        return " or ".join(sorted(map(value_text, accepts.values)))
    return " or ".join(map(_range, accepts.intervals))


def _range(one: Interval) -> str:
    low = f"{'at least' if one.with_low else 'over'} {value_text(one.low)}" if one.low != -inf else ""
    high = f"{'at most' if one.with_high else 'under'} {value_text(one.high)}" if one.high != inf else ""
    return " and ".join(filter(None, (low, high)))


def mutant_in_words(condition: Condition) -> str:
    """The condition in one line."""
    if isinstance(condition, Premise):
        return str(condition)
    return f"({(' and ' if isinstance(condition, AllOf) else ' or ').join(map(mutant_in_words, condition.parts))})"
