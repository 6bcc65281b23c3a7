"""Watching: a save is noticed and its effect on a client told; Ctrl-C ends it cleanly."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from clientzoo.knowledge.find import Found
from clientzoo.workbench.watch import Watch, news
from commands import FRESH
from workbench.sound import NAME, write


def test_what_a_save_changes_for_a_client_is_told(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    client = workspace / "c.yaml"
    client.write_text("client: C\nanswers: {deciding: quickly}\n", encoding="utf-8")
    watching = Watch(Found(workspace, NAME), client)
    before, stamps = watching.look(), watching.stamps()
    rules = workspace / "rulebases" / NAME / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("certainty: 0.5\n  because: It decides", "certainty: 0.4\n  because: It decides"), encoding="utf-8")  # fmt: skip  # noqa: E501
    assert watching.stamps() != stamps
    told = list(news(before, watching.look()))
    assert told[:2] == ["animal: squirrel -> undetermined", "status: decided -> undetermined"]
    assert "squirrel: 0.50 -> 0.40" in told


def test_a_broken_zoo_is_told_and_does_not_end_the_watch(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    watching = Watch(Found(workspace, NAME), None)
    assert watching.look().findings == ()
    (workspace / "rulebases" / NAME / "rules.yaml").write_text("rules: [", encoding="utf-8")
    assert [one.problem.code for one in watching.look().findings][:1] != []


def test_ctrl_c_ends_it_with_130(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    running = subprocess.Popen(
        [sys.executable, "-u", "-m", "clientzoo", "rules", "watch"],
        cwd=workspace, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **FRESH},
    )  # fmt: skip
    assert running.stdout is not None
    assert "no finding, 4 cases passed, 0 failed" in running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert (running.returncode, said) == (130, "interrupted\n")
