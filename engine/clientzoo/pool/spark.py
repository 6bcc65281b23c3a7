"""The same on a Spark cluster: it hands out slices of the tables, and workers classify them as one machine does.

A slice is a million rows of a Parquet file. It is read and written where it is classified, which takes a fraction of
what Spark needs to turn rows into Arrow batches and back; so the workers must see the files under the same paths, and
have clientzoo.
"""

import csv
from collections.abc import Callable, Iterator
from os import environ
from pathlib import Path
from sys import executable
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from clientzoo.pool import classify as alone
from clientzoo.pool.classify import Base, Classified
from clientzoo.tables.mapping import TableMap
from clientzoo.tables.parquet import Parquet
from clientzoo.tables.table import Reject, TableError
from clientzoo.tables.writing import Output, RejectsFile, check_writable, write_table

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

SLICE = 1_000_000  # rows


def session(master: str) -> "SparkSession":
    """A session on `master` (`spark://...`, `local[2]`), or for `spark` as configured around the program.

    Raises TableError where Spark is not installed or does not start.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        raise TableError("to classify on Spark, pip install 'clientzoo[spark]'") from None
    environ.setdefault("PYSPARK_PYTHON", executable)
    builder = SparkSession.builder.appName("clientzoo").config("spark.ui.showConsoleProgress", "false")
    if master != "spark":
        builder = builder.master(master)
    try:
        return builder.getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        first = str(error).strip().splitlines()[0]
        raise TableError(f"Spark does not start on {master}: {first} (it needs Java 17 or later)") from None


class Slice(NamedTuple):
    """Some rows of a file, `first` counted from 1. `number` orders the slices of all tables."""

    number: int
    file: str
    first: int
    rows: int


def classify(
    base: Base,
    mapped: TableMap,
    out: Output,
    rejects: Path,
    spark: "SparkSession",
    *,
    ranking: bool = False,
    fired: bool = False,
    slice_rows: int = SLICE,
) -> Classified:
    """Writes what `pool.classify` writes, row for row. Raises TableError for tables that are no Parquet files."""
    if not isinstance(out, Path):
        raise TableError("from Spark, verdicts are written to a file")
    check_writable(out)
    slices = list(_slices(base, slice_rows))
    with TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder, RejectsFile(rejects) as rejected:
        parts = Path(folder).absolute()
        work = spark.sparkContext.parallelize(slices, max(len(slices), 1))
        tasks = spark.createDataFrame(work, "number long, file string, first long, rows long")
        task = _task(base, mapped, parts, ranking, fired)
        clients = sum(row.clients for row in tasks.mapInArrow(task, "clients long").collect())
        for one in slices:
            rejected.add(_read_rejects(_rejects(parts, one.number)))
        write_table(pl.scan_parquet([_verdicts(parts, one.number) for one in slices], glob=False), out)
        return Classified(clients, rejected.rows, dict(rejected.columns))


def _slices(base: Base, most: int) -> Iterator[Slice]:
    number = 0
    for table in base.tables:
        if not isinstance(table, Parquet):
            raise TableError("on Spark, clients are read from Parquet files, which can be divided among the workers")
        file = str(Path(table.name).absolute())
        for done in range(0, max(table.rows, 1), most):
            yield Slice(number, file, done + 1, min(most, table.rows - done))
            number += 1


def _task(
    base: Base, mapped: TableMap, parts: Path, ranking: bool, fired: bool
) -> Callable[[Iterator["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]:
    """What a worker does with the slices it gets; the plan is built once for each."""
    zoo, schema, unreadable = base.zoo, base.schema, base.unreadable

    def work(batches: Iterator["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        for batch in batches:
            done = []
            for row in batch.to_pylist():
                one = Slice(**row)
                part = Base(zoo, [Parquet(Path(one.file), one.first, one.rows)], mapped, schema, unreadable)
                columns = part.columns(ranking=ranking, fired=fired)
                # a task that is run again writes the same again
                written = alone.classify(part, columns, _verdicts(parts, one.number), _rejects(parts, one.number))
                done.append(written.clients)
            yield from pl.DataFrame({"clients": done}, schema={"clients": pl.Int64}).to_arrow().to_batches()

    return work


def _verdicts(parts: Path, number: int) -> Path:
    return parts / f"{number:06}.parquet"


def _rejects(parts: Path, number: int) -> Path:
    return parts / f"{number:06}.csv"


def _read_rejects(path: Path) -> list[Reject]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        return [Reject(table, int(line), *rest) for table, line, *rest in lines]
