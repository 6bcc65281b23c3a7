"""The pictures of the report as static SVG: Altair describes them, vl-convert draws them without a browser.

Colours are Okabe and Ito's, which colour-blind eyes tell apart; shades go by one hue from light to dark, and every cell
and line also carries its figure or its shape, so that a grey print loses nothing. A mark with a list leads to it by
`href`.
"""

import re
from collections.abc import Sequence
from typing import Any

import polars as pl

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000", "#999999")
_FONT = "DejaVu Sans, Arial, sans-serif"


class ChartsUnavailableError(RuntimeError):
    """The drawing libraries are not installed; the text says how to get them."""


def bars(rows: Sequence[dict[str, Any]], label: str, value: str, title: str, width: int = 460) -> str:
    """Horizontal bars with their figures, in the given order. Rows may have an `href`."""
    alt = _altair()
    data = alt.Data(values=list(rows))
    base = alt.Chart(data).encode(
        y=alt.Y(f"{label}:N", sort=None, title=None), x=alt.X(f"{value}:Q", title=title, axis=alt.Axis(tickMinStep=1))
    )
    marks = base.mark_bar(color=PALETTE[0]).encode(**_link(rows, alt))
    return _svg(marks + base.mark_text(align="left", dx=4).encode(text=f"{value}:Q"), width, 24 * max(len(rows), 1))


def columns(rows: Sequence[dict[str, Any]], x: str, y: str, text: str) -> str:
    """Upright bars in the given order, each with a figure above it."""
    alt = _altair()
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X(f"{x}:O", title=None, sort=None, axis=alt.Axis(labelAngle=-60)), y=alt.Y(f"{y}:Q", title=y)
    )
    marks = base.mark_bar(color=PALETTE[0]).encode(**_link(rows, alt))
    figures = base.mark_text(dy=-7, fontSize=11).encode(text=f"{text}:Q")
    return _svg(marks + figures, max(200, 30 * len(rows)), 240)


def grid(
    rows: Sequence[dict[str, Any]], x: str, y: str, value: str, text: str, *, titles: tuple[str, str], size: int = 64
) -> str:
    """A table of cells, the darker the more; each shows its `text` and leads to its `href`."""
    alt = _altair()
    data = alt.Data(values=list(rows))
    columns, lines = ({row[name] for row in rows} for name in (x, y))
    base = alt.Chart(data).encode(
        x=alt.X(f"{x}:O", title=titles[0], axis=alt.Axis(labelAngle=0, orient="top")),
        y=alt.Y(f"{y}:O", title=titles[1], sort="descending" if y == "r" else "ascending"),
    )
    most = max((row[value] for row in rows), default=1) or 1
    cells = base.mark_rect(stroke="white").encode(
        color=alt.Color(f"{value}:Q", scale=alt.Scale(scheme="blues", domain=[0, most]), legend=None),
        **_link(rows, alt),
    )
    shade = alt.condition(f"datum.{value} > {most * 0.6}", alt.value("white"), alt.value("black"))
    words = base.mark_text(fontSize=13).encode(text=f"{text}:N", color=shade, **_link(rows, alt))
    return _svg(cells + words, size * len(columns), size * 0.7 * len(lines))


def scatter(
    rows: Sequence[dict[str, Any]], x: str, y: str, colour: str, cuts: tuple[float, float], titles: tuple[str, str]
) -> str:
    """Points by two measures, shape and colour by group, with the lines that divide the quadrants."""
    alt = _altair()
    groups = sorted({row[colour] for row in rows})
    points = alt.Chart(alt.Data(values=list(rows))).mark_point(filled=True, size=70, opacity=0.75).encode(
        x=alt.X(f"{x}:Q", title=titles[0]),
        y=alt.Y(f"{y}:Q", title=titles[1], axis=alt.Axis(tickMinStep=1)),
        color=alt.Color(f"{colour}:N", scale=alt.Scale(domain=groups, range=list(PALETTE)), title=None),
        shape=alt.Shape(f"{colour}:N", scale=alt.Scale(domain=groups), title=None),
        size=alt.Size("clients:Q", title="clients", scale=alt.Scale(range=[40, 400])),
        **_link(rows, alt),
    )  # fmt: skip
    highest = [max((row[axis] for row in rows), default=1) for axis in (x, y)]
    corners: list[dict[str, Any]] = [
        {"x": highest[0] if right else 0, "y": highest[1] if up else 0, "right": right, "name": name}
        for name, right, up in (
            ("star", True, True), ("problem child", False, True), ("cash cow", True, False), ("dog", False, False),
        )
    ]  # fmt: skip
    named = [
        alt.Chart(alt.Data(values=[one for one in corners if one["right"] == right]))
        .mark_text(align="right" if right else "left", dx=-8 if right else 10, dy=-12, color="#444", fontStyle="italic")
        .encode(x="x:Q", y="y:Q", text="name:N")
        for right in (True, False)
    ]
    rule = {"strokeDash": [4, 4], "color": "#555"}
    across = alt.Chart(alt.Data(values=[{"cut": cuts[0]}])).mark_rule(**rule).encode(x="cut:Q")
    down = alt.Chart(alt.Data(values=[{"cut": cuts[1]}])).mark_rule(**rule).encode(y="cut:Q")
    return _svg(alt.layer(points, across, down, *named), 460, 300)


def curve(rows: Sequence[dict[str, Any]], top: float, share: float, href: str, what: str = "money") -> str:
    """The Pareto curve: what percent of the money (or units) the largest clients bring, the real 20/80 marked."""
    alt = _altair()
    line = alt.Chart(alt.Data(values=list(rows))).mark_line(color=PALETTE[0], strokeWidth=2).encode(
        x=alt.X("clients:Q", title="% of paying clients, largest first", scale=alt.Scale(domain=[0, 100])),
        y=alt.Y("money:Q", title=f"% of the {what}", scale=alt.Scale(domain=[0, 100])),
    )  # fmt: skip
    mark: list[dict[str, Any]] = [{"x": top, "y": share, "text": f"top {top:g} % bring {share:.0f} %", "href": href}]
    point = alt.Chart(alt.Data(values=mark)).mark_point(filled=True, size=90, color=PALETTE[1])
    point = point.encode(x="x:Q", y="y:Q", **_link(mark, alt))
    words = (
        alt.Chart(alt.Data(values=mark))
        .mark_text(align="left", dx=10, dy=12)
        .encode(x="x:Q", y="y:Q", text="text:N", **_link(mark, alt))
    )
    return _svg(line + point + words, 460, 300)


def trend(rows: Sequence[dict[str, Any]], x: str, y: str, group: str, title: str) -> str:
    """Lines over periods, one a group, told apart by colour, dash and shape; 1 is marked. The group `company` is black
    and has a band from its `low` to its `high`.
    """
    alt = _altair()
    groups = sorted({row[group] for row in rows}, key=lambda name: (name != "company", name))
    colours = ["#000000", *PALETTE] if "company" in groups else list(PALETTE)
    scale, same = alt.Scale(domain=groups, range=colours), alt.Scale(domain=groups)
    across = alt.X(f"{x}:O", title=None, axis=alt.Axis(labelAngle=0))
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=across, y=alt.Y(f"{y}:Q", title=title), color=alt.Color(f"{group}:N", scale=scale, title=None)
    )
    lines = base.mark_line().encode(strokeDash=alt.StrokeDash(f"{group}:N", scale=same, title=None))
    points = base.mark_point(filled=True, size=45, opacity=1).encode(
        shape=alt.Shape(f"{group}:N", scale=same, title=None), **_link(rows, alt)
    )
    known = [row for row in rows if row[group] == "company" and row.get("high") is not None]
    highest = max(row[y] for row in rows)
    sure = [{**row, "high": min(row["high"], highest)} for row in known]
    band = (
        alt.Chart(alt.Data(values=sure))
        .mark_area(color="#000000", opacity=0.08)
        .encode(x=across, y="low:Q", y2="high:Q")
    )
    one = alt.Chart(alt.Data(values=[{"one": 1}])).mark_rule(strokeDash=[4, 4], color="#555").encode(y="one:Q")
    return _svg(alt.layer(band, lines, points, one), 560, 280)


def pareto_points(totals: pl.Series) -> list[dict[str, float]]:
    """The curve's points from the clients' totals, positive ones only; at most a hundred or so."""
    values = sorted((int(value) for value in totals if value > 0), reverse=True)
    whole = sum(values)
    points, reached = [{"clients": 0.0, "money": 0.0}], 0
    step = max(1, len(values) // 100)
    for number, value in enumerate(values, start=1):
        reached += value
        if number % step == 0 or number == len(values):
            points.append({"clients": number * 100 / len(values), "money": reached * 100 / whole})
    return points


def _link(rows: Sequence[dict[str, Any]], alt: Any) -> dict[str, Any]:
    return {"href": alt.Href("href:N")} if any("href" in row for row in rows) else {}


def _altair() -> Any:
    try:
        import altair
        import vl_convert  # noqa: F401 - wanted here, so that its absence is told before any work
    except ImportError:
        raise ChartsUnavailableError("pictures need two more libraries: pip install 'clientzoo[report]'") from None
    return altair


def _svg(chart: Any, width: float, height: float) -> str:
    import vl_convert

    described = chart.properties(width=width, height=height, background="white").configure(font=_FONT).configure_view(
        stroke=None
    ).configure_axis(labelFontSize=12, titleFontSize=12, grid=False).to_dict()  # fmt: skip
    drawn: str = vl_convert.vegalite_to_svg(described)
    within = re.sub(r'(?:xlink:)?href="[^"#]*#', 'href="#', drawn)  # links are resolved against Vega's own site
    return within.replace(' target="_blank"', "")
