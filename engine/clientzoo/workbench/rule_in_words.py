"""A rule as one sentence: when what is known, what it speaks for, how strongly, and why."""

from clientzoo.explanation.wording import fact_in_words, in_words
from clientzoo.knowledge.condition import AllOf, Condition, Premise
from clientzoo.knowledge.zoo import Rule, Zoo, value_text


def sentence(zoo: Zoo, rule: Rule) -> str:
    """`When Wish to grow is at least wants and ..., it is likely (0.70) that it is a wolf. Reason: ...`."""
    concluded = " and that ".join(fact_in_words(zoo, fact) for fact in rule.conclusions)
    strength = f"{in_words(rule.certainty)} ({value_text(round(rule.certainty, 6))})"
    return f"When {_when(zoo, rule.condition)}, it is {strength} that {concluded.rstrip('.')}."


def _when(zoo: Zoo, condition: Condition, *, inner: bool = False) -> str:
    if isinstance(condition, Premise):
        return f"{_name(zoo, condition.name)} is {condition.wording}"
    together = isinstance(condition, AllOf)
    parts = [_when(zoo, part, inner=True) for part in condition.parts]
    joined = f" {'and' if together else 'or'} ".join(parts)
    return f"({joined})" if inner else joined


def _name(zoo: Zoo, name: str) -> str:
    """The fact as a person calls it, in quotes so that the sentence stays readable."""
    if name in zoo.attributes:
        return f"“{zoo.attributes[name].name}”"
    return f"“{zoo.traits[name].name}”" if name in zoo.traits else f"the {name.replace('_', '-')}"
