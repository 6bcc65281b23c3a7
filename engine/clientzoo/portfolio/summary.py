"""What a base looks like once it is classified: the pool by animal, and who is nearest to which transition."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.column_names import transition_column
from clientzoo.knowledge.zoo import Transition, Zoo
from clientzoo.tables.table import TableError

UNDETERMINED = ""
_NEEDED = ("client", "status", "animal", "certainty", "margin")


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
    client: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Movement:
    """A transition: how many clients it is open to (0.2 or more), and those nearest to it, likeliest first."""

    transition: Transition
    open: int
    nearest: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """`groups` in the zoo's order of animals, the undetermined last; movements in the zoo's order of transitions."""

    clients: int
    groups: tuple[Group, ...]
    movements: tuple[Movement, ...]


def summarised(zoo: Zoo, verdicts: Path, nearest: int = 10) -> Summary:
    """The summary of a table that `base classify` wrote. Raises TableError where it is none."""
    frame = _scan(verdicts)
    columns = frame.collect_schema().names()
    if missing := [name for name in _NEEDED if name not in columns]:
        raise TableError(f"{verdicts}: no column `{missing[0]}`; name a table that `clientzoo base classify` wrote")
    counted = (
        frame.group_by(pl.col("animal").cast(pl.String).fill_null(UNDETERMINED))
        .agg(pl.len().alias("clients"), pl.col("certainty").mean(), (pl.col("status") == "close").sum().alias("close"))
        .collect(engine="streaming")
    )
    found = {row["animal"]: row for row in counted.to_dicts()}
    if strange := sorted(found.keys() - zoo.animals.keys() - {UNDETERMINED}):
        raise TableError(f"{verdicts}: `{strange[0]}` is no animal of the zoo `{zoo.id}`; choose the zoo with --zoo")
    total = sum(row["clients"] for row in found.values())
    groups = []
    for animal in (*zoo.animals, UNDETERMINED):
        row = found.get(animal)
        if row:
            share = row["clients"] / total
            groups.append(Group(animal, row["clients"], share, row["certainty"], row["close"]))
        elif animal:
            groups.append(Group(animal, 0, 0.0, 0.0, 0))
    movements = [
        _movement(frame, transition, nearest)
        for transition in zoo.transitions.values()
        if transition_column(transition) in columns
    ]
    return Summary(total, tuple(groups), tuple(movements))


def _movement(frame: pl.LazyFrame, transition: Transition, most: int) -> Movement:
    certainty = pl.col(transition_column(transition)).cast(pl.Float64)
    opened = frame.filter(certainty >= THRESHOLD).select(pl.col("client").cast(pl.String), certainty.alias("certainty"))
    number = opened.select(pl.len()).collect(engine="streaming").item()
    best = opened.sort(["certainty", "client"], descending=[True, False]).head(most).collect(engine="streaming")
    return Movement(transition, number, tuple(Candidate(*row) for row in best.iter_rows()))


def _scan(path: Path) -> pl.LazyFrame:
    if not path.is_file():
        raise TableError(f"{path}: there is no such file")
    try:
        match path.suffix.lower():
            case ".parquet":
                return pl.scan_parquet(path, glob=False)
            case ".csv":
                return pl.scan_csv(path, glob=False, infer_schema_length=None)
            case ".xlsx":
                return pl.read_excel(path, engine="calamine", infer_schema_length=None).lazy()
    except (pl.exceptions.PolarsError, ModuleNotFoundError) as error:
        raise TableError(f"{path}: cannot be read ({error})") from None
    raise TableError(f"{path}: a table of verdicts is .parquet, .csv or .xlsx")
