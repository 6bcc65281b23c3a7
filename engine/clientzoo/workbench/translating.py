"""The catalogue of a rulebase for a translator: every text once, where it stands, and what is already translated."""

import io
from collections.abc import Mapping

from clientzoo.knowledge.rule_texts import plain, rule_texts, rulebase_texts
from clientzoo.knowledge.zoo import Zoo


def catalogue(zoo: Zoo, language: str, more: Mapping[str, str] | None = None) -> bytes:
    """The file `rulebases/<zoo>/<language>.po` with every text of the rulebase, in the order of its files.

    Translations that are there stay, those of texts that no longer are go; `more` are new ones by text. Raises
    ProblemsError where the catalogue that is there cannot be read.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    zoo = zoo.own or zoo
    said = {**rule_texts(zoo.root, zoo.id, language).texts, **{plain(text): one for text, one in (more or {}).items()}}
    made = Catalog(locale=language, project=zoo.id, version="", charset="utf-8", fuzzy=False)
    for text, place in rulebase_texts(zoo):
        one = plain(text)
        where = [place.file.rpartition("/")[2]] if place.file else []
        if one and one not in made:
            made.add(one, said.get(one, ""), auto_comments=where)
    stream = io.BytesIO()
    write_po(stream, made, width=116, omit_header=True)
    header = (
        f'# {zoo.id}: {language}\nmsgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header.encode() + stream.getvalue()


def differences(zoo: Zoo, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Texts of the rulebase without a translation, and translated texts that the rulebase does not have."""
    zoo = zoo.own or zoo
    known = dict.fromkeys(one for text, _ in rulebase_texts(zoo) if (one := plain(text)))
    said = rule_texts(zoo.root, zoo.id, language).texts
    return tuple(one for one in known if one not in said), tuple(one for one in said if one not in known)
