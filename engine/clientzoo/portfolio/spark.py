"""The same on a Spark cluster: it hands out slices of the tables, and our kernel reads and classifies them.

A slice is a million rows of a Parquet file. It is read where it is classified, which takes a fraction of what Spark
needs to turn rows into Arrow batches; so the workers must see the files under the same paths, and have clientzoo.
"""

from collections.abc import Callable, Iterator, Sequence
from os import environ
from pathlib import Path
from sys import executable
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import polars as pl

from clientzoo.inference.columns import Columns
from clientzoo.portfolio.classify import Base, Classified, verdicts
from clientzoo.tables.mapping import TableMap
from clientzoo.tables.parquet import Parquet
from clientzoo.tables.table import Batch, Reject, TableError
from clientzoo.tables.writing import Output, RejectsFile, check_writable, write_table

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

SLICE = 1_000_000  # rows
_SPARK_TYPES: dict[Any, str] = {pl.String: "string", pl.Float64: "double", pl.Int64: "long"}
_REJECT = [f"reject_{field}" for field in Reject._fields]


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
    """Writes what `portfolio.classify` writes, row for row. Raises TableError for tables that are no Parquet files."""
    if not isinstance(out, Path):
        raise TableError("from Spark, verdicts are written to a file")
    check_writable(out)
    slices = [one for table in base.tables for one in _slices(table, slice_rows)]
    columns = base.columns(ranking=ranking, fired=fired)
    schema = _schema(base, columns)
    work = spark.sparkContext.parallelize(slices, max(len(slices), 1))
    tasks = spark.createDataFrame(work, "file string, first long, rows long")
    task = _task(base.zoo, mapped, base.schema, ranking, fired, schema)
    with TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as parts, RejectsFile(rejects) as rejected:
        described = ", ".join(f"`{name}` {_SPARK_TYPES[kind]}" for name, kind in schema.items())
        tasks.mapInArrow(task, described).write.mode("overwrite").parquet(Path(parts).absolute().as_uri())
        found = pl.scan_parquet(sorted(Path(parts).glob("part-*.parquet")), schema=pl.Schema(schema))
        bad = pl.col("reject_reason").is_not_null()
        for frame in found.filter(bad).select(_REJECT).collect_batches():
            rejected.add([Reject(*row) for row in frame.iter_rows()])
        good = found.filter(~bad).select(columns.outputs)
        write_table(good, out)
        return Classified(good.select(pl.len()).collect().item(), rejected.rows)


def _slices(table: object, rows: int) -> Iterator[tuple[str, int, int]]:
    if not isinstance(table, Parquet):
        raise TableError("on Spark, clients are read from Parquet files, which can be divided among the workers")
    path = str(Path(table.name).absolute())
    return ((path, first + 1, min(rows, table.rows - first)) for first in range(0, table.rows, rows))


def _schema(base: Base, columns: Columns) -> dict[str, Any]:
    """Columns of verdicts, then those of rejects: a row fills the ones or the others."""
    with verdicts(base, columns, lambda batch: None) as frame:
        judged = dict(frame.collect_schema())
    kinds = {int: pl.Int64, str: pl.String}
    return judged | {name: kinds[kind] for name, kind in zip(_REJECT, Reject.__annotations__.values(), strict=True)}


def _task(
    zoo: Any, mapped: TableMap, answers: Any, ranking: bool, fired: bool, schema: Any
) -> Callable[[Iterator["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]:
    """What a worker does with the slices it gets; the plan is built once for each."""

    def work(batches: Iterator["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        for batch in batches:
            for part in batch.to_pylist():
                base = Base(zoo, [Parquet(Path(part["file"]), part["first"], part["rows"])], mapped, answers)
                refused: list[Reject] = []

                def heed(read: Batch, refused: list[Reject] = refused) -> None:
                    refused.extend(read.rejects)

                with verdicts(base, base.columns(ranking=ranking, fired=fired), heed) as frame:
                    judged = frame.collect(engine="streaming")
                yield from _arrow(judged, schema)
                kinds = {name: kind for name, kind in schema.items() if name in _REJECT}
                yield from _arrow(pl.DataFrame(refused, schema=kinds, orient="row"), schema)

    return work


def _arrow(frame: pl.DataFrame, schema: Any) -> Sequence["pa.RecordBatch"]:
    whole = frame.select(
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=kind).alias(name) for name, kind in schema.items()
    )
    batches: Sequence[pa.RecordBatch] = whole.to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()
    return batches
