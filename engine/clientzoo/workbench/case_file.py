"""Cases written into their files: added at the end, or their expectations brought up to date. Comments stay."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Answers, Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.inference.selection import selection
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.schema import ExpectationEntry
from clientzoo.workbench.entries import Edit, Entries, new_entry

_EMPTY = "# Cases that `clientzoo rules test` runs.\ncases: []\n"


def case_id(client: str, taken: Collection[str]) -> str:
    """An id out of the client's name, one that no case has yet."""
    plain = unicodedata.normalize("NFKC", client).lower()
    words = re.sub(r"[\W_]+", "-", plain).strip("-")[:100] or "client"
    number, found = 2, words
    while found in taken:
        found, number = f"{words}-{number}", number + 1
    return found


def entry(name: str, about: str, consultation: Consultation, answers: Answers) -> dict[str, Any]:
    """A case that expects what came out: status, animal, the second one, open transitions."""
    verdict = consultation.verdict
    expect: dict[str, Any] = {"status": verdict.status, "animal": verdict.animal}
    if verdict.runner_up:
        expect["runner_up"] = verdict.runner_up
    if now_open := _open(consultation):
        expect["transitions"] = {"open": now_open}
    return {
        "id": name,
        "about": about,
        "answers": {key: answer_entry(one) for key, one in answers.items()},
        "expect": expect,
    }


def with_case(text: str | None, case: Mapping[str, Any]) -> str:
    """The text of a file of cases (None: a new one) with the case at its end. Raises RoundTripError, ProblemsError."""
    return Entries(text if text is not None else _EMPTY, "cases").rewritten({}, [new_entry("cases", case, case)])


def updated(text: str, consultations: Mapping[str, Consultation]) -> str:
    """The text with every case named in `consultations` expecting what came out of it, in what it expects at all."""
    cases = Entries(text, "cases")
    changed = {}
    for number, case in enumerate(cases.meanings):
        consultation = consultations.get(case["id"])
        if consultation is not None:
            changed[number] = cases.edited(number, _expecting(consultation))
    return cases.rewritten(changed)


def _expecting(consultation: Consultation) -> Edit:
    def edit(node: Any, meaning: dict[str, Any]) -> None:
        for key, value in _now(ExpectationEntry.model_validate(meaning["expect"]), consultation).items():
            _put(node["expect"], meaning["expect"], key, value)

    return edit


def _now(expect: ExpectationEntry, consultation: Consultation) -> dict[str, Any]:
    """For each thing that is expected and came otherwise, what came."""
    verdict = consultation.verdict
    found: dict[str, Any] = {}
    for key in expect.model_fields_set & {"status", "animal", "runner_up"}:
        if getattr(expect, key) != getattr(verdict, key):
            found[key] = getattr(verdict, key)
    traits: dict[str, Any] = {}
    for trait, wanted in expect.traits.items():
        held = [str(value) for value, sure in consultation.facts.get(trait, {}).items() if sure >= THRESHOLD]
        if not set([wanted] if isinstance(wanted, str) else wanted) <= set(held):
            traits[trait] = held[0] if len(held) == 1 else held
    if traits:
        found["traits"] = {**expect.traits, **traits}
        found["traits"] = {trait: value for trait, value in found["traits"].items() if value != []}
    now_open = set(_open(consultation))
    moves = expect.transitions
    if not set(moves.open) <= now_open or set(moves.closed) & now_open:
        stay_open = [name for name in (*moves.open, *moves.closed) if name in now_open]
        closed = [name for name in (*moves.open, *moves.closed) if name not in now_open]
        found["transitions"] = {key: names for key, names in (("open", stay_open), ("closed", closed)) if names}
    advised = selection(consultation)
    given = {one.advice.id for one in advised.given}
    given |= {one.given.advice.id for one in advised.withheld if one.why == "room"}
    if not set(expect.advice) <= given:
        found["advice"] = [name for name in expect.advice if name in given]
    if set(expect.withheld) & given:
        found["withheld"] = [name for name in expect.withheld if name not in given]
    fired = {step.planned.rule.id for step in consultation.steps}
    rules = expect.rules
    if not set(rules.fired) <= fired or set(rules.silent) & fired:
        both = (*rules.fired, *rules.silent)
        speak, silent = [one for one in both if one in fired], [one for one in both if one not in fired]
        found["rules"] = {key: names for key, names in (("fired", speak), ("silent", silent)) if names}
    return found


def _put(node: Any, meaning: dict[str, Any], key: str, value: Any) -> None:
    """Sets a key in the document and in its meaning, a list or mapping in place so that its comments stay."""
    old = node.get(key)
    if isinstance(value, dict) and isinstance(old, dict):
        for name in [name for name in old if name not in value]:
            del old[name]
            del meaning[key][name]
        for name, part in value.items():
            if meaning[key].get(name) != part:
                _put(old, meaning[key], name, part)
    else:
        node[key] = value
        meaning[key] = value


def _open(consultation: Consultation) -> list[str]:
    return [f"{one.origin} -> {one.target}" for one in prospects(consultation) if one.open]


def answer_entry(answer: Answer) -> Any:
    """An answer as a file holds it: the value, with its certainty where it is no sure one."""
    value = _word(answer.value)
    return value if answer.certainty == 1.0 else {"value": value, "certainty": answer.certainty}


def _word(value: Value) -> Value:
    """Yes and no as experts write them, which are plain words in YAML 1.2; a whole number without a point."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return int(value) if isinstance(value, float) and value.is_integer() else value
