"""Looking at a zoo again and again: what is to be seen of it at one moment, and when its files have changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from clientzoo.inference.consultation import Consultation
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answers_file import read_answers_file
from clientzoo.knowledge.find import Found, questionnaire_file, translation_files
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import Problem, ProblemsError
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.check import check as check_templates
from clientzoo.workbench.cases import read_cases
from clientzoo.workbench.check import check
from clientzoo.workbench.check.finding import Finding
from clientzoo.workbench.contrast_test import run_contrasts
from clientzoo.workbench.contrasts import read_contrasts
from clientzoo.workbench.outcome import changes, outcome_of
from clientzoo.workbench.test import Result, run

Stamps = Mapping[Path, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Look:
    """`client` is the consultation of the client one watches; None without one, or while the zoo cannot run."""

    findings: tuple[Finding, ...]
    results: tuple[Result, ...]
    client: Consultation | None
    trouble: str = ""  # with the client's file

    @property
    def failed(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if not result.passed)


class Watch:
    """Looks at one zoo, and at one client of it if there is one. What has not changed is not worked out again."""

    def __init__(self, found: Found, client: Path | None) -> None:
        self._found, self._client = found, client
        self._judged: tuple[object, tuple[Problem, ...]] | None = None

    def look(self) -> Look:
        """The zoo checked and tested, as it is on disk now."""
        loaded = load_zoo(self._found.root, self._found.name, Path.cwd())
        findings = check(loaded, self._templates)
        if loaded.problems:
            return Look(findings, (), None)
        planned = plan(loaded.zoo)
        engine = Forward(planned)
        cases, _ = read_cases(loaded.zoo)
        contrasts, _ = read_contrasts(loaded.zoo, cases)
        results = (*run(cases, engine), *run_contrasts(contrasts, engine, planned))
        if self._client is None:
            return Look(findings, results, None)
        try:
            answers = read_answers_file(self._client, loaded.zoo).answers
        except ProblemsError as error:
            return Look(findings, results, None, str(error))
        return Look(findings, results, engine.consult(answers))

    def _templates(self, zoo: Zoo) -> tuple[Problem, ...]:
        """What is wrong with the templates; rules say nothing in them, so a change of rules alone does not matter."""
        seen = (
            {path: stamp for path, stamp in self.stamps().items() if path.is_relative_to(zoo.templates_dir)},
            (zoo.animals, zoo.traits, zoo.topics, zoo.advice, zoo.attributes, zoo.transitions, zoo.parameters),
        )
        if self._judged is None or self._judged[0] != seen:
            self._judged = seen, check_templates(zoo)
        return self._judged[1]

    def stamps(self) -> Stamps:
        """When each file of the zoo, and the client's, was last written, and its size."""
        paths = [
            *(self._found.root / "rulebases" / self._found.name).rglob("*.yaml"),
            *(self._found.root / "templates" / self._found.name).rglob("*"),
            questionnaire_file(self._found.root, self._found.name),
            *translation_files(self._found.root, self._found.name).values(),
            *([self._client] if self._client else []),
        ]
        seen = {}
        for path in paths:
            try:
                known = path.stat()
            except OSError:  # gone between listing and looking
                continue
            seen[path] = known.st_mtime_ns, known.st_size
        return seen


def news(before: Look, now: Look) -> Iterator[str]:
    """What is otherwise for the client one watches: verdict, certainties, rules that fire or no longer do."""
    if before.client is None or now.client is None:
        return
    old, new = before.client, now.client
    yield from map(str, changes(outcome_of(old), outcome_of(new)))
    then = old.certainties
    for one in new.ranking:
        if abs(one.certainty - then.get(one.animal, 0.0)) >= 0.005:
            yield f"{one.animal}: {then.get(one.animal, 0.0):.2f} -> {one.certainty:.2f}"
    fired_then = {step.planned.rule.id for step in old.steps}
    fired_now = {step.planned.rule.id for step in new.steps}
    yield from (f"fires now: {rule}" for rule in sorted(fired_now - fired_then))
    yield from (f"fires no longer: {rule}" for rule in sorted(fired_then - fired_now))
