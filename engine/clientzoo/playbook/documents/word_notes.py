"""Real footnotes of a Word document, which python-docx does not write: a part of their own, and marks for it."""

from typing import TYPE_CHECKING

from clientzoo.playbook.documents.word_parts import add_run, element
from clientzoo.playbook.documents.word_styles import Styles

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import XmlPart
    from docx.text.paragraph import Paragraph

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_EMPTY = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


class Notes:
    """The footnotes of one document; a letterhead may bring some lines of the kind, which stay."""

    def __init__(self, document: "Document", styles: Styles) -> None:
        self._document = document
        self._styles = styles
        self._part = _part(document)
        self._first = 1 + max(_ids(self._part), default=0)

    def mark(self, note: int, first: bool, paragraph: "Paragraph", *, close: bool) -> None:
        """The mark of a note, `close` to another. A later mark of the same note is its number: Word counts them."""
        if close:
            add_run(paragraph, ",", self._styles.named("footnote reference"))
        run = add_run(paragraph, "", self._styles.named("footnote reference"))
        if first:
            run._r.append(element("w:footnoteReference", id=str(self._first + note)))
        else:
            run.text = str(note + 1)

    def new(self, note: int) -> "Paragraph":
        """The paragraph of a note, to be filled."""
        from docx.oxml.ns import qn
        from docx.text.paragraph import Paragraph

        footnote = element("w:footnote", id=str(self._first + note))
        inner = element("w:p")
        footnote.append(inner)
        self._part.element.append(footnote)
        paragraph = Paragraph(inner, self._document)
        properties = inner.get_or_add_pPr()
        properties.style = self._styles.named("footnote text").style_id
        sign = element("w:r")
        run_properties = element("w:rPr")
        run_properties.append(element("w:rStyle", val=self._styles.named("footnote reference").style_id))
        sign.append(run_properties)
        sign.append(element("w:footnoteRef"))
        inner.append(sign)
        space = element("w:r")
        text = element("w:t")
        text.text = " "
        text.set(qn("xml:space"), "preserve")
        space.append(text)
        inner.append(space)
        return paragraph


def _part(document: "Document") -> "XmlPart":
    """The part that holds the notes of the document, made where there is none."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart
    from docx.oxml import parse_xml

    package = document.part.package
    for relation in document.part.rels.values():
        if relation.reltype == _RELATION and not relation.is_external:
            found = relation.target_part
            if isinstance(found, XmlPart):
                return found
            read = XmlPart(found.partname, found.content_type, parse_xml(found.blob), package)
            relation._target = read
            return read
    made = XmlPart(PackURI("/word/footnotes.xml"), _KIND, parse_xml(_EMPTY), package)
    document.part.relate_to(made, _RELATION)
    settings = document.settings.element
    known = settings.find(_q("w:footnotePr"))
    if known is None:
        known = element("w:footnotePr")
        known.append(element("w:footnote", id="-1"))
        known.append(element("w:footnote", id="0"))
        before = settings.find(_q("w:compat"))
        if before is not None:
            before.addprevious(known)
        else:
            settings.append(known)
    return made


def _ids(part: "XmlPart") -> list[int]:
    return [int(one.get(_q("w:id"), "0")) for one in part.element.findall(_q("w:footnote"))]


def _q(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
