"""The commands for a whole base, as a head of sales meets them."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from clientzoo.cli.app import app
from clientzoo.cli.schemas import json_schema


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["base", *arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


DEALS = (
    "ID;Компания;Бюджет;Этап сделки;Дата закрытия\r\n"
    "1;Ромашка;1 000,50;Успешно реализовано;31.01.2026\r\n"
    "2;Берёзка;много;Успешно реализовано;05.02.2026\r\n"
    "Итого;;1 000,50;;\r\n"
)


def test_import_shows_what_it_understood_and_sets_the_rest_aside(here: Path) -> None:
    (here / "deals.csv").write_bytes(DEALS.encode("cp1251"))
    done = run("import", "deals.csv", "--as", "orders", "--save-mapping", "map.yaml")
    assert done.exit_code == 1
    assert "text, cp1251, cells apart by ;" in done.output
    assert "amount                 <- Бюджет (decimal comma)" in done.output
    assert "3 rows: 1 read, 1 rejected, 1 of totals (line 4)" in done.output
    assert "total 1000.50 in the file = 1000.50 read + 0 rejected" in done.output
    assert "deals.csv:3: Бюджет: `много`: no number" in done.output
    assert "много" in (here / "base/rejects/orders.csv").read_text("utf-8-sig")
    assert run("import", "deals.csv", "--as", "orders", "--mapping", "map.yaml", "--dry-run").exit_code == 1


def test_import_adds_only_when_told(here: Path) -> None:
    (here / "o.csv").write_text("client,order_date,amount\nA,2026-01-01,1\n")
    for _ in range(2):
        assert run("import", "o.csv", "--as", "orders").exit_code == 0
    assert "1 rows, in place of 1" in run("import", "o.csv", "--as", "orders").output
    assert "2 rows" in run("import", "o.csv", "--as", "orders", "--add").output


def test_import_says_what_is_missing(here: Path) -> None:
    (here / "o.csv").write_text("client,when,amount\nA,2026-01-01,1\n")
    done = run("import", "o.csv", "--as", "orders")
    assert done.exit_code == 2
    assert "--map order_date=HEADING" in done.output
    assert not (here / "base").exists()


def test_segment_needs_a_base(here: Path) -> None:
    done = run("segment", "abc")
    assert done.exit_code == 2
    assert "clientzoo base import" in done.output


def test_segment_prints_its_day_and_settings(here: Path) -> None:
    (here / "o.csv").write_text("client,order_date,amount\nA,2026-01-01,6\nB,2026-01-02,4\n")
    run("import", "o.csv", "--as", "orders")
    done = run("segment", "abc", "--set", "abc_a=70", "--format", "csv")
    assert "abc, as of 2026-01-02 (by amount, abc_a 70, abc_b 80, abc_months 0)" in done.output
    assert "A: 2" in done.output
    assert (here / "base/segments/abc.csv").read_text("utf-8-sig").splitlines()[1] == "A,A,6.00,60.0,0.0,A"
    assert "did you mean abc_a" in run("segment", "abc", "--set", "abc_aa=1").output
    found = json.loads(run("segment", "abc", "--as-of", "2026-02-01", "--json").stdout)
    jsonschema.validate(found, json_schema("segments"))
    assert (found["as_of"], found["tables"]["abc"][0]["amount"]) == ("2026-02-01", "6.00")
    assert "csi needs survey" in run("segment", "csi").output


def test_measured_facts_reach_the_verdict(here: Path) -> None:
    lines = [f"Ромашка,2026-{month:02}-10,500" for month in range(1, 7)] + [f"C{n},2026-06-10,1" for n in range(9)]
    (here / "o.csv").write_text("client,order_date,amount\n" + "\n".join(lines) + "\n", encoding="utf-8")
    run("import", "o.csv", "--as", "orders")
    assert run("segment", "all").exit_code == 0
    (here / "r.yaml").write_text("client: ромашка\nanswers: {growth_wish: wants}\n", encoding="utf-8")
    found = json.loads(CliRunner().invoke(app, ["classify", "r.yaml", "--json"]).stdout)
    assert "segment_guard" in {one["advice"] for one in found["advice"]}
    assert not {"abc", "xyz", "rfm"} & set(found["unknown"])
    assert len(found["unknown"]) < 50
    (here / "r.yaml").write_text("client: Ромашка\nanswers: {growth_wish: wants, abc: C}\n", encoding="utf-8")
    by_hand = json.loads(CliRunner().invoke(app, ["classify", "r.yaml", "--json"]).stdout)
    assert "segment_guard" not in {one["advice"] for one in by_hand["advice"]}
    assert by_hand["ranking"] == found["ranking"]  # segments advise, and never overrule the animal


def test_demo_refuses_a_full_folder(here: Path) -> None:
    assert run("demo").exit_code == 0
    assert run("demo").exit_code == 2


def test_demo_is_the_same_every_time(here: Path) -> None:
    run("demo", "--base", "one")
    run("demo", "--base", "two")
    for path in Path("one").iterdir():
        assert path.read_bytes() == (Path("two") / path.name).read_bytes()


def test_report_in_a_browser(here: Path) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    sync = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert run("demo").exit_code == 0
    done = run("report")
    assert done.exit_code == 0, done.output
    html = (here / "base/report/report.html").read_text("utf-8")
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "https://" not in html
    if chromium is None:
        pytest.skip("no Chromium here")
    with sync.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: wrong.append(request.url) if request.url.startswith("http") else None)
        page.goto((here / "base/report/report.html").as_uri())
        assert page.locator("section > figure > svg").count() >= 7
        page.locator("#abc-xyz svg .mark-text a").first.click()
        assert page.locator("details[open]").count() == 1
        targets = page.eval_on_selector_all("svg a, td a", "all => all.map(one => one.getAttribute('href'))")
        assert [one for one in set(targets) if page.locator(one).count() != 1] == []
        for section in ("pool", "blocks", "abc-xyz", "rfm", "bcg", "pareto", "csi", "products"):
            leading = page.eval_on_selector_all(f"#{section} svg a", "all => all.map(one => one.getAttribute('href'))")
            assert leading, section
            assert all(one.startswith("#list-") for one in leading)
        page.locator("#csi svg .mark-symbol a").first.click()
        opened = page.locator("details[open]").last
        assert "CSI: " in opened.inner_text()
        page.emulate_media(media="print")
        assert page.locator("#lists").is_visible()  # what stands open is printed
        assert not page.locator("#list-animal-wolf").is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")
        browser.close()
        assert wrong == []


def test_sheets_are_kept_and_shown(here: Path) -> None:
    assert run("sheet", "five_w", "Shops").exit_code == 0
    path = here / "base/sheets/shops.yaml"
    path.write_text(path.read_text().replace("# what:", "what: Sites"))
    run("sheet", "five_w", "Shops")
    assert "Sites" in path.read_text()
    done = run("segment", "five_w")
    assert done.exit_code == 1
    assert "Shops: 20 % answered" in done.output
    for name in ("five_w.md", "five_w.html", "five_w.csv"):
        assert "Sites" in (here / "base/sheets" / name).read_text()
    assert (here / "base/sheets/five_w.xlsx").is_file()


@pytest.mark.parametrize("command", ["import", "segment", "report", "demo", "sheet", "criteria"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.exit_code == 0
    assert "Example:" in done.output
