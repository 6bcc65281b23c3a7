"""The program's words in its languages: nothing missing, nothing left over, the same names in every sentence."""

import string
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from clientzoo.knowledge.speech import Noun, speech
from languages.russian import latin
from spoken import LOCALE, compiled, sentences

LANGUAGES = sorted(path.stem for path in LOCALE.glob("*.po"))


def messages(language: str) -> Iterator[Message]:
    with (LOCALE / f"{language}.po").open("rb") as stream:
        yield from (one for one in read_po(stream, locale=language) if one.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_sentence_of_the_program_and_no_other(language: str) -> None:
    known = {one.id for one in messages(language)}
    assert known == set(sentences()), "python tests/spoken.py brings it up to date"
    assert [one.id for one in messages(language) if one.fuzzy or not all(forms(one))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_packed_is_what_is_written(language: str) -> None:
    assert (LOCALE / f"{language}.mo").read_bytes() == compiled(LOCALE / f"{language}.po")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_names_what_the_sentence_names(language: str) -> None:
    for one in messages(language):
        wanted = names(one.id if isinstance(one.id, str) else one.id[1])
        for form in forms(one):
            assert names(form) <= wanted | {"number"}, one.id
            assert wanted - {"number"} <= names(form), one.id


def test_no_russian_sentence_has_a_latin_word_in_it() -> None:
    left = {
        form: words for one in messages("ru") for form in forms(one)
        if (words := latin("".join(text for text, *_ in string.Formatter().parse(form))))
    }  # fmt: skip
    assert left == {}


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 условия"), (2, "2 условий"), (5, "5 условий"), (21, "21 условия"), (11, "11 условий")]
)
def test_a_counted_noun_takes_the_form_of_its_number(number: int, said: str) -> None:
    told = speech("ru").count("{met} of {number} condition met", "{met} of {number} conditions met", number, met=1)
    assert told == f"выполнено 1 из {said}"


def test_a_noun_stands_in_its_case_and_plainly_where_none_is_known() -> None:
    assert f"от {Noun('волк', {'genitive': 'волка'}):genitive}" == "от волка"
    assert f"от {Noun('волк'):genitive}" == "от волк"
    assert f"{Noun('elephant'):a}, {Noun('wolf'):a}" == "an elephant, a wolf"


def test_what_has_no_translation_is_said_in_english_whole() -> None:
    assert speech("de")("still missing: {need}", need="x") == "still missing: x"
    assert speech("../ru")("yes") == "yes"
    assert speech("ru").figure(0.5) == "0,50"


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def names(sentence: str) -> set[str]:
    return {name for _, name, *_ in string.Formatter().parse(sentence) if name}
