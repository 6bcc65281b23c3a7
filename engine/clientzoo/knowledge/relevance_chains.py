"""Questions that hang on questions that hang on others: each condition widened by what its own questions rest on."""

from collections.abc import Mapping
from dataclasses import replace

from clientzoo.knowledge.condition import AllOf, Condition, Premise
from clientzoo.knowledge.problems import Problem
from clientzoo.knowledge.zoo import Attribute


def chained(attributes: Mapping[str, Attribute], problems: list[Problem]) -> dict[str, Attribute]:
    """The attributes, each `relevant_if` failing also where a question it looks at is itself ruled out.

    A circle of questions is a problem, told once at one of them; their conditions stay as they are written.
    """
    widened: dict[str, Condition | None] = {}
    told: set[str] = set()

    def of(name: str, above: tuple[str, ...]) -> Condition | None:
        if name not in widened:
            own = attributes[name].relevant_if
            widened[name] = None if own is None else within(own, (*above, name))
        return widened[name]

    def within(condition: Condition, above: tuple[str, ...]) -> Condition:
        if not isinstance(condition, Premise):
            return type(condition)(tuple(within(part, above) for part in condition.parts))
        if condition.name not in attributes or condition.absent:  # ruled out is as good as unknown
            return condition
        if condition.name in above:
            around = above[above.index(condition.name) :]
            if told.isdisjoint(around):
                message = (
                    f"whether `{condition.name}` matters hangs on itself: {' -> '.join((*around, condition.name))}"
                )
                place = attributes[condition.name].place
                problems.append(Problem(place, "cycle", message, "let one of these questions be asked in any case"))
            told.update(around)
            return condition
        behind = of(condition.name, above)
        return condition if behind is None else AllOf((condition, behind))

    found = {name: replace(one, relevant_if=of(name, ())) for name, one in attributes.items()}
    return dict(attributes) if told else found
