"""Products in the report: the matrix of segments and products, target against actual, and what else to sell to whom."""

from typing import Any

import polars as pl

from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.lists import Lists
from clientzoo.segmentation.report.section import Section, Table, sentences
from clientzoo.segmentation.result import Result


def products_section(products: Result, facts: pl.DataFrame, lists: Lists) -> Section:
    names = dict(facts.select("client_id", "client_name").iter_rows())
    clients = products.answer.to_dicts()
    wanting: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in clients:
        for product in row["gaps"]:
            developed = round(row["development"])
            wanting.setdefault((row["segment"], product), []).append(
                {"client": names.get(row["client_id"]), "developed %": developed, "has": ", ".join(row["used"])}
            )
    cells = [
        {
            "segment": row["segment"], "product": row["product"], "open": max(row["aimed"] - row["using"], 0),
            "text": f"{row['using']} of {row['aimed']}" if row["aimed"] else f"{row['using']} beside",
            "href": lists.add(f"gap {row['segment']} {row['product']}", f"{row['segment']} without {row['product']}",
                              wanting.get((row["segment"], row["product"]), [])),
        }
        for row in products.tables["matrix"].drop_nulls("segment").to_dicts()
    ]  # fmt: skip
    wanted = [row for row in clients if row["gaps"]]
    # Who buys already is easier to sell to than who has never bought.
    open_ = sorted(wanted, key=lambda row: (not row["used"], -len(row["gaps"]), row["client_id"]))
    rows = [
        (names.get(row["client_id"], row["client_id"]), row["segment"], f"{row['development']:.0f} %",
         ", ".join(row["gaps"]))
        for row in open_
    ]  # fmt: skip
    said = sentences([
        "How many clients of a segment use a product, of how many that it is meant for",
        "The darker, the more is left to sell, and a click shows to whom",
        f"{len(open_)} clients lack something meant for them", *products.notes,
    ])  # fmt: skip
    picture = charts.grid(cells, "product", "segment", "open", "text", titles=("product", "segment"), size=92)
    table = Table(("client", "segment", "developed", "not yet sold"), rows, at_once=15)
    return Section("products", "What else to sell", said, picture if cells else "", [table])
