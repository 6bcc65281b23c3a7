"""Questions back as they are typed in the interview: from words to lines."""

import re
from collections.abc import Callable, Iterator, Mapping

from clientzoo.explanation.inquiry import Inquiry, Reply
from clientzoo.explanation.words_understood import QuestionError, changes_apart
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


def answer(question: str, engine: Engine, zoo: Zoo, answers: Answers, client: str = "the client") -> Iterator[str]:
    """The lines that answer a question as typed, such as `why not tiger` or `what if growth_wish=none employees=200`.

    Raises QuestionError, its text fit to be shown, before the first line.
    """
    words = _in_english(" ".join(question.split()).rstrip("?").strip())
    if re.match(r"help(\s|$)", words, re.IGNORECASE):
        return iter(HELP.splitlines())
    for start, asked in _ASKED.items():
        if re.match(rf"{start}(\s|$)", words, re.IGNORECASE):
            return asked(Inquiry(engine, zoo, answers, client), words[len(start) :].strip()).lines
    hint = (
        did_you_mean(words.lower(), (*_ASKED, "help"), show_all_up_to=0)
        or "type help for the questions that can be asked"
    )
    raise QuestionError(f"`{words}` is no question known here ({hint})")


def _in_english(words: str) -> str:
    """A question begun in Russian, with the English words that ask the same."""
    for start, english in _RUSSIAN.items():
        if re.match(rf"{start}(\s|$)", words, re.IGNORECASE):
            return f"{english} {words[len(start) :].strip()}".strip()
    return words


def _why_not(client: Inquiry, rest: str) -> Reply:
    named, every = _all(_given(rest, "why not", "tiger"))
    return client.why_not(named, every)


def _what_if(client: Inquiry, rest: str) -> Reply:
    given, every = _all(_given(rest, "what if", "growth_wish=none employees=200"))
    return client.what_if(changes_apart(client.zoo, given), every)


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
_ASKED: Mapping[str, Callable[[Inquiry, str], Reply]] = {
    "how sure": lambda client, rest: client.sure(),
    "how": lambda client, rest: client.how(rest),
    "why not": _why_not,
    "what if": _what_if,
    "to": lambda client, rest: client.to(_given(rest, "to", "tiger")),
    "sure": lambda client, rest: client.sure(),
    "contradictions": lambda client, rest: client.contradictions(),
}
