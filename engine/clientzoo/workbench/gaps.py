"""Where a rulebase leaves clients undecided: many made-up clients, counted, and the smallest client of each kind."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from clientzoo.inference.batch import NOBODY, PART, Batch, Results, Rows
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.chaining import Engine
from clientzoo.inference.codes import UNKNOWN
from clientzoo.inference.consultation import Answers, Consultation
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import STATUSES, Zoo
from clientzoo.workbench.minimal import smallest

OPEN = ("close", "undetermined")
KEPT, CHANGED = 0.8, 0.15  # of a case's answers: kept at all, and of these answered otherwise


@dataclass(frozen=True, slots=True)
class Kind:
    """`close` between two animals, or `undetermined` with the first leading, then the second if it has 0.2."""

    status: str
    first: str
    second: str | None

    def __str__(self) -> str:
        second = f" and {self.second}" if self.second else ""
        return f"{self.status}: {self.first}{second}"

    def shown_by(self, consultation: Consultation) -> bool:
        """Whether the client is of this kind: something speaks for the first, and no verdict is clear."""
        ranking, status = consultation.ranking, consultation.verdict.status
        if status != self.status or ranking[0].animal != self.first or ranking[0].certainty < THRESHOLD:
            return False
        return consultation.verdict.runner_up == self.second


@dataclass
class Gaps:
    """Counts over all clients so far. `samples` holds the client of each kind with the fewest answers."""

    clients: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    blank: int = 0  # undetermined, and nothing speaks for any animal
    samples: dict[Kind, dict[str, Answer]] = field(default_factory=dict)

    def share(self, status: str) -> float:
        return self.statuses[status] / self.clients if self.clients else 0.0

    def confused(self) -> Mapping[tuple[str, str], int]:
        """How many clients stood close between two animals, the leading one first."""
        found: Counter[tuple[str, str]] = Counter()
        for kind, count in self.kinds.items():
            if kind.status == "close" and kind.second:
                found[kind.first, kind.second] += count
        return found


def sampled(zoo: Zoo, cases: Sequence[Answers], clients: int, seed: int, near_cases: bool) -> Iterator[Gaps]:
    """The same Gaps, growing, after each part of the clients; memory does not grow with their number."""
    batch, dice, gaps = Batch(plan(zoo)), np.random.default_rng(seed), Gaps()
    anchors = _anchors(batch, cases) if near_cases and cases else None
    while gaps.clients < clients:
        size = min(PART, clients - gaps.clients)
        rows = _uniform(batch, dice, size)
        if anchors is not None:
            rows = _around(anchors, rows, dice)
        _count(gaps, batch, rows, batch.run(Rows(rows)))
        yield gaps


def _anchors(batch: Batch, cases: Sequence[Answers]) -> np.ndarray:
    """The cases as codes, a span by the middle of what it covers."""
    codes = batch.encode(cases).codes
    for row, name in enumerate(batch.codebook.names):
        codes[row] = [batch.codebook.single(name, int(code)) for code in codes[row]]
    return codes


def telling(gaps: Gaps, most: int) -> tuple[Kind, ...]:
    """The commonest kinds, so many of each status: first the close ones, then those with no verdict."""
    ordered = sorted(gaps.kinds, key=lambda kind: (-gaps.kinds[kind], str(kind)))
    return tuple(kind for status in OPEN for kind in [one for one in ordered if one.status == status][:most])


def smallest_of(kind: Kind, gaps: Gaps, engine: Engine) -> dict[str, Answer]:
    """The client of the kind with all answers dropped that can be."""
    return smallest(gaps.samples[kind], lambda fewer: kind.shown_by(engine.consult(fewer)))


def _uniform(batch: Batch, dice: np.random.Generator, size: int) -> np.ndarray:
    """Each client answers some share of the questions, and every answer is as likely as any other of its question."""
    book, zoo = batch.codebook, batch.zoo
    codes = np.full((len(book.names), size), UNKNOWN, np.int16)
    share = dice.random(size)
    for row, name in enumerate(book.names):
        usable = [number for number, code in enumerate(book.codes[name]) if code.value is not None]
        if usable and zoo.attributes[name].asked:
            drawn = dice.choice(np.array(usable, np.int16), size)
            codes[row] = np.where(dice.random(size) < share, drawn, UNKNOWN)
    return codes


def _around(anchors: np.ndarray, fresh: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """Clients like the cases: most answers of one case, some of them changed for `fresh` ones."""
    chosen = anchors[:, dice.integers(0, anchors.shape[1], fresh.shape[1])]
    kept = dice.random(fresh.shape) < KEPT
    changed = dice.random(fresh.shape) < CHANGED
    return np.where(kept, np.where(changed & (chosen != UNKNOWN), fresh, chosen), UNKNOWN).astype(np.int16)


def _count(gaps: Gaps, batch: Batch, rows: np.ndarray, results: Results) -> None:
    gaps.clients += rows.shape[1]
    for code, count in zip(*np.unique(results.status, return_counts=True), strict=True):
        gaps.statuses[STATUSES[code]] += int(count)
    best = results.certainties[batch.rows_of("animal")].max(axis=0)
    open_ones = results.status != STATUSES.index("decided")
    gaps.blank += int((open_ones & (best < THRESHOLD)).sum())
    columns = np.flatnonzero(open_ones & (best >= THRESHOLD))
    answered = (rows[:, columns] != UNKNOWN).sum(axis=0)
    order = np.argsort(answered, kind="stable")  # so that the first of a kind is one with the fewest answers
    columns, answered = columns[order], answered[order]
    keys = np.stack([results.status[columns], results.top[columns], results.runner_up[columns]])
    unique, firsts, counts = np.unique(keys, axis=1, return_index=True, return_counts=True)
    for (status, top, second), first, count in zip(unique.T, firsts, counts, strict=True):
        kind = Kind(STATUSES[status], batch.animals[top], None if second == NOBODY else batch.animals[second])
        gaps.kinds[kind] += int(count)
        if kind not in gaps.samples or answered[first] < len(gaps.samples[kind]):
            gaps.samples[kind] = _client(batch, rows[:, columns[first]])


def _client(batch: Batch, codes: np.ndarray) -> dict[str, Answer]:
    book = batch.codebook
    answered = ((name, book.codes[name][code].value) for name, code in zip(book.names, codes, strict=True) if code >= 0)
    return {name: Answer(_plain(value)) for name, value in answered if value is not None}


def _plain(value: Value) -> Value:
    """A whole number without a point, as people write it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
