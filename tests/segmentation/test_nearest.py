"""Whom the report names first for a transition: the readiest, and of these the client that is worth most."""

import polars as pl

from clientzoo.segmentation.report.lists import Lists
from clientzoo.segmentation.report.sections import Placed, Pull, pool_sections


def placed(client: str, readiness: float, stage: str) -> Placed:
    return Placed(client, client, "cow", 0.8, (Pull("llama", 0.5, readiness, stage),))


def test_the_readiest_goes_first_and_then_who_is_worth_most() -> None:
    facts = pl.DataFrame({"client_id": ["a", "b", "c"], "turnover": [10.0, 900.0, 70.0]})
    pool = [placed("a", 0.5, "under way"), placed("b", 0.0, "possible"), placed("c", 0.5, "under way")]
    lists = Lists()
    list(pool_sections(pool, facts, lists))
    (members,) = [one for anchor, one in lists.members.items() if "pull" in anchor]
    assert [row["client"] for row in members] == ["c", "a", "b"]
    assert (members[0]["stage"], members[0]["readiness"]) == ("under way", 0.5)
