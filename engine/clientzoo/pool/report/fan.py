"""The forecast as fans: one small picture an animal, all with axes of their own from zero."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.forecast.chain import Floats
from clientzoo.pool.forecast.simulated import Forecast, Future
from clientzoo.pool.report.picture import BLUE, ORANGE, named, svg, text

WIDTH, HEIGHT = 280.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 38.0, 14.0, 30.0, 28.0


def fans(zoo: Zoo, futures: Sequence[Future], wanted: Mapping[str, float], day: date | None) -> list[str]:
    """A picture for each animal that anybody is in: bands of 90 and 50 %, the median, the plan's, and the target's
    line.
    """
    first = futures[0].forecast
    planned = next((one.forecast for one in futures[1:] if one.name == "with the plan"), None)
    found = []
    for state in first.states:
        if state in zoo.animals and (first.band(state, 90)[1].any() or state in wanted):
            found.append(_fan(zoo, state, first, planned, wanted.get(state), day))
    return found


def _fan(
    zoo: Zoo, state: str, first: Forecast, planned: Forecast | None, wanted: float | None, day: date | None
) -> str:
    low, high = first.band(state, 90)
    most = max(float(high.max()), wanted or 0.0, float(planned.median(state).max()) if planned else 0.0, 1.0) * 1.08
    steps = first.steps

    def x(step: float) -> float:
        return _LEFT + step / max(steps, 1) * (WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return HEIGHT - _BOTTOM - value / most * (HEIGHT - _TOP - _BOTTOM)

    def band(ends: tuple[Floats, Floats], opacity: float) -> str:
        lower, upper = ends
        points = [f"{x(at):.1f},{y(upper[at]):.1f}" for at in range(steps + 1)]
        points += [f"{x(at):.1f},{y(lower[at]):.1f}" for at in range(steps, -1, -1)]
        return f'<polygon points="{" ".join(points)}" fill="{BLUE}" fill-opacity="{opacity}"/>'

    def line(values: Floats, drawn: str, dashes: str = "") -> str:
        points = " ".join(f"{x(at):.1f},{y(values[at]):.1f}" for at in range(steps + 1))
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        return f'<polyline points="{points}" fill="none" stroke="{drawn}" stroke-width="2"{dashed}/>'

    median = first.median(state)
    parts = [
        text(0, 16, named(zoo, state), size=14),
        f'<line x1="{_LEFT}" y1="{y(0):.1f}" x2="{WIDTH - _RIGHT}" y2="{y(0):.1f}" stroke="#777"/>',
        text(_LEFT - 5, y(0) + 4, "0", anchor="end", size=11),
        text(_LEFT - 5, y(float(median[0])) + 4, f"{median[0]:.0f}", anchor="end", size=11),
        band((low, high), 0.18), band(first.band(state, 50), 0.35), line(median, BLUE),
    ]  # fmt: skip
    if planned is not None:
        parts.append(line(planned.median(state), ORANGE, "5 3"))
    if wanted is not None:
        parts.append(
            f'<line x1="{_LEFT}" y1="{y(wanted):.1f}" x2="{WIDTH - _RIGHT}" y2="{y(wanted):.1f}" stroke="#1a1a1a" '
            f'stroke-dasharray="1 3" stroke-width="2"/>'
        )
        parts.append(text(WIDTH - _RIGHT, y(wanted) - 5, f"target {wanted:.0f}", anchor="end", size=11))
    end = f"{median[-1]:.0f} ({low[-1]:.0f} to {high[-1]:.0f})"
    parts.append(text(WIDTH - _RIGHT, 16, end, anchor="end", size=12))
    parts.append(text(_LEFT, HEIGHT - 8, str(day) if day else "now", size=11))
    then = str(day + timedelta(days=round(365.25 * first.years * steps))) if day else f"{steps} quarters"
    parts.append(text(WIDTH - _RIGHT, HEIGHT - 8, then, anchor="end", size=11))
    return svg(WIDTH, HEIGHT, parts, f"{named(zoo, state)}: {median[0]:.0f} now, then {end}")
