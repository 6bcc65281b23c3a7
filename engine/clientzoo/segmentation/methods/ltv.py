"""LTV: what a client brings over all its time with us."""

from datetime import date

from clientzoo.segmentation.expected import estimate_value
from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.segmentation.ltv import by_segment, formulas, ltv
from clientzoo.segmentation.method import Method
from clientzoo.segmentation.reconciliation import Account, check_clients
from clientzoo.segmentation.result import Result, whole
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables


def _run(base: Tables, own: Settings, as_of: date) -> Result:
    bounds = (own.ltv_standard, own.ltv_vip) if own.ltv_vip else None
    found = ltv(base["orders"], as_of=as_of, living_days=own.left_least_days, bounds=bounds)
    tables, clients = {"ltv": found}, None
    if "clients" in base and "segment" in base["clients"].collect_schema().names():
        clients = base["clients"]
        tables["ltv by segment"] = segments = by_segment(found, clients)
        check_clients("ltv by segment", whole(segments["clients"]), found.height)
    tables["ltv formulas"] = formulas(
        base["orders"], found, as_of=as_of, clients=clients, advertising=own.ltv_advertising,
        margin=own.ltv_margin or None,
    )  # fmt: skip
    notes = [f"still ordering, so that their value so far is a lower bound: {found['living'].sum()}"]
    if own.ltv_expected_months:
        try:
            tables["expected"] = estimate_value(base["orders"], as_of=as_of, months=own.ltv_expected_months)
            notes.append(f"expected: of the next {own.ltv_expected_months} months, by BG/NBD and Gamma-Gamma")
        except UnfitTableError as error:
            notes.append(f"no estimate: {error}")
    account = Account("ltv", whole(found["ltv"]), "amount", as_of)
    facts = found.select("client_id", "ltv_tier")
    return Result("ltv", as_of, own.of("ltv"), tables, "ltv_tier", facts, tuple(notes), accounts=(account,))


METHOD = Method("ltv", 10, ("orders",), _run)
