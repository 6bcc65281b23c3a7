"""Small pictures beside numbers: how far a share is known, and how a count stands to what is wanted."""

from clientzoo.pool.report.picture import BLUE, svg


def interval(share: float, low: float, high: float) -> str:
    """A line from `low` to `high` on a scale from 0 to 1, and a dot at the share."""
    width, height = 140.0, 16.0

    def x(value: float) -> float:
        return 4 + value * (width - 8)

    parts = [
        f'<line x1="4" y1="8" x2="{width - 4}" y2="8" stroke="#ddd"/>',
        f'<line x1="{x(low):.1f}" y1="8" x2="{x(high):.1f}" y2="8" stroke="{BLUE}" stroke-width="3"/>',
        f'<circle cx="{x(share):.1f}" cy="8" r="4" fill="#1a1a1a"/>',
    ]
    return svg(width, height, parts, f"{share:.1%}, between {low:.1%} and {high:.1%}")


def beside(count: float, wanted: float | None, most: float) -> str:
    """A bar of the count, and a stroke where the target is; both on a scale from 0 to `most`."""
    width, height = 180.0, 16.0
    scale = (width - 4) / max(most, 1.0)
    parts = [f'<rect x="0" y="3" width="{count * scale:.1f}" height="10" fill="{BLUE}"/>']
    if wanted is not None:
        at = wanted * scale
        parts.append(f'<rect x="{at:.1f}" y="0" width="3" height="16" fill="#1a1a1a"/>')
    words = f"{count:g} clients" + (f", {wanted:.0f} wanted" if wanted is not None else "")
    return svg(width, height, parts, words)
