"""Questions back, as typed in the interview."""

from collections.abc import Iterator

from clientzoo.explanation import questions
from clientzoo.explanation.reading import QuestionError
from clientzoo.explanation.told.why import told_why
from clientzoo.explanation.why import why
from clientzoo.interview.conversation import Conversation
from clientzoo.interview.telling import help_lines, so_far

GUIDE = """\
Questions that you may ask at any time:
  why                       why this question is asked
  how tiger                 how an animal or a trait came about
  why not tiger             what kept the client from being a tiger
  what if growth_wish=none  the verdict if an answer were another
  to tiger                  what it would take to become a tiger
  sure                      which answers to double-check
  contradictions            answers that pull against each other"""


def told(conversation: Conversation, typed: str) -> list[str]:
    """The lines that answer what was typed. Never fails: what is not understood is answered with what would be."""
    words = " ".join(typed.split()).strip(":/? ").casefold()
    if words in ("why", "w"):
        return list(why_asked(conversation))
    if words in ("s", "so far"):
        return list(so_far(conversation.consultation))
    if words in ("", "help"):
        return GUIDE.splitlines()
    answers = conversation.answers
    try:
        return list(questions.answer(typed, conversation.engine, conversation.zoo, answers, conversation.client))
    except QuestionError as error:
        return [str(error), "", *GUIDE.splitlines()]


def why_asked(conversation: Conversation) -> Iterator[str]:
    """Why the question at hand is asked, and what each answer would do."""
    if conversation.stand != "question":
        yield "No question is being asked at the moment."
        return
    answers = conversation.answers
    yield from told_why(why(conversation.engine, conversation.zoo, answers, conversation.question.id))


def help_text(conversation: Conversation) -> list[str]:
    """The question explained, and what may be asked back."""
    about = [*help_lines(conversation.question), ""] if conversation.stand == "question" else []
    return [*about, *GUIDE.splitlines()] if conversation.judges else about[:-1]
