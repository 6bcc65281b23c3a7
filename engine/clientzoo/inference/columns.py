"""The engine for whole bases: a rulebase compiled once into column expressions, stratum by stratum.

The same meaning as the engines for one client (see `chaining`), client for client and to the last bit. Narwhals carries
the expressions, so that Polars runs them, or a warehouse.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import zip_longest

import narwhals as nw

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.column_certainty import Evidence, combine_columns
from clientzoo.inference.column_derived import calculated
from clientzoo.inference.column_names import (
    FIRED,
    LISTED,
    VERDICT_COLUMNS,
    Names,
    certainty_column,
    output_names,
    to_column,
)
from clientzoo.inference.column_parts import Part, accept_mask, join_parts
from clientzoo.inference.column_relevance import relevant_columns
from clientzoo.inference.column_telling import silence_columns
from clientzoo.inference.column_verdict import judge_columns, verdict_columns
from clientzoo.inference.layers import (
    Frame,
    Layer,
    Term,
    all_of,
    any_of,
    applied,
    column,
    constant,
    first_of,
    greatest,
    least,
    missing,
    needed,
    spoken_rules,
    union,
    unless,
    where,
    wording,
)
from clientzoo.inference.plan import Join, Plan, Stratum, node
from clientzoo.inference.prospects import STAGES
from clientzoo.knowledge.condition import AllOf, Condition, OneOf, Premise
from clientzoo.knowledge.formula import names_in
from clientzoo.knowledge.zoo import ANIMAL, RUNNER_UP, STATUS, TRANSITION, VERDICT, Fact, Transition


@dataclass(frozen=True)
class Columns:
    """A rulebase compiled for tables with certain columns. See `compiled`."""

    layers: tuple[Layer, ...]
    outputs: tuple[str, ...]

    def classified(self, frame: Frame) -> Frame:
        """One row for each row of the frame; its columns are `outputs`."""
        return applied(self.layers, frame)


def compiled(
    plan: Plan,
    present: Collection[str],
    *,
    keep: Sequence[str] = (),
    ranking: bool = False,
    fired: bool = False,
    nearest: bool = False,
    coded: bool = True,
) -> Columns:
    """The plan for tables that have the columns `present`: any attributes, and how surely each was answered.

    A choice is a column of value ids, a yes/no question a boolean one, a number a numeric one; missing is unknown, a
    missing certainty is 1. A number may be a range that ends in a column of
    its own (`employees__to`). The result has the columns `keep` (at least one) as they were, then `status`, `animal`,
    `certainty`, `runner_up`, `margin`, and a column for each transition: its certainty where it is one of the client's
    animal and there is evidence. With `nearest` follow `next_animal`, `stage` and `readiness` of the open transition
    whose conditions are met furthest. With `ranking` a column for each animal follows, with `fired` the ids of the
    rules that fired. Status and animals are `coded` as Enums; plain text is for databases that have none. Raises
    ValueError where `keep` has the name of a verdict's column.
    """
    if clash := {*VERDICT_COLUMNS, FIRED}.intersection(name.lower() for name in keep):
        raise ValueError(f"a column of the verdict is called {min(clash)} too")
    return _Compiler(plan, present, keep, coded).columns(ranking, fired, nearest)


def _end(name: str) -> Term:
    """Where the range of an answer ends: at the answer itself where nothing else is said."""
    to = column(to_column(name))
    return where(Term(~to.expression.is_null(), to.needs), to, column(name))


def _equal(one: Term, other: Term) -> Term:
    return Term(one.expression == other.expression, one.needs | other.needs)


def _mean(numbers: Sequence[Term]) -> Term:
    """Added from left to right, so that every engine makes the same rounding errors."""
    total = reduce(lambda one, other: one + other, (number.expression for number in numbers))
    return Term(total / float(len(numbers)), union(numbers))


class _Compiler:
    """Goes through the strata once, and remembers under which column it put what."""

    def __init__(self, plan: Plan, present: Collection[str], keep: Sequence[str], coded: bool) -> None:
        self._plan, self._keep, self._coded = plan, tuple(keep), coded
        self._zoo = plan.zoo
        self._answered = [name for name in self._zoo.answerable if name in present]
        numeric = [name for name in self._answered if self._zoo.attributes[name].numeric]
        self._ranged = [name for name in numeric if to_column(name) in present]
        self._graded = [name for name in self._answered if certainty_column(name) in present]
        self._names = Names((*present, *keep))
        self._verdict = verdict_columns(self._names)
        self._judged = False
        self._facts: dict[Fact, str] = {}
        self._rules: dict[str, str] = {}  # the column that says where a rule fired
        self._spoken: dict[Fact, list[str]] = {}
        self._evidence: dict[Fact, list[Evidence]] = {}
        self._layers: list[Layer] = []

    def columns(self, ranking: bool, fired: bool, nearest: bool) -> Columns:
        if self._ranged:
            self._layers.append({to_column(name): _end(name) for name in self._ranged})
        self._layers.extend(relevant_columns(self._zoo, self._answered, self._graded, self._ranged))
        self._derive()
        for stratum in self._plan.strata:
            self._close(stratum)
        leading = self._nearest() if nearest else {}
        outputs = dict(self._outputs(ranking, fired, leading))
        self._layers.append(outputs)
        return Columns(needed(self._layers, outputs), tuple(outputs))

    def _derive(self) -> None:
        """Numbers computed from answers; a part given as a range is as good as unknown."""
        layer: dict[str, Term] = {}
        for attribute in self._zoo.derived:
            parts = [] if attribute.formula is None else list(dict.fromkeys(names_in(attribute.formula)))
            if attribute.formula is None or not {*parts} <= {*self._answered}:
                continue
            exact = [_equal(column(name), column(to_column(name))) for name in parts if name in self._ranged]
            number = calculated(attribute.formula)
            layer[attribute.id] = where(all_of(exact), number) if exact else number
            doubted = [column(certainty_column(name)) for name in parts if name in self._graded]
            self._answered.append(attribute.id)
            if doubted:
                layer[certainty_column(attribute.id)] = least(doubted)
                self._graded.append(attribute.id)
        if layer:
            self._layers.append(layer)

    def _close(self, stratum: Stratum) -> None:
        premises = self._premises(stratum)
        rules = {}
        evidence: dict[Fact, list[Evidence]] = {}
        for planned in stratum.rules:
            part = join_parts(planned.node, premises.get)
            if part is None:
                continue
            fired, strength = self._names.new(f"rule {planned.rule.id}"), None
            rules[fired] = part.held
            if part.certainty:
                strength = self._names.new(f"rule {planned.rule.id} strength")
                rules[strength] = part.certainty
            self._rules.setdefault(planned.rule.id, fired)
            speaks = Evidence(planned.rule.certainty, column(fired), column(strength) if strength else None)
            for conclusion in planned.conclusions:
                self._evidence.setdefault(conclusion, []).append(speaks)
                evidence[conclusion] = self._evidence[conclusion]  # also what was heard before it is settled
                self._spoken.setdefault(conclusion, []).append(fired)
        self._layers.append(rules)
        before = {fact: self._facts[fact] for fact in evidence if fact in self._facts}
        self._combine(evidence)
        self._layers.append(dict(self._settled(stratum, before)))
        self._layers.extend(silence_columns(stratum, self._facts, self._rules, self._names))
        if stratum.judges:
            certainties = {
                animal: column(self._facts[Fact(ANIMAL, animal)])
                for animal in self._zoo.animals
                if Fact(ANIMAL, animal) in self._facts
            }
            self._layers.extend(judge_columns(self._zoo, certainties, self._verdict, self._coded))
            self._judged = True

    def _premises(self, stratum: Stratum) -> dict[int, Part]:
        """The premises that may hold, by number, each with columns of its own."""
        layer: dict[str, Term] = {}
        found: dict[int, Part] = {}
        for number, premise in enumerate(stratum.premises):
            part = self._part(premise)
            if part is None:
                continue
            named: list[Term | None] = []
            for term, what in zip(part, ("", "certainty"), strict=True):
                if term is None:
                    named.append(None)
                    continue
                name = self._names.new(f"if {premise} {what}")
                layer[name] = term
                named.append(column(name))
            found[number] = Part(*named)
        self._layers.append(layer)
        return found

    def _part(self, premise: Premise) -> Part | None:
        if premise.absent:
            present = self._part(replace(premise, absent=False))
            return Part(constant(True) if present is None else unless(present.held), None)
        name, accepts = premise.name, premise.accepts
        if name in self._answered:
            mask = accept_mask(column(name), accepts, column(to_column(name)) if name in self._ranged else None)
            if name not in self._graded:
                return Part(mask, None)
            return Part(None, where(mask, column(certainty_column(name)), constant(0.0)))
        values = accepts.values if isinstance(accepts, OneOf) else frozenset()
        if name in (STATUS, VERDICT, RUNNER_UP):
            return self._of_verdict(name, sorted(map(str, values)))
        concluded = [column(self._facts[fact]) for fact in self._facts if fact.name == name and fact.value in values]
        return Part(None, greatest(concluded)) if concluded else None

    def _of_verdict(self, name: str, values: Sequence[str]) -> Part | None:
        if not self._judged or not values:
            return None
        verdict = self._verdict
        if name == VERDICT and self._zoo.policy.list_from is not None:
            winners = [self._listed(animal) for animal in values]
            won = [
                where(mask, column(self._facts[Fact(ANIMAL, animal)]), constant(0.0))
                for animal, mask in zip(values, winners, strict=True)
                if mask is not None
            ]
            return Part(None, greatest(won)) if won else None
        if name == STATUS:
            return Part(any_of([column(verdict.status).is_(value) for value in values]), None)
        looked_at, certainty = (
            (verdict.animal, verdict.certainty) if name == VERDICT else (verdict.runner_up, verdict.runner_up_certainty)
        )
        mask = any_of([column(looked_at).is_(value) for value in values])
        if name == RUNNER_UP:
            known = Term(~nw.col(verdict.animal).is_null(), frozenset((verdict.animal,)))
            mask = all_of([known, mask])
        return Part(None, where(mask, column(certainty), constant(0.0)))

    def _listed(self, animal: str) -> Term | None:
        """Where the animal is part of a verdict that lists several; None where there is never evidence for it."""
        fact, least = Fact(ANIMAL, animal), self._zoo.policy.list_from
        if fact not in self._facts or least is None:
            return None
        decided = Term(~nw.col(self._verdict.animal).is_null(), frozenset((self._verdict.animal,)))
        first = column(self._verdict.animal).is_(animal)
        return all_of([decided, any_of([first, column(self._facts[fact]).at_least(least)])])

    def _combine(self, evidence: dict[Fact, list[Evidence]]) -> None:
        ways = []
        for fact, heard in evidence.items():
            self._facts[fact] = name = self._names.new(f"fact {fact}")
            ways.append(combine_columns(name, heard))
        for layers in zip_longest(*ways, fillvalue={}):
            self._layers.append({name: term for layer in layers for name, term in layer.items()})

    def _settled(self, stratum: Stratum, before: Mapping[Fact, str]) -> Iterator[tuple[str, Term]]:
        """What traits are `otherwise`, where that came to it; elsewhere they stay as they were."""
        for planned in stratum.rules:
            for fact in planned.conclusions if planned.rule.otherwise else ():
                if fact in before:
                    now = column(self._facts[fact])
                    self._facts[fact] = self._names.new(f"fact {fact} settled")
                    yield self._facts[fact], where(column(self._rules[planned.rule.id]), now, column(before[fact]))

    def _nearest(self) -> Layer:
        """The open transition of the client's animal whose conditions are met furthest, as `prospects` orders them."""
        zoo = self._zoo
        held = {
            one.id: Term(nw.col(self._facts[fact]), frozenset((self._facts[fact],)))
            for one in zoo.transitions.values()
            if (fact := Fact(TRANSITION, one.id)) in self._facts
        }
        ready = {name: self._names.new(f"ready {name}") for name in held}
        self._layers.append({column_: self._readiness(zoo.transitions[name]) for name, column_ in ready.items()})
        masks = {
            name: all_of([self._of_animal(zoo.transitions[name]), certainty.at_least(THRESHOLD)])
            for name, certainty in held.items()
        }
        words = wording(zoo.animals, self._coded), wording(STAGES, self._coded)
        if not masks:
            return {"next_animal": words[0](None), "stage": words[1](None), "readiness": missing(nw.Float64())}
        open_, readiest, surest = (self._names.new(word) for word in ("open", "readiest", "surest"))
        self._layers.append(
            {
                open_: any_of(list(masks.values())),
                readiest: greatest([where(mask, column(ready[name]), constant(-1.0)) for name, mask in masks.items()]),
            }
        )
        first = {name: all_of([mask, _equal(column(ready[name]), column(readiest))]) for name, mask in masks.items()}
        self._layers.append(
            {surest: greatest([where(mask, held[name], constant(-1.0)) for name, mask in first.items()])}
        )
        chosen = [
            (all_of([mask, _equal(held[name], column(surest))]), words[0](zoo.transitions[name].target))
            for name, mask in first.items()
        ]
        stage = first_of(
            [
                (column(readiest).at_least(1.0), words[1]("ready")),
                (Term(nw.col(readiest) > 0.0, frozenset((readiest,))), words[1]("under way")),
            ],
            words[1]("possible"),
        )
        return {
            "next_animal": first_of(chosen),
            "stage": where(column(open_), stage),
            "readiness": where(column(open_), column(readiest)),
        }

    def _of_animal(self, transition: Transition) -> Term:
        return any_of([column(self._verdict.animal).is_(animal) for animal in transition.origins])

    def _readiness(self, transition: Transition) -> Term:
        """The share of the transition's conditions that are met."""
        shares = [self._share(need.when) for need in transition.needs]
        return _mean(shares) if shares else constant(1.0)

    def _share(self, condition: Condition) -> Term:
        if isinstance(condition, AllOf):
            return _mean([self._share(part) for part in condition.parts])
        numbers: dict[Premise, int] = {}
        top = node(condition, numbers)
        tests = list(numbers)
        part = join_parts(
            top if isinstance(top, Join) else Join(True, (top,)), lambda number: self._part(tests[number])
        )
        return constant(0.0) if part is None else where(part.held, constant(1.0), constant(0.0))

    def _outputs(self, ranking: bool, fired: bool, nearest: Layer) -> Iterator[tuple[str, Term]]:
        zoo, verdict = self._zoo, self._verdict
        named = output_names(zoo, self._keep)
        for name in self._keep:
            yield name, column(name)
        for name in VERDICT_COLUMNS:
            yield name, column(getattr(verdict, name))
        if zoo.policy.list_from is not None:
            winners = [(mask, animal) for animal in zoo.animals if (mask := self._listed(animal)) is not None]
            yield LISTED, spoken_rules(winners)
        for transition in zoo.transitions.values():
            fact = Fact(TRANSITION, transition.id)
            if fact not in self._facts:
                yield named.transitions[transition.id], missing(nw.Float64())
                continue
            of_animal = self._of_animal(transition)
            heard = any_of([column(name) for name in self._spoken[fact]])
            yield named.transitions[transition.id], where(all_of([of_animal, heard]), column(self._facts[fact]))
        yield from nearest.items()
        if ranking:
            for animal in zoo.animals:
                fact = Fact(ANIMAL, animal)
                yield named.animals[animal], column(self._facts[fact]) if fact in self._facts else constant(0.0)
        if fired:
            yield FIRED, spoken_rules([(column(name), rule) for rule, name in self._rules.items()])
