"""Where the tables of a base lie, and what several commands print of them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import UserError

if TYPE_CHECKING:
    import polars as pl

    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.segmentation.settings import Settings
    from clientzoo.segmentation.tables import Tables

FolderOption = Annotated[
    Path | None,
    typer.Option("--base", metavar="DIR", help="The folder of the base's tables. Default: `base` in the workspace."),
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", formats=["%Y-%m-%d"],
        help="The day to look from, as 2026-06-30. Default: the last day in the data up to today.",
        show_default=False,
    ),
]  # fmt: skip
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME=VALUE", help="Another setting for this run, as xyz_grain=quarter; may be repeated.",
        show_default=False,
    ),
]  # fmt: skip


def base_folder(given: Path | None) -> Path:
    """`given`, else `base` beside the nearest clientzoo.toml, else in the current folder."""
    from clientzoo.knowledge.find import workspace_file

    here = Path.cwd()
    settings = workspace_file(here)
    root = settings.parent if settings is not None else here
    return given or root / "base"


def open_base(folder: Path) -> "Tables":
    """The tables. Raises UserError where there are none."""
    from clientzoo.segmentation.tables import tables

    found = tables(folder)
    if not found.frames:
        raise UserError(f"{folder} holds no tables yet; begin with `clientzoo base import` or `clientzoo base demo`")
    return found


def day(given: datetime | None, base: "Tables") -> date:
    """The as-of date. Raises UserError where neither the user nor the data gives one."""
    found = given.date() if given else base.last_day(_today())
    if found is None:
        raise UserError("nothing in the base is dated up to today; say --as-of")
    return found


def dates_left_out(base: "Tables", when: date) -> tuple[str, ...]:
    """What to tell of orders that are won in the future, seen from today and from `when`."""
    latest = max(when, _today())
    count, last = base.won_after(latest)
    if not count:
        return ()
    lines = "1 line of orders is" if count == 1 else f"{count} lines of orders are"
    return (f"{lines} dated after {latest} (up to {last}) and left out; is a date typed wrong?",)


def _today() -> date:
    return datetime.now().astimezone().date()


def chosen_settings(zoo: "Zoo", given: Iterable[str] | None) -> "Settings":
    """The settings of the zoo with those of the command line. Raises UserError, or ProblemsError."""
    from clientzoo.segmentation.frames import UnfitTableError
    from clientzoo.segmentation.settings import settings

    try:
        return settings(zoo, given or ())
    except UnfitTableError as error:
        raise UserError(str(error)) from None


def cell(value: Any) -> str:
    """A value in a table of text."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:,.0f}"
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value)) or "-"
    return printable(str(value))


def printable(text: str) -> str:
    """Text of a user's file such that it cannot speak to the terminal: what is no letter or sign becomes a blank."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def lines_of(frame: "pl.DataFrame", most: int | None = None) -> list[str]:
    """The table as aligned text, numbers to the right."""
    rows: Sequence[Sequence[Any]] = frame.head(most).rows() if most else frame.rows()
    texts = [[name.replace("_", " ") for name in frame.columns], *([cell(value) for value in row] for row in rows)]
    widths = [min(max(map(len, column)), 40) for column in zip(*texts, strict=True)]
    right = [kind.is_numeric() for kind in frame.dtypes]
    return [
        "  ".join(
            (_cut(text, width).rjust(width) if to_right else _cut(text, width).ljust(width))
            for text, width, to_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in texts
    ]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
