"""How far a transition has come, in words: `under way, 1 of 3 conditions met, 2 to ask`."""

from clientzoo.explanation.wording import PLAIN_ENGLISH
from clientzoo.inference.prospects import Prospect
from clientzoo.knowledge.speech import Speech, later

_STAGES = {
    "possible": later("possible"), "under way": later("under way"), "ready": later("ready"),
    "blocked": later("not as things stand"),
}  # fmt: skip

_BLOCKED = later("blocked")  # as a drawing has room for it


def stage_in_words(prospect: Prospect, say: Speech = PLAIN_ENGLISH) -> str:
    """The stage and how many conditions are met, how many fail on what is known, how many nobody has spoken of."""
    needs = prospect.transition.needs
    stage = say(_STAGES[prospect.stage])
    if not needs:
        return stage
    met = len(prospect.met)
    counts = [say.count("{met} of {number} condition met", "{met} of {number} conditions met", len(needs), met=met)]
    counts += [say("{number} not met", number=len(prospect.failing))] if prospect.failing else []
    counts += [say("{number} to ask", number=len(prospect.unknown))] if prospect.unknown else []
    return ", ".join([stage, *counts])
