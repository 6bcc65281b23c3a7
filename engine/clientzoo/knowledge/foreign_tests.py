"""Tests as they are written elsewhere (`<= 2`, `less than 2`, `1-2`, `2 or more`), in the words of this language."""

import re

_WORD = r"(?P<a>[^\s<>=≤≥!].*)"
_PATTERNS = (
    (rf"(?:<=|≤|=<|no more than|not more than|not over|up to|maximum|max)\s*{_WORD}", "at most {a}"),
    (rf"(?:>=|≥|=>|no less than|not less than|not under|minimum|min|from)\s*{_WORD}", "at least {a}"),
    (rf"(?:!=|<>|≠|is not)\s*{_WORD}", "not {a}"),
    (rf"(?:<|less than|fewer than|below|lower than|smaller than)\s*{_WORD}", "under {a}"),
    (rf"(?:>|more than|greater than|above|higher than|larger than)\s*{_WORD}", "over {a}"),
    (r"(?P<a>.+?)\s*(?:\+|or more|and more|or above|and above|or over)", "at least {a}"),
    (r"(?P<a>.+?)\s*(?:or less|or fewer|or below|and below)", "at most {a}"),
    (r"(?:==?|is|equals)\s*(?P<a>[^\s<>=].*)", "{a}"),
    (r"(?P<a>[0-9][0-9., ]*?)\s*(?:-|–|—|\.\.+|…)\s*(?P<b>[0-9][0-9., ]*)", "between {a} and {b}"),
    (r"(?P<a>[0-9].*?)\s+to\s+(?P<b>.+)", "between {a} and {b}"),
)
_RANGE = re.compile(r"from\s+(?P<a>.+?)\s+to\s+(?P<b>.+)", re.IGNORECASE)


def in_our_words(test: str) -> str:
    """The test as this language writes it, or nothing where it is not one of the usual other ways."""
    if found := _RANGE.fullmatch(test):
        return "between {a} and {b}".format(**found.groupdict())
    for pattern, words in _PATTERNS:
        if found := re.fullmatch(pattern, test, re.IGNORECASE):
            return words.format(**found.groupdict())
    return ""
