"""Questions back, as typed in the interview."""

from collections.abc import Iterator

from clientzoo.explanation import questions
from clientzoo.explanation.told.why import told_why
from clientzoo.explanation.why import why
from clientzoo.explanation.wording import kind
from clientzoo.explanation.words_understood import QuestionError
from clientzoo.interview.closing_words import help_lines, so_far
from clientzoo.interview.conversation import Conversation

NEAREST = 3  # animals in the list of questions; any other may be asked about in words


def offered_questions(conversation: Conversation) -> list[tuple[str, str]]:
    """Questions that may be asked as things stand, each with what it tells, to be picked by number."""
    zoo, verdict = conversation.zoo, conversation.consultation.verdict
    others = [one.animal for one in conversation.consultation.ranking if one.animal != verdict.animal][:NEAREST]
    names, say = [kind(zoo, animal) for animal in others], conversation.say
    about = [(say("why"), say("why this question is asked"))] if conversation.stand == "question" else []
    about.append((say("how"), say("how the verdict came about")))
    about += [
        (say("why not {animal}", animal=name), say("what kept the client from being {animal:a}", animal=name))
        for name in names
    ]
    about += [
        (say("to {animal:dative}", animal=name), say("what it would take to become {animal:a}", animal=name))
        for name in names
    ]
    return [
        *about, (say("sure"), say("which answers to double-check")),
        (say("contradictions"), say("answers that pull against each other")),
    ]  # fmt: skip


def guide(conversation: Conversation) -> list[str]:
    """The list of questions, numbered, and what else may be typed."""
    say = conversation.say
    lines = [say("Questions that you may ask at any time, by number or in words:")]
    lines += [
        f"  {number:>2}  {asked:<26} {what}" for number, (asked, what) in enumerate(offered_questions(conversation), 1)
    ]
    return [
        *lines,
        f"      {say('what if QUESTION=ANSWER'):<26} {say('the verdict if an answer were another')}",
        f"      {say('how ANIMAL, how TRAIT'):<26}  {say('how an animal or a trait came about')}",
    ]


def answer_question(conversation: Conversation, typed: str) -> list[str]:
    """The lines that answer what was typed. Never fails: what is not understood is answered with what would be."""
    words = " ".join(typed.split()).strip(":/? ").casefold()
    listed = offered_questions(conversation)
    if words.isdecimal() and 1 <= int(words) <= len(listed):
        typed = words = listed[int(words) - 1][0]
    if words in ("why", "w", "почему", "зачем", "ц"):
        return list(why_asked(conversation))
    if words in ("s", "so far", "пока", "что пока", "ы"):
        return list(so_far(conversation.consultation))
    if words in ("", "help", "помощь", "справка"):
        return guide(conversation)
    answers = conversation.answers
    try:
        return list(questions.answer(typed, conversation.engine, conversation.zoo, answers, conversation.client))
    except QuestionError as error:
        return [str(error), "", *guide(conversation)]


def why_asked(conversation: Conversation) -> Iterator[str]:
    """Why the question at hand is asked, and what each answer would do."""
    if conversation.stand != "question":
        yield conversation.say("No question is being asked at the moment.")
        return
    answers = conversation.answers
    yield from told_why(why(conversation.engine, conversation.zoo, answers, conversation.question.id))


def help_text(conversation: Conversation) -> list[str]:
    """The question explained, and what may be asked back."""
    about = [*help_lines(conversation.question, conversation.say), ""] if conversation.stand == "question" else []
    return [*about, *guide(conversation)] if conversation.judges else about[:-1]
