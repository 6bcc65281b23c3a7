"""Reads the tests and conditions that experts write in words."""

import re
from collections.abc import Callable, Collection, Mapping
from math import inf
from typing import Any

from clientzoo.knowledge import quantity
from clientzoo.knowledge.answer import UNKNOWN
from clientzoo.knowledge.condition import Accepts, AllOf, AnyOf, Condition, Interval, OneOf, Premise, Ranges
from clientzoo.knowledge.counting import complement, counting, is_counting
from clientzoo.knowledge.domain import Domain, Value
from clientzoo.knowledge.exceptions import UNLESS, exception, unknown
from clientzoo.knowledge.foreign_tests import in_our_words
from clientzoo.knowledge.problems import LONGEST, Problem, did_you_mean
from clientzoo.knowledge.yaml import Document, KeyPath

_COMPARISON = re.compile(r"(at least|at most|over|under)\s+(.+)")
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)")
_NOT = re.compile(r"not\s+(.+)")
_OR = re.compile(r"\s+or\s+|\s*,\s*")
_EXACT = 2**53  # up to here a whole number is the same as a float
YES_NO: Mapping[str, bool] = {"yes": True, "true": True, "no": False, "false": False}


class _UnreadableError(Exception):
    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


class ConditionReader:
    """Reads conditions against the zoo's domains; `parameters` gives value and unit of each named number.

    A name in `faulty` is one whose own entry is wrong: a condition on it is left out without another word.
    """

    def __init__(
        self,
        domains: Mapping[str, Domain],
        parameters: Mapping[str, tuple[float, str]],
        faulty: Collection[str] = (),
        bands: Mapping[str, Mapping[str, Interval]] | None = None,
    ) -> None:
        self._faulty = faulty
        self._bands = bands or {}
        self._domains = domains
        self._parameters = parameters

    def with_bands(self, bands: Mapping[str, Mapping[str, Interval]]) -> "ConditionReader":
        """A reader that knows the named bands of numbers too."""
        return ConditionReader(self._domains, self._parameters, self._faulty, bands)

    def is_number(self, name: str) -> bool:
        """Whether the name is a parameter of the zoo."""
        return name in self._parameters

    def number(self, domain: Domain, word: Any) -> tuple[float, tuple[str, str, str] | None]:
        """The number that a word stands for, and None; else code, message and hint."""
        try:
            return self._number(domain, word), None
        except _UnreadableError as error:
            return 0.0, (error.code, error.message, error.hint)

    def is_faulty(self, name: str) -> bool:
        """Whether the entry of this name is itself wrong, so that nothing more is said of it."""
        return name in self._faulty

    def condition(self, raw: Any, document: Document, path: KeyPath, problems: list[Problem]) -> Condition | None:
        """The condition standing at `path`; None where any part is wrong, every reason being in `problems`."""
        if isinstance(raw, dict):
            if self._torn(raw, document, path, problems):
                return None
            parts = [self._line(key, value, document, (*path, key), problems) for key, value in raw.items()]
            return self._joined(AllOf, parts, document, path, problems)
        if isinstance(raw, list):
            parts = [self.condition(part, document, (*path, number), problems) for number, part in enumerate(raw)]
            return self._joined(AnyOf, parts, document, path, problems)
        message = "a condition is a mapping such as `growth_wish: at least wants`"
        problems.append(Problem(document.place(path), "wrong-type", message))
        return None

    def _torn(self, raw: Mapping[str, Any], document: Document, path: KeyPath, problems: list[Problem]) -> bool:
        """Whether a comma in braces has torn a list of values apart, as in `{customer: investor, partners}`."""
        fact, values = "", []
        for key, value in raw.items():
            if value is None and fact and key not in self._domains and key not in self._faulty:
                values.append(key)
            elif not values:
                fact, values = (key, []) if isinstance(value, str) else ("", [])
        if not fact or not values:
            return False
        meant = " or ".join([raw[fact], *values])
        message = f"the comma ends the values of `{fact}`, so `{values[0]}` is read as a fact of its own"
        problems.append(
            Problem(document.place((*path, values[0])), "unknown-fact", message, f"write `{fact}: {meant}`")
        )
        return True

    def premise(self, key: str, raw: Any, document: Document, path: KeyPath, problems: list[Problem]) -> Premise | None:
        """The test of one fact; None where the fact or the test is unknown, the reason being in `problems`."""
        line = None if key in ("any", "all") else self._line(key, raw, document, path, problems)
        if line is not None and not isinstance(line, Premise):
            message = f"`{UNKNOWN}` stands alone here, not beside values"
            problems.append(Problem(document.place((*path, "")), "wrong-type", message, "give it a line of its own"))
        return line if isinstance(line, Premise) else None

    def _line(self, key: str, raw: Any, document: Document, path: KeyPath, problems: list[Problem]) -> Condition | None:
        if key in ("any", "all"):
            if not isinstance(raw, list):
                problems.append(Problem(document.place(path), "wrong-type", f"`{key}` takes a list of conditions"))
                return None
            parts = [self.condition(part, document, (*path, number), problems) for number, part in enumerate(raw)]
            return self._joined(AnyOf if key == "any" else AllOf, parts, document, path, problems)
        if key == UNLESS and key not in self._domains:
            found = self.condition(raw, document, path, problems)
            return None if found is None else exception(found)
        if is_counting(key) and key not in self._domains:
            return self._counted(key, raw, document, path, problems)
        domain = self._domains.get(key)
        if domain is None and key in self._faulty:
            return None
        if domain is None:
            hint = did_you_mean(key, [*self._domains, "any", "all", UNLESS])
            problems.append(Problem(document.place(path), "unknown-fact", f"`{key}` is no attribute or trait", hint))
            return None
        value_place = document.place((*path, ""))
        try:
            return self._about(domain, raw)
        except _UnreadableError as error:
            problems.append(Problem(value_place, error.code, error.message, error.hint))
            return None

    def _about(self, domain: Domain, raw: Any) -> Condition:
        """The test of one fact, `unknown` being one, also as an alternative to values."""
        words = raw if isinstance(raw, list) else [raw]
        words = [part for word in words for part in (_OR.split(word) if _speaks_of_unknown(word) else [word])]
        others = [word for word in words if word != UNKNOWN]
        if words == [f"not {UNKNOWN}"]:
            return exception(unknown(domain))
        if len(others) == len(words):
            return Premise(domain.name, *self.test(domain, raw))
        if not others:
            return unknown(domain)
        known = Premise(domain.name, *self.test(domain, others if len(others) > 1 else others[0]))
        return AnyOf((known, unknown(domain)))

    def _counted(
        self, key: str, raw: Any, document: Document, path: KeyPath, problems: list[Problem]
    ) -> Condition | None:
        if not isinstance(raw, list) or not raw:
            problems.append(Problem(document.place(path), "wrong-type", f"`{key}` takes a list of conditions"))
            return None
        read = [self.condition(part, document, (*path, number), problems) for number, part in enumerate(raw)]
        parts = [part for part in read if part is not None]
        if len(parts) < len(raw):
            return None
        try:
            return counting(key, parts, self._domains)
        except ValueError as error:
            problems.append(Problem(document.place(path), "empty-range", str(error), "count fewer, or list others"))
            return None

    def _joined(
        self,
        join: Callable[[tuple[Condition, ...]], AllOf | AnyOf],
        parts: list[Condition | None],
        document: Document,
        path: KeyPath,
        problems: list[Problem],
    ) -> Condition | None:
        if not parts:
            problems.append(Problem(document.place(path), "empty-condition", "the condition is empty", "name a fact"))
        good = tuple(part for part in parts if part is not None)
        if not parts or len(good) < len(parts):
            return None
        return good[0] if len(good) == 1 else join(good)

    def test(self, domain: Domain, raw: Any) -> tuple[Accepts, str]:
        """What the expert's words accept, and the words in one line."""
        if isinstance(raw, list):
            if not raw:
                raise _UnreadableError("empty-condition", f"`{domain.name}` has an empty list of values")
            found = [self.test(domain, part) for part in raw]
            return _union([accepts for accepts, _ in found]), " or ".join(wording for _, wording in found)
        if isinstance(raw, dict) or raw is None:
            raise _UnreadableError("wrong-type", f"`{domain.name}` needs a value or a test such as `at least ...`")
        wording = " ".join(str(raw).split()) if not isinstance(raw, bool) else "yes" if raw else "no"
        try:
            return self._test_in_words(domain, raw, wording)
        except _UnreadableError as error:
            meant = in_our_words(wording[:LONGEST]) if isinstance(raw, str) else ""
            if not meant:
                raise
            raise _UnreadableError(error.code, f"`{wording}` is no test here", f"write `{meant}`") from None

    def _test_in_words(self, domain: Domain, raw: Any, wording: str) -> tuple[Accepts, str]:
        if not isinstance(raw, str):
            return self._equal(domain, [raw]), wording
        if found_between := _BETWEEN.fullmatch(wording):
            return self._between(domain, *found_between.groups()), wording
        if compared := _COMPARISON.fullmatch(wording):
            return self._compared(domain, *compared.groups()), wording
        if negated := _NOT.fullmatch(wording):
            return self._complement(domain, self._equal(domain, _OR.split(negated[1].strip("[] ")))), wording
        return self._equal(domain, _OR.split(wording)), wording

    def _equal(self, domain: Domain, words: list[Any]) -> Accepts:
        if domain.type == "number":
            return Ranges(tuple(self._band(domain, word) for word in words))
        return OneOf(frozenset(value(domain, word) for word in words))

    def _compared(self, domain: Domain, how: str, word: str) -> Accepts:
        low, high = (word, None) if how in ("at least", "over") else (None, word)
        return self._range(domain, low, high, with_ends=how in ("at least", "at most"))

    def _between(self, domain: Domain, low: str, high: str) -> Accepts:
        return self._range(domain, low, high, with_ends=True)

    def _range(self, domain: Domain, low: str | None, high: str | None, *, with_ends: bool) -> Accepts:
        if domain.type == "number":
            lower, upper = (Interval() if one is None else self._band(domain, one) for one in (low, high))
            # from the lower edge of a band where it belongs to the range, from its upper edge where it does not
            above = lower.with_low if with_ends else not lower.with_high
            below = upper.with_high if with_ends else not upper.with_low
            least = lower.low if with_ends or low is None else lower.high
            most = upper.high if with_ends or high is None else upper.low
            if least > most or (least == most and abs(least) == inf):
                raise _UnreadableError(
                    "empty-range", f"nothing lies between {low} and {high}", "write the smaller one first"
                )
            return Ranges((Interval(least, most, above or low is None, below or high is None),))
        if not domain.ordered:
            raise _UnreadableError(
                "not-ordered",
                f"the values of `{domain.name}` have no order, so nothing is at least or at most one of them",
                "list the values: [a, b]",
            )
        shift = 0 if with_ends else 1
        first = 0 if low is None else domain.values.index(value(domain, low)) + shift
        last = len(domain.values) if high is None else domain.values.index(value(domain, high)) + 1 - shift
        accepted = frozenset(domain.values[first:last])
        if not accepted:
            raise _UnreadableError("empty-range", f"no value of `{domain.name}` satisfies this")
        return OneOf(accepted)

    def _band(self, domain: Domain, word: Any) -> Interval:
        """The band that a word names, or the one number that it is."""
        named = self._bands.get(domain.name, {}).get(str(word))
        if named is not None:
            return named
        try:
            number = self._number(domain, word)
        except _UnreadableError as error:
            bands = self._bands.get(domain.name)
            if not bands or error.code != "unknown-parameter":
                raise
            raise _UnreadableError(error.code, error.message, error.hint or did_you_mean(word, bands)) from None
        return Interval(number, number)

    def _complement(self, domain: Domain, accepts: Accepts) -> Accepts:
        if isinstance(accepts, OneOf):
            rest = frozenset(domain.values) - accepts.values
            if not rest:
                raise _UnreadableError("empty-range", f"no value of `{domain.name}` satisfies this")
            return OneOf(rest)
        return complement(accepts)

    def _number(self, domain: Domain, word: Any) -> float:
        if isinstance(word, bool):
            raise _UnreadableError("wrong-type", f"`{domain.name}` is a number, not yes or no")
        if isinstance(word, int | float):
            return word if abs(word) < _EXACT else float(word)
        name = str(word)
        if name in self._faulty:
            return 0.0  # its own entry is the problem, and such a zoo is never run
        if name in self._parameters:
            number, unit = self._parameters[name]
            if unit != domain.unit:
                raise _UnreadableError(
                    "unit-mismatch", f"`{name}` is in {unit}, `{domain.name}` in {domain.unit or 'no unit'}"
                )
            return number
        try:
            return quantity.number(name)
        except ValueError:
            hint = did_you_mean(name, self._parameters, show_all_up_to=0)
            message = f"`{_cut(name)}` is neither a number nor a parameter of the zoo"
            raise _UnreadableError("unknown-parameter", message, hint) from None


def _speaks_of_unknown(word: Any) -> bool:
    return isinstance(word, str) and UNKNOWN in _OR.split(word)


def value(domain: Domain, word: Any) -> Value:
    """The domain's value that `word` names. Raises the reader's own error, which a reader turns into a problem."""
    if domain.type == "boolean":
        found = word if isinstance(word, bool) else YES_NO.get(str(word).strip().lower())
        if found is None:
            raise _UnreadableError(
                "unknown-value", f"`{domain.name}` is a yes/no question, not `{word}`", "write yes or no"
            )
        return found
    if isinstance(word, bool):  # an unquoted true or false where words are wanted
        word = "true" if word else "false"
    name = _normal(str(word))
    if name not in domain.values:
        message = f"`{_cut(str(word))}` is not a value of `{domain.name}`"
        raise _UnreadableError("unknown-value", message, did_you_mean(name, domain.values))
    return name


def read_value(domain: Domain, word: Any) -> tuple[Value | None, tuple[str, str, str]]:
    """The value that `word` names, or None with code, message and hint."""
    try:
        return value(domain, word), ("", "", "")
    except _UnreadableError as error:
        return None, (error.code, error.message, error.hint)


def _cut(word: str) -> str:
    return word if len(word) <= LONGEST else f"{word[:LONGEST]}..."


def _normal(word: str) -> str:
    """One blank between words, and one way to write an arrow."""
    return " ".join(word.replace("→", "->").replace("->", " -> ").split())


def _union(parts: list[Accepts]) -> Accepts:
    if all(isinstance(part, OneOf) for part in parts):
        return OneOf(frozenset().union(*(part.values for part in parts if isinstance(part, OneOf))))
    return Ranges(tuple(interval for part in parts if isinstance(part, Ranges) for interval in part.intervals))
