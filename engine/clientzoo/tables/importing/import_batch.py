"""One batch of rows: read column by column; rows with a cell that cannot be read go aside with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from clientzoo.tables.detect import field_headings as headings
from clientzoo.tables.detect.body_rows import beyond, without_missing
from clientzoo.tables.detect.footer_rows import divided
from clientzoo.tables.importing.import_plan import ImportPlan
from clientzoo.tables.table import LINE
from clientzoo.tables.values import currency, dates, ids, numbers, statuses
from clientzoo.tables.values.numbers import Cells

REJECTS = {"line": pl.Int64, "column": pl.String, "value": pl.String, "reason": pl.String}
_SHOWN = 200
_LARGEST = 1e15  # that a cell of money holds


class Totals(NamedTuple):
    """Sums of the table's money column in the file, and how they divide into rows read and rejected."""

    before: Decimal = Decimal(0)
    read: Decimal = Decimal(0)
    rejected_sum: Decimal = Decimal(0)

    def plus(self, other: "Totals") -> "Totals":
        return Totals(self.before + other.before, self.read + other.read, self.rejected_sum + other.rejected_sum)


class BatchImport(NamedTuple):
    """What a batch gives. `rows` are those that are not blank, `rejected` those with an entry in `rejects`; `rounded`
    counts amounts finer than hundredths, `rounding` is what rounding those read adds to the sums, by currency."""

    frame: pl.DataFrame
    rejects: pl.DataFrame
    rows: int
    rejected: int
    totals: Mapping[str, Totals]
    renamed: int
    rounded: int
    rounding: Mapping[str, Decimal]


@dataclass
class _Faults:
    """Why rows cannot be read: of each row the cells at fault, in the order of the fields."""

    body: pl.DataFrame
    how: ImportPlan
    found: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)
    cut_wrong: set[int] = field(default_factory=set)  # rows of which no cell is what it seems

    def add(self, row: int, name: str, reason: str) -> None:
        if row in self.cut_wrong:
            return
        value = self.body[str(self.how.fields[name])][row]
        self.found.setdefault(row, []).append((self.how.title(name), "" if value is None else value[:_SHOWN], reason))

    def add_all(self, rows: pl.Series, name: str, reason: str) -> None:
        for row in rows.arg_true():
            if row not in self.found:
                self.add(row, name, reason)

    def frame(self) -> pl.DataFrame:
        lines = self.body[LINE]
        rows = [(lines[row], *one) for row in sorted(self.found) for one in self.found[row]]
        return pl.DataFrame(rows, schema=REJECTS, orient="row")


def read_batch(rows: pl.DataFrame, how: ImportPlan) -> BatchImport:
    """Reads the rows below the heading as understood."""
    body, _, _ = divided(rows, how.heading.titles, how.fields, how.of)
    faults = _Faults(body, how)
    _check_widths(faults)
    corrupted: dict[str, pl.Series] = {}
    columns: dict[str, pl.Series] = {}
    for name, column in how.fields.items():
        cells = without_missing(body[str(column)])
        if headings.kind(name) == "id":
            columns[name], corrupted[name] = ids.read_ids(cells, name in how.corrupted_dates)
            continue
        read = _column(cells, name, how)
        columns[name] = read.values
        for row, reason in read.wrong.items():
            faults.add(row, name, reason)
    _settle_statuses(faults, columns)
    worth = columns.get(how.of.total)
    codes = _codes(faults, columns)
    _check_needs(faults, columns, corrupted)
    good = ~pl.Series(range(body.height), dtype=pl.Int64).is_in(list(faults.found)) if faults.found else None
    finer = _finer(body, how)
    totals, rounding = _totals(worth, _with_exact(worth, finer, body, how), codes, good)
    if codes is not None:
        columns |= {name: _converted(columns[name], codes, how) for name in _money(how)}
    if how.currency:
        columns["currency"] = pl.repeat(how.currency, body.height, eager=True, dtype=pl.String)
    renamed = _merge_clients(columns, how)
    frame = pl.DataFrame([series.alias(name) for name, series in columns.items()])
    return BatchImport(
        frame.filter(good) if good is not None else frame, faults.frame(), rows.height, len(faults.found), totals,
        renamed, len(finer), rounding,
    )  # fmt: skip


def _column(cells: pl.Series, name: str, how: ImportPlan) -> Cells:
    match headings.kind(name):
        case "money" | "number" | "whole" as kind:
            return numbers.read_numbers(cells, kind, how.points[name])
        case "date":
            return dates.read_dates(cells, how.orders[name], how.sheet.from_1904)
        case "status":
            return statuses.read_statuses(cells, how.choices.statuses)
    return Cells(cells.str.replace_all(r"\s+", " "), {})


def _settle_statuses(faults: _Faults, columns: dict[str, pl.Series]) -> None:
    """An order without a status is not taken for a won one, and a refund is not taken for an order."""
    if faults.how.of.name != "orders" or "status" not in columns:
        return
    if "deal_id" in columns:
        columns["status"] = statuses.inherited(columns["status"], columns["deal_id"])
    if "amount" in columns:
        columns["status"] = statuses.with_credit_notes_won(columns["status"], columns["amount"])
    reason = f"no status; say --status '{statuses.EMPTY}=won', =lost or =open"
    faults.add_all(columns["status"].is_null(), "status", reason)


def _check_widths(faults: _Faults) -> None:
    """Rows with more cells than the heading are cut at the wrong places, unless most rows are so."""
    how, body = faults.how, faults.body
    faults.cut_wrong.update([] if how.unnamed_columns else beyond(body, how.heading).arg_true())
    for row in faults.cut_wrong:
        cells = [cell for cell in body.drop(LINE).row(row) if cell is not None]
        reason = f"more cells than the {len(how.heading.titles)} of the heading"
        faults.found[row] = [("", " | ".join(cells)[:_SHOWN], reason)]


def _check_needs(faults: _Faults, columns: Mapping[str, pl.Series], corrupted: Mapping[str, pl.Series]) -> None:
    """What the table needs is there; but an open deal has no date of closing yet, and counts nowhere."""
    of = faults.how.of
    excused = pl.repeat(False, faults.body.height, eager=True, dtype=pl.Boolean)
    if of.name == "orders" and "status" in columns:
        excused = columns["status"].is_in(["lost", "open", "refunded"]).fill_null(False)
    lacking = {name: columns[name].is_null() & ~excused for name in of.needs}
    faulty = set(faults.found)
    for name, rows in lacking.items():
        for row in rows.arg_true():
            if row not in faulty:
                faults.add(row, name, "missing")
    given = [name for name in of.one_of if name in columns]
    if not given:
        return
    nobody = pl.DataFrame([columns[name].is_null().alias(name) for name in given]).select(pl.all_horizontal(pl.all()))
    rows = nobody.to_series()
    for name, cut in corrupted.items():
        if name in given and cut.any():
            faults.add_all(rows & cut, name, "no client: a spreadsheet corrupted the id; export ids as text")
            rows &= ~cut
    faults.add_all(rows, given[0], "no client")


def _codes(faults: _Faults, columns: Mapping[str, pl.Series]) -> pl.Series | None:
    """The currency of each row's money; rows in another than the table's, without a rate, go aside."""
    how, body = faults.how, faults.body
    if how.of.total not in columns or not how.named_currencies:
        return None
    signs = {name: currency.of_amounts(without_missing(body[str(how.fields[name])])) for name in _money(how)}
    codes = signs[how.of.total]
    if "currency" in how.fields:
        stated = currency.of_column(without_missing(body[str(how.fields["currency"])]))
        codes = stated.zip_with(stated.is_not_null(), codes)
    codes = codes.set((codes == currency.UNNAMED).fill_null(False) | codes.is_null(), how.unnamed)
    for name, named in signs.items():
        unlike = (named != currency.UNNAMED) & (named != codes)
        faults.add_all(unlike.fill_null(False), name, "another currency than the rest of the row")
    foreign = (codes != how.currency) & columns[how.of.total].is_not_null()
    for row in (foreign & ~codes.is_in([*how.choices.rates])).arg_true():
        if row not in faults.found:
            rest = how.currency or "no currency named"
            faults.add(row, how.of.total, f"in {codes[row]}, the others in {rest}; say --rate {codes[row]}=...")
    if foreign.any() and how.choices.rates:
        rates = codes.replace_strict({code: float(rate) for code, rate in how.choices.rates.items()}, default=1.0)
        for name in signs:
            large = (columns[name].cast(pl.Float64) * rates).abs() >= _LARGEST
            faults.add_all(large.fill_null(False), name, "too large a number")
    return codes


def _money(how: ImportPlan) -> list[str]:
    return [name for name in how.fields if headings.kind(name) == "money"]


def _converted(money: pl.Series, codes: pl.Series, how: ImportPlan) -> pl.Series:
    """The money in the table's currency, by the rates the user gave."""
    foreign = (codes != how.currency) & codes.is_in([*how.choices.rates]) & money.is_not_null()
    rows = foreign.arg_true()
    if not len(rows):
        return money
    rates = {code: Decimal(rate) for code, rate in how.choices.rates.items()}
    values = [
        (value * rates[code]).quantize(Decimal("0.01"))
        for value, code in zip(money.gather(rows), codes.gather(rows), strict=True)
    ]
    return money.scatter(rows, pl.Series(values, dtype=money.dtype, strict=False))


def _totals(
    worth: pl.Series | None, exact: pl.Series | None, codes: pl.Series | None, good: pl.Series | None
) -> tuple[dict[str, Totals], dict[str, Decimal]]:
    """The file's sums by currency, and what the amounts that were read differ from them, being rounded."""
    if worth is None or exact is None:
        return {}, {}
    amounts = pl.DataFrame([
        worth.cast(exact.dtype).alias("worth"),
        exact.alias("exact"),
        (codes if codes is not None else pl.repeat("", len(worth), eager=True, dtype=pl.String)).alias("code"),
        (good if good is not None else pl.repeat(True, len(worth), eager=True, dtype=pl.Boolean)).alias("good"),
    ])  # fmt: skip
    sums = amounts.group_by("code").agg(
        pl.col("exact").sum(), pl.col("exact").filter("good").sum().alias("read"),
        pl.col("exact").filter(~pl.col("good")).sum().alias("aside"),
        (pl.col("worth") - pl.col("exact")).filter("good").sum().alias("rounding"),
    )  # fmt: skip
    rows = list(sums.iter_rows())
    totals = {code: Totals(before, read, aside) for code, before, read, aside, _ in rows}
    return totals, {code: rounding for code, *_, rounding in rows if rounding}


def _with_exact(worth: pl.Series | None, finer: pl.Series, body: pl.DataFrame, how: ImportPlan) -> pl.Series | None:
    """The money of each row as the file has it: as read but where it was rounded."""
    if worth is None or not len(finer):
        return None if worth is None else worth.cast(pl.Decimal(38, 2 if worth.dtype.is_decimal() else 6))
    total = how.of.total
    cells = without_missing(body[str(how.fields[total])].gather(finer))
    return worth.cast(pl.Decimal(38, 9)).scatter(finer, numbers.exact(cells, how.points[total]))


def _finer(body: pl.DataFrame, how: ImportPlan) -> pl.Series:
    """The rows whose amounts say more than hundredths; longer tails are a computer's own inexactness."""
    total = how.of.total
    point = how.points.get(total)
    if headings.kind(total) != "money" or point is None:
        return pl.Series([], dtype=pl.UInt32)
    return body[str(how.fields[total])].str.contains(rf"\{point}\d\d0{{0,3}}[1-9]\d{{0,3}}\D*$").arg_true()


def _merge_clients(columns: dict[str, pl.Series], how: ImportPlan) -> int:
    """Gives clients the names and ids that the user says are theirs; the number of rows that changed."""
    changed: Any = None
    for name, given in (("client_name", how.choices.names), ("client_id", how.choices.ids)):
        if not given or name not in columns:
            continue
        merged = columns[name].replace(dict(given))
        differs = merged.ne_missing(columns[name])
        changed = differs if changed is None else changed | differs
        columns[name] = merged
    return int(changed.sum()) if changed is not None else 0
