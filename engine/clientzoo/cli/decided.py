"""A person's decision beside the machine's verdict, in words."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clientzoo.inference.consultation import Consultation
    from clientzoo.output.verdict import DecisionShape
    from clientzoo.register.verdict import Decision


def decision_in_words(decision: "Decision | None", consultation: "Consultation") -> str:
    """`Anna decided on 2026-06-30: tiger, because ...`; empty without a decision, and where the verdict agrees."""
    if decision is None or decision.animal is None or decision.animal == consultation.verdict.animal:
        return ""
    animals = consultation.zoo.animals
    animal = animals[decision.animal].name.lower() if decision.animal in animals else decision.animal
    until = f"; until {decision.until}" if decision.until else ""
    return f"{decision.by} decided on {decision.holds_from}: {animal}, because {decision.because}{until}"


def decision_shape(decision: "Decision | None") -> "DecisionShape | None":
    """The same for programs, whether or not the verdict agrees."""
    from clientzoo.output.verdict import DecisionShape

    if decision is None or decision.animal is None:
        return None
    until = decision.until.isoformat() if decision.until else None
    return DecisionShape(
        animal=decision.animal, because=decision.because, by=decision.by, since=decision.holds_from.isoformat(),
        until=until,
    )  # fmt: skip
