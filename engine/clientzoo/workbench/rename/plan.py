"""A renaming thought through to its end: all files, proven on a copy to mean what they meant."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.load import OTHERWISE
from clientzoo.knowledge.problems import Problem, ProblemsError
from clientzoo.knowledge.yaml import text
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.check import check as check_templates
from clientzoo.workbench.cases import read_cases
from clientzoo.workbench.rename import mentions
from clientzoo.workbench.rename.subject import RenameError, Subject, refuse_clash
from clientzoo.workbench.rename.texts import IN_TEMPLATES, Renamed, renamed, with_name
from clientzoo.workbench.trial_copy import trial_copy


def renaming(zoo: Zoo, old: Subject, new: str) -> Renamed:
    """Every file that changes when the subject gets the new name.

    Rules whose ids are made of others, as those of cells and of what a trait is otherwise, are followed where cases
    speak of them. The result is
    tried on a copy: the zoo must be as sound as before, and every case must come out the same.

    Raises RenameError where the name is no id, is taken, or where something would not follow; ProblemsError where the
    files cannot be read.
    """
    refuse_clash(zoo, old, new)
    first = renamed(zoo, old, new)
    with trial_copy(zoo, first.texts, first.moved) as loaded:
        if loaded.problems:
            raise RenameError(_did_not_follow(loaded.problems))
        made = _made_ids(zoo, loaded.zoo)
    if old.kind == "trait":
        made[f"{old.id}-{OTHERWISE}"] = f"{new}-{OTHERWISE}"
    done = replace(first, texts={**first.texts, **_with_rules(zoo, first, made)})
    _prove(zoo, done, in_templates=old.kind in IN_TEMPLATES or old.kind == "animal")
    return done


def _made_ids(old: Zoo, new: Zoo) -> dict[str, str]:
    """New ids of cells by their old ones."""
    found = {}
    for before, after in zip(old.tables, new.tables, strict=True):
        pairs = zip(before.cells.values(), after.cells.values(), strict=True)
        found.update({was: now for was, now in pairs if was != now})
    return found


def _with_rules(zoo: Zoo, done: Renamed, made: dict[str, str]) -> dict[Path, str]:
    """The files of cases that speak of these rules."""
    found = {}
    for path in sorted(zoo.cases_dir.glob("**/*.yaml")) if made else ():
        before = after = done.texts.get(path) or text(path)
        for was, now in made.items():
            if was in after:
                after = with_name(after, mentions.in_cases, zoo, Subject("rule", was), now)
        if after != before:
            found[path] = after
    return found


def _prove(zoo: Zoo, done: Renamed, *, in_templates: bool) -> None:
    """Raises RenameError unless the renamed zoo is as sound as it was and says the same of every case."""
    cases, faults = read_cases(zoo)
    with trial_copy(zoo, done.texts, done.moved) as loaded:
        if loaded.problems:
            raise RenameError(_did_not_follow(loaded.problems))
        later, problems = read_cases(loaded.zoo, loaded.zoo.root)
        if len(problems) > len(faults):
            raise RenameError(_did_not_follow(problems))
        wrong = check_templates(loaded.zoo) if in_templates else ()
        if wrong and not check_templates(zoo):
            raise RenameError(_did_not_follow(wrong))
        before, after = Forward(plan(zoo)), Forward(plan(loaded.zoo))
        for case, same in zip(cases, later, strict=True):
            one, other = before.consult(case.answers), after.consult(same.answers)
            if [two.certainty for two in one.ranking] != [two.certainty for two in other.ranking]:
                raise RenameError(f"the case `{case.id}` would come out otherwise: something would not follow")


def _did_not_follow(problems: Iterable[Problem]) -> str:
    found = ProblemsError(problems)
    return "something would not follow, nothing was written:\n" + "\n".join(map(str, found.problems[:10]))
