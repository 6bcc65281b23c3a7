"""The styles of a Word document: those of the letterhead, or our own in the colours and fonts of the brand."""

from typing import TYPE_CHECKING, Any

from clientzoo.knowledge.brand import Brand
from clientzoo.playbook.documents.word_parts import element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

FONT = "Arial"  # what every Word has, with Cyrillic
_INDENT = 284  # twentieths of a point
_KINDS = {"footnote reference": 2, "Code": 2, "Table Grid": 3}  # of style, as Word counts them; the rest are 1
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


class Styles:
    """The styles of one document by name. With `own` they are set to the brand's look, else taken as they are."""

    def __init__(self, document: "Document", brand: Brand, *, own: bool, language: str) -> None:
        self._document = document
        self._brand = brand
        self._made: dict[str, Any] = {}
        self.code = self.named("Code")
        self.table = self.named("Table Grid")
        if own:
            self._dress(language)

    def named(self, name: str) -> Any:
        """The style of that name as python-docx spells it, made where the document has none."""
        if name not in self._made:
            styles = self._document.styles
            try:
                self._made[name] = styles[name]
            except KeyError:
                self._made[name] = self._new(name)
        return self._made[name]

    def heading(self, level: int) -> Any:
        return self.named(f"Heading {min(max(level, 1), 9)}")

    def item(self, numbered: bool) -> Any:
        return self.named("List Number" if numbered else "List Bullet")

    def indented(self, paragraph: "Paragraph", depth: int, *, hanging: bool) -> None:
        """Sets a paragraph of a list in; the first of an item hangs out for its sign."""
        from docx.shared import Twips

        form = paragraph.paragraph_format
        form.left_indent = Twips(_INDENT * (depth + 1))
        form.first_line_indent = Twips(-_INDENT) if hanging else Twips(0)
        form.tab_stops.add_tab_stop(Twips(_INDENT * (depth + 1)))

    def ruled(self, paragraph: "Paragraph") -> None:
        """A line across the page below the paragraph."""
        borders = element("w:pBdr")
        borders.append(element("w:bottom", val="single", sz="6", space="1", color="auto"))
        paragraph._p.get_or_add_pPr().append(borders)

    def foot(self, paragraph: "Paragraph", section: "Section") -> None:
        """The footer: the number of the page at the right margin, and no other place to stop at."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Emu

        stops = paragraph.paragraph_format.tab_stops
        width = Emu((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))
        for stop in paragraph.style.paragraph_format.tab_stops if paragraph.style is not None else ():
            if stop.position != width:
                stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
        stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)

    def _new(self, name: str) -> Any:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        kind = {1: WD_STYLE_TYPE.PARAGRAPH, 2: WD_STYLE_TYPE.CHARACTER, 3: WD_STYLE_TYPE.TABLE}[_KINDS.get(name, 1)]
        made: Any = self._document.styles.add_style(name, kind, builtin=name != "Code")
        if kind is WD_STYLE_TYPE.PARAGRAPH:
            made.base_style = self._document.styles.default(kind)
        if name == "footnote reference":
            made.font.superscript = True
        elif name == "footnote text":
            made.font.size = Pt(7.5)
            made.paragraph_format.space_after = Pt(0)
        elif name == "Code":
            _font(made, "Courier New")
        elif name.startswith("Heading "):
            made.font.bold, made.font.size = True, Pt(max(10, 18 - 3 * int(name[-1])))
            made.paragraph_format.keep_with_next = True
            made._element.get_or_add_pPr().append(element("w:outlineLvl", val=str(int(name[-1]) - 1)))
        elif name == "Table Grid":
            borders = element("w:tblBorders")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
                borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="auto"))
            properties = element("w:tblPr")
            properties.append(borders)
            made._element.append(properties)
        return made

    def _dress(self, language: str) -> None:
        from docx.shared import Pt, RGBColor

        colours, styles = self._brand.colours, self._document.styles
        text = self._brand.font or FONT
        ink, primary = (RGBColor.from_string(one[1:]) for one in (colours.foreground, colours.primary))
        normal: Any = styles["Normal"]
        _font(normal, text)
        normal.font.size, normal.font.color.rgb = Pt(9.2), ink
        normal.paragraph_format.space_after, normal.paragraph_format.space_before = Pt(2), Pt(0)
        normal.paragraph_format.line_spacing = 1.0
        for name, size, before in (("Heading 1", 18, 0), ("Heading 2", 11, 6), ("Heading 3", 9.5, 4)):
            style: Any = styles[name]
            _font(style, self._brand.headings or text)
            style.font.size, style.font.bold = Pt(size), True
            style.font.color.rgb = ink if name == "Heading 1" else primary
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)
        for name in ("List Bullet", "List Number"):
            style = styles[name]
            style.paragraph_format.space_after = Pt(1)
        self.named("Footer").font.size = Pt(7.5)
        defaults = styles.element.find(_q("w:docDefaults"))
        for one in defaults.iter(_q("w:lang")) if defaults is not None else ():
            one.set(_q("w:val"), {"ru": "ru-RU", "en": "en-GB", "de": "de-DE"}.get(language, language))


def _font(style: Any, name: str) -> None:
    """The family for letters of every alphabet, in place of the one the theme would give."""
    style.font.name = name
    fonts = style._element.rPr.rFonts
    for key in _THEMED:
        fonts.attrib.pop(_q(f"w:{key}"), None)
    for key in ("w:cs", "w:eastAsia"):
        fonts.set(_q(key), name)


def _q(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
