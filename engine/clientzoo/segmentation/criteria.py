"""The catalogue of criteria, and the hygiene of those in use.

The method's rules: every parameter serves a decision that can be named; there are few of them; each is either from
birth or from working together; what can be read in two ways is wrong. What a program can see of it: a question no rule
looks at, a column that is mostly empty, that is the same for all, or that differs for nearly every client and so
divides nothing.
Source: the base methods, "parameter hygiene" and the catalogues of criteria. Ours: the bounds.
"""

from pathlib import Path
from typing import Any

import polars as pl

from clientzoo.knowledge.condition import names
from clientzoo.knowledge.yaml import read
from clientzoo.knowledge.zoo import Zoo

MANY = 60
_MOSTLY_EMPTY, _NEARLY_ALL = 0.5, 0.8
_NAMES = ("client_id", "client_name")


def catalogue() -> pl.DataFrame:
    """`id`, `set` (b2b, b2c, geography, demography, psychography), `name`, `kind`, `purpose`."""
    loaded: list[dict[str, Any]] = read(Path(__file__).with_name("criteria.yaml")).value["criteria"]
    return pl.DataFrame(loaded).select("id", "set", "name", "kind", "purpose")


def hygiene(zoo: Zoo, clients: pl.DataFrame | None = None) -> pl.DataFrame:
    """What is doubtful: `parameter`, `finding`. Of the zoo's questions, and of the columns of the table of clients."""
    looked_at = {name for rule in zoo.rules for name in names(rule.condition)}
    looked_at |= {name for one in zoo.transitions.values() for need in one.needs for name in names(need.when)}
    looked_at |= {name for one in zoo.questions.values() if one.relevant_if for name in names(one.relevant_if)}
    found = [
        (name, "no rule looks at it: which decision does it serve?") for name in zoo.questions if name not in looked_at
    ]
    if len(zoo.questions) > MANY:
        found.append(("all", f"{len(zoo.questions)} questions: the more there are, the fewer get answered"))
    seen: dict[str, str] = {}
    for name, attribute in zoo.questions.items():
        twin = seen.setdefault(attribute.purpose.casefold(), name)
        if twin != name:
            found.append((name, f"the same purpose as {twin}: one of them may go"))
    if clients is not None and clients.height:
        found += [(column, finding) for column in clients.columns if (finding := _column(clients[column]))]
    return pl.DataFrame(found, schema={"parameter": pl.String, "finding": pl.String}, orient="row")


def _column(values: pl.Series) -> str:
    if values.name in _NAMES:
        return ""
    known = values.drop_nulls()
    if known.len() < values.len() * _MOSTLY_EMPTY:
        return f"empty for {100 - known.len() * 100 // values.len()} % of the clients"
    if known.n_unique() == 1 and values.len() > 1:
        return "the same for all: it divides nothing"
    if known.dtype == pl.String and known.n_unique() > known.len() * _NEARLY_ALL and known.len() > 10:
        return "another text for nearly every client: it names and does not divide"
    return ""
