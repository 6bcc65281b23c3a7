"""What the loader says of mistakes: every one of them at once, each where it stands and with a way out."""

from pathlib import Path

import pytest

from clientzoo.knowledge.condition import premises
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import Problem
from zoos import write_zoo


def problems(root: Path, replaced: dict[str, str] | None = None, extra_rules: str = "") -> tuple[Problem, ...]:
    write_zoo(root, replaced=replaced, extra_rules=extra_rules)
    return load_zoo(root, "tiny", root).problems


def rule(text: str) -> str:
    return f"- {{id: extra, certainty: 0.5, because: So., source: s, {text}}}\n"


def test_the_tiny_zoo_is_sound(tmp_path: Path) -> None:
    assert problems(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "code", "words"),
    [
        ("wish: at least wants}\n  then", "wsh: at least wants}\n  then", "rules.yaml:3:8", "unknown-fact", "wish"),
        ("if: {wish: none}", "if: {wish: nothing}", "rules.yaml:9:14", "unknown-value", "nothing"),
        ("under small_team", "under smal_team", "rules.yaml:18:18", "unknown-parameter", "did you mean small_team"),
        ("under small_team", "under wants", "rules.yaml:18:18", "unknown-parameter", "neither a number"),
        ("then: {appetite: low}", "then: {apetite: low}", "rules.yaml:10:10", "unknown-fact", "did you mean appetite"),
        ("then: {appetite: low}", "then: {appetite: lo}", "rules.yaml:10:20", "unknown-value", "did you mean low"),
        ("then: {appetite: low}", "then: {wish: none}", "rules.yaml:10:10", "cannot-conclude", "is an answer"),
        (
            "then: {appetite: low}",
            "then: {verdict: cow}",
            "rules.yaml:10:10",
            "cannot-conclude",
            "follows from the ranking",
        ),
        ("foreign: no", "foreign: at least no", "rules.yaml:19:16", "not-ordered", "no order"),
        ("foreign: no", "foreign: maybe", "rules.yaml:19:16", "unknown-value", "yes or no"),
        ("foreign: no", "employees: yes", "rules.yaml:19:18", "unknown-parameter", "yes"),
        ("unit: people, about", "unit: months, about", "rules.yaml:18:18", "unit-mismatch", "months"),
        ("certainty: 1\n", "certainty: 1.5\n", "rules.yaml:39:14", "out-of-range", "less than or equal to 1"),
        ("certainty: 1\n", "certainty: 0\n", "rules.yaml:39:14", "out-of-range", "says nothing"),
        ("certainty: 1\n", "certainty: high\n", "rules.yaml:39:14", "wrong-type", "certainty"),
        ("id: content\n", "id: wants-growth\n", "rules.yaml:8:3", "duplicate-id", "rules.yaml:2:3"),
        ("  because: It wants no growth.\n", "", "rules.yaml:8:3", "missing-field", "because"),
        ("because: It wants no growth.", "because: ''", "rules.yaml:12:12", "empty-text", "because"),
        ("because: It wants no growth.", "becuase: So.", "rules.yaml:12:3", "unknown-key", "did you mean because"),
        ("rules:\n", "rulez:\n", "rules.yaml:1:1", "unknown-key", "did you mean rules"),
        ("from: cow\n  to: cat", "from: cow\n  to: cet", "zoo.yaml:16:7", "unknown-value", "did you mean cat"),
        ("topic: offer", "topic: offers", "zoo.yaml:27:17", "unknown-topic", "did you mean offer"),
        ("topic: offer", "topic: step", "zoo.yaml:27:3", "missing-field", "role"),
        ("then: {appetite: low}", "then: {appetite: high}", "rules.yaml:25:8", "unreachable", "appetite: low"),
        ("then: {animal: cow}", "then: {animal: cat}", "zoo.yaml:6:3", "unreachable", "cow"),
        ("if: {wish: none}", "if: {animal: cow}", "rules.yaml", "cycle", "appetite -> animal"),
        ("if: {wish: none}", "if: {}", "rules.yaml:9:3", "empty-condition", "empty"),
        ("if: {wish: none}", "if: {wish: over demands}", "rules.yaml:9:14", "empty-range", "no value"),
        ("if: {wish: none}", "if: {employees: between 9 and 5}", "rules.yaml:9:19", "empty-range", "nothing lies"),
        (
            "kind: from_birth\n    changed_by: client",
            "kind: at_birth\n    changed_by: client",
            "tiny.yaml:22:11",
            "unknown-value",
            "did you mean from_birth",
        ),
        ("    purpose: What to offer.\n", "", "tiny.yaml:7:5", "missing-field", "purpose"),
        ("id: foreign", "id: tenders", "tiny.yaml:48:5", "duplicate-id", "line"),
        ("id: foreign", "id: Tenders", "tiny.yaml:48:5", "duplicate-id", "`tenders`"),
        ("id: foreign", "id: client", "tiny.yaml:48:5", "reserved-name", "tables of clients"),
        ("id: foreign", "id: wish__certainty", "tiny.yaml:48:5", "reserved-name", "tables of clients"),
        (
            "relevant_if: {tenders: not never}",
            "relevant_if: {tender: always}",
            "tiny.yaml:47:19",
            "unknown-fact",
            "did you mean tenders",
        ),
        ("zoo: tiny", "zoo: other", "rulebases/tiny", "wrong-name", "other"),
        ("  appetite:\n", "  wish:\n", "zoo.yaml:8:3", "duplicate-id", "also a question"),
    ],
)
def test_one_mistake_is_told_where_it_stands(
    tmp_path: Path, old: str, new: str, place: str, code: str, words: str
) -> None:
    found = [one for one in problems(tmp_path, {old: new}) if one.code == code]
    assert any(place in str(one.place) and words in str(one) for one in found), found


def test_ten_mistakes_in_three_files_are_ten_problems(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        {
            "wish: at least wants}\n  then: {appetite: high}": "wsh: at least wants}\n  then: {appetite: high}",
            "if: {wish: none}": "if: {wish: nothing}",
            "under small_team": "under smal_team",
            "then: {animal: cow}": "then: {animal: caw}",
            "certainty: 1\n": "certainty: 7\n",
            "id: cow-may-turn": "id: content",
            "  because: It is hungry.\n": "",
            "topic: offer": "topic: offr",
            "    help: Look at the brand.\n": "",
            "relevant_if: {tenders: not never}": "relevant_if: {tenders: not ever}",
        },
    )
    assert [f"{one.place} {one.code}" for one in found] == [
        "questionnaires/tiny.yaml:47:28 unknown-value",
        "questionnaires/tiny.yaml:48:5 missing-field",
        "rulebases/tiny/rules.yaml:3:8 unknown-fact",
        "rulebases/tiny/rules.yaml:9:14 unknown-value",
        "rulebases/tiny/rules.yaml:18:18 unknown-parameter",
        "rulebases/tiny/rules.yaml:26:18 unknown-value",
        "rulebases/tiny/rules.yaml:30:3 duplicate-id",
        "rulebases/tiny/rules.yaml:36:3 missing-field",
        "rulebases/tiny/rules.yaml:39:14 out-of-range",
        "rulebases/tiny/zoo.yaml:27:17 unknown-topic",
    ]


def test_a_broken_file_does_not_hide_what_is_wrong_with_the_others(tmp_path: Path) -> None:
    found = problems(tmp_path, {"title: Tiny zoo": "title: [", "    help: Listen for figures.\n": ""})
    assert {"yaml-syntax", "missing-field"} <= {one.code for one in found}


def test_rules_read_their_conditions_as_written(tmp_path: Path) -> None:
    write_zoo(
        tmp_path, extra_rules=rule("if: {wish: not none or wants, tender_months: between 3 and 8}, then: {animal: cat}")
    )
    zoo = load_zoo(tmp_path, "tiny").sound()
    wish, months = premises(zoo.rule["extra"].condition)
    assert [value for value in ("none", "wants", "demands") if wish.accepts.accepts(value)] == ["demands"]
    assert [number for number in (2.9, 3, 8, 8.1) if months.accepts.accepts(number)] == [3, 8]


def test_names_and_texts_may_be_cyrillic(tmp_path: Path) -> None:
    replaced = {"appetite": "аппетит", "Offer growth.": "Предложите рост."}
    write_zoo(tmp_path, replaced=replaced)
    zoo = load_zoo(tmp_path, "tiny").sound()
    assert zoo.traits["аппетит"].values["high"] == "is hungry"
