"""What holds for every base: no row order matters, every client has one class, any kind of frame does."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.segmentation.abc import abc
from clientzoo.segmentation.blocks import blocks
from clientzoo.segmentation.ltv import ltv
from clientzoo.segmentation.pareto import pareto
from clientzoo.segmentation.rfm import SEGMENTS, rfm
from clientzoo.segmentation.xyz import xyz

AS_OF = date(2026, 6, 30)
METHODS = (abc, blocks, ltv, pareto, rfm, xyz)
lines = st.lists(
    st.tuples(
        st.sampled_from([f"c{number}" for number in range(12)]),
        st.integers(0, 500).map(lambda back: AS_OF - timedelta(days=back)),
        st.sampled_from([0.1, 10.0, 10.0, 25.5, -10.0, 1e6]),
        st.sampled_from(["d1", "d2", None]),
    ),
    min_size=1,
    max_size=60,
)


def frame(rows: list[Any]) -> pl.DataFrame:
    schema = {"client_id": pl.String, "order_date": pl.Date, "amount": pl.Float64, "deal_id": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


@given(lines, st.randoms(use_true_random=False))
@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_rows_never_matters(method: Any, rows: list[Any], dice: Any) -> None:
    shuffled = list(rows)
    dice.shuffle(shuffled)
    assert method(frame(rows), as_of=AS_OF).equals(method(frame(shuffled), as_of=AS_OF))


@given(lines)
def test_every_client_is_in_exactly_one_class(rows: list[Any]) -> None:
    clients = {row[0] for row in rows}
    for method, column in ((abc, "abc"), (rfm, "rfm_segment"), (blocks, "block"), (ltv, "ltv_tier")):
        found = method(frame(rows), as_of=AS_OF)
        assert sorted(found["client_id"]) == sorted(clients)
        total = sum(row[2] for row in rows if row[2])
        nameless = column == "rfm_segment" and found["recency"].n_unique() == 1
        assert column == "abc" or nameless or found[column].null_count() == 0, total
    assert set(rfm(frame(rows), as_of=AS_OF)["rfm_segment"].drop_nulls()) <= set(SEGMENTS)


@given(lines)
def test_classes_follow_amounts(rows: list[Any]) -> None:
    found = abc(frame(rows), as_of=AS_OF)
    if found["abc"].null_count() == 0:
        assert found["abc"].to_list() == sorted(found["abc"])
        assert found["share"].sum() == pytest.approx(100)


@pytest.mark.parametrize("method", METHODS)
def test_frames_of_other_libraries_come_back_in_kind(method: Any) -> None:
    pandas, pyarrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    given_ = frame([("a", date(2026, 5, 1), 10.0, "x"), ("b", date(2026, 6, 1), 5.0, "y")])
    plain = method(given_, as_of=AS_OF)
    assert method(given_.lazy(), as_of=AS_OF).equals(plain)
    by_arrow = method(given_.to_arrow(), as_of=AS_OF)
    assert isinstance(by_arrow, pyarrow.Table)
    assert by_arrow.num_rows == plain.height
    by_pandas = method(given_.to_pandas(), as_of=AS_OF)
    assert isinstance(by_pandas, pandas.DataFrame)
    assert list(by_pandas.columns) == plain.columns
