"""The target file: what is right in it is read, what is wrong is told at its place, all at once."""

from datetime import date
from pathlib import Path

import jsonschema
import pytest

from bases import ZOO
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.yaml import read
from clientzoo.pool.steering.target import Step, Wanted, read_target
from clientzoo.workbench.schemas import file_schema

GOOD = """\
pool: clients-ecosystem
by: 2027-06-30
target: {tiger: 20%, llama: 40}
worth: {tiger: 1200000.50}
discount: 10%
hours: {senior account manager: 40}
steps:
  any: {hours: 5, works: 20%}
  first_marketer: {hours: 4, works: 25,5%}
chances:
  wolf -> tiger: {possible: 0.1, under_way: 0.3, ready: 0.6, strength: 5, source: our sales}
"""


def written(at: Path, text: str) -> Path:
    path = at / "pool.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_target(tmp_path: Path) -> None:
    found = read_target(written(tmp_path, GOOD.replace("25,5%", '"25,5%"')), ZOO)
    assert found.by == date(2027, 6, 30)
    assert found.wanted == {"tiger": Wanted(0.2, is_share=True), "llama": Wanted(40, is_share=False)}
    assert found.wanted["tiger"].of(200) == 40
    assert (found.worth["tiger"], found.discount) == (120_000_050, 0.1)
    assert (found.step("first_marketer"), found.step("test_budget")) == (Step(4, 0.255), Step(5, 0.2))
    assert found.chances["wolf -> tiger"].ready == 0.6


def test_the_schema_takes_it_and_knows_the_names_of_the_zoo(tmp_path: Path) -> None:
    schema = file_schema("pool", ZOO)
    value = read(written(tmp_path, GOOD.replace("25,5%", '"25,5%"'))).value
    jsonschema.validate(value, schema)
    with pytest.raises(jsonschema.ValidationError, match="tigr"):
        jsonschema.validate({**value, "target": {"tigr": 1}}, schema)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("tiger: 20%", "tigr: 20%"),
            "pool.yaml:3:10: unknown-value `tigr` is no animal of this zoo (did you mean tiger?)",
        ),
        (("tiger: 20%", "tiger: 0.2"), "neither a number of clients nor a share (write 20% for a share)"),
        (("tiger: 20%", "tiger: 120%"), "cannot-add-up the shares add up to 120%: tiger"),
        (("tiger: 20%", "tiger: 100%"), "the shares take all clients, and `llama` wants 40 more"),
        (("by: 2027-06-30", "by: 2027-06-31"), "pool.yaml:2:5: wrong-type `2027-06-31` is no day"),
        (("senior account manager", "senior acount manager"), "is the role of no advice (did you mean senior account"),
        (("first_marketer", "first_marketr"), "unknown-value `first_marketr` is no advice with a role"),
        (("wolf -> tiger", "wolf -> lion"), "`wolf -> lion` is no transition of this zoo"),
        (("pool: clients-ecosystem", "pool: other"), "wrong-zoo this is the pool of `other`"),
        (("hours: 5", "hours: -5"), "out-of-range"),
        (("hours: {", "hour: {"), "unknown-key `hour` is not a key here (did you mean hours"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    text = GOOD.replace("25,5%", "25%").replace(*change)
    with pytest.raises(ProblemsError) as told:
        read_target(written(tmp_path, text), ZOO)
    assert said in str(told.value)


def test_all_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("25,5%", "25%").replace("tiger: 20%", "tigr: 20%").replace("first_m", "frst_m")
    with pytest.raises(ProblemsError) as told:
        read_target(written(tmp_path, text), ZOO)
    assert len(told.value.problems) == 2


def test_shares_of_all_animals_make_a_whole(tmp_path: Path) -> None:
    shares = ", ".join(f"{animal}: 10%" for animal in ZOO.animals)
    with pytest.raises(ProblemsError, match="add up to 90% only"):
        read_target(written(tmp_path, f"pool: clients-ecosystem\ntarget: {{{shares}}}\n"), ZOO)
