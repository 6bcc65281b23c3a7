"""The questions most worth asking next, across the base: what an answer brings to the clients who have not given it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl

from clientzoo.inference.columns import compiled
from clientzoo.inference.plan import plan
from clientzoo.knowledge.zoo import Attribute, Zoo
from clientzoo.pool.classify import Base
from clientzoo.tables.heading import CLIENT

SAMPLE = 500  # clients
_ROW = "\x00row"  # no question is called so
_QUANTILES = ((0.1, 0.25), (0.5, 0.5), (0.9, 0.25))  # of a number, each with its weight


@dataclass(frozen=True, slots=True)
class Worth:
    """`gain`: how much likelier than now a client without this answer would be decided, on average, in [-1, 1].

    `lacking` is the share of the base without it. What others answered tells how likely each answer is.
    """

    question: str
    gain: float
    lacking: float


def worth_asking(base: Base, sample: int = SAMPLE) -> tuple[Worth, ...]:
    """The questions by what an answer brings, greatest first, estimated on a sample that is the same each time."""
    zoo = base.zoo
    clients = _sampled(base, sample)
    clients = clients.with_columns(
        pl.lit(None, dtype=_kind(one)).alias(one.id) for one in zoo.attributes.values() if one.id not in clients.columns
    )
    imagined = [one for attribute in zoo.questions.values() for one in _imagined(attribute, clients)]
    decided = _decided(zoo, pl.concat([clients, *(one.clients for one in imagined)]))
    before, start = decided.head(clients.height), clients.height
    gain: dict[str, float] = {}
    for one in imagined:
        after = decided.slice(start, one.clients.height).mean()
        start += one.clients.height
        gain[one.question] = gain.get(one.question, 0.0) + one.likelihood * float(after or 0.0)  # type: ignore[arg-type]
    found = []
    for question, expected in gain.items():
        lacking = clients[question].is_null()
        now = float(before.filter(lacking).mean() or 0.0)  # type: ignore[arg-type]
        found.append(Worth(question, expected - now, float(lacking.mean() or 0.0)))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda one: (-one.gain, one.question)))


class _Imagined(NamedTuple):
    """The clients who lack an answer, as if all of them had given this one."""

    question: str
    likelihood: float
    clients: pl.DataFrame


def _imagined(attribute: Attribute, clients: pl.DataFrame) -> Iterator[_Imagined]:
    answer = clients[attribute.id]
    lacking = clients.filter(answer.is_null())
    if lacking.height:
        for value, likelihood in _answers(attribute, answer.drop_nulls()):
            given = pl.lit(value).cast(answer.dtype).alias(attribute.id)
            yield _Imagined(attribute.id, likelihood, lacking.with_columns(given))


def _sampled(base: Base, number: int) -> pl.DataFrame:
    """`number` clients, drawn in one pass by a hash of their row."""
    kept: pl.DataFrame | None = None
    row = 0
    for frame, _ in base.clients():
        drawn = frame.with_columns(pl.int_range(row, row + frame.height).hash(seed=1).alias(_ROW))
        row += frame.height
        kept = (drawn if kept is None else pl.concat([kept, drawn])).bottom_k(number, by=_ROW)
    empty = pl.DataFrame(schema=base.schema)
    return empty if kept is None else kept.drop(_ROW)


def _decided(zoo: Zoo, clients: pl.DataFrame) -> pl.Series:
    columns = compiled(plan(zoo), clients.columns, keep=[CLIENT])
    verdicts: pl.DataFrame = columns.classified(nw.from_native(clients.lazy())).to_native().collect()
    return (verdicts["status"] == "decided").cast(pl.Float64)


def _answers(attribute: Attribute, known: pl.Series) -> Sequence[tuple[Any, float]]:
    """What an answer may be and how likely: as the others answered, nothing being impossible."""
    if attribute.numeric:
        return [(known.quantile(share), weight) for share, weight in _QUANTILES] if len(known) else ()
    counted = dict(known.value_counts().iter_rows())
    total = len(known) + len(attribute.values)
    return [(value, (counted.get(value, 0) + 1) / total) for value in attribute.values]


def _kind(attribute: Attribute) -> Any:
    if attribute.numeric:
        return pl.Float64
    return pl.Boolean if attribute.type == "boolean" else pl.Enum([str(value) for value in attribute.values])
