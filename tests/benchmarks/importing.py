"""Importing generated order lines: the speed and the memory of `base import`, for plain and for quoted CSV and Parquet.

Run by hand: `python tests/benchmarks/importing.py [LINES]`. Each part runs in a process of its own, so that its peak
memory is its own. Beside it, Polars reads the same lines in UTF-8 with no care: as text, nothing checked or understood.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from clientzoo.tables.detect.field_headings import table
from clientzoo.tables.formats.sheet import open_sheet
from clientzoo.tables.importing.import_plan import ImportChoices, import_plan
from clientzoo.tables.importing.imported_table import read_table

BatchImport = Callable[[Path], None]


def generate(lines: int, folder: Path) -> None:
    """Order lines as a Russian CRM exports them: cp1251, semicolons, decimal commas, thousands apart, times of day."""
    number = pl.col("line")
    cents = (number.hash(3) % 20_000_000).cast(pl.Int64) + 100
    thousands = (cents // 100_000).cast(pl.String)
    rest = (cents // 100 % 1000).cast(pl.String).str.zfill(3)
    spaced = pl.when(cents >= 100_000).then(thousands + " " + rest).otherwise((cents // 100).cast(pl.String))
    day = pl.lit(19_905, pl.Int32) + (number.hash(2) % 730).cast(pl.Int32)
    client = number.hash(1) % max(lines // 50, 1)
    frame = pl.LazyFrame({"line": pl.int_range(lines, eager=True)}).select(
        pl.format("{}", number // 3 + 1).alias("Номер заказа"),
        pl.format("ООО Клиент {}", client).alias("Контрагент"),
        day.cast(pl.Date).dt.strftime("%d.%m.%Y 12:30").alias("Дата закрытия"),
        (spaced + "," + (cents % 100).cast(pl.String).str.zfill(2)).alias("Сумма"),
        pl.lit("Успешно реализовано").alias("Этап сделки"),
        pl.format("Услуга {}", number.hash(5) % 40).alias("Услуга"),
        pl.format("Менеджер {}", number.hash(6) % 20).alias("Ответственный"),
        pl.lit("примечание").alias("Примечание"),
    )
    frame.sink_csv(folder / "utf8.csv", separator=";")
    frame.sink_parquet(folder / "orders.parquet")
    frame.sink_csv(folder / "always.csv", separator=";", quote_style="always")
    for name, source in (("plain.csv", "utf8.csv"), ("quoted.csv", "always.csv")):
        with (folder / source).open(encoding="utf-8") as read, (folder / name).open("w", encoding="cp1251") as write:
            while block := read.read(2**22):
                write.write(block)


def floor(path: Path) -> None:
    """The same lines in UTF-8, read as text by Polars and written as Parquet."""
    text = pl.scan_csv(path.with_name("utf8.csv"), separator=";", infer_schema=False)
    text.sink_parquet(path.with_name("floor.parquet"))


def importing(path: Path) -> None:
    with tempfile.TemporaryDirectory() as parts:
        done = read_table(import_plan(open_sheet(path), table("orders"), ImportChoices()), Path(parts))
        done.frame.sink_parquet(path.with_name("imported.parquet"))
        if not (done.agrees and done.rejected == 0):
            raise RuntimeError(f"{done.rejected} rejected")


def measured(part: BatchImport, path: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of all processors, and the peak memory of the process in GB."""
    begun = time.perf_counter()
    part(path)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6


def main() -> None:
    counts = [int(one.replace("_", "")) for one in sys.argv[1:] if one[0].isdigit()]
    lines = counts[0] if counts else 1_000_000
    spawn = get_context("spawn")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ProcessPoolExecutor(1, mp_context=spawn) as process:
            process.submit(generate, lines, folder).result()
        parts: list[tuple[BatchImport, str]] = [
            (floor, "plain.csv"), (importing, "plain.csv"), (importing, "quoted.csv"), (importing, "orders.parquet"),
        ]  # fmt: skip
        print(f"{lines:,} lines, {(folder / 'plain.csv').stat().st_size / 1e6:.0f} MB of plain CSV")
        for part, which in parts:
            with ProcessPoolExecutor(1, mp_context=spawn) as process:
                seconds, worked, memory = process.submit(measured, part, folder / which).result()
            print(f"{part.__name__:<12}{which:<16}{seconds:8.2f} s{worked:8.2f} s of CPU{memory:7.2f} GB", flush=True)


if __name__ == "__main__":
    main()
