"""The interview in another language of the zoo: questions and answers are in it, the rules and the playbook are not."""

from pathlib import Path

import pytest

from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import read_answers_file
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from commands import clientzoo
from terminals import Terminal
from zoos import write_russian, write_zoo


@pytest.fixture
def zoo(tmp_path: Path) -> Path:
    root = write_zoo(tmp_path / "zoo")
    write_russian(root)
    return root


def test_in_plain_lines_to_the_verdict_and_a_playbook_in_the_zoos_own_language(zoo: Path, tmp_path: Path) -> None:
    typed = "?\nхотят расти\n12\n: why not корова\n1\nда\n\n"
    ran = clientzoo(
        "interview",
        "Ромашка",
        "--plain",
        "--file",
        "clients/ромашка.yaml",
        "--mode",
        "full",
        "--zoo",
        "zoo",
        "--language",
        "ru",
        at=tmp_path,
        given=typed,
    )
    assert (ran.code, ran.err) == (0, "")
    for said in (
        "Всё сразу - группа 1 из 1",
        "Хотят ли они продавать больше?\n  1  Роста не хотят\n  2  Хотят расти",
        "На что смотреть: Ловите цифры.\nЗачем это нужно: Что предложить.",
        "Желание расти: Хотят расти.",
        "A content company is a cow.",  # rules speak the zoo's own language
        "Иностранный владелец: За границей",
        "Ромашка: кошка, вероятно (0,72)",
        "  Голодная.",
    ):
        assert said in ran.out
    kept = tmp_path / "clients" / "ромашка.yaml"
    assert "#   wants: Хотят расти" in kept.read_text(encoding="utf-8")
    answers = read_answers_file(kept, load_zoo(zoo, "tiny").sound()).answers
    assert {name: answer.value for name, answer in answers.items()} == {
        "wish": "wants",
        "employees": 12,
        "tenders": "never",
        "foreign": True,
    }
    page = (tmp_path / "playbooks" / "Ромашка.html").read_text(encoding="utf-8")
    assert "<html lang=en>" in page
    assert "Wish to grow: wants to grow" in page
    assert "Кошка" not in page


def test_on_the_screen(zoo: Path, tmp_path: Path) -> None:
    arguments = (
        "interview",
        "Ромашка",
        "--zoo",
        "zoo",
        "--mode",
        "full",
        "--no-playbook",
        "--language",
        "ru",
        "--file",
        "clients/ромашка.yaml",
    )
    terminal = Terminal(*arguments, at=tmp_path)
    terminal.wait("Хотят ли они продавать больше?", "Ловите цифры.", "1  Роста не хотят", "Кошка", "Enter принять")
    terminal.press("Down", "Enter")
    terminal.wait("Сколько человек у них работает?", "Сохранено: Желание расти: Хотят расти")
    terminal.press("1", "2", "Enter")
    terminal.wait("Проводят ли они тендеры?", "Сохранено: Численность: 12 чел.")
    terminal.press("1", "Enter")
    terminal.wait("Головная компания за границей?", "1  За границей")
    terminal.press("2", "Enter")
    screen = terminal.wait("Обзор: Ромашка", "Закончить: вердикт")
    assert "Здесь" in screen
    terminal.press("Enter")
    assert terminal.end() == 0
    assert "Ромашка: кошка, вероятно (0,72)" in terminal.text
    known = read_answers_file(tmp_path / "clients" / "ромашка.yaml", load_zoo(zoo, "tiny").sound())
    assert known.answers["foreign"] == Answer(False)


def test_the_workspace_may_set_the_language(zoo: Path, tmp_path: Path) -> None:
    (zoo / "clientzoo.toml").write_text('zoo = "tiny"\nlanguage = "ru"\n', encoding="utf-8")
    arguments = ("interview", "Romashka", "--plain", "--mode", "full", "--no-playbook")
    assert "Хотят ли они продавать больше?" in clientzoo(*arguments, at=zoo, given="q\n").out
    assert "Do they want to sell more?" in clientzoo(*arguments, "--language", "en", at=zoo, given="q\n").out
    (zoo / "clientzoo.toml").write_text('zoo = "tiny"\nlanguage = 7\n', encoding="utf-8")
    ran = clientzoo(*arguments, at=zoo, given="q\n")
    assert ran.code == 2
    assert "wrong-type `language` is one of the zoo's languages" in ran.err


def test_a_language_the_zoo_does_not_speak_is_refused_with_those_it_does(tmp_path: Path) -> None:
    ran = clientzoo("interview", "Ромашка", "--plain", "--language", "rus", at=tmp_path, given="")
    assert (ran.code, ran.out) == (2, "")
    assert "does not speak `rus`; it speaks en, ru (did you mean ru?)" in ran.err
    assert "Traceback" not in ran.err


def test_every_question_of_the_shipped_zoo_is_asked_in_russian(tmp_path: Path) -> None:
    place = shipped()
    zoo = load_zoo(place.root, place.name).sound()
    typed = "u\n" * len(zoo.questions)
    ran = clientzoo(
        "interview",
        "Ромашка",
        "--plain",
        "--file",
        "clients/ромашка.yaml",
        "--mode",
        "full",
        "--no-playbook",
        "--language",
        "ru",
        at=tmp_path,
        given=typed,
    )
    assert ran.code == 0
    said = zoo.translations["ru"].texts
    for name, question in zoo.questions.items():
        if question.relevant_if is None and not question.delicate:  # a delicate one waits for a hint
            assert said["questions", name, "ask"] in ran.out
            assert question.ask not in ran.out
