"""A page in a real browser: it needs nothing from outside, prints to A4, and fits a phone."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.playbook.rendering import Press
from clientzoo.workbench.cases import read_cases
from playbook import clients

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WOLF: dict[str, Value] = {
    "growth_wish": "wants", "internet_understanding": "none", "owner_involvement": "runs_everything", "employees": 20,
    "leadership_will": "strong", "regular_business": True, "management_mess": "slight",
}  # fmt: skip
LONG = "Общество с ограниченной ответственностью «Производственно-коммерческое объединение " + "Ъ" * 120 + "»"
LOST = "[...document.links].map(a => a.hash.slice(1)).filter(id => !document.getElementById(id))"
SPEECHLESS = "[...document.querySelectorAll('svg')].filter(svg => !svg.querySelector('desc')?.textContent).map(String)"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


PAGES = {"wolf": 2, "undetermined": 2, "wolf of a long name": 3}


@pytest.fixture(scope="module", params=PAGES)
def page_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of the shipped zoo for a client with something noted, or with a name that is hard to fit."""
    where = shipped()
    known = load_zoo(where.root, where.name).sound()
    name = LONG if request.param.endswith("long name") else "Общество «Ромашка»"
    known_of_it = {} if request.param == "undetermined" else WOLF
    client = clients.answers(name, {"growth_wish": "<b>double</b> by May"}, known=known_of_it)
    path = tmp_path_factory.mktemp(request.param.replace(" ", "-")) / f"{PAGES[request.param]}.html"
    path.write_text(Press(known).html(clients.consulted(known, client), client), encoding="utf-8")
    return path


def test_it_opens_without_an_error_and_asks_for_nothing(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(page_file.as_uri())
    assert complaints == []
    assert requests == [page_file.as_uri()]
    assert page.title().startswith("Общество")
    page.close()


def test_each_mark_leads_to_its_rule_and_each_picture_has_words(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    assert page.evaluate(LOST) == []
    assert page.evaluate(SPEECHLESS) == []
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_nothing_is_wider_than_the_window(browser: Any, page_file: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(page_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="there is no pdfinfo here")
def test_every_case_prints_to_two_pages_notes_included(browser: Any, tmp_path: Path) -> None:
    where = shipped()
    known = load_zoo(where.root, where.name).sound()
    press, page = Press(known), browser.new_page()
    longer = {}
    for case in read_cases(known)[0]:
        client = clients.answers(case.id, known={name: answer.value for name, answer in case.answers.items()})
        file, printed = tmp_path / "case.html", tmp_path / "case.pdf"
        file.write_text(press.html(clients.consulted(known, client), client), encoding="utf-8")
        page.goto(file.as_uri())
        page.emulate_media(media="print")
        page.pdf(path=printed, prefer_css_page_size=True)
        if (pages := pages_of(printed)) > 2:
            longer[case.id] = pages
    page.close()
    assert longer == {}


def pages_of(printed: Path) -> int:
    told = subprocess.run(["pdfinfo", printed], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"Pages:\s+(\d+)", told)[0])


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="there is no pdfinfo here")
def test_it_prints_to_two_pages_of_a4_or_three_for_a_long_name_with_nothing_cut_off(
    browser: Any, page_file: Path, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.emulate_media(media="print")
    printed = tmp_path / "page.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", printed], capture_output=True, text=True, check=True).stdout
    pages = int(re.findall(r"Pages:\s+(\d+)", told)[0])
    assert 1 <= pages <= int(page_file.stem)
    assert "A4" in told
    text = subprocess.run(["pdftotext", printed, "-"], capture_output=True, text=True, check=True).stdout
    on_screen = page.inner_text("main")
    visible = re.findall(r"\w+", on_screen.replace("↩", ""))
    in_print = re.sub(r"\W+", "", text)
    assert [word for word in visible if len(word) < 20 and word not in in_print] == []
    page.close()
