"""What is said of faulty templates and advice texts: everything at once, each where it stands and with a way out."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.html_page import policy_meta
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.check import check
from playbook import clients


def found(known: Zoo, templates: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Code, place and words of each problem once these templates are written."""
    for name, text in templates.items():
        (known.templates_dir / name).write_text(text, encoding="utf-8")
    return [
        (one.code, f"{Path(one.place.file).name}:{one.place.line}", f"{one.message} {one.hint}") for one in check(known)
    ]


def test_a_sound_zoo_has_no_problem(tmp_path: Path) -> None:
    assert check(clients.zoo(tmp_path)) == ()


def test_the_shipped_templates_are_sound() -> None:
    where = shipped()
    assert check(load_zoo(where.root, where.name).zoo) == ()


@pytest.mark.parametrize(
    ("template", "code", "line", "words"),
    [
        ("x\n{% if client %}", "template-syntax", 2, "endif"),
        ("x\n{{ client|uper }}", "forbidden-construct", 2, "did you mean upper?"),
        ("x\n{{ clint }}", "unknown-name", 2, "did you mean client?"),
        ("x\n{{ answers.wihs }}", "unknown-name", 2, "did you mean wish?"),
        ("x\n{{ answers['wihs'] }}", "unknown-name", 2, "did you mean wish?"),
        ("x\n{% if 1 > 2 %}{{ traits.apetite }}{% endif %}", "unknown-name", 2, "did you mean appetite?"),
        ("x\n{{ parameters.smal_team }}", "unknown-name", 2, "did you mean small_team?"),
        ("x\n{{ verdict.certanty }}", "unknown-name", 2, "did you mean certainty?"),
        ("x\n{% for one in advice('ofer') %}{% endfor %}", "unknown-topic", 2, "did you mean offer?"),
        ("x\n{% for one in advice('offer') %}\n{{ one.txt }}{% endfor %}", "unknown-name", 3, "txt"),
        ("x\n{% include 'animals/kat.md.jinja' %}", "missing-template", 2, "did you mean animals/cat.md.jinja"),
        ("x\n{{ client ~ client }}", "forbidden-construct", 2, "one after the other"),
        ("x\n{{ 'x' * 99999999999999 }}", "forbidden-construct", 2, "do not calculate"),
        ("x\n{{ 2 * 2 }}", "forbidden-construct", 2, "do not calculate"),
        ("x\n{{ client.__class__ }}", "forbidden-construct", 2, "__class__"),
        ("x\n{{ questions }}", "template-error", 2, "cannot be printed"),
    ],
)
def test_a_mistake_in_a_template(template: str, code: str, line: int, words: str, tmp_path: Path) -> None:
    problems = found(clients.zoo(tmp_path), {"animals/cat.md.jinja": template})
    assert [(one[0], one[1]) for one in problems] == [(code, f"cat.md.jinja:{line}")]
    assert words in problems[0][2]


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    known = clients.zoo(
        tmp_path, {"{{ answers.wish }}": "{{ answers.wisch }}", "text: Go there.": "text: '{{ verdict }}'"}
    )
    (known.templates_dir / "animals/cow.md.jinja").unlink()
    problems = found(
        known,
        {
            "animals/cat.md.jinja": "{{ clint }}\n{{ runer_up|uper }}\n{{ 1 + 1 }}",
            "animals/cet.md.jinja": "x",
            "page.html.jinja": f"{policy_meta()}{{{{ body }}}}\n{{{{ answers }}}}",
        },
    )
    assert [(code, place) for code, place, _ in problems if "zoo.yaml" not in place] == [
        ("unknown-name", "cat.md.jinja:1"),
        ("forbidden-construct", "cat.md.jinja:2"),
        ("unknown-name", "cat.md.jinja:2"),
        ("forbidden-construct", "cat.md.jinja:3"),
        ("unknown-part", "cet.md.jinja:1"),
        ("missing-part", "cow.md.jinja:1"),
        ("unknown-name", "page.html.jinja:2"),
    ]
    in_advice = [words for code, place, words in problems if "zoo.yaml" in place and code == "unknown-name"]
    assert any("`grow`" in words and "did you mean wish?" in words for words in in_advice)
    assert any("`visit`" in words and "verdict" in words for words in in_advice)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ client", "template-syntax"),
        ("{% for one in advice('offer') %}{% endfor %}", "unknown-name"),
        ("'# Heading'", "not-a-paragraph"),
        ("'- item'", "not-a-paragraph"),
        ("{{ answers.wish|nosuch }}", "forbidden-construct"),
    ],
)
def test_a_mistake_in_an_advice_text(text: str, code: str, tmp_path: Path) -> None:
    quoted = text if text.startswith("'") else f'"{text}"'
    known = clients.zoo(tmp_path, {"text: Go there.": f"text: {quoted}"})
    assert [(one.code, one.place) for one in check(known)] == [(code, known.advice["visit"].place)]


def test_a_zoo_without_templates(tmp_path: Path) -> None:
    known = clients.zoo(tmp_path)
    for path in known.templates_dir.rglob("*.jinja"):
        path.unlink()
    assert [one.code for one in check(known)] == ["missing-part"] * 2 + ["missing-template"] * 2


def test_a_template_that_is_no_text(tmp_path: Path) -> None:
    known = clients.zoo(tmp_path)
    (known.templates_dir / "animals/cat.md.jinja").write_bytes(b"\xff\xfe\x00")
    assert "not text in UTF-8" in str(check(known)[0])


def test_a_template_that_is_nested_too_deeply(tmp_path: Path) -> None:
    deep = "{{ " + "(" * 5000 + "client" + ")" * 5000 + " }}"
    loops = "{% for a in notes %}" * 40 + "{% endfor %}" * 40
    for template in (deep, loops):
        known = clients.zoo(tmp_path / str(len(template)))
        assert [one[1] for one in found(known, {"animals/cat.md.jinja": template})] == ["cat.md.jinja:1"]


HEAD = f"<!doctype html>\n<html>\n<head>\n{policy_meta()}\n"


@pytest.mark.parametrize(
    ("inside", "line", "words"),
    [
        ('<script src="https://example.org/x.js"></script>', 5, "<script>"),
        ("<script>alert(1)</script>", 5, "<script>"),
        ("<p>x</p>\n<img src=https://example.org/x.png>", 6, "`src` leads out of the page: https://example.org/x.png"),
        ('<img\nsrcset="x.png 2x">', 5, "srcset"),
        ('<p onclick="x()">', 5, "onclick"),
        ("<svg><a xlink:href='//example.org'>", 5, "xlink:href"),
        ('<a href="{{ client }}">', 5, "printed"),
        ('<a href="java&#115;cript:alert(1)">', 5, "javascript:"),
        ('<meta http-equiv="Refresh" content="0;url=https://example.org">', 5, "refresh"),
        ("<iframe srcdoc=x></iframe>", 5, "<iframe>"),
        ('<link rel="stylesheet" href="style.css">', 5, "style.css"),
        ("<base href=https://example.org>", 5, "<base>"),
        ("{#\n\n#}<form></form>", 7, "<form>"),
        ("{% if client -%}\n\n  <object></object>{% endif %}", 7, "<object>"),
        ("<style>\np { background: url(https://example.org/x.png) }</style>", 6, "style"),
        ('<p style="background: url(//example.org/x)">', 5, "style"),
        ("<style>@import 'https://example.org/x.css';</style>", 5, "style"),
    ],
)
def test_what_a_page_would_load_or_run_is_told(inside: str, line: int, words: str, tmp_path: Path) -> None:
    problems = found(clients.zoo(tmp_path), {"page.html.jinja": f"{HEAD}{inside}{{{{ body }}}}"})
    assert ("foreign-content", f"page.html.jinja:{line}") in [one[:2] for one in problems]
    assert any(words in one[2] for one in problems)
    assert {one[0] for one in problems} == {"foreign-content"}


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="#top">', '<img src="data:image/png;base64,AAAA">', '<a href="mailto:us@example.org">',
        '<link rel="icon" href="data:,">',
        "<style>p { background: url(data:image/png;base64,AAAA) }</style>", "<p>url(https://example.org) onclick=x</p>",
    ],
)  # fmt: skip
def test_what_stands_in_the_page_itself_is_fine(inside: str, tmp_path: Path) -> None:
    assert found(clients.zoo(tmp_path), {"page.html.jinja": f"{HEAD}{inside}{{{{ body }}}}"}) == []


def test_what_shows_only_in_the_finished_page_is_told(tmp_path: Path) -> None:
    hidden = '<scr{{ "" }}ipt>x</script>'
    problems = found(clients.zoo(tmp_path), {"page.html.jinja": f"{HEAD}{hidden}{{{{ body }}}}"})
    assert [one[0] for one in problems] == ["foreign-content"]
    assert "finished page" in problems[0][2]


def test_a_page_without_the_policy_is_told_with_the_line_to_write(tmp_path: Path) -> None:
    problems = found(clients.zoo(tmp_path), {"page.html.jinja": "<html>\n<head></head>{{ body }}"})
    assert [one[:2] for one in problems] == [("missing-policy", "page.html.jinja:1")]
    assert policy_meta() in problems[0][2]
