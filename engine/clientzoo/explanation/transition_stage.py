"""How far a transition has come, in words: `under way, 1 of 3 conditions met, 2 to ask`."""

from clientzoo.inference.prospects import Prospect

_STAGES = {"possible": "possible", "under way": "under way", "ready": "ready", "blocked": "not as things stand"}


def stage_in_words(prospect: Prospect) -> str:
    """The stage and how many conditions are met, how many fail on what is known, how many nobody has spoken of."""
    needs = prospect.transition.needs
    stage = _STAGES[prospect.stage]
    if not needs:
        return stage
    counts = [f"{len(prospect.met)} of {len(needs)} condition{'s' if len(needs) > 1 else ''} met"]
    counts += [f"{len(prospect.failing)} not met"] if prospect.failing else []
    counts += [f"{len(prospect.unknown)} to ask"] if prospect.unknown else []
    return ", ".join([stage, *counts])
