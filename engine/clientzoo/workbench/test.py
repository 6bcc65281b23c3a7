"""Runs the cases of a zoo: what each expected, and what came instead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.zoo import ADVICE, Fact
from clientzoo.workbench.cases import Case
from clientzoo.workbench.proof_difference import proof_difference


@dataclass(frozen=True, slots=True)
class Result:
    """`failures` says in sentences what differs; empty when it passes. `proof` is the evidence that decided."""

    case: Case
    failures: tuple[str, ...]
    consultation: Consultation
    proof: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.failures


def run(cases: Iterable[Case], engine: Engine) -> Iterator[Result]:
    """Every case consulted and compared."""
    for case in cases:
        consultation = engine.consult(case.answers)
        failures = tuple(_differences(case, consultation))
        told = case.names_animal and consultation.verdict.animal != case.expect.animal
        proof = tuple(proof_difference(consultation, case.expect.animal)) if told else ()
        yield Result(case, failures, consultation, proof)


def _differences(case: Case, consultation: Consultation) -> Iterator[str]:
    expect, verdict = case.expect, consultation.verdict
    top = ", ".join(f"{one.animal} {one.certainty:.2f}" for one in consultation.ranking[:3])
    if case.names_animal and verdict.animal != expect.animal:
        yield f"expected animal {expect.animal or 'undetermined'}, got {verdict.animal or 'undetermined'} ({top})"
    if expect.status and verdict.status != expect.status:
        yield f"expected status {expect.status}, got {verdict.status} ({top})"
    if case.names_runner_up and verdict.runner_up != expect.runner_up:
        yield f"expected runner-up {expect.runner_up}, got {verdict.runner_up} ({top})"
    for trait, wanted in expect.traits.items():
        for value in [wanted] if isinstance(wanted, str) else wanted:
            certainty = consultation.facts.get(trait, {}).get(value, 0.0)
            if certainty < THRESHOLD:
                yield f"expected trait {trait}: {value}, got a certainty of {certainty:.2f}"
    open_now = {f"{one.origin} -> {one.target}": one.certainty for one in prospects(consultation) if one.open}
    for name in expect.transitions.open:
        if name not in open_now:
            yield f"expected {name} to be open, it is closed"
    for name in expect.transitions.closed:
        if name in open_now:
            yield f"expected {name} to be closed, it is open ({open_now[name]:.2f})"
    for name in expect.advice:
        belief = consultation.beliefs.get(Fact(ADVICE, name))
        if belief is None or belief.certainty < THRESHOLD:
            yield f"expected the advice {name}, it was not given"
    fired = {firing.rule for firing in consultation.firings}
    for rule in expect.rules.fired:
        if rule not in fired:
            yield f"expected the rule {rule} to fire, it did not"
    for rule in expect.rules.silent:
        if rule in fired:
            yield f"expected the rule {rule} to stay silent, it fired"
