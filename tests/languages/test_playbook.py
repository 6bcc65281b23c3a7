"""Playbooks in Russian: every animal with all advice there is, in one language, with the same names in its Jinja."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.languages import in_language
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.rule_texts import plain, rule_texts
from clientzoo.playbook.form import Format
from clientzoo.playbook.rendering import Press
from clientzoo.playbook.trial import trial
from commands import clientzoo
from languages.russian import latin
from playbook import clients
from playbook.documents import papers

FOUND = shipped()
ENGLISH = load_zoo(FOUND.root, FOUND.name).sound()
RUSSIAN = in_language(ENGLISH, "ru")
_NAMES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def test_every_advice_is_translated_with_the_same_names_in_it() -> None:
    texts = rule_texts(ENGLISH.root, ENGLISH.id, "ru").texts
    for one in ENGLISH.advice.values():
        for text in (one.text, one.done_when, one.role):
            if text:
                said = texts[plain(text)]
                assert sorted(set(_NAMES.findall(said))) == sorted(set(_NAMES.findall(plain(text)))), one.id
                assert latin(said) == [], one.id


def test_a_playbook_can_be_made_for_each_animal() -> None:
    assert list(trial(RUSSIAN)) == []


@pytest.mark.parametrize("discreet", [False, True])
@pytest.mark.parametrize("unknown", [False, True])
def test_no_latin_word_stands_in_a_page(unknown: bool, discreet: bool, tmp_path: Path) -> None:
    client = clients.answers("Ромашка", {"growth_wish": "вдвое к маю"}, known={} if unknown else papers.WOLF)
    press = Press(RUSSIAN, discreet=discreet)
    made = press.documents(clients.consulted(RUSSIAN, client), client, [Format.MARKDOWN, Format.HTML])
    title = f"{RUSSIAN.title} {RUSSIAN.version}"
    for form, content in made.items():
        text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", content.decode(), flags=re.DOTALL).replace(title, "")
        assert latin(re.sub(r"[a-z]+(?:[-_][a-z_]+)+", "", text)) == [], form  # ids of rules
    assert b'lang="ru"' in made[Format.HTML] or b"lang=ru" in made[Format.HTML]


@pytest.mark.skipif(not papers.HAS_POPPLER, reason="there is no poppler here")
def test_a_wolf_s_paper_has_two_pages_in_russian_too(tmp_path: Path) -> None:
    client = clients.answers("Ромашка", known=papers.WOLF)
    made = Press(RUSSIAN).documents(clients.consulted(RUSSIAN, client), client, [Format.PDF, Format.WORD])
    assert papers.pages(made[Format.PDF], tmp_path) == 2
    assert "Первые 30 дней" in papers.pdf_text(made[Format.PDF], tmp_path)
    assert b"/Lang" in made[Format.PDF]


def test_a_language_without_templates_is_refused_and_the_workspace_s_is_not_forced(tmp_path: Path) -> None:
    (tmp_path / "client.yaml").write_text("client: Ромашка\nzoo: clients-ecosystem\nanswers: {employees: 20}\n")
    written = clientzoo("playbook", "client.yaml", "--format", "md", "--language", "ru", at=tmp_path)
    assert (written.code, written.err) == (0, "")
    page = (tmp_path / "playbooks" / "Ромашка.md").read_text(encoding="utf-8")
    assert "О чём спросить сначала" in page or "Кто это" in page


def test_the_zoo_in_its_own_language_is_the_zoo_as_it_was() -> None:
    assert in_language(RUSSIAN, "en") is ENGLISH
    assert replace(RUSSIAN, speaks="").rule.keys() == ENGLISH.rule.keys()


def test_nobody_is_named_in_two_languages() -> None:
    client = ClientAnswers("Ромашка", RUSSIAN.id, RUSSIAN.version, {})
    assert Press(RUSSIAN).markdown(clients.consulted(RUSSIAN, client), client).startswith("# Ромашка\n")
