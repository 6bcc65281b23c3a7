"""Derived numbers of one client, computed from the answers that count."""

from collections.abc import Iterator, Mapping

from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.formula import computed, names_in
from clientzoo.knowledge.zoo import Zoo


def derived(zoo: Zoo, answers: Mapping[str, Answer]) -> Iterator[tuple[str, Answer]]:
    """Each that is known, as sure as the least sure of its parts; one given roughly is as good as unknown."""
    for attribute in zoo.derived:
        parts = [*names_in(attribute.formula)] if attribute.formula is not None else []
        known = {
            name: float(answer.value)
            for name in parts
            if (answer := answers.get(name)) is not None and isinstance(answer.value, int | float)
        }
        value = computed(attribute.formula, known) if attribute.formula is not None else None
        if value is not None:
            yield attribute.id, Answer(value, min((answers[name].certainty for name in parts), default=1.0))
