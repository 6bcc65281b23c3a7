"""The tiny zoo of `init --from scratch`, written so that a test can spoil one thing in it."""

from collections.abc import Mapping
from pathlib import Path

from clientzoo.knowledge.load import Loaded, load_zoo
from clientzoo.workbench.check import check
from clientzoo.workbench.check.finding import Finding
from clientzoo.workbench.init import start_zoo

NAME = "mine"


def write(root: Path, replaced: Mapping[str, str] | None = None, extra_rules: str = "") -> Path:
    """A workspace `mine` below `root`, each key of `replaced` in any YAML file giving way to its value."""
    workspace = root / NAME
    start_zoo(workspace)
    rules = workspace / "rulebases" / NAME / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + extra_rules, encoding="utf-8")
    for path in [*(workspace / "rulebases").rglob("*.yaml"), *(workspace / "questionnaires").glob("*.yaml")]:
        text = path.read_text(encoding="utf-8")
        for old, new in (replaced or {}).items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return workspace


def loaded(workspace: Path) -> Loaded:
    return load_zoo(workspace, NAME, workspace)


def findings(root: Path, replaced: Mapping[str, str] | None = None, extra_rules: str = "") -> tuple[Finding, ...]:
    return check(loaded(write(root, replaced, extra_rules)))


def rule(name: str, condition: str, then: str, certainty: float = 0.5, because: str = "So.") -> str:
    return (
        f"- id: {name}\n  if: {condition}\n  then: {then}\n  certainty: {certainty}\n"
        f"  because: {because}\n  source: here\n"
    )
