"""Letters that look alike in two scripts: `оwner` with a Cyrillic о is not `owner`, and nobody can see it."""

import unicodedata
from collections.abc import Iterable

_LOOK_ALIKE = str.maketrans("аеорсухіјѕԁАВЕКМНОРСТУХІЈЅ", "aeopcyxijsdABEKMHOPCTYXIJS")


def look_alike(word: str, known: Iterable[str]) -> str:
    """A hint naming the letter in which `word` differs from a known name that looks the same; else empty."""
    wanted = word.translate(_LOOK_ALIKE)
    for name in known:
        if name != word and name.translate(_LOOK_ALIKE) == wanted:
            other = next(one for one, meant in zip(word, name, strict=True) if one != meant)
            script = unicodedata.name(other, "another script").split()[0].capitalize()
            return f"the letter `{other}` in it is {script}: type `{name}` anew"
    return ""


def scripts(word: str) -> dict[str, list[str]]:
    """The letters of the word by script, as Latin and Cyrillic; signs and digits belong to none."""
    found: dict[str, list[str]] = {}
    for letter in word:
        if letter.isalpha():
            found.setdefault(unicodedata.name(letter, "another script").split()[0].capitalize(), []).append(letter)
    return found
