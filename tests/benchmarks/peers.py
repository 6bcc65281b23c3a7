"""Other engines on the same rules: each says which rules of a stratum are satisfied, as a `Matcher` of ours does.

They are given the facts and do all comparing themselves; certainties are combined by the same code for all.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from clientzoo.inference.certainty import THRESHOLD, combine
from clientzoo.inference.consultation import Answers, Ranked
from clientzoo.inference.judgement import ranking
from clientzoo.inference.plan import Plan, plan
from clientzoo.inference.premise import best_value
from clientzoo.knowledge.condition import OneOf, Premise, Ranges, premises
from clientzoo.knowledge.zoo import Fact, Rule, Zoo


class Peer(Protocol):
    """An engine with the rules of one stratum in it."""

    def satisfied(self, facts: Mapping[str, Mapping[Any, float]]) -> Iterable[str]: ...


class Clips:
    """CLIPS: one fact with a slot for each answer, a fact for every trait that is known well enough."""

    def __init__(self, rules: Sequence[Rule], answers: Sequence[str]) -> None:
        import clips

        self._symbol = clips.Symbol
        self._answers = frozenset(answers)
        self._environment = clips.Environment()
        self._environment.build(f"(deftemplate client {' '.join(f'(slot {name})' for name in answers)})")
        self._environment.build("(deftemplate known (slot name) (slot value))")
        self._client, self._known = map(self._environment.find_template, ("client", "known"))
        for rule in rules:
            self._environment.build(f"(defrule {rule.id} {self._patterns(rule)} => (assert (fired {rule.id})))")

    def satisfied(self, facts: Mapping[str, Mapping[Any, float]]) -> Iterable[str]:
        self._environment.reset()
        known = {name: next(iter(values)) for name, values in facts.items() if name in self._answers}
        self._client.assert_fact(
            **{name: self._symbol(one) if isinstance(one, str) else one for name, one in known.items()}
        )
        for name, values in facts.items():
            for value, certainty in values.items():
                if name not in self._answers and certainty >= THRESHOLD:
                    self._known.assert_fact(name=self._symbol(name), value=self._symbol(value))
        self._environment.run()
        return [str(fact[0]) for fact in self._environment.facts() if fact.template.name == "fired"]

    def _patterns(self, rule: Rule) -> str:
        """`(client (q1 v1|v2) (n1 ?n1&:(>= ?n1 20))) (known (name t1) (value v0|v2))`"""
        slots = [one for one in premises(rule.condition) if one.name in self._answers]
        others = [one for one in premises(rule.condition) if one.name not in self._answers]
        patterns = [f"(known (name {one.name}) (value {_restriction(one)}))" for one in others]
        if slots:
            patterns.insert(0, f"(client {' '.join(f'({one.name} {_restriction(one)})' for one in slots)})")
        return " ".join(patterns)


class Zen:
    """GoRules ZEN: one decision table for the stratum, its hit policy `collect`; a fact's values are its columns."""

    def __init__(self, rules: Sequence[Rule], answers: Sequence[str]) -> None:
        import zen

        names = sorted({premise.name for rule in rules for premise in premises(rule.condition)})
        table = {
            "hitPolicy": "collect",
            "inputs": [{"id": name, "name": name, "field": name} for name in names],
            "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
            "rules": [
                {"_id": rule.id, "rule": f"'{rule.id}'", **{one.name: _cell(one) for one in premises(rule.condition)}}
                for rule in rules
            ],
        }
        kinds = [("in", "inputNode", {}), ("table", "decisionTableNode", table), ("out", "outputNode", {})]
        model = {
            "nodes": [
                {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}, "content": content}
                for name, kind, content in kinds
            ],
            "edges": [
                {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
                {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
            ],
        }
        self._decision = zen.ZenEngine().create_decision(json.dumps(model))

    def satisfied(self, facts: Mapping[str, Mapping[Any, float]]) -> Iterable[str]:
        known = {
            name: [value for value, certainty in values.items() if certainty >= THRESHOLD]
            for name, values in facts.items()
        }
        single = {
            name: values[0] if isinstance(values[0], float) else values for name, values in known.items() if values
        }
        return [found["rule"] for found in self._decision.evaluate(single)["result"]]


def consult(strata: Sequence[Peer], planned: Plan, answers: Answers) -> tuple[Ranked, ...]:
    """The ranking, by a peer that does the matching and our own certainty factors."""
    facts: dict[str, dict[Any, float]] = {name: {one.value: one.certainty} for name, one in answers.items()}
    beliefs = {}
    for peer in strata:
        spoken: dict[Fact, list[float]] = {}
        for name in sorted(peer.satisfied(facts)):
            rule = planned.zoo.rule[name]
            weakest = min(found[1] for one in premises(rule.condition) if (found := best_value(one, facts)))
            for conclusion in rule.conclusions:
                spoken.setdefault(conclusion, []).append(rule.certainty * weakest)
        for fact, certainties in spoken.items():
            beliefs[fact] = combine(certainties)
            facts.setdefault(fact.name, {})[fact.value] = beliefs[fact].certainty
    return ranking(planned.zoo, beliefs)


def strata_of(zoo: Zoo, peer: type[Clips] | type[Zen]) -> tuple[list[Peer], Plan]:
    """A peer for each stratum. The rules' conditions must be all-of over plain tests."""
    planned = plan(zoo)
    return [peer([one.rule for one in stratum.rules], list(zoo.attributes)) for stratum in planned.strata], planned


def _restriction(premise: Premise) -> str:
    """What a slot must be in CLIPS: `v1|v2`, `?n1&:(>= ?n1 20)`."""
    if isinstance(premise.accepts, OneOf):
        return "|".join(sorted(map(str, premise.accepts.values)))
    how, bound = _bound(premise.accepts)
    return f"?{premise.name}&:({how} ?{premise.name} {bound})"


def _cell(premise: Premise) -> str:
    """A cell of a ZEN decision table; a choice is a list of values there, since a trait may have several."""
    if isinstance(premise.accepts, OneOf):
        values = ", ".join(f"'{value}'" for value in sorted(map(str, premise.accepts.values)))
        return f"some($, # in [{values}])"
    how, bound = _bound(premise.accepts)
    return f"{how} {bound}"


def _bound(ranges: Ranges) -> tuple[str, float]:
    (interval,) = ranges.intervals
    return (">=", interval.low) if interval.low > float("-inf") else ("<=", interval.high)
