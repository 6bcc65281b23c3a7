"""The sections of a rulebase that are about advice: `advice`, `stances` and `proportion`."""

from collections.abc import Mapping
from dataclasses import replace

from clientzoo.knowledge import schema
from clientzoo.knowledge.advice import Advice, Bearable, Proportion, Stance, Takes, Topic
from clientzoo.knowledge.domain import Domain
from clientzoo.knowledge.problems import Problem, did_you_mean
from clientzoo.knowledge.rulebase import Entry, Sections
from clientzoo.knowledge.wording import ConditionReader
from clientzoo.knowledge.yaml import Document


def topics(sections: Sections) -> dict[str, Topic]:
    entries = sections["topics"].values()
    return {one.id: Topic(one.id, one.entry.title, one.entry.actions, one.entry.most) for one in entries}


def stances(sections: Sections) -> dict[str, Stance]:
    entries = sections["stances"].values()
    return {one.id: Stance(one.id, one.entry.name, dict(one.entry.values), one.place) for one in entries}


def advice(
    sections: Sections, known: Mapping[str, Topic], sides: Mapping[str, Stance], problems: list[Problem]
) -> dict[str, Advice]:
    """All advice, yet without what it presupposes, which may name things that are read later."""
    found = {}
    for one in sections["advice"].values():
        entry: schema.AdviceEntry = one.entry
        _check_topic(one, known, problems)
        _check_stance(one, sides, problems)
        found[one.id] = Advice(
            one.id, entry.topic, entry.text, entry.role, entry.day, entry.done_when, dict(entry.stance),
            after=(entry.after,) if isinstance(entry.after, str) else tuple(entry.after),
            then=tuple(entry.then),
            takes=Takes(dict(entry.takes.hours), entry.takes.money), delicate=entry.delicate, place=one.place,
        )  # fmt: skip
    for one in sections["advice"].values():
        _check_followers(one, sections, problems)
        _check_order(one, found, sections, problems)
    return found


def with_presuppositions(
    known: Mapping[str, Advice], sections: Sections, reader: ConditionReader, problems: list[Problem]
) -> dict[str, Advice]:
    """The advice with what each presupposes of the client."""
    found = dict(known)
    for one in sections["advice"].values():
        raw = one.entry.presupposes
        if raw is not None:
            condition = reader.condition(raw, one.document, (*one.path, "presupposes"), problems)
            found[one.id] = replace(found[one.id], presupposes=condition)
    return found


def proportion(
    heading: schema.ProportionEntry | None,
    document: Document | None,
    domains: Mapping[str, Domain],
    reader: ConditionReader,
    problems: list[Problem],
) -> Proportion:
    """How much a client can bear; nothing is out of proportion where a zoo does not say."""
    if heading is None or document is None:
        return Proportion()
    bears = []
    for number, entry in enumerate(heading.bears):
        path = ("proportion", "bears", number)
        when = None
        if entry.of:
            asked = domains.get(entry.of)
            if asked is None or asked.type != "number":
                numbers = [domain.name for domain in domains.values() if domain.type == "number"]
                message = f"`{entry.of}` is no question with a number"
                place = document.place((*path, "of", ""))
                problems.append(Problem(place, "unknown-fact", message, did_you_mean(entry.of, numbers)))
                continue
        elif entry.if_ is not None:
            when = reader.condition(entry.if_, document, (*path, "if"), problems)
            if when is None:
                continue
        bears.append(Bearable(entry.as_, entry.of, entry.percent, when, entry.money))
    return Proportion(dict(heading.rates), tuple(bears))


def check_roles(sections: Sections, known: Proportion, problems: list[Problem]) -> None:
    """Hours of a role without a rate would cost nothing."""
    for one in sections["advice"].values():
        for role in one.entry.takes.hours:
            if role not in known.rates:
                place = one.document.place((*one.path, "takes"))
                hint = did_you_mean(role, known.rates) or "add it under `proportion: rates`"
                problems.append(Problem(place, "unknown-role", f"no rate is given for the role `{role}`", hint))


def _check_topic(one: Entry, known: Mapping[str, Topic], problems: list[Problem]) -> None:
    entry: schema.AdviceEntry = one.entry
    topic = known.get(entry.topic)
    if topic is None:
        hint = did_you_mean(entry.topic, known)
        place = one.document.place((*one.path, "topic", ""))
        problems.append(Problem(place, "unknown-topic", f"`{entry.topic}` is no topic of this zoo", hint))
    elif topic.actions and not (entry.role and entry.day and entry.done_when):
        message = f"the action `{one.id}` needs `role`, `day` and `done_when`"
        problems.append(
            Problem(one.place, "missing-field", message, "say who does it, when, and how we know it worked")
        )


def _check_stance(one: Entry, sides: Mapping[str, Stance], problems: list[Problem]) -> None:
    for name, value in one.entry.stance.items():
        place = one.document.place((*one.path, "stance", name))
        if name not in sides:
            message = f"`{name}` is nothing on which advice of this zoo takes a stance"
            problems.append(Problem(place, "unknown-stance", message, did_you_mean(name, sides)))
        elif value not in sides[name].values:
            hint = did_you_mean(value, sides[name].values)
            problems.append(Problem(place, "unknown-value", f"`{value}` is no stance on `{name}`", hint))


def _check_order(one: Entry, known: Mapping[str, Advice], sections: Sections, problems: list[Problem]) -> None:
    """What comes after something exists, is due later, and does not come after itself."""
    advice = known[one.id]
    for name in advice.after:
        place = one.document.place((*one.path, "after"))
        if name not in known:
            if name not in sections.named_in["advice"]:
                hint = did_you_mean(name, known)
                problems.append(Problem(place, "unknown-advice", f"there is no advice `{name}`", hint))
            continue
        earlier = known[name].day
        if earlier is not None and advice.day is not None and earlier >= advice.day:
            message = f"`{one.id}` comes after `{name}` and is due on day {advice.day}, that one on day {earlier}"
            problems.append(Problem(place, "wrong-order", message, "put it on a later day"))


def _check_followers(one: Entry, sections: Sections, problems: list[Problem]) -> None:
    """What follows as a step needs a person and a day."""
    for number, name in enumerate(one.entry.then):
        place = one.document.place((*one.path, "then", number, ""))
        follower = sections["advice"].get(name)
        if follower is None:
            hint = did_you_mean(name, sections["advice"])
            problems.append(Problem(place, "unknown-advice", f"`{name}` is no advice of this zoo", hint))
        elif not (follower.entry.role and follower.entry.day and follower.entry.done_when):
            message = f"`{name}` follows as a step, and has no `role`, `day` or `done_when`"
            problems.append(Problem(place, "missing-field", message, "say who does it, when, and how we know"))
