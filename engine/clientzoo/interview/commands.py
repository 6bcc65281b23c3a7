"""What may be typed besides an answer: one letter, or a word, the same in every terminal."""

from enum import StrEnum

from clientzoo.knowledge.speech import later


class Command(StrEnum):
    BACK = "b"
    ONWARD = "f"
    UNKNOWN = "u"
    THINK_SO = "~"
    NOTE = "n"
    WHY = "w"
    SO_FAR = "s"
    REVIEW = "r"
    HELP = "?"
    ASK = ":"
    QUIT = "q"


NAMES = {
    Command.BACK: later("back"), Command.ONWARD: later("forward"), Command.UNKNOWN: later("unknown"),
    Command.THINK_SO: later("I think so"), Command.NOTE: later("note"), Command.WHY: later("why"),
    Command.SO_FAR: later("so far"), Command.REVIEW: later("review"), Command.HELP: later("help"),
    Command.ASK: later("ask"), Command.QUIT: later("save and leave"),
}  # fmt: skip
WORDS = {
    **{command.value: command for command in Command},
    "/": Command.ASK,
    "back": Command.BACK,
    "forward": Command.ONWARD,
    "unknown": Command.UNKNOWN,
    "don't know": Command.UNKNOWN,
    "не знаю": Command.UNKNOWN,
    "i think so": Command.THINK_SO,
    "note": Command.NOTE,
    "why": Command.WHY,
    "so far": Command.SO_FAR,
    "review": Command.REVIEW,
    "help": Command.HELP,
    "quit": Command.QUIT,
    "exit": Command.QUIT,
    "назад": Command.BACK,
    "вперёд": Command.ONWARD,
    "вперед": Command.ONWARD,
    "никто не знает": Command.UNKNOWN,
    "неизвестно": Command.UNKNOWN,
    "думаю, что так": Command.THINK_SO,
    "думаю что так": Command.THINK_SO,
    "заметка": Command.NOTE,
    "почему": Command.WHY,
    "зачем": Command.WHY,
    "пока": Command.SO_FAR,
    "что пока": Command.SO_FAR,
    "обзор": Command.REVIEW,
    "помощь": Command.HELP,
    "справка": Command.HELP,
    "выход": Command.QUIT,
    "выйти": Command.QUIT,
}
# The same keys of a keyboard on which a Russian layout is switched on.
RUSSIAN_KEYS = {
    "и": Command.BACK, "а": Command.ONWARD, "г": Command.UNKNOWN, "ё": Command.THINK_SO, "т": Command.NOTE,
    "ц": Command.WHY, "ы": Command.SO_FAR, "к": Command.REVIEW, "ж": Command.ASK, "й": Command.QUIT, ",": Command.HELP,
}  # fmt: skip

OF_A_VERDICT = (Command.THINK_SO, Command.WHY, Command.SO_FAR, Command.ASK)
"""Commands that mean nothing where no verdict comes of the answers."""


def command(typed: str) -> Command | None:
    """The command that the text is, if it is one and nothing else; case does not count."""
    word = " ".join(typed.casefold().replace("’", "'").split())
    return WORDS.get(word) or RUSSIAN_KEYS.get(word)
