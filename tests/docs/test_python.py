"""The examples of docs/python.md, run in their order."""

import doctest
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_examples_give_what_they_say() -> None:
    outcome = doctest.testfile(str(DOCS / "python.md"), module_relative=False, encoding="utf-8")
    assert outcome.attempted > 20
    assert outcome.failed == 0
