"""How far a client's playbook is done, for a page that is printed again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class StepState:
    """Of one step: whether it is done, who has it, and by when."""

    done: bool
    person: str
    due: date


@dataclass(frozen=True, slots=True)
class Progress:
    """The steps of a playbook in action by the advice they come from; `done` of `of` steps are done, those given up or
    without a reason not counted. Nothing where it was never put into action."""

    steps: Mapping[str, StepState] = field(default_factory=dict)
    done: int = 0
    of: int = 0


NOT_BEGUN = Progress()
