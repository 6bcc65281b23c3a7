"""The engine for whole bases says of each client what the engines for one client say, to the last bit."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from clientzoo.inference.column_names import certainty_column, output_names, to_column
from clientzoo.inference.columns import compiled
from clientzoo.inference.consultation import Answers, Consultation, Verdict
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.span import Span
from clientzoo.knowledge.zoo import Zoo
from strategies import Client, clients

Row = dict[str, Any]


def row(zoo: Zoo, consultation: Consultation) -> Row:
    """What the table should say of a client consulted alone."""
    verdict = consultation.verdict
    named = output_names(zoo)
    found = prospects(consultation)
    open_to = {one.transition.id: one.certainty for one in found}
    lead = next((one for one in found if one.open), None)
    certainty = {one.animal: one.certainty for one in consultation.ranking}
    return {
        "status": verdict.status,
        "animal": verdict.animal,
        "certainty": verdict.certainty,
        "runner_up": verdict.runner_up,
        "margin": verdict.margin,
        **({} if zoo.policy.list_from is None else {"listed": " ".join(_listed(zoo, verdict))}),
        **{column: open_to.get(transition) for transition, column in named.transitions.items()},
        "next_animal": lead.target if lead else None,
        "stage": lead.stage if lead else None,
        "readiness": lead.readiness if lead else None,
        **{column: certainty[animal] for animal, column in named.animals.items()},
        "fired": " ".join(dict.fromkeys(firing.rule for firing in consultation.firings)),
    }


def _listed(zoo: Zoo, verdict: Verdict) -> list[str]:
    """In the zoo's order, as the column has them."""
    return [animal for animal in zoo.animals if animal in verdict.listed]


def table(zoo: Zoo, answers: Sequence[Answers]) -> pl.DataFrame:
    """The answers as a table; columns of certainty only where somebody was in doubt."""
    columns: dict[str, pl.Series] = {"client": pl.Series(range(len(answers)))}
    for attribute in zoo.attributes.values():
        given = [one.get(attribute.id) for one in answers]
        if not any(given):
            continue
        dtype: Any = pl.Float64 if attribute.numeric else pl.Boolean if attribute.type == "boolean" else pl.String
        values = [one.value if one else None for one in given]
        columns[attribute.id] = pl.Series(
            [one.low if isinstance(one, Span) else one for one in values], dtype=dtype, strict=False
        )
        if any(isinstance(one, Span) for one in values):
            ends = [one.high if isinstance(one, Span) else None for one in values]
            columns[to_column(attribute.id)] = pl.Series(ends, dtype=pl.Float64)
        if any(one.certainty < 1 for one in given if one):
            doubts = [one.certainty if one and one.certainty < 1 else None for one in given]
            columns[certainty_column(attribute.id)] = pl.Series(doubts, dtype=pl.Float64)
    return pl.DataFrame(columns)


def in_columns(zoo: Zoo, answers: Sequence[Answers]) -> list[Row]:
    frame = table(zoo, answers)
    columns = compiled(plan(zoo), frame.columns, keep=["client"], ranking=True, fired=True, nearest=True)
    said = columns.classified(nw.from_native(frame.lazy())).to_native().collect()
    rows: list[Row] = said.drop("client").to_dicts()
    return rows


def one_by_one(zoo: Zoo, answers: Sequence[Answers]) -> list[Row]:
    engine = Forward(plan(zoo))
    return [row(zoo, engine.consult(one)) for one in answers]


@settings(deadline=None)
@given(client=clients())
def test_a_client_in_a_table_gets_the_verdict_it_gets_alone(client: Client) -> None:
    assert in_columns(client.zoo, [client.answers]) == one_by_one(client.zoo, [client.answers])


@settings(deadline=None)
@given(client=clients(), data=st.data())
def test_clients_in_one_table_never_touch_each_other(client: Client, data: st.DataObject) -> None:
    answers: list[Mapping[str, Answer]] = [client.answers, {}]
    for name in client.answers:
        answers.append({other: answer for other, answer in client.answers.items() if other != name})
    shuffled = data.draw(st.permutations(answers))
    assert in_columns(client.zoo, shuffled) == one_by_one(client.zoo, shuffled)
