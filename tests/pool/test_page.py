"""The summary's page in a real browser: charts are seen, nothing is fetched, and its figures are those of the table."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.pool.classify import Base, classify
from clientzoo.pool.page import page
from clientzoo.pool.summary import summarised
from clientzoo.pool.telling_questions import worth_asking
from clientzoo.tables.parquet import Parquet
from crowds import crowd

CHROMIUM = shutil.which("chromium")
NAUGHTY = "<script>console.log('run')</script>«Ъ" + "Ъ" * 40 + "»"
CELLS = "[...document.querySelector('table').rows].slice(1).map(row => [...row.cells].map(cell => cell.innerText))"
BARS = (
    "[...document.querySelector('figure').querySelectorAll('.bar')].map(bar => "
    "[bar.querySelector('b').innerText, bar.querySelector('rect').getBoundingClientRect().width])"
)
ZOO = load_zoo(shipped().root, shipped().name).sound()

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of 3 000 clients, its verdicts, and their page; every twentieth has a name that is hard on a page."""
    where = tmp_path_factory.mktemp("base")
    hard = pl.when(pl.int_range(pl.len()) % 20 == 0).then(pl.lit(NAUGHTY)).otherwise("client")
    crowd(ZOO, 3_000).with_columns(hard.alias("client")).write_parquet(where / "clients.parquet")
    base = Base(ZOO, [Parquet(where / "clients.parquet")])
    classify(base, base.columns(), where / "verdicts.parquet", where / "rejects.csv")
    told = summarised(ZOO, where / "verdicts.parquet")
    (where / "base.html").write_text(page(ZOO, told, worth_asking(base, 50)), encoding="utf-8")
    return where


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def test_it_opens_without_an_error_and_asks_for_nothing(browser: Any, folder: Path) -> None:
    opened = browser.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: requests.append(request.url))
    opened.goto((folder / "base.html").as_uri())
    assert complaints == []
    assert requests == [(folder / "base.html").as_uri()]
    assert "«Ъ" in opened.inner_text("body")
    opened.close()


def test_its_figures_are_those_of_the_verdicts(browser: Any, folder: Path) -> None:
    verdicts = pl.read_parquet(folder / "verdicts.parquet")
    opened = browser.new_page()
    opened.goto((folder / "base.html").as_uri())
    rows = {name: cells for name, *cells in opened.evaluate(CELLS)}
    assert len(rows) == len(ZOO.animals) + 1
    for animal, name in [*((one.id, one.name) for one in ZOO.animals.values()), (None, "Undetermined")]:
        mine = verdicts.filter(pl.col("animal").eq_missing(pl.lit(animal)))
        clients, share, certainty, close = rows[name]
        assert clients == f"{mine.height:,}"
        assert share == f"{mine.height / verdicts.height:.1%}"
        assert close == f"{mine.filter(status='close').height:,}"
        assert certainty == (f"{mine.select(pl.col('certainty').mean()).item():.2f}" if animal and mine.height else "")
    opened.close()


@pytest.mark.parametrize("width", [320, 1200])
def test_bars_are_as_long_as_their_figures_say_and_nothing_is_cut_off(browser: Any, folder: Path, width: int) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.goto((folder / "base.html").as_uri())
    bars = {int(figures.split()[0].replace(",", "")): length for figures, length in opened.evaluate(BARS)}
    assert len(bars) > 5
    longest = max(bars)
    assert bars[longest] > width / 10
    for clients, length in bars.items():
        assert length == pytest.approx(bars[longest] * clients / longest, abs=1)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="there is no pdftotext here")
def test_it_prints_every_figure(browser: Any, folder: Path, tmp_path: Path) -> None:
    opened = browser.new_page()
    opened.goto((folder / "base.html").as_uri())
    opened.pdf(path=tmp_path / "base.pdf", prefer_css_page_size=True)
    told = subprocess.run(["pdftotext", tmp_path / "base.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert [cell for row in opened.evaluate(CELLS) for cell in row if cell not in told] == []
    opened.close()
