"""A question about a client asked on the command line: what to print as text and as JSON, and whether it is a yes."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from clientzoo.cli import explanation_json as as_json
from clientzoo.explanation.contradictions import contradictions
from clientzoo.explanation.doubt import how_sure
from clientzoo.explanation.how import about, explained, proofs
from clientzoo.explanation.how import how as how_lines
from clientzoo.explanation.path import paths
from clientzoo.explanation.reading import animal_named, changes_named, fact_named, question_named
from clientzoo.explanation.told.contradictions import told_contradictions
from clientzoo.explanation.told.doubt import told_doubts
from clientzoo.explanation.told.path import told_paths
from clientzoo.explanation.told.what_if import STRONGEST, told_what_if
from clientzoo.explanation.told.why import told_why
from clientzoo.explanation.told.why_not import NEAREST, told_why_not
from clientzoo.explanation.what_if import what_if
from clientzoo.explanation.why import why
from clientzoo.explanation.why_not import why_not
from clientzoo.inference.chaining import Engine
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.zoo import Zoo


class Asked(NamedTuple):
    """The answer as lines, and as what JSON Schema `explanation` describes. `positive` is false for a plain no."""

    lines: Iterator[str]
    data: Callable[[], dict[str, Any]]
    positive: bool = True


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks about one client. Every method raises QuestionError for words it cannot understand."""

    engine: Engine
    zoo: Zoo
    client: ClientAnswers

    def how(self, text: str, depth: int) -> Asked:
        consultation = self.engine.consult(self.client.answers)
        if not text:
            found = proofs(consultation, depth)
            return Asked(
                explained(consultation, self.client.client, depth),
                lambda: self._data("how", as_json.how(consultation, found)),
            )
        fact = fact_named(consultation, text)
        return Asked(
            how_lines(consultation, fact, depth),
            lambda: self._data("how", as_json.how(consultation, [about(consultation, fact, depth)])),
        )

    def why(self, text: str) -> Asked:
        found = why(self.engine, self.zoo, self.client.answers, question_named(self.zoo, text))
        return Asked(told_why(found), lambda: self._data("why", as_json.why(found)))

    def why_not(self, text: str, every: bool) -> Asked:
        consultation = self.engine.consult(self.client.answers)
        found = why_not(consultation, animal_named(self.zoo, text))
        return Asked(
            told_why_not(consultation, self.client.client, found, None if every else NEAREST),
            lambda: self._data("why_not", as_json.why_not(consultation, found)),
        )

    def what_if(self, texts: Sequence[str], every: bool) -> Asked:
        changed = changes_named(self.zoo, texts)
        found = what_if(self.engine, self.client.answers, changed)
        return Asked(
            told_what_if(self.client.client, found, changed, None if every else STRONGEST),
            lambda: self._data("what_if", as_json.what_if(found, changed)),
        )

    def to(self, text: str) -> Asked:
        animal = animal_named(self.zoo, text)
        found = paths(self.engine, self.zoo, self.client.answers, animal, progress=_searching)
        return Asked(
            told_paths(self.zoo, self.client.client, found),
            lambda: self._data("to", as_json.paths(found)),
            positive=found.there or bool(found.sets),
        )

    def sure(self) -> Asked:
        found = how_sure(self.engine, self.zoo, self.client.answers)
        return Asked(told_doubts(self.client.client, found), lambda: self._data("sure", as_json.doubts(found)))

    def contradictions(self) -> Asked:
        consultation = self.engine.consult(self.client.answers)
        found = contradictions(consultation)
        return Asked(
            told_contradictions(consultation, self.client.client, found),
            lambda: self._data("contradictions", as_json.contradictions(consultation, found)),
        )

    def _data(self, question: str, answer: dict[str, Any]) -> dict[str, Any]:
        return {
            "client": self.client.client,
            "zoo": self.zoo.id,
            "zoo_version": self.zoo.version,
            "question": question,
            **answer,
        }


def _searching(size: int) -> None:
    """Small sets are through in a moment; of the others a person who waits is told."""
    if size > 2 and sys.stderr.isatty():
        sys.stderr.write(f"looking through all sets of {size} changes ...\n")
