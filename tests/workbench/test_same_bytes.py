"""What a command writes into a consultant's file or draws differs in nothing but what was meant to differ."""

from pathlib import Path

import pytest

from commands import clientzoo
from workbench.sound import NAME, write


def as_on_windows(path: Path) -> bytes:
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    return before


def test_a_case_more_leaves_the_line_ends_of_its_file(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    path = workspace / "rulebases" / NAME / "cases" / "first.yaml"
    before = as_on_windows(path)
    (workspace / "ромашка.yaml").write_text("client: Ромашка\nanswers: {}\n", encoding="utf-8")
    ran = clientzoo("rules", "case", "add", "ромашка.yaml", "--to", "first", "--yes", at=workspace)
    assert ran.code == 0, ran.err
    after = path.read_bytes()
    assert after.startswith(before.rstrip())
    assert after.count(b"\n") == after.count(b"\r\n") > before.count(b"\n")


@pytest.mark.parametrize("command", [["rules", "fmt"], ["rules", "test", "--update", "--yes"]], ids=" ".join)
def test_a_file_laid_out_or_brought_up_to_date_keeps_its_line_ends(tmp_path: Path, command: list[str]) -> None:
    workspace = write(tmp_path)
    path = workspace / "rulebases" / NAME / "cases" / "first.yaml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("animal: squirrel", "animal:   tortoise", 1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    before = as_on_windows(path)
    clientzoo(*command, at=workspace)
    after = path.read_bytes()
    assert after != before
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_picture_is_the_same_whatever_the_seed_of_hashes(tmp_path: Path) -> None:
    drawn = set()
    for seed in ("0", "1", "2"):
        target = tmp_path / f"{seed}.svg"
        ran = clientzoo("rules", "graph", "-o", target, at=tmp_path, env={"PYTHONHASHSEED": seed})
        assert ran.code == 0, ran.err
        drawn.add(target.read_bytes())
    assert len(drawn) == 1
