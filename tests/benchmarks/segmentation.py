"""Six order-based methods on a generated file of order lines, beside reading it, pandas, and a published RFM package.

Run by hand: `python tests/benchmarks/segmentation.py [LINES] [--rounds N] [--scattered] [--pandas] [--package]`;
`--pandas` needs pandas and pyarrow, `--package` also `rfm` from PyPI. Each part runs in a process of its own, so that
its peak memory is its own; every time includes reading. Seconds of processors stay comparable on a busy machine.
"""

import argparse
import resource
import statistics
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
LINES_IN_FILE = 10_000_000
COLUMNS = ["deal_id", "client_id", "order_date", "amount"]
BatchImport = Callable[[Path], None]


def generate(lines: int, folder: Path, scattered: bool = False) -> None:
    """Orders of three lines, a client for every fifty lines, two years, shuffled; the same each time.

    The lines of an order follow one another, as in most exports, or are `scattered` among all. A file for every ten
    million lines, each with its share of the orders.
    """
    parts = -(-lines // LINES_IN_FILE)
    line, order = pl.col("line"), pl.col("line") // 3
    large = 1 + (order.hash(4) % 20 == 0).cast(pl.Int64) * 10
    day = pl.lit(FIRST_DAY).cast(pl.Int32) + (order.hash(2) % 730).cast(pl.Int32)
    made = pl.LazyFrame({"line": pl.int_range(lines, eager=True)}).select(
        "line",
        pl.format("D{}", order).alias("deal_id"),
        pl.format("C{}", order.hash(1) % max(lines // 50, 1)).alias("client_id"),
        day.cast(pl.Date).alias("order_date"),
        (((line.hash(3) % 100_000).cast(pl.Int64) + 1) * large).cast(pl.Decimal(18, 2)).alias("amount"),
        pl.format("P{}", line.hash(5) % 40).alias("service"),
    )
    together = line if scattered else order
    folder.mkdir()
    for part in range(parts):
        own = made.filter(together.hash(8) % parts == part).sort(together.hash(9), "line").drop("line")
        own.sink_parquet(folder / f"{part:03}.parquet")


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


def six_in_pandas(folder: Path) -> None:
    """The same six as one would write them in pandas, ties and idle months included."""
    import pandas as pd

    lines: Any = pd.read_parquet(folder, columns=COLUMNS)
    lines["amount"] = (lines["amount"].astype(float) * 100).round().astype("int64")
    lines["order_date"] = pd.to_datetime(lines["order_date"])
    _by_pandas(lines)


def six_in_pandas_tuned(folder: Path) -> None:
    """The same by somebody who knows what pandas is slow at: no Python objects for money and days, clients as codes."""
    import pyarrow.parquet as parquet

    table: Any = parquet.read_table(folder, columns=COLUMNS)
    for name, kind in (("amount", "float64"), ("order_date", "timestamp[s]")):
        table = table.set_column(table.schema.get_field_index(name), name, table[name].cast(kind))
    lines = table.to_pandas()
    lines["amount"] = (lines["amount"] * 100).round().astype("int64")
    lines["client_id"] = lines["client_id"].astype("category")
    _by_pandas(lines)


def _by_pandas(lines: Any) -> None:
    import numpy as np
    import pandas as pd

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


def measured(part: BatchImport, folder: Path) -> tuple[float, float, float]:
    """Seconds, seconds of processors, and the peak memory of the process in GB."""
    begun, worked = time.perf_counter(), time.process_time()
    part(folder)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
    return seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def alone(work: Callable[..., Any], *args: Any) -> Any:
    """What the work gives, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args).result()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("lines", type=int, nargs="?", default=1_000_000)
    asked.add_argument("--rounds", type=int, default=1, help="each part so often, in turn; medians are printed")
    asked.add_argument("--scattered", action="store_true", help="the lines of an order do not follow one another")
    asked.add_argument("--pandas", action="store_true")
    asked.add_argument("--package", action="store_true")
    given = asked.parse_args()
    parts: list[BatchImport] = [floor, six_methods, rfm_alone]
    parts += [six_in_pandas, six_in_pandas_tuned] * given.pandas + [rfm_by_package] * given.package
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "orders"
        alone(generate, given.lines, folder, given.scattered)
        size = sum(file.stat().st_size for file in folder.iterdir())
        print(f"{given.lines:,} lines, {size / 1e6:.0f} MB, medians of {given.rounds}")
        alone(measured, floor, folder)  # the files are in the memory of the system from here on
        rounds = [[alone(measured, part, folder) for part in parts] for _ in range(given.rounds)]
    base = [one[0] for one in rounds]
    for number, part in enumerate(parts):
        runs = [one[number] for one in rounds]
        seconds, cpu, memory = (statistics.median(values) for values in zip(*runs, strict=True))
        times, times_cpu = (
            statistics.median(run[which] / floor_run[which] for run, floor_run in zip(runs, base, strict=True))
            for which in (0, 1)
        )
        print(
            f"{part.__name__:<20}{seconds:8.2f} s{cpu:8.2f} s of processors{memory:7.2f} GB"
            f"{times:8.1f} x the floor{times_cpu:8.1f} x in processors",
            flush=True,
        )


if __name__ == "__main__":
    main()
