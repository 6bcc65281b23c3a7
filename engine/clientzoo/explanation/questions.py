"""One door for questions back, as they are typed in the interview: from words to lines."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from clientzoo.explanation.contradictions import contradictions
from clientzoo.explanation.doubt import how_sure
from clientzoo.explanation.how import explained, how
from clientzoo.explanation.path import paths
from clientzoo.explanation.reading import QuestionError, animal_named, changes_apart, changes_named, fact_named
from clientzoo.explanation.told.contradictions import told_contradictions
from clientzoo.explanation.told.doubt import told_doubts
from clientzoo.explanation.told.path import told_paths
from clientzoo.explanation.told.what_if import STRONGEST, told_what_if
from clientzoo.explanation.told.why_not import NEAREST, told_why_not
from clientzoo.explanation.what_if import what_if
from clientzoo.explanation.why_not import why_not
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Answers
from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.zoo import Zoo

HELP = """\
how                        how the verdict came about
how FACT                   how a fact came about: an animal, a trait, a transition, an advice
why not ANIMAL             what kept the client from being that animal; `--all` after it shows every rule
what if QUESTION=ANSWER    the verdict if answers were others; several may follow, `unknown` takes one away
to ANIMAL                  what it would take to become that animal
sure                       which answers to double-check
contradictions             answers that pull against each other
help                       this list"""


class Client(NamedTuple):
    """Whom a question is about. `name` is what sentences call it."""

    engine: Engine
    zoo: Zoo
    answers: Answers
    name: str


def answer(question: str, engine: Engine, zoo: Zoo, answers: Answers, client: str = "the client") -> Iterator[str]:
    """The lines that answer a question as typed, such as `why not tiger` or `what if growth_wish=none employees=200`.

    Raises QuestionError, its text fit to be shown, before the first line.
    """
    words = _in_english(" ".join(question.split()).rstrip("?").strip())
    for start, asked in _ASKED.items():
        if re.match(rf"{start}(\s|$)", words, re.IGNORECASE):
            return asked(Client(engine, zoo, answers, client), words[len(start) :].strip())
    hint = did_you_mean(words.lower(), _ASKED, show_all_up_to=0) or "type help for the questions that can be asked"
    raise QuestionError(f"`{words}` is no question known here ({hint})")


def _in_english(words: str) -> str:
    """A question begun in Russian, with the English words that ask the same."""
    for start, english in _RUSSIAN.items():
        if re.match(rf"{start}(\s|$)", words, re.IGNORECASE):
            return f"{english} {words[len(start) :].strip()}".strip()
    return words


def _how(client: Client, rest: str) -> Iterator[str]:
    consultation = client.engine.consult(client.answers)
    return how(consultation, fact_named(consultation, rest)) if rest else explained(consultation, client.name)


def _why_not(client: Client, rest: str) -> Iterator[str]:
    named, every = _all(_given(rest, "why not", "tiger"))
    consultation = client.engine.consult(client.answers)
    found = why_not(consultation, animal_named(client.zoo, named))
    return told_why_not(consultation, client.name, found, None if every else NEAREST)


def _what_if(client: Client, rest: str) -> Iterator[str]:
    given, every = _all(_given(rest, "what if", "growth_wish=none employees=200"))
    changed = changes_named(client.zoo, changes_apart(client.zoo, given))
    found = what_if(client.engine, client.answers, changed)
    return told_what_if(client.name, found, changed, None if every else STRONGEST)


def _to(client: Client, rest: str) -> Iterator[str]:
    animal = animal_named(client.zoo, _given(rest, "to", "tiger"))
    return told_paths(client.zoo, client.name, paths(client.engine, client.zoo, client.answers, animal))


def _sure(client: Client, rest: str) -> Iterator[str]:
    return told_doubts(client.name, how_sure(client.engine, client.zoo, client.answers))


def _contradictions(client: Client, rest: str) -> Iterator[str]:
    consultation = client.engine.consult(client.answers)
    return told_contradictions(consultation, client.name, contradictions(consultation))


def _help(client: Client, rest: str) -> Iterator[str]:
    return iter(HELP.splitlines())


def _all(words: str) -> tuple[str, bool]:
    """The words without `--all` at their end, and whether it stood there."""
    shorter = words.removesuffix("--all").strip()
    return shorter, shorter != words


def _given(rest: str, start: str, example: str) -> str:
    if not rest:
        raise QuestionError(f"`{start}` needs a word more, as in: {start} {example}")
    return rest


_RUSSIAN = {
    "почему не": "why not", "что если": "what if", "что, если": "what if",
    "насколько надёжно": "sure", "надёжно ли": "sure",
    "противоречия": "contradictions", "откуда": "how", "как стать": "to", "путь к": "to", "к": "to",
    "до": "to", "как": "how",
    "помощь": "help",
}  # fmt: skip
_ASKED: Mapping[str, Callable[[Client, str], Iterator[str]]] = {
    "how sure": _sure,
    "how": _how,
    "why not": _why_not,
    "what if": _what_if,
    "to": _to,
    "sure": _sure,
    "contradictions": _contradictions,
    "help": _help,
}
