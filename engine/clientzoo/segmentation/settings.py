"""Every choice the methods leave open, in one place: the defaults, a zoo's own, and what is set for one run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from clientzoo.knowledge.problems import did_you_mean
from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.segmentation.orders import MEASURES
from clientzoo.segmentation.periods import GRAINS

PREFIX = "segment_"  # of the zoo's parameters
_WORDS: Mapping[str, tuple[str, ...]] = {
    "by": MEASURES,
    "xyz_grain": GRAINS,
    "csi_grain": GRAINS,
    "rfm_frequency": ("orders", "days"),
    "pareto_over": ("months", "period"),
    "pareto_split": ("20/60/20", "20/20"),
    "renewal_scale": ("1..5", "good/bad"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Days, percent, counts and words; 0 where it says so means: by the data."""

    by: str = "amount"
    left_after_days: int = 0  # 0: by the client's own rhythm
    left_rhythm: float = 2.0
    left_least_days: int = 90
    abc_a: float = 50.0
    abc_b: float = 80.0
    xyz_grain: str = "month"
    xyz_x: float = 10.0
    xyz_y: float = 25.0
    xyz_least_periods: int = 3
    xyz_sample: bool = False
    rfm_levels: int = 0  # 0: five, or two below 25 clients
    rfm_frequency: str = "orders"
    bcg_cut: float = 0.0  # 0: the median
    csi_grain: str = "quarter"
    csi_scale: int = 10
    pareto_over: str = "months"
    pareto_months: int = 6
    pareto_split: str = "20/60/20"
    pareto_top: float = 20.0
    ltv_standard: float = 0.0  # 0: thirds of the base
    ltv_vip: float = 0.0
    ltv_expected_months: int = 0  # 0: no probabilistic estimate
    renewal_scale: str = "1..5"
    renewal_months: int = 2

    def of(self, method: str) -> dict[str, Any]:
        """Those that concern a method."""
        own = {"blocks": "left_"}.get(method, f"{method}_")
        general = ("by",) if method in ("abc", "xyz", "pareto") else ()
        return {
            one.name: getattr(self, one.name) for one in fields(self) if one.name.startswith(own) or one.name in general
        }


def settings(zoo: Mapping[str, float], given: Iterable[str] = ()) -> Settings:
    """The zoo's parameters `segment_...` over the defaults, and `name=value` over both.

    Raises UnfitTableError where a name or a value is none.
    """
    known = {one.name: one.default for one in fields(Settings)}
    changed: dict[str, Any] = {}
    pairs = [(name.removeprefix(PREFIX), str(value)) for name, value in zoo.items() if name.startswith(PREFIX)]
    for name, value in [*pairs, *((one.partition("=")[0].strip(), one.partition("=")[2].strip()) for one in given)]:
        if name not in known:
            raise UnfitTableError(f"`{name}` is no setting ({did_you_mean(name, known, show_all_up_to=99)})")
        changed[name] = _read(name, value, known[name])
    return replace(Settings(), **changed)


def _read(name: str, text: str, default: object) -> Any:
    if name in _WORDS:
        if text not in _WORDS[name]:
            raise UnfitTableError(f"`{name}` is one of {', '.join(_WORDS[name])}, not `{text}`")
        return text
    try:
        if isinstance(default, bool):
            return {"yes": True, "true": True, "1.0": True, "no": False, "false": False, "0.0": False}[text.lower()]
        return int(float(text)) if isinstance(default, int) else float(text)
    except (ValueError, KeyError):
        raise UnfitTableError(f"`{name}` cannot be `{text}`") from None
