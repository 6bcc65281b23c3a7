"""Rules held against what experts say: read from tables and folders, counted, and judged as the formulas say."""

import json
from math import log
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from clientzoo.inference.plan import plan
from clientzoo.inference.share import Share
from clientzoo.knowledge.answer import Answer
from clientzoo.workbench.experience.labelled import Labelled
from clientzoo.workbench.experience.score import brier, chances, losses, score
from commands import clientzoo
from workbench.sound import loaded, write

TABLE = """\
client,wish_to_grow,deciding,budget,animal
Север,strong,quickly,,squirrel
Юг,strong,quickly,,Tortoise
East,none,slowly,,tortoise
West,,,,squirrel
"Blank, Ltd",strong,,,
"""


def scored(tmp_path: Path, text: str, *more: str) -> dict[str, object]:
    workspace = write(tmp_path)
    (workspace / "known.csv").write_text(text, encoding="utf-8")
    ran = clientzoo("rules", "score", "known.csv", "--json", *more, at=workspace)
    assert ran.code == 0, ran.err
    found: dict[str, object] = json.loads(ran.out)
    return found


def test_what_experts_say_is_held_against_the_verdicts(tmp_path: Path) -> None:
    found = scored(tmp_path, TABLE)
    assert (found["clients"], found["unlabelled"]) == (4, 1)
    assert found["confusion"] == [
        {"expert": "squirrel", "verdict": None, "clients": 1},
        {"expert": "squirrel", "verdict": "squirrel", "clients": 1},
        {"expert": "tortoise", "verdict": "squirrel", "clients": 1},
        {"expert": "tortoise", "verdict": "tortoise", "clients": 1},
    ]
    assert found["right"] == pytest.approx(
        {"hits": 2, "of": 4, "share": 0.5, "low": 0.150036, "high": 0.849964}, abs=1e-5
    )
    worst = found["rules"][0]  # type: ignore[index]
    assert worst["wrong"] == ["Юг"]
    assert worst["right"] == ["Север"]


def test_the_column_may_have_another_name_and_a_wrong_animal_is_told(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    text = TABLE.replace(",animal", ",was").replace("Tortoise", "tortose")
    (workspace / "known.csv").write_text(text, encoding="utf-8")
    ran = clientzoo("rules", "score", "known.csv", "--label", "was", at=workspace)
    assert ran.code == 2
    assert "known.csv:3: left out: was" in ran.err
    assert "3 clients whose animal is known, 1 more without an animal" in ran.out
    missing = clientzoo("rules", "score", "known.csv", at=workspace)
    assert missing.code == 2
    assert "there is no column `animal`" in missing.err


def test_answers_files_say_what_the_client_is_and_an_interview_keeps_it(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    folder = workspace / "judged"
    folder.mkdir()
    for name, animal in (("а", "squirrel"), ("b", "tortoise"), ("c", "")):
        said = f"animal: {animal}\n" if animal else ""
        text = f"client: {name}\nzoo: mine\n{said}answers:\n  wish_to_grow: strong\n"
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    ran = clientzoo("rules", "score", "judged", at=workspace)
    assert ran.code == 0, ran.err
    assert "2 clients whose animal is known, 1 more without an animal" in ran.out
    (folder / "d.yaml").write_text("client: d\nanimal: squirel\nanswers: {}\n", encoding="utf-8")
    ran = clientzoo("rules", "score", "judged", at=workspace)
    assert ran.code == 2
    assert "d.yaml:2:9: unknown-value `squirel` is no animal of this zoo (did you mean squirrel?)" in ran.err


def test_the_picture_is_an_svg_with_a_point_for_each_word(tmp_path: Path) -> None:
    scored(tmp_path, TABLE, "--svg", "calibration.svg")
    root = ElementTree.parse(tmp_path / "mine" / "calibration.svg").getroot()
    points = [one for one in root.iter() if one.tag.endswith("circle")]
    assert len(points) == 1
    assert "2 of 3 right" in "".join(points[0].itertext())


def test_nobody_labelled_is_wrong_use(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    (workspace / "known.csv").write_text("client,wish_to_grow,animal\nx,strong,\n", encoding="utf-8")
    ran = clientzoo("rules", "score", "known.csv", at=workspace)
    assert ran.code == 2
    assert "no client has an animal that an expert named" in ran.err


def test_chances_follow_the_formula_and_sum_to_one() -> None:
    sure = chances(np.array([[0.6, 0.1, -0.5], [-0.1, -0.9, 0.0], [0.9, 0.6, 0.5]]))
    third = 0.01 / 3
    assert sure[0] == pytest.approx([0.99 * 0.7 + third, 0.99 * 0.2 + third, 0.99 * 0.1 + third])
    assert sure[1] == pytest.approx([1 / 3, 1 / 3, 1 / 3])
    assert sure[2] == pytest.approx([0.99 * 0.45 + third, 0.99 * 0.3 + third, 0.99 * 0.25 + third])


def test_scores_are_those_of_brier_and_good() -> None:
    sure = np.array([[0.5, 0.5], [0.25, 0.75]])
    truth = np.array([0, 1])
    assert brier(sure, truth) == pytest.approx((0.5 + 0.125) / 2)
    assert losses(sure, truth).mean() == pytest.approx(-(log(0.5) + log(0.75)) / 2)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.277533), (5, 10, 0.236593, 0.763407), (10, 10, 0.722467, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    assert Share(hits, of).interval == pytest.approx((low, high), abs=1e-6)


def test_an_unsure_answer_weighs_less_and_nobody_cannot_be_scored(tmp_path: Path) -> None:
    zoo = loaded(write(tmp_path)).sound()
    unsure = Labelled("x", {"wish_to_grow": Answer("strong", 0.5)}, "squirrel")
    assert score(plan(zoo), [unsure]).right.hits == 0
    with pytest.raises(ValueError, match="no client"):
        score(plan(zoo), [])
