"""Everything that is wrong with a zoo: its files, its cases' shape, and its templates."""

from clientzoo.knowledge.load import Loaded
from clientzoo.knowledge.problems import Problem
from clientzoo.playbook.check import check as check_templates
from clientzoo.workbench.cases import read_cases


def check(loaded: Loaded) -> tuple[Problem, ...]:
    """All problems of the zoo, by place; empty when it is sound."""
    _, in_cases = read_cases(loaded.zoo)
    return tuple(sorted({*loaded.problems, *in_cases, *check_templates(loaded.zoo)}))
