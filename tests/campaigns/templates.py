"""The attacks by templates, each in a workspace of its own: how long it takes and how much memory it holds."""

import shutil
import time
from pathlib import Path

from campaigns.process import forked, loaded
from campaigns.report import Outcome
from playbook.attacks import ATTACKS

COSTLY = {  # what comes nearest to the limits without passing them, or passes them as late as can be
    "as many signs as may be": "{{ client }}" * 40 + "![" * 240_000,
    "as many steps as may be": "{% for a in most %}" * 4 + "{{ client }}" + "{% endfor %}" * 4,
    "brackets": "[" * 490_000,
    "stars": "*a **b " * 70_000,
    "links": "[a](b)" * 80_000,
    "a deep list": "\n".join(" " * (2 * (n % 60)) + "- a" for n in range(8000)),
    "a wide table": "|a" * 5000 + "|\n" + "|-" * 5000 + "|\n" + ("|b" * 5000 + "|\n") * 40,
    "quotations": ">" * 490_000,
    "footnotes": "[^1]" * 120_000,
    "back ticks": "".join("`" * n + " " for n in range(900)),
}


def campaign(workspace: Path, folder: Path) -> Outcome:
    """Every attack as the part of an animal, through the check and into a playbook."""
    loaded()
    began, faults = time.monotonic(), list[str]()
    most_seconds, most_megabytes, slowest = 0.0, 0, ""
    own = folder / "attacked"
    shutil.copytree(workspace, own)
    attacks = {name: text for name, (text, _) in ATTACKS.items()} | COSTLY
    for name, text in attacks.items():
        (own / "templates/shop/animals/squirrel.md.jinja").write_text(text, encoding="utf-8")
        for command in (("rules", "check"), ("playbook", "clients/fair.yaml", "-o", "out")):
            run = forked(command, own)
            if run.seconds > most_seconds:
                most_seconds, slowest = run.seconds, name
            most_megabytes = max(most_megabytes, run.megabytes)
            if fault := run.fault():
                faults.append(f"{name}: {command[0]}: {fault}: {run.told[-300:]}")
    figures = f"most {most_seconds:.1f} s of processor ({slowest}), {most_megabytes} MB"
    return Outcome("template attacks", 2 * len(attacks), faults, figures, time.monotonic() - began)
