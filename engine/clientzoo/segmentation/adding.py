"""How rows that were read enter a table of the base: in the place of the old ones, which are kept, or after them."""

import filecmp
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

import polars as pl

from clientzoo.knowledge.files import atomic_write
from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.tables.stored import stored

KEPT = "before"  # the folder of tables that were replaced


class Change(NamedTuple):
    """What happened to a table: its rows now and before (None: there was none), and where the one of before is kept.

    `known` are rows that stood in the table already and were added again; `alike` are rows that equal an earlier one in
    all columns, anywhere in the table; `several` are, in the table of clients, those that stand on several rows;
    `currencies` how many amounts are in which, None for those of which it is not known.
    """

    path: Path
    rows: int
    before: int | None
    kept: Path | None
    known: int
    alike: int
    several: tuple[str, ...]
    currencies: Mapping[str | None, int]


@contextmanager
def base_lock(folder: Path, seconds: float = 60) -> Iterator[None]:
    """The base for one import alone; another one waits. Raises UnfitTableError where it waits longer than `seconds`."""
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".import.lock", timeout=seconds):
            yield
    except Timeout:
        raise UnfitTableError(f"{folder}: another import is writing to this base; try again when it is done") from None


def put(frames: Sequence[pl.LazyFrame], path: Path, *, add: bool) -> Change:
    """Writes the table; a reader sees the old one or the new one. The old one stays under `before/`, if it differs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    old = stored(path) if path.is_file() else None
    before = None if old is None else int(old.select(pl.len()).collect().item())
    new = pl.concat(frames, how="diagonal_relaxed")
    known = _known(new, old) if add and old is not None else 0
    whole = pl.concat([old, new], how="diagonal_relaxed") if add and old is not None else new
    with atomic_write(path) as unfinished:
        whole.sink_parquet(unfinished)
        written = pl.scan_parquet(unfinished, glob=False)
        distinct = written.select(pl.struct(pl.all()).hash().alias("row")).select(pl.len(), pl.col("row").n_unique())
        rows, different = distinct.collect(engine="streaming").row(0)
        kept = kept_before(path) if old is not None and not filecmp.cmp(path, unfinished, shallow=False) else None
    several = _several(path) if path.stem == "clients" else ()
    return Change(path, rows, before, kept, known, rows - different, several, _currencies(path))


def kept_before(path: Path) -> Path:
    """Keeps what the file holds now under `before/` in its folder, by the time of day; gives its new name."""
    folder = path.parent / KEPT
    folder.mkdir(exist_ok=True)
    now = datetime.now().astimezone()
    for number in count(1):
        kept = folder / f"{path.stem}-{now:%Y%m%d-%H%M%S}{f'-{number}' if number > 1 else ''}{path.suffix}"
        try:
            _keep(path, kept)
        except FileExistsError:
            continue  # of another import in the same second
        return kept
    raise AssertionError


def _keep(path: Path, kept: Path) -> None:
    """What the file holds under another name, which must be free. Raises FileExistsError, OSError."""
    try:
        kept.hardlink_to(path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with path.open("rb") as source, kept.open("xb") as sink:
            shutil.copyfileobj(source, sink)
        kept.chmod(path.stat().st_mode & 0o7777)


def currency_of(path: Path) -> str | None:
    """The currency of the table's amounts; None where it is not known."""
    if not path.is_file():
        return None
    with base_lock(path.parent):  # else another import may replace the file while it is read
        table = stored(path).collect().lazy()
    if "currency" not in table.collect_schema().names():
        return None
    found: list[str] = table.select(pl.col("currency").drop_nulls().unique()).collect()["currency"].to_list()
    return found[0] if len(found) == 1 else None


def _known(new: pl.LazyFrame, old: pl.LazyFrame) -> int:
    """How many new rows equal one of the table in all the columns that both have."""
    there = set(old.collect_schema().names())
    both = [name for name in new.collect_schema().names() if name in there]
    rows = [frame.select(pl.struct(both).hash().alias("row")) for frame in (new, old)]
    return int(rows[0].join(rows[1].unique(), on="row", how="semi").select(pl.len()).collect(engine="streaming").item())


def _currencies(table: Path) -> dict[str | None, int]:
    frame = stored(table)
    if not {"amount", "currency"} <= set(frame.collect_schema().names()):
        return {}
    counted = frame.drop_nulls("amount").group_by("currency").len().sort("currency", nulls_last=True)
    return dict(counted.collect().iter_rows())


def _several(clients: Path) -> tuple[str, ...]:
    """The clients with several rows, by their id, or else name."""
    frame = stored(clients)
    known = [name for name in ("client_id", "client_name") if name in frame.collect_schema().names()]
    counted = frame.select(pl.coalesce(known).alias("client")).group_by("client").len().filter(pl.col("len") > 1)
    return tuple(counted.collect()["client"].sort())
