"""The YAML door: YAML 1.2 values, a place for everything, and no hostile file gets through."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.knowledge import yaml
from clientzoo.knowledge.problems import Problem, ProblemsError


def problem_of(source: bytes | str) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        yaml.parse(source, "zoo.yaml")
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("2024-05-01", "2024-05-01"),
        ("true", True),
        ("~", None),
        ("", None),
        ("0o17", 15),
        ("0x1F", 31),
        ("017", 17),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("'12'", "12"),
        ("=", "="),
        ("9" * 400, "9" * 400),
    ],
)
def test_plain_scalars_follow_yaml_1_2(written: str, value: object) -> None:
    read = yaml.parse(f"k: {written}\n", "zoo.yaml").value["k"]
    assert read == value
    assert type(read) is type(value)


def test_every_node_knows_its_place() -> None:
    document = yaml.parse("rules:\n- id: a\n  if: {x: 1}\n", "zoo.yaml")
    assert str(document.place(("rules", 0, "if", "x"))) == "zoo.yaml:3:8"
    assert str(document.place(("rules", 0, "if", "x", ""))) == "zoo.yaml:3:11"
    assert str(document.place(("rules", 0, "because"))) == "zoo.yaml:2:3"


def test_all_keys_written_twice_are_told() -> None:
    with pytest.raises(ProblemsError) as caught:
        yaml.parse("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n", "zoo.yaml")
    assert [(one.code, one.place.line) for one in caught.value.problems] == [("duplicate-key", 4), ("duplicate-key", 5)]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a: [1, 2", "yaml-syntax"),
        ("a: b: c", "yaml-syntax"),
        ("\ta: 1", "yaml-syntax"),
        ("a: 1\n---\nb: 2", "yaml-syntax"),
        ("? [a]\n: 1", "yaml-syntax"),
        ("a: &x 1", "yaml-alias"),
        ("a: &x [1]\nb: *x", "yaml-alias"),
        ("!!python/object/apply:os.system ['true']", "yaml-tag"),
        ("a: !!int '3'", "yaml-tag"),
        ("[" * 50, "too-deep"),
        ("a: \xff".encode("latin-1"), "not-text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not-text"),
        (b"a: \0", "not-text"),
        ("a: \x01", "yaml-syntax"),
    ],
)
def test_a_faulty_or_hostile_file_is_one_located_problem(source: bytes | str, code: str) -> None:
    assert problem_of(source).code == code


@pytest.mark.parametrize(
    "source",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(f"b{n}: &b{n} [*a,*a,*a]" for n in range(1000)),
        "[" * 1_000_000,
        "{a: " * 500_000,
        "- " * 1_000_000,
        '"' + "x" * 5_000_000,
        "a: " + "1" * 5_000_000,
    ],
    ids=["alias bomb", "deep list", "deep mapping", "deep block", "endless string", "huge number"],
)
def test_bombs_are_settled_at_once(source: str) -> None:
    started = time.process_time()
    try:
        yaml.parse(source, "bomb.yaml")
    except ProblemsError as error:
        assert len(error.problems) == 1
    assert time.process_time() - started < 20  # a bomb would take hours, or all memory


def test_a_file_of_100_mb_is_not_even_read(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    with big.open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(ProblemsError, match="file-too-large"):
        yaml.read(big)


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemsError, match="unreadable-file"):
        yaml.read(tmp_path / name)


@given(st.text())
def test_a_quoted_text_reads_back_the_same(text: str) -> None:
    text = "".join(sign for sign in text if not 0xD800 <= ord(sign) <= 0xDFFF)
    assert yaml.parse(f"k: {yaml.quote_scalar(text)}\n", "f").value["k"] == text


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_a_problem(raw: bytes) -> None:
    try:
        yaml.parse(raw, "f")
    except ProblemsError as error:
        assert error.problems
