"""Who to call this week, as steps."""

from dataclasses import dataclass

from clientzoo.segmentation.calls import CallPlan
from clientzoo.work.planned import Planned
from clientzoo.work.step import Origin

OF_BASE: tuple[Origin, ...] = ("base",)
CALL = "call"  # the identity of such a step: a client is called once, whatever the reason
_WEEK = 5  # working days over which the calls are spread


@dataclass(frozen=True, slots=True)
class PlannedBaseCall:
    """A call with the client as the base names it."""

    client_id: str
    client: str
    planned: Planned


def planned_calls(plan: CallPlan) -> tuple[PlannedBaseCall, ...]:
    """The calls of the week, those with most at stake on its first days."""
    found = []
    for own in plan.calls.values():
        for place, one in enumerate(own):
            day = 1 + place * _WEEK // max(len(own), _WEEK)
            last = f" Last order: {one.last_order}." if one.last_order else ""
            text = f"Call {one.client}. {one.why[:1].upper()}{one.why[1:]}.{last}"
            step = Planned(CALL, "base", text, one.why, "We have talked, and the next date is set.", "", day)
            found.append(PlannedBaseCall(one.client_id, one.client, step))
    return tuple(found)
