"""Parameter hygiene: questions no rule looks at, values no rule tells apart, parameters nobody uses.

The method wants few parameters, each with a purpose: what changes nothing should not be asked.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from clientzoo.inference.codes import conditions
from clientzoo.knowledge.condition import Premise, premises
from clientzoo.knowledge.zoo import Attribute, Zoo, value_text
from clientzoo.workbench.check.finding import Examined, Finding, finding

_WORD = re.compile(r"\w+")


def idle_questions(examined: Examined) -> Iterator[Finding]:
    """Questions that are asked for nothing, and values between which no rule, need or question sees a difference."""
    tests: dict[str, dict[Premise, None]] = defaultdict(dict)
    for condition in conditions(examined.zoo):
        for premise in premises(condition):
            tests[premise.name][premise] = None
    computed_from = {name for one in examined.zoo.derived for name in one.made_of}
    for attribute in examined.zoo.questions.values():
        if attribute.id not in tests and attribute.id in computed_from:
            continue
        if attribute.id not in tests:
            message = f"no rule looks at the question `{attribute.id}`"
            hint = "write a rule that needs it, or do not ask it"
            client = {attribute.id: examined.cells.values[attribute.id][0]}
            yield finding(attribute.place, "unused-attribute", message, hint, client)
        elif not attribute.numeric:
            yield from _alike(attribute, list(tests[attribute.id]))


def _alike(attribute: Attribute, tests: list[Premise]) -> Iterator[Finding]:
    """A finding for each group of values that every test treats alike."""
    groups: dict[tuple[bool, ...], list[str]] = defaultdict(list)
    values = {value_text(value): value for value in attribute.values}
    for word, value in values.items():
        groups[tuple(test.accepts.accepts(value) for test in tests)].append(word)
    for accepted, words in groups.items():
        client = {attribute.id: values[words[-1]]}
        if len(words) > 1:
            message = f"no rule tells {' from '.join(f'`{word}`' for word in words)} in `{attribute.id}`"
            hint = "make them one value, or write a rule that tells them apart"
            yield finding(attribute.place, "undistinguished-value", message, hint, client)
        elif not any(accepted):
            message = f"no rule accepts `{words[0]}` of `{attribute.id}`: it says no more than no answer"
            hint = "write what it speaks for or against, or drop it"
            yield finding(attribute.place, "undistinguished-value", message, hint, client)


def unused_parameters(examined: Examined) -> Iterator[Finding]:
    """Parameters that stand in no condition and in no text."""
    used = set(_words(examined.zoo))
    for parameter in examined.zoo.parameters.values():
        if parameter.id not in used and not parameter.id.startswith("segment_"):  # those set the segmentation
            message = f"nothing uses the parameter `{parameter.id}`"
            yield finding(parameter.place, "unused-parameter", message, "delete it, or use it in a condition")


def _words(zoo: Zoo) -> Iterator[str]:
    for condition in conditions(zoo):
        for premise in premises(condition):
            if zoo.domains[premise.name].type == "number":
                yield from _WORD.findall(premise.wording)
    for advice in zoo.advice.values():
        yield from _WORD.findall(advice.text)
    for template in sorted(zoo.templates_dir.glob("**/*")):
        if template.is_file():
            yield from _WORD.findall(template.read_text(encoding="utf-8", errors="replace"))
