"""What the documentation says of the house is so: homes of words, links, the picture of the rooms, the examples."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]


def test_each_word_of_the_glossary_has_a_home() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([^`]+)` \|$", (DOCS / "glossary.md").read_text("utf-8"), re.M)
    assert len(rows) > 50
    assert [home for _, _, home in rows if not (ROOT / "engine" / "clientzoo" / home).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_site_has_every_page() -> None:
    listed = re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("nav:")[2])
    assert sorted(listed) == sorted(str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md"))


def test_the_picture_of_the_rooms_is_that_of_today() -> None:
    rooms = _module(DOCS / "rooms.py")
    drawn = rooms.picture()
    assert drawn == rooms.PICTURE.read_text(encoding="utf-8"), "python docs/rooms.py draws it anew"
    named = {room for layer in rooms.layers() for room in layer}
    assert named == {path.parent.name for path in (ROOT / "engine" / "clientzoo").glob("*/__init__.py")}


def test_the_page_of_commands_is_that_of_today() -> None:
    commands = _module(DOCS / "commands.py")
    assert commands.page() == commands.PAGE.read_text(encoding="utf-8"), "python docs/commands.py writes it anew"


def test_workflows_and_forms_are_yaml_and_call_what_there_is() -> None:
    files = [*(ROOT / ".github").rglob("*.yml"), ROOT / ".pre-commit-config.yaml"]
    assert len(files) == 5
    for path in files:
        assert yaml.safe_load(path.read_text(encoding="utf-8"))
    assert "run: .ci/run" in (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")


def test_the_example_program_tells_who_is_who(tmp_path: Path) -> None:
    (tmp_path / "ромашка.yaml").write_text(
        "client: Ромашка\nanswers: {growth_wish: wants, internet_understanding: none, employees: 25,"
        " owner_involvement: runs_everything}\n",
        encoding="utf-8",
    )
    (tmp_path / "лютик.yaml").write_text("client: Лютик\nanswers: {employees: 9}\n", encoding="utf-8")
    (tmp_path / "новый.yaml").write_text("client: Новый\nanswers: {employes: 9}\n", encoding="utf-8")
    command = [sys.executable, str(DOCS / "examples" / "who_is_who.py"), str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=_environment())
    assert "Ромашка: wolf" in ran.stdout
    assert "Лютик: undetermined" in ran.stdout
    assert "ask next: " in ran.stdout
    assert "did you mean employees?" in ran.stderr


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT / "engine"), "PYTHONUTF8": "1"}


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_notebook_runs_from_top_to_bottom(capsys: pytest.CaptureFixture[str]) -> None:
    notebook = json.loads((DOCS / "examples" / "first_look.ipynb").read_text(encoding="utf-8"))
    known: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), known)
    verdicts, rejected = known["found"].verdicts, known["found"].rejected  # type: ignore[attr-defined]
    assert verdicts.height + rejected["client"].n_unique() == 3
    assert "Ромашка: wolf" in capsys.readouterr().out
