"""Templates are other people's: they see what they are given, stay in their folder, and come to an end."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.rendering import Press
from playbook import clients


def refused(known: Zoo, layout: str, others: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """What making a playbook with this part for cats says: the code, and the file and line."""
    for name, text in {"animals/cat.md.jinja": layout, **(others or {})}.items():
        (known.templates_dir / name).write_text(text, encoding="utf-8")
    client = clients.answers("Client", wish="wants", employees=12)
    with pytest.raises(ProblemsError) as raised:
        Press(known).markdown(clients.consulted(known, client), client)
    return [(one.code, f"{Path(one.place.file).name}:{one.place.line}") for one in raised.value.problems]


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        ("{% for one in range(9999999999) %}x{% endfor %}", "unknown-name"),
        ("{{ 'x' * 9999999999 }}", "forbidden-construct"),
        ("{{ '%999999999d' % 1 }}", "forbidden-construct"),
        ("{{ client ~ client }}", "forbidden-construct"),
        ("{{ client.ljust(999999999) }}", "forbidden-construct"),
        ("{{ client.__class__.__mro__ }}", "forbidden-construct"),
        ("{{ client['__class__'] }}", "forbidden-construct"),
        ("{{ answers['_words'].__globals__ }}", "forbidden-construct"),
        ("{{ answers._words('wish') }}", "forbidden-construct"),
        ("{{ client|center(999999999) }}", "forbidden-construct"),
        ("{{ client|safe }}", "forbidden-construct"),
        ("{% for one in client %}x{% endfor %}", "endless-template"),
        ("{% set a = [client, client] %}", "forbidden-construct"),
        ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", "endless-template"),
        ("{{ answers }}", "template-error"),
        ("{{ verdict.no_such }}", "unknown-name"),
        ("{{ answers.no_such }}", "unknown-name"),
        ("{{ advice('no_such') }}", "unknown-name"),
        ("{{ 1 < client }}", "template-error"),
    ],
)
def test_it_is_refused_with_its_place(layout: str, code: str, tmp_path: Path) -> None:
    assert refused(clients.zoo(tmp_path), f"first line\n{layout}") == [(code, "cat.md.jinja:2")]


def doubling(lines: int) -> str:
    return "{% set x %}0123456789{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * lines


@pytest.mark.parametrize(
    "layout",
    [
        doubling(60),
        "{% for a in advice('step') %}" * 18 + "{% endfor %}" * 18,
        "{% macro m0() %}x{% endmacro %}"
        + "".join(f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(40))
        + "{{ m40() }}",
        "{% set x %}abcdefghij{% endset %}" + "{% set x %}{{ x|list|join(x) }}{% endset %}" * 9,
    ],
)
def test_what_would_grow_without_bound_is_stopped(layout: str, tmp_path: Path) -> None:
    assert [code for code, _ in refused(clients.zoo(tmp_path), layout)] == ["endless-template"]


def test_including_one_another_twice_is_stopped(tmp_path: Path) -> None:
    parts = {f"p{n}.md.jinja": f"{{% include 'p{n + 1}.md.jinja' %}}" * 2 for n in range(40)} | {"p40.md.jinja": "x"}
    assert refused(clients.zoo(tmp_path), "{% include 'p0.md.jinja' %}", parts)[0][0] == "endless-template"


def test_including_itself_is_stopped(tmp_path: Path) -> None:
    assert refused(clients.zoo(tmp_path), "{% include 'animals/cat.md.jinja' %}")[0][0] == "endless-template"


@pytest.mark.parametrize("name", ["../../secret.jinja", "/etc/hostname", "link.jinja", "linked/secret.jinja", "nul\\0"])
def test_nothing_outside_the_folder_is_included(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.jinja").write_text("secret")
    known = clients.zoo(tmp_path / "ws")
    (known.templates_dir / "link.jinja").symlink_to(tmp_path / "secret.jinja")
    (known.templates_dir / "linked").symlink_to(tmp_path)
    assert refused(known, f"{{% include '{name}' %}}") == [("missing-template", "cat.md.jinja:1")]


def test_an_advice_text_fails_at_its_advice(tmp_path: Path) -> None:
    known = clients.zoo(tmp_path, {"{{ traits.appetite }}": "{{ verdict }}"})
    client = clients.answers("Client", wish="wants", employees=12)
    with pytest.raises(ProblemsError) as raised:
        Press(known).markdown(clients.consulted(known, client), client)
    problem = raised.value.problems[0]
    assert (problem.code, problem.place) == ("unknown-name", known.advice["grow"].place)
