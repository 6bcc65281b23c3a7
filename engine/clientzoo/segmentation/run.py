"""The methods run on a whole base: what each needs, finds, says of a client as facts, and notes beside it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from clientzoo.segmentation import csi as csi_
from clientzoo.segmentation.abc import abc
from clientzoo.segmentation.bcg import bcg, proxies
from clientzoo.segmentation.blocks import blocks
from clientzoo.segmentation.csi import HIGHEST, csi
from clientzoo.segmentation.expected import expected
from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.segmentation.ledger import ledger
from clientzoo.segmentation.ltv import by_segment, formulas, ltv
from clientzoo.segmentation.money import major
from clientzoo.segmentation.pareto import concentration, overlap, pareto, vips_by_month
from clientzoo.segmentation.periods import first_day, last_complete, number_of, since
from clientzoo.segmentation.products import matrix_table, of_no_segment, products
from clientzoo.segmentation.reconciliation import Account, Books, check_written
from clientzoo.segmentation.renewal import best_of_each, renewal
from clientzoo.segmentation.rfm import rfm, same_for_all
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables
from clientzoo.segmentation.xyz import nine_cells, xyz

_NO_FACTS = pl.DataFrame(schema={"client_id": pl.String})
_FIVE = 5  # the highest answer of many surveys
_EXACT_IN_FLOATS = 2**50  # below which a sum of minor units survives being divided and multiplied again
_BY_LINE = ("products", "bcg")  # these look at what stands on each line of an order
_MONEY = (
    "amount", "monetary", "mean", "average_bill", "ltv", "total", "expected_value", "per_year", "by_profit",
    "by_retention",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What a method found. `tables` by name, the first one being the answer itself; money in minor units.

    `facts` has a row a client and a column for each measured attribute. `class_column` names what divides the clients.
    `accounts` are the totals of what is shown of each client, checked against the base; `currencies` those of the
    base's amounts, none where it does not record any.
    """

    method: str
    as_of: date
    settings: Mapping[str, Any]
    tables: Mapping[str, pl.DataFrame]
    class_column: str
    facts: pl.DataFrame = field(default_factory=lambda: _NO_FACTS)
    notes: tuple[str, ...] = ()
    money: bool = True
    accounts: tuple[Account, ...] = ()
    currencies: tuple[str, ...] = ()

    @property
    def answer(self) -> pl.DataFrame:
        return next(iter(self.tables.values()))


Run = Callable[[Tables, Settings, date], Result]


def in_decimals(frame: pl.DataFrame, money: bool = True) -> pl.DataFrame:
    """The table as people read it: money as decimals with two places, percent and ratios to two places."""
    columns = []
    for name, kind in frame.schema.items():
        if money and name in _MONEY and kind.is_numeric():
            columns.append(pl.col(name).round(0).cast(pl.Int64) if kind.is_float() else pl.col(name))
        elif kind.is_float():
            columns.append(pl.col(name).round(2))
        else:
            columns.append(pl.col(name))
    rounded = frame.select(columns)
    in_money = [name for name in rounded.columns if money and name in _MONEY]
    written = rounded.with_columns(major(name) for name in in_money)
    check_written(rounded, written, in_money)
    return written


def run(method: str, base: Tables, settings: Settings, as_of: date) -> Result:
    """What the method finds in the base, its totals checked against it.

    Raises UnfitTableError where the base lacks what the method needs, UnreconciledError where totals disagree.
    """
    return _reconciled(_computed(method, base, settings, as_of), base, Books(base.frames))


def _reconciled(result: Result, base: Tables, books: Books) -> Result:
    books.check(result.accounts)
    table = "requests" if result.method == "renewal" else "orders"
    return replace(result, currencies=base.currencies(table) if result.money else ())


def _computed(method: str, base: Tables, settings: Settings, as_of: date) -> Result:
    needed, computed = _METHODS[method]
    for name in needed:
        if name not in base:
            raise UnfitTableError(f"{method} needs {name}; read them with `clientzoo base import FILE --as {name}`")
    return computed(base, settings, as_of)


def run_all(base: Tables, settings: Settings, as_of: date) -> Iterator[Result | tuple[str, str]]:
    """Every method the base allows, and (method, why not) for the others."""
    measures = {"amount", "profit", _measure(settings), _rival(settings)}
    orders = {"orders": ledger(base["orders"], as_of, measures)} if "orders" in base else {}
    compact = Tables({**base.frames, **orders})
    books = Books(base.frames)
    for method in METHODS:
        try:
            found = _computed(method, base if method in _BY_LINE else compact, settings, as_of)
            yield _reconciled(found, base, books)
        except UnfitTableError as error:
            yield method, str(error)


def _blocks(base: Tables, own: Settings, as_of: date) -> Result:
    found = blocks(
        base["orders"], as_of=as_of, requests=base.frames.get("requests"), clients=base.frames.get("clients"),
        left_after=own.left_after_days or None, rhythm=own.left_rhythm, least_days=own.left_least_days,
    )  # fmt: skip
    facts = found.select("client_id", "block", "silent_days", "usual_interval")
    return Result("blocks", as_of, own.of("blocks"), {"blocks": found}, "block", facts)


def _amounts(base: Tables, own: Settings, as_of: date) -> pl.DataFrame:
    found: pl.DataFrame = abc(
        base["orders"], as_of=as_of, since=since(as_of, own.abc_months), by=_measure(own), bounds=(own.abc_a, own.abc_b)
    )
    return found


def _abc(base: Tables, own: Settings, as_of: date) -> Result:
    found = _amounts(base, own, as_of)
    facts = found.select("client_id", "abc", pl.col("share").alias("turnover_share"))
    notes = () if found["abc"].null_count() == 0 else ("the total is zero or less: there are no classes",)
    account = Account("abc", _whole(found["amount"]), own.by, as_of, since(as_of, own.abc_months))
    return Result("abc", as_of, own.of("abc"), {"abc": found}, "abc", facts, notes, _is_money(own), (account,))


def _xyz(base: Tables, own: Settings, as_of: date) -> Result:
    grain: Any = own.xyz_grain
    found = xyz(
        base["orders"], as_of=as_of, by=_measure(own), grain=grain, bounds=(own.xyz_x, own.xyz_y),
        least_periods=own.xyz_least_periods, sample=own.xyz_sample,
    )  # fmt: skip
    cells = nine_cells(_amounts(base, own, as_of), found)
    classed = found["xyz"].drop_nulls()
    notes = [f"standard deviation of the {'sample' if own.xyz_sample else 'population'}, by {own.xyz_grain}"]
    if classed.len() and (classed == "Z").sum() * 10 >= classed.len() * 9:
        notes.append("nearly every client is Z: try a longer period (--set xyz_grain=quarter) or wider bounds")
    if found["xyz"].null_count():
        notes.append(f"not classified, for too few periods or nothing net: {found['xyz'].null_count()}")
    facts = found.select("client_id", "xyz")
    over = first_day(last_complete(as_of, grain) + 1, grain) - timedelta(days=1)
    sums = (found["mean"] * found["periods"]).round(0)
    accounts = [Account("xyz", _whole(sums), own.by, over)] if (sums.abs() < _EXACT_IN_FLOATS).all() else []
    tables = {"xyz": found, "abc x xyz": cells}
    return Result("xyz", as_of, own.of("xyz"), tables, "xyz", facts, tuple(notes), _is_money(own), tuple(accounts))


def _rfm(base: Tables, own: Settings, as_of: date) -> Result:
    frequency: Any = own.rfm_frequency
    bounds = {
        "recency": own.rfm_recency_bounds, "frequency": own.rfm_frequency_bounds, "monetary": own.rfm_monetary_bounds,
    }  # fmt: skip
    found = rfm(
        base["orders"], as_of=as_of, since=since(as_of, own.rfm_months), levels=own.rfm_levels or None,
        bounds=bounds if any(bounds.values()) else None, frequency=frequency,
    )  # fmt: skip
    notes = [f"{name} is the same for all and tells nothing" for name in same_for_all(found)]
    notes.append(f"frequency counts {own.rfm_frequency}")
    facts = found.select("client_id", "rfm", "rfm_segment")
    account = Account("rfm", _whole(found["monetary"]), "amount", as_of, since(as_of, own.rfm_months))
    tables = {"rfm": found}
    return Result("rfm", as_of, own.of("rfm"), tables, "rfm_segment", facts, tuple(notes), accounts=(account,))


def _pareto(base: Tables, own: Settings, as_of: date) -> Result:
    over: Any = own.pareto_over
    split: Any = own.pareto_split
    found = pareto(
        base["orders"],
        as_of=as_of,
        by=_measure(own),
        over=over,
        months=own.pareto_months,
        split=split,
        top=own.pareto_top,
    )
    real = concentration(found, top=own.pareto_top)
    notes = [
        f"the top {own.pareto_top:g} % ({real.top_clients} of {real.clients}) bring {real.top_share:.1f} %; "
        f"{real.for_80:.1f} % of the clients bring 80 %"
    ]
    vips = found.filter(pl.col("pareto") == "vip")
    other = _rival(own)
    rivals = pareto(base["orders"], as_of=as_of, by=other, over=over, months=own.pareto_months, top=own.pareto_top)
    common = overlap(set(vips["client_id"]), set(rivals.filter(pl.col("pareto") == "vip")["client_id"]))
    notes.append(f"{common.of_first:.0f} % of these VIPs are VIP by {other} too: choose the measure that fits your aim")
    if over == "period" and vips.height > real.top_clients:
        notes.append(f"{vips.height} VIPs instead of {real.top_clients}: equals at the limit are not divided")
    if over == "months" and vips.height * 2 > real.clients:
        notes.append("more than half are VIP in some month: look at vip_months, or use --set pareto_over=period")
    facts = found.select("client_id", "pareto", pl.col("heading").alias("heading_for_vip"))
    tables = {"pareto": found}
    if over == "months":
        tables["vip by month"] = vips_by_month(
            base["orders"], as_of=as_of, by=_measure(own), months=own.pareto_months, top=own.pareto_top
        )
    begin = first_day(number_of(as_of, "month") - own.pareto_months + 1, "month")
    account = Account("pareto", _whole(found["total"]), own.by, as_of, begin)
    return Result("pareto", as_of, own.of("pareto"), tables, "pareto", facts, tuple(notes), _is_money(own), (account,))


def _ltv(base: Tables, own: Settings, as_of: date) -> Result:
    bounds = (own.ltv_standard, own.ltv_vip) if own.ltv_vip else None
    found = ltv(base["orders"], as_of=as_of, living_days=own.left_least_days, bounds=bounds)
    tables, clients = {"ltv": found}, None
    if "clients" in base and "segment" in base["clients"].collect_schema().names():
        clients = base["clients"]
        tables["ltv by segment"] = by_segment(found, clients)
    tables["ltv formulas"] = formulas(
        base["orders"], found, as_of=as_of, clients=clients, advertising=own.ltv_advertising,
        margin=own.ltv_margin or None,
    )  # fmt: skip
    notes = [f"still ordering, so that their value so far is a lower bound: {found['living'].sum()}"]
    if own.ltv_expected_months:
        try:
            tables["expected"] = expected(base["orders"], as_of=as_of, months=own.ltv_expected_months)
            notes.append(f"expected: of the next {own.ltv_expected_months} months, by BG/NBD and Gamma-Gamma")
        except UnfitTableError as error:
            notes.append(f"no estimate: {error}")
    account = Account("ltv", _whole(found["ltv"]), "amount", as_of)
    facts = found.select("client_id", "ltv_tier")
    return Result("ltv", as_of, own.of("ltv"), tables, "ltv_tier", facts, tuple(notes), accounts=(account,))


def _products(base: Tables, own: Settings, as_of: date) -> Result:
    matrix = base["products"].collect()
    found = products(base["orders"], as_of=as_of, clients=base["clients"], matrix=matrix, aliases=_aliases(own))
    strays = of_no_segment(found, matrix)
    notes = (f"meant for no segment: {', '.join(strays)}",) if strays else ()
    facts = found.select(
        "client_id", "development", "unsold_products", pl.col("gaps").list.join(", ").alias("unsold_products_note")
    )
    tables = {"products": found, "matrix": matrix_table(found)}
    return Result("products", as_of, own.of("products"), tables, "product_fit", facts, notes)


def _bcg(base: Tables, own: Settings, as_of: date) -> Result:
    clients = base.frames.get("clients")
    scored = clients is not None and {"activity", "capacity"} <= set(clients.collect_schema().names())
    if scored and clients is not None:
        scores, source = (
            clients.select("client_id", "activity", "capacity").collect(),
            "as scored in the table of clients",
        )
    else:
        for name in ("clients", "products"):
            if name not in base:
                raise UnfitTableError(f"bcg needs activity and capacity in the table of clients, or else {name}")
        developed = products(
            base["orders"], as_of=as_of, clients=base["clients"], matrix=base["products"], aliases=_aliases(own)
        )
        scores = proxies(base["orders"], developed, as_of)
        source = "activity: orders of twelve months; capacity: target products not yet sold"
    cuts: list[Any] = [one or own.bcg_cut or "median" for one in (own.bcg_activity_cut, own.bcg_capacity_cut)]
    found = bcg(scores, activity_cut=cuts[0], capacity_cut=cuts[1])
    return Result("bcg", as_of, own.of("bcg"), {"bcg": found}, "bcg", found.select("client_id", "bcg"), (source,))


def _csi(base: Tables, own: Settings, as_of: date) -> Result:
    grain: Any = own.csi_grain
    survey = base["survey"]
    tables = {"csi": csi(survey, as_of=as_of, grain=grain, scale=own.csi_scale)}
    if "manager" in survey.collect_schema().names():
        tables["csi by manager"] = csi(survey, as_of=as_of, by="manager", grain=grain, scale=own.csi_scale)
    last = csi_.satisfaction(survey, as_of, own.csi_scale)
    tables["last answers"] = last
    tables["csi answers"] = csi_.answers(survey, as_of, grain, own.csi_scale)
    facts = last.select("client_id", "satisfaction")
    notes = ["low and high: 95 % bounds of the ratio; CSI is no NPS, both are shown"]
    highest = tables["csi answers"]["rating"].max()
    if own.csi_scale == HIGHEST and isinstance(highest, float) and highest <= _FIVE:
        notes.append(f"no answer exceeds {highest:g}: if the survey asks for 1 to 5, say --set csi_scale=5")
    return Result("csi", as_of, own.of("csi"), tables, "of", facts, tuple(notes))


def _renewal(base: Tables, own: Settings, as_of: date) -> Result:
    low, _, high = own.renewal_scale.partition("..")
    scale: Any = (int(low), int(high)) if high else own.renewal_scale
    window = (own.renewal_from_days, own.renewal_until_days)
    try:
        found = renewal(
            base["requests"], as_of=as_of, criteria=own.renewal_criteria, scale=scale, window=window,
            months_after_launch=own.renewal_months,
        )  # fmt: skip
    except ValueError as error:
        raise UnfitTableError(str(error)) from None
    unscored = found["renewal_sum"].null_count()
    notes = (f"without all scores: {unscored}",) if unscored else ()
    facts = best_of_each(found).select("client_id", "renewal_index", "renewal_call")
    has_amounts = "amount" in base["requests"].collect_schema().names()
    accounts = (Account("renewal", _whole(found["amount"]), "requests", as_of),) if has_amounts else ()
    tables = {"renewal": found}
    return Result("renewal", as_of, own.of("renewal"), tables, "renewal_call", facts, notes, accounts=accounts)


_METHODS: Mapping[str, tuple[tuple[str, ...], Run]] = {
    "blocks": (("orders",), _blocks),
    "renewal": (("requests",), _renewal),
    "bcg": (("orders",), _bcg),
    "rfm": (("orders",), _rfm),
    "csi": (("survey",), _csi),
    "products": (("orders", "clients", "products"), _products),
    "abc": (("orders",), _abc),
    "xyz": (("orders",), _xyz),
    "pareto": (("orders",), _pareto),
    "ltv": (("orders",), _ltv),
}
METHODS = tuple(_METHODS)


def _whole(values: pl.Series) -> int:
    return int(values.sum() or 0)


def _aliases(own: Settings) -> dict[str, str]:
    return {old.strip(): new.strip() for old, _, new in (one.partition("=") for one in own.products_aliases)}


def _measure(own: Settings) -> Any:
    return own.by


def _rival(own: Settings) -> Any:
    """The measure with which that of the VIPs is compared."""
    return own.pareto_against if own.pareto_against != own.by else "amount" if own.by != "amount" else "units"


def _is_money(own: Settings) -> bool:
    return own.by in ("amount", "profit", "paid")
