"""The interview without a person: a file answers, programs read what came out, nothing is written unasked."""

import json
from pathlib import Path

import jsonschema

from commands import clientzoo, wolf
from zoos import write_zoo


def test_a_file_answers_and_the_rest_is_unknown(tmp_path: Path) -> None:
    ran = clientzoo("interview", "Romashka", "--answers", wolf(tmp_path), "--mode", "full", at=tmp_path)
    assert ran.code == 0
    assert ran.out.startswith("Romashka: wolf, ")
    assert "For the wolf:" in ran.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["wolf.yaml"]


def test_json_is_the_verdict_with_the_questions_in_the_order_asked(tmp_path: Path) -> None:
    file = wolf(tmp_path, extra="  tenders: never\n")
    ran = clientzoo("interview", "Romashka", "--answers", file, "--mode", "full", "--json", at=tmp_path)
    found = json.loads(ran.out)
    jsonschema.validate(found, json.loads(clientzoo("schema", "verdict", at=tmp_path).out))
    classified = json.loads(clientzoo("classify", "--json", file, at=tmp_path).out)
    asked, settled_after = found.pop("asked"), found.pop("settled_after")
    assert found == {**classified, "client": "Romashka"}
    assert asked[:3] == ["employees", "turnover", "owner_involvement"]  # a firm so small has no foreign parent
    assert "website_role" in asked
    assert "kickbacks" not in asked, "nothing hints at them"
    assert "tender_months" not in asked
    assert len(asked) == len(set(asked))
    assert settled_after is None  # everything was asked


def test_without_a_terminal_the_client_s_own_file_answers(tmp_path: Path) -> None:
    write_zoo(tmp_path / "zoo")
    (tmp_path / "clients").mkdir()
    file = tmp_path / "clients" / "romashka.yaml"
    file.write_text("client: Romashka\nanswers: {wish: none}\n")
    ran = clientzoo("interview", "Romashka", "--zoo", "zoo", "--json", at=tmp_path)
    assert json.loads(ran.out)["verdict"]["animal"] == "cow"
    assert file.read_text() == "client: Romashka\nanswers: {wish: none}\n"
    nobody = json.loads(clientzoo("interview", "Else", "--zoo", "zoo", "--json", at=tmp_path).out)
    assert nobody["verdict"]["status"] == "undetermined"
    assert not (tmp_path / "clients" / "else.yaml").exists()


def test_the_playbook_goes_where_it_is_asked_for(tmp_path: Path) -> None:
    ran = clientzoo("interview", "Ромашка", "--answers", wolf(tmp_path), "-o", "out", at=tmp_path)
    assert ran.code == 0, ran.err
    assert "Playbook: out/Ромашка.html" in ran.out
    assert "<html" in (tmp_path / "out" / "Ромашка.html").read_text(encoding="utf-8")


def test_a_client_without_a_name_is_asked_for(tmp_path: Path) -> None:
    ran = clientzoo("interview", " ", at=tmp_path)
    assert ran.code == 2
    assert "say which client it is" in ran.err


def test_the_help_shows_an_example(tmp_path: Path) -> None:
    ran = clientzoo("interview", "--help", at=tmp_path)
    assert ran.code == 0
    assert "clientzoo interview Romashka" in ran.out


def test_it_says_after_how_many_questions_the_animal_was_settled(tmp_path: Path) -> None:
    ran = clientzoo("interview", "R", "--answers", wolf(tmp_path), "--json", at=tmp_path)
    found = json.loads(ran.out)
    assert 0 < found["settled_after"] <= len(found["asked"])


def test_answers_sent_over_a_pipe_are_not_ignored(tmp_path: Path) -> None:
    write_zoo(tmp_path / "zoo")
    ran = clientzoo("interview", "Romashka", "--zoo", "zoo", at=tmp_path, given="2\n")
    assert ran.code == 2
    assert "say --plain" in ran.err


def test_the_playbook_of_one_client_may_have_a_file_named(tmp_path: Path) -> None:
    ran = clientzoo("interview", "Ромашка", "--answers", wolf(tmp_path), "-o", "mine.html", at=tmp_path)
    assert ran.code == 0, ran.err
    assert "<html" in (tmp_path / "mine.html").read_text(encoding="utf-8")
