"""Drafts of contrasts that would notice what no case notices: from the smallest client on whom the change is felt.

A draft claims what the rules say today, so that it passes; whether that is right is for an expert to say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Answers
from clientzoo.inference.plan import Plan
from clientzoo.inference.variants import Seen, Variants
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, TRANSITION, Fact, Zoo, value_text
from clientzoo.workbench.case_file import answer_entry
from clientzoo.workbench.contrast_test import keeps
from clientzoo.workbench.contrasts import MOST_TOGETHER, Claim, Contrast, Effect
from clientzoo.workbench.entries import Entries, new_entry
from clientzoo.workbench.mutation.mutants import Mutant
from clientzoo.workbench.reasoning.witness import Witnesses

MOST_ALONE = 8  # answers of a client that are each tried as the further one
_EMPTY = "# Contrasts that `clientzoo rules test` runs.\ncontrasts: []\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """A contrast of one claim, and the spoilt rules that it would notice."""

    contrast: Contrast
    notices: tuple[Mutant, ...]

    def entry(self) -> dict[str, Any]:
        """As it stands in a file of cases."""
        one, claim = self.contrast, self.contrast.claims[0]
        target: object = claim.shown
        if claim.fact.name not in (ANIMAL, ADVICE, TRANSITION):
            target = {claim.fact.name: value_text(claim.fact.value)}
        more = {name: answer_entry(answer) for name, answer in one.more.items()}
        line = {"together" if one.together else "more": more, claim.effect: [target], "because": one.about}
        base = {name: answer_entry(answer) for name, answer in one.before.items()}
        entry = {"id": one.id, "about": "A draft: judge it by the method.", "answers": base, "source": one.source}
        return {**{key: value for key, value in entry.items() if value}, "shows": [line]}


def drafts(plan: Plan, unnoticed: Sequence[Mutant], witnesses: Witnesses, taken: Iterable[str]) -> Iterator[Draft]:
    """A draft for as many of the mutants as can be; each mutant is noticed by one of them at most."""
    ids = set(taken)
    proposed: dict[str, list[Contrast]] = {}
    for mutant in unnoticed:
        found = proposed.setdefault(mutant.rule.id, [])
        client = witnesses.satisfying(mutant.apart)
        if client is not None:
            found.extend(_candidates(mutant, {name: Answer(value) for name, value in client.items()}, plan.zoo))
    clients = [client for found in proposed.values() for one in found for client in one.clients]
    if not clients:
        return
    variants = Variants(plan, clients)
    as_is, start = Seen(variants), 0
    by_rule: dict[str, list[Mutant]] = {}
    for mutant in unnoticed:
        by_rule.setdefault(mutant.rule.id, []).append(mutant)
    for rule, found in proposed.items():
        ready = []
        for one in found:
            places = range(start, start + len(one.clients))
            start += len(one.clients)
            ready.append((_claiming(one, places, as_is), places))
        left = [(mutant, Seen(variants, variants.under(rule, mutant.changed))) for mutant in by_rule[rule]]
        for contrast, places in ready:
            noticed = [mutant for mutant, seen in left if not _passes(contrast, places, seen)]
            if noticed:
                left = [(mutant, seen) for mutant, seen in left if mutant not in noticed]
                name = _free(f"draft-{rule}", ids)
                ids.add(name)
                yield Draft(replace(contrast, id=name), tuple(noticed))


def with_draft(text: str | None, proposed: Iterable[Draft]) -> str:
    """The text of a file of cases (None: a new one), the drafts at its end. Raises RoundTripError, ProblemsError."""
    entries = [new_entry("contrasts", one.entry(), one.entry()) for one in proposed]
    return Entries(text if text is not None else _EMPTY, "contrasts").rewritten({}, entries)


def _candidates(mutant: Mutant, client: Answers, zoo: Zoo) -> Iterator[Contrast]:
    for fact in mutant.rule.conclusions:
        claim = Claim("raises", fact, _named(fact, zoo))
        one = Contrast(
            mutant.rule.id, mutant.rule.because, {}, client, False, (claim,), mutant.rule.source, mutant.rule.place
        )
        yield one
        if fact.name != ADVICE and 2 <= len(client) <= MOST_TOGETHER:
            yield replace(one, together=True)
        if 2 <= len(client) <= MOST_ALONE:
            for name in client:
                before = {other: answer for other, answer in client.items() if other != name}
                yield replace(one, before=before, more={name: client[name]})


def _claiming(one: Contrast, places: Sequence[int], seen: Seen) -> Contrast:
    """The contrast claiming what is so today."""
    (claim,) = one.claims
    beliefs = [seen.belief(claim.fact, place) for place in places]
    effects: tuple[Effect, ...] = ("raises", "lowers", "leaves")
    if claim.fact.name == ADVICE:
        before, after = (belief.certainty >= THRESHOLD for belief in (beliefs[0], beliefs[-1]))
        effects = ("appears",) if after > before else ("goes",) if before > after else effects
    effect = next(effect for effect in effects if keeps(effect, beliefs, one))
    return replace(one, claims=(claim._replace(effect=effect),))


def _passes(one: Contrast, places: Sequence[int], seen: Seen) -> bool:
    (claim,) = one.claims
    return keeps(claim.effect, [seen.belief(claim.fact, place) for place in places], one)


def _named(fact: Fact, zoo: Zoo) -> str:
    if fact.name == TRANSITION:
        transition = zoo.transitions[str(fact.value)]
        return f"{transition.origins[0]} -> {transition.target}"
    return value_text(fact.value)


def _free(name: str, taken: Iterable[str]) -> str:
    known, number, free = set(taken), 2, name
    while free in known:
        free, number = f"{name}-{number}", number + 1
    return free


def as_text(proposed: Iterable[Draft]) -> Iterator[str]:
    """The drafts as entries of `contrasts:`, each in the canonical layout."""
    for one in proposed:
        yield new_entry("contrasts", one.entry(), one.entry())


def by_mutant(proposed: Iterable[Draft]) -> Mapping[Mutant, Draft]:
    return {mutant: one for one in proposed for mutant in one.notices}
