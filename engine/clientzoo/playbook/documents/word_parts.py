"""Pieces of WordprocessingML that python-docx has no words for."""

import re
from typing import TYPE_CHECKING

from clientzoo.knowledge.legible import legible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import CharacterStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TICKED, _EMPTY, _FONT = "2612", "2610", "MS Gothic"
_INDENT, _LEVELS = 284, 9  # a twentieth of a point
_BULLETS = "•–•–•–•–•"


def visible(text: str) -> str:
    """The text without signs that XML cannot hold, and without those that turn the direction of writing."""
    return _NOT_IN_XML.sub("", legible(text))


def element(name: str, **attributes: str) -> "BaseOxmlElement":
    """An element such as `w:tab` with attributes of the same namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    prefix = name.partition(":")[0]
    for key, value in attributes.items():
        made.set(qn(f"{prefix}:{key}"), value)
    return made


def in_list(paragraph: "Paragraph", number: int, level: int) -> None:
    """Makes the paragraph an item of that list; of none, whatever its style says, where `number` is 0."""
    item = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    item.get_or_add_ilvl().val = level
    item.get_or_add_numId().val = number


def new_list(document: "Document", start: int | None) -> int:
    """A list of its own, with numbers from `start` or with bullets; gives the number it has in the document."""
    numbering = document.part.numbering_part.element
    kind = "bullet" if start is None else "decimal"
    abstract, name = None, f"clientzoo-{kind}"
    for one in numbering.findall(_q("w:abstractNum")):
        named = one.find(_q("w:name"))
        if named is not None and named.get(_q("w:val")) == name:
            abstract = one
    if abstract is None:
        abstract = _abstract(numbering, kind, name)
    number = numbering.add_num(int(abstract.get(_q("w:abstractNumId"))))
    if start is not None:
        number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _abstract(numbering: "BaseOxmlElement", kind: str, name: str) -> "BaseOxmlElement":
    """A new kind of list, standing before the lists as the schema wants it."""
    known = [int(one.get(_q("w:abstractNumId"))) for one in numbering.findall(_q("w:abstractNum"))]
    made = element("w:abstractNum", abstractNumId=str(max(known, default=-1) + 1))
    made.append(element("w:multiLevelType", val="hybridMultilevel"))
    made.append(element("w:name", val=name))
    for level in range(_LEVELS):
        one = element("w:lvl", ilvl=str(level))
        one.append(element("w:start", val="1"))
        one.append(element("w:numFmt", val=kind))
        one.append(element("w:lvlText", val=_BULLETS[level] if kind == "bullet" else f"%{level + 1}."))
        one.append(element("w:lvlJc", val="left"))
        properties = element("w:pPr")
        properties.append(element("w:ind", left=str(_INDENT * (level + 1)), hanging=str(_INDENT)))
        one.append(properties)
        made.append(one)
    lists = numbering.findall(_q("w:num"))
    if lists:
        lists[0].addprevious(made)
    else:
        numbering.append(made)
    return made


def add_run(paragraph: "Paragraph", text: str, style: "CharacterStyle | None") -> "Run":
    """A run in that style, named by its id: python-docx would look through all styles of the document for each."""
    run = paragraph.add_run(text)
    if style is not None:
        run._r.style = style.style_id
    return run


def add_box(paragraph: "Paragraph", ticked: bool) -> None:
    """A box to tick: a content control that Word and LibreOffice let one click."""
    control = element("w:sdt")
    properties = element("w:sdtPr")
    box = _of_2010(properties, "checkbox")
    _of_2010(box, "checked", val="1" if ticked else "0")
    for name, sign in (("checkedState", _TICKED), ("uncheckedState", _EMPTY)):
        _of_2010(box, name, val=sign, font=_FONT)
    content = element("w:sdtContent")
    run = element("w:r")
    run_properties = element("w:rPr")
    run_properties.append(element("w:rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT, hint="eastAsia"))
    run.append(run_properties)
    text = element("w:t")
    text.text = chr(int(_TICKED if ticked else _EMPTY, 16))
    run.append(text)
    content.append(run)
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)


def _of_2010(parent: "BaseOxmlElement", name: str, **attributes: str) -> "BaseOxmlElement":
    """An element within `parent` that came with Word 2010."""
    made: BaseOxmlElement = parent.makeelement(f"{{{_W14}}}{name}", nsmap={"w14": _W14})
    for key, value in attributes.items():
        made.set(f"{{{_W14}}}{key}", value)
    parent.append(made)
    return made


def add_field(paragraph: "Paragraph", code: str) -> None:
    """A field that Word works out, as PAGE."""
    field = element("w:fldSimple", instr=f" {code} ")
    run = element("w:r")
    text = element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def add_link(paragraph: "Paragraph", target: str, words: str) -> None:
    """A link to a page of the web or to an address for mail."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    made = element("w:hyperlink")
    made.set(_q("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = element("w:r")
    properties = element("w:rPr")
    properties.append(element("w:u", val="single"))
    run.append(properties)
    text = element("w:t")
    text.text = words
    run.append(text)
    made.append(run)
    paragraph._p.append(made)


def _q(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
