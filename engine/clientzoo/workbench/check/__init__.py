"""Everything that is wrong with a zoo, and everything in it that is not as it should be. One finding a file."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from clientzoo.knowledge.brand_file import brand_problems
from clientzoo.knowledge.load import Loaded
from clientzoo.knowledge.problems import Problem, ProblemsError
from clientzoo.knowledge.segment_questionnaire import load_sheets, own_sheets
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.check import check as check_templates
from clientzoo.workbench.cases import read_cases
from clientzoo.workbench.check.acceptance import Review, review_of, wrong_acceptances
from clientzoo.workbench.check.animals import one_answer_only, out_of_reach, unopposed
from clientzoo.workbench.check.clashing_advice import clashing_advice
from clientzoo.workbench.check.contradictory import contradictory
from clientzoo.workbench.check.dead_ends import dead_transitions, unobtainable_advice
from clientzoo.workbench.check.finding import Examined, Finding
from clientzoo.workbench.check.hints import hinted
from clientzoo.workbench.check.idle_questions import idle_questions, unused_parameters
from clientzoo.workbench.check.idle_tests import idle_tests
from clientzoo.workbench.check.languages import missing_texts, same_labels
from clientzoo.workbench.check.mixed_scripts import mixed_scripts
from clientzoo.workbench.check.never_fires import never_fires
from clientzoo.workbench.check.spelt_bands import spelt_bands
from clientzoo.workbench.check.twins import twins
from clientzoo.workbench.check.uneven_weights import uneven_weights
from clientzoo.workbench.contrasts import read_contrasts
from clientzoo.workbench.reasoning.witness import Example

FINDINGS: tuple[Callable[[Examined], Iterator[Finding]], ...] = (
    never_fires,
    twins,
    contradictory,
    clashing_advice,
    idle_tests,
    spelt_bands,
    uneven_weights,
    mixed_scripts,
    idle_questions,
    unused_parameters,
    out_of_reach,
    one_answer_only,
    unopposed,
    dead_transitions,
    unobtainable_advice,
    missing_texts,
    same_labels,
)


def check(loaded: Loaded, templates: Callable[[Zoo], tuple[Problem, ...]] = check_templates) -> tuple[Finding, ...]:
    """All findings by place that the zoo does not accept; empty when it is sound. See `review`."""
    return review(loaded, templates).findings


def review(loaded: Loaded, templates: Callable[[Zoo], tuple[Problem, ...]] = check_templates) -> Review:
    """All findings by place, those apart that the zoo accepts.

    Cases and templates are looked at once all files can be read, warnings looked for where these have no error.
    `templates` finds what is wrong with templates and texts; it takes longer than all else.
    """
    if not loaded.whole:
        return Review(tuple(Finding(hinted(problem)) for problem in loaded.problems))
    cases, in_cases = read_cases(loaded.zoo)
    _, in_contrasts = read_contrasts(loaded.zoo, cases)
    elsewhere = (
        *in_cases,
        *in_contrasts,
        *templates(loaded.zoo),
        *_settings(loaded.zoo),
        *_sheets(loaded.zoo),
        *brand_problems(loaded.zoo.root),
        *wrong_acceptances(loaded.zoo),
    )
    if loaded.problems:
        return Review(tuple(sorted({Finding(hinted(problem)) for problem in (*loaded.problems, *elsewhere)})))
    examined = Examined(loaded.zoo)
    found = {Finding(hinted(problem), shown_by(problem, examined)) for problem in elsewhere}
    found.update(one for look in FINDINGS for one in look(examined))
    return review_of(sorted(found), loaded.zoo)


def shown_by(problem: Problem, examined: Examined) -> Example | None:
    """The client who would get the playbook in which a part is missing."""
    animal = PurePath(problem.place.file).name.partition(".")[0]
    missing = problem.code == "missing-part" and animal in examined.zoo.animals
    return examined.witnesses.decided(animal) if missing else None


def _settings(zoo: Zoo) -> tuple[Problem, ...]:
    """What is wrong with the settings of the segmentation, which is loaded only where there are any."""
    if not zoo.segments and not any(name.startswith("segment_") for name in zoo.parameters):
        return ()
    from clientzoo.segmentation.settings import of_zoo

    return of_zoo(zoo)[1]


def _sheets(zoo: Zoo) -> tuple[Problem, ...]:
    """What is wrong with the zoo's own questions about segments."""
    if not own_sheets(zoo.root).is_file():
        return ()
    try:
        load_sheets(zoo.root, Path.cwd())
    except ProblemsError as error:
        return tuple(error.problems)
    return ()
