"""Many clients under one rule changed at a time: only what the change reaches is evaluated again.

The meaning is that of `batch`, whose parts it uses; a rulebase with hundreds of rules is so tried in thousands of small
changes within seconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from clientzoo.inference.batch import CLOSE, DECIDED, NOBODY, UNDETERMINED, Batch, listed, silence
from clientzoo.inference.batch_part import Column, Part, tables
from clientzoo.inference.certainty import THRESHOLD, Belief
from clientzoo.inference.certainty_array import combine_arrays, quantise_array
from clientzoo.inference.consultation import Answers
from clientzoo.inference.plan import Plan, PlannedRule, Stratum, tells
from clientzoo.knowledge.condition import AllOf, Condition, Premise, names, premises
from clientzoo.knowledge.zoo import ANIMAL, RUNNER_UP, STATUS, STATUSES, VERDICT, Fact, Rule, Trait

Positions = npt.NDArray[np.intp]
_NO_BELIEF = Belief(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Beliefs:
    """What is believed of one fact: evidence for, against, and both joined, by client."""

    mb: Column
    md: Column
    certainty: Column

    def same(self, other: "Beliefs") -> bool:
        """Whether nothing is otherwise for anybody."""
        pairs = ((self.mb, other.mb), (self.md, other.md), (self.certainty, other.certainty))
        return all(np.array_equal(one, another) for one, another in pairs)

    def where(self, fired: Column, otherwise: "Beliefs") -> "Beliefs":
        """These where the rule has fired, the others elsewhere."""
        return replace(self, certainty=np.where(fired > 0.0, self.certainty, otherwise.certainty))

    def at(self, clients: Positions) -> "Beliefs":
        return Beliefs(self.mb[clients], self.md[clients], self.certainty[clients])


@dataclass(frozen=True)
class Judged:
    """The verdicts: positions in the zoo's animals (-1 none) and in STATUSES, by client."""

    status: npt.NDArray[np.int8]
    animal: npt.NDArray[np.int8]
    runner_up: npt.NDArray[np.int8]

    def at(self, clients: Positions) -> "Judged":
        return Judged(self.status[clients], self.animal[clients], self.runner_up[clients])


@dataclass(frozen=True)
class Variant:
    """What is otherwise, for the `clients` that the changed rule reaches (their positions, ascending).

    `beliefs`, `strengths` (of rules by id) and `judged` hold what changed for any of them, each a number a client.
    """

    clients: Positions
    beliefs: Mapping[Fact, Beliefs]
    strengths: Mapping[str, Column]
    judged: Judged | None
    place: Mapping[int, int] = field(default_factory=dict)  # of a client within `clients`


@dataclass
class _Change:
    """What is otherwise so far, while a variant is worked out. A fact's stratum is closed before anything looks at it,
    so what a premise holds is worked out once."""

    clients: Positions
    beliefs: dict[Fact, Beliefs]
    strengths: dict[str, Column]
    moved: set[str] = field(default_factory=set)  # names of facts that are otherwise for some client
    held: dict[Premise, Column] = field(default_factory=dict)


class Variants:
    """The clients consulted once under the plan's rules, and under any one of them changed.

    Takes some 10 kB a client: meant for thousands.
    """

    def __init__(self, plan: Plan, clients: Sequence[Answers]) -> None:
        self.zoo, self._plan = plan.zoo, plan
        batch = Batch(plan)
        rows = batch.encode(clients)
        counted = batch.run(rows).codes
        self._animals = batch.animals
        self.codebook = batch.codebook
        looked_at = {premise for rule in self.zoo.rules for premise in premises(rule.condition)}
        self._tables = dict(tables(batch.codebook, looked_at))
        self._part = Part(batch.codebook, self._tables, counted, rows.certainties)
        self.everybody: Positions = np.arange(len(clients))
        self.beliefs: dict[Fact, Beliefs] = {}
        self.strengths: dict[str, Column] = {}
        self._speaking = _by_conclusion(plan.strata)
        self._first: dict[Fact, Beliefs] = {}  # of traits that an `otherwise` settles: as its rule finds them
        for stratum, speaking in zip(plan.strata, self._speaking, strict=True):
            for planned in stratum.rules:
                self.strengths[planned.rule.id] = self._part.strength(planned.rule.condition)
            for fact, rules in speaking.items():
                weights = [(self.strengths[one.rule.id], one.rule.certainty) for one in rules]
                self.beliefs[fact] = _believed(weights, len(clients))
            for trait in self._told_in(stratum):
                self._silence(trait, stratum, speaking, self.beliefs)
            for rule, fact in _settling(stratum):
                if fact in self._first:
                    self.beliefs[fact] = self.beliefs[fact].where(self.strengths[rule], self._first[fact])
            settled = {fact.name for _, fact in _settling(stratum)}
            for fact in speaking:
                unheard = Beliefs(*np.zeros((3, len(clients)))) if fact.name in settled else self.beliefs[fact]
                self._first.setdefault(fact, unheard)
                self._part.know(fact, self.beliefs[fact].certainty)
            if stratum.judges:
                self.judged = self._judge(self.beliefs, len(clients))
                for fact, certainty in self._as_facts(self.judged, self.beliefs).items():
                    self._part.know(fact, certainty)
                    self.beliefs[fact] = Beliefs(certainty, np.zeros_like(certainty), certainty)

        self._looks_at = {rule.id: names(rule.condition) for rule in self.zoo.rules}
        self._facts_of: dict[str, list[Fact]] = {}
        for fact in self.beliefs:
            self._facts_of.setdefault(fact.name, []).append(fact)

    def under(self, rule: str, changed: Rule | None) -> Variant | None:
        """What is otherwise with the rule changed, or without it (None); None where it reaches nobody.

        A changed condition may test answers only at bounds that some rule of the zoo has too.
        """
        old = self.zoo.rule[rule]
        before = self.strengths[rule]
        if changed is None:
            after = np.zeros_like(before)
        else:  # what a trait is otherwise hangs on a moment that has passed
            after = before if old.otherwise else self._strength(changed.condition)
        weight = 0.0 if changed is None else changed.certainty
        clients = np.flatnonzero(after * weight != before * old.certainty)
        if not len(clients):
            return None
        change = _Change(clients, {}, {rule: after[clients]})
        judged: Judged | None = None
        ever: dict[Fact, None] = {}
        for stratum, speaking in zip(self._plan.strata, self._speaking, strict=True):
            reached = {fact: None for fact in ever if fact in speaking}  # heard before, and settled now
            for planned in stratum.rules:
                name = planned.rule.id
                if name == rule:
                    if changed is not None and old.otherwise:
                        change.strengths[rule] = self._unsettled(old, change)
                    elif changed is not None and names(changed.condition) & change.moved:
                        change.strengths[rule] = self._again(changed.condition, change)
                elif change.moved and not change.moved.isdisjoint(self._looks_at[name]):
                    settles = planned.rule.otherwise
                    again = self._unsettled(planned.rule, change) if settles else None
                    strength = self._again(planned.rule.condition, change) if again is None else again
                    if np.array_equal(strength, self.strengths[name][clients]):
                        continue
                    change.strengths[name] = strength
                else:
                    continue
                reached.update(dict.fromkeys(planned.conclusions))
            told = [trait for trait in self._told_in(stratum) if any(fact.name == trait.id for fact in reached)]
            for trait in told:  # all its values hang together
                reached.update(dict.fromkeys(fact for fact in speaking if fact.name == trait.id))
            ever.update(reached)
            settled = {fact.name for _, fact in _settling(stratum)}
            found = {fact: self._believed_again(speaking[fact], rule, weight, change) for fact in reached}
            for trait in told:
                self._silence(trait, stratum, speaking, found, change, {rule: changed})
            for settling, fact in _settling(stratum):
                if fact in found:
                    fired = change.strengths.get(settling, self.strengths[settling][clients])
                    first = change.beliefs.get(fact) or self._first[fact].at(clients)
                    found[fact] = found[fact].where(fired, first)
            for fact, believed in found.items():
                before_it = (self.beliefs if fact.name in settled else self._first)[fact].at(clients)
                if believed.same(before_it):
                    change.beliefs.pop(fact, None)
                else:
                    change.beliefs[fact] = believed
                    change.moved.add(fact.name)
            if stratum.judges and ANIMAL in change.moved:
                judged = self._judged_again(change)
        places = {int(one): place for place, one in enumerate(clients)}
        return Variant(clients, change.beliefs, change.strengths, judged, places)

    def _told_in(self, stratum: Stratum) -> list[Trait]:
        """The traits of the stratum that questions ask for outright; one that it settles has been heard before."""
        spoken = {fact.name for one in stratum.rules if not one.rule.otherwise for fact in one.conclusions}
        return [trait for trait in self.zoo.traits.values() if trait.told_by and trait.id in spoken]

    def _silence(
        self,
        trait: Trait,
        stratum: Stratum,
        speaking: Mapping[Fact, Sequence[PlannedRule]],
        beliefs: dict[Fact, Beliefs],
        change: "_Change | None" = None,
        changed: Mapping[str, Rule | None] | None = None,
    ) -> None:
        """Sets aside what is only hinted at of the trait, rules being as they are or `changed`."""
        told: dict[Fact, npt.NDArray[np.bool_]] = {}
        for planned in stratum.rules:
            rule = (changed or {}).get(planned.rule.id, planned.rule)
            if rule is not None and tells(trait, rule):
                for fact in planned.conclusions:
                    if fact.name == trait.id:
                        strength = self.strengths[planned.rule.id]
                        if change is not None:
                            strength = change.strengths.get(planned.rule.id, strength[change.clients])
                        mask = strength > 0.0
                        told[fact] = told[fact] | mask if fact in told else mask
        certainties = {fact: beliefs[fact].certainty for fact in speaking if fact.name == trait.id}
        silence(told, certainties)
        for fact, certainty in certainties.items():
            beliefs[fact] = replace(beliefs[fact], certainty=certainty)

    def _unsettled(self, rule: Rule, change: "_Change") -> Column:
        """Where nothing is known of the trait before its `otherwise` settles it."""
        trait = rule.conclusions[0].name
        known = np.zeros(len(change.clients), np.bool_)
        for fact, first in self._first.items():
            if fact.name == trait:
                changed = change.beliefs.get(fact)
                certainty = first.certainty[change.clients] if changed is None else changed.certainty
                known |= certainty >= THRESHOLD
        return np.where(known, 0.0, 1.0)

    def _believed_again(self, rules: Sequence[PlannedRule], rule: str, weight: float, change: "_Change") -> Beliefs:
        weights = []
        for one in rules:
            name = one.rule.id
            strength = change.strengths[name] if name in change.strengths else self.strengths[name][change.clients]
            weights.append((strength, weight if name == rule else one.rule.certainty))
        return _believed(weights, len(change.clients))

    def _judged_again(self, change: "_Change") -> Judged:
        known = {fact: self.beliefs[fact] for fact in self._facts_of[ANIMAL]}
        now = {fact: change.beliefs.get(fact) or one.at(change.clients) for fact, one in known.items()}
        judged = self._judge(now, len(change.clients))
        for fact, certainty in self._as_facts(judged, now).items():
            if not np.array_equal(certainty, self.beliefs[fact].certainty[change.clients]):
                change.beliefs[fact] = Beliefs(certainty, np.zeros_like(certainty), certainty)
                change.moved.add(fact.name)
        return judged

    def _strength(self, condition: Condition) -> Column:
        for premise in premises(condition):
            if premise not in self._tables:
                self._tables.update(tables(self.codebook, {premise}))
        return self._part.strength(condition)

    def _again(self, condition: Condition, change: "_Change") -> Column:
        """How far the condition holds for the clients, now that facts have moved."""
        if not isinstance(condition, Premise):
            parts = [self._again(part, change) for part in condition.parts]
            joined: Column = (np.minimum if isinstance(condition, AllOf) else np.maximum).reduce(parts)
            return joined
        held = change.held.get(condition)
        if held is None:
            moved = condition.name in change.moved
            held = self._held_again(condition, change) if moved else self._strength(condition)[change.clients]
            change.held[condition] = held
        return held

    def _held_again(self, premise: Premise, change: "_Change") -> Column:
        best = np.zeros(len(change.clients))
        for fact in self._facts_of[premise.name]:
            if premise.accepts.accepts(fact.value):
                changed = change.beliefs.get(fact)
                certainty = self.beliefs[fact].certainty[change.clients] if changed is None else changed.certainty
                best = np.maximum(best, np.where(certainty >= THRESHOLD, certainty, 0.0))
        return np.where(best == 0.0, 1.0, 0.0) if premise.absent else best

    def _judge(self, beliefs: Mapping[Fact, Beliefs], size: int) -> Judged:
        """The verdicts as in `batch`: equals stand in the zoo's order."""
        policy, nobody = self.zoo.policy, np.full(size, NOBODY, np.int8)
        status = np.full(size, UNDETERMINED, np.int8)
        if not self._animals:
            return Judged(status, nobody, nobody)
        nothing = np.zeros(size)
        known = [beliefs.get(Fact(ANIMAL, animal)) for animal in self._animals]
        certainties = np.array([nothing if one is None else one.certainty for one in known])
        clients = np.arange(size)
        top = certainties.argmax(axis=0)
        best = certainties[top, clients]
        rest = certainties.copy()
        rest[top, clients] = -np.inf
        second = rest.argmax(axis=0)
        alone = len(self._animals) == 1
        next_best = nothing if alone else certainties[second, clients]
        margin = best if alone else quantise_array(best - np.maximum(next_best, 0.0))
        followed, decided = next_best >= THRESHOLD, best >= policy.decide_at
        status[decided] = DECIDED
        never = np.zeros(size, np.bool_)
        status[decided & followed & (margin < policy.margin) & ~listed(policy, next_best, never)] = CLOSE
        return Judged(
            status,
            np.where(decided, top, NOBODY).astype(np.int8),
            np.where(followed, second, NOBODY).astype(np.int8),
        )

    def _as_facts(self, judged: Judged, beliefs: Mapping[Fact, Beliefs]) -> dict[Fact, Column]:
        """The verdicts as facts that later rules may look at."""
        found: dict[Fact, Column] = {}
        decided = judged.animal != NOBODY
        nothing = np.zeros(len(judged.status))
        for position, animal in enumerate(self._animals):
            known = beliefs.get(Fact(ANIMAL, animal))
            sure = nothing if known is None else known.certainty
            winning = decided & listed(self.zoo.policy, sure, judged.animal == position)
            found[Fact(VERDICT, animal)] = np.where(winning, sure, 0.0)
            found[Fact(RUNNER_UP, animal)] = np.where(decided & (judged.runner_up == position), sure, 0.0)
        for code, word in enumerate(STATUSES):
            found[Fact(STATUS, word)] = np.where(judged.status == code, 1.0, 0.0)
        return found


class Seen:
    """One client's results, under the rules as they are or under a variant: what a case compares."""

    def __init__(self, base: Variants, variant: Variant | None = None) -> None:
        self._base, self._variant = base, variant

    def belief(self, fact: Fact, client: int) -> Belief:
        """What is believed of the fact; nothing where no rule speaks of it."""
        place = self._place(client)
        changed = self._variant.beliefs.get(fact) if place is not None and self._variant else None
        known, at = (changed, place) if changed is not None else (self._base.beliefs.get(fact), client)
        if known is None or at is None:
            return _NO_BELIEF
        return Belief(float(known.certainty[at]), float(known.mb[at]), float(known.md[at]))

    def fired(self, rule: str, client: int) -> bool:
        place = self._place(client)
        changed = self._variant.strengths.get(rule) if place is not None and self._variant else None
        known, at = (changed, place) if changed is not None else (self._base.strengths[rule], client)
        return at is not None and bool(known[at] > 0.0)

    def verdict(self, client: int) -> tuple[str, str | None, str | None]:
        """Status, animal and runner-up in words."""
        place = self._place(client)
        changed = self._variant.judged if place is not None and self._variant else None
        known, at = (changed, place) if changed is not None and place is not None else (self._base.judged, client)
        animals = (*self._base.zoo.animals, None)  # -1 is the last
        return STATUSES[known.status[at]], animals[known.animal[at]], animals[known.runner_up[at]]

    def _place(self, client: int) -> int | None:
        return self._variant.place.get(client) if self._variant is not None else None


def _settling(stratum: Stratum) -> list[tuple[str, Fact]]:
    """The rules that say what a trait is otherwise, with what they say."""
    return [(one.rule.id, fact) for one in stratum.rules if one.rule.otherwise for fact in one.conclusions]


def _by_conclusion(strata: Sequence[Stratum]) -> list[dict[Fact, list[PlannedRule]]]:
    """By stratum the facts it concludes, each with all rules that have spoken of it by then."""
    found: list[dict[Fact, list[PlannedRule]]] = []
    heard: dict[Fact, list[PlannedRule]] = {}
    for stratum in strata:
        for planned in stratum.rules:
            for fact in planned.conclusions:
                heard[fact] = [*heard.get(fact, ()), planned]
        spoken = dict.fromkeys(fact for planned in stratum.rules for fact in planned.conclusions)
        found.append({fact: heard[fact] for fact in spoken})
    return found


def _believed(weights: Sequence[tuple[Column, float]], size: int) -> Beliefs:
    """All evidence for one fact: strengths of premises and certainties of rules. As `certainty.combined`."""
    doubt_for, doubt_against = np.ones(size), np.ones(size)
    for strength, weight in weights:
        if weight:
            doubt = doubt_for if weight > 0 else doubt_against
            np.multiply(doubt, 1.0 - strength * abs(weight), out=doubt)
    mb, md = 1.0 - doubt_for, 1.0 - doubt_against
    return Beliefs(mb, md, combine_arrays(mb, md))
