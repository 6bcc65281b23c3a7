"""The page of the pool: in a browser without a network, on a phone and on paper; names of clients are text."""

import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from bases import ZOO
from clientzoo.cli.app import app
from clientzoo.pool.moves.account import account
from clientzoo.pool.moves.matrix import Matrix, Row
from clientzoo.pool.moves.matrix import Path as Way
from clientzoo.pool.report.alluvial import alluvial, anchor

FEW = ("--draws", "200")
HOSTILE = "<script>alert(1)</script>"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("demo") / "base"
    assert run("base", "demo", "--history", "--base", base).exit_code == 0
    last = base / "history" / "2026-06-30.parquet"
    frame = pl.read_parquet(last)
    frame.with_columns(
        pl.when(pl.col("client_id") == "C001").then(pl.lit(HOSTILE)).otherwise("client_name").alias("client_name")
    ).write_parquet(last)
    done = run("pool", "report", "--base", base, "--hours", "40", *FEW)
    assert done.exit_code == 0, done.output
    return base / "report" / "pool.html"


def test_the_page_has_all_parts_and_escapes_names(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    for part in ("pool", "moves", "movers", "readiness", "plan", "forecast", "value"):
        assert f'<section id="{part}">' in html
    assert HOSTILE not in html
    assert "<script" not in html
    assert html.count('http-equiv="Content-Security-Policy"') == 1


def test_every_band_leads_to_its_clients(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    picture = html[html.index('<section id="moves">') : html.index('<section id="movers">')]
    leads = set(re.findall(r'href="#(from-[^"]+)"', picture))
    assert leads
    assert leads == set(re.findall(r'<h3 id="(from-[^"]+)"', html))


def test_pictures_are_well_formed(page: Path) -> None:
    pictures = re.findall(r"<svg.*?</svg>", page.read_text(encoding="utf-8"), re.DOTALL)
    assert len(pictures) > 20
    for one in pictures:
        assert ET.fromstring(one).find("{http://www.w3.org/2000/svg}title") is not None


def test_bands_are_as_thick_as_their_clients_are_many() -> None:
    """Left and right ends of the bands fill the states of both days exactly."""

    def way(origin: str, target: str, clients: int) -> Way:
        return Way(origin, target, clients, None, None, 0.0, 0.0, 1.0)

    cows = Row("cow", 30, (way("cow", "cow", 20), way("cow", "llama", 10)))
    matrix = Matrix((cows, Row("wolf", 6, (way("wolf", "tiger", 6),))))
    drawn = alluvial(ZOO, matrix, ("then", "now"))
    heights = [float(one) for one in re.findall(r'<rect [^>]*width="12.0" height="([\d.]+)"', drawn)]
    assert sum(heights[:2]) == pytest.approx(sum(heights[2:]), abs=0.2)
    assert heights[1] == pytest.approx(5 * heights[0], rel=0.01)  # 6 wolves stand before 30 cows
    assert drawn.count("<a ") == 2
    assert f'href="#{anchor(matrix.moves[0])}"' in drawn


def test_nobody_is_no_picture() -> None:
    assert alluvial(ZOO, Matrix(()), ("then", "now")) == ""


def test_a_base_without_history_has_a_page_too(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "pool.html"
    last = page.parents[1] / "history" / "2026-06-30.parquet"
    done = run("pool", "report", last, "--base", tmp_path / "base", "-o", out, *FEW)
    assert done.exit_code == 0, done.output
    html = out.read_text(encoding="utf-8")
    assert "only repeat the guesses of the zoo" in html
    assert '<section id="moves">' not in html


def test_since_a_day_that_is_not_there(page: Path) -> None:
    done = run("pool", "report", "--base", page.parents[1], "--since", "2020-01-01", *FEW)
    assert done.exit_code == 2
    assert "2024-06-30" in done.output


@pytest.mark.parametrize("width", [390, 1200])
def test_a_browser_shows_it_without_errors_and_nothing_runs_out_of_the_window(page: Path, width: int) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium")
    said: list[str] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium)
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tab.on("console", lambda message: said.append(message.text))
        tab.goto(page.as_uri())
        wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        link = tab.locator("#moves svg a").first
        link.focus()
        link.press("Enter")
        place = tab.evaluate("location.hash")
        browser.close()
    assert (said, wide) == ([], 0)
    assert place.startswith("#from-")


def test_account_is_what_the_page_counts(page: Path) -> None:
    from clientzoo.pool.day_table import read_day

    history = page.parents[1] / "history"
    days = [read_day(history / f"{day}.parquet", ZOO) for day in ("2025-06-30", "2026-06-30")]
    told = account(ZOO, *days)
    assert f"{told.turned:,} turned" in page.read_text(encoding="utf-8")
