"""Findings that a zoo accepts with a reason: no longer told, still counted, told again when stale."""

import json
from pathlib import Path

import pytest

from commands import clientzoo
from workbench.sound import NAME, rule, write

UNEVEN = rule("one", "{wish_to_grow: none}", "{animal: squirrel}", 0.3) + rule(
    "other", "{wish_to_grow: strong}", "{animal: squirrel}", 0.3
)


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def accepting(tmp_path: Path, code: str, about: str, extra: str = UNEVEN) -> Path:
    workspace = write(tmp_path, extra_rules=extra)
    text = f"accepted:\n- {{finding: {code}, about: {about}, because: We mean it.}}\n"
    (workspace / "rulebases" / NAME / "accepted.yaml").write_text(text, encoding="utf-8")
    return workspace


def test_an_accepted_finding_is_counted_and_not_told(tmp_path: Path) -> None:
    plain = clientzoo("rules", "check", at=write(made(tmp_path / "plain"), extra_rules=UNEVEN))
    assert plain.code == 1
    assert "uneven-weights the weight of `wish_to_grow` for `animal: squirrel`" in plain.out
    workspace = accepting(tmp_path, "uneven-weights", '[wish_to_grow, "animal: squirrel"]')
    ran = clientzoo("rules", "check", "--sarif", "s.json", at=workspace)
    assert (ran.code, "uneven-weights" in ran.out) == (0, False)
    assert "no finding (1 more accepted)" in ran.out
    found = json.loads(clientzoo("rules", "check", "--json", at=workspace).out)
    assert found["problems"] == []
    assert [(one["code"], one["because"]) for one in found["accepted"]] == [("uneven-weights", "We mean it.")]
    (result,) = json.loads((workspace / "s.json").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "We mean it."


@pytest.mark.parametrize(
    ("code", "about", "extra", "told"),
    [
        ("uneven-weights", "wish_to_grow", "", "stale-acceptance `uneven-weights` about `wish_to_grow` was accepted"),
        ("uneven-weights", "wish", UNEVEN, "uneven-weights the weight of `wish_to_grow`"),
        ("uneven-weights", "[wish_to_grow, tortoise]", UNEVEN, "uneven-weights the weight of `wish_to_grow`"),
        ("uneven-weigths", "x", "", "unknown-value `uneven-weigths` is no finding that can be accepted (did you mean"),
        ("cycle", "x", "", "unknown-value `cycle` is an error: the zoo cannot run before it is mended"),
        ("stale-acceptance", "x", "", "is no finding that can be accepted"),
    ],
)
def test_what_is_stale_or_speaks_of_something_else_is_told(
    tmp_path: Path, code: str, about: str, extra: str, told: str
) -> None:
    ran = clientzoo("rules", "check", at=accepting(tmp_path, code, about, extra))
    assert ran.code == 1
    assert told in ran.out
    assert f"rulebases/{NAME}/" in ran.out


def test_a_name_that_is_changed_stays_accepted(tmp_path: Path) -> None:
    workspace = accepting(tmp_path, "uneven-weights", '[wish_to_grow, "animal: squirrel"]')
    for old, new in (("wish_to_grow", "wish"), ("squirrel", "marten")):
        ran = clientzoo("rules", "rename", old, new, "--yes", at=workspace)
        assert ran.code == 0, ran.err
    ran = clientzoo("rules", "check", at=workspace)
    assert (ran.code, "no finding (1 more accepted)" in ran.out) == (0, True), ran.out
