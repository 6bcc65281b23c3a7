"""What a layout sees of one client: the names that advice may use too, and the parts of a playbook made ready.

docs/playbook.md describes all of it; the fields below are that contract.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from clientzoo.explanation.path import Change, ChangeSet
from clientzoo.explanation.told.path import who
from clientzoo.explanation.transition_stage import stage_in_words
from clientzoo.explanation.wording import amount_in_words, currency_in_words, in_words, number_in_words
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.inference.prospects import Prospect, prospects
from clientzoo.inference.selection import Selection
from clientzoo.knowledge.advice import Advice
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.speech import speech_of
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, TRANSITION, Fact
from clientzoo.playbook import lookup
from clientzoo.playbook.escaping import Unknown, Words, one_line
from clientzoo.playbook.footnotes import Footnotes
from clientzoo.playbook.progress import NOT_BEGUN, Progress, StepState
from clientzoo.playbook.what_tells import Telling, telling
from clientzoo.playbook.worth_asking import worth_asking

LAYOUT_NAMES = (
    "zoo", "verdict", "traits_telling", "answers_telling", "advice", "effort", "topics", "prospects", "questions",
    "notes", "pictures", "work",
)  # fmt: skip
NOTE_SIGNS = 280  # a longer note is cut: a playbook is read in ten minutes
GUESS = 0.4  # a trait less certain than this is told as a guess
MARKS = 2  # rules named for one paragraph, the strongest


@dataclass(frozen=True, slots=True)
class ZooView:
    title: Words
    version: Words
    decide_at: Words


@dataclass(frozen=True, slots=True)
class Reason:
    """Evidence for the animal: the rule's `because`; `mark` leads to the rule."""

    because: Words
    mark: Markup


@dataclass(frozen=True, slots=True)
class VerdictView:
    """`nearest` is the top of the ranking even while undetermined; unknown when nothing speaks for any animal."""

    decided: bool
    close: bool
    undetermined: bool
    certainty: Words
    nearest: Words
    about: Words
    reasons: tuple[Reason, ...]
    doubts: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer under the short name of its question, with the note left there; or a trait, with a mark.

    `told` is true of what the reasons for the verdict say already, `guess` of a trait that is hardly more than one.
    """

    name: Words
    words: Words
    mark: Markup
    note: Words
    told: bool = False
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Advice for this client. `text` and `done_when` are rendered Markdown; `because` is what triggers it.

    `done`, `person` and `due` tell of the step, where the playbook is in action.
    """

    id: Words
    text: Markup
    mark: Markup
    because: Words
    certainty: Words
    role: Words
    day: int
    done_when: Markup
    done: bool = False
    person: Words = field(default_factory=Unknown)
    due: Words = field(default_factory=Unknown)


@dataclass(frozen=True, slots=True)
class WorkView:
    """How many of the steps are done; `begun` is false where the playbook was never put into action."""

    begun: bool
    done: Words
    of: Words


@dataclass(frozen=True, slots=True)
class EffortView:
    """What the advice takes in its first month, in words. `left_out` counts what the client could not bear."""

    hours: Words
    roles: Words
    money: Words
    cost: Words
    bearable: Words
    said: Words
    left_out: int


@dataclass(frozen=True, slots=True)
class NeedView:
    """`known` tells a need that is known to be unmet from one nobody has spoken of."""

    need: Words
    known: bool


@dataclass(frozen=True, slots=True)
class ProspectView:
    name: Words
    kind: Words
    certainty: Words
    progress: Words
    open: bool
    met: tuple[Words, ...]
    missing: tuple[NeedView, ...]
    way: tuple[Words, ...]
    mark: Markup


@dataclass(frozen=True, slots=True)
class Question:
    name: Words
    ask: Words
    purpose: Words


def shared_names(consultation: Consultation, client: str) -> dict[str, Any]:
    """The names for advice texts and layouts alike."""
    zoo, verdict = consultation.zoo, consultation.verdict
    return {
        "client": Words(one_line(client)),
        "animal": lookup.animal_in_words(zoo, verdict.animal),
        "runner_up": lookup.animal_in_words(zoo, verdict.runner_up),
        "answers": lookup.answers(consultation),
        "traits": lookup.traits(consultation),
        "parameters": lookup.parameters(zoo),
        "currency": Words(currency_in_words(zoo)),
    }


def layout_names(
    consultation: Consultation,
    client: ClientAnswers,
    footnotes: Footnotes,
    advice: Callable[[Advice, str], Markup],
    pictures: Mapping[str, Markup],
    ways: Mapping[str, ChangeSet],
    advised: Selection,
    progress: Progress = NOT_BEGUN,
) -> dict[str, Any]:
    """The names for a layout. `advice(one, text)` renders a text of the advice; `ways` are known ways to an animal."""
    zoo = consultation.zoo
    told = telling(consultation)

    def items(topic: str, most: int | None = None) -> list[Item]:
        if topic not in zoo.topics:
            raise lookup.UnknownNameError(f"`{topic}` is no topic of this zoo")
        return _items(consultation, advised, topic, most, footnotes, advice, progress)

    return {
        **shared_names(consultation, client.client),
        "zoo": ZooView(Words(zoo.title), Words(zoo.version), Words(f"{zoo.policy.decide_at:.2f}")),
        "verdict": _verdict(consultation, told, footnotes),
        "traits_telling": [
            _concluded(consultation, fact, footnotes.mark([firing]), fact.name in told.told)
            for fact, firing in told.traits
        ],
        "answers_telling": [_said(consultation, name, told=name in told.told) for name in told.answers],
        "advice": items,
        "effort": _effort(consultation, advised),
        "topics": lookup.topics(zoo),
        "prospects": [_prospect(consultation, one, footnotes, ways) for one in prospects(consultation)],
        "questions": [
            Question(Words(one.name), Words(one.ask), Words(one.purpose)) for one in worth_asking(consultation)
        ],
        "notes": list(_notes(consultation, client)),
        "pictures": pictures,
        "work": WorkView(progress.of > 0, Words(str(progress.done)), Words(str(progress.of))),
    }  # fmt: skip


def _verdict(consultation: Consultation, told: Telling, footnotes: Footnotes) -> VerdictView:
    zoo, verdict, ranked = consultation.zoo, consultation.verdict, consultation.ranking
    top = verdict.animal or (ranked[0].animal if ranked and ranked[0].certainty > 0 else None)
    firings = consultation.firings_for.get(Fact(ANIMAL, top), ()) if top else ()
    return VerdictView(
        decided=verdict.status == "decided",
        close=verdict.status == "close",
        undetermined=verdict.status == "undetermined",
        certainty=Words(in_words(verdict.certainty, speech_of(zoo))),
        nearest=lookup.animal_in_words(zoo, top),
        about=Words(zoo.animals[top].about) if top else lookup.unknown(zoo),
        reasons=tuple(_reason(consultation, one, footnotes) for one in told.reasons),
        doubts=tuple(_reason(consultation, one, footnotes) for one in firings if one.certainty <= -THRESHOLD),
    )


def _reason(consultation: Consultation, firing: Firing, footnotes: Footnotes) -> Reason:
    return Reason(Words(consultation.zoo.rule[firing.rule].because), footnotes.mark([firing]))


def _items(
    consultation: Consultation,
    advised: Selection,
    topic: str,
    most: int | None,
    footnotes: Footnotes,
    advice: Callable[[Advice, str], Markup],
    progress: Progress,
) -> list[Item]:
    zoo = consultation.zoo
    items = []
    for given in advised.of_topic(topic)[:most]:
        one, certainty = given.advice, given.certainty
        speaking = _speaking(consultation, Fact(ADVICE, one.id))
        items.append(
            Item(
                id=Words(one.id),
                text=advice(one, one.text),
                mark=footnotes.mark(speaking),
                because=Words(reason_for(consultation, one)),
                certainty=Words(in_words(certainty, speech_of(zoo))),
                role=Words(one.role),
                day=one.day or 0,
                done_when=advice(one, one.done_when),
                **_step(progress.steps.get(one.id)),
            )
        )
    return items


def _effort(consultation: Consultation, advised: Selection) -> EffortView:
    zoo, bound = consultation.zoo, advised.bound
    hours = sum(advised.hours.values())
    by_most = sorted(advised.hours.items(), key=lambda one: -one[1])
    return EffortView(
        hours=Words(number_in_words(zoo, hours, speech_of(zoo)("hours"))) if hours else lookup.unknown(zoo),
        roles=Words(", ".join(f"{role} {number_in_words(zoo, number, '')}" for role, number in by_most)),
        money=Words(amount_in_words(zoo, advised.money)) if advised.money else lookup.unknown(zoo),
        cost=Words(amount_in_words(zoo, advised.cost)) if advised.cost else lookup.unknown(zoo),
        bearable=Words(amount_in_words(zoo, bound.money)) if bound else lookup.unknown(zoo),
        said=Words(bound.said) if bound else lookup.unknown(zoo),
        left_out=sum(one.why == "proportion" for one in advised.withheld),
    )


def reason_for(consultation: Consultation, advice: Advice) -> str:
    """The `because` of the strongest rule that gives the advice; empty where none does."""
    speaking = _speaking(consultation, Fact(ADVICE, advice.id))
    return consultation.zoo.rule[speaking[0].rule].because if speaking else ""


def _step(state: StepState | None) -> dict[str, Any]:
    """What an item says of its step."""
    if state is None:
        return {}
    person = Words(state.person) if state.person else Unknown()
    return {"done": state.done, "person": person, "due": Words(f"{state.due}")}


def _prospect(
    consultation: Consultation, prospect: Prospect, footnotes: Footnotes, ways: Mapping[str, ChangeSet]
) -> ProspectView:
    changes = ways[prospect.target].changes if prospect.target in ways else ()
    return ProspectView(
        name=lookup.animal_in_words(consultation.zoo, prospect.target),
        kind=Words(prospect.transition.kind),
        certainty=Words(in_words(prospect.certainty, speech_of(consultation.zoo))),
        progress=Words(stage_in_words(prospect, speech_of(consultation.zoo))),
        open=prospect.open,
        met=tuple(Words(need.need) for need in prospect.met),
        missing=tuple(NeedView(Words(need.need), need in prospect.failing) for need in prospect.missing),
        way=tuple(_change(consultation, one) for one in changes),
        mark=footnotes.mark(_speaking(consultation, Fact(TRANSITION, prospect.transition.id), prospect.certainty)),
    )


def _change(consultation: Consultation, change: Change) -> Words:
    """`Marketing people: “A department, praised for sales results” (client)`"""
    attribute = consultation.zoo.attributes[change.attribute]
    answer, by = lookup.answer_in_words(consultation.zoo, attribute, change.new), who(consultation.zoo, change)
    return Words(f"{attribute.name}: {answer} ({by})")


def _speaking(consultation: Consultation, fact: Fact, certainty: float = 1.0) -> tuple[Firing, ...]:
    """The strongest rules that speak for the fact, or against it where its certainty is below zero."""
    firings = consultation.firings_for.get(fact, ())
    return tuple(one for one in firings if (one.certainty > 0) == (certainty > 0))[:MARKS]


def _said(consultation: Consultation, name: str, note: str = "", told: bool = False) -> Said:
    zoo = consultation.zoo
    attribute, answer = zoo.attributes[name], consultation.answers.get(name)
    words = lookup.unknown(zoo) if answer is None else lookup.answer_in_words(zoo, attribute, answer.value)
    return Said(Words(attribute.name), words, Markup(), Words(_cut(note)), told)


def _concluded(consultation: Consultation, fact: Fact, mark: Markup, told: bool) -> Said:
    trait = consultation.zoo.traits[fact.name]
    believed = consultation.facts[fact.name][fact.value]
    words = Words(trait.values[str(fact.value)])
    return Said(Words(trait.name), words, mark, Words(), told, guess=believed < GUESS)


def _notes(consultation: Consultation, client: ClientAnswers) -> Iterable[Said]:
    for name in consultation.zoo.attributes:
        answer = client.answers.get(name)
        note = answer.note if answer else client.open_notes.get(name, "")
        if note.strip():
            yield _said(consultation, name, note)


def _cut(note: str) -> str:
    line = one_line(note)
    return line if len(line) <= NOTE_SIGNS else f"{line[: NOTE_SIGNS - 1].rstrip()}…"
