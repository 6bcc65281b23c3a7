"""What a base looks like once it is classified: the pool by animal, and who is nearest to which transition."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.column_names import FIRED, NEAREST_COLUMNS, ZOO_VERSION, output_names
from clientzoo.knowledge.zoo import Transition, Zoo
from clientzoo.tables.table import Table, TableError
from clientzoo.tables.workbook import Workbook

UNDETERMINED = ""
_NEAREST_FIRST = ["readiness", "certainty", "client"]
_DESCENDING = [True, True, False]
_NEEDED = ("client", "status", "animal", "certainty", "margin")
_TEXTS = ("client", "status", "animal", "runner_up", "next_animal", "stage", FIRED, ZOO_VERSION)


@dataclass(frozen=True, slots=True)
class Group:
    """The clients of one animal (empty: undetermined). `share` is of the whole base, `certainty` their mean."""

    animal: str
    clients: int
    share: float
    certainty: float
    close: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A client to whom a transition is open. `readiness` (0 to 1) and `stage` are how far its conditions are met, where
    the table tells: of the transition that is nearest to the client; None and empty of others."""

    client: str
    certainty: float
    readiness: float | None = None
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """A transition: how many clients it is open to (0.2 or more), and those nearest to it.

    First goes whose conditions are met furthest, then the likeliest.
    """

    transition: Transition
    open: int
    nearest: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """`groups` in the zoo's order of animals, the undetermined last; movements in the zoo's order of transitions."""

    clients: int
    groups: tuple[Group, ...]
    movements: tuple[Movement, ...]


def summarised(zoo: Zoo, verdicts: Path | Table, nearest: int = 10) -> Summary:
    """The summary of a table that `base classify` wrote. Raises TableError where it is none."""
    try:
        return _summarised(zoo, verdicts, nearest)
    except pl.exceptions.PolarsError as error:
        named = verdicts if isinstance(verdicts, Path) else verdicts.name
        said = str(error).partition("\n")[0]
        raise TableError(f"{named}: no table that `clientzoo base classify` wrote ({said})") from None


def _summarised(zoo: Zoo, verdicts: Path | Table, nearest: int) -> Summary:
    named = verdicts if isinstance(verdicts, Path) else verdicts.name
    frame = _scan(verdicts) if isinstance(verdicts, Path) else _gathered(verdicts)
    columns = frame.collect_schema().names()
    if missing := [name for name in _NEEDED if name not in columns]:
        raise TableError(f"{named}: no column `{missing[0]}`; name a table that `clientzoo base classify` wrote")
    counted = (
        frame.group_by(pl.col("animal").cast(pl.String).fill_null(UNDETERMINED))
        .agg(pl.len().alias("clients"), pl.col("certainty").mean(), (pl.col("status") == "close").sum().alias("close"))
        .collect(engine="streaming")
    )
    found = {row["animal"]: row for row in counted.to_dicts()}
    if strange := sorted(found.keys() - zoo.animals.keys() - {UNDETERMINED}):
        raise TableError(f"{named}: `{strange[0]}` is no animal of the zoo `{zoo.id}`; choose the zoo with --zoo")
    total = sum(row["clients"] for row in found.values())
    groups = []
    for animal in (*zoo.animals, UNDETERMINED):
        row = found.get(animal)
        if row:
            share = row["clients"] / total
            groups.append(Group(animal, row["clients"], share, row["certainty"], row["close"]))
        elif animal:
            groups.append(Group(animal, 0, 0.0, 0.0, 0))
    column_of = output_names(zoo).transitions
    movements = [
        _movement(frame, transition, column_of[transition.id], nearest)
        for transition in zoo.transitions.values()
        if column_of[transition.id] in columns
    ]
    return Summary(total, tuple(groups), tuple(movements))


def _movement(frame: pl.LazyFrame, transition: Transition, column: str, most: int) -> Movement:
    certainty = pl.col(column).cast(pl.Float64).alias("certainty")
    columns = frame.collect_schema().names()
    readiness, stage = pl.lit(None, pl.Float64), pl.lit("")
    if {*NEAREST_COLUMNS} <= {*columns}:
        leads = pl.col("next_animal").cast(pl.String) == transition.target
        readiness = pl.when(leads).then(pl.col("readiness").cast(pl.Float64))
        stage = pl.when(leads).then(pl.col("stage").cast(pl.String)).otherwise(pl.lit(""))
    opened = frame.filter(certainty >= THRESHOLD).select(
        pl.col("client").cast(pl.String),
        certainty,
        readiness.alias("readiness"),
        stage.alias("stage"),
    )
    number = opened.select(pl.len()).collect(engine="streaming").item()
    best = opened.sort(_NEAREST_FIRST, descending=_DESCENDING, nulls_last=True).head(most)
    rows = best.select("client", "certainty", "readiness", "stage").collect(engine="streaming").iter_rows()
    return Movement(transition, number, tuple(Candidate(*row) for row in rows))


def _gathered(table: Table) -> pl.LazyFrame:
    kinds = _kinds(table.columns)
    frames = [batch.frame.select(pl.col(name).cast(kind) for name, kind in kinds.items()) for batch in table.batches()]
    return pl.concat([pl.DataFrame(schema=kinds), *frames]).lazy()


def _kinds(columns: Iterable[str]) -> dict[str, Any]:
    """By name, since neither a cell of CSV nor an empty column has a type of its own: a client may be called 007."""
    return {name: pl.String if name in _TEXTS else pl.Float64 for name in columns}


def _scan(path: Path) -> pl.LazyFrame:
    if not path.is_file():
        raise TableError(f"{path}: there is no such file")
    match path.suffix.lower():
        case ".parquet":
            return pl.scan_parquet(path, glob=False)
        case ".csv":
            texts = pl.scan_csv(path, glob=False, infer_schema=False)
            return texts.with_columns(pl.col(name).cast(kind) for name, kind in _kinds(texts.collect_schema()).items())
        case ".xlsx":
            return _gathered(Workbook(path))
    raise TableError(f"{path}: a table of verdicts is .parquet, .csv or .xlsx")
