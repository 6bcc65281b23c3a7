"""A playbook as a Word document that edits well: real styles, lists, footnotes, boxes to tick; the same bytes again.

With a letterhead, a .docx of the agency's own, its styles, margins, header and footer are kept and its text is not.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from clientzoo.knowledge.brand import Brand
from clientzoo.playbook.documents import tree
from clientzoo.playbook.documents.drawing import Drawing
from clientzoo.playbook.documents.playbook import Playbook
from clientzoo.playbook.documents.word_notes import Notes
from clientzoo.playbook.documents.word_parts import (
    add_box,
    add_field,
    add_link,
    add_run,
    element,
    in_list,
    new_list,
    visible,
)
from clientzoo.playbook.documents.word_styles import Styles

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_EMU = 9525  # English metric units of a pixel
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # a document that says when it was made is never the same twice
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_LONGEST_DEPTH = 8  # levels of a list that Word has, counted from 0

Where = Callable[[], "Paragraph"]


class WordWriter:
    """Writes playbooks in the look of a brand."""

    def __init__(self, brand: Brand) -> None:
        self._brand = brand

    def docx(self, playbook: Playbook) -> bytes:
        """The document. Raises OSError where the letterhead cannot be read, ValueError where it is no Word file."""
        document = _blank(self._brand)
        _Writer(document, playbook, self._brand).write()
        buffer = io.BytesIO()
        document.save(buffer)
        return _repacked(buffer.getvalue())


def _blank(brand: Brand) -> "Document":
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.shared import Mm

    if brand.letterhead is None:
        document = Document()
        for section in document.sections:
            section.page_width, section.page_height = Mm(210), Mm(297)
            section.left_margin = section.right_margin = Mm(18)
            section.top_margin, section.bottom_margin = Mm(13), Mm(14)
        return document
    try:
        document = Document(str(brand.letterhead))
    except (PackageNotFoundError, KeyError, zipfile.BadZipFile) as error:
        raise ValueError(f"{brand.letterhead} is no Word document (.docx)") from error
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):  # the last one holds the margins, the header and the footer
            body.remove(child)
    return document


class _Writer:
    """Writes one playbook into one document."""

    def __init__(self, document: "Document", playbook: Playbook, brand: Brand) -> None:
        self._document = document
        self._playbook = playbook
        self._brand = brand
        self._read = tree.document(playbook.tokens)
        self._styles = Styles(document, brand, own=brand.letterhead is None, language=playbook.language)
        self._notes = Notes(document, self._styles)

    def write(self) -> None:
        self._head()
        self._blocks(self._read.blocks, self._new_paragraph)
        for number, blocks in enumerate(self._read.notes):
            self._note(self._notes.new(number), blocks)
        self._foot()
        core = self._document.core_properties
        core.title, core.language = visible(self._playbook.title)[:255], self._playbook.language
        core.author = core.last_modified_by = visible(self._brand.name)[:255]
        core.comments, core.subject, core.keywords, core.revision = "", "", "", 1
        core.created = core.modified = _NO_DATE

    def _new_paragraph(self) -> "Paragraph":
        return self._document.add_paragraph()

    def _blocks(self, blocks: tree.Blocks, paragraph: Where) -> None:
        for block in blocks:
            self._block(block, paragraph)

    def _block(self, block: tree.Block, paragraph: Where) -> None:
        match block:
            case tree.Heading(level, inlines):
                written = paragraph()
                written._p.style = self._styles.heading(level).style_id
                self._inlines(inlines, written)
            case tree.Paragraph(inlines):
                self._inlines(inlines, paragraph())
            case tree.Items():
                self._items(block, 0)
            case tree.Quote(blocks):
                self._blocks(blocks, lambda: self._styled("Quote", paragraph))
            case tree.Table(rows):
                self._table(rows)
            case tree.Listing(text):
                written = paragraph()
                for number, line in enumerate(text.splitlines()):
                    if number:
                        written.add_run().add_break()
                    add_run(written, visible(line), self._styles.code)
            case tree.Line():
                self._styles.ruled(paragraph())

    def _styled(self, name: str, paragraph: Where) -> "Paragraph":
        written = paragraph()
        written._p.style = self._styles.named(name).style_id
        return written

    def _items(self, items: tree.Items, depth: int) -> None:
        boxed = any(item.ticked is not None for item in items.items)
        number = None if boxed else new_list(self._document, items.start)
        for item in items.items:
            self._item(item, items.start is not None, number, min(depth, _LONGEST_DEPTH))

    def _item(self, item: tree.Item, numbered: bool, number: int | None, depth: int) -> None:
        first = True
        for block in item.blocks:
            if isinstance(block, tree.Items):
                self._items(block, depth + 1)
                continue
            written = self._document.add_paragraph()
            written._p.style = self._styles.item(numbered).style_id
            self._styles.indented(written, depth, hanging=first)
            if first and number is not None:
                in_list(written, number, depth)
            elif first or number is None:
                in_list(written, 0, 0)  # no sign of the style's own
            if first and item.ticked is not None:
                add_box(written, item.ticked)
                written.add_run("\t")
            first = False
            if isinstance(block, tree.Paragraph):
                self._inlines(block.inlines, written)
            else:
                self._block(block, partial(_same, written))

    def _table(self, rows: tuple[tuple[tree.Inlines, ...], ...]) -> None:
        table = self._document.add_table(rows=len(rows), cols=max(map(len, rows)), style=self._styles.table)
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, inlines in zip(row.cells, cells, strict=False):
                self._inlines(inlines, cell.paragraphs[0])
        heading = table.rows[0]._tr.get_or_add_trPr()
        heading.append(element("w:tblHeader"))
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True

    def _note(self, paragraph: "Paragraph", blocks: tree.Blocks) -> None:
        for block in blocks:
            if isinstance(block, tree.Paragraph):
                self._inlines(tuple(_unlinked(block.inlines)), paragraph)

    def _inlines(self, inlines: tree.Inlines, paragraph: "Paragraph", bold: bool = False, italic: bool = False) -> None:
        before: tree.Inline | None = None
        for one in inlines:
            match one:
                case tree.Text(text) | tree.Code(text):
                    style = self._styles.code if isinstance(one, tree.Code) else None
                    run = add_run(paragraph, visible(text), style)
                    run.bold, run.italic = bold or None, italic or None
                case tree.Break():
                    paragraph.add_run().add_break()
                case tree.Strong(inner):
                    self._inlines(inner, paragraph, True, italic)
                case tree.Emphasis(inner):
                    self._inlines(inner, paragraph, bold, True)
                case tree.Link(target, inner):
                    if target.startswith(("https://", "http://", "mailto:")):
                        add_link(paragraph, target, visible(tree.plain(inner)))
                    else:
                        self._inlines(inner, paragraph, bold, italic)
                case tree.Picture(name):
                    self._picture(self._playbook.drawings.get(name), paragraph)
                case tree.Mark(note, first):
                    self._notes.mark(note, first, paragraph, close=isinstance(before, tree.Mark))
            before = one

    def _picture(self, drawing: Drawing | None, paragraph: "Paragraph") -> None:
        if drawing is None:
            return
        from docx.shared import Emu

        from clientzoo.playbook.documents.pdf import png

        width, height = Emu(int(drawing.width * _EMU)), Emu(int(drawing.height * _EMU))
        shape = paragraph.add_run().add_picture(io.BytesIO(png(drawing)), width, height)
        shape._inline.docPr.set("descr", visible(drawing.about))

    def _head(self) -> None:
        """The logo, where no letterhead brings its own header."""
        logo = self._brand.logo
        if logo is None or self._brand.letterhead is not None or logo.kind == "svg":
            return
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        paragraph = self._document.sections[0].header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        shape = paragraph.add_run().add_picture(io.BytesIO(logo.content), height=Mm(11))
        shape._inline.docPr.set("descr", visible(logo.about))

    def _foot(self) -> None:
        """The zoo, the contact line and the number of the page, where the letterhead has no footer of its own."""
        section = self._document.sections[-1]
        if self._brand.letterhead is not None and not section.footer.is_linked_to_previous:
            return
        paragraph = section.footer.paragraphs[0]
        said = " · ".join(one for one in (self._playbook.foot, self._brand.contact) if one)
        paragraph.add_run(visible(said) + "\t")
        self._styles.foot(paragraph, section)
        add_field(paragraph, "PAGE")
        paragraph.add_run(" / ")
        add_field(paragraph, "NUMPAGES")


def _same(paragraph: "Paragraph") -> "Paragraph":
    return paragraph


def _unlinked(inlines: tree.Inlines) -> Iterator[tree.Inline]:
    """The words of a note: its part has no list of what links lead to."""
    for one in inlines:
        yield tree.Text(tree.plain((one,))) if isinstance(one, tree.Link) else one


def _repacked(content: bytes) -> bytes:
    """The same package without the times at which its parts were written, and without a picture of another document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            plain = zipfile.ZipInfo(entry.filename, _ZIP_DATE)
            plain.compress_type, plain.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            made.writestr(plain, given.read(entry))
    return buffer.getvalue()
