"""Ids, kept as text; and what spreadsheets do to them: exponents, dates, zeros eaten, digits lost."""

import re
from collections import Counter
from dataclasses import dataclass, field

import polars as pl

# A spreadsheet writes one digit before the sign; `12345e12` is an id, and so is a hex number with one `e` in it.
_EXPONENT = r"^\d(?:[.,]\d{1,14}[eE]\+?|[eE]\+)\d{2,3}$"
_MONTHS = "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = (
    rf"(?i)^(?:\d{{4}}-\d\d-\d\d(?: 00:00:00)?|\d{{1,2}}[.\- ](?:{_MONTHS})\.?(?:[.\- ]\d{{2,4}})?|"
    rf"(?:{_MONTHS})\.?[.\- ]\d{{1,4}})$"
)
_EXAMPLES = 3
_AS_TEXT = "export them as text"
_EXACT_DIGITS = 15  # that a spreadsheet's number holds
_TAX_NUMBERS = (10, 12)


@dataclass
class Signs:
    """What the cells of one column of ids look like, gathered batch by batch."""

    cells: int = 0
    exponents: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)
    zeros: Counter[int] = field(default_factory=Counter)  # lengths of those with a zero before
    short: dict[int, str] = field(default_factory=dict)  # an example of each length
    long_and_round: Counter[str] = field(default_factory=Counter)
    long: int = 0
    several: Counter[str] = field(default_factory=Counter)

    def add(self, cells: pl.Series) -> None:
        ids = plain(cells.drop_nulls())
        self.cells += len(ids)
        self.exponents.update(_counts(ids.filter(ids.str.contains(_EXPONENT))))
        self.dates.update(_counts(ids.filter(ids.str.contains(_DATE))))
        self.several.update(_counts(ids.filter(ids.str.contains(";", literal=True))))
        digits = ids.filter(ids.str.contains(r"^\d+$")).unique()
        sizes = digits.str.len_chars().alias("size")
        for size, example, zero in (
            pl.DataFrame([digits.alias("id"), sizes])
            .group_by("size")
            .agg(pl.col("id").min(), pl.col("id").str.starts_with("0").sum().alias("zero"))
            .iter_rows()
        ):
            self.short.setdefault(size, example)
            self.zeros[size] += zero
        self.lengths.update(dict(sizes.value_counts().iter_rows()))
        long = digits.filter(sizes > _EXACT_DIGITS)
        self.long += len(long)
        self.long_and_round.update(long.filter(long.str.ends_with("0")).head(_EXAMPLES).to_list())

    @property
    def corrupted_dates(self) -> bool:
        """Whether dates among the ids are corrupted ids: a system that numbers by date does so throughout."""
        return bool(self.dates) and self.dates.total() * 2 < self.cells

    def warnings(self, heading: str) -> list[str]:
        """What to tell of the column, with examples."""
        said = []
        if self.exponents:
            said.append(
                f"{heading}: {self.exponents.total()} ids were cut short by a spreadsheet ({_some(self.exponents)}) "
                f"and are no ids any more; {_AS_TEXT}"
            )
        if self.corrupted_dates:
            said.append(
                f"{heading}: {self.dates.total()} ids were made into dates by a spreadsheet ({_some(self.dates)}) "
                f"and are no ids any more; {_AS_TEXT}"
            )
        elif self.dates:
            said.append(f"{heading}: {self.dates.total()} ids look like dates ({_some(self.dates)}); kept as they are")
        if self.several:
            said.append(
                f"{heading}: {self.several.total()} cells hold several ids ({_some(self.several)}), kept as one"
            )
        usual = max(self.lengths, key=lambda size: (self.lengths[size], size), default=0)
        shorter = {size: count for size, count in self.lengths.items() if size < usual}
        if self.zeros[usual] and shorter:
            said.append(
                f"{heading}: {sum(shorter.values())} ids are shorter than the others, which begin with zeros "
                f"(`{self.short[min(shorter)]}` beside `{self.short[usual]}`): were zeros eaten? kept as they are"
            )
        if re.search(r"инн|inn|tax", heading, re.IGNORECASE):
            lost = {size: count for size, count in self.lengths.items() if size + 1 in _TAX_NUMBERS}
            if lost:
                examples = ", ".join(f"`{self.short[size]}`" for size in lost)
                said.append(
                    f"{heading}: {sum(lost.values())} tax numbers are a digit short ({examples}): was a leading zero "
                    "eaten? kept as they are"
                )
        if self.long > 1 and len(self.long_and_round) >= min(self.long, _EXAMPLES):
            said.append(
                f"{heading}: ids of more than {_EXACT_DIGITS} digits all end with 0 ({_some(self.long_and_round)}): "
                "were they numbers in a spreadsheet? different ids may have become one"
            )
        return said


def plain(cells: pl.Series) -> pl.Series:
    """Ids as text, without the `.0` that a number's way through a spreadsheet adds."""
    return cells.str.replace(r"^(\d+)\.0+$", "$1")


def read_ids(cells: pl.Series, corrupted_dates: bool) -> tuple[pl.Series, pl.Series]:
    """The ids, those that a spreadsheet corrupted being missing; and which are."""
    ids = plain(cells)
    corrupted = ids.str.contains(_EXPONENT)
    if corrupted_dates:
        corrupted |= ids.str.contains(_DATE)
    corrupted = corrupted.fill_null(False)
    return (ids.set(corrupted, None) if corrupted.any() else ids), corrupted


def _counts(cells: pl.Series) -> dict[str, int]:
    return dict(cells.value_counts().iter_rows()) if len(cells) else {}


def _some(found: Counter[str]) -> str:
    return ", ".join(f"`{one}`" for one in sorted(found)[:_EXAMPLES])
