"""Translations in the workbench: what they lack is found, and every tool knows their files."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from clientzoo.knowledge.find import Found, shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import Problem
from clientzoo.knowledge.yaml import parse
from clientzoo.workbench.check import check
from clientzoo.workbench.diff import Difference, FieldChange, differences
from clientzoo.workbench.fmt import formatted
from clientzoo.workbench.schemas import file_schema
from clientzoo.workbench.watch import Watch
from commands import clientzoo
from zoos import RUSSIAN, write_russian, write_zoo


def found(tmp_path: Path, **replaced: str) -> list[Problem]:
    """What the check says of the tiny zoo's languages."""
    root = write_zoo(tmp_path / "zoo")
    write_russian(root, replaced=replaced)
    codes = ("missing-text", "same-label")
    return [one.problem for one in check(load_zoo(root, "tiny", root)) if one.problem.code in codes]


def test_nothing_is_invented(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_each_text_that_is_missing_is_found_at_its_entry(tmp_path: Path) -> None:
    without = {
        "    ask: Сколько он длится?\n    help: От задания до подписи.\n": "",
        "never: Никогда, ": "",
        "{name: Кошка, about: Голодная.}": "{about: Голодная.}",
        "  cow: {name: Корова, about: Довольная.}\n": "",
        "yes: да, ": "",
        "people: чел., ": "",
        "{title: Всё сразу}": "{}",
    }
    root = write_zoo(tmp_path / "zoo")
    write_russian(root, replaced=without)
    problems = [one for one in check(load_zoo(root, "tiny", root)) if one.problem.code == "missing-text"]
    assert {one.level for one in problems} == {"warning"}
    assert [(str(one.problem.place), one.problem.message) for one in problems] == [
        ("questionnaires/tiny.ru.yaml:4:1", "in `ru` the word `yes` has no translation"),
        ("questionnaires/tiny.ru.yaml:5:1", "in `ru` the unit `people` has no translation"),
        ("questionnaires/tiny.ru.yaml:7:3", "in `ru` the group `all_of_it` has no title"),
        ("questionnaires/tiny.ru.yaml:20:3", "in `ru` the question `tenders` has no values never"),
        ("questionnaires/tiny.ru.yaml:26:3", "in `ru` the question `tender_months` has no ask, help"),
        ("questionnaires/tiny.ru.yaml:35:1", "in `ru` the animal `cow` has no name, about"),
        ("questionnaires/tiny.ru.yaml:36:3", "in `ru` the animal `cat` has no name"),
    ]
    assert "until then the one in `en` stands in" in problems[0].problem.hint


def test_an_empty_translation_lacks_everything(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo")
    (root / "questionnaires/tiny.et.yaml").write_text("questionnaire: tiny\nlanguage: et\ntitle: Väike\n", "utf-8")
    lacking = [one.problem for one in check(load_zoo(root, "tiny", root)) if one.problem.code == "missing-text"]
    assert {one.place.line for one in lacking} == {1}
    assert len(lacking) == 4 + 2 + 1 + 5 + 2  # words, units, groups, questions, animals


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "demands: Требуют роста",
            "demands: ХОТЯТ  расти",
            "the values of `wish` `wants` and `demands` are all called",
        ),
        ("name: Срок тендера", "name: тендеры", "the questions `tenders` and `tender_months` are all called"),
        ("name: Кошка", "name: Корова", "the animals `cat` and `cow` are all called"),
    ],
)
def test_what_reads_the_same_in_one_language_is_found(tmp_path: Path, old: str, new: str, words: str) -> None:
    (problem,) = found(tmp_path, **{old: new})
    assert problem.code == "same-label"
    assert words in problem.message
    assert problem.place.file == "questionnaires/tiny.ru.yaml"


def test_and_in_the_zoos_own_language(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo", replaced={"wants: Wants to grow": "wants: demands GROWTH"})
    (one,) = [one.problem for one in check(load_zoo(root, "tiny", root)) if one.problem.code == "same-label"]
    assert (one.place.file, one.place.line) == ("questionnaires/tiny.yaml", 7)
    assert "in `en` the values of `wish` `wants` and `demands`" in one.message


def test_a_changed_text_is_another_wording_and_not_another_meaning(tmp_path: Path) -> None:
    old, new = write_zoo(tmp_path / "old"), write_zoo(tmp_path / "new")
    write_russian(old)
    write_russian(
        new, replaced={"Ловите цифры.": "Слушайте, есть ли цифры.", "name: Кошка": "name: Кот", "yes: да": "yes: ага"}
    )
    one, other = load_zoo(old, "tiny").sound(), load_zoo(new, "tiny").sound()
    assert list(differences(one, other)) == [
        Difference("translation", "ru words yes", "reworded"),
        Difference("translation", "ru questions wish", "reworded", (FieldChange("help"),)),
        Difference("translation", "ru animals cat", "reworded", (FieldChange("name"),)),
    ]
    ran = clientzoo("rules", "diff", old, new, at=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "translation ru questions wish: reworded (help)" in ran.out
    (new / "questionnaires/tiny.ru.yaml").unlink()
    ran = clientzoo("rules", "diff", old, new, "--json", at=tmp_path)
    assert ran.code == 1
    assert json.loads(ran.out)["other"] == [
        {"kind": "language", "id": "ru", "how": "removed", "what": "", "fields": []}
    ]


def test_the_layout_orders_the_texts_and_keeps_their_meaning() -> None:
    untidy = RUSSIAN.replace("    name: Желание расти\n    ask: Хотят ли они продавать больше?\n",
                             "    ask: Хотят ли они продавать больше?\n    name:   Желание расти\n")  # fmt: skip
    assert untidy != RUSSIAN
    laid_out = formatted(untidy)
    assert parse(laid_out, "").value == parse(RUSSIAN, "").value
    assert laid_out.index("name: Желание расти") < laid_out.index("ask: Хотят")
    assert formatted(laid_out) == laid_out


def test_watching_sees_a_translation_saved(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo")
    path = write_russian(root)
    watch = Watch(Found(root, "tiny"), None)
    before = watch.stamps()
    assert path in before
    write_russian(root, replaced={"name: Кошка, ": ""})
    assert watch.stamps() != before
    assert "missing-text" in [one.problem.code for one in watch.look().findings]


def test_the_schema_knows_every_text_and_no_other() -> None:
    place = shipped()
    zoo = load_zoo(place.root, place.name).sound()
    schema = file_schema("translation", zoo)
    Draft202012Validator.check_schema(schema)
    valid = Draft202012Validator(schema)
    text = (place.root / "questionnaires" / f"{place.name}.ru.yaml").read_text(encoding="utf-8")
    written = parse(text, "").value
    assert list(valid.iter_errors(written)) == []
    wanted = schema["properties"]["questions"]["properties"]["seo"]["properties"]["values"]["properties"]["none"]
    assert wanted["description"] == "Not used"
    for path in (("questions", "employes"), ("animals", "wulf"), ("questions", "seo", "values", "nine")):
        spoilt = parse(text, "").value
        holder = spoilt
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = {}
        assert list(valid.iter_errors(spoilt))


def test_a_copy_of_the_shipped_zoo_speaks_too(tmp_path: Path) -> None:
    assert clientzoo("init", "ours", at=tmp_path).code == 0
    assert (tmp_path / "ours/questionnaires/clients-ecosystem.ru.yaml").is_file()
    assert (tmp_path / "ours/.schemas/translation.json").is_file()
    settings = tmp_path / "ours/clientzoo.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'language = "ru"\n', encoding="utf-8")
    client = tmp_path / "ours/a.yaml"
    client.write_text(
        "client: А\nanswers:\n  growth_wish: Хотят продавать больше\n  internet_understanding: none\n", "utf-8"
    )
    assert "волк" in clientzoo("classify", "a.yaml", at=tmp_path / "ours").out
    assert "wolf" in clientzoo("classify", "a.yaml", "--language", "en", at=tmp_path / "ours").out
    settings.write_text('zoo = "clients-ecosystem"\nlanguage = "rus"\n', encoding="utf-8")
    ran = clientzoo("classify", "a.yaml", at=tmp_path / "ours")
    assert (ran.code, ran.out) == (2, "")
    assert "clientzoo.toml: the zoo `clients-ecosystem` does not speak `rus`" in ran.err
    assert "did you mean ru?" in ran.err
