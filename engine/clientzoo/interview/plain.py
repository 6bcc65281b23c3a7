"""The interview as plain lines: for a dumb terminal, a screen reader, a pipe, and whoever asks for it."""

import re
from collections.abc import Callable
from datetime import date
from typing import TextIO, TypeAlias

from clientzoo.explanation.verdict import headline
from clientzoo.interview.ask import answer_question, guide, help_text, why_asked
from clientzoo.interview.closing_words import (
    answer_said,
    answered_names,
    differs,
    group_title,
    on_with_advice,
    on_with_everything,
    printable,
    progress,
    remembered,
    settled,
    so_far,
    think_so,
)  # fmt: skip
from clientzoo.interview.commands import OF_A_VERDICT, Command, command
from clientzoo.interview.conversation import Conversation
from clientzoo.interview.outcome import Ending
from clientzoo.interview.since import choices, read_day
from clientzoo.interview.typed_answer import choice_keys, in_words, understood
from clientzoo.knowledge.answer import I_THINK_SO
from clientzoo.knowledge.answers_file import ImpossibleAnswerError
from clientzoo.knowledge.speech import later
from clientzoo.knowledge.zoo import Attribute

KEYS = later(
    "Type your answer, or: u don't know, ~ 2 I think so, b back, n note, ? help, w why, s so far, q save and leave"
)
GATHERING_KEYS = later("Type your answer, or: u don't know, b back, n note, ? help, r review, q save and leave")
GUIDE = later("""\
  u            nobody knows                     ~ 2 or 2~    I think it is 2
  b            back to the question before      f            forward again
  n            write a note                     r            review all answers
  w            why this question                s            the ranking so far
  : why not tiger   ask anything back           q            save and leave
  Enter alone keeps an answer given before.""")
GATHERING_GUIDE = later("""\
  u            nobody knows                     b            back to the question before
  f            forward again                    n            write a note
  r            review all answers               q            save and leave
  Enter alone keeps an answer given before.""")
_UNSURE = re.compile(r"~\s*(.+)|(.+?)\s*~")
ReadLine: TypeAlias = Callable[[str], str]


class _Leave(Exception):  # noqa: N818 - not an error
    """The manager wants to leave."""


class Plain:
    """Leads a conversation line by line. `read` gives a line for a prompt and raises EOFError at the end."""

    def __init__(self, conversation: Conversation, read: ReadLine, out: TextIO) -> None:
        self._conversation = conversation
        self._read = read
        self._out = out
        self._unsure = False
        self._guided = False

    def run(self) -> Ending:
        """Until the review is confirmed, the manager leaves, or the input ends."""
        if self._conversation.notice.text:
            self._say(self._conversation.notice.text)
        try:
            while True:
                stand = self._conversation.stand
                if stand == "question":
                    self._ask()
                elif stand == "how":
                    self._changed_or_wrong()
                elif stand == "since":
                    self._since_when()
                elif stand == "settled":
                    self._settle()
                elif self._review():
                    return Ending.FINISHED
        except (_Leave, EOFError):
            self._conversation.settle()
            return Ending.LEFT
        except KeyboardInterrupt:
            self._conversation.settle()
            self._say("")
            return Ending.INTERRUPTED

    @property
    def _guide(self) -> str:
        return self._conversation.say(GUIDE if self._conversation.judges else GATHERING_GUIDE)

    def _ask(self) -> None:
        conversation, attribute, say = self._conversation, self._conversation.question, self._conversation.say
        self._say("", f"{group_title(conversation)} - {progress(conversation)}", "", attribute.ask)
        for key, label in zip(choice_keys(attribute), attribute.values.values(), strict=False):
            self._say(f"  {key}  {label}")
        if not self._guided:
            self._guided = True
            self._say("", say(KEYS if conversation.judges else GATHERING_KEYS))
        if earlier := remembered(conversation):
            self._say(earlier)
        elif before := answer_said(conversation, attribute.id):
            self._say(say("Answer so far: {answer}. Enter keeps it.", answer=before))
        while conversation.stand == "question" and conversation.question is attribute and self._one_line(attribute):
            pass

    def _one_line(self, attribute: Attribute) -> bool:
        """One line of the manager's; true while the same question waits for another."""
        typed = self._read(self._conversation.say("I think: ") if self._unsure else "> ").strip()
        wanted, judges = command(typed), self._conversation.judges
        if wanted in OF_A_VERDICT and not judges:
            self._say(self._conversation.say(GATHERING_GUIDE))
        elif wanted is None and typed.startswith((":", "/")) and judges:
            self._say(*answer_question(self._conversation, typed[1:]))
        elif wanted is None and typed[:2].casefold() in ("n ", "т "):
            self._note(typed[2:].strip())
        elif wanted is not None:
            return self._obey(wanted)
        elif typed:
            return not self._take(attribute, typed)
        elif answer_said(self._conversation, attribute.id):
            self._conversation.keep_answer()
            if self._conversation.notice.text:
                self._say(self._conversation.notice.text)
            return False
        else:
            self._say(self._guide)
        return True

    def _obey(self, wanted: Command) -> bool:
        conversation, say = self._conversation, self._conversation.say
        if wanted is not Command.NOTE:
            conversation.just_answered = ""
        match wanted:
            case Command.QUIT:
                raise _Leave
            case Command.BACK:
                if not conversation.back():
                    self._say(say("This is the first question."))
                return False
            case Command.ONWARD:
                conversation.onward()
                return False
            case Command.REVIEW:
                conversation.review()
                return False
            case Command.UNKNOWN:
                conversation.not_known()
                self._tell(say("Nobody knows"))
                return False
            case Command.THINK_SO:
                self._unsure = not self._unsure
                if self._unsure:
                    self._say(say("{think_so}: now choose.", think_so=think_so(say)))
                else:
                    self._say(say("Sure again."))
            case Command.NOTE:
                self._note("")
            case Command.WHY:
                self._say(*why_asked(conversation))
            case Command.SO_FAR:
                self._say(*so_far(conversation.consultation))
            case Command.HELP:
                self._say(*help_text(conversation), "", self._guide)
            case Command.ASK:
                self._say(*guide(conversation))
                self._say(*answer_question(conversation, self._read(say("Ask: "))))
        return True

    def _take(self, attribute: Attribute, typed: str) -> bool:
        unsure = _UNSURE.fullmatch(typed) if self._conversation.judges else None
        said = (unsure[1] or unsure[2]) if unsure else typed
        try:
            value = understood(self._conversation.zoo, attribute, said)
        except ImpossibleAnswerError as error:
            self._say(f"{error}." + (f" ({error.hint})" if error.hint else ""))
            return False
        sure = not (unsure or self._unsure)
        self._unsure = False
        self._conversation.answer(value, 1.0 if sure else I_THINK_SO)
        if self._conversation.differing is not None:
            return True
        said = in_words(self._conversation.zoo, attribute, value)
        self._tell(f"{attribute.name}: {said}" + ("" if sure else self._conversation.say(", I think")))
        return True

    def _tell(self, taken: str) -> None:
        """What was taken, and where the verdict stands now."""
        so_far, say = "", self._conversation.say
        if self._conversation.judges:
            so_far = " " + say("So far: {verdict}", verdict=headline(self._conversation.consultation))
        self._say(f"  {taken}.{so_far}")
        if self._conversation.notice.text:
            self._say(self._conversation.notice.text)

    def _note(self, text: str) -> None:
        conversation, say = self._conversation, self._conversation.say
        if not text:
            if before := conversation.session.note(conversation.noted.id):
                self._say(say("The note so far: {note}", note=before))
            self._say(say("Write the note; an empty line ends it."))
            lines = []
            while line := self._read(say("note> ")):
                lines.append(line)
            text = "\n".join(lines)
        if text:
            about = conversation.noted.name
            conversation.note(text)
            self._say(say("The note is kept, at {question}. Now the question again.", question=about))
        if conversation.notice.text:
            self._say(conversation.notice.text)

    def _changed_or_wrong(self) -> None:
        """One key: the client is otherwise now, or what was written was wrong."""
        conversation = self._conversation
        say = conversation.say
        self._say("", differs(conversation))
        self._say("  c  " + say("it has changed"), "  w  " + say("it was written wrong"), "  b  " + say("back"))
        while True:
            typed = self._read("> ").strip().casefold()
            if typed in ("c", "с", "1"):
                return conversation.it_has_changed()
            if typed in ("w", "ц", "2"):
                conversation.it_was_wrong()
                return self._tell(say("Corrected"))
            if command(typed) is Command.BACK:
                return conversation.take_back()
            self._elsewhere(typed, command(typed), say("Please type c or w."))

    def _since_when(self) -> None:
        conversation = self._conversation
        one, memory = conversation.differing, conversation.memory
        if one is None or memory is None:
            return None
        say = conversation.say
        days = choices(one.held, memory.on, say)
        self._say("", say("Since when?"), *(f"  {number}  {day.said}" for number, day in enumerate(days, 1)))
        self._say(say("Enter: {day}; or a day, as 2026-05-12, or a month, as 2026-05.", day=days[0].said))
        while True:
            typed = self._read("> ").strip()
            if typed.isdecimal() and 1 <= int(typed) <= len(days):
                since: date | None = days[int(typed) - 1].day
            else:
                since = read_day(typed) if typed else days[0].day
            if since is not None and one.held.statement.holds_from < since <= memory.on:
                conversation.it_has_changed(since)
                return self._tell(say("Changed, since {day}", day=since))
            if since is not None:
                after = one.held.statement.holds_from
                self._say(
                    say(
                        "The answer before holds from {day}; say a day after that, up to {last}.",
                        day=after,
                        last=memory.on,
                    )
                )
                continue
            if command(typed) is Command.BACK:
                return conversation.take_back()
            self._elsewhere(typed, command(typed), say("Please say a day."))

    def _settle(self) -> None:
        conversation = self._conversation
        options: dict[str, Callable[[], None]] = {
            "1": conversation.review,
            "2": lambda: conversation.go_on("advice"),
            "3": lambda: conversation.go_on("everything"),
        }
        say = conversation.say
        self._say("", settled(conversation))
        self._say("  1  " + say("Look over the answers and finish"))
        self._say("  2  " + on_with_advice(conversation))
        self._say("  3  " + on_with_everything(conversation))
        while True:
            typed = self._read("> ").strip()
            if typed in options:
                return options[typed]()
            wanted = command(typed)
            if wanted is Command.BACK:
                conversation.back()
                return None
            self._elsewhere(typed, wanted, say("Please choose 1, 2 or 3."))

    def _review(self) -> bool:
        """All answers; true when the manager is content with them."""
        conversation = self._conversation
        answered = answered_names(conversation)
        others = (name for name in conversation.zoo.questions if conversation.matters(name) and name not in answered)
        names = [*answered, *others]
        say = conversation.say
        self._say("", say("Review: {client}", client=conversation.client))
        for number, name in enumerate(names, 1):
            said = answer_said(conversation, name) or say("(not asked yet)")
            self._say(f"  {number:>3}  {conversation.zoo.attributes[name].name}: {said}")
        if conversation.judges:
            self._say(say("Enter finishes with the verdict. A number changes that answer. q saves and leaves."))
        else:
            self._say(say("Enter finishes. A number changes that answer. q saves and leaves."))
        if conversation.left:
            self._say(say("g goes on with the questions left."))
        while True:
            typed = self._read("> ").strip()
            if not typed:
                return True
            if typed.isdecimal() and 1 <= int(typed) <= len(names):
                conversation.open(names[int(typed) - 1])
                return False
            if typed.casefold() in ("g", "п") and conversation.left:
                conversation.go_on("everything")
                return False
            wanted = command(typed)
            if wanted is Command.BACK:
                conversation.back()
                return False
            otherwise = say("Press Enter to finish, or type the number of an answer to change it.")
            self._elsewhere(typed, wanted, otherwise)

    def _elsewhere(self, typed: str, wanted: Command | None, otherwise: str) -> None:
        """What may be typed where no question is asked."""
        if wanted is Command.QUIT:
            raise _Leave
        if not self._conversation.judges:
            self._say(otherwise)
        elif wanted is Command.SO_FAR:
            self._say(*so_far(self._conversation.consultation))
        elif wanted is Command.HELP or typed.startswith((":", "/")):
            self._say(*answer_question(self._conversation, typed[1:]))
        else:
            self._say(otherwise)

    def _say(self, *texts: str) -> None:
        for text in texts:
            for line in text.splitlines() or [""]:
                self._out.write(f"{printable(line)}\n")
        self._out.flush()
