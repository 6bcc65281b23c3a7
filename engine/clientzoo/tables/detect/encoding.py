"""Which encoding a text file has: a byte order mark, else strict UTF-8 of the whole file, else the likeliest page."""

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAGES = ("cp1251", "cp866", "koi8-r", "mac-cyrillic", "cp1252")
_BLOCK = 16 * 2**20  # bytes
_SAMPLE = 200_000
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")  # with at least one letter beyond ASCII
_CYRILLIC = re.compile(r"[а-яё]+|[А-ЯЁ][а-яё]*|[А-ЯЁ]+")
_WESTERN = re.compile(r"[A-Za-zß-öø-ÿÀ-ÖØ-ÞŒœŠšŽžŸ]*[A-Za-z][A-Za-zß-öø-ÿÀ-ÖØ-ÞŒœŠšŽžŸ]*")
_COMMON = frozenset("оеаинтсрвлкОЕАИНТСРВЛК")
_RARE = frozenset("ъэщёЪЭЩЁ")


class UnreadableFileError(ValueError):
    """The file is not what it seems; the text is fit to be shown."""


@contextmanager
def damage_told(what: str) -> Iterator[None]:
    """Within it whatever a library stumbles over in the file, a panic of Rust too, is an UnreadableFileError."""
    try:
        yield
    except (UnreadableFileError, MemoryError, FileNotFoundError, PermissionError, GeneratorExit):
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        said = (str(error).strip() or type(error).__name__).partition("\n")[0][:200]
        raise UnreadableFileError(f"this {what} is damaged and cannot be read ({said})") from None


def encoding_of(path: Path, given: str | None = None) -> str:
    """The name of the encoding. Raises UnreadableFileError where none fits, or `given` is none at all."""
    if given is None:
        return _found(path)
    try:
        found = codecs.lookup(given)
        "".encode(found.name)  # base64 and its like are codecs, and no encodings of text
        return found.name
    except (LookupError, ValueError):
        raise UnreadableFileError(f"there is no encoding called `{given}`; try cp1251 or utf-8") from None


def misread(name: str) -> UnreadableFileError:
    return UnreadableFileError(f"the file is not written in {name}; name its encoding with --encoding")


def _found(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4096)
        for mark, name in _MARKS:
            if head.startswith(mark):
                return name
        if b"\0" in head:
            return _unmarked_utf16(head)
        file.seek(0)
        strict = codecs.getincrementaldecoder("utf-8")()
        while block := file.read(_BLOCK):
            try:
                strict.decode(block)
            except UnicodeDecodeError as error:
                return _page(block[max(error.start - _SAMPLE // 2, 0) : error.start + _SAMPLE])
        try:
            strict.decode(b"", final=True)
        except UnicodeDecodeError:
            return _page(head)
    return "utf-8"


def _unmarked_utf16(head: bytes) -> str:
    """Letters, digits and signs of our alphabets have 0 or 4 in the upper of their two bytes."""
    pairs = max(len(head) // 2, 1)
    little, big = (sum(half.count(upper) for upper in (0, 4)) / pairs for half in (head[1::2], head[::2]))
    if max(little, big) < 0.9:
        raise UnreadableFileError("the file is no text; save it as CSV or XLSX")
    return "utf-16-le" if little > big else "utf-16-be"


def _page(sample: bytes) -> str:
    """The code page in which the words look most like words. Raises UnreadableFileError where they do in none."""
    scores = {name: _likeness(sample.decode(name, errors="replace"), name == "cp1252") for name in _PAGES}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < 0:
        raise UnreadableFileError(
            f"its letters make no words in {', '.join(_PAGES)}; name its encoding with --encoding"
        )
    return best


def _likeness(text: str, western: bool) -> float:
    """Letters of plausible words count for it, common ones more; those of odd words, against it."""
    score = -3.0 * text.count("\ufffd")
    plausible = _WESTERN if western else _CYRILLIC
    for word in _WORD.findall(text):
        if not plausible.fullmatch(word):
            score -= 2 * len(word)
        elif western:
            score += sum(1 for letter in word if letter > "\x7f")
        else:
            score += sum(2 if letter in _COMMON else 0.2 if letter in _RARE else 1 for letter in word)
    return score
