"""Every choice the methods leave open, in one place: the defaults, a zoo's own, and what is set for one run."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.zoo import Zoo, value_text
from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.segmentation.orders import MEASURES
from clientzoo.segmentation.periods import GRAINS

PREFIX = "segment_"  # of the zoo's parameters that are settings
_WORDS: Mapping[str, tuple[str, ...]] = {
    "by": MEASURES,
    "xyz_grain": GRAINS,
    "csi_grain": GRAINS,
    "rfm_frequency": ("orders", "days"),
    "pareto_over": ("months", "period"),
    "pareto_split": ("20/60/20", "20/20"),
    "pareto_against": MEASURES,
}
_SCALE = re.compile(r"(-?\d+)\s*\.\.\s*(\d+)|good/bad")
_ALIAS = re.compile(r"[^=]*[^=\s][^=]*=[^=]*[^=\s][^=]*")


@dataclass(frozen=True, slots=True)
class Settings:
    """Days, months, percent, counts, words and lists; 0, or an empty list, where it says so means: by the data."""

    by: str = "amount"
    left_after_days: int = 0  # 0: by the client's own rhythm
    left_rhythm: float = 2.0
    left_least_days: int = 90
    abc_a: float = 50.0
    abc_b: float = 80.0
    abc_months: int = 0  # 0: everything up to the as-of date
    xyz_grain: str = "month"
    xyz_x: float = 10.0
    xyz_y: float = 25.0
    xyz_least_periods: int = 3
    xyz_sample: bool = False
    rfm_levels: int = 0  # 0: five, or two below 25 clients
    rfm_frequency: str = "orders"
    rfm_months: int = 0
    rfm_recency_bounds: tuple[float, ...] = ()  # all three or none: then by rank
    rfm_frequency_bounds: tuple[float, ...] = ()
    rfm_monetary_bounds: tuple[float, ...] = ()
    bcg_cut: float = 0.0  # 0: the median
    bcg_activity_cut: float = 0.0  # 0: as bcg_cut says
    bcg_capacity_cut: float = 0.0
    csi_grain: str = "quarter"
    csi_scale: int = 10
    products_aliases: tuple[str, ...] = ()  # "old name = new name"
    pareto_over: str = "months"
    pareto_months: int = 6
    pareto_split: str = "20/60/20"
    pareto_top: float = 20.0
    pareto_against: str = "services"
    ltv_standard: float = 0.0  # 0: thirds of the base
    ltv_vip: float = 0.0
    ltv_advertising: float = 0.0  # money a year
    ltv_margin: float = 0.0  # 0: by the profit of the orders, where that is known
    ltv_expected_months: int = 0  # 0: no probabilistic estimate
    renewal_criteria: tuple[str, ...] = ("brand_power", "order_attractiveness", "refusal_status")
    renewal_scale: str = "1..5"
    renewal_from_days: int = 14
    renewal_until_days: int = 7
    renewal_months: int = 2
    calls_per_manager: int = 10  # a week, in the report; 0: all for whom there is a reason

    def of(self, method: str) -> dict[str, Any]:
        """Those that concern a method."""
        own = {"blocks": "left_"}.get(method, f"{method}_")
        general = ("by",) if method in ("abc", "xyz", "pareto") else ()
        return {
            one.name: getattr(self, one.name) for one in fields(self) if one.name.startswith(own) or one.name in general
        }


_DEFAULTS: Mapping[str, Any] = {one.name: one.default for one in fields(Settings)}
_PERCENT = ("abc_a", "abc_b", "pareto_top")
_MOST: Mapping[str, float] = {**dict.fromkeys(_PERCENT, 100), "ltv_margin": 1}
_ENDLESS = 1e12
_AT_LEAST_ONE = ("pareto_months", "xyz_least_periods", "csi_scale")
_AGREEMENTS: tuple[tuple[tuple[str, ...], Callable[[Settings], bool], str], ...] = (
    (("abc_b", "abc_a"), lambda one: one.abc_a < one.abc_b, "abc_a must be below abc_b"),
    (("xyz_y", "xyz_x"), lambda one: one.xyz_x < one.xyz_y, "xyz_x must be below xyz_y"),
    (("ltv_vip", "ltv_standard"), lambda one: one.ltv_standard <= one.ltv_vip, "ltv_standard must not pass ltv_vip"),
    (
        ("renewal_until_days", "renewal_from_days"),
        lambda one: one.renewal_until_days <= one.renewal_from_days,
        "the window to call again ends before it begins: renewal_until_days is above renewal_from_days",
    ),
    (
        ("rfm_recency_bounds", "rfm_frequency_bounds", "rfm_monetary_bounds"),
        lambda one: (
            len({len(one.rfm_recency_bounds), len(one.rfm_frequency_bounds), len(one.rfm_monetary_bounds)}) == 1
        ),
        "give bounds of recency, frequency and monetary, as many of each",
    ),
)


def settings(zoo: Zoo, given: Iterable[str] = ()) -> Settings:
    """What the zoo sets over the defaults, and `name=value` over both.

    Raises ProblemsError with everything that is wrong in the zoo, UnfitTableError where something given is wrong.
    """
    own, problems = of_zoo(zoo)
    if problems:
        raise ProblemsError(problems)
    changed = {}
    for one in given:
        name, _, value = one.partition("=")
        changed[name.strip()] = _read(name.strip(), value.strip())
    chosen = replace(own, **changed)
    for _, agree, message in _AGREEMENTS:
        if not agree(chosen):
            raise UnfitTableError(message)
    return chosen


def of_zoo(zoo: Zoo) -> tuple[Settings, tuple[Problem, ...]]:
    """The zoo's settings over the defaults, and what is wrong with them, each at its place."""
    changed: dict[str, Any] = {}
    places: dict[str, Place] = {}
    problems = []
    for name, text, place in _set_in(zoo):
        try:
            changed[name] = _read(name, text)
            places[name] = place
        except UnfitTableError as error:
            code = "wrong-setting" if name in _DEFAULTS else "unknown-setting"
            problems.append(Problem(place, code, str(error)))
    own = replace(Settings(), **changed)
    for names, agree, message in _AGREEMENTS:
        if not agree(own):
            place = next(places[name] for name in names if name in places)
            problems.append(Problem(place, "wrong-setting", message))
    return own, tuple(problems)


def _set_in(zoo: Zoo) -> Iterator[tuple[str, str, Place]]:
    for name, one in zoo.parameters.items():
        if name.startswith(PREFIX):
            yield name.removeprefix(PREFIX), value_text(one.value), one.place
    for name, setting in zoo.segments.items():
        yield name, setting.value, setting.place


def _read(name: str, text: str) -> Any:
    if name not in _DEFAULTS:
        raise UnfitTableError(f"`{name}` is no setting ({did_you_mean(name, _DEFAULTS, show_all_up_to=99)})")
    default = _DEFAULTS[name]
    if name in _WORDS and text not in _WORDS[name]:
        raise UnfitTableError(f"`{name}` is one of {', '.join(_WORDS[name])}, not `{text}`")
    if name == "renewal_scale":
        _check_scale(text)
    if isinstance(default, str):
        return text
    if isinstance(default, tuple):
        return _listed(name, [part.strip() for part in text.split(",") if part.strip()])
    if isinstance(default, bool):
        answer = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(text.lower())
        if answer is None:
            raise UnfitTableError(f"`{name}` is yes or no, not `{text}`")
        return answer
    return _number(name, text, whole=isinstance(default, int))


def _number(name: str, text: str, *, whole: bool) -> float:
    try:
        number = float(text)
    except ValueError:
        raise UnfitTableError(f"`{name}` is a number, not `{text}`") from None
    least = 1 if name in _AT_LEAST_ONE else 0
    most = _MOST.get(name, _ENDLESS)
    if not least <= number <= most or (name in _PERCENT and number == 0):
        wanted = f"{least} or more" if most == _ENDLESS else f"above 0 and up to {most}"
        raise UnfitTableError(f"`{name}` is {wanted}, not {text}")
    if whole and number != int(number):
        raise UnfitTableError(f"`{name}` is a whole number, not {text}")
    if name == "rfm_levels" and number not in (0, *range(2, 10)):
        raise UnfitTableError("`rfm_levels` is 2 to 9, as a rule 5, or 2 for a small base; 0 chooses of these")
    return int(number) if whole else number


def _listed(name: str, parts: list[str]) -> tuple[Any, ...]:
    if name == "products_aliases":
        if wrong := next((part for part in parts if not _ALIAS.fullmatch(part)), None):
            raise UnfitTableError(f"`{name}` are written `old name = new name`, not `{wrong}`")
        return tuple(parts)
    if name == "renewal_criteria":
        if not parts or len(set(parts)) < len(parts):
            raise UnfitTableError(f"`{name}` names the columns with scores, each once")
        return tuple(parts)
    numbers = tuple(_number(name, part, whole=False) for part in parts)
    if list(numbers) != sorted(set(numbers)) or len(numbers) > 8:
        raise UnfitTableError(f"`{name}` must be up to eight ascending numbers")
    return numbers


def _check_scale(text: str) -> None:
    found = _SCALE.fullmatch(text)
    if not found or (found[1] and int(found[1]) >= int(found[2])):
        raise UnfitTableError(f"`renewal_scale` is good/bad or a range as 1..5, not `{text}`")
