"""The sections of the report, each made from what one or two methods found; a method that could not run has none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from clientzoo.segmentation.bcg import WHAT_TO_DO
from clientzoo.segmentation.blocks import BLOCKS
from clientzoo.segmentation.calls import call_plan
from clientzoo.segmentation.pareto import GROUPS, concentration
from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.calls_part import calls_section
from clientzoo.segmentation.report.lists import Lists, by
from clientzoo.segmentation.report.products_part import products_section
from clientzoo.segmentation.report.satisfaction_part import csi_section
from clientzoo.segmentation.report.section import Section, Table, brief, sentences, two_clocks
from clientzoo.segmentation.report.turnover_part import turnover_section
from clientzoo.segmentation.run import Result, in_decimals


@dataclass(frozen=True, slots=True)
class Placed:
    """A client of the pool: its animal (empty while undetermined), and what it is pulled towards, how strongly."""

    client_id: str
    client: str
    animal: str
    certainty: float
    pulls: tuple[tuple[str, float], ...] = ()


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
        yield from _pool(pool, lists)
    if "blocks" in found:
        yield _blocks(found["blocks"], facts, lists)
    if "abc" in found and "xyz" in found:
        yield _abc_xyz(found["abc"], found["xyz"], facts, lists)
    if "rfm" in found:
        yield _rfm(found["rfm"], facts, lists)
    if "bcg" in found:
        yield _bcg(found["bcg"], facts, lists)
    if "pareto" in found:
        yield _pareto(found["pareto"], facts, lists)
    if "csi" in found:
        yield csi_section(found["csi"], facts, lists)
    if "products" in found:
        yield products_section(found["products"], facts, lists)
    if "renewal" in found:
        yield _renewal(found["renewal"], facts)


def _pool(pool: Sequence[Placed], lists: Lists) -> Iterator[Section]:
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
    pulls: dict[tuple[str, str], list[tuple[Placed, float]]] = {}
    for one in pool:
        for target, certainty in one.pulls:
            pulls.setdefault((one.animal, target), []).append((one, certainty))
    moves = [
        {
            "move": f"{origin} → {target}", "clients": len(members),
            "href": lists.add(f"pull {origin} {target}", f"May become: {origin} → {target}",
                              _sure(members)),
        }
        for (origin, target), members in sorted(pulls.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]  # fmt: skip
    if moves:
        yield Section("pulls", "Where the pool is pulled", "Open transitions: what they may become with our help.",
                      charts.bars(moves, "move", "clients", "clients"))  # fmt: skip


def _blocks(blocks: Result, facts: pl.DataFrame, lists: Lists) -> Section:
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


def _abc_xyz(abc: Result, xyz: Result, facts: pl.DataFrame, lists: Lists) -> Section:
    members = by(facts.filter(pl.col("xyz").is_not_null()), "abc", "xyz")
    whole = max(int(abc.answer["amount"].clip(lower_bound=0).sum()), 1)
    cells = [
        {
            "abc": row["abc"], "xyz": row["xyz"], "clients": row["clients"],
            "text": f"{row['clients']} ({row['amount'] * 100 / whole:.0f} %)",
            "href": lists.add(f"{row['abc']}{row['xyz']}", f"ABC x XYZ: {row['abc']}{row['xyz']}",
                              brief(members.get((row["abc"], row["xyz"]), []))),
        }
        for row in xyz.tables["abc x xyz"].to_dicts()
    ]  # fmt: skip
    said = sentences(["Clients, and their percent of the whole", "AX are those to guard", *xyz.notes])
    return Section(
        "abc-xyz",
        "ABC x XYZ",
        said,
        charts.grid(cells, "xyz", "abc", "clients", "text", titles=("how evenly", "how much"), size=110),
    )


def _rfm(rfm: Result, facts: pl.DataFrame, lists: Lists) -> Section:
    people = rfm.answer.join(facts.drop("rfm", "rfm_segment", strict=False), on="client_id", how="left")
    groups = by(people, "r", "f")
    levels = max([2, *rfm.answer["r"], *rfm.answer["f"]])
    cells = [
        {
            "r": r, "f": f, "clients": len(groups.get((r, f), [])), "text": str(len(groups.get((r, f), []))),
            "href": lists.add(f"rf {r}{f}", f"Recency {r}, frequency {f}",
                              brief(groups.get((r, f), []))),
        }
        for r in range(1, levels + 1) for f in range(1, levels + 1)
    ]  # fmt: skip
    named = people.with_columns(pl.col("rfm_segment").str.replace_all("_", " ").fill_null("not classified"))
    links = {
        name: lists.add(f"rfm {name}", f"RFM: {name}", brief(members))
        for (name,), members in by(named, "rfm_segment").items()
    }
    counts = named.group_by("rfm_segment").len("clients").sort("clients", "rfm_segment", descending=[True, False])
    titles = (f"how often ({levels}: the most)", f"how recently ({levels}: the latest)")
    differing = sum(1 for row in people.to_dicts() if "block" in row and two_clocks(row))
    clocks = (
        f"{differing} clients seem to contradict their block: the blocks go by each client's own rhythm, RFM by its "
        "place among all; their lists say which clock says what"
        if differing
        else ""
    )
    return Section("rfm", "RFM", sentences([*rfm.notes, clocks]),
                   charts.grid(cells, "f", "r", "clients", "text", titles=titles, size=70),
                   [Table(("segment", "clients"), counts.rows(), links)],
    )  # fmt: skip


def _bcg(bcg: Result, facts: pl.DataFrame, lists: Lists) -> Section:
    known = bcg.answer.drop_nulls("bcg")
    links = {
        row[0]: lists.add(f"bcg {row[0]}", f"{row[0].replace('_', ' ')}: {WHAT_TO_DO[row[0]]}", brief(members))
        for row, members in by(facts.drop_nulls("bcg"), "bcg").items()
    }
    spots = known.group_by("activity", "capacity", "bcg").len("clients").sort("activity", "capacity")
    points = [
        {**row, "bcg": row["bcg"].replace("_", " "), "href": links.get(row["bcg"], "#")} for row in spots.to_dicts()
    ]
    given = bcg.settings
    cuts = [
        float(given[f"bcg_{axis}_cut"] or given["bcg_cut"] or known[axis].median() or 0)  # type: ignore[arg-type]
        for axis in ("activity", "capacity")
    ]
    rows = [
        (name.replace("_", " "), what, known.filter(pl.col("bcg") == name).height) for name, what in WHAT_TO_DO.items()
    ]
    return Section("bcg", "Activity and capacity", sentences(bcg.notes),
                   charts.scatter(points, "activity", "capacity", "bcg", (cuts[0], cuts[1]), ("activity", "capacity")),
                   [Table(("quadrant", "what to do", "clients"), rows,
                          {name.replace("_", " "): link for name, link in links.items()})])  # fmt: skip


def _pareto(pareto: Result, facts: pl.DataFrame, lists: Lists) -> Section:
    top = float(pareto.settings["pareto_top"])
    real = concentration(pareto.answer, top=top)
    links = {
        group: lists.add(f"pareto {group}", f"Pareto: {group}", brief(members))
        for (group,), members in by(facts.drop_nulls("pareto"), "pareto").items()
    }
    heading = brief(facts.filter(pl.col("heading_for_vip").fill_null(False)).to_dicts())
    links["heading for vip"] = lists.add("pareto heading", "Heading for VIP", heading)
    counts = dict(pareto.answer.drop_nulls("pareto").group_by("pareto").len().iter_rows())
    rows = [(group, counts[group]) for group in reversed(GROUPS) if group in counts]
    what = "money" if pareto.money else str(pareto.settings["by"])
    return Section("pareto", "Pareto: the real 20/80", sentences(pareto.notes),
                   charts.curve(charts.pareto_points(pareto.answer["total"]), top, real.top_share,
                                links.get("vip", "#lists"), what),
                   [Table(("group", "clients"), [*rows, ("heading for vip", len(heading))], links)])  # fmt: skip


def _renewal(renewal: Result, facts: pl.DataFrame) -> Section:
    names = dict(facts.select("client_id", "client_name").iter_rows())
    rows = [
        (names.get(row["client_id"], row["client_id"]),
         "needs scoring" if row["renewal_sum"] is None else row["renewal_sum"],
         row["renewal_call"], row["call_from"], row["call_until"], row["amount"])
        for row in in_decimals(renewal.answer).to_dicts()
    ]  # fmt: skip
    said = sentences([f"{len(rows)} refusals, best first", *renewal.notes, "The file renewal.ics holds the dates"])
    return Section("renewal", "Refusals to try again", said,
                   "", [Table(("client", "index", "call", "from", "until", "amount"), rows)])  # fmt: skip


def _sure(placed: Iterable[tuple[Placed, float]]) -> list[dict[str, Any]]:
    return [{"client": one.client, "certainty": round(certainty, 2)} for one, certainty in placed]
