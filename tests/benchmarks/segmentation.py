"""Six order-based methods on a generated file of order lines, beside reading it, pandas, and a published RFM package.

Run by hand: `python tests/benchmarks/segmentation.py [LINES] [--pandas] [--package]`; `--pandas` needs pandas and
pyarrow, `--package` also `rfm` from PyPI. Each part runs in a process of its own, so that its peak memory is its own.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import polars as pl

from clientzoo.segmentation.abc import abc
from clientzoo.segmentation.blocks import blocks
from clientzoo.segmentation.ledger import ledger
from clientzoo.segmentation.ltv import ltv
from clientzoo.segmentation.pareto import pareto
from clientzoo.segmentation.rfm import rfm
from clientzoo.segmentation.xyz import xyz

AS_OF = date(2026, 6, 30)
FIRST_DAY = date(2024, 7, 1)
Part = Callable[[Path], None]


def generate(lines: int, path: Path) -> None:
    """Orders of three lines, a client for every fifty lines, two years, shuffled; the same each time."""
    order = pl.col("line") // 3
    large = 1 + (order.hash(4) % 20 == 0).cast(pl.Int64) * 10
    day = pl.lit(FIRST_DAY).cast(pl.Int32) + (order.hash(2) % 730).cast(pl.Int32)
    frame = pl.LazyFrame({"line": pl.int_range(lines, eager=True)}).select(
        pl.format("D{}", order).alias("deal_id"),
        pl.format("C{}", order.hash(1) % max(lines // 50, 1)).alias("client_id"),
        day.cast(pl.Date).alias("order_date"),
        (((pl.col("line").hash(3) % 100_000).cast(pl.Int64) + 1) * large).cast(pl.Decimal(18, 2)).alias("amount"),
        pl.format("P{}", pl.col("line").hash(5) % 40).alias("service"),
    )
    frame.sort(pl.col("deal_id").hash(9)).sink_parquet(path)


def floor(path: Path) -> None:
    """Reading every column and summing it."""
    texts = pl.col("deal_id", "client_id", "service").str.len_bytes().sum()
    day = pl.col("order_date").to_physical().cast(pl.Int64).sum()
    pl.scan_parquet(path).select(texts, day, pl.col("amount").sum()).collect(engine="streaming")


def six_methods(path: Path) -> None:
    lines = ledger(pl.scan_parquet(path), AS_OF)
    for method in (abc, blocks, ltv, pareto, rfm, xyz):
        method(lines, as_of=AS_OF)


def rfm_alone(path: Path) -> None:
    rfm(pl.scan_parquet(path), as_of=AS_OF)


def six_in_pandas(path: Path) -> None:
    """The same six as one would write them in pandas, ties and idle months included."""
    import numpy as np
    import pandas as pd

    lines: Any = pd.read_parquet(path, columns=["deal_id", "client_id", "order_date", "amount"])
    lines["amount"] = (lines["amount"].astype(float) * 100).round().astype("int64")
    lines["order_date"] = pd.to_datetime(lines["order_date"])
    lines["month"] = lines["order_date"].dt.year * 12 + lines["order_date"].dt.month - 1
    now, this_month = pd.Timestamp(AS_OF), AS_OF.year * 12 + AS_OF.month - 1
    clients = lines.groupby("client_id").agg(
        amount=("amount", "sum"), orders=("deal_id", "nunique"), last=("order_date", "max"), first=("month", "min")
    )
    silent = (now - clients["last"]).dt.days
    ranked = clients["amount"].sort_values(ascending=False)
    before = (ranked.cumsum() - ranked).groupby(ranked).transform("min") / ranked.sum()
    results: list[Any] = [np.select([before < 0.5, before < 0.8], ["A", "B"], "C")]
    days = lines[["client_id", "order_date"]].drop_duplicates().sort_values(["client_id", "order_date"])
    days["pause"] = days.groupby("client_id")["order_date"].diff().dt.days
    rhythm = (2 * days.groupby("client_id")["pause"].median()).clip(lower=90).fillna(90)
    results.append(np.where(silent <= rhythm.reindex(clients.index), "current", "outflow"))
    monthly = lines.groupby(["client_id", "month"])["amount"].sum().reset_index()
    periods = this_month + 1 - clients["first"]
    squares = (monthly["amount"].astype(float) ** 2).groupby(monthly["client_id"]).sum()
    mean = clients["amount"] / periods
    results.append(np.sqrt((squares / periods - mean**2).clip(lower=0)) / mean)
    recent = monthly[monthly["month"] > this_month - 6]
    rank = recent.groupby("month")["amount"].rank(method="min", ascending=False)
    count = recent.groupby("month")["amount"].transform("count")
    results.append(recent[rank <= np.ceil(count * 0.2)].groupby("client_id").size())
    for measure in (-silent, clients["orders"], clients["amount"]):
        share = (measure.rank(method="min") - 1) / (len(clients) - 1)
        results.append(np.minimum((share * 5).astype(int), 4) + 1)
    results.append(clients["amount"].rank(method="min") * 3 // len(clients))


def rfm_by_package(path: Path) -> None:
    """RFM alone, by the package `rfm`."""
    import pandas as pd
    from rfm import RFM

    lines = pd.read_parquet(path, columns=["client_id", "order_date", "amount"])
    lines["amount"] = lines["amount"].astype(float)
    lines["order_date"] = pd.to_datetime(lines["order_date"])
    RFM(lines, customer_id="client_id", transaction_date="order_date", amount="amount")


def measured(part: Part, path: Path) -> tuple[float, float]:
    """Seconds, and the peak memory of the process in GB."""
    begun = time.perf_counter()
    part(path)
    return time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    counts = [int(one.replace("_", "")) for one in sys.argv[1:] if one[0].isdigit()]
    lines = counts[0] if counts else 1_000_000
    parts: list[Part] = [floor, floor, six_methods, rfm_alone]
    parts += [six_in_pandas] if "--pandas" in sys.argv else []
    parts += [rfm_by_package] if "--package" in sys.argv else []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.parquet"
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            alone.submit(generate, lines, path).result()
        print(f"{lines:,} lines, {path.stat().st_size / 1e6:.0f} MB")
        for part in parts:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                seconds, memory = alone.submit(measured, part, path).result()
            print(f"{part.__name__:<16}{seconds:8.2f} s{memory:7.2f} GB", flush=True)


if __name__ == "__main__":
    main()
