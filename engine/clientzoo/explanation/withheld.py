"""Why advice that rules give does not stand in the playbook, in words."""

from clientzoo.explanation.wording import PLAIN_ENGLISH
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.selection import Rank, Withheld, selection
from clientzoo.knowledge.speech import Speech, later, speech_of
from clientzoo.knowledge.zoo import Zoo

_RESTS_ON = {
    Rank.KIND: later("on the kind of client alone"),
    Rank.CONCLUDED: later("on what was concluded"),
    Rank.ANSWERED: later("on the client's own answers"),
}


_WHY = {
    "presupposition": later("it presupposes what is known to be otherwise"),
    "proportion": later("it takes more than this client can bear"),
    "room": later("its section is full"),
    "prerequisite": later("what it comes after is not given"),
}


def withheld_in_words(one: Withheld, say: Speech = PLAIN_ENGLISH) -> str:
    """`it says otherwise on reports than no_reports_to_read, which rests on the client's own answers`."""
    if one.by is None:
        return say(_WHY[one.why])
    other = {"topic": one.topic, "advice": one.by.advice.id}
    if one.why == "clash":
        return say("it says otherwise on {topic} than {advice}, which is surer", **other)
    rests = say(_RESTS_ON[one.by.rank])
    return say("it says otherwise on {topic} than {advice}, which rests {ground}", **other, ground=rests)


def told_withheld(consultation: Consultation, advice: str) -> str:
    """A sentence on whether and why the advice does not stand in the playbook; empty where no rule gives it."""
    zoo, found = consultation.zoo, selection(consultation)
    say = speech_of(zoo)
    for one in found.given:
        if one.advice.id == advice:
            where, ground = _section(zoo, advice), say(_RESTS_ON[one.rank])
            return say("It stands in the playbook, under {section}; it rests {ground}.", section=where, ground=ground)
    for held in found.withheld:
        if held.given.advice.id == advice:
            why = withheld_in_words(held, say)
            return say("Rules give it, and the playbook leaves it out: {why}.", why=why)
    return ""


def _section(zoo: Zoo, advice: str) -> str:
    topic, say = zoo.topics.get(zoo.advice[advice].topic), speech_of(zoo)
    return say("“{section}”", section=topic.title) if topic else say("no heading")
