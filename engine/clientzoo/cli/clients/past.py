"""The list of clients as of a day: every verdict by today's rules, on what held then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.column_names import output_names
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.classify import Base, verdicts
from clientzoo.register.listing import Listed
from clientzoo.register.register import Register
from clientzoo.register.table import RegisterTable


def listed_on(
    register: Register, zoo: Zoo, found: Sequence[Listed], as_of: date | None, known_on: date | None
) -> list[Listed]:
    """The clients in the same order, as they were; what nobody knew on that day is None."""
    table = RegisterTable(register, zoo, as_of, known_on)
    base = Base(zoo, [table], unreadable="unknown")
    with verdicts(base, base.columns(), lambda batch: None) as frame:
        rows = frame.collect().rows(named=True)
    transitions = output_names(zoo).transitions
    judged = dict(zip(table.numbers, rows, strict=True))
    seen = register.last_said(as_of, known_on)
    lines = []
    for one in found:
        unjudged = replace(
            one, status=None, animal=None, certainty=None, next_animal=None, readiness=None, fresh_until=None,
            zoo_version=zoo.version,
        )  # fmt: skip
        row, said_on = judged.get(one.number), seen.get(one.number)
        if row is None or said_on is None:
            lines.append(replace(unjudged, said_on=None))
            continue
        open_ones = {name: row[column] for name, column in transitions.items() if (row[column] or 0) >= THRESHOLD}
        nearest = max(open_ones, key=lambda name: open_ones[name], default=None)
        lines.append(
            replace(
                unjudged,
                status=row["status"],
                animal=row["animal"],
                certainty=row["certainty"],
                next_animal=zoo.transitions[nearest].target if nearest else None,
                said_on=said_on,
            )
        )
    return lines
