"""What the ledger must keep: every method finds in it what it finds in the lines, however these are divided."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clientzoo.segmentation.abc import abc
from clientzoo.segmentation.bcg import proxies
from clientzoo.segmentation.blocks import blocks
from clientzoo.segmentation.ledger import ledger
from clientzoo.segmentation.ltv import ltv
from clientzoo.segmentation.neighbours import neighbours_joined
from clientzoo.segmentation.orders import LINES, MEASURES, ORDERS
from clientzoo.segmentation.pareto import pareto
from clientzoo.segmentation.rfm import rfm
from clientzoo.segmentation.xyz import xyz

AS_OF = date(2026, 6, 30)
KEYS = ["client_id", "order_date", "deal_id"]
METHODS: list[Callable[..., Any]] = [
    blocks, ltv, rfm, partial(rfm, since=date(2026, 1, 1)), partial(rfm, frequency="days"), partial(xyz, grain="week"),
    *(partial(method, by=by) for method in (abc, xyz, pareto) for by in MEASURES),
]  # fmt: skip
clients = st.sampled_from([f"c{number}" for number in range(12)])
days = st.integers(-3, 500).map(lambda back: AS_OF - timedelta(days=back))
amounts = st.sampled_from([0.1, 0.004, 10.0, 25.5, -10.0, 1e6, None])
line = st.tuples(
    clients,
    days,
    amounts,
    st.sampled_from(["d1", "d2", None]),
    st.integers(0, 9),
    st.sampled_from(["won", "lost", None]),
)
of_any_days = st.lists(line, min_size=1, max_size=60)


def dated(rows: list[Any]) -> list[Any]:
    """The lines with every order on one day of one client, or with none named."""
    return [(*row[:3], f"{row[0]} {row[1]} {row[3]}", *row[4:]) for row in rows]


bases = st.one_of(of_any_days, of_any_days.map(dated))


def frame(rows: list[Any], whole_units: bool = True) -> pl.DataFrame:
    schema = {
        "client_id": pl.String, "order_date": pl.Date, "amount": pl.Float64, "deal_id": pl.String,
        "units": pl.Int64, "status": pl.String,
    }  # fmt: skip
    made = pl.DataFrame(rows, schema=schema, orient="row")
    units = pl.col("units") if whole_units else pl.col("units") / 2
    return made.with_columns(units, paid=pl.col("amount") / 3, profit=pl.col("amount").cast(pl.Decimal(18, 2)))


def by_order(frame: pl.LazyFrame) -> pl.DataFrame:
    """The sums of each order, and of each client and day for lines that name none: those stand on several rows where
    other lines stood between them."""
    rows = read(frame)
    return rows.group_by(KEYS).agg(pl.exclude(KEYS).sum()).sort(KEYS)


def read(frame: pl.LazyFrame) -> pl.DataFrame:
    """The rows in order, lines of a client and day that name no order summed: these may stand on one row or several."""
    rows = frame.with_columns(pl.col("client_id").cast(pl.String)).collect()
    if "deal_id" in rows.columns:
        named, unnamed = rows.drop_nulls("deal_id"), rows.filter(pl.col("deal_id").is_null())
        summed = unnamed.group_by(KEYS).agg(pl.all().sum()).select(rows.columns)
        rows = pl.concat([named, summed])
    return rows.sort(rows.columns)


@given(bases, st.booleans(), st.booleans())
@pytest.mark.parametrize("method", METHODS)
def test_a_method_finds_in_the_ledger_what_it_finds_in_the_lines(
    method: Callable[..., Any], rows: list[Any], named: bool, whole_units: bool
) -> None:
    lines = frame(rows, whole_units) if named else frame(rows, whole_units).drop("deal_id")
    assert_frame_equal(
        method(ledger(lines.lazy(), AS_OF, MEASURES), as_of=AS_OF), method(lines, as_of=AS_OF), check_exact=True
    )


@given(bases)
def test_orders_of_a_year_are_counted_alike(rows: list[Any]) -> None:
    lines = frame(rows).lazy()
    developed = pl.DataFrame({"client_id": [f"c{number}" for number in range(12)], "unsold_products": [1] * 12})
    assert proxies(ledger(lines, AS_OF), developed, AS_OF).equals(proxies(lines, developed, AS_OF))


_APART = [("c0", AS_OF, 1.0, name, 1, "won") for name in ("d1", None, "d1", None)]


@example(_APART, [2], Random(1))
@given(bases, st.lists(st.integers(0, 60)), st.randoms(use_true_random=False))
def test_the_ledger_is_the_same_however_the_lines_are_divided(rows: list[Any], cuts: list[int], dice: Any) -> None:
    whole = by_order(ledger(frame(rows).lazy(), AS_OF, MEASURES))
    edges = sorted({0, len(rows), *(cut for cut in cuts if cut < len(rows))})
    batches = [rows[begin:end] for begin, end in pairwise(edges)]
    dice.shuffle(batches)
    divided = pl.concat([frame(batch).lazy() for batch in batches])
    assert_frame_equal(by_order(ledger(divided, AS_OF, MEASURES)), whole)


def test_lines_of_one_order_with_unnamed_ones_between_and_a_cut_in_the_middle() -> None:
    rows = [("c0", AS_OF, 10.0, deal, 1, "won") for deal in ("d1", None, None, "d1")]
    whole = read(ledger(frame(rows).lazy(), AS_OF, MEASURES))
    divided = pl.concat([frame(rows[2:]).lazy(), frame(rows[:2]).lazy()])
    assert_frame_equal(read(ledger(divided, AS_OF, MEASURES)), whole)
    assert whole[ORDERS].sum() == 3


@given(bases, st.lists(st.integers(0, 60)))
def test_neighbours_joined_batch_by_batch_still_make_the_whole(rows: list[Any], cuts: list[int]) -> None:
    edges = sorted({0, len(rows), *(cut for cut in cuts if cut < len(rows))})
    lines = frame(rows).select(*KEYS, "units")
    joined = [neighbours_joined(lines[begin:end].lazy(), KEYS, ["units"]) for begin, end in pairwise(edges)]
    made, expected = (
        one.group_by(KEYS).agg(pl.col("units").sum()).sort(KEYS).collect() for one in (pl.concat(joined), lines.lazy())
    )
    assert_frame_equal(made, expected)


def test_a_row_of_the_ledger_is_an_order() -> None:
    rows = [("b", AS_OF, 1.5, "x", 1, "won"), ("b", AS_OF, 2.0, "x", 2, "won"), ("a", AS_OF, 5.0, "y", 1, "won")]
    found = read(ledger(frame(rows).lazy(), AS_OF, ["amount", "units"]))
    assert found.select("client_id", "amount", "units", LINES, ORDERS).rows() == [
        ("a", 500, 1, 1, 1),
        ("b", 350, 3, 2, 1),
    ]


def test_an_order_of_two_days_is_counted_once_for_its_client() -> None:
    rows = [("a", AS_OF - timedelta(days=60), 1.0, "x", 1, "won"), ("a", AS_OF, -1.0, "x", 1, "won")]
    found = ledger(frame(rows).lazy(), AS_OF)
    assert ORDERS not in found.collect_schema()
    assert rfm(found, as_of=AS_OF)["frequency"].to_list() == [1]


def test_clients_numbered_rather_than_named_keep_their_numbers() -> None:
    lines = frame([("7", AS_OF, 1.0, "x", 1, "won")]).with_columns(pl.col("client_id").cast(pl.Int64)).lazy()
    assert abc(ledger(lines, AS_OF), as_of=AS_OF).equals(abc(lines, as_of=AS_OF))
