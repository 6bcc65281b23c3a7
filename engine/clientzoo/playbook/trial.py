"""A playbook made for each animal of a zoo, of a client who gets every advice there is: what fails shows here."""

from collections.abc import Iterator

from clientzoo.inference.certainty import Belief
from clientzoo.inference.consultation import Consultation, Ranked, Step, Verdict
from clientzoo.inference.plan import Join, PlannedRule
from clientzoo.inference.selection import Given, Rank, Selection
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.files import shown_path
from clientzoo.knowledge.problems import Place, Problem, ProblemsError
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, TRANSITION, Fact, Rule, Zoo
from clientzoo.playbook.page_contents import outside
from clientzoo.playbook.rendering import PAGE, Press

_LIKELY = 0.9
ENDLESS = "endless-template"


def trial(zoo: Zoo) -> Iterator[Problem]:
    """The problems met on the way."""
    everything = Selection(tuple(Given(one, _LIKELY, Rank.KIND) for one in zoo.advice.values()))
    press = Press(zoo, select=lambda _: everything)
    nobody = ClientAnswers("Trial", zoo.id, zoo.version, {})
    for animal in (None, *zoo.animals):
        try:
            page = press.html(_consultation(zoo, animal), nobody)
        except ProblemsError as error:
            yield from error.problems
            if any(one.code == ENDLESS for one in error.problems):
                return  # each such document costs a second
            continue
        for _, message in outside(page):
            place = Place(shown_path(zoo.templates_dir / PAGE))
            yield Problem(place, "foreign-content", f"in the finished page {message}", "pages load and run nothing")


def _consultation(zoo: Zoo, animal: str | None) -> Consultation:
    """Every rule for the animal, its transitions and all advice has fired; nothing has been answered."""
    wanted = [Fact(ADVICE, one) for one in zoo.advice]
    if animal is not None:
        wanted.append(Fact(ANIMAL, animal))
        wanted += [Fact(TRANSITION, one.id) for one in zoo.transitions_from(animal)]
    steps = tuple(_fired(rule, fact) for fact in wanted for rule in zoo.rules if fact in rule.conclusions)
    beliefs = {fact: Belief(_LIKELY, _LIKELY, 0.0) for fact in wanted}
    ranking = [Ranked(one, _LIKELY if one == animal else 0.0) for one in zoo.animals]
    ranking.sort(key=lambda one: -one.certainty)
    verdict = Verdict(
        "decided" if animal else "undetermined", animal, ranking[0].certainty if ranking else 0.0, None, 0.0
    )
    return Consultation(zoo, "builtin", {}, (), {}, beliefs, steps, tuple(ranking), verdict)


def _fired(rule: Rule, fact: Fact) -> Step:
    """The rule fired for the fact, upon nothing."""
    return Step(PlannedRule(rule, (fact,), Join(True, ()), (), (), frozenset(), True), {}, rule.certainty)
