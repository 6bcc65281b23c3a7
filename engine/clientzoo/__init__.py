"""clientzoo: an expert system that sorts an agency's clients into a zoo and says how to treat each.

    expert = clientzoo.load()
    found = expert.classify({"employees": 25, "growth_wish": "wants"})
    found.verdict.animal, found.verdict.certainty

docs/python.md tells the rest. Names are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clientzoo.api.expert import Expert, NextQuestion, load
    from clientzoo.api.frame import ClassifiedFrame
    from clientzoo.explanation.inquiry import Inquiry, Reply
    from clientzoo.explanation.verdict import headline
    from clientzoo.explanation.words_understood import QuestionError
    from clientzoo.inference.consultation import Consultation, Verdict
    from clientzoo.inference.engines import EngineUnavailableError
    from clientzoo.inference.prospects import Prospect, prospects
    from clientzoo.knowledge.answer import Answer
    from clientzoo.knowledge.answers_file import ClientAnswers
    from clientzoo.knowledge.languages import UnknownLanguageError
    from clientzoo.knowledge.problems import Problem, ProblemsError
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.output.explanation import explanation_shape
    from clientzoo.output.verdict import consultation_shape
    from clientzoo.tables.table import TableError

__version__ = "0.2.0"
__all__ = [
    "Answer",
    "ClassifiedFrame",
    "ClientAnswers",
    "Consultation",
    "EngineUnavailableError",
    "Expert",
    "Inquiry",
    "NextQuestion",
    "Problem",
    "ProblemsError",
    "Prospect",
    "QuestionError",
    "Reply",
    "TableError",
    "UnknownLanguageError",
    "Verdict",
    "Zoo",
    "__version__",
    "consultation_shape",
    "explanation_shape",
    "headline",
    "load",
    "prospects",
]

_HOMES = {
    "clientzoo.api.expert": ("Expert", "NextQuestion", "load"),
    "clientzoo.api.frame": ("ClassifiedFrame",),
    "clientzoo.explanation.inquiry": ("Inquiry", "Reply"),
    "clientzoo.explanation.words_understood": ("QuestionError",),
    "clientzoo.explanation.verdict": ("headline",),
    "clientzoo.inference.consultation": ("Consultation", "Verdict"),
    "clientzoo.inference.engines": ("EngineUnavailableError",),
    "clientzoo.inference.prospects": ("Prospect", "prospects"),
    "clientzoo.knowledge.answer": ("Answer",),
    "clientzoo.knowledge.answers_file": ("ClientAnswers",),
    "clientzoo.knowledge.languages": ("UnknownLanguageError",),
    "clientzoo.knowledge.problems": ("Problem", "ProblemsError"),
    "clientzoo.knowledge.zoo": ("Zoo",),
    "clientzoo.output.explanation": ("explanation_shape",),
    "clientzoo.output.verdict": ("consultation_shape",),
    "clientzoo.tables.table": ("TableError",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # so that a type checker finds a name misspelt

    def __getattr__(name: str) -> object:
        if name in _HOME_OF:
            return getattr(import_module(_HOME_OF[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
