"""A consultant's own zoo: `init`, and the commands in the folder that it made."""

import json
from pathlib import Path
from xml.etree import ElementTree

from commands import clientzoo, wolf


def test_a_copy_checks_tests_and_classifies_from_anywhere_below(tmp_path: Path) -> None:
    assert clientzoo("init", "our-zoo", at=tmp_path).code == 0
    below = tmp_path / "our-zoo" / "clients"
    below.mkdir()
    for arguments in (("rules", "check"), ("rules", "test"), ("classify", wolf(below))):
        ran = clientzoo(*arguments, at=below)
        assert (ran.code, ran.err) == (0, "")


def test_the_copy_is_the_one_that_counts(tmp_path: Path) -> None:
    clientzoo("init", "our-zoo", at=tmp_path)
    settings = tmp_path / "our-zoo" / "rulebases" / "clients-ecosystem" / "zoo.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("name: Wolf", "name: Волк"), encoding="utf-8")
    assert "волк" in clientzoo("classify", wolf(tmp_path), "--zoo", "our-zoo", at=tmp_path).out
    assert "волк" in clientzoo("classify", wolf(tmp_path), at=tmp_path / "our-zoo").out
    assert "wolf" in clientzoo("classify", wolf(tmp_path), at=tmp_path).out


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    ran = clientzoo("init", "mine", at=tmp_path)
    assert ran.code == 2
    assert "nothing was written" in ran.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_check_tells_everything_and_leaves_with_1(tmp_path: Path) -> None:
    clientzoo("init", "zoo", at=tmp_path)
    rules = tmp_path / "zoo" / "rulebases" / "clients-ecosystem" / "wolf.yaml"
    head, _, tail = rules.read_text(encoding="utf-8").partition("then:")  # the first rule loses its conclusion
    assert "appetite: hungry" in head
    spoilt = head + "than:" + tail.replace("appetite: hungry", "appetite: hungri")
    rules.write_text(spoilt, encoding="utf-8")
    ran = clientzoo("rules", "check", at=tmp_path / "zoo")
    assert ran.code == 1
    assert ran.out.count("unknown-value") == tail.count("appetite: hungry")
    assert "unknown-key `than` is not a key here (did you mean then?)" in ran.out
    found = json.loads(clientzoo("rules", "check", "--json", at=tmp_path / "zoo").out)
    assert {one["code"] for one in found["problems"]} >= {"unknown-value", "unknown-key"}


def test_a_zoo_with_mistakes_gives_no_verdicts(tmp_path: Path) -> None:
    clientzoo("init", "zoo", at=tmp_path)
    rules = tmp_path / "zoo" / "rulebases" / "clients-ecosystem" / "wolf.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("hungry", "hungri"), encoding="utf-8")
    ran = clientzoo("classify", wolf(tmp_path), "--zoo", "zoo", at=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "unknown-value" in ran.err


def test_a_case_that_fails_says_what_was_expected_and_what_came(tmp_path: Path) -> None:
    clientzoo("init", "zoo", at=tmp_path)
    cases = tmp_path / "zoo" / "rulebases" / "clients-ecosystem" / "cases" / "mine.yaml"
    cases.parent.mkdir(exist_ok=True)
    cases.write_text(
        "cases:\n- id: my-wolf\n  about: A wolf that is taken for a cow.\n  answers:\n    growth_wish: wants\n"
        "    internet_understanding: none\n    owner_involvement: runs_everything\n    employees: 20\n"
        "  expect: {animal: cow}\n",
        encoding="utf-8",
    )
    ran = clientzoo("rules", "test", "--only", "my-wolf", "--junit", "report.xml", at=tmp_path / "zoo")
    assert ran.code == 1
    assert "cases/mine.yaml:2:3: FAILED my-wolf" in ran.out
    assert "expected animal cow, got wolf" in ran.out
    suite = ElementTree.parse(tmp_path / "zoo" / "report.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
