"""The kernel that the documentation offers to other engines does what it says, in Ray Data and in Dask too."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import polars.selectors as cs
import pytest

from clientzoo.inference.columns import compiled
from clientzoo.inference.plan import plan
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from crowds import crowd

pytest.importorskip("pyarrow")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "scale.md"
SNIPPETS = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
KERNEL = next(one for one in SNIPPETS if "def verdicts" in one)
QUIET = {"RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0"}


@pytest.fixture(scope="module")
def clients() -> pl.DataFrame:
    zoo = load_zoo(shipped().root, shipped().name).sound()
    return crowd(zoo, 600, doubted=0.2).with_columns(cs.enum().cast(pl.String))


@pytest.fixture(scope="module")
def expected(clients: pl.DataFrame) -> pl.DataFrame:
    zoo = load_zoo(shipped().root, shipped().name).sound()
    columns = compiled(plan(zoo), clients.columns, keep=["client"], coded=False)
    judged: pl.DataFrame = columns.classified(nw.from_native(clients.lazy())).to_native().collect()
    return judged


def test_the_kernel_of_the_documentation(clients: pl.DataFrame, expected: pl.DataFrame) -> None:
    names: dict[str, Any] = {}
    exec(KERNEL, names)
    assert pl.DataFrame(names["verdicts"](clients.to_arrow())).equals(expected)


@pytest.mark.parametrize("module", ["ray.data", "dask.dataframe"])
def test_another_engine_with_the_kernel(
    tmp_path: Path, clients: pl.DataFrame, expected: pl.DataFrame, module: str
) -> None:
    package, _, part = module.partition(".")
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed: pip install '{package}[{part}]'")
    (snippet,) = (one for one in SNIPPETS if f"import {package}" in one)
    (tmp_path / "clients").mkdir()
    clients.head(400).write_parquet(tmp_path / "clients" / "a.parquet")
    clients.tail(200).write_parquet(tmp_path / "clients" / "b.parquet")
    (tmp_path / "program.py").write_text(f"{KERNEL}\n\n{snippet}", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, env={**os.environ, **QUIET}, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found = pl.read_parquet(tmp_path / "verdicts" / "*.parquet").select(expected.columns)
    assert found.sort("client").equals(expected.sort("client"))
