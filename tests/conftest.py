"""Fixtures that several folders of tests share."""

from collections.abc import Iterator

import pytest

import postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A database on loopback; skipped with the reason where there can be none."""
    if reason := postgres.unavailable():
        pytest.skip(reason)
    with postgres.server() as url:
        yield url
