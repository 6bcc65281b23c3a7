"""What is known of a client as the text of an answers file, every question standing in it as a comment."""

import json
from collections.abc import Iterator

from clientzoo.explanation.wording import number_in_words
from clientzoo.knowledge.answer import UNKNOWN, Answer
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.yaml import quote_scalar
from clientzoo.knowledge.zoo import Attribute, Zoo, value_text

_HEADING = """\
# Yours to edit. To answer a question, take the "# " off its line and write one of the words above it; write
# `unknown` where nobody knows. Less than sure, or with a note:
#   growth_wish:
#     value: wants
#     certainty: 0.6
#     note: Said so at the fair.
# An interview rewrites this file after each answer, and keeps every answer and note, but no other comments.
""".replace("growth_wish", "{question}").replace("wants", "{value}")

_SHEET_HEADING = """\
# Yours to edit. To answer a question, take the "# " off its line and write after the colon, in quotes if you like;
# write `unknown` where nobody knows. `clientzoo base sheet` rewrites this file after each answer, and keeps every
# answer and note, but no other comments.
"""


def answers_text(known: ClientAnswers, zoo: Zoo) -> str:
    """YAML that reads back as `known`, whatever its notes hold."""
    return "".join(f"{line}\n" for line in _lines(known, zoo))


def _lines(known: ClientAnswers, zoo: Zoo) -> Iterator[str]:
    yield from _heading(zoo)
    yield f"{zoo.about}: {quote_scalar(known.client)}"
    yield f"zoo: {quote_scalar(known.zoo)}"
    yield f"version: {quote_scalar(zoo.version)}"
    if known.animal:
        yield f"animal: {quote_scalar(known.animal)}"
    yield "answers:"
    for group in zoo.groups:
        # What is measured, or asked elsewhere, is nothing to fill in here.
        shown_here = [name for name in group.attributes if zoo.attributes[name].asked or _said(name, known)]
        if shown_here:
            yield ""
            yield f"  # == {_comment(group.title)} =="
        for name in shown_here:
            attribute = zoo.attributes[name]
            yield ""
            yield from _question(attribute, zoo)
            yield from _entry(name, known)
    if known.earlier:
        yield ""
        yield "# Answers to what this version of the zoo no longer asks."
        yield "earlier:"
        for name, given in known.earlier.items():
            yield f"  {name}: {json.dumps(given, ensure_ascii=False)}"


def _said(name: str, known: ClientAnswers) -> bool:
    return name in known.answers or name in known.unknown or name in known.open_notes


def _heading(zoo: Zoo) -> Iterator[str]:
    if zoo.about == "segment":
        yield from _SHEET_HEADING.splitlines()
        return
    example = next((one for one in zoo.questions.values() if one.values), None)
    question, value = (example.id, value_text(list(example.values)[-1])) if example else ("question", "answer")
    yield from _HEADING.format(question=question, value=value).splitlines()


def _question(attribute: Attribute, zoo: Zoo) -> Iterator[str]:
    yield f"  # {_comment(attribute.ask)}"
    for value, label in attribute.values.items():
        yield f"  #   {value_text(value)}: {_comment(label)}"
    if attribute.numeric:
        yield f"  #   {_comment(number_wanted(attribute, zoo))}"


def number_wanted(attribute: Attribute, zoo: Zoo) -> str:
    """What a number question takes: `a whole number of people, 0 or more`."""
    unit = number_in_words(zoo, 0, attribute.unit).removeprefix("0").strip()
    kind = "a whole number" if attribute.type == "integer" else "a number"
    low, high = attribute.minimum, attribute.maximum
    bounds = ""
    if low is not None and high is not None:
        bounds = f", {value_text(low)} to {value_text(high)}"
    elif low is not None:
        bounds = f", {value_text(low)} or more"
    elif high is not None:
        bounds = f", {value_text(high)} or less"
    yearly = "; or per year, as 14m per year" if attribute.also_per == "year" else ""
    return f"{kind}, {unit}{bounds}{yearly}" if unit else f"{kind}{bounds}{yearly}"


def _entry(name: str, known: ClientAnswers) -> Iterator[str]:
    answer = known.answers.get(name)
    if answer is not None:
        yield from _answered(name, answer)
    elif name in known.unknown:
        note = known.open_notes.get(name)
        yield from _mapping(name, UNKNOWN, note) if note else (f"  {name}: {UNKNOWN}",)
    elif note := known.open_notes.get(name):
        yield from _mapping(name, "", note)
    else:
        yield f"  # {name}:"


def _answered(name: str, answer: Answer) -> Iterator[str]:
    value = _written(answer.value)
    if answer.certainty == 1.0 and not answer.note:
        yield f"  {name}: {value}"
    else:
        yield from _mapping(name, value, answer.note, answer.certainty)


def _mapping(name: str, value: str, note: str | None, certainty: float = 1.0) -> Iterator[str]:
    yield f"  {name}:"
    yield f"    value: {value}".rstrip()
    if certainty != 1.0:
        yield f"    certainty: {certainty!r}"
    if note:
        yield f"    note: {quote_scalar(note)}"


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return quote_scalar(str(value)) if isinstance(value, str) else repr(value)


def _comment(text: str) -> str:
    """On one line, and without signs that YAML forbids even in a comment."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))
