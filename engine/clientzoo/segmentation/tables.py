"""The tables of a base: clean Parquet files in one folder, and clients known by one id in all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from clientzoo.knowledge.files import atomic_write
from clientzoo.segmentation.orders import won_lines
from clientzoo.tables.stored import stored

FOLDER = "base"
NAMES = ("clients", "orders", "requests", "survey", "products")
_DATES = {"orders": "order_date", "requests": "request_date", "survey": "survey_date"}


@dataclass(frozen=True)
class Tables:
    """The tables that are there, lazily; every row of them has a `client_id` (products excepted)."""

    frames: Mapping[str, pl.LazyFrame]

    def __contains__(self, name: str) -> bool:
        return name in self.frames

    def __getitem__(self, name: str) -> pl.LazyFrame:
        return self.frames[name]

    def last_day(self, today: date) -> date | None:
        """The latest day up to `today` on which anything happened: the as-of date of those who name none.

        Of orders only won ones happened: the date of an open one is a forecast.
        """
        found = [days.filter(pl.col("day") <= today).max().collect().item() for days in self._days()]
        return max((day for day in found if day is not None), default=None)

    def won_after(self, day: date) -> tuple[int, date | None]:
        """How many lines are won later than `day`, and the latest date among them: most likely typed wrong."""
        if "orders" not in self or "order_date" not in self["orders"].collect_schema().names():
            return 0, None
        won = won_lines(self["orders"]).filter(pl.col("order_date") > day)
        count, last = won.select(pl.len(), pl.col("order_date").max()).collect(engine="streaming").row(0)
        return count, last

    def currencies(self, name: str) -> tuple[str, ...]:
        """The currencies that a table records for its amounts, by name; none where it records none."""
        columns = self[name].collect_schema().names() if name in self else []
        if not {"amount", "currency"} <= set(columns):
            return ()
        named = self[name].filter(pl.col("amount").is_not_null()).select(pl.col("currency").drop_nulls().unique())
        return tuple(sorted(named.collect(engine="streaming")["currency"]))

    def _days(self) -> Iterator[pl.LazyFrame]:
        for name, column in _DATES.items():
            if name in self and column in self[name].collect_schema().names():
                frame = won_lines(self[name]) if name == "orders" else self[name]
                yield frame.select(pl.col(column).cast(pl.Date).alias("day"))

    @cached_property
    def names(self) -> pl.DataFrame:
        """`client_id` and `client_name` of every client met anywhere; the id where there is no name."""
        seen = [
            frame.select(
                "client_id",
                pl.col("client_name") if "client_name" in columns else pl.lit(None, pl.String).alias("client_name"),
            )
            for name, frame in self.frames.items()
            if name != "products" and (columns := frame.collect_schema().names())
        ]
        if not seen:
            return pl.DataFrame(schema={"client_id": pl.String, "client_name": pl.String})
        met = pl.concat(seen).drop_nulls("client_id").group_by("client_id").agg(pl.col("client_name").min())
        named = met.with_columns(pl.col("client_name").fill_null(pl.col("client_id")))
        return named.sort("client_id").collect(engine="streaming")


def tables(folder: Path) -> Tables:
    """The base in `folder`. Where a table gives a client's name only, the table of clients gives the id."""
    found = {name: stored(folder / f"{name}.parquet") for name in NAMES if (folder / f"{name}.parquet").is_file()}
    ids = _ids(found.get("clients"))
    frames = {name: frame if name == "products" else _identified(frame, ids) for name, frame in found.items()}
    if "clients" in frames and "client_id" in frames["clients"].collect_schema().names():
        frames["clients"] = _one_row_each(frames["clients"])
    orders = frames.get("orders")
    if "requests" not in frames and orders is not None and "status" in orders.collect_schema().names():
        renamed = {"deal_id": "request_id", "order_date": "refusal_date"}
        frames["requests"] = orders.filter(pl.col("status").is_in(["lost", "open"])).rename(renamed, strict=False)
    return Tables(frames)


def write(frame: pl.DataFrame, path: Path) -> None:
    """Writes Parquet so that a reader sees the old file or the new one, never a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(path) as unfinished:
        frame.write_parquet(unfinished)


def _ids(clients: pl.LazyFrame | None) -> pl.LazyFrame | None:
    """Name -> id, for names that only one client bears."""
    if clients is None or not {"client_id", "client_name"} <= set(clients.collect_schema().names()):
        return None
    named = clients.select("client_name", pl.col("client_id").alias("known_id")).drop_nulls().unique()
    return named.filter(pl.len().over("client_name") == 1)


def _one_row_each(clients: pl.LazyFrame) -> pl.LazyFrame:
    """A row a client, whatever the order of rows: of cells that differ the first in the order of their values."""
    kept = clients.drop_nulls("client_id")
    return kept.group_by("client_id", maintain_order=True).agg(pl.all().drop_nulls().min())


def _identified(frame: pl.LazyFrame, ids: pl.LazyFrame | None) -> pl.LazyFrame:
    columns = frame.collect_schema().names()
    if "client_name" not in columns:
        return frame
    given = pl.col("client_id") if "client_id" in columns else pl.lit(None, pl.String)
    if ids is None:
        return frame.with_columns(pl.coalesce(given, "client_name").alias("client_id"))
    joined = frame.join(ids, on="client_name", how="left")
    return joined.with_columns(pl.coalesce(given, "known_id", "client_name").alias("client_id")).drop("known_id")
