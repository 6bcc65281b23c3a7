"""What may stand in Latin letters in a Russian text, and what else does."""

import re

NAMES = frozenset(
    ("VIP", "ABC", "XYZ", "RFM", "BCG", "CSI", "LTV", "SEO", "SERM", "CRM", "FTP", "SSL", "KPI", "PDF", "HTML", "Word",
     "Excel", "A", "B", "C", "X", "Y", "Z", "Enter", "Ctrl", "U", "g", "c", "b", "f", "n", "r", "s", "u", "w", "q")
)  # fmt: skip
_ASIDE = re.compile(
    r"(?<=овет )[a-z_]+|\[[\w<>, .-]+\]|`[^`]*`|--[\w-]+|\[\^[^\]]*\]|\{\{.*?\}\}|\{%.*?%\}|\b[a-z]+(?:_[a-z0-9]+)+\b"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def latin(text: str) -> list[str]:
    """Words in Latin letters that are no allowed names; ids in brackets, options and Jinja's own do not count."""
    return [word for word in _WORD.findall(_ASIDE.sub(" ", text)) if word not in NAMES]
