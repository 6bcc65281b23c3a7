"""The built-in engine: plain Python, always there."""

from collections.abc import Iterable, Mapping, Set

from clientzoo.inference.chaining import chain
from clientzoo.inference.consultation import Answers, Consultation, Known
from clientzoo.inference.plan import Join, Plan


class Forward:
    """Tests every rule of a stratum against the held premises. Takes a fraction of a millisecond for 200 rules."""

    name = "builtin"

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def consult(self, answers: Answers) -> Consultation:
        """The consultation of a client with these answers (known ones only)."""
        return chain(self._plan, answers, self._satisfied, self.name)

    def _satisfied(self, stratum: int, held: Mapping[int, Known]) -> Iterable[int]:
        known = set(held)
        for position, planned in enumerate(self._plan.strata[stratum].rules):
            if planned.needed <= known and (planned.flat or _holds(planned.node, known)):
                yield position


def _holds(join: Join, known: Set[int]) -> bool:
    for part in join.parts:
        if (part in known if isinstance(part, int) else _holds(part, known)) is not join.all:
            return not join.all
    return join.all
