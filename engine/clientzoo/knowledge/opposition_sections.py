"""The sections `oppositions` and `accords` of a rulebase."""

from clientzoo.knowledge.opposition import Accord, Opposition
from clientzoo.knowledge.problems import Problem
from clientzoo.knowledge.rulebase import Sections
from clientzoo.knowledge.wording import ConditionReader


def read_oppositions(sections: Sections, reader: ConditionReader, problems: list[Problem]) -> tuple[Opposition, ...]:
    """The section `oppositions`; its conditions look at answers only."""
    found = []
    for entry in sections["oppositions"].values():
        one, other = (
            reader.condition(raw, entry.document, (*entry.path, key), problems)
            for key, raw in (("one", entry.entry.one), ("other", entry.entry.other))
        )
        if one is not None and other is not None:
            found.append(Opposition(entry.id, one, other, entry.entry.because, entry.place))
    return tuple(found)


def read_accords(sections: Sections, reader: ConditionReader, problems: list[Problem]) -> tuple[Accord, ...]:
    """The section `accords`; its conditions look at answers only."""
    found = []
    for entry in sections["accords"].values():
        when = reader.condition(entry.entry.if_, entry.document, (*entry.path, "if"), problems)
        if when is not None:
            found.append(Accord(entry.id, when, entry.entry.because, entry.place))
    return tuple(found)
