"""Bases of made-up clients of the shipped zoo, as files."""

from pathlib import Path

import polars as pl
import polars.selectors as cs

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from crowds import crowd

ZOO = load_zoo(shipped().root, shipped().name).sound()


def base(at: Path, number: int = 400) -> pl.DataFrame:
    """A base with names that would be formulas, in clients.csv and clients.parquet of the folder."""
    name = pl.when(pl.col("client") == "7").then(pl.lit("=1+1")).otherwise("client")
    frame = crowd(ZOO, number, doubted=0.1).with_columns(name.alias("client"))
    frame.write_parquet(at / "clients.parquet")
    frame.with_columns(cs.enum().cast(pl.String)).write_csv(at / "clients.csv")
    return frame


def many(at: Path) -> None:
    """many.csv: 300 000 clients, by writing the same hundred again and again."""
    base(at, 100)
    heading, *lines = (at / "clients.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    with (at / "many.csv").open("w", encoding="utf-8") as file:
        file.write(heading)
        for _ in range(3_000):
            file.writelines(lines)
