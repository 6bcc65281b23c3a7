"""Why advice that rules give does not stand in the playbook, in words."""

from clientzoo.inference.consultation import Consultation
from clientzoo.inference.selection import Rank, Withheld, selection
from clientzoo.knowledge.zoo import Zoo

_RESTS_ON = {
    Rank.KIND: "on the kind of client alone",
    Rank.CONCLUDED: "on what was concluded",
    Rank.ANSWERED: "on the client's own answers",
}


def withheld_in_words(one: Withheld) -> str:
    """`it says otherwise on reports than no_reports_to_read, which rests on the client's own answers`."""
    if one.by is not None:
        if one.why == "clash":
            return f"it says otherwise on {one.topic} than {one.by.advice.id}, which is surer"
        return f"it says otherwise on {one.topic} than {one.by.advice.id}, which rests {_RESTS_ON[one.by.rank]}"
    return {
        "presupposition": "it presupposes what is known to be otherwise",
        "proportion": "it takes more than this client can bear",
        "room": "its section is full",
        "prerequisite": "what it comes after is not given",
    }[one.why]


def told_withheld(consultation: Consultation, advice: str) -> str:
    """A sentence on whether and why the advice does not stand in the playbook; empty where no rule gives it."""
    zoo, found = consultation.zoo, selection(consultation)
    for one in found.given:
        if one.advice.id == advice:
            return f"It stands in the playbook, under {_section(zoo, advice)}; it rests {_RESTS_ON[one.rank]}."
    for held in found.withheld:
        if held.given.advice.id == advice:
            return f"Rules give it, and the playbook leaves it out: {withheld_in_words(held)}."
    return ""


def _section(zoo: Zoo, advice: str) -> str:
    topic = zoo.topics.get(zoo.advice[advice].topic)
    return f"“{topic.title}”" if topic else "no heading"
