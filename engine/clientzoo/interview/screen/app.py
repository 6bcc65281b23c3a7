"""The interview on a full screen: what stands where, and what each key does."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Literal, TextIO, TypeAlias

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.input.defaults import create_input
from prompt_toolkit.layout import Layout
from prompt_toolkit.layout.containers import ConditionalContainer, HSplit, VSplit, Window
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output.defaults import create_output
from prompt_toolkit.styles import Style

from clientzoo.interview.ask import answer_question, help_text, why_asked
from clientzoo.interview.closing_words import so_far, think_so
from clientzoo.interview.commands import NAMES, OF_A_VERDICT, Command, command
from clientzoo.interview.conversation import Conversation, Notice
from clientzoo.interview.outcome import Ending
from clientzoo.interview.screen.keys import bindings
from clientzoo.interview.screen.look import STYLE, Signs, signs
from clientzoo.interview.screen.page import Act, Page, Row
from clientzoo.interview.screen.pages import how_page, question_page, review_page, settled_page, since_page
from clientzoo.interview.screen.paint import PANEL_WIDTH, Line, body, foot, heading, panel, rows_of, text_page
from clientzoo.interview.screen.painted import Painted
from clientzoo.interview.typed_answer import in_words, understood
from clientzoo.knowledge.answer import I_THINK_SO
from clientzoo.knowledge.answers_file import ImpossibleAnswerError
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.legible import unguarded
from clientzoo.knowledge.speech import later

Mode: TypeAlias = Literal["page", "note", "ask", "text"]
WIDE, LOW, NARROW = 76, 8, 30  # columns from which the ranking stands beside; lines and columns that are too few
_LATIN = {"с": "c", "ц": "w"}  # the keys c and w while a Russian layout is switched on
_PAINTED = 0.05  # seconds after which the screen shows what was set
MOST_TYPED, MOST_WRITTEN, MOST_NOTED = 200, 4_000, 100_000  # signs in a number or a question, an answer, a note


def on_screen(conversation: Conversation, out: TextIO, *, one_key: bool = False) -> Ending:
    """Leads the conversation on the full screen of the terminal behind `out`, and leaves it as it was.

    With `one_key` the key of a choice takes it at once. SIGTERM and SIGHUP end it as Ctrl+C does.
    """
    output = create_output(stdout=unguarded(out))
    screen = Screen(conversation, signs(os.environ, output.encoding()), one_key)
    application: Application[Ending] = Application(
        layout=screen.layout,
        key_bindings=bindings(screen),
        style=Style.from_dict(STYLE),
        full_screen=True,
        input=create_input(),
        output=output,
    )
    application.ttimeoutlen = 0.05  # Escape alone is taken at once
    application.timeoutlen = 0.2
    screen.leave = lambda ending: application.exit(result=ending)
    try:
        return application.run(pre_run=lambda: _end_on_signals(screen))
    except EOFError:  # the terminal is gone
        screen.leave = lambda ending: None
        screen.end(Ending.LEFT)
        return Ending.LEFT


def _end_on_signals(screen: "Screen") -> None:
    """The program told to end gives the terminal back first; a signal that the parent ignores stays ignored."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, screen.end, Ending.INTERRUPTED)


class Screen:
    """What the screen shows. Keys call its methods; painting only looks."""

    def __init__(self, conversation: Conversation, drawn: Signs, one_key: bool = False) -> None:
        self.conversation = conversation
        self.leave: Callable[[Ending], None] = lambda ending: None
        self.mode: Mode = "page"
        self._signs = drawn
        self._one_key = one_key
        self._cursor = 0
        self._reviewed = 0  # where the pointer was in the review
        self._unsure = False
        self._notice = conversation.notice
        self._text: list[str] = []
        self._title = ""
        self._top = 0
        self._shown: object = None
        self._size = (80, 20)
        self.line = Buffer(multiline=False)  # a number, or a text
        self._drafts: dict[str, str] = {}  # texts begun and not taken yet, by question
        self.asking = Buffer(multiline=False)
        self.noting = Buffer(multiline=True)
        self._acts: dict[Command, Act] = {
            Command.BACK: self._back,
            Command.ONWARD: self.conversation.onward,
            Command.UNKNOWN: self._unknown,
            Command.THINK_SO: self._toggle,
            Command.NOTE: self._note,
            Command.WHY: lambda: self._tell(conversation.say("Why this question"), why_asked(conversation)),
            Command.SO_FAR: lambda: self._tell(conversation.say("So far"), so_far(conversation.consultation)),
            Command.REVIEW: conversation.review,
            Command.HELP: lambda: self._tell(conversation.say("Help"), help_text(conversation)),
            Command.ASK: self._ask,
            Command.QUIT: lambda: self.end(Ending.LEFT),
        }
        self._line_window = Window(
            BufferControl(self.line, input_processors=[BeforeInput(f"  {conversation.say('Answer: ')}", "class:key")]),
            height=lambda: Dimension(min=1, max=8) if self.types_text else Dimension.exact(1),
            wrap_lines=Condition(lambda: self.types_text),
            dont_extend_height=True,
        )
        self._ask_window = Window(
            BufferControl(self.asking, input_processors=[BeforeInput(f"  {conversation.say('Ask: ')}", "class:key")]),
            height=1,
        )
        self._note_window = Window(BufferControl(self.noting), wrap_lines=True)
        self._painted = Painted(self._body_lines, focusable=True, pointed=self._pointed)
        self.layout = Layout(self._containers(), focused_element=self._painted)
        self.refresh()

    @property
    def types(self) -> bool:
        """Whether an answer is being typed, so that letters are not commands."""
        return self.mode == "page" and self.conversation.stand == "question" and self.conversation.question.typed

    @property
    def types_text(self) -> bool:
        """Whether it is a text, so that no sign is a command either."""
        return self.types and not self.conversation.question.numeric

    def do(self, wanted: Command) -> None:
        """Obeys a command, where it makes sense."""
        asks = self.conversation.stand == "question"
        if not asks and wanted in (Command.UNKNOWN, Command.THINK_SO, Command.NOTE, Command.WHY, Command.ONWARD):
            return
        if wanted in OF_A_VERDICT and not self.conversation.judges:
            return
        self._keep_draft()
        self._notice = Notice()
        if wanted is not Command.NOTE:
            self.conversation.just_answered = ""
        self._acts[wanted]()
        self.refresh()

    def end(self, ending: Ending) -> None:
        """Leaves, after taking what was typed so far: it is worth keeping."""
        if self.mode == "note":
            self.keep_note()
        self._keep_draft()
        self.conversation.settle()
        for name, text in self._drafts.items():
            self.conversation.open(name)
            self.conversation.answer(text)
        self.leave(ending)

    def key(self, typed: str) -> None:
        """A sign typed where nothing is being written: a choice by its key, a command, or the start of a choice.

        A choice is only pointed at, and Enter takes it: many people type a digit and Enter, and the Enter must not
        answer the next question. Whoever wants one key to answer says so in the settings.
        """
        page = self._page()
        for place, row in enumerate(page.choices):
            if row.key == _LATIN.get(typed.casefold(), typed.casefold()) and row.key not in ("", "u"):
                self._cursor = place
                self.conversation.just_answered = ""
                if self._one_key or page.at_once:
                    self.choose()
                return
        wanted = command(typed)
        if wanted is not None:
            self.do(wanted)
            return
        places = [n for n, row in enumerate(page.choices) if row.text.casefold().startswith(typed.casefold())]
        if places:
            self._cursor = next((place for place in places if place > self._cursor), places[0])

    def choose(self) -> None:
        """Enter: takes the choice at the pointer."""
        row = self._page().choices[self._cursor]
        if self.conversation.stand == "review":
            self._reviewed = self._cursor
        self._notice = Notice()
        if row.act is not None:
            row.act()
        self.refresh()

    def take_line(self) -> None:
        """Enter in the line: takes what is typed, obeys a command typed in full, or keeps the answer before."""
        conversation, typed = self.conversation, self.line.text.strip()
        attribute = conversation.question
        wanted = command(typed)
        if wanted is not None:
            self.line.reset()
            self.do(wanted)
            return
        if not typed:
            if attribute.id in conversation.session.known.answers or attribute.id in conversation.session.known.unknown:
                conversation.keep_answer()
            else:
                what = later("Type a number, or press Ctrl+U where nobody knows it.")
                if not attribute.numeric:
                    what = later("Write a word or two, or press Ctrl+U where nobody knows it.")
                self._notice = Notice(conversation.say(what))
            self.refresh()
            return
        try:
            value = understood(conversation.zoo, attribute, typed)
        except ImpossibleAnswerError as error:
            self._notice = Notice(f"{error}.", trouble=True)
            return
        self._take(value)
        self.refresh()

    def keep_note(self) -> None:
        self.mode = "page"
        self.conversation.note(self.noting.text)
        self._notice = (
            self.conversation.notice
            if self.conversation.notice.text
            else Notice(self.conversation.say("Saved: the note."))
        )
        self.refresh()

    def take_question(self) -> None:
        typed = self.asking.text.strip()
        self.asking.reset()
        self.mode = "page"
        if typed:
            self._tell(typed, [self.conversation.say("Looking for an answer ...")])
            get_app().loop.call_later(_PAINTED, self._answer_back, typed)  # type: ignore[union-attr]
        self.refresh()

    def _answer_back(self, typed: str) -> None:
        """The answer takes the place of the words that one is being looked for, unless somebody went on meanwhile."""
        if self.mode == "text" and self._title == typed:
            self._tell(typed, answer_question(self.conversation, typed))
            get_app().invalidate()

    def ask_again(self) -> None:
        if not self.conversation.judges:
            return
        self._ask()
        self.refresh()

    def close(self) -> None:
        """Escape: back to the page."""
        self.mode = "page"
        self.refresh()

    def move(self, by: int) -> None:
        """The pointer among choices, or the text up and down."""
        if self.mode == "text":
            width, height = self._size
            most = max(len(text_page(self._text, width)) - height, 0)
            self._top = min(max(self._top + by, 0), most)
            return
        self.conversation.just_answered = ""
        last = len(self._page().choices) - 1
        self._cursor = min(max(self._cursor + by, 0), max(last, 0))

    def move_page(self, by: int) -> None:
        self.move(by * max(self._size[1] - 1, 1))

    def paste(self, text: str) -> None:
        """Pasted text goes where text is typed, cleaned of what is not text; elsewhere it is no answer."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        clean = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
        if self.mode == "note":
            self.noting.insert_text(clean[: max(MOST_NOTED - len(self.noting.text), 0)])
        elif self.mode == "ask" or self.types:
            line = self.asking if self.mode == "ask" else self.line
            most = MOST_WRITTEN if self.types_text else MOST_TYPED
            line.insert_text(" ".join(clean.split())[: max(most - len(line.text), 0)])
        else:
            pasted = later("Pasted text is not an answer here. To keep it, press n and paste it into the note.")
            self._notice = Notice(self.conversation.say(pasted))

    def refresh(self) -> None:
        """After a step: the pointer and the line start anew where another page is shown; the right part has focus."""
        conversation = self.conversation
        stand = conversation.stand
        shown = (stand, conversation.question.id if stand == "question" else "")
        if shown != self._shown:
            same_stand = isinstance(self._shown, tuple) and self._shown[0] == stand
            self._shown = shown
            self.line.reset(self._begun(shown[1]))
            if stand == "question" or not same_stand:
                self._cursor = self._reviewed if stand == "review" else self._page().start
            answer = conversation.session.known.answers.get(shown[1])
            self._unsure = answer is not None and answer.certainty < 1.0
        self._cursor = min(self._cursor, max(len(self._page().choices) - 1, 0))
        windows = {"note": self._note_window, "ask": self._ask_window}
        target = windows.get(self.mode) or (self._line_window if self.types else self._painted)
        self.layout.focus(target)

    def _keep_draft(self) -> None:
        """Keeps a text that was begun at this question for when one comes back to it."""
        if not self.types_text:
            return
        name, typed = self.conversation.question.id, " ".join(self.line.text.split())
        answer = self.conversation.session.known.answers.get(name)
        if typed and (answer is None or answer.value != typed):
            self._drafts[name] = typed
        else:
            self._drafts.pop(name, None)

    def _begun(self, name: str) -> Document:
        """What stands in the line when one comes to a question: a text as far as it is written, never a number."""
        if not self.types_text:
            return Document()
        answer = self.conversation.session.known.answers.get(name)
        return Document(self._drafts.get(name) or (str(answer.value) if answer else ""))

    def _take(self, value: Value) -> None:
        conversation, attribute = self.conversation, self.conversation.question
        self._drafts.pop(attribute.id, None)
        conversation.answer(value, I_THINK_SO if self._unsure else 1.0)
        if conversation.differing is not None:
            return
        answer = in_words(conversation.zoo, attribute, value) + (conversation.say(", I think") if self._unsure else "")
        said = conversation.say("Saved: {question}: {answer}", question=attribute.name, answer=answer)
        self._notice = conversation.notice if conversation.notice.text else Notice(said)

    def _unknown(self) -> None:
        name = self.conversation.question.name
        self._drafts.pop(self.conversation.question.id, None)
        self.conversation.not_known()
        notice = self.conversation.notice
        self._notice = (
            notice if notice.text else Notice(self.conversation.say("Saved: {question}: nobody knows", question=name))
        )

    def _back(self) -> None:
        if self.conversation.differing is not None:
            self.conversation.take_back()
        elif not self.conversation.back():
            self._notice = Notice(self.conversation.say("This is the first question."))

    def _toggle(self) -> None:
        self._unsure = not self._unsure
        say = self.conversation.say
        self._notice = Notice(say("I think so: now choose or type the answer.") if self._unsure else say("Sure again."))

    def _note(self) -> None:
        self.noting.text = self.conversation.session.note(self.conversation.noted.id)
        self.noting.cursor_position = len(self.noting.text)
        self.mode = "note"

    def _ask(self) -> None:
        self.asking.reset()
        self.mode = "ask"

    def _tell(self, title: str, lines: Iterable[str]) -> None:
        self._title, self._text, self._top = title, list(lines), 0
        self.mode = "text"

    def _page(self) -> Page:
        conversation = self.conversation
        if conversation.stand == "question":
            return question_page(conversation, self._unsure, self._take, self._acts, self._signs)
        if conversation.stand == "how":
            return how_page(conversation, self._signs)
        if conversation.stand == "since":
            return since_page(conversation, self._signs)
        if conversation.stand == "settled":
            return settled_page(conversation, self._signs)
        return review_page(conversation, lambda: self.end(Ending.FINISHED), self._signs)

    def _seen(self) -> Page:
        """The page as its heading and foot show it: what is written over it has keys of its own."""
        page, say = self._page(), self.conversation.say
        keys: tuple[tuple[str, str], ...]
        if self.mode == "note":
            keys = (
                ("Enter", say("keep the note")), ("Esc", say("leave it as it was")), ("Alt+Enter", say("new line")),
            )  # fmt: skip
            return Page(say("Note: {note}", note=self.conversation.noted.name), "", (), keys)
        if self.mode == "ask":
            keys = (("Enter", say("ask")), ("Esc", say("back to the question")))
            return Page(say("Ask back"), "", (), keys)
        if self.mode == "text":
            keys = (
                ("Esc", say("back to the question")), (self._signs.arrows, say("scroll")),
                (":", say("ask something else")),
            )  # fmt: skip
            keys = keys if self.conversation.judges else keys[:2]
            return Page(self._title, "", (), keys)
        return page

    def _body_lines(self, width: int, height: int) -> list[Line]:
        self._size = (width, height)
        if self.mode == "text":
            return text_page(self._text, width)[self._top : self._top + height]
        if self.mode == "ask":
            return text_page(answer_question(self.conversation, "help"), width)[:height]
        page = replace(self._page(), more=self.conversation.say("more"))
        return body(page, self._cursor, width, height, self._signs)

    def _pointed(self, lines: list[Line]) -> int:
        """The painted line that the pointer is on: the terminal's cursor stands there, so that screen readers and
        magnifiers follow."""
        if self.mode != "page":
            return 0
        sign = f" {self._signs.pointer} "
        return next((number for number, line in enumerate(lines) if line and line[0][1] == sign), 0)

    def _understood(self, width: int, height: int) -> list[Line]:
        """Beneath the line: how a number is understood, before it is taken."""
        attribute, typed = self.conversation.question, self.line.text.strip()
        style, wanted, say = "help", command(typed), self.conversation.say
        if wanted is not None:
            said = f"Enter: {say(NAMES[wanted])}"
        elif not attribute.numeric:
            said = say("Enter takes it.") if typed else ""
        elif not typed:
            said = say("e.g. {example}", example=_example(attribute.unit))
        else:
            try:
                value = understood(self.conversation.zoo, attribute, typed)
            except ImpossibleAnswerError as error:
                said = str(error)
            else:
                meant = in_words(self.conversation.zoo, attribute, value)
                style, said = "good", say("= {answer}. Enter takes it.", answer=meant)
        if not self.conversation.judges:
            return rows_of((Row(said, style),), width)
        unsure = Row(f"~ [{'x' if self._unsure else ' '}] {think_so(say)}", "lead" if self._unsure else "")
        return rows_of((Row(said, style), Row(), unsure), width)

    def _containers(self) -> HSplit:
        def page_height() -> Dimension:
            """A page with a line to type in takes what it needs, so that the line stands right below."""
            return Dimension(weight=1) if not (self.types or self.mode == "ask") else Dimension(min=1)

        is_line, is_note = Condition(lambda: self.types), Condition(lambda: self.mode == "note")
        is_asking = Condition(lambda: self.mode == "ask")
        writing = Condition(lambda: self.types or self.mode == "ask")
        too_small, wide = Condition(self._too_small), Condition(self._wide)
        page = Window(self._painted, height=page_height, dont_extend_height=writing, always_hide_cursor=False)
        understood_window = Window(Painted(self._understood), height=Dimension(min=1), dont_extend_height=True)
        left = HSplit(
            [
                ConditionalContainer(page, ~is_note),
                ConditionalContainer(HSplit([self._line_window, understood_window]), is_line),
                ConditionalContainer(self._ask_window, is_asking),
                ConditionalContainer(self._note_window, is_note),
                ConditionalContainer(Window(), writing),
            ]
        )
        side = Window(Painted(lambda w, h: panel(self.conversation, h, self._signs)), width=PANEL_WIDTH)
        everything = HSplit(
            [
                Window(Painted(lambda w, h: heading(self._seen(), w, self._signs)), height=2),
                VSplit([left, ConditionalContainer(side, wide)]),
                Window(Painted(self._foot), dont_extend_height=True),
            ]
        )
        hint = "The window is too small.\nMake it larger: everything is saved."
        small = Window(Painted(lambda w, h: text_page(hint.splitlines(), w)[:h]))
        return HSplit([ConditionalContainer(everything, ~too_small), ConditionalContainer(small, too_small)])

    def _foot(self, width: int, height: int) -> list[Line]:
        return foot(self._seen(), self._notice, width, _rows(), self._signs)

    def _too_small(self) -> bool:
        return _rows() < LOW or _columns() < NARROW

    def _wide(self) -> bool:
        conversation = self.conversation
        return _columns() >= WIDE and self.mode == "page" and conversation.stand != "review" and conversation.judges


def _example(unit: str) -> str:
    if unit.startswith("money"):
        return "1 200 000, 1.2m, 1,2 млн, 14m per year"
    return {"percent": "30", "people": "40", "months": "9", "days": "45"}.get(unit, "12")


def _rows() -> int:
    return _screen_size()[1]


def _columns() -> int:
    return _screen_size()[0]


def _screen_size() -> tuple[int, int]:
    size = get_app().output.get_size()
    return size.columns, size.rows
