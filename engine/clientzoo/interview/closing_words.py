"""What an interview says besides its questions, as lines of plain text for any terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from clientzoo.explanation.how import missing
from clientzoo.explanation.proof import prove
from clientzoo.explanation.transition_stage import stage_in_words
from clientzoo.explanation.verdict import headline
from clientzoo.explanation.wording import in_words, kind, value_in_words
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.interview.conversation import Conversation
from clientzoo.interview.since import month
from clientzoo.knowledge.answer import I_THINK_SO
from clientzoo.knowledge.speech import Speech, later, speech_of
from clientzoo.knowledge.zoo import ANIMAL, Attribute, Fact

_REASONS = 5


def progress(conversation: Conversation) -> str:
    """`2 to 8 more questions`, `at most 5 more questions`, or `question 4 of 22, group 1 of 3`."""
    say = conversation.say
    if conversation.session.at is not None:
        return say("looking at an earlier answer")
    if conversation.recalling:
        number, all_of_them = conversation.recalled
        return say("{number} of {all} to look at again", number=number, all=all_of_them)
    suggestion = conversation.suggestion
    if suggestion is None:
        return ""
    if conversation.scope == "everything":
        zoo, left = conversation.zoo, conversation.left
        groups = [group for group in zoo.groups if any(zoo.attributes[name].asked for name in group.attributes)]
        group = next(group for group in groups if group.id == conversation.question.group)
        open_here = sum(name in group.attributes for name in left)
        return say(
            "group {number} of {groups}, {here} left in it, {left} in all",
            number=groups.index(group) + 1, groups=len(groups), here=open_here, left=len(left),
        )  # fmt: skip
    least, most = suggestion.least, min(suggestion.most or suggestion.more, conversation.fewest_so_far)
    if suggestion.settled:
        return say.count("at most {number} more question", "at most {number} more questions", most)
    if least < most:
        return say.count("{least} to {number} more question", "{least} to {number} more questions", most, least=least)
    return say.count("about {number} more question", "about {number} more questions", most)


def remembered(conversation: Conversation) -> str:
    """`In March 2026 you said: Nobody. Still so? Enter: yes.`; empty where no earlier day says anything."""
    held = conversation.remembered
    if held is None:
        return ""
    statement, attribute = held.statement, conversation.question
    say, known = conversation.say, statement.value is not None
    said = value_in_words(conversation.zoo, attribute, statement.value) if known else say("nobody knew")  # type: ignore[arg-type]
    asked = later("In {month} {by} said: {answer}. Still so? Enter: yes.")
    if statement.certainty < 1.0:
        asked = later("In {month} {by} said: {answer} (I think so). Still so? Enter: yes.")
    return say(asked, month=month(held.seen_on, say), by=statement.by, answer=said)


def differs(conversation: Conversation) -> str:
    """What is asked of an answer unlike that of an earlier day."""
    one = conversation.differing
    if one is None:
        return ""
    attribute = conversation.zoo.attributes[one.question]
    before, now = one.held.statement.value, one.value
    say = conversation.say
    said = value_in_words(conversation.zoo, attribute, before) if before is not None else say("nobody knew")
    return say(
        "{question}: {answer}. In {month}: {before}.",
        question=attribute.name, answer=value_in_words(conversation.zoo, attribute, now),
        month=month(one.held.seen_on, say), before=said,
    )  # fmt: skip


def group_title(conversation: Conversation) -> str:
    wanted = conversation.question.group
    return next((group.title for group in conversation.zoo.groups if group.id == wanted), "")


def answer_said(conversation: Conversation, name: str) -> str:
    """An answer as the review shows it; empty where the question was not asked yet."""
    known, attribute, say = conversation.session.known, conversation.zoo.attributes[name], conversation.say
    answer = known.answers.get(name)
    if answer is not None:
        said = value_in_words(conversation.zoo, attribute, answer.value)
        if answer.certainty == 1.0:
            return said
        return say("{answer} (I think so, {certainty})", answer=said, certainty=say.short(answer.certainty))
    return say("don't know") if name in known.unknown else ""


def answered_names(conversation: Conversation) -> tuple[str, ...]:
    """The questions that have an answer or were not known, as the review shows them first, in the file's order."""
    known = conversation.session.known
    return tuple(
        name
        for name in conversation.zoo.questions
        if (name in known.answers or name in known.unknown) and conversation.matters(name)
    )


def help_lines(attribute: Attribute, say: Speech) -> Iterator[str]:
    """What to look for, and what the answer is good for."""
    yield attribute.ask
    yield ""
    yield say("What to look for: {help}", help=attribute.help)
    yield say("What it is for: {purpose}", purpose=attribute.purpose)


def so_far(consultation: Consultation) -> Iterator[str]:
    """The ranking in figures, and what speaks for and against the first of it."""
    say = speech_of(consultation.zoo)
    yield say("So far: {verdict}", verdict=headline(consultation))
    yield ""
    for one in consultation.ranking:
        name = consultation.zoo.animals[one.animal].name
        yield f"  {name:<14} {say.figure(one.certainty):>5}  {in_words(one.certainty, say)}"
    for one in consultation.ranking[:2]:
        if one.certainty >= THRESHOLD:
            yield ""
            yield from reasons(consultation, one.animal)


def reasons(consultation: Consultation, animal: str) -> Iterator[str]:
    """The strongest reasons for and against an animal, each with its weight."""
    proof = prove(consultation, Fact(ANIMAL, animal), 1)
    say = speech_of(consultation.zoo)
    if proof.speaking_for:
        yield say("For the {animal:accusative}:", animal=kind(consultation.zoo, animal))
        yield from (f"  + {one.rule.because} ({say.figure(one.certainty)})" for one in proof.speaking_for[:_REASONS])
    if proof.speaking_against:
        yield say("Against it:")
        yield from (f"  - {one.rule.because} ({say.figure(one.certainty)})" for one in proof.speaking_against[:3])


def settled(conversation: Conversation) -> str:
    """Announces that the rest of the questions can hardly change the animal."""
    verdict = headline(conversation.consultation)
    return conversation.say("The animal is settled. {client}: {verdict}.", client=conversation.client, verdict=verdict)


def on_with_advice(conversation: Conversation) -> str:
    """The offer to go on with what more hangs on."""
    left = progress(conversation)
    return conversation.say("Go on with the questions that transitions and advice hang on ({left})", left=left)


def on_with_everything(conversation: Conversation) -> str:
    """The offer to ask all that is left."""
    return conversation.say.count(
        "Go on with everything, group by group ({number} question)",
        "Go on with everything, group by group ({number} questions)",
        len(conversation.left),
    )


def closing(consultation: Consultation, client: str) -> Iterator[str]:
    """The verdict, why, and what the client may turn into."""
    zoo, verdict = consultation.zoo, consultation.verdict
    yield f"{client}: {headline(consultation)}"
    if verdict.animal is not None:
        yield f"  {zoo.animals[verdict.animal].about}"
    named = [verdict.animal] if verdict.animal else []
    if verdict.status != "decided":
        named = [one.animal for one in consultation.ranking[:2] if one.certainty >= THRESHOLD]
    for animal in named:
        yield ""
        yield from reasons(consultation, animal)
    for prospect in prospects(consultation):
        say = speech_of(zoo)
        yield ""
        yield say(
            "It may become {animal:a}: {stage} ({certainty})",
            animal=kind(zoo, prospect.target), stage=stage_in_words(prospect, say),
            certainty=say.figure(prospect.certainty),
        )  # fmt: skip
        for need in prospect.missing:
            yield "  " + missing(need.need, need in prospect.failing, say)


def fold_lines(lines: Iterable[str], width: int) -> Iterator[str]:
    """The lines, printable, broken between words to `width` columns, each behind its own indentation."""
    for line in map(printable, lines):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        under = f"{indent}  " if line.lstrip().startswith(("+ ", "- ")) else indent
        yield from textwrap.wrap(line, max(width, 20), subsequent_indent=under) or [""]


def think_so(say: Speech) -> str:
    return say("I think so (counts {weight} instead of 1)", weight=say.short(I_THINK_SO))


def printable(text: str) -> str:
    """Without signs that could steer a terminal; line ends and tabs become blanks."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
