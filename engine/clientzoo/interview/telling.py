"""What an interview says besides its questions, as lines of plain text for any terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from clientzoo.explanation.proof import prove
from clientzoo.explanation.transition_stage import stage_in_words
from clientzoo.explanation.verdict import headline
from clientzoo.explanation.wording import in_words, value_in_words
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.interview.conversation import Conversation
from clientzoo.interview.since import month
from clientzoo.knowledge.answer import I_THINK_SO
from clientzoo.knowledge.zoo import ANIMAL, Attribute, Fact

_REASONS = 5


def progress(conversation: Conversation) -> str:
    """`2 to 8 more questions`, `at most 5 more questions`, or `question 4 of 22, group 1 of 3`."""
    if conversation.session.at is not None:
        return "looking at an earlier answer"
    if conversation.recalling:
        number, all_of_them = conversation.recalled
        return f"{number} of {all_of_them} to look at again"
    suggestion = conversation.suggestion
    if suggestion is None:
        return ""
    if conversation.scope == "everything":
        zoo, left = conversation.zoo, conversation.left
        groups = [group for group in zoo.groups if any(zoo.attributes[name].asked for name in group.attributes)]
        group = next(group for group in groups if group.id == conversation.question.group)
        open_here = sum(name in group.attributes for name in left)
        return f"group {groups.index(group) + 1} of {len(groups)}, {open_here} left in it, {len(left)} in all"
    least, most = suggestion.least, min(suggestion.most or suggestion.more, conversation.fewest_so_far)
    if suggestion.settled:
        return f"at most {plural(most, 'more question')}"
    return f"{least} to {most} more questions" if least < most else f"about {plural(most, 'more question')}"


def remembered(conversation: Conversation) -> str:
    """`In March 2026 you said: Nobody. Still so? Enter: yes.`; empty where no earlier day says anything."""
    held = conversation.remembered
    if held is None:
        return ""
    statement, attribute = held.statement, conversation.question
    said = "nobody knew" if statement.value is None else value_in_words(conversation.zoo, attribute, statement.value)
    unsure = " (I think so)" if statement.certainty < 1.0 else ""
    return f"In {month(held.seen_on)} {statement.by} said: {said}{unsure}. Still so? Enter: yes."


def differs(conversation: Conversation) -> str:
    """What is asked of an answer unlike that of an earlier day."""
    one = conversation.differing
    if one is None:
        return ""
    attribute = conversation.zoo.attributes[one.question]
    before, now = one.held.statement.value, one.value
    said = value_in_words(conversation.zoo, attribute, before) if before is not None else "nobody knew"
    return (
        f"{attribute.name}: {value_in_words(conversation.zoo, attribute, now)}. In {month(one.held.seen_on)}: {said}."
    )


def plural(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def group_title(conversation: Conversation) -> str:
    wanted = conversation.question.group
    return next((group.title for group in conversation.zoo.groups if group.id == wanted), "")


def answer_said(conversation: Conversation, name: str) -> str:
    """An answer as the review shows it; empty where the question was not asked yet."""
    known, attribute = conversation.session.known, conversation.zoo.attributes[name]
    answer = known.answers.get(name)
    if answer is not None:
        said = value_in_words(conversation.zoo, attribute, answer.value)
        unsure = "" if answer.certainty == 1.0 else f" (I think so, {answer.certainty:g})"
        return f"{said}{unsure}"
    return "don't know" if name in known.unknown else ""


def answered_names(conversation: Conversation) -> tuple[str, ...]:
    """The questions that have an answer or were not known, as the review shows them first, in the file's order."""
    known = conversation.session.known
    return tuple(
        name
        for name in conversation.zoo.questions
        if (name in known.answers or name in known.unknown) and conversation.matters(name)
    )


def help_lines(attribute: Attribute) -> Iterator[str]:
    """What to look for, and what the answer is good for."""
    yield attribute.ask
    yield ""
    yield f"What to look for: {attribute.help}"
    yield f"What it is for: {attribute.purpose}"


def so_far(consultation: Consultation) -> Iterator[str]:
    """The ranking in figures, and what speaks for and against the first of it."""
    yield f"So far: {headline(consultation)}"
    yield ""
    for one in consultation.ranking:
        name = consultation.zoo.animals[one.animal].name
        yield f"  {name:<14} {one.certainty:>5.2f}  {in_words(one.certainty)}"
    for one in consultation.ranking[:2]:
        if one.certainty >= THRESHOLD:
            yield ""
            yield from reasons(consultation, one.animal)


def reasons(consultation: Consultation, animal: str) -> Iterator[str]:
    """The strongest reasons for and against an animal, each with its weight."""
    proof = prove(consultation, Fact(ANIMAL, animal), 1)
    name = consultation.zoo.animals[animal].name.lower()
    if proof.speaking_for:
        yield f"For the {name}:"
        yield from (f"  + {one.rule.because} ({one.certainty:.2f})" for one in proof.speaking_for[:_REASONS])
    if proof.speaking_against:
        yield "Against it:"
        yield from (f"  - {one.rule.because} ({one.certainty:.2f})" for one in proof.speaking_against[:3])


def settled(conversation: Conversation) -> str:
    """Announces that the rest of the questions can hardly change the animal."""
    return f"The animal is settled. {conversation.client}: {headline(conversation.consultation)}."


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
        target = zoo.animals[prospect.target].name.lower()
        yield ""
        yield f"It may become a {target}: {stage_in_words(prospect)} ({prospect.certainty:.2f})"
        for need in prospect.missing:
            unknown = "" if need in prospect.failing else " (nobody has said yet)"
            yield f"  still missing: {need.need}{unknown}"


def folded(lines: Iterable[str], width: int) -> Iterator[str]:
    """The lines, printable, broken between words to `width` columns, each behind its own indentation."""
    for line in map(printable, lines):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        under = f"{indent}  " if line.lstrip().startswith(("+ ", "- ")) else indent
        yield from textwrap.wrap(line, max(width, 20), subsequent_indent=under) or [""]


def think_so() -> str:
    return f"I think so (counts {I_THINK_SO:g} instead of 1)"


def printable(text: str) -> str:
    """Without signs that could steer a terminal; line ends and tabs become blanks."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
