"""Figures from outside, on public data that lies beside the project where it is developed; skipped elsewhere.

The sample of R's package `rfm` (MIT; its authors publish 995 clients, 4 906 orders, 464 158 in all) and Maven's CRM
pipeline (4 238 won, 2 473 lost, 10 005 534, 1 425 rows without an account).
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from clientzoo.segmentation.result import Result, in_decimals
from clientzoo.segmentation.run import run_all
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables, tables
from imported import read

_PARENTS = Path(__file__).resolve().parents[2].parents
DATA = next((one for up in _PARENTS if (one := up / "shared/segmentation/data").is_dir()), None)
Folder = Callable[[str], Path]
pytestmark = pytest.mark.skipif(DATA is None, reason="the public data are not here")


def file(name: str) -> Path:
    assert DATA is not None
    return DATA / name


def base(folder: Path, name: str) -> tuple[Any, Tables]:
    import shutil

    shutil.copy(file(name), folder / "orders.csv")
    done = read(folder / "orders.csv")
    done.frame.collect().write_parquet(folder / "orders.parquet")
    return done, tables(folder)


def found(whole: Tables, as_of: date) -> dict[str, Result]:
    return {one.method: one for one in run_all(whole, Settings(), as_of) if isinstance(one, Result)}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    done, whole = base(tmp_path_factory.mktemp("rfm"), "rfm_orders/rfm_data_orders.csv")
    assert (done.height, done.total, done.rejected) == (4906, Decimal(464_158), 0)
    return found(whole, date(2006, 12, 31))


def test_the_sample_of_r_on_every_method(sample: dict[str, Result]) -> None:
    assert sorted(sample) == ["abc", "blocks", "ltv", "pareto", "rfm", "xyz"]
    rfm = sample["rfm"].answer
    assert (rfm.height, rfm["frequency"].sum(), rfm.filter(pl.col("rfm") == 555).height) == (995, 4906, 35)
    for method, column in (("rfm", "monetary"), ("abc", "amount"), ("ltv", "ltv")):
        assert in_decimals(sample[method].answer)[column].sum() == 464_158
    assert (sample["blocks"].answer.height, sample["blocks"].answer["orders"].sum()) == (995, 4906)
    assert [one.shown for one in sample["xyz"].accounts] == [46_415_800]
    bought = sample["ltv"].answer
    assert round((bought["orders_per_month"] * bought["months"]).sum()) == 4906


def test_the_pareto_of_the_sample_counts_its_half_year(sample: dict[str, Result]) -> None:
    lines = pl.read_csv(file("rfm_orders/rfm_data_orders.csv"), try_parse_dates=True)
    half_year = lines.filter(pl.col("order_date").is_between(date(2006, 7, 1), date(2006, 12, 31)))
    assert in_decimals(sample["pareto"].answer)["total"].sum() == half_year["revenue"].sum()
    assert sample["pareto"].answer.height == half_year["customer_id"].n_unique()


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Tables]:
    return base(tmp_path_factory.mktemp("maven"), "maven_crm/sales_pipeline.csv")


def test_the_pipeline_is_read_to_the_deal(pipeline: tuple[Any, Tables]) -> None:
    done, whole = pipeline
    orders = whole["orders"].collect()
    assert (done.height + done.rejected, done.rejected) == (8800, 1425)
    counts = dict(orders["status"].value_counts().iter_rows())
    assert (counts["won"], counts["lost"]) == (4238, 2473)
    assert done.totals[""].before == Decimal(10_005_534)
    assert whole["requests"].filter(pl.col("status") == "lost").collect().height == 2473


def test_every_method_holds_what_the_pipeline_won(pipeline: tuple[Any, Tables]) -> None:
    results = found(pipeline[1], date(2017, 12, 31))
    for method, column in (("rfm", "monetary"), ("abc", "amount"), ("ltv", "ltv")):
        assert in_decimals(results[method].answer)[column].sum() == 10_005_534
    assert [one.shown for one in results["xyz"].accounts] == [1_000_553_400]
    assert results["rfm"].answer["frequency"].sum() == results["blocks"].answer["orders"].sum() == 4238
    assert results["abc"].answer.height == 85
