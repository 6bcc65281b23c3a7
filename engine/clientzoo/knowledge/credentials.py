"""Addresses without what is secret in them: nothing between `//` and the host, and no query, is ever printed."""

import re

# One slash too: as a path, `postgresql://bob:secret@host/base` becomes `postgresql:/bob:secret@host/base`.
_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][\w+.\-]+):(?P<slashes>//?)(?P<rest>\S*)")


def redacted(text: str) -> str:
    """The text with nothing between `//` and the host in the addresses that it holds, and no query.

    A password may hold any sign, `@`, `/` and `?` among them: the last `@` is where the host begins.
    """
    return _ADDRESS.sub(lambda found: f"{found['scheme']}:{found['slashes']}{_place(found['rest'])}", text)


def without_password(url: str) -> str:
    """The whole text taken for one address, so that blanks in a password do not matter either."""
    scheme, mark, rest = url.partition("://")
    return f"{scheme}{mark}{_place(rest)}" if mark else url.partition("?")[0]


def _place(rest: str) -> str:
    return rest.rpartition("@")[2].partition("?")[0].partition("#")[0]
