"""The engine on durable-rules: a production system joins and chains the rules of a stratum.

What a premise means and how certainties combine stays outside (see `chaining`), so durable-rules deals in numbers of
facts only: which hold, and what follows from them. None of its loose comparisons can touch a verdict.
"""

from collections.abc import Iterable, Mapping
from platform import python_version

from clientzoo.inference.chaining import chain
from clientzoo.inference.clauses import Clause, clauses, narrowed
from clientzoo.inference.consultation import Answers, Consultation, Known
from clientzoo.inference.plan import Plan, Stratum

CONDITIONS_IN_A_RULE = 16
RULES = 4_000  # of 4 096, in one ruleset
CONDITIONS = 10_000  # 10 KB of memory each while a client is consulted


class Durable:
    """Compiled once, for any number of clients; a stratum is a ruleset of durable-rules. See `unavailable` first."""

    name = "durable"

    def __init__(self, plan: Plan) -> None:
        """Raises ImportError where durable-rules is not installed, ValueError for a rulebase beyond its limits."""
        from clientzoo.inference.durable_rules import Ruleset

        if beyond := limits(plan):
            raise ValueError(" ".join(beyond))
        self._plan = plan
        self._rulesets: list[Ruleset] = [Ruleset(_network(stratum)) for stratum in plan.strata]

    def consult(self, answers: Answers) -> Consultation:
        """The consultation of a client with these answers (known ones only)."""
        return chain(self._plan, answers, self._satisfied, self.name)

    def _satisfied(self, number: int, held: Mapping[int, Known]) -> Iterable[int]:
        stratum = self._plan.strata[number]
        first_rule = len(stratum.premises)
        rules = range(first_rule, first_rule + len(stratum.rules))
        return sorted(fact - first_rule for fact in self._rulesets[number].consequences(held) if fact in rules)


def unavailable(plan: Plan) -> str | None:
    """Why durable-rules cannot serve this rulebase here; None when it can."""
    try:
        import clientzoo.inference.durable_rules  # noqa: F401
    except ImportError as error:
        return (
            f"durable-rules is not installed for Python {python_version()} ({error}): pip install 'clientzoo[durable]'"
        )
    return " ".join(limits(plan)) or None


def limits(plan: Plan) -> tuple[str, ...]:
    """A sentence for every layer that is more than durable-rules can take; empty when it can take the rulebase."""
    return tuple(
        sentence for number, stratum in enumerate(plan.strata, 1) for sentence in _limits(number, _network(stratum))
    )


def _limits(layer: int, network: tuple[Clause, ...]) -> Iterable[str]:
    conditions = sum(len(clause.body) for clause in network)
    for found, limit, what in ((len(network), RULES, "rules"), (conditions, CONDITIONS, "conditions")):
        if found > limit:
            yield f"Layer {layer} of the rulebase makes {found} {what} for durable-rules, which is good for {limit}."


def _network(stratum: Stratum) -> tuple[Clause, ...]:
    return tuple(narrowed(clauses(stratum), CONDITIONS_IN_A_RULE))
