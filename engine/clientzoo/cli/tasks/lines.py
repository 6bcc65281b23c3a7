"""Steps in lines for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clientzoo.register.client import Client
    from clientzoo.work.step import Step

SOON = 7  # days


def agenda(steps: Iterable["Step"], clients: "Mapping[int, Client]", today: date) -> Iterator[str]:
    """What is overdue, due today and soon, each with client, why, and what counts as done."""
    parts: dict[str, list[Step]] = {"Overdue": [], "Today": [], "Soon": []}
    for step in steps:
        part = "Overdue" if step.due < today else "Today" if step.due == today else "Soon"
        parts[part].append(step)
    first = True
    for title, own in parts.items():
        if not own:
            continue
        if not first:
            yield ""
        first = False
        yield title
        for step in own:
            yield from paragraph(step, clients, today)


def paragraph(step: "Step", clients: "Mapping[int, Client]", today: date) -> Iterator[str]:
    """A step in a few lines."""
    yield f"  #{step.number}  {called(step, clients)}: {step.text}"
    about = [in_words(step, today)]
    if step.person:
        about.append(step.person)
    yield f"      {', '.join(about)}"
    if step.because:
        yield f"      Why: {step.because}"
    if step.done_when:
        yield f"      Done when: {step.done_when}"


def table(steps: Sequence["Step"], clients: "Mapping[int, Client]", today: date) -> Iterator[str]:
    """A line a step, aligned; texts are cut."""
    rows = [("", "due", "client", "person", "state", "step")]
    for step in steps:
        state = "overdue" if step.is_overdue(today) else step.state
        text = step.text if len(step.text) <= 60 else f"{step.text[:59]}…"
        rows.append((f"#{step.number}", f"{step.due}", called(step, clients)[:30], step.person[:20], state, text))
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


def called(step: "Step", clients: "Mapping[int, Client]") -> str:
    """The name of the client, as it may be shown on a line."""
    from clientzoo.playbook.escaping import one_line

    client = clients.get(step.client)
    return one_line(client.name) if client is not None else f"client #{step.client}"


def in_words(step: "Step", today: date) -> str:
    """When it is due, as one says it on the day `today`."""
    late = (today - step.due).days
    if step.state != "open":
        worked = {"yes": ", worked", "no": ", did not work"}.get(step.worked or "", "")
        return f"{step.state} on {step.finished}{worked}{': ' + step.told if step.told else ''}"
    if late > 0:
        return f"{late} {'day' if late == 1 else 'days'} late, was due on {step.due}"
    if late == 0:
        return "due today"
    return "due tomorrow" if step.due == today + timedelta(days=1) else f"due on {step.due}"
