"""Tables of the base that a disk has spoilt: told by name, as wrong use and not as our fault, wherever it shows."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from commands import clientzoo, wolf


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def footer(data: bytes) -> bytes:
    return data[:-12] + b"\xff" * 8 + data[-4:]


def page(data: bytes) -> bytes:
    """The pages of data spoilt: the footer is sound, so that it shows only while something is computed."""
    return data[:4] + bytes(byte ^ 0x55 for byte in data[4 : len(data) // 2]) + data[len(data) // 2 :]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("base")
    assert clientzoo("base", "demo", at=here).code == 0
    return here


@pytest.mark.parametrize("spoilt", [cut, footer, page])
@pytest.mark.parametrize("name", ["orders", "clients"])
def test_a_damaged_table_is_named(sound: Path, tmp_path: Path, name: str, spoilt: Callable[[bytes], bytes]) -> None:
    (tmp_path / "base").mkdir()
    for path in (sound / "base").iterdir():
        content = path.read_bytes()
        (tmp_path / "base" / path.name).write_bytes(spoilt(content) if path.stem == name else content)
    ran = clientzoo("base", "segment", "all", at=tmp_path)
    assert ran.code == 2
    assert f"base/{name}.parquet: this table is damaged" in ran.err
    assert "mistake of the program's" not in ran.err


def test_facts_that_are_damaged_are_named_when_a_client_is_explained(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    path = tmp_path / "base/facts.parquet"
    pl.DataFrame({"client_id": ["A"], "client_name": ["Ромашка"]}).write_parquet(path)
    path.write_bytes(cut(path.read_bytes()))
    ran = clientzoo("explain", wolf(tmp_path), at=tmp_path)
    assert (ran.code, "facts.parquet: this table is damaged" in ran.err) == (2, True)
