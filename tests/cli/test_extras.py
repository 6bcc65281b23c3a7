"""Each extra alone: its commands work with it, and without it they name it in a sentence; all others need none."""

import re
import tomllib
from pathlib import Path

import pytest

from commands import clientzoo, wolf
from extras import BROUGHT, with_extras

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
CLIENTS = "client,growth_wish,employees\nРомашка,wants,25\n"
# The extra, the command that needs it, and a part of what it prints then.
NEEDING: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("report", ("base", "report"), "report.html"),
    ("sql", ("rules", "sql", "--dialect", "duckdb", "--table", "clients"), "SELECT"),
    ("pdf", ("playbook", "wolf.yaml", "--format", "pdf"), ".pdf"),
    ("docx", ("playbook", "wolf.yaml", "--format", "docx"), ".docx"),
    ("durable", ("classify", "wolf.yaml", "--engine", "durable"), "wolf"),
    ("database", ("base", "classify", "postgresql://nobody@127.0.0.1:9/none", "--table", "c", "-o", "v.csv"), ""),
    ("spark", ("base", "classify", "clients.csv", "-o", "v.csv", "--on", "local[1]"), "1 client classified"),
)
CORE: tuple[tuple[str, ...], ...] = (
    ("classify", "wolf.yaml"),
    ("explain", "wolf.yaml", "--to", "tiger"),
    ("playbook", "wolf.yaml"),
    ("interview", "Ромашка", "--answers", "wolf.yaml", "--no-playbook"),
    ("base", "classify", "clients.csv", "-o", "v.csv"),
    ("base", "classify", "clients.xlsx", "-o", "v.parquet"),  # the extra reads workbooks faster, and no more
    ("base", "summary", "v.csv"),
    ("base", "import", "orders.xlsx", "--as", "orders", "--base", "own"),
    ("base", "segment", "rfm"),
    ("base", "segment", "abc", "--format", "xlsx"),
    ("rules", "check"),
    ("rules", "graph", "wolf"),
    ("rules", "coverage"),
    ("init", "our-zoo"),
)
SLOW = {"spark"}  # starts Java; tests/pool/test_spark.py runs it


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import polars as pl

    at = tmp_path_factory.mktemp("extras")
    wolf(at)
    (at / "clients.csv").write_text(CLIENTS, encoding="utf-8")
    pl.read_csv(at / "clients.csv").write_excel(at / "clients.xlsx")
    pl.DataFrame({"client": ["A"], "order_date": ["2026-01-01"], "amount": [1.5]}).write_excel(at / "orders.xlsx")
    assert clientzoo("base", "demo", at=at).code == 0
    return at


def test_every_extra_is_looked_at() -> None:
    extras = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(extras) - {"base"} == set(BROUGHT)
    assert {extra for extra, *_ in NEEDING} | {"ltv", "pool", "xlsx"} == set(BROUGHT)


def test_the_core_alone_does_without_extras(here: Path) -> None:
    for command in CORE:
        ran = with_extras((), *command, at=here)
        assert ran.code in (0, 1), (command, ran.err)
        assert "Traceback" not in ran.err


@pytest.mark.parametrize(("extra", "command", "printed"), NEEDING, ids=[extra for extra, *_ in NEEDING])
def test_without_it_the_extra_is_named(here: Path, extra: str, command: tuple[str, ...], printed: str) -> None:
    ran = with_extras((), *command, at=here)
    assert ran.code == 2
    assert re.search(rf"clientzoo\[{extra}\]", ran.err), ran.err
    assert ran.err.count("\n") <= 2


@pytest.mark.parametrize(
    ("extra", "command", "printed"), [one for one in NEEDING if one[0] not in SLOW], ids=[
        extra for extra, *_ in NEEDING if extra not in SLOW
    ],
)  # fmt: skip
def test_with_it_alone_its_command_works(here: Path, extra: str, command: tuple[str, ...], printed: str) -> None:
    pytest.importorskip(BROUGHT[extra][0])
    ran = with_extras((extra,), *command, at=here)
    assert "pip install" not in ran.err, ran.err
    if extra != "database":  # where nobody listens, the driver itself says so
        assert ran.code == 0, ran.err
    assert printed in ran.out
