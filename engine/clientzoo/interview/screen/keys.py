"""What each key does on the full screen."""

from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_bindings import KeyBindingsBase
from prompt_toolkit.keys import Keys

from clientzoo.interview.commands import Command
from clientzoo.interview.outcome import Ending

if TYPE_CHECKING:
    from clientzoo.interview.screen.app import Screen

_WITH_CONTROL = {
    "c-b": Command.BACK, "c-f": Command.ONWARD, "c-u": Command.UNKNOWN, "c-n": Command.NOTE, "c-w": Command.WHY,
    "c-s": Command.SO_FAR, "c-r": Command.REVIEW, "c-q": Command.QUIT, "c-t": Command.THINK_SO,
}  # fmt: skip
_NO_NUMBER_HAS = {"?": Command.HELP, "~": Command.THINK_SO, ":": Command.ASK}


def bindings(screen: "Screen") -> KeyBindingsBase:
    """All keys; which of them hold depends on what is being shown or typed."""
    return merge_key_bindings([_anywhere(screen), _on_a_page(screen), _in_a_line(screen), _in_text(screen)])


def _anywhere(screen: "Screen") -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c", eager=True)
    @keys.add(Keys.SIGINT, eager=True)
    def _interrupt(event: KeyPressEvent) -> None:
        screen.end(Ending.INTERRUPTED)

    @keys.add(Keys.BracketedPaste, eager=True)
    def _paste(event: KeyPressEvent) -> None:
        screen.paste(event.data)

    return keys


def _on_a_page(screen: "Screen") -> KeyBindings:
    """Where nothing is being typed: pages of choices, and texts to read."""
    keys = KeyBindings()
    moving = Condition(lambda: screen.mode == "text" or (screen.mode == "page" and not screen.types))
    choosing = Condition(lambda: screen.mode == "page" and not screen.types)
    page = Condition(lambda: screen.mode == "page")

    @keys.add(Keys.Any, filter=choosing)
    def _typed(event: KeyPressEvent) -> None:
        if event.data.isprintable():
            screen.key(event.data)

    keys.add("enter", filter=choosing)(lambda event: screen.choose())
    keys.add("up", filter=moving)(lambda event: screen.move(-1))
    keys.add("down", filter=moving)(lambda event: screen.move(1))
    keys.add("pageup", filter=moving)(lambda event: screen.move_page(-1))
    keys.add("pagedown", filter=moving)(lambda event: screen.move_page(1))
    keys.add("home", filter=moving)(lambda event: screen.move(-(10**6)))
    keys.add("end", filter=moving)(lambda event: screen.move(10**6))
    keys.add("left", filter=choosing)(lambda event: screen.do(Command.BACK))
    keys.add("right", filter=choosing)(lambda event: screen.do(Command.ONWARD))
    for name, wanted in _WITH_CONTROL.items():
        keys.add(name, filter=page, eager=True)(_doing(screen, wanted))
    return keys


def _in_a_line(screen: "Screen") -> KeyBindings:
    """Letters belong to the answer; what no number has in it commands, in an empty line or beside a number."""
    keys = KeyBindings()
    line = Condition(lambda: screen.types)
    empty = Condition(lambda: not screen.line.text)
    free = Condition(lambda: not screen.types_text) | empty
    keys.add("enter", filter=line)(lambda event: screen.take_line())
    for name, wanted in _NO_NUMBER_HAS.items():
        keys.add(name, filter=line & free, eager=True)(_doing(screen, wanted))
    keys.add("/", filter=line & empty, eager=True)(_doing(screen, Command.ASK))
    return keys


def _in_text(screen: "Screen") -> KeyBindings:
    """Reading a text, writing a note, asking back."""
    keys = KeyBindings()
    reading = Condition(lambda: screen.mode == "text")
    noting = Condition(lambda: screen.mode == "note")
    asking = Condition(lambda: screen.mode == "ask")
    over = Condition(lambda: screen.mode != "page")
    keys.add("escape", filter=over, eager=True)(lambda event: screen.close())
    for name in ("enter", "space", "q", "b", "left"):
        keys.add(name, filter=reading)(lambda event: screen.close())
    for name in (":", "/"):
        keys.add(name, filter=reading)(lambda event: screen.ask_again())
    keys.add("enter", filter=noting)(lambda event: screen.keep_note())
    keys.add("c-j", filter=noting)(lambda event: screen.noting.insert_text("\n"))
    keys.add("enter", filter=asking)(lambda event: screen.take_question())
    return keys


def _doing(screen: "Screen", wanted: Command):  # type: ignore[no-untyped-def]
    def _do(event: KeyPressEvent) -> None:
        screen.do(wanted)

    return _do
