"""What the methods say of each client, as one table: the facts that rules, playbooks and explanations use."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ImpossibleAnswerError, answer_value
from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.stored import stored

FILE = "facts.parquet"
_NOTE = "_note"


def facts_table(names: pl.DataFrame, found: Iterable[pl.DataFrame], as_of: date) -> pl.DataFrame:
    """One row a client: `client_id`, `client_name`, `as_of` and a column for each fact."""
    facts = names.with_columns(pl.lit(as_of).alias("as_of"))
    for one in found:
        facts = facts.join(one, on="client_id", how="left")
    return facts.sort("client_id")


def answers(row: Mapping[str, object], zoo: Zoo) -> dict[str, Answer]:
    """One client's facts as answers; columns that are no attribute of the zoo, or values it does not allow, are left
    out."""
    found = {}
    for name, value in row.items():
        attribute = zoo.attributes.get(name)
        if attribute is None or value is None:
            continue
        given = round(value, 2) if isinstance(value, float) else value
        try:
            found[name] = Answer(answer_value(attribute, given, zoo), note=str(row.get(name + _NOTE) or ""))
        except ImpossibleAnswerError:
            continue
    return found


def facts_of(path: Path, client: str, zoo: Zoo) -> dict[str, Answer]:
    """The facts of the client with this id or name, measured attributes only; empty where it is not in the table."""
    wanted = client.strip().casefold()
    rows = (
        stored(path)
        .filter(
            (pl.col("client_id").str.to_lowercase() == wanted) | (pl.col("client_name").str.to_lowercase() == wanted)
        )
        .head(2)
        .collect()
    )
    if rows.height != 1:  # none, or two clients of one name: better no fact than another's
        return {}
    measured = {name for name, attribute in zoo.attributes.items() if not attribute.asked}
    return {name: answer for name, answer in answers(rows.row(0, named=True), zoo).items() if name in measured}
