"""Spark gives the same table and the same rejects as one machine, byte for byte."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import polars.selectors as cs
import pytest

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.pool import classify, spark
from clientzoo.tables.delimited import Delimited
from clientzoo.tables.mapping import TableMap
from clientzoo.tables.parquet import Parquet
from clientzoo.tables.table import TableError
from crowds import crowd

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.filterwarnings(
    "ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning"
)
pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java, and there is none here", allow_module_level=True)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "scale.md"
ZOO = load_zoo(shipped().root, shipped().name).sound()


@pytest.fixture(scope="module")
def local() -> Iterator["SparkSession"]:
    with spark.session("local[2]") as session:
        yield session


def test_spark_says_what_one_machine_says(tmp_path: Path, local: "SparkSession") -> None:
    clients = crowd(ZOO, 5_000, doubted=0.1).with_columns(cs.enum().cast(pl.String))
    spoilt = pl.when(pl.int_range(pl.len()) % 500 == 7).then(pl.lit("=nonsense()")).otherwise("tenders")
    clients.head(3_000).with_columns(spoilt.alias("tenders")).write_parquet(tmp_path / "a.parquet")
    clients.tail(2_000).drop("employees", "turnover__certainty").write_parquet(tmp_path / "b.parquet")
    base = classify.Base(ZOO, [Parquet(tmp_path / "a.parquet"), Parquet(tmp_path / "b.parquet")])
    columns = base.columns(ranking=True, fired=True)
    alone = classify.classify(base, columns, tmp_path / "alone.csv", tmp_path / "alone-rejects.csv")
    out, rejects = tmp_path / "spark.csv", tmp_path / "spark-rejects.csv"
    spread = spark.classify(base, TableMap(), out, rejects, local, ranking=True, fired=True, slice_rows=700)
    assert spread == alone == classify.Classified(4_994, 6)
    assert out.read_bytes() == (tmp_path / "alone.csv").read_bytes()
    assert rejects.read_bytes() == (tmp_path / "alone-rejects.csv").read_bytes()
    assert not [*tmp_path.glob(".*")], "nothing half-made is left"


def test_the_kernel_of_the_documentation_classifies_what_spark_hands_out(tmp_path: Path, local: "SparkSession") -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    snippets = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (kernel,), (spread,) = ([one for one in snippets if said in one] for said in ("def verdicts", "mapInArrow"))
    names: dict[str, Any] = {"from_arrow_schema": from_arrow_schema}
    exec(kernel, names)
    clients = crowd(ZOO, 300).with_columns(cs.enum().cast(pl.String))
    clients.write_parquet(tmp_path / "clients.parquet")
    alone = names["verdicts"](clients.to_arrow())
    names |= {"clients": local.read.parquet(str(tmp_path / "clients.parquet")), "schema": alone.schema}
    exec(spread, names)
    found = pl.DataFrame(names["classified"].toArrow())
    assert found.sort("client").equals(pl.DataFrame(alone).sort("client"))


def test_what_cannot_be_divided_is_refused(tmp_path: Path, local: "SparkSession") -> None:
    (tmp_path / "a.csv").write_text("client,tenders\nA,never\n", encoding="utf-8")
    base = classify.Base(ZOO, [Delimited(tmp_path / "a.csv")])
    with pytest.raises(TableError, match="Parquet"):
        spark.classify(base, TableMap(), tmp_path / "out.csv", tmp_path / "rejects.csv", local)
