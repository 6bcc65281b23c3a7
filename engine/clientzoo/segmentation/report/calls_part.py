"""Who to call this week, in the report: a table for each manager, and how many wait."""

from clientzoo.segmentation.calls import CallPlan
from clientzoo.segmentation.report.section import Section, Table, figure

_COLUMNS = ("client", "id", "why", "at stake", "last order", "usual days between", "days silent")


def calls_section(plan: CallPlan) -> Section:
    """The plan, grouped by manager."""
    tables = [
        Table(
            _COLUMNS,
            [
                (one.client, one.client_id, one.why, one.at_stake, one.last_order, one.rhythm, one.silent)
                for one in calls
            ],
            at_once=15,
            title=f"{manager}: {len(calls)}",
        )
        for manager, calls in plan.calls.items()
    ]
    said = f"{plan.count} calls, those with most at stake first."
    if plan.waiting:
        said += f" {plan.waiting} more have a reason and can wait: {figure(plan.waiting_stake)} at stake with them."
    said += " At stake is what a client brought in the year up to its last order, or the request that it refused us."
    return Section("calls", "Who to call this week", said if plan.count else "Nobody has to be called.", "", tables)
