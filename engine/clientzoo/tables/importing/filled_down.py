"""Cells that stand once for several rows: further lines of an order, merged cells, a client on a line of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from clientzoo.tables.detect.body_rows import rows_below, without_missing
from clientzoo.tables.detect.field_headings import Table, kind, known_words
from clientzoo.tables.detect.heading_rows import Heading
from clientzoo.tables.formats.sheet import Sheet
from clientzoo.tables.table import LINE

_NO_NUMBER = "\x00"  # of a row with a client: what stands below belongs to no earlier order
_CLIENT = ("client_id", "client_name")


class FillPlan(NamedTuple):
    """What is filled down: lines of an order that lack what its first line says; rows below a client's own line; merged
    cells, as (first line, last line, column)."""

    lines_of_orders: int
    groups: int
    merged: tuple[tuple[int, int, int], ...]


def fill_plan(sheet: Sheet, heading: Heading, fields: Mapping[str, int], of: Table) -> FillPlan | None:
    """What can be filled down for certain; None where nothing can.

    A line belongs to the order above where it bears the same number. A client stands on a line of its own where no row
    of the file has both a client and a date, and the client's lines hold nothing else but sums.
    """
    clients = [str(fields[name]) for name in _CLIENT if name in fields]
    if of.name != "orders" or not clients or "order_date" not in fields:
        return None
    filled = [fields[name] for name in fields if kind(name) in ("id", "text", "date", "status")]
    merged = tuple(one for one in getattr(sheet, "merged_down", ()) if one[2] in filled and one[0] > heading.line)
    numbers = {str(index) for name, index in fields.items() if kind(name) in ("money", "number", "whole")}
    lines = groups = both = detail = odd = 0
    last: tuple[str | None, bool] = (None, False)
    for number, batch in enumerate(sheet.batches()):
        body = rows_below(batch, heading)
        client = _first(body, clients)
        dated = without_missing(body[str(fields["order_date"])]).is_not_null()
        both += int((client.is_not_null() & dated).sum())
        detail += int((client.is_null() & dated).sum())
        others = [name for name in body.columns if name not in {LINE, *clients, *numbers}]
        bare = body.select(pl.all_horizontal(pl.col(others).is_null()) if others else pl.lit(True)).to_series()
        alone = client.is_not_null() & ~dated & ~_is_total(client)
        groups += int((alone & bare).sum())
        odd += int((alone & ~bare).sum())
        if number == 0 and not merged and body.height and not client.null_count():
            return None  # every row has its client: no second look at a long file
        if "deal_id" in fields and client.null_count():
            for deal, named in zip(body[str(fields["deal_id"])], client.is_not_null(), strict=True):
                lines += deal is not None and not named and last[0] == deal and last[1]
                last = (deal, named or (last[0] == deal and last[1]))
        elif "deal_id" in fields and body.height:
            last = (body[str(fields["deal_id"])][-1], True)
    grouped = groups if groups and detail and not both and not odd else 0
    return FillPlan(lines, grouped, merged) if lines or grouped or merged else None


class FilledDown:
    """A sheet whose cells that stand for several rows are said in each of them."""

    def __init__(self, sheet: Sheet, heading: Heading, fields: Mapping[str, int], of: Table, plan: FillPlan) -> None:
        self.about, self.from_1904, self.merged, self._sheet = sheet.about, sheet.from_1904, sheet.merged, sheet
        self._heading, self._fields, self._total, self._plan = heading, fields, of.total, plan

    @property
    def notes(self) -> Sequence[str]:
        plan, said = self._plan, []
        if plan.lines_of_orders:
            said.append(
                f"{plan.lines_of_orders} further lines of orders take the client and the date from the first; where "
                "they name no amount they add none"
            )
        if plan.groups:
            said.append(
                f"{plan.groups} clients stand on lines of their own, above their rows; sums there are not counted"
            )
        if plan.merged:
            said.append(f"{len(plan.merged)} cells merged downwards count for each of their rows")
        return [*self._sheet.notes, *(f"{one}; --literal reads rows as they stand" for one in said)]

    def batches(self) -> Iterator[pl.DataFrame]:
        fields = self._fields
        clients = [str(fields[name]) for name in _CLIENT if name in fields]
        date, deal = str(fields["order_date"]), str(fields["deal_id"]) if "deal_id" in fields else None
        carried: dict[str, str | None] = {}
        for batch in self._sheet.batches():
            frame = _blank_missing(batch, [*clients, date, *([deal] if deal else [])])
            for first, last, column in self._plan.merged:
                frame = self._filled_merged(frame, first, last, str(column))
            above = frame.filter(pl.col(LINE) <= self._heading.line)
            below = frame.filter(pl.col(LINE) > self._heading.line)
            if self._plan.groups:
                below = self._under_groups(below, clients, date, carried)
            elif self._plan.lines_of_orders and deal:
                below = self._in_orders(below, clients, date, deal, carried)
            yield pl.concat([above, below])

    def _filled_merged(self, frame: pl.DataFrame, first: int, last: int, column: str) -> pl.DataFrame:
        within = pl.col(LINE).is_between(first, last)
        text = frame.filter(within).select(pl.col(column).drop_nulls().first()).item() if frame.height else None
        return frame.with_columns(
            pl.when(within & pl.col(column).is_null()).then(pl.lit(text)).otherwise(column).alias(column)
        )

    def _under_groups(
        self, below: pl.DataFrame, clients: Sequence[str], date: str, carried: dict[str, str | None]
    ) -> pl.DataFrame:
        total = _is_total(_first(below, clients))
        own = _first(below, clients).is_not_null() & below[date].is_null() & ~total
        filled = below.with_columns(
            pl.col(name).forward_fill().fill_null(pl.lit(carried.get(name), pl.String)) for name in clients
        )
        for name in clients:
            carried[name] = filled[name][-1] if filled.height else carried.get(name)
        return filled.with_columns(
            pl.when(pl.Series(total) | pl.col(date).is_not_null()).then(pl.col(name)) for name in clients
        ).filter(~own)

    def _in_orders(
        self, below: pl.DataFrame, clients: Sequence[str], date: str, deal: str, carried: dict[str, str | None]
    ) -> pl.DataFrame:
        named = _first(below, clients).is_not_null()
        order = (
            pl.Series("order", named)
            .to_frame()
            .select(pl.when(pl.col("order")).then(below[deal].fill_null(_NO_NUMBER)))
            .to_series()
        )
        order = order.forward_fill()
        order = order if carried.get("order") is None else order.fill_null(carried["order"])
        same = ~named & (order == below[deal]).fill_null(False)
        made = below
        for name in [*clients, date]:
            down = below[name].set(~named, None).forward_fill()
            down = down if carried.get(name) is None else down.fill_null(carried[name])
            carried[name] = down[-1] if len(down) else carried.get(name)
            made = made.with_columns(below[name].zip_with(~(same & below[name].is_null()), down).alias(name))
        carried["order"] = order[-1] if len(order) else carried.get("order")
        if self._total in self._fields:
            total = str(self._fields[self._total])
            nothing = same & without_missing(below[total]).is_null() & below[date].is_null()
            made = made.with_columns(pl.when(nothing).then(pl.lit("0")).otherwise(pl.col(total)).alias(total))
        return made


def _blank_missing(batch: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The batch with stripped cells in the columns, blank ones and words such as `-` missing."""
    wide = batch.with_columns(pl.lit(None, pl.String).alias(name) for name in columns if name not in batch.columns)
    cells = [pl.col(name).str.strip_chars() for name in columns]
    stripped = wide.with_columns(pl.when(cell != "").then(cell) for cell in cells)
    return stripped.with_columns(without_missing(stripped[name]).alias(name) for name in columns)


def _first(body: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    return body.select(pl.coalesce(columns).alias("client")).to_series() if columns else pl.Series(dtype=pl.String)


def _is_total(cells: pl.Series) -> pl.Series:
    return cells.str.to_lowercase().str.strip_chars(" :.").is_in(known_words()["sum_rows"]).fill_null(False)
