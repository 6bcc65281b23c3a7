"""The sections of the report, each made from what one or two methods found; a method that could not run has none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from clientzoo.segmentation.calls import call_plan
from clientzoo.segmentation.registry import registry
from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.calls_part import calls_section
from clientzoo.segmentation.report.lists import Lists
from clientzoo.segmentation.report.section import Section
from clientzoo.segmentation.report.turnover_part import turnover_section
from clientzoo.segmentation.result import Result


@dataclass(frozen=True, slots=True)
class Pull:
    """An open transition of a client: to what, how surely, and how far its conditions are met, 0 to 1 and in a word."""

    target: str
    certainty: float
    readiness: float
    stage: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A client of the pool: its animal (empty while undetermined), and what it is pulled towards, how strongly."""

    client_id: str
    client: str
    animal: str
    certainty: float
    pulls: tuple[Pull, ...] = ()


def sections(
    found: Mapping[str, Result], facts: pl.DataFrame, pool: Sequence[Placed], lists: Lists, *,
    months: pl.DataFrame | None = None, buyers: pl.DataFrame | None = None, calls_per_manager: int = 10,
) -> Iterator[Section]:  # fmt: skip
    """What there is to show, in the order of reading. `facts` may carry what `people` adds to them; `months` is the
    turnover and `buyers` its clients."""
    yield calls_section(call_plan(facts, calls_per_manager))
    if months is not None and months.height:
        yield turnover_section(months, buyers, facts, lists)
    if pool:
        yield from pool_sections(pool, facts, lists)
    for method in sorted(registry().values(), key=lambda one: one.shown):
        section = method.section(found, facts, lists) if method.section else None
        if section is not None:
            yield section


def pool_sections(pool: Sequence[Placed], facts: pl.DataFrame, lists: Lists) -> Iterator[Section]:
    """The pool by animal, and what it may become."""
    animals: dict[str, list[Placed]] = {}
    for one in pool:
        animals.setdefault(one.animal or "undetermined", []).append(one)
    rows = [
        {
            "animal": animal, "clients": len(placed),
            "href": lists.add(f"animal {animal}", f"Animal: {animal}",
                              _sure((one, one.certainty) for one in placed)),
        }
        for animal, placed in sorted(animals.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]  # fmt: skip
    yield Section(
        "pool",
        "The pool by animal",
        f"{len(pool)} clients have answers.",
        charts.bars(rows, "animal", "clients", "clients"),
    )
    worth = dict(facts.select("client_id", "turnover").iter_rows()) if "turnover" in facts.columns else {}
    pulls: dict[tuple[str, str], list[tuple[Placed, Pull]]] = {}
    for one in pool:
        for pull in one.pulls:
            pulls.setdefault((one.animal, pull.target), []).append((one, pull))
    for members in pulls.values():  # the readiest first, and of these the client that is worth most
        members.sort(key=lambda pair: (-pair[1].readiness, -(worth.get(pair[0].client_id) or 0), pair[0].client))
    moves = [
        {
            "move": f"{origin} → {target}", "clients": len(members),
            "href": lists.add(f"pull {origin} {target}", f"May become: {origin} → {target}", _near(members)),
        }
        for (origin, target), members in sorted(pulls.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]  # fmt: skip
    if moves:
        yield Section("pulls", "Where the pool is pulled", "Open transitions: what they may become with our help.",
                      charts.bars(moves, "move", "clients", "clients"))  # fmt: skip


def _sure(placed: Iterable[tuple[Placed, float]]) -> list[dict[str, Any]]:
    return [{"client": one.client, "certainty": round(certainty, 2)} for one, certainty in placed]


def _near(placed: Iterable[tuple[Placed, Pull]]) -> list[dict[str, Any]]:
    return [
        {"client": one.client, "stage": pull.stage, "readiness": round(pull.readiness, 2),
         "certainty": round(pull.certainty, 2)}
        for one, pull in placed
    ]  # fmt: skip
