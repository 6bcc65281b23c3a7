"""A zoo may call its animals what it likes: every column of the verdicts keeps a name of its own."""

from pathlib import Path

import narwhals as nw
import polars as pl
import pytest

from clientzoo.inference.column_names import NEAREST_COLUMNS, output_names
from clientzoo.inference.columns import compiled
from clientzoo.inference.plan import plan
from clientzoo.knowledge.load import load_zoo
from clientzoo.pool.classify import Base, classify
from clientzoo.pool.summary import summarised
from clientzoo.tables.delimited import Delimited
from zoos import write_zoo

FIXED = ["client", "status", "animal", "certainty", "runner_up", "margin"]


@pytest.mark.parametrize(
    ("cat", "cow", "transition", "animals"),
    [
        ("certainty", "fired", "fired_to_certainty", ["certainty_2", "fired_2"]),
        ("client", "margin", "margin_to_client", ["client_2", "margin_2"]),
        ("кот", "корова", "корова_to_кот", ["кот", "корова"]),
        ("Cow", "cow", "cow_to_cow", ["cow", "cow_2"]),
        ("cow_to_cow", "cow", "cow_to_cow_to_cow", ["cow_to_cow", "cow"]),
        ("ё" * 40, "ё" * 41, "ё" * 27, ["ё" * 27 + "_2", "ё" * 27 + "_3"]),
    ],
)
def test_no_two_columns_are_called_the_same(
    tmp_path: Path, cat: str, cow: str, transition: str, animals: list[str]
) -> None:
    named = {"  cat:": f"  {cat}:", "  cow:": f"  {cow}:", "from: cow": f"from: {cow}", "to: cat": f"to: {cat}"}
    concluded = {f"animal: {old}}}": f"animal: {new}}}" for old, new in (("cat", cat), ("cow", cow))}
    looked_at = {"{verdict: cow}": f"{{verdict: {cow}}}", "{verdict: cat,": f"{{verdict: {cat},"}
    moved = {"cow -> cat}": f"{cow} -> {cat}}}"}
    zoo = load_zoo(write_zoo(tmp_path / "zoo", replaced={**named, **concluded, **looked_at, **moved}), "tiny").sound()
    (tmp_path / "in.csv").write_text("client,wish,employees\nA,none,3\nB,wants,3\n", encoding="utf-8")
    base = Base(zoo, [Delimited(tmp_path / "in.csv")])
    columns = base.columns(ranking=True, fired=True)
    classify(base, columns, tmp_path / "out.csv", tmp_path / "rejects.csv")
    told = pl.read_csv(tmp_path / "out.csv")
    assert told.columns == [*FIXED, transition, *NEAREST_COLUMNS, *animals, "fired", "zoo_version"]
    assert told["animal"].to_list() == [cow, cat]
    assert told.select(animals).rows() == [(0.0, 0.72), (0.72, 0.0)]
    (movement,) = summarised(zoo, tmp_path / "out.csv").movements
    near = movement.nearest[0]
    assert (movement.open, near.client, near.stage, near.readiness) == (1, "A", "possible", 0.0)


def test_a_kept_column_may_not_hide_the_verdict(tmp_path: Path) -> None:
    zoo = load_zoo(write_zoo(tmp_path / "zoo"), "tiny").sound()
    with pytest.raises(ValueError, match="status"):
        compiled(plan(zoo), ["wish"], keep=["Status"])
    assert output_names(zoo, keep=["cow_to_cat"]).transitions == {"cow -> cat": "cow_to_cat_2"}


def test_questions_may_be_called_like_columns_of_the_verdict(tmp_path: Path) -> None:
    """Answers stand before the verdict, and never in one table with it."""
    replaced = {"id: wish": "id: certainty", "wish:": "certainty:", "id: employees": "id: margin"}
    replaced |= {"employees:": "margin:", "id: foreign": "id: fired", "foreign:": "fired:"}
    zoo = load_zoo(write_zoo(tmp_path / "zoo", replaced=replaced), "tiny").sound()
    clients = pl.LazyFrame({"client": ["A"], "certainty": ["wants"], "margin": [3.0], "fired": [None]})
    columns = compiled(plan(zoo), clients.collect_schema().names(), keep=["client"], fired=True)
    told = columns.classified(nw.from_native(clients)).to_native().collect()
    assert told.rows() == [("A", "decided", "cat", 0.72, None, 0.72, None, "wants-growth hungry-cat offer-growth")]
