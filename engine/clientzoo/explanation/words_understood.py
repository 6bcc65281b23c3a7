"""Reads what a person asks about: a fact, an animal, other answers. Forgiving of spelling, never guessing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from clientzoo.inference.consultation import Consultation
from clientzoo.knowledge.answer import UNKNOWN, Answer
from clientzoo.knowledge.answers_file import ImpossibleAnswerError, answer_value
from clientzoo.knowledge.languages import is_unknown, names
from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.zoo import (
    ADVICE,
    ANIMAL,
    RUNNER_UP,
    TRANSITION,
    VERDICT,
    Attribute,
    Fact,
    Trait,
    Zoo,
    value_text,
)

_SPLIT = re.compile(r"\s*[:=]\s*")


class QuestionError(ValueError):
    """A question that cannot be understood; the text is fit to be shown and says what would be."""


def fact_named(consultation: Consultation, text: str) -> Fact:
    """The fact that `text` names. Raises QuestionError.

    Understood: `appetite: hungry`, `appetite=hungry`, `hungry`, `appetite` (its surest value), `tiger`, `cow -> llama`,
    the id of an advice, the id or the name of a question.
    """
    known = _facts(consultation)
    found = known.get(_key(text))
    if found:
        return found
    near = did_you_mean(_key(text), known, show_all_up_to=0)
    kinds = "name an animal, a trait (`appetite: hungry`), a transition (`cow -> llama`), an advice or a question"
    raise QuestionError(_with_hint(f"`{text.strip()}` is no fact of this zoo", near or kinds))


def animal_named(zoo: Zoo, text: str) -> str:
    """The id of the animal that `text` names, by id or by name. Raises QuestionError."""
    known = {_key(word): animal.id for animal in zoo.animals.values() for word in (*names(zoo, animal), animal.id)}
    wanted = re.sub(r"^(an?|the)\s+", "", _key(text))
    if wanted in known:
        return known[wanted]
    declined = {
        animal
        for word, animal in known.items()
        if len(word) > 3 and _same_stem(word, wanted)  # `тигром`, `корову`
    }
    if len(declined) == 1:
        return declined.pop()
    raise QuestionError(_with_hint(f"`{text.strip()}` is no animal of this zoo", did_you_mean(wanted, zoo.animals)))


def animal_or_advice_named(zoo: Zoo, text: str) -> Fact:
    """The animal that `text` names, or the advice whose id it is. Raises QuestionError."""
    wanted = _key(text).removeprefix(f"{ADVICE} ")
    found = next((one for one in zoo.advice if _key(one) == wanted), None)
    return Fact(ADVICE, found) if found is not None else Fact(ANIMAL, animal_named(zoo, text))


def _same_stem(word: str, wanted: str) -> bool:
    """Whether two Russian words differ in a case ending at most."""
    stem = word.rstrip("аяйоеьыи")
    russian = re.fullmatch(r"[а-яё]+", word) is not None
    return russian and len(stem) > 2 and re.fullmatch(rf"{stem}[а-яё]{{0,3}}", wanted) is not None


def changes_apart(zoo: Zoo, text: str) -> list[str]:
    """`Wish to grow = wants employees=200` as its changes; names of questions may have blanks in them."""
    pieces = [" ".join(piece.split()) for piece in text.split("=")]
    names_of, values = [pieces[0]], []
    for piece in pieces[1:-1]:
        words = re.split(r"\s+|(?<=[,;])", piece)
        ends = [" ".join(filter(None, words[start:])) for start in range(1, len(words))]
        start = next((n for n, end in enumerate(ends, 1) if _is_question(zoo, end)), len(words) - 1)
        values.append(" ".join(words[:start]).rstrip(" ,;"))
        names_of.append(" ".join(words[start:]))
    if len(pieces) < 2:
        return [text]
    return [f"{name}={value}" for name, value in zip(names_of, [*values, pieces[-1]], strict=True)]


def _is_question(zoo: Zoo, text: str) -> bool:
    try:
        question_named(zoo, text)
    except QuestionError:
        return False
    return True


def changes_named(zoo: Zoo, texts: Iterable[str]) -> dict[str, Answer | None]:
    """Changes of answers out of `growth_wish=none`, `employees = 200`, `tenders=unknown`. Raises QuestionError."""
    changed: dict[str, Answer | None] = {}
    for text in texts:
        name, sign, given = text.partition("=")
        if not sign or not name.strip() or not given.strip():
            raise QuestionError(f"`{text.strip()}` is no change of an answer; write it as growth_wish=none")
        question = question_named(zoo, name)
        if question in changed:
            raise QuestionError(f"`{question}` is changed twice; once is enough")
        changed[question] = (
            None if is_unknown(zoo, zoo.attributes[question], given) else _answer(zoo, question, given.strip())
        )
    return changed


def question_named(zoo: Zoo, text: str) -> str:
    """The id of the question that `text` names, by id or by name. Raises QuestionError."""
    known = {_key(word): one.id for one in zoo.attributes.values() for word in (*names(zoo, one), one.id)}
    if _key(text) in known:
        return known[_key(text)]
    hint = did_you_mean(_key(text).replace(" ", "_"), zoo.attributes)
    raise QuestionError(_with_hint(f"`{text.strip()}` is no question of this zoo", hint))


def _answer(zoo: Zoo, name: str, given: str) -> Answer:
    try:
        return Answer(answer_value(zoo.attributes[name], given, zoo))
    except ImpossibleAnswerError as error:
        raise QuestionError(_with_hint(str(error), error.hint)) from None


def _facts(consultation: Consultation) -> Mapping[str, Fact]:
    """Every fact by the words that name it: ids before names, and a bare value only where it can mean one thing."""
    zoo = consultation.zoo
    found: dict[str, Fact] = {}
    for words, fact in (*_by_id(consultation), *_by_name(consultation)):
        found.setdefault(_key(words), fact)
    values = [
        (_key(words), Fact(trait.id, value))
        for trait in zoo.traits.values()
        for value, label in trait.values.items()
        for words in {value, label}
    ]
    times = Counter(words for words, _ in values)
    return {**{words: fact for words, fact in values if times[words] == 1}, **found}


def _by_id(consultation: Consultation) -> Iterator[tuple[str, Fact]]:
    zoo = consultation.zoo
    for animal in zoo.animals:
        for name in ("", ANIMAL, VERDICT, RUNNER_UP):
            yield f"{name} {animal}", Fact(ANIMAL, animal)
    for trait in zoo.traits.values():
        yield trait.id, _surest(consultation, trait)
        yield from ((f"{trait.id} {value}", Fact(trait.id, value)) for value in trait.values)
    for transition in zoo.transitions.values():
        for origin in (transition.id.partition(" -> ")[0], *transition.origins):
            for name in ("", TRANSITION):
                yield f"{name} {origin} -> {transition.target}", Fact(TRANSITION, transition.id)
    for advice in zoo.advice:
        for name in ("", ADVICE):
            yield f"{name} {advice}", Fact(ADVICE, advice)
    for question in zoo.attributes.values():
        yield question.id, _answered(consultation, question)
        yield from ((f"{question.id} {value_text(value)}", Fact(question.id, value)) for value in question.values)


def _by_name(consultation: Consultation) -> Iterator[tuple[str, Fact]]:
    zoo = consultation.zoo
    yield from ((name, Fact(ANIMAL, one.id)) for one in zoo.animals.values() for name in names(zoo, one))
    yield from ((trait.name, _surest(consultation, trait)) for trait in zoo.traits.values())
    yield from ((name, _answered(consultation, one)) for one in zoo.attributes.values() for name in names(zoo, one))


def _surest(consultation: Consultation, trait: Trait) -> Fact:
    values = consultation.facts.get(trait.id, {})
    return Fact(trait.id, max(values, key=lambda value: values[value]) if values else next(iter(trait.values)))


def _answered(consultation: Consultation, question: Attribute) -> Fact:
    answer = consultation.answers.get(question.id)
    return Fact(question.id, answer.value if answer else UNKNOWN)


def _with_hint(message: str, hint: str) -> str:
    return f"{message} ({hint})" if hint else message


def _key(text: str) -> str:
    """Letter case, blanks, underscores and the signs between a name and its value do not matter."""
    arrow = text.replace("→", "->").replace("->", " -> ")
    return " ".join(_SPLIT.sub(" ", arrow).replace("_", " ").casefold().split())
