"""Weights fitted to what experts say: those changed on purpose come back, nothing else moves, files change in place."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.experience.fit import Change, changed, fit, too_few
from clientzoo.workbench.experience.labelled import Labelled
from clientzoo.workbench.experience.monotone import Monotone
from clientzoo.workbench.experience.score import score
from clientzoo.workbench.experience.writing import rewritten
from commands import clientzoo
from crowds import answers, crowd
from workbench.sound import NAME, loaded, write

FOUND = shipped()
ZOO = load_zoo(FOUND.root, FOUND.name, Path()).sound()
PLANTED = {"site-selling-cow": 0.05, "project_scale-giant-cosmonaut": 0.05}  # 0.25 and 0.35 in truth


@cache
def made_up(seed: int) -> tuple[Labelled, ...]:
    """Clients whom the shipped zoo decides, called by an expert what it calls them."""
    engine = Forward(plan(ZOO))
    found = []
    for row in crowd(ZOO, 700, seed=seed, known=0.5).iter_rows(named=True):
        verdict = engine.consult(answers(ZOO, row)).verdict
        if verdict.animal is not None and verdict.status == "decided":
            found.append(Labelled(row["client"], answers(ZOO, row), verdict.animal))
    return tuple(found)


def with_weights(zoo: Zoo, weights: dict[str, float]) -> Zoo:
    return changed(zoo, [Change(zoo.rule[name], weight) for name, weight in weights.items()])


@pytest.mark.parametrize("seed", [5, 11])
def test_weights_changed_on_purpose_come_back_and_clients_held_back_gain(seed: int) -> None:
    spoilt = with_weights(ZOO, PLANTED)
    found = fit(plan(spoilt), made_up(seed))
    assert found.changes, found.why
    assert "project_scale-giant-cosmonaut" in {change.rule.id for change in found.changes}, "it decides most of them"
    assert {change.rule.id for change in found.changes} <= set(PLANTED), "nothing else is touched"
    for change in found.changes:
        assert change.certainty == pytest.approx(ZOO.rule[change.rule.id].certainty, abs=0.1)
    held_back = made_up(seed + 1)
    worse, better = (score(plan(zoo), held_back) for zoo in (spoilt, changed(spoilt, found.changes)))
    assert better.right.hits > worse.right.hits
    assert better.logarithmic < worse.logarithmic
    assert better.brier < worse.brier


def test_where_all_are_clearly_right_nothing_is_proposed() -> None:
    found = fit(plan(ZOO), made_up(5))
    assert not found.changes
    assert found.before is not None
    assert found.before.right.hits == found.before.right.of


def test_experts_who_call_them_anything_teach_nothing() -> None:
    animals = list(ZOO.animals)
    confused = [replace(one, animal=animals[place % len(animals)]) for place, one in enumerate(made_up(5))]
    found = fit(plan(ZOO), confused)
    assert not found.changes
    assert "beyond what chance does" in found.why


@pytest.mark.parametrize(
    ("animals", "few"),
    [
        (["wolf"] * 39, True),
        (["wolf"] * 60, True),
        (["wolf"] * 33 + ["cow"] * 7, True),
        (["wolf"] * 32 + ["cow"] * 8, False),
    ],
)
def test_with_too_few_it_says_so(animals: list[str], few: bool) -> None:
    clients = [Labelled(str(place), {}, animal) for place, animal in enumerate(animals)]
    assert bool(too_few(clients)) is few
    if few:
        assert not fit(plan(ZOO), clients).changes


def test_a_column_that_falls_goes_on_falling() -> None:
    monotone = Monotone(ZOO)
    weights = {rule.id: rule.certainty for rule in ZOO.rules}
    assert weights["red_tape-developed-rabbit"] == -0.4
    assert weights["red_tape-systematised-rabbit"] == -0.45
    assert monotone.keeps("red_tape-developed-rabbit", -0.45, weights)
    assert not monotone.keeps("red_tape-developed-rabbit", -0.5, weights)
    assert monotone.keeps("red_tape-developed-elephant", 0.9, weights), "this one goes up and down as it is"


def test_a_line_and_a_cell_change_in_place_and_comments_stay(tmp_path: Path) -> None:
    table = (
        "\ntables:\n# what one wishes\n- fact: wish_to_grow  # a grid\n  columns:  [squirrel, tortoise]\n  weights:\n"
        "    strong: [     0.2,        ~]\n    none:   [       ~,      0.1]\n  because: So.\n  source: here\n"
    )
    workspace = write(tmp_path, extra_rules=table)
    zoo = loaded(workspace).sound()
    ((path, (before, after)),) = rewritten(
        zoo, [Change(zoo.rule["squirrel-quick"], 0.65), Change(zoo.rule["wish_to_grow-none-tortoise"], 0.25)]
    ).items()
    assert path.name == "rules.yaml"
    old, new = before.splitlines(), after.splitlines()
    moved = [(a.strip(), b.strip()) for a, b in zip(old, new, strict=True) if a != b]
    assert moved == [
        ("certainty: 0.5", "certainty: 0.65"),
        ("none:   [       ~,      0.1]", "none:   [       ~,     0.25]"),
    ]
    assert "# a grid" in after
    path.write_text(after, encoding="utf-8")
    again = loaded(workspace).sound()
    assert again.rule["squirrel-quick"].certainty == 0.65
    assert again.rule["wish_to_grow-none-tortoise"].certainty == 0.25


def test_nothing_is_written_without_yes(tmp_path: Path) -> None:
    """A tortoise who decides quickly is one all the same, experts say; the rules weigh quickness too much."""
    workspace = write(
        tmp_path,
        {"certainty: 0.5\n  because: It decides within days": "certainty: 0.85\n  because: It decides within days"},
    )
    rows = ["client,wish_to_grow,deciding,animal"]
    rows += [f"t{number},none,quickly,tortoise" for number in range(30)]
    rows += [f"s{number},strong,quickly,squirrel" for number in range(30)]
    (workspace / "known.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    rules = workspace / "rulebases" / NAME / "rules.yaml"
    before = rules.read_text(encoding="utf-8")
    ran = clientzoo("rules", "fit", "known.csv", at=workspace)
    assert ran.code == 0, ran.err
    assert "rule squirrel-quick: changed (certainty 0.85 -> " in ran.out
    assert "Clients held back: 30 of 60 right" in ran.out
    assert rules.read_text(encoding="utf-8") == before
    printed = json.loads(clientzoo("rules", "fit", "known.csv", "--json", "--yes", at=workspace).out)
    assert printed["written"] is True
    (change,) = printed["changes"]
    assert change["rule"] == "squirrel-quick"
    assert f"certainty: {change['after']:g}" in rules.read_text(encoding="utf-8")
    assert clientzoo("rules", "score", "known.csv", "--json", at=workspace).out.count('"hits": 60') >= 1


def test_too_few_labels_leave_with_one(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    (workspace / "known.csv").write_text("client,wish_to_grow,animal\na,strong,squirrel\n", encoding="utf-8")
    ran = clientzoo("rules", "fit", "known.csv", at=workspace)
    assert ran.code == 1
    assert "1 clients whose animal is known are too few (1 squirrel)" in ran.out
