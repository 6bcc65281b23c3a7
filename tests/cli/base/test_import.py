"""`base import` as a head of sales meets it: what is replaced, added, kept, proposed and told."""

import json
from pathlib import Path

import jsonschema
import polars as pl
import pytest
from typer.testing import CliRunner, Result

from clientzoo.cli.app import app
from clientzoo.cli.schemas import json_schema

ORDERS = "client,order_date,amount\nООО Ромашка,2026-01-01,1\nООО Ромашка,2026-01-02,2\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["base", "import", *arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "o.csv").write_text(ORDERS, encoding="utf-8")
    return tmp_path


def orders(here: Path) -> pl.DataFrame:
    return pl.read_parquet(here / "base/orders.parquet")


def test_a_table_that_is_replaced_is_kept(here: Path) -> None:
    run("o.csv", "--as", "orders")
    before = (here / "base/orders.parquet").read_bytes()
    (here / "p.csv").write_text("client,order_date,amount\nB,2026-01-01,7\n")
    done = run("p.csv", "--as", "orders")
    assert done.exit_code == 0
    assert "Wrote base/orders.parquet: 1 rows, in place of 2 of before." in done.output
    (kept,) = (here / "base/before").iterdir()
    assert f"The table of before is kept as base/before/{kept.name}." in done.output
    assert kept.read_bytes() == before
    run("o.csv", "--as", "orders")
    assert len(list((here / "base/before").iterdir())) == 2


def test_the_same_again_needs_no_keeping(here: Path) -> None:
    run("o.csv", "--as", "orders")
    assert "2 rows, in place of 2" in run("o.csv", "--as", "orders").output
    assert not (here / "base/before").exists()


def test_lines_added_twice_are_noticed(here: Path) -> None:
    run("o.csv", "--as", "orders")
    (here / "p.csv").write_text(
        "order_date,client,amount,manager\n2026-01-02,ООО Ромашка,2.0,Анна\n2026-02-01,B,7,Анна\n"
    )
    done = run("p.csv", "--as", "orders", "--add")
    assert done.exit_code == 1
    assert "4 rows, 2 of before and 2 added" in done.output
    assert "1 of the 2 rows added stood in the table already" in done.output
    (kept,) = (here / "base/before").iterdir()
    assert f"put base/before/{kept.name} in the place of base/orders.parquet" in done.output
    assert pl.read_parquet(kept).height == 2


def test_equal_rows_of_one_file_are_told(here: Path) -> None:
    (here / "o.csv").write_text("client,order_date,amount\n" + "A,2026-01-01,1\n" * 3)
    done = run("o.csv", "--as", "orders")
    assert done.exit_code == 0
    assert "2 rows equal an earlier one; all are kept" in done.output


def test_similar_names_are_proposed_and_merged_when_told(here: Path) -> None:
    (here / "o.csv").write_text(ORDERS + '"Ромашка, ООО",2026-01-03,4\nromashka ooo,2026-01-04,8\n', encoding="utf-8")
    done = run("o.csv", "--as", "orders")
    assert "2 names may be another client's; nothing is merged, look at base/names.proposed.yaml." in done.output
    assert orders(here)["client_name"].n_unique() == 3
    mine = here / "names.yaml"
    mine.write_text(
        (here / "base/names.proposed.yaml")
        .read_text("utf-8")
        .replace('"romashka ooo": "ООО Ромашка"', '"romashka ooo": "romashka ooo"'),
        "utf-8",
    )
    done = run("o.csv", "--as", "orders", "--names", "names.yaml")
    assert "1 rows are now under another client's name or id, as --names says" in done.output
    assert orders(here)["client_name"].to_list() == ["ООО Ромашка"] * 3 + ["romashka ooo"]
    assert "may be another" not in done.output
    assert not (here / "base/names.proposed.yaml").exists()


def test_proposals_that_somebody_edited_are_kept(here: Path) -> None:
    (here / "o.csv").write_text(ORDERS + "Ромашка,2026-01-03,4\n", encoding="utf-8")
    run("o.csv", "--as", "orders")
    path = here / "base/names.proposed.yaml"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    run("o.csv", "--as", "orders")
    assert "# mine" not in path.read_text("utf-8")
    assert any("# mine" in kept.read_text("utf-8") for kept in (here / "base/before").glob("names*"))


def test_names_must_be_a_file_of_names(here: Path) -> None:
    (here / "names.yaml").write_text("a: b\n")
    done = run("o.csv", "--as", "orders", "--names", "names.yaml")
    assert done.exit_code == 2
    assert "no file of names" in done.output
    assert not (here / "base").exists()


def test_json_follows_its_schema(here: Path) -> None:
    (here / "o.csv").write_text(ORDERS.replace(",2\n", ",$2\n") + "Ромашка,2026-31-31,x\nИтого,,5\n", encoding="utf-8")
    for more in ([], ["--dry-run"]):
        done = run("o.csv", "--as", "orders", "--json", *more)
        assert done.exit_code == 1
        told = json.loads(done.stdout)
        jsonschema.validate(told, json_schema("import"))
    assert told["written"] is None
    (file,) = told["files"]
    assert file["left_out"] == [{"line": 5, "kind": "total", "text": "Итого 5"}]
    assert (file["rows"], file["read"], file["rejected"]) == (4, 1, 2)


def test_a_dry_run_writes_nothing(here: Path) -> None:
    assert run("o.csv", "--as", "orders", "--dry-run", "--save-mapping", "m.yaml").exit_code == 0
    assert sorted(path.name for path in here.iterdir()) == ["o.csv"]


def test_a_saved_mapping_holds_everything_that_was_said(here: Path) -> None:
    rows = "А;03/04/2026;1,234 USD;Парковка\nБ;04/04/2026;5 RUB;Won\nВ;04/04/2026;5 RUB;Won\n"
    text = "Кто;Когда;Сколько;Этап сделки\n" + rows
    (here / "o.csv").write_text(text, encoding="utf-8")
    options = (
        "--map", "client_name=Кто", "--map", "order_date=Когда", "--map", "amount=Сколько", "--dates", "mdy",
        "--decimal", ".", "--status", "Парковка=won", "--currency", "RUB", "--rate", "USD=100",
    )  # fmt: skip
    assert run("o.csv", "--as", "orders").exit_code == 2
    first = run("o.csv", "--as", "orders", *options, "--save-mapping", "m.yaml")
    assert first.exit_code == 0, first.output
    there = orders(here)
    assert there["amount"].sum() == 123410
    assert run("o.csv", "--as", "orders", "--mapping", "m.yaml").exit_code == 0
    assert orders(here).equals(there)
    (here / "m.yaml").write_text("dates: dym\n")
    assert "`dates` is dmy, mdy or ymd, not `dym`" in run("o.csv", "--as", "orders", "--mapping", "m.yaml").output


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--rate=USD", "NAME=VALUE"),
        ("--rate=USD=lots", "is a number"),
        ("--rate=USD=-1", "over 0"),
        ("--status=x=y", "won, lost or open"),
    ],
)
def test_wrong_options_are_told(here: Path, option: str, said: str) -> None:
    done = run("o.csv", "--as", "orders", option)
    assert done.exit_code == 2
    assert said in done.output


def test_another_currency_is_not_added(here: Path) -> None:
    (here / "o.csv").write_text("client,order_date,amount\nA,2026-01-01,5 RUB\n")
    (here / "p.csv").write_text("client,order_date,amount\nA,2026-02-01,5 USD\n")
    run("o.csv", "--as", "orders")
    done = run("p.csv", "--as", "orders", "--add")
    assert done.exit_code == 1
    assert "in USD, the others in RUB; say --rate USD=..." in done.output
    assert orders(here).height == 1
    assert run("p.csv", "--as", "orders", "--add", "--currency", "USD").exit_code == 2
    assert run("p.csv", "--as", "orders", "--add", "--rate", "usd=90").exit_code == 0
    assert orders(here)["amount"].to_list() == [5, 450]


def test_several_files_with_headings_of_their_own(here: Path) -> None:
    (here / "p.csv").write_bytes("Клиент;Дата;Сумма;Менеджер\nБерёзка;31.01.2026;5,5;Анна\n".encode("cp1251"))
    done = run("o.csv", "p.csv", "--as", "orders")
    assert done.exit_code == 0
    assert orders(here)["manager"].to_list() == [None, None, "Анна"]


def test_many_rejects_are_summed_up(here: Path) -> None:
    rows = "".join(f"A,2026-01-01,{n},Parked\n" for n in range(9)) + "A,2026-01-01,1,won\n"
    (here / "o.csv").write_text("client,order_date,amount,status\n" + rows)
    done = run("o.csv", "--as", "orders")
    assert "... and 4 more: 9 x status: unknown status; say --status 'Parked=won', =lost or =open" in done.output
    assert len((here / "base/rejects/orders.csv").read_text("utf-8-sig").splitlines()) == 10


def test_old_rejects_do_not_speak_for_a_new_import(here: Path) -> None:
    (here / "p.csv").write_text("client,order_date,amount\nA,2026-01-01,x\nB,2026-01-01,1\n")
    run("p.csv", "--as", "orders")
    run("o.csv", "--as", "orders")
    assert not (here / "base/rejects/orders.csv").exists()
    assert len(list((here / "base/rejects/before").iterdir())) == 1


@pytest.mark.parametrize(
    "name", ["no.csv", "no.xlsx", "no.parquet", "no.jsonl", "folder.csv", "broken.xlsx", "broken.parquet"]
)
def test_files_that_cannot_be_read_are_told_without_a_traceback(here: Path, name: str) -> None:
    (here / "folder.csv").mkdir()
    (here / "broken.xlsx").write_bytes(b"PK\x03\x04")
    (here / "broken.parquet").write_bytes(b"PAR1")
    done = run(name, "--as", "orders")
    assert done.exit_code == 2
    assert name in done.output
    assert "should not happen" not in done.output
    assert not (here / "base").exists()


def test_a_cell_cannot_speak_to_the_terminal(here: Path) -> None:
    (here / "o.csv").write_text("client,order_date,amount\n\x1b[31mA,2026-01-01,1\nB,2026-01-01,\x1b]0;x\x07\n")
    done = run("o.csv", "--as", "orders")
    assert "\x1b" not in done.output
    assert "\x07" not in done.output


def test_rejects_cannot_become_formulas(here: Path) -> None:
    (here / "o.csv").write_text("client,order_date,amount\nA,2026-01-01,=1+1\n")
    run("o.csv", "--as", "orders")
    assert "'=1+1" in (here / "base/rejects/orders.csv").read_text("utf-8-sig")


def test_a_base_made_otherwise_takes_more_rows(here: Path) -> None:
    assert CliRunner().invoke(app, ["base", "demo"]).exit_code == 0
    before = orders(here).height
    done = run("o.csv", "--as", "orders", "--add")
    assert done.exit_code == 0, done.output
    assert orders(here).height == before + 2


def test_a_client_on_several_rows_is_told_and_counts_once(here: Path) -> None:
    from clientzoo.segmentation.tables import tables

    rows = "client_id,client_name,segment\nC1,A,Shops\nC1,A,\nC1,A,Banks\nC2,B,Shops\n"
    (here / "c.csv").write_text(rows)
    done = run("c.csv", "--as", "clients")
    assert "1 clients stand on several rows (`C1`)" in done.output
    found = tables(here / "base")["clients"].collect()
    assert found.sort("client_id").select("client_id", "segment").rows() == [("C1", "Banks"), ("C2", "Shops")]


def test_a_file_given_twice_is_read_twice_and_told(here: Path) -> None:
    done = run("o.csv", "o.csv", "--as", "orders")
    assert "Wrote base/orders.parquet: 4 rows." in done.output
    assert "2 rows equal an earlier one" in done.output


def test_amounts_that_name_no_currency_beside_others_are_told(here: Path) -> None:
    (here / "p.csv").write_text("client,order_date,amount\nA,2026-02-01,5 USD\n")
    done = run("o.csv", "p.csv", "--as", "orders")
    assert "amounts are 1 in USD, 2 in no named currency, and summed as they are" in done.output
    assert "summed as they are" not in run("o.csv", "p.csv", "--as", "orders", "--currency", "USD").output


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("survey", "Компания;Дата опроса;Оценка\nРомашка;31.01.2026;9\nБерёзка;01.02.2026;7,5\n"),
        ("requests", "Компания;Этап сделки;Причина отказа;Бренд\nРомашка;Отказ;Дорого;3\nБерёзка;Новая;;\n"),
        ("products", "Сегмент;Сайт;SEO\nБанки;Да;\nМагазины;;да\n"),
        ("clients", "Компания;Сегмент;Годовой оборот\nРомашка;Розница;1 500,50\nБерёзка;;\n"),
    ],
)
def test_every_kind_of_table(here: Path, kind: str, text: str) -> None:
    (here / "x.csv").write_bytes(text.encode("cp1251"))
    done = run("x.csv", "--as", kind, "--currency", "RUB", "--rate", "USD=90")  # which change nothing here
    assert done.exit_code == 0, done.output
    assert f"Wrote base/{kind}.parquet: 2 rows." in done.output
