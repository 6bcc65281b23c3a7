"""A million made-up clients of the shipped zoo, and every fiftieth of them consulted alone: nothing may differ."""

import narwhals as nw
import polars as pl

from clientzoo.inference.column_names import output_names
from clientzoo.inference.columns import compiled
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from crowds import answers, crowd

CLIENTS, STEP = 1_000_000, 50


def test_a_million_clients_in_columns_and_twenty_thousand_alone() -> None:
    found = shipped()
    zoo = load_zoo(found.root, found.name).sound()
    base = crowd(zoo, CLIENTS, doubted=0.1)
    columns = compiled(plan(zoo), base.columns, keep=["client"], ranking=True)
    verdicts: pl.DataFrame = columns.classified(nw.from_native(base.lazy())).to_native().collect(engine="streaming")
    assert verdicts.height == CLIENTS
    engine = Forward(plan(zoo))
    statuses = set()
    for client, row in zip(base.gather_every(STEP).to_dicts(), verdicts.gather_every(STEP).to_dicts(), strict=True):
        alone = engine.consult(answers(zoo, client))
        verdict = alone.verdict
        statuses.add(verdict.status)
        certainty = {animal: row[animal] for animal in zoo.animals}
        order = sorted(certainty, key=lambda animal: -certainty[animal])  # stable: equals in the zoo's order
        assert [(animal, certainty[animal]) for animal in order] == [*alone.ranking]
        said = (row["status"], row["animal"], row["certainty"], row["runner_up"], row["margin"])
        assert said == (verdict.status, verdict.animal, verdict.certainty, verdict.runner_up, verdict.margin)
        open_to = {one.transition.id: one.certainty for one in prospects(alone)}
        for transition, column in output_names(zoo).transitions.items():
            assert row[column] == open_to.get(transition)
    assert statuses == {"decided", "close", "undetermined"}
