"""The program's own words in a reader's language: sentences, counted nouns, figures, quotes.

A sentence is written where it is said, in English: `say("For the {animal}:", animal=name)`. Its translation stands in
`locale/<language>.po`, as a whole sentence with the same names in braces, never in pieces. What has no translation is
said in English, whole. docs/languages.md tells how a language is added.
"""

import gettext
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Protocol

CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")


class Spoken(Protocol):
    """What has a language of its own and may be told in another at the moment, as a zoo has."""

    @property
    def language(self) -> str: ...
    @property
    def speaks(self) -> str: ...


class Speech:
    """Says the program's own words in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, sentence: str, /, **values: Any) -> str:
        """The sentence in this language, its `{names}` filled in."""
        said = self._catalogue.gettext(sentence)
        return said.format(**values) if values else said

    def count(self, one: str, many: str, number: int, /, **values: Any) -> str:
        """The sentence for that number, `{number}` in it; how many forms there are is the language's affair."""
        return self._catalogue.ngettext(one, many, number).format(number=number, **values)

    def figure(self, number: float, digits: int = 2) -> str:
        """`0.91`, in Russian `0,91`."""
        return f"{number:.{digits}f}".replace(".", self("."))

    def short(self, number: float) -> str:
        """`0.7`, in Russian `0,7`: as few digits as it has."""
        return f"{number:g}".replace(".", self("."))

    def quoted(self, words: str) -> str:
        """The words in the language's quotation marks."""
        return self('"{words}"', words=words)


def later(sentence: str) -> str:
    """Marks a sentence that stands in a table and is said elsewhere."""
    return sentence


@cache
def speech(language: str) -> Speech:
    """The program's words in a language, named as `ru`; in English for one that it does not speak."""
    return Speech(language)


def speech_of(spoken: Spoken) -> Speech:
    """The program's words in the language that a zoo speaks now."""
    return speech(spoken.speaks or spoken.language)


class Noun(str):
    """A noun that a sentence can put into a case: `{animal:dative}`; `{animal:a}` has the English article before it.

    A case that nobody has written down is the plain form.
    """

    __slots__ = ("cases",)
    cases: Mapping[str, str]

    def __new__(cls, plain: str, cases: Mapping[str, str] | None = None) -> "Noun":
        made = super().__new__(cls, plain)
        made.cases = cases or {}
        return made

    def __format__(self, form: str) -> str:
        if form == "a":
            return f"{'an' if self[:1] in 'aeiou' else 'a'} {self}"
        if form in CASES:
            return self.cases.get(form, str(self))
        return super().__format__(form)


ENGLISH = "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    compiled = resources.files(__package__) / "locale" / f"{language}.mo"
    if language == ENGLISH or not language.isalpha() or not compiled.is_file():
        return gettext.NullTranslations()
    with compiled.open("rb") as stream:
        return gettext.GNUTranslations(stream)
