"""Show, readiness, plan, forecast and value of the made-up base, as text and for programs."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from clientzoo.cli.app import app
from clientzoo.cli.schemas import json_schema

TARGET = """\
pool: clients-ecosystem
by: 2027-06-30
target: {tiger: 20%, llama: 30}
worth: {tiger: 1500000}
hours: {senior account manager: 30, account manager: 10}
"""
FEW = ("--draws", "200")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["pool", *map(str, arguments)])


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "base"
    made = CliRunner().invoke(app, ["base", "demo", "--history", "--base", str(folder)])
    assert made.exit_code == 0, made.output
    (folder.parent / "target.yaml").write_text(TARGET, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def target(base: Path) -> Path:
    return base.parent / "target.yaml"


def told(schema: str, *arguments: str | Path) -> Any:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    jsonschema.validate(found, json_schema(schema))
    return found


def test_show_beside_the_target(base: Path, target: Path) -> None:
    found = told("pool-show", "show", "--base", base, "--target", target)
    assert sum(one["clients"] for one in found["parts"]) + _left(found) == found["clients"] == 300
    tiger = next(one for one in found["parts"] if one["state"] == "tiger")
    assert tiger["wanted"] == pytest.approx(0.2 * found["with_animal"])
    assert sum(one["clients"] for one in found["blocks"]) == 300
    shown = run("show", "--base", base, "--target", target).output
    assert "The pool on 2026-06-30, beside the target for 2027-06-30: 300 clients." in shown
    assert "outflow" in shown


def _left(found: Any) -> int:
    return next(int(one["clients"]) for one in found["blocks"] if one["block"] == "outflow")


def test_readiness(base: Path) -> None:
    found = told("pool-readiness", "readiness", "2024-06-30", "2026-06-30", "--base", base)
    every = [one for one in found["stages"] if one["transition"] is None]
    for stage in ("ready", "under way", "possible"):
        of_all = next(one for one in every if one["stage"] == stage)
        single = [one for one in found["stages"] if one["transition"] and one["stage"] == stage]
        assert of_all["clients"] == sum(one["clients"] for one in single)
        assert of_all["low"] <= of_all["share"] <= of_all["high"]
    assert "all transitions" in run("readiness", "2024-06-30", "2026-06-30", "--base", base).output


def test_twice_the_hours_bring_no_less(base: Path) -> None:
    forty, eighty = (told("pool-plan", "plan", "--base", base, "--hours", hours, *FEW) for hours in ("40", "80"))
    assert 0 < forty["brings"] <= eighty["brings"] <= 2 * forty["brings"] + 1e-6
    assert forty["roles"][0]["used"] <= 40
    assert forty["roles"][0]["one_more_hour"] >= eighty["roles"][0]["one_more_hour"] > 0
    for one in forty["chosen"]:
        assert one["chance_after"] >= one["chance_before"]
        assert one["loss"] is None or one["loss"] >= -1e-6
        assert one["steps"]


def test_a_plan_toward_the_target_says_why(base: Path, target: Path) -> None:
    done = run("plan", "--base", base, "--target", target, "--toward", "target", *FEW)
    assert done.exit_code == 0
    assert "nearer to the target" in done.output
    assert "it needs: " in done.output
    assert "senior account manager: " in done.output
    assert "one more hour: " in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--hours 40"),
        (("--hours", "many"), "write it as 40"),
        (("--hours", "account manger=4"), "did you mean account manager"),
        (("--hours", "4", "--toward", "target"), "no target"),
    ],
)
def test_a_plan_that_cannot_be_made(base: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("plan", "--base", base, *FEW, *arguments)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


def test_forecasts_side_by_side(base: Path, target: Path) -> None:
    found = told(
        "pool-forecast", "forecast", "--base", base, "--target", target, "--with", "wolves under way -> 5x",
        "--other-target", target, *FEW,
    )  # fmt: skip
    assert [one["name"] for one in found["futures"]] == [
        "as things go", "with the plan", "wolves under way -> 5x", "target.yaml"
    ]  # fmt: skip
    assert found["basis"]["moves"] > 10
    first, planned, supposed, _ = (
        {one["state"]: one["steps"] for one in future["states"]} for future in found["futures"]
    )
    assert supposed["tiger"][4]["median"] > first["tiger"][4]["median"]
    assert sum(one[0]["median"] for one in planned.values()) == sum(one[0]["median"] for one in first.values())
    for steps in first.values():
        for step in steps:
            (low, high), (lowest, highest) = step["band_50"], step["band_90"]
            assert lowest <= low <= step["median"] <= high <= highest
    assert all(0 <= one <= 1 for one in found["futures"][0]["reached"])
    assert "quarter 4" in run("forecast", "--base", base, *FEW).output
    assert run("forecast", "--base", base, "--with", "bears -> 2x", *FEW).exit_code == 2


def test_a_base_without_history_says_so(base: Path, tmp_path: Path) -> None:
    last = base / "history" / "2026-06-30.parquet"
    done = run("forecast", last, "--base", tmp_path / "base", *FEW)
    assert done.exit_code == 0
    assert "only repeat the guesses of the zoo" in done.output


def test_value(base: Path) -> None:
    found = told("pool-value", "value", "--base", base, "--most", "0", *FEW)
    total = sum(float(one["worth"]) for one in found["clients"])
    assert total == pytest.approx(float(found["all"]["worth"]), rel=1e-6)
    assert [float(one["worth"]) for one in found["clients"]] == sorted(
        (float(one["worth"]) for one in found["clients"]), reverse=True
    )
    assert "Worth over 5 years" in run("value", "--base", base, *FEW).output


def test_a_wrong_target_is_told_with_its_place(base: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(TARGET.replace("tiger: 20%", "tigr: 20%"), encoding="utf-8")
    done = run("show", "--base", base, "--target", wrong)
    assert done.exit_code == 2
    assert "wrong.yaml:3:10: unknown-value `tigr` is no animal of this zoo (did you mean tiger?)" in done.output


def test_nothing_to_steer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENTZOO_REGISTER", str(tmp_path / "none.db"))
    done = run("show", "--base", tmp_path / "none")
    assert done.exit_code == 2
    assert "base demo --history" in done.output
