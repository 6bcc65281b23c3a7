"""Forward chaining over strata, the part that all engines share.

A stratum is closed before the next begins: hold its premises against the facts, ask the engine which rules that
satisfies, combine what they say. Nothing is ever retracted, and the order of rules cannot matter.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol, TypeAlias

from clientzoo.inference.certainty import THRESHOLD, Belief, combine
from clientzoo.inference.consultation import Answers, Consultation, Known, Origin, Ranked, Step, Verdict
from clientzoo.inference.judgement import as_facts, judge, ranking
from clientzoo.inference.plan import Join, Plan, Stratum
from clientzoo.inference.possible_answers import refuse_impossible
from clientzoo.inference.relevance import relevant_answers
from clientzoo.inference.told_outright import silence_hints
from clientzoo.knowledge.answer import UNKNOWN
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import JUDGED, Fact

Voice: TypeAlias = tuple[float, str]
"""What one rule says of a fact: its certainty, below zero when it speaks against, and its id."""


class Engine(Protocol):
    """Consults a zoo about one client. `name` is shown with every verdict."""

    @property
    def name(self) -> str: ...

    def consult(self, answers: Answers) -> Consultation: ...


class Matcher(Protocol):
    """The work in which engines differ: which rules of a stratum do the held premises satisfy?"""

    def __call__(self, stratum: int, held: Mapping[int, Known], /) -> Iterable[int]:
        """Positions of satisfied rules in the stratum, ascending, each once."""


def chain(plan: Plan, answers: Answers, matcher: Matcher, engine: str) -> Consultation:
    """One client from answers to a consultation. Raises ImpossibleAnswerError for answers that the zoo cannot have."""
    zoo = plan.zoo
    refuse_impossible(zoo, answers)
    kept, facts, set_aside = relevant_answers(zoo, answers)
    beliefs: dict[Fact, Belief] = {}
    steps: list[Step] = []
    spoken: dict[Fact, list[Voice]] = {}
    ranked: tuple[Ranked, ...] = ()
    verdict = Verdict("undetermined", None, 0.0, None, 0.0)
    overruled: dict[Fact, Fact] = {}
    for number, stratum in enumerate(plan.strata):
        held = _held(stratum, facts, zoo.attributes, spoken)
        heard: defaultdict[Fact, list[Voice]] = defaultdict(list)
        fired: set[int] = set()
        for position in matcher(number, held):
            fired.add(position)
            planned = stratum.rules[position]
            if planned.flat:
                weakest = min([held[leaf].certainty for leaf in planned.premises])
            else:
                weakest = _strength(planned.node, held)
            certainty = planned.rule.certainty * weakest
            steps.append(Step(planned, held, certainty))
            voice = (certainty, planned.rule.id)
            for conclusion in planned.conclusions:
                heard[conclusion].append(voice)
        for fact, voices in heard.items():
            voices[:0] = spoken.get(fact, ())  # of a trait that is settled only now
            overruled.pop(fact, None)
            belief = combine([certainty for certainty, _ in voices])
            beliefs[fact] = belief
            facts.setdefault(fact.name, {})[fact.value] = belief.certainty
        for telling in stratum.telling:
            for hint, told in silence_hints(telling, facts.get(telling.trait, {}), fired).items():
                fact = Fact(telling.trait, hint)
                overruled[fact] = Fact(telling.trait, told)
                beliefs[fact] = beliefs[fact]._replace(certainty=0.0)
                facts[telling.trait][hint] = 0.0
        spoken.update(heard)
        if stratum.judges:
            ranked = ranking(zoo, beliefs)
            verdict = judge(zoo, ranked)
            facts.update(as_facts(verdict, ranked))
    return Consultation(zoo, engine, kept, set_aside, facts, beliefs, tuple(steps), ranked, verdict, overruled)


def _held(
    stratum: Stratum,
    facts: Mapping[str, Mapping[Value, float]],
    questions: Collection[str],
    spoken: Mapping[Fact, list[Voice]],
) -> dict[int, Known]:
    """By number, the premises that hold: each by the accepted value of the greatest certainty, from 0.2 up.

    One on what is not known holds for sure, by the value there is instead.
    """
    held: dict[int, Known] = {}
    for name, tests in stratum.tests.items():
        of: Origin = "answer" if name in questions else "verdict" if name in JUDGED else "rules"
        for value, certainty in facts.get(name, {}).items():
            if certainty < THRESHOLD:
                continue
            voices = spoken[Fact(name, value)] if of == "rules" else ()
            known = Known(value, certainty, of, tuple([rule for weight, rule in voices if weight > 0]))
            for number in tests.accepting(value):
                if number not in held or certainty > held[number].certainty:
                    held[number] = known
        if tests.absent:
            believed = {value: sure for value, sure in facts.get(name, {}).items() if sure >= THRESHOLD}
            instead = Known(max(believed, key=believed.__getitem__, default=UNKNOWN), 1.0, of, ())
            held.update(
                (number, instead) for number, accepts in tests.absent if not any(map(accepts.accepts, believed))
            )
    return held


def _strength(join: Join, held: Mapping[int, Known]) -> float:
    """The weakest part of all-of, the strongest of any-of; 0 where the join does not hold."""
    strengths = []
    for part in join.parts:
        if isinstance(part, int):
            strengths.append(held[part].certainty if part in held else 0.0)
        else:
            strengths.append(_strength(part, held))
    return min(strengths) if join.all else max(strengths)
