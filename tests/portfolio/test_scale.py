"""The kernel that the documentation offers to other engines does what it says."""

import re
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


def test_the_kernel_of_the_documentation() -> None:
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    names: dict[str, Any] = {}
    exec(found[1], names)
    zoo = load_zoo(shipped().root, shipped().name).sound()
    clients = crowd(zoo, 300, doubted=0.2).with_columns(cs.enum().cast(pl.String))
    columns = compiled(plan(zoo), clients.columns, keep=["client"], coded=False)
    expected: pl.DataFrame = columns.classified(nw.from_native(clients.lazy())).to_native().collect()
    assert pl.DataFrame(names["verdicts"](clients.to_arrow())).equals(expected)
