"""Which encoding a text file has: a byte order mark, else strict UTF-8 of the whole, else the likeliest Cyrillic
page."""

import codecs
from itertools import pairwise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф")
_UNLIKELY = frozenset("ЂЃѓЉЊЋЏђљњћџўЎ¤¦§©¬®°±µ¶·╔╗╚╝║═│┤╡╢╖╕╣└┴┬├─┼")


class UnreadableFileError(ValueError):
    """The file is not what it seems; the text is fit to be shown."""


def decoded(data: bytes, given: str | None = None) -> tuple[str, str]:
    """The text and the encoding found. Raises UnreadableFileError where none fits, or `given` does not."""
    name = given or _found(data)
    try:
        return data.decode(name), name
    except (UnicodeDecodeError, LookupError):
        raise UnreadableFileError(f"the file is not written in {name}; name its encoding with --encoding") from None


def _found(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data[:4096]:
        return _unmarked_utf16(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return max(("cp1251", "cp866", "koi8-r"), key=lambda name: _cyrillic(data, name))
    return "utf-8"


def _unmarked_utf16(data: bytes) -> str:
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample) // 2:
        raise UnreadableFileError("the file is no text; save it as CSV or XLSX")
    return "utf-16-le" if odd > even else "utf-16-be"


def _cyrillic(data: bytes, name: str) -> float:
    """How much the letters look like Russian: common small letters count, rare signs and a capital after a small
    don't."""
    text = data[:200_000].decode(name, errors="replace")
    good = sum(1 for letter in text if letter in _COMMON)
    bad = sum(1 for letter in text if letter in _UNLIKELY or letter == "\ufffd")
    inner = sum(1 for one, two in pairwise(text) if one.islower() and two.isupper())
    return good - 3 * bad - 2 * inner
