"""Everything that is wrong with a zoo, and everything in it that is not as it should be. One finding a file."""

from collections.abc import Callable, Iterator
from pathlib import PurePath

from clientzoo.knowledge.load import Loaded
from clientzoo.knowledge.problems import Problem
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.check import check as check_templates
from clientzoo.workbench.cases import read_cases
from clientzoo.workbench.check.animals import one_answer_only, out_of_reach
from clientzoo.workbench.check.contradictory import contradictory
from clientzoo.workbench.check.dead_ends import dead_transitions, unobtainable_advice
from clientzoo.workbench.check.finding import Examined, Finding
from clientzoo.workbench.check.hints import hinted
from clientzoo.workbench.check.idle_questions import idle_questions, unused_parameters
from clientzoo.workbench.check.never_fires import never_fires
from clientzoo.workbench.check.twins import twins
from clientzoo.workbench.reasoning.witness import Example

FINDINGS: tuple[Callable[[Examined], Iterator[Finding]], ...] = (
    never_fires,
    twins,
    contradictory,
    idle_questions,
    unused_parameters,
    out_of_reach,
    one_answer_only,
    dead_transitions,
    unobtainable_advice,
)


def check(loaded: Loaded, templates: Callable[[Zoo], tuple[Problem, ...]] = check_templates) -> tuple[Finding, ...]:
    """All findings by place; empty when the zoo is sound.

    Cases and templates are looked at once all files can be read, warnings looked for where these have no error.
    `templates` finds what is wrong with templates and texts; it takes longer than all else.
    """
    if not loaded.whole:
        return tuple(Finding(hinted(problem)) for problem in loaded.problems)
    _, in_cases = read_cases(loaded.zoo)
    in_templates = templates(loaded.zoo)
    if loaded.problems:
        return tuple(sorted({Finding(hinted(problem)) for problem in (*loaded.problems, *in_cases, *in_templates)}))
    examined = Examined(loaded.zoo)
    found = {Finding(hinted(problem), shown_by(problem, examined)) for problem in (*in_cases, *in_templates)}
    found.update(one for look in FINDINGS for one in look(examined))
    return tuple(sorted(found))


def shown_by(problem: Problem, examined: Examined) -> Example | None:
    """The client who would get the playbook in which a part is missing."""
    animal = PurePath(problem.place.file).name.partition(".")[0]
    missing = problem.code == "missing-part" and animal in examined.zoo.animals
    return examined.witnesses.decided(animal) if missing else None
