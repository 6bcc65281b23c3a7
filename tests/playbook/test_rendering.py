"""The Markdown of a playbook: whole documents beside this file, and names that would like to be markup."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from clientzoo.explanation.path import paths
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.escaping import Unknown, markdown_escaped, one_line
from clientzoo.playbook.rendering import Press
from golden import assert_golden
from playbook import clients

GOLDEN = Path(__file__).parent / "golden"
CLIENTS = {
    "cat": clients.answers("Ромашка", {"wish": "Said so twice."}, wish="wants", employees=12),
    "cow": clients.answers("Ferma & Co", {"tenders": "Ask the secretary."}, wish="none"),
    "undetermined": clients.answers("Nobody"),
}
HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "*_#`~| **bold** __under__",
    "# heading",
    "- item",
    "1. item",
    "> quote\n\n# two lines",
    "&lt;b&gt; &amp; {{ answers.wish }} {% for x in y %}",
    "[^steps] <https://example.org>",
    "a | b",
    "\u202egnirts\u202c",
]


@pytest.mark.parametrize("name", CLIENTS)
def test_a_playbook_as_it_reads(name: str, tmp_path: Path) -> None:
    known = clients.zoo(tmp_path)
    client = CLIENTS[name]
    text = Press(known).markdown(clients.consulted(known, client), client)
    assert_golden(text, GOLDEN / f"{name}.md")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_client_s_name_and_notes_come_out_literally(name: str, tmp_path: Path) -> None:
    known = clients.zoo(tmp_path)
    client = clients.answers(name, {"wish": name}, wish="wants", employees=12)
    page = Press(known).html(clients.consulted(known, client), client)
    read = _Page(page)
    line = one_line(name)
    assert read.within["h1"] == [line]
    assert read.within["title"][0] == line
    assert f"Wish to grow: {line}" in [item.strip() for item in read.within["li"]]
    assert "script" not in read.within
    assert not [href for href in read.links if not href.startswith("#fn")]
    assert "img" not in read.within


@given(st.text(max_size=60))
def test_escaped_text_is_one_plain_paragraph(text: str) -> None:
    line = one_line(text)
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown_escaped(line))
    assert "".join(_Page(html).text).strip() == line
    assert set(_Page(html).within) <= {"p"}


def test_what_nobody_said_is_false_and_says_so() -> None:
    assert not Unknown()
    assert f"{Unknown()}" == "not known yet"


def test_a_rule_and_its_reason_stand_in_its_footnote(tmp_path: Path) -> None:
    known = clients.zoo(tmp_path)
    client = CLIENTS["cat"]
    text = Press(known).markdown(clients.consulted(known, client), client)
    assert "[^steps]: A cat wants to be stroked. (`steps`)" in text
    assert "wants-growth" not in text, "a rule that no paragraph rests on has no footnote"


def test_a_later_client_gets_nothing_of_an_earlier_one(tmp_path: Path) -> None:
    known = clients.zoo(tmp_path)
    press = Press(known)
    first: ClientAnswers = clients.answers("First", wish="wants", employees=12)
    second = clients.answers("Second", wish="wants", employees=13)
    press.html(clients.consulted(known, first), first)
    assert "First" not in press.html(clients.consulted(known, second), second)


class _Page(HTMLParser):
    """Texts by the element they stand in, and where links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.within: dict[str, list[str]] = {}
        self.links: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.within.setdefault(tag, []).append("")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        for tag in self._open:
            self.within[tag][-1] += data


def test_the_shortest_way_to_the_next_animal_is_shown_and_it_is_one(tmp_path: Path) -> None:
    known, client = shipped_wolf()
    engine = engine_for(known, EngineChoice.BUILTIN)
    text = Press(known, engine).markdown(engine.consult(client.answers), client)
    best = paths(engine, known, client.answers, "tiger").sets[0]
    (line,) = [line for line in text.splitlines() if "The shortest way there: " in line]
    assert line.count(" (agency)") + line.count(" (client)") == len(best.changes)
    assert all(known.attributes[change.attribute].name in line for change in best.changes)
    assert "The shortest way there" not in Press(known).markdown(engine.consult(client.answers), client)


def shipped_wolf() -> tuple[Zoo, ClientAnswers]:
    where = shipped()
    answers = {"growth_wish": "wants", "internet_understanding": "none", "owner_involvement": "runs_everything"}
    client = clients.answers("Ромашка", known={**answers, "employees": 25, "management_mess": "slight"})
    return load_zoo(where.root, where.name).sound(), client
