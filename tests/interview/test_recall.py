"""A client known before: what is old or telling is gone through again, and a changed answer is a change or a slip."""

import io
from datetime import date
from pathlib import Path

import pytest

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.interview.conversation import Conversation
from clientzoo.interview.order import FullOrder
from clientzoo.interview.outcome import Ending
from clientzoo.interview.plain import Plain
from clientzoo.interview.recall import worth_recalling
from clientzoo.interview.register_keep import RegisterKeep
from clientzoo.interview.session import resumed
from clientzoo.interview.since import choices, read_day
from clientzoo.register.register import Register
from clientzoo.register.statement import Said
from register.registers import Clock, register_at, tiny_zoo
from terminals import Terminal
from zoos import write_zoo

MARCH, JUNE, DECEMBER = date(2026, 3, 2), date(2026, 6, 12), date(2026, 12, 1)
KNOWN = (
    Said("wish", "none"),
    Said("employees", 12),
    Said("foreign", False),
    Said("tenders", None, state="unknown"),
    Said("tender_months", None, state="unknown"),
)


@pytest.fixture
def clock() -> Clock:
    return Clock(MARCH)


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Register:
    """A client of whom everything was said in March."""
    register = register_at(tmp_path / "register.db", clock)
    register.record(register.add("Ромашка"), KNOWN, origin="interview", zoo=tiny_zoo())
    return register


def conversation(register: Register) -> Conversation:
    zoo, client = tiny_zoo(), register.client("Ромашка")
    keep = RegisterKeep(register, client, client.name, zoo)
    recall = worth_recalling(zoo, keep.known.answers, keep.held, keep.on)
    engine = engine_for(zoo, EngineChoice.BUILTIN, 1)
    return Conversation(zoo, engine, FullOrder(zoo), keep, resumed(keep.known), {}, keep, recall)


def led(register: Register, *typed: str) -> str:
    """What is said while the lines are typed, until they end."""
    out, lines = io.StringIO(), iter(typed)

    def read(prompt: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    assert Plain(conversation(register), read, out).run() in (Ending.LEFT, Ending.FINISHED)
    return out.getvalue()


def wishes(register: Register) -> list[tuple[object, str, date, date]]:
    statements = register.statements(register.client("Ромашка"))
    return [(one.value, one.kind, one.holds_from, one.said_on) for one in statements if one.question == "wish"]


def test_what_is_old_and_tells_most_comes_first(register: Register, clock: Clock) -> None:
    clock.put(date(2026, 3, 20))
    assert conversation(register).stand == "review"  # all of it is fresh
    clock.put(JUNE)
    found = conversation(register)
    assert (found.stand, found.question.id, found.recalled) == ("question", "wish", (1, 1))  # telling, and half old
    clock.put(DECEMBER)
    again = conversation(register)
    assert again.question.id == "wish"
    assert again.recalled[1] == 3  # what nobody knew in March is stale too; the others hold for two years


def test_enter_confirms_and_dates_it(register: Register, clock: Clock) -> None:
    clock.put(JUNE)
    said = led(register, "", "q")
    assert "In March 2026 anna said: Wants no growth. Still so? Enter: yes." in said
    assert wishes(register) == [("none", "first", MARCH, MARCH), ("none", "confirmation", JUNE, JUNE)]
    assert conversation(register).stand == "review"


@pytest.mark.parametrize(
    ("typed", "holds_from"),
    [
        (("c", ""), JUNE),
        (("с", "2"), date(2026, 6, 1)),
        (("1", "2026-05"), date(2026, 5, 1)),
        (("c", "2026-01-01", "3 мая", "01.04.2026"), date(2026, 4, 1)),
        ((), JUNE),  # left before it was said: a change from today
    ],
)
def test_an_answer_that_has_changed_holds_from_a_day(
    register: Register, clock: Clock, typed: tuple[str, ...], holds_from: date
) -> None:
    clock.put(JUNE)
    said = led(register, "2", *typed)
    assert "Wish to grow: Wants to grow. In March 2026: Wants no growth." in said
    assert wishes(register)[1:] == [("wants", "change", holds_from, JUNE)]


@pytest.mark.parametrize("key", ["w", "ц", "2"])
def test_an_answer_that_was_wrong_is_corrected_for_the_past(register: Register, clock: Clock, key: str) -> None:
    clock.put(JUNE)
    led(register, "2", key, "q")
    assert wishes(register)[1:] == [("wants", "correction", MARCH, JUNE)]
    assert register.answers(register.client("Ромашка"), date(2026, 4, 1))["wish"].statement.value == "wants"


def test_one_may_pass_by_go_back_and_think_again(register: Register, clock: Clock) -> None:
    clock.put(DECEMBER)
    led(register, "f", "b", "2", "b", "u", "q")
    assert wishes(register)[1:] == [(None, "change", DECEMBER, DECEMBER)]


def test_what_was_not_known_may_be_known_now(register: Register, clock: Clock) -> None:
    clock.put(DECEMBER)
    said = led(register, "", "1", "q")
    assert "In March 2026 anna said: nobody knew. Still so? Enter: yes." in said
    tenders = register.answers(register.client("Ромашка"))["tenders"].statement
    assert (tenders.value, tenders.holds_from) == ("never", DECEMBER)


def test_another_number_in_the_review_of_all_answers_is_asked_about_too(register: Register, clock: Clock) -> None:
    clock.put(date(2026, 3, 20))
    said = led(register, "2", "40", "w")
    assert "Headcount: 40 people. In March 2026: 12 people." in said.replace("\N{NO-BREAK SPACE}", " ")
    assert register.answers(register.client("Ромашка"), MARCH)["employees"].statement.value == 40


def test_days_to_choose_from_come_after_the_answer_before(register: Register) -> None:
    held = register.answers(register.client("Ромашка"))["wish"]
    assert [one.day for one in choices(held, date(2026, 3, 10))] == [date(2026, 3, 10), date(2026, 3, 3)]
    assert [one.day for one in choices(held, date(2026, 4, 1))] == [date(2026, 4, 1), date(2026, 3, 3)]


@pytest.mark.parametrize("typed", ["", "soon", "2026-13", "2026-02-30", "31.04.2026", "2026", "5"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


def test_two_at_once_lose_nothing_and_are_told(register: Register, clock: Clock) -> None:
    clock.put(JUNE)
    ours, theirs = conversation(register), conversation(register)
    theirs.keep_answer()
    theirs.open("employees")
    theirs.answer(40)
    theirs.it_was_wrong()
    ours.answer("wants")
    ours.it_has_changed(JUNE)
    assert "Somebody else changed answers meanwhile (Headcount)" in ours.notice.text
    known = register.known(register.client("Ромашка"), tiny_zoo()).answers
    assert (known["wish"].value, known["employees"].value) == ("wants", 40)


def test_on_the_full_screen_one_key_says_that_it_changed(tmp_path: Path) -> None:
    write_zoo(tmp_path / "zoo")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/a.yaml").write_text("client: Ромашка\nanswers: {wish: none, employees: 12}\n", encoding="utf-8")
    options = ("--zoo", "zoo", "--on", "2026-03-02")
    Terminal("clients", "import", "old", *options, at=tmp_path).end()
    terminal = Terminal("interview", "Ромашка", "--zoo", "zoo", "--no-playbook", at=tmp_path)
    terminal.wait("In March 2026 Anna said: Wants no growth.", "1 of 1 to look at again")
    terminal.press("Down", "Enter")
    terminal.wait("It has changed", "It was written wrong")
    terminal.press("c")
    terminal.wait("Since when?", "today")
    terminal.press("1")
    terminal.wait_gone("Since when?")
    terminal.press("q")
    terminal.end()
    register = register_at(tmp_path / "clients.db", Clock(DECEMBER))
    assert [one.kind for one in register.statements(register.client("Ромашка")) if one.question == "wish"] == [
        "first",
        "change",
    ]
