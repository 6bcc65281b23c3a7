"""Texts kept whole: what people get, compared sign by sign.

`UPDATE_GOLDEN=1 pytest FILE` writes them anew, after a change of wording that is meant; then read them in the diff.
"""

import os
from pathlib import Path


def assert_golden(text: str, path: Path) -> None:
    """The text is the one kept in `path`."""
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path.name}: another text; see tests/golden.py"
