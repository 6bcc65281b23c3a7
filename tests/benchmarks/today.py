"""10 000 clients with five steps each: how long `today` takes to find one person's day, and `tasks` to list everything.

PYTHONPATH=engine:tests python tests/benchmarks/today.py
"""

import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from clientzoo.register.opening import open_register
from clientzoo.register.records import CLIENT, PROFILE
from clientzoo.work.board import Board
from clientzoo.work.records import STEP, STEP_LINE

CLIENTS, STEPS, PEOPLE = 10_000, 5, 20
STAMP = "2026-11-02T08:00:00.000000Z"


def fill(path: Path) -> None:
    """A register as if everybody's playbook had been started, a third of the steps done."""
    register = open_register(path, by="Анна")
    begin = date(2026, 11, 2)
    written = {"recorded_at": STAMP, "author": "Анна"}
    with register.writing() as connection:
        numbers = range(1, CLIENTS + 1)
        connection.execute(sa.insert(CLIENT), [{"id": n, "uid": f"{n:032x}"} for n in numbers])
        profile = {"act": "added", "since": begin, "crm_id": "", "archived": False, **written}
        connection.execute(
            sa.insert(PROFILE),
            [
                {"client": n, "name": f"Клиент {n}", "name_key": f"клиент {n}", "manager": f"M{n % PEOPLE}", **profile}
                for n in numbers
            ],
        )
        steps = [(n, s) for n in numbers for s in range(STEPS)]
        connection.execute(
            sa.insert(STEP), [{"id": i, "client": n, "advice": f"a{s}", **written} for i, (n, s) in enumerate(steps, 1)]
        )
        rows = []
        for i, (n, s) in enumerate(steps, 1):
            row = {
                "client": n, "step": i, "revision": 1, "act": "opened", "state": "open", "origin": "advice",
                "text": "Half an hour with the owner: what would a good year be?", "because": "It wants to grow.",
                "done_when": "The owner's words are in the card.", "role": "account manager",
                "person": f"M{n % PEOPLE}", "person_key": f"m{n % PEOPLE}", "by_hand": "",
                "day": 1 + s * 6, "started": begin,
                "due": begin + timedelta(days=(n + s * 6) % 60), "animal": "wolf", "worked": None, "note": "",
                "told": "", "finished": None, **written,
            }  # fmt: skip
            rows.append(row)
            if i % 3 == 0:
                rows.append({**row, "revision": 2, "act": "done", "state": "done", "worked": "yes", "finished": begin})
        connection.execute(sa.insert(STEP_LINE), rows)
    register.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clients.db"
        fill(path)
        for what, asked in {
            "today": {"person": "M7", "due_until": date(2026, 11, 17)},
            "today --all": {"due_until": date(2026, 11, 17)},
            "tasks": {},
        }.items():
            took = []
            for _ in range(7):
                register = open_register(path, create=False)
                begin = time.perf_counter()
                steps = Board(register).steps(**asked)  # type: ignore[arg-type]
                took.append(time.perf_counter() - begin)
                register.close()
            sys.stdout.write(f"{what:<12} {len(steps):>6} steps  {sorted(took)[3] * 1000:>7.0f} ms (median of 7)\n")


if __name__ == "__main__":
    main()
