"""Tables for spreadsheets: no text of a client becomes a formula."""

import polars as pl
import pytest

from clientzoo.tables.writing import harmless, harmless_text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", True), ("\n=1+1", True), (" =1+1", True), ("\u00a0@sum", True), ("\ufeff=1", True), ("\r\n +1", True),
        ("\tx", True), ("＝1", True), ("ООО =", False), ("1-2", False), ("", False), (" x", False),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_evaluate_is_guarded(text: str, guarded: bool) -> None:
    expected = f"'{text}" if guarded else text
    assert harmless_text(text) == expected
    assert pl.DataFrame({"a": [text]}).select(harmless("a")).item() == expected
