"""Blocks: clients of today, those that left, those that refused us, and those that never bought."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from clientzoo.segmentation.blocks import BLOCKS, blocks
from clientzoo.segmentation.method import Method
from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.lists import Lists, by
from clientzoo.segmentation.report.section import Section, brief
from clientzoo.segmentation.result import Result
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables


def _run(base: Tables, own: Settings, as_of: date) -> Result:
    found = blocks(
        base["orders"], as_of=as_of, requests=base.frames.get("requests"), clients=base.frames.get("clients"),
        left_after=own.left_after_days or None, rhythm=own.left_rhythm, least_days=own.left_least_days,
    )  # fmt: skip
    facts = found.select("client_id", "block", "silent_days", "usual_interval")
    return Result("blocks", as_of, own.of("blocks"), {"blocks": found}, "block", facts)


def _section(found: Mapping[str, Result], facts: pl.DataFrame, lists: Lists) -> Section | None:
    if "blocks" not in found:
        return None
    members = by(facts.drop_nulls("block"), "block")
    rows = [
        {
            "block": block, "clients": len(members.get((block,), [])),
            "href": lists.add(f"block {block}", f"Block: {block}", brief(members.get((block,), []))),
        }
        for block in BLOCKS
    ]  # fmt: skip
    said = "Clients of today, those that left, those that refused us, and those that never bought; each has a process."
    return Section("blocks", "The blocks of the base", said, charts.bars(rows, "block", "clients", "clients"))


METHOD = Method("blocks", 1, ("orders",), _run, section=_section, shown=1)
