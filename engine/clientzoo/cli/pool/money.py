"""Money of the pool as people and programs read it."""

from decimal import Decimal


def in_decimals(units: int | None) -> Decimal | None:
    """Whole minor units as a decimal with two places."""
    from clientzoo.segmentation.money import in_major

    return None if units is None else in_major(units)


def in_text(units: int | None) -> str | None:
    """The same as text, so that nothing is lost in JSON."""
    return None if units is None else str(in_decimals(units))
