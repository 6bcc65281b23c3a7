"""The built-in engine: plain Python, always there."""

from collections.abc import Iterable, Mapping

from clientzoo.inference.chaining import chain
from clientzoo.inference.consultation import Answers, Consultation, HeldPremise
from clientzoo.inference.plan import Join, Plan


class Forward:
    """Tests every rule of a stratum against the held premises. Takes a fraction of a millisecond for 200 rules."""

    name = "builtin"

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def consult(self, answers: Answers) -> Consultation:
        """The consultation of a client with these answers (known ones only)."""
        return chain(self._plan, answers, self._satisfied, self.name)

    def _satisfied(self, stratum: int, held: Mapping[int, HeldPremise]) -> Iterable[int]:
        known = held.keys()
        for position, planned in enumerate(self._plan.strata[stratum].rules):
            if planned.flat:
                for leaf in planned.premises:
                    if leaf not in known:
                        break
                else:
                    yield position
            elif _holds(planned.node, held):
                yield position


def _holds(join: Join, held: Mapping[int, HeldPremise]) -> bool:
    holding = (part in held if isinstance(part, int) else _holds(part, held) for part in join.parts)
    return all(holding) if join.all else any(holding)
