"""What a status means decides whether money counts: nothing is won in silence."""

from pathlib import Path

import pytest

from clientzoo.segmentation.tables import tables
from imported import column, read_text, reasons

HEADING = "order_id,client,order_date,amount,"


@pytest.mark.parametrize("heading", ["Financial Status", "post_status", "Статус оплаты", "Status"])
@pytest.mark.parametrize("word", ["refunded", "wc-refunded", "Возврат", "Refunded"])
def test_a_refunded_order_is_no_order(tmp_path: Path, heading: str, word: str) -> None:
    done = read_text(tmp_path, f"{HEADING}{heading}\n1,A,2026-01-01,100,paid\n2,A,2026-02-01,50,{word}\n")
    assert column(done, "status") == ["won", "refunded"]


def test_a_line_below_zero_is_the_refund_itself(tmp_path: Path) -> None:
    done = read_text(tmp_path, f"{HEADING}status\n1,A,2026-01-01,100,won\n2,A,2026-02-01,-50,refunded\n")
    assert column(done, "status") == ["won", "won"]


def test_a_refunded_order_brings_nothing_and_is_no_refusal(tmp_path: Path) -> None:
    done = read_text(tmp_path, f"{HEADING}status\n1,A,2026-01-01,100,won\n2,A,2026-02-01,50,refunded\n3,B,,5,lost\n")
    (tmp_path / "base").mkdir()
    done.frame.collect().write_parquet(tmp_path / "base/orders.parquet")
    base = tables(tmp_path / "base")
    assert base["requests"].collect()["client_id"].to_list() == ["B"]


@pytest.mark.parametrize("word", ["partially_refunded", "wc-partial", "Parked"])
def test_what_is_not_known_is_asked(tmp_path: Path, word: str) -> None:
    done = read_text(tmp_path, f"{HEADING}status\n1,A,2026-01-01,100,{word}\n")
    assert reasons(done)[0].startswith("unknown status; say --status")


def test_an_empty_status_is_not_won(tmp_path: Path) -> None:
    done = read_text(tmp_path, f"{HEADING}status\n1,A,2026-01-01,100,won\n2,A,2026-01-01,50,\n")
    assert (column(done, "status"), len(reasons(done))) == (["won"], 1)


def test_further_lines_of_an_order_have_the_status_of_the_first(tmp_path: Path) -> None:
    lines = "1,A,2026-01-01,100,paid\n1,A,2026-01-01,50,\n2,B,2026-01-01,50,refunded\n2,B,2026-01-01,5,\n"
    assert column(read_text(tmp_path, f"{HEADING}Financial Status\n{lines}"), "status") == [
        "won", "won", "refunded", "refunded",
    ]  # fmt: skip


def test_a_column_that_looks_like_statuses_is_told(tmp_path: Path) -> None:
    lines = "1,A,2026-01-01,100,paid\n2,A,2026-01-01,50,refunded\n"
    (note,) = read_text(tmp_path, f"{HEADING}how it went\n{lines}").plan.notes
    assert "`how it went` looks like their status (paid = won, refunded = refunded)" in note
    assert "--map status='how it went'" in note
    for other in ("yes\n", "S\n", "Site\n"):
        assert read_text(tmp_path, f"{HEADING}x\n1,A,2026-01-01,100,{other}").plan.notes == ()
