"""Translations: read with every fault at once, spoken by the zoo, and understood whatever it speaks."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.explanation.wording import value_in_words
from clientzoo.knowledge.answers_file import ImpossibleAnswerError, answer_value, read_answers_file
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.languages import (
    UnknownLanguageError,
    fold_text,
    in_language,
    is_unknown,
    languages,
    texts,
)
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Translation, Zoo
from zoos import write_russian, write_zoo

FOUND = shipped()
SHIPPED = load_zoo(FOUND.root, FOUND.name).sound()


@pytest.fixture
def zoo(tmp_path: Path) -> Zoo:
    root = write_zoo(tmp_path / "zoo")
    write_russian(root)
    return load_zoo(root, "tiny", root).sound()


def test_every_fault_of_a_translation_is_told_at_once(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo")
    write_russian(
        root,
        replaced={
            "questionnaire: tiny": "questionnaire: tny",
            "language: ru": "language: de",
            "all_of_it": "all_of_them",
            "  employees:": "  employes:",
            "never: Никогда": "nevr: Никогда",
            "  cow:": "  cov:",
            "    ask: Сколько он длится?": "    ask: 12",
            "help: Посмотрите": "halp: Посмотрите",
        },
    )
    problems = load_zoo(root, "tiny", root).problems
    assert {one.place.file for one in problems} == {"questionnaires/tiny.ru.yaml"}
    assert [(one.place.line, one.code, one.hint) for one in problems] == [
        (1, "wrong-name", "give both one name"),
        (2, "wrong-name", "give both one language"),
        (7, "unknown-key", "did you mean all_of_it?"),
        (15, "unknown-attribute", "did you mean employees?"),
        (25, "unknown-value", "did you mean never?"),
        (28, "wrong-type", "put it in quotes"),
        (34, "unknown-key", "did you mean help?"),
        (39, "unknown-value", "did you mean cow?"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  employees:", "  wish:", "duplicate-key"),
        ("title: Кроха\n", "", "missing-field"),
        ("Кроха", "''", "empty-text"),
        ("language: ru", "language: ru\nauthor: me", "unknown-key"),
        ("groups:\n  all_of_it: {title: Всё сразу}", "groups: [Всё сразу]", "wrong-type"),
        ("client: клиент", "cleint: клиент", "unknown-key"),
        ("people: чел.", "peple: чел.", "unknown-key"),
    ],
)
def test_a_fault_of_its_shape_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    root = write_zoo(tmp_path / "zoo")
    write_russian(root, replaced={old: new})
    assert [one.code for one in load_zoo(root, "tiny").problems] == [code]


def test_a_translation_into_the_zoos_own_language_is_refused(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo")
    write_russian(root, replaced={"language: ru": "language: en"}, language="en")
    (problem,) = load_zoo(root, "tiny").problems
    assert (problem.code, problem.place.line) == ("wrong-name", 2)
    assert "the zoo itself is in `en`" in problem.message


def test_what_is_wrong_in_the_questionnaire_is_not_wrong_again_in_its_translation(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo", replaced={"ask: Do they want to sell more?": "ask: 7", "diet: predator, ": ""})
    write_russian(root)
    files = {one.place.file for one in load_zoo(root, "tiny", root).problems}
    assert "rulebases/tiny/zoo.yaml" in files
    assert "questionnaires/tiny.ru.yaml" not in files


def test_a_zoo_speaks_its_languages(zoo: Zoo) -> None:
    russian = in_language(zoo, " RU")
    assert languages(zoo) == languages(russian) == ("en", "ru")
    assert russian.attributes["wish"].values["wants"] == "Хотят расти"
    assert russian.attributes["foreign"].values == {True: "За границей", False: "Здесь"}
    assert (russian.animals["cat"].name, russian.groups[0].title) == ("Кошка", "Всё сразу")
    assert (russian.language, russian.speaks) == ("en", "ru")
    assert value_in_words(russian, russian.attributes["employees"], 5) == "5 чел."
    assert value_in_words(in_language(russian, "en"), zoo.attributes["employees"], 5) == "5 people"
    with pytest.raises(UnknownLanguageError, match="it speaks en, ru"):
        in_language(zoo, "fr")


def test_what_is_not_translated_stays_as_it_was(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo")
    write_russian(
        root, replaced={"    ask: Хотят ли они продавать больше?\n": "    ask:\n", "none: Роста не хотят, ": ""}
    )
    wish = in_language(load_zoo(root, "tiny").sound(), "ru").attributes["wish"]
    assert (wish.name, wish.ask) == ("Желание расти", "Do they want to sell more?")
    assert wish.values == {"none": "Wants no growth", "wants": "Хотят расти", "demands": "Требуют роста"}


@given(st.sets(st.sampled_from(sorted(texts(SHIPPED)))))
def test_there_and_back_says_the_same_however_little_is_translated(chosen: set[tuple[str, ...]]) -> None:
    half = Translation("xx", {path: f"xx {' '.join(path)}" for path in chosen})
    zoo = replace(SHIPPED, translations={"xx": half, **SHIPPED.translations})
    spoken = in_language(zoo, "xx")
    assert {path for path, text in texts(spoken).items() if text.startswith("xx ")} == chosen
    back = in_language(in_language(spoken, "ru"), "en")
    assert texts(back) == texts(SHIPPED)
    assert (back.attributes, back.animals, back.groups) == (SHIPPED.attributes, SHIPPED.animals, SHIPPED.groups)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_label_of_the_shipped_zoo_is_understood_whatever_it_speaks(language: str) -> None:
    spoken = in_language(SHIPPED, language)
    for path, label in [*texts(SHIPPED).items(), *SHIPPED.translations["ru"].texts.items()]:
        if path[2:3] == ("values",):
            attribute = spoken.attributes[path[1]]
            expected = answer_value(attribute, path[3], spoken)
            for said in (label, label.upper(), f"  {label.replace(' ', '  ')} ", unicodedata.normalize("NFD", label)):
                assert answer_value(attribute, said, spoken) == expected


def test_yes_and_no_in_every_language(zoo: Zoo) -> None:
    foreign = zoo.attributes["foreign"]
    for said, meant in {"Да": True, "нет": False, "yes": True, "NO": False, "за границей": True, "Here": False}.items():
        assert answer_value(foreign, said, zoo) is meant


def test_what_may_mean_two_values_is_refused_with_the_reason(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo", replaced={"{never: Never, always: Always}": "{never: Seldom, always: Always}"})
    write_russian(root, replaced={"{never: Никогда, always: Всегда}": "{never: Always, always: SELDOM}"})
    zoo = load_zoo(root, "tiny").sound()
    tenders = zoo.attributes["tenders"]
    assert answer_value(tenders, "ALWAYS", zoo) == "always", "an id goes before any label"
    with pytest.raises(ImpossibleAnswerError, match=r"`Seldom` may mean `never` \(en\) or `always` \(ru\)") as caught:
        answer_value(tenders, "Seldom", zoo)
    assert caught.value.hint == "write the value's id"


def test_a_label_goes_before_the_word_for_unknown(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo")
    write_russian(root, replaced={"unknown: неизвестно": "unknown: никогда"})
    zoo = load_zoo(root, "tiny").sound()
    assert not is_unknown(zoo, zoo.attributes["tenders"], "Никогда")
    assert is_unknown(zoo, zoo.attributes["wish"], "Никогда")


def test_an_answers_file_may_say_it_in_any_language(zoo: Zoo, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text(
        "client: Ромашка\nversion: 0.9\nanswers:\n  wish: хотят расти\n  tenders: {value: Никогда, certainty: 0.6}\n"
        "  foreign: нет\n  employees: неизвестно\n".replace("0.9", "'0.9'"),
        encoding="utf-8",
    )
    known = read_answers_file(path, zoo)
    assert {name: answer.value for name, answer in known.answers.items()} == {
        "wish": "wants",
        "tenders": "never",
        "foreign": False,
    }
    assert known.unknown == {"employees"}


@given(st.text())
def test_spelling_is_settled_once(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)
    assert fold_text(unicodedata.normalize("NFD", text)) == fold_text(text)
    assert fold_text(f" {text}\t") == fold_text(text)
