"""XYZ: how evenly a client orders."""

from datetime import date, timedelta
from typing import Any

from clientzoo.segmentation.method import Method, is_money, measure
from clientzoo.segmentation.methods.abc import amounts
from clientzoo.segmentation.periods import first_day, last_complete
from clientzoo.segmentation.reconciliation import Account
from clientzoo.segmentation.result import Result, whole
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables
from clientzoo.segmentation.xyz import nine_cells, xyz

_EXACT_IN_FLOATS = 2**50  # below which a sum of minor units survives being divided and multiplied again


def _run(base: Tables, own: Settings, as_of: date) -> Result:
    grain: Any = own.xyz_grain
    found = xyz(
        base["orders"], as_of=as_of, by=measure(own), grain=grain, bounds=(own.xyz_x, own.xyz_y),
        least_periods=own.xyz_least_periods, sample=own.xyz_sample,
    )  # fmt: skip
    cells = nine_cells(amounts(base, own, as_of), found)
    classed = found["xyz"].drop_nulls()
    notes = [f"standard deviation of the {'sample' if own.xyz_sample else 'population'}, by {own.xyz_grain}"]
    if classed.len() and (classed == "Z").sum() * 10 >= classed.len() * 9:
        notes.append("nearly every client is Z: try a longer period (--set xyz_grain=quarter) or wider bounds")
    if found["xyz"].null_count():
        notes.append(f"not classified, for too few periods or nothing net: {found['xyz'].null_count()}")
    facts = found.select("client_id", "xyz")
    over = first_day(last_complete(as_of, grain) + 1, grain) - timedelta(days=1)
    sums = (found["mean"] * found["periods"]).round(0)
    accounts = [Account("xyz", whole(sums), own.by, over)] if (sums.abs() < _EXACT_IN_FLOATS).all() else []
    tables = {"xyz": found, "abc x xyz": cells}
    return Result("xyz", as_of, own.of("xyz"), tables, "xyz", facts, tuple(notes), is_money(own), tuple(accounts))


METHOD = Method("xyz", 8, ("orders",), _run)
