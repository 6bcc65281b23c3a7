"""A session's steps: answers come and go, going back loses nothing, notes stay where they were written."""

from hypothesis import given
from hypothesis import strategies as st

from clientzoo.interview.session import Session, resumed
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers

NEW = Session(ClientAnswers("Romashka", "tiny", "1", {}))


def test_an_answer_is_known_and_asked() -> None:
    session = NEW.answered("wish", "wants", 0.6)
    assert session.known.answers == {"wish": Answer("wants", 0.6)}
    assert session.asked == ("wish",)
    assert session.at is None


def test_back_keeps_every_answer_and_goes_on_where_it_was_after_a_change() -> None:
    session = NEW.answered("a", 1).answered("b", 2).not_known("c")
    back = session.back().back()
    assert back.at == "b"
    assert back.known == session.known
    changed = back.answered("b", 5)
    assert changed.at is None
    assert changed.asked == ("a", "b", "c")
    assert changed.known.unknown == {"c"}


def test_back_at_the_first_question_stays_there_and_onward_leads_to_the_new_one() -> None:
    session = NEW.answered("a", 1).answered("b", 2)
    first = session.back().back().back()
    assert first.at == "a"
    assert first.onward().at == "b"
    assert first.onward().onward().at is None


def test_questions_that_concern_the_client_no_longer_are_passed_by() -> None:
    session = NEW.answered("a", 1).answered("b", 2).answered("c", 3)
    assert session.back().back(passing=["b"]).at == "a"
    assert session.back(passing=["c"]).at == "b"


def test_a_note_survives_the_answer_changing_and_being_taken_back() -> None:
    session = NEW.noted("wish", "at the fair").answered("wish", "wants")
    assert session.note("wish") == "at the fair"
    unknown = session.not_known("wish")
    assert unknown.known.answers == {}
    assert unknown.note("wish") == "at the fair"
    assert unknown.answered("wish", "none").known.answers["wish"].note == "at the fair"
    assert unknown.noted("wish", "").known.open_notes == {}


def test_an_answer_after_all_is_no_longer_unknown() -> None:
    assert NEW.not_known("wish").answered("wish", "none").known.unknown == frozenset()


def test_a_note_does_not_move_the_session() -> None:
    session = NEW.answered("a", 1).back()
    assert session.noted("a", "so").at == "a"
    assert session.noted("a", "so").asked == session.asked


def test_what_a_file_holds_counts_as_asked() -> None:
    session = resumed(ClientAnswers("R", "tiny", "1", {"b": Answer(1), "a": Answer(2)}, frozenset({"c"})))
    assert session.asked == ("b", "a", "c")
    assert session.last == "c"


STEPS = st.sampled_from(["answer", "unknown", "note", "back", "onward", "open"])


@given(st.lists(st.tuples(STEPS, st.sampled_from("abcd"), st.integers(0, 9)), max_size=30))
def test_no_way_through_an_interview_loses_an_answer(steps: list[tuple[str, str, int]]) -> None:
    session, said = NEW, dict[str, int | None]()
    for step, name, number in steps:
        if step == "answer":
            session = session.answered(name, number)
            said[name] = number
        elif step == "unknown":
            session = session.not_known(name)
            said[name] = None
        elif step == "note":
            session = session.noted(name, str(number))
        elif step == "open":
            session = session.at_question(name)
        else:
            session = session.back() if step == "back" else session.onward()
        assert {one: answer.value for one, answer in session.known.answers.items()} == {
            one: value for one, value in said.items() if value is not None
        }
        assert session.known.unknown == {one for one, value in said.items() if value is None}
        assert len(set(session.asked)) == len(session.asked) == len(said)
