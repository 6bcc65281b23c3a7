"""A plan put to work: its steps are found among the tasks, once."""

import json
from pathlib import Path

from commands import clientzoo


def test_the_chosen_steps_become_work_once(tmp_path: Path) -> None:
    env = {"CLIENTZOO_REGISTER": str(tmp_path / "clients.db"), "CLIENTZOO_BY": "Анна"}

    def run(*words: str) -> str:
        ran = clientzoo(*words, at=tmp_path, env=env)
        assert ran.code == 0, ran.err
        return ran.out

    run("base", "demo", "--history")
    plan = ("pool", "plan", "--hours", "10", "--draws", "200")
    chosen = json.loads(run(*plan, "--json"))["chosen"][0]
    run("clients", "add", chosen["name"], "--manager", "Анна")
    run(*plan, "--start")
    steps = [json.loads(line) for line in run("tasks", "--json").splitlines()]
    assert {one["client"] for one in steps} == {chosen["name"]}
    assert {one["advice"] for one in steps} == set(chosen["steps"])
    assert all(one["text"] and one["done_when"] and one["person"] == "Анна" for one in steps)
    run(*plan, "--start")
    assert [json.loads(line) for line in run("tasks", "--json").splitlines()] == steps
