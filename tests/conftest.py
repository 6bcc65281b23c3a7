"""How Hypothesis runs here: without a clock, since machines are shared, and in CI with the same examples each time.

The profile `brief` is for a second run on another Python. And a database for the tests that want one.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

import postgres

os.environ["LC_ALL"] = "C.UTF-8"  # what is printed is not that of whoever runs the tests

settings.register_profile("clientzoo", deadline=None, derandomize="CI" in os.environ)
settings.register_profile("brief", settings.get_profile("clientzoo"), max_examples=20)
settings.load_profile("clientzoo")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A database on loopback; skipped with the reason where there can be none."""
    if reason := postgres.unavailable():
        pytest.skip(reason)
    with postgres.server() as url:
        yield url
