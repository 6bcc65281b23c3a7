"""Contrast cases: what one more answer does to what is believed, without a number. Read from the files of cases."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from clientzoo.inference.consultation import Answers
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import read_answers
from clientzoo.knowledge.files import shown_path as named
from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.schema import ContrastEntry, ContrastTableEntry, Said, ShownEntry
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.versions import brought_up_to_date
from clientzoo.knowledge.weight_tables import said
from clientzoo.knowledge.wording import read_value
from clientzoo.knowledge.yaml import Document, KeyPath, read
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, TRANSITION, Fact, Zoo, value_text
from clientzoo.workbench.cases import Case

Effect: TypeAlias = Literal["raises", "lowers", "leaves", "appears", "goes"]
EFFECTS: tuple[Effect, ...] = ("raises", "lowers", "leaves", "appears", "goes")
_CELLS: Mapping[str, Effect] = {"up": "raises", "down": "lowers", "same": "leaves"}
_NO_NAME = re.compile(r"[^\w]+")
MOST_TOGETHER = 4  # answers that speak together: each group of them is a client of its own


class Claim(NamedTuple):
    """What becomes of a fact; `shown` is the fact as the expert wrote it."""

    effect: Effect
    fact: Fact
    shown: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """`more` is given on top of `before`, or instead of what it said. With `together` the claims are about what the
    answers of `more` say beyond what each of them, and each smaller group of them, says."""

    id: str
    about: str
    before: Answers
    more: Answers
    together: bool
    claims: tuple[Claim, ...]
    source: str
    place: Place

    @property
    def clients(self) -> tuple[Answers, ...]:
        """The clients to compare, the one with all answers last; see `signs`."""
        names = tuple(self.more)
        sizes = range(len(names) + 1) if self.together else (0, len(names))
        chosen = (group for size in sizes for group in combinations(names, size))
        base = {name: one for name, one in self.before.items() if not (self.together and name in self.more)}
        return tuple({**base, **{name: self.more[name] for name in group}} for group in chosen)

    @property
    def signs(self) -> tuple[int, ...]:
        """1 or -1 for each of `clients`: what they add up to is what the last one adds (inclusion and exclusion)."""
        if not self.together:
            return (-1, 1)
        many = len(self.more)
        return tuple((-1) ** (many - size) for size in range(many + 1) for _ in combinations(range(many), size))


def read_contrasts(
    zoo: Zoo, cases: Sequence[Case], shown_from: Path | None = None
) -> tuple[tuple[Contrast, ...], tuple[Problem, ...]]:
    """The contrasts of the zoo by file and order, and what is wrong with them; a faulty entry is left out.

    `cases` are those whose answers a contrast may start from. A file that is no YAML is told by `cases.read_cases`.
    """
    reader = _Reader(zoo, {case.id: case.answers for case in cases})
    for path in sorted(zoo.cases_dir.glob("**/*.yaml")):
        try:
            document = read(path, named(path, shown_from))
        except ProblemsError:
            continue
        if isinstance(document.value, dict):
            reader.read(document)
    return tuple(reader.found), tuple(reader.problems)


class _Reader:
    def __init__(self, zoo: Zoo, cases: Mapping[str, Answers]) -> None:
        self._zoo, self._cases = zoo, cases
        self._places: dict[str, Place] = {}
        self.found: list[Contrast] = []
        self.problems: list[Problem] = []

    def read(self, document: Document) -> None:
        for section, model in (("contrasts", ContrastEntry), ("contrast_tables", ContrastTableEntry)):
            raw = document.value.get(section)
            if raw is None:
                continue
            if not isinstance(raw, list):
                self._refuse(document, (section,), "wrong-type", f"`{section}` must be a list of entries with a dash")
                continue
            for number, one in enumerate(raw):
                before = len(self.problems)
                path: KeyPath = (section, number)
                entry = validated(model, one, document, path, self.problems)
                if isinstance(entry, ContrastEntry):
                    found = list(self._listed(entry, one, document, path))
                elif isinstance(entry, ContrastTableEntry):
                    found = list(self._grid(entry, one, document, path))
                else:
                    continue
                if entry.id in self._places:
                    message = f"the contrast `{entry.id}` already stands at {self._places[entry.id]}"
                    self._refuse(document, (*path, "id"), "duplicate-id", message)
                self._places.setdefault(entry.id, document.place(path))
                if len(self.problems) == before:
                    self.found.extend(found)

    def _listed(self, entry: ContrastEntry, raw: Any, document: Document, path: KeyPath) -> Iterator[Contrast]:
        base = self._base(entry, raw, document, path)
        for number, line in enumerate(entry.shows):
            where = (*path, "shows", number)
            key = "together" if line.together else "more"
            more = self._answers(getattr(line, key) and raw["shows"][number][key], document, (*where, key))
            claims = tuple(self._claims(line, document, where))
            if not any(getattr(line, effect) for effect in EFFECTS):
                hint = "name what it raises, lowers, leaves, lets appear or lets go"
                self._refuse(document, where, "missing-field", "this contrast claims nothing", hint)
            if bool(line.more) == bool(line.together):
                message = "a contrast has either `more`, further answers, or `together`, answers that speak together"
                self._refuse(document, where, "missing-field", message)
            elif line.together and not 2 <= len(line.together) <= MOST_TOGETHER:
                message = f"`together` takes two to {MOST_TOGETHER} answers, not {len(line.together)}"
                self._refuse(document, (*where, "together"), "wrong-length", message)
            elif line.together and (line.appears or line.goes):
                message = "what appears or goes is told of `more`"
                self._refuse(document, (*where, "together"), "wrong-type", message)
            else:
                name, source, at = f"{entry.id}-{number + 1}", line.source or entry.source, document.place(where)
                yield Contrast(name, line.because, base, more, bool(line.together), claims, source, at)

    def _grid(self, entry: ContrastTableEntry, raw: Any, document: Document, path: KeyPath) -> Iterator[Contrast]:
        base = self._base(entry, raw, document, path)
        if not self._is_concluded(entry.for_, document, (*path, "for", "")):
            return
        facts = [
            self._value(entry.for_, word, document, (*path, "columns", number))
            for number, word in enumerate(entry.columns)
        ]
        if entry.fact not in self._zoo.attributes:
            hint = did_you_mean(entry.fact, self._zoo.attributes)
            self._refuse(document, (*path, "fact", ""), "unknown-fact", f"`{entry.fact}` is no question", hint)
            return
        for key in ("because", "source"):
            texts: Said = getattr(entry, key)
            for row in texts if isinstance(texts, dict) else ():
                if row not in (*entry.effects, "others"):
                    hint = did_you_mean(row, [*entry.effects, "others"])
                    self._refuse(document, (*path, key, row), "unknown-value", f"`{row}` is no row here", hint)
        for row, cells in entry.effects.items():
            where = (*path, "effects", row)
            if len(cells) != len(entry.columns):
                message = f"the row `{row}` has {len(cells)} cells for {len(entry.columns)} columns"
                self._refuse(document, where, "wrong-length", message, "write ~ where nothing is claimed")
                continue
            claims = tuple(
                Claim(_CELLS[cell], fact, word)
                for cell, fact, word in zip(cells, facts, entry.columns, strict=True)
                if cell is not None and fact is not None
            )
            for word in re.split(r" or ", row):
                more = self._answers({entry.fact: word}, document, where, (*where, ""))
                # one reason for the row, or each reason once where cells of the row have their own
                columns = [value_text(claim.fact.value) for claim in claims]
                about = " ".join(dict.fromkeys(said(entry.because, row, one) for one in columns)) or entry.about
                source = "; ".join(dict.fromkeys(said(entry.source, row, one) for one in columns))
                name = f"{entry.id}-{_NO_NAME.sub('_', word).strip('_')}"
                yield Contrast(name, about, base, more, False, claims, source, document.place(where))

    def _base(
        self, entry: ContrastEntry | ContrastTableEntry, raw: Any, document: Document, path: KeyPath
    ) -> dict[str, Answer]:
        given: Answers = {}
        if entry.given:
            if entry.given not in self._cases:
                hint = did_you_mean(entry.given, self._cases, show_all_up_to=0)
                self._refuse(document, (*path, "given", ""), "unknown-case", f"there is no case `{entry.given}`", hint)
            given = self._cases.get(entry.given, {})
        return {**given, **self._answers(raw.get("answers", {}), document, (*path, "answers"))}

    def _answers(
        self, raw: Mapping[str, Any], document: Document, path: KeyPath, place: KeyPath | None = None
    ) -> dict[str, Answer]:
        problems: list[Problem] = []
        today = brought_up_to_date(raw, "", self._zoo, document, path, problems)
        answers, _, _ = read_answers(today.answers, self._zoo, today.document, path, problems)
        if place is not None:
            problems = [Problem(document.place(place), one.code, one.message, one.hint) for one in problems]
        self.problems.extend(problems)
        return answers

    def _claims(self, line: ShownEntry, document: Document, path: KeyPath) -> Iterator[Claim]:
        for effect in EFFECTS:
            for number, target in enumerate(getattr(line, effect)):
                where = (*path, effect, number)
                pairs = target.items() if isinstance(target, dict) else [("", target)]
                for name, word in pairs:
                    fact = self._fact(name, word, document, where)
                    if fact is not None:
                        yield Claim(effect, fact, f"{name}: {value_text(word)}" if name else str(word))

    def _fact(self, name: str, word: str | bool, document: Document, path: KeyPath) -> Fact | None:
        """The fact that a claim speaks of: with a name a trait, else an animal, a transition or advice."""
        zoo, text = self._zoo, " ".join(str(word).replace("->", " -> ").split())
        if name:
            return self._value(name, str(word), document, path) if self._is_concluded(name, document, path) else None
        if text in zoo.animals:
            return Fact(ANIMAL, text)
        if text in zoo.advice:
            return Fact(ADVICE, text)
        moves = {f"{origin} -> {one.target}": one.id for one in zoo.transitions.values() for origin in one.origins}
        if text in moves:
            return Fact(TRANSITION, moves[text])
        hint = did_you_mean(text, moves if "->" in text else [*zoo.animals, *zoo.advice], show_all_up_to=0)
        message = f"`{text}` is no animal, transition or advice of this zoo"
        self._refuse(document, path, "unknown-value", message, hint or "a trait is written {trait: value}")
        return None

    def _is_concluded(self, name: str, document: Document, path: KeyPath) -> bool:
        known = [one.name for one in self._zoo.domains.values() if one.of == "rules"]
        if name not in known:
            message = f"`{name}` is nothing that rules conclude"
            self._refuse(document, path, "unknown-fact", message, did_you_mean(name, known))
        return name in known

    def _value(self, name: str, word: str, document: Document, path: KeyPath) -> Fact | None:
        value, (code, message, hint) = read_value(self._zoo.domains[name], word)
        if value is None:
            self._refuse(document, path, code, message, hint)
            return None
        return Fact(name, value)

    def _refuse(self, document: Document, path: KeyPath, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(document.place(path), code, message, hint))
