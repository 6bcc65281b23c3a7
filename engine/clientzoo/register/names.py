"""Names of companies compared as people compare them: without case, blanks, quotation marks and legal forms."""

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

_FILE = Path(__file__).parent / "legal_forms.txt"  # small letters, no points or strokes, one form a line
LEGAL_FORMS: tuple[tuple[str, ...], ...] = tuple(
    sorted((tuple(line.split()) for line in _FILE.read_text(encoding="utf-8").splitlines()), key=len, reverse=True)
)
_LIKE_ENOUGH = 72.0  # of 100
_LATIN = dict(
    zip("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhye", strict=True)
    ) | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}  # fmt: skip


def name_key(name: str) -> str:
    """What two names have in common that mean the same company: letters and digits without the legal form.

    `ООО «Ромашка»`, `ромашка` and `РОМАШКА, ООО` have one key. A name that is nothing but a legal form keeps it; one
    without any letter or digit is its own key.
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    words = _words(text)
    kept = _without_forms(words) or words
    return "".join(kept) or "".join(text.split())


def nearest(name: str, known: Mapping[str, str], most: int = 3) -> tuple[str, ...]:
    """Up to `most` of the known names (by their keys) that are like this one, the likest first, in either alphabet."""
    from rapidfuzz import fuzz, process

    wanted = _in_latin(name_key(name))
    spelt = {key: _in_latin(key) for key in known}
    scorer = fuzz.ratio if len(wanted) < 4 else fuzz.WRatio  # a short word is part of too many
    found = process.extract(wanted, spelt, scorer=scorer, limit=most, score_cutoff=_LIKE_ENOUGH)
    return tuple(dict.fromkeys(known[key] for _, _, key in found))


def _words(text: str) -> list[str]:
    """Runs of letters and digits; a point, stroke or hyphen, as in `s.r.o.` or `A/S`, does not part one."""
    joined = "".join(sign for sign in text if sign not in "./'’ʼ-‐–" and not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in joined).split()


def _without_forms(words: Sequence[str]) -> Sequence[str]:
    """Without legal forms at either end, as long as something is left."""
    for form in LEGAL_FORMS:
        length = len(form)
        if len(words) > length and tuple(words[:length]) == form:
            return _without_forms(words[length:])
        if len(words) > length and tuple(words[-length:]) == form:
            return _without_forms(words[:-length])
    return words


def _in_latin(key: str) -> str:
    return "".join(_LATIN.get(sign, sign) for sign in key)
