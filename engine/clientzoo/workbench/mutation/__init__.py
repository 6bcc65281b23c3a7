"""How much of a rulebase its cases protect: every rule spoilt in turn, and which case notices."""

from clientzoo.workbench.mutation.mutants import KINDS, Kind, Mutant, mutants
from clientzoo.workbench.mutation.noticing import Outcome, Watchers

__all__ = ["KINDS", "Kind", "Mutant", "Outcome", "Watchers", "mutants"]
