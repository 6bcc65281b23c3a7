"""Which questions matter to a client, given what is known of it."""

from collections.abc import Mapping

from clientzoo.inference.consultation import Answers, Consultation
from clientzoo.inference.derived import derived
from clientzoo.inference.premise import Facts, Outcome, outcome
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import Attribute, Zoo


def is_relevant(attribute: Attribute, facts: Facts) -> bool:
    """False once what is known rules the question out; an open question stays relevant."""
    return attribute.relevant_if is None or outcome(attribute.relevant_if, facts) is not Outcome.FAILS


def is_called_for(attribute: Attribute, facts: Facts) -> bool:
    """Whether the question is worth asking: relevant, not beside the point, and hinted at where it is delicate."""
    if not is_relevant(attribute, facts):
        return False
    if attribute.ask_if is None:
        return True
    occasion = outcome(attribute.ask_if, facts)
    return occasion is Outcome.HOLDS if attribute.delicate else occasion is not Outcome.FAILS


def relevant_answers(
    zoo: Zoo, answers: Answers
) -> tuple[dict[str, Answer], dict[str, dict[Value, float]], tuple[str, ...]]:
    """The answers that count, the same as facts, and the ids set aside because another answer rules them out."""
    kept: dict[str, Answer] = dict(answers)
    facts: dict[str, dict[Value, float]] = {name: {answer.value: answer.certainty} for name, answer in answers.items()}
    set_aside = []
    for attribute in _conditional(zoo):
        if attribute.id in kept and not is_relevant(attribute, facts):
            del kept[attribute.id], facts[attribute.id]
            set_aside.append(attribute.id)
    for name, answer in derived(zoo, kept):
        kept[name] = answer
        facts[name] = {answer.value: answer.certainty}
    return kept, facts, tuple(set_aside)


def unknown_questions(consultation: Consultation) -> tuple[str, ...]:
    """Questions that nobody has answered and that could still matter, in the questionnaire's order."""
    attributes: Mapping[str, Attribute] = consultation.zoo.questions
    return tuple(
        name
        for name, attribute in attributes.items()
        if name not in consultation.answers and is_relevant(attribute, consultation.facts)
    )


def _conditional(zoo: Zoo) -> tuple[Attribute, ...]:
    return tuple(attribute for attribute in zoo.attributes.values() if attribute.relevant_if is not None)
