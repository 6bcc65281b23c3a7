"""Names of clients as names of files that every system takes; no name leads out of its folder."""

import hashlib
import re
import unicodedata

_MOST_BYTES = 180  # of a name in UTF-8, well below the 255 that file systems allow
_MOST_BYTES_PLAIN = 120
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³]|conin\$|conout\$)( *\..*)?$")
_NAMELESS = "client"


def safe_name(client: str) -> str:
    """The name as it reads: letters of every alphabet, blanks and a few signs stay, the others become hyphens."""
    plain = unicodedata.normalize("NFC", client)
    kept = "".join(
        sign if sign.isalnum() or unicodedata.combining(sign) or sign in " ._-+&'" else "-" for sign in plain
    )
    name = _cut(re.sub(r"[ -]*-[ -]*", "-", re.sub(r"\s+", " ", kept)).strip(" .-"), _MOST_BYTES)
    if not name:
        return _NAMELESS
    return f"{_NAMELESS}-{name}" if _RESERVED.match(name) else name


def plain_name(client: str) -> str:
    """The name's words in lower case, joined by hyphens; with a mark of its own where that is not the whole name."""
    text = unicodedata.normalize("NFC", client).casefold()
    name = "-".join("".join(sign if sign.isalnum() else " " for sign in text).split())
    short = _cut(name, _MOST_BYTES_PLAIN)
    if short and short == name and not _RESERVED.match(short):
        return name
    mark = hashlib.sha256(client.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{short or _NAMELESS}-{mark}"


def _cut(name: str, most: int) -> str:
    """As much of the name as fits, ending in no blank, dot or hyphen."""
    return name.encode()[:most].decode(errors="ignore").rstrip(" .-")
