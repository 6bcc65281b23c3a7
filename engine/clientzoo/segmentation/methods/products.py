"""Products: what each client uses of what its segment is meant to use."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from clientzoo.segmentation.method import Method, aliases
from clientzoo.segmentation.products import matrix_table, of_no_segment, products
from clientzoo.segmentation.report.lists import Lists
from clientzoo.segmentation.report.products_part import products_section
from clientzoo.segmentation.report.section import Section
from clientzoo.segmentation.result import Result
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables


def _run(base: Tables, own: Settings, as_of: date) -> Result:
    matrix = base["products"].collect()
    found = products(base["orders"], as_of=as_of, clients=base["clients"], matrix=matrix, aliases=aliases(own))
    strays = of_no_segment(found, matrix)
    notes = (f"meant for no segment: {', '.join(strays)}",) if strays else ()
    facts = found.select(
        "client_id", "development", "unsold_products", pl.col("gaps").list.join(", ").alias("unsold_products_note")
    )
    tables = {"products": found, "matrix": matrix_table(found)}
    return Result("products", as_of, own.of("products"), tables, "product_fit", facts, notes)


def _section(found: Mapping[str, Result], facts: pl.DataFrame, lists: Lists) -> Section | None:
    return products_section(found["products"], facts, lists) if "products" in found else None


METHOD = Method("products", 6, ("orders", "clients", "products"), _run, by_line=True, section=_section, shown=7)
