"""Calibration as a picture: of what is called so certain, how many were right, against the line where both agree."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from clientzoo.workbench.experience.score import Called

_SIZE, _EDGE = 420, 60


def svg(calibration: Sequence[Called], title: str) -> str:
    """An SVG of its own: a point for each word, as large as it has clients, with its interval."""
    most = max((one.right.of for one in calibration), default=1)
    parts = [*_frame(title)]
    for one in calibration:
        x, (low, high) = _x(one.certainty), one.right.interval
        radius = 3 + 7 * (one.right.of / most) ** 0.5
        said = f"{one.word}: {one.right.hits} of {one.right.of} right ({low:.0%} to {high:.0%})"
        parts.append(f'<line x1="{x}" x2="{x}" y1="{_y(low)}" y2="{_y(high)}" stroke="#888" stroke-width="2"/>')
        parts.append(
            f'<circle cx="{x}" cy="{_y(one.right.value)}" r="{radius:.1f}" fill="#2b6cb0">'
            f"<title>{escape(said)}</title></circle>"
        )
        parts.append(f'<text x="{x}" y="{_y(high) - 6}" text-anchor="middle">{escape(one.word)}</text>')
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE + _EDGE + 60} {_SIZE + _EDGE + 40}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="{escape(title, {chr(34): "&quot;"})}">\n'
        f"{body}\n</svg>\n"
    )


def bar(value: float, interval: tuple[float, float], width: int = 40) -> str:
    """A share in a line of text: `█` up to the share, `░` as far as it may reach, `·` beyond."""
    filled, reach = round(value * width), round(interval[1] * width)
    return "█" * filled + "░" * (reach - filled) + "·" * (width - max(filled, reach))


def _frame(title: str) -> list[str]:
    left, right, top, bottom = _x(0), _x(1), _y(1), _y(0)
    parts = [
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{right}" y2="{top}" stroke="#bbb" stroke-dasharray="4 4"/>',
        f'<path d="M{left} {top}V{bottom}H{right}" fill="none" stroke="#444"/>',
        f'<text x="{(left + right) / 2}" y="{bottom + 36}" text-anchor="middle">certainty of the verdict</text>',
        f'<text x="16" y="{(top + bottom) / 2}" transform="rotate(-90 16 {(top + bottom) / 2})" '
        f'text-anchor="middle">share that was right</text>',
    ]
    for tenth in range(0, 11, 2):
        parts.append(f'<text x="{_x(tenth / 10)}" y="{bottom + 18}" text-anchor="middle">{tenth / 10:.1f}</text>')
        parts.append(f'<text x="{left - 8}" y="{_y(tenth / 10) + 4}" text-anchor="end">{tenth * 10} %</text>')
    return parts


def _x(share: float) -> float:
    return round(_EDGE + share * _SIZE, 1)


def _y(share: float) -> float:
    return round(30 + (1 - share) * _SIZE, 1)
