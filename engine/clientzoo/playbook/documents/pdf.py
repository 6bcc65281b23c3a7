"""A playbook as PDF, set by Typst: tagged (PDF/UA-1), with bookmarks, and the same bytes for the same playbook.

Nothing that was said about a client becomes Typst's markup: all of it goes in as string literals.
"""

import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from clientzoo.knowledge.brand import Brand, Logo
from clientzoo.playbook.documents import tree
from clientzoo.playbook.documents.drawing import Drawing
from clientzoo.playbook.documents.playbook import Playbook

if TYPE_CHECKING:
    from typst import Compiler, Fonts

FONT = "PT Sans"  # comes with the program: it was drawn for Russian
MAX_UNBROKEN = 30  # signs of a word that are kept together; Typst breaks none by itself
_PIECE = 12
_POINTS = 72 / 96  # of a pixel


class PdfWriter:
    """Writes playbooks in the look of a brand; what takes long, looking for fonts, is done once."""

    def __init__(self, brand: Brand) -> None:
        self._brand = brand
        self._compiler = _compiler(brand.font_files)
        self._look = _look(brand)

    def pdf(self, playbook: Playbook) -> bytes:
        """The PDF of the playbook; tagged too, but not after the standard, where no font has a sign of it."""
        source = f"{self._look}\n{_source(playbook, self._brand)}\n"
        from typst import TypstError

        try:
            return _one(self._compiler.compile(input=source.encode(), format="pdf", pdf_standards="ua-1"))
        except TypstError:  # the standard wants a shape for every sign, and no font here has a Chinese one, say
            return _one(self._compiler.compile(input=source.encode(), format="pdf"))


def png(drawing: Drawing, *, scale: float = 3.0) -> bytes:
    """The drawing as a picture of points, for formats that know no SVG; `scale` times its size at 96 points an inch."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        f"#{_picture(drawing, drawing.width * _POINTS)}\n"
    )
    made = _compiler(()).compile(input=source.encode(), format="png", ppi=96 * scale)
    return _one(made)


def families() -> frozenset[str]:
    """The families of fonts that can be used here, in lower case."""
    return frozenset(name.casefold() for name in _fonts(()).families())


def _one(made: bytes | list[bytes] | None) -> bytes:
    if isinstance(made, bytes):
        return made
    if made and len(made) == 1:
        return made[0]
    raise RuntimeError("Typst gave no document")


@cache
def _fonts(files: tuple[Path, ...]) -> "Fonts":
    from typst import Fonts

    own = resources.files(__package__) / "fonts"
    folders = dict.fromkeys(str(one.parent) for one in files)
    return Fonts(font_paths=[*folders, str(own)])


@cache
def _compiler(files: tuple[Path, ...]) -> "Compiler":
    from typst import Compiler

    return Compiler(root=_nothing_to_read(), font_paths=_fonts(files))


@cache
def _nothing_to_read() -> str:
    """An empty folder: the only one that Typst may read from."""
    _FOLDERS.append(folder := tempfile.TemporaryDirectory(prefix="clientzoo-"))
    return folder.name


_FOLDERS: list["tempfile.TemporaryDirectory[str]"] = []  # they go when the program ends


def _look(brand: Brand) -> str:
    colours = brand.colours
    named = {
        "foreground": colours.foreground, "background": colours.background,
        "primary": colours.primary, "quiet": colours.quiet,
    }  # fmt: skip
    text = tuple(dict.fromkeys(name for name in (brand.font, FONT) if name))
    headings = tuple(dict.fromkeys(name for name in (brand.headings, *text) if name))
    style = (resources.files(__package__) / "playbook.typ").read_text(encoding="utf-8")
    return "\n".join(
        [
            f"#let colours = ({', '.join(f'{name}: rgb({_literal(colour)})' for name, colour in named.items())})",
            f"#let fonts = (text: {_array(map(_literal, text))}, headings: {_array(map(_literal, headings))})",
            style,
        ]
    )


def _source(playbook: Playbook, brand: Brand) -> str:
    read = tree.document(playbook.tokens)
    writer = _Writer(playbook)
    given = {
        "title": _literal(playbook.title),
        "language": _literal(playbook.language.partition("-")[0][:3] or "en"),
        "author": _literal(brand.name),
        "head": _head(brand.logo) if brand.logo else "none",
        "foot": _literal(" · ".join(one for one in (playbook.foot, brand.contact) if one)),
    }
    notes = [writer.blocks(one) for one in read.notes]
    body = writer.page(read.blocks)
    if notes:
        body += f"; notes({', '.join([_literal(playbook.notes_title), *notes])})"
    return f"#playbook({', '.join(f'{name}: {value}' for name, value in given.items())}, {{{body}}})"


def _head(logo: Logo) -> str:
    numbers = ",".join(map(str, logo.content))
    kind, alt = _literal(logo.kind), _literal(logo.about)
    return f'align(right, image(bytes(({numbers},)), format: {kind}, alt: {alt}, height: 11mm, fit: "contain"))'


class _Writer:
    """Writes the tree of one playbook as Typst's code."""

    def __init__(self, playbook: Playbook) -> None:
        self._drawings = playbook.drawings
        self._level = 0

    def page(self, blocks: tree.Blocks) -> str:
        """The whole; the first drawing, where it stands before the second heading, stands beside what is around it."""
        second = next((at for at, one in enumerate(blocks) if at and isinstance(one, tree.Heading)), len(blocks))
        top, rest = blocks[:second], blocks[second:]
        drawing = next((one for one in top if isinstance(one, tree.Paragraph) and _is_drawing(one)), None)
        if drawing is None:
            return self._sequence(blocks)
        around = self._sequence(tuple(one for one in top if one is not drawing))
        return f"beside({self._inlines(drawing.inlines)}, {{{around}}}); {self._sequence(rest)}"

    def blocks(self, blocks: tree.Blocks) -> str:
        return f"{{{self._sequence(blocks)}}}"

    def _sequence(self, blocks: tree.Blocks) -> str:
        return "; ".join(map(self._block, blocks))

    def _block(self, block: tree.Block) -> str:
        match block:
            case tree.Heading(level, inlines):
                self._level = min(level, self._level + 1)  # no level may be left out in an accessible document
                return f"heading(level: {self._level}, {self._inlines(inlines)})"
            case tree.Paragraph(inlines):
                return f"par({self._inlines(inlines)})"
            case tree.Items(start, items):
                return self._items(start, items)
            case tree.Quote(blocks):
                return f"quote(block: true, {self.blocks(blocks)})"
            case tree.Table(rows):
                return self._table(rows)
            case tree.Listing(text):
                return f"raw(block: true, {_literal(breakable(text))})"
            case tree.Line():
                return "line(length: 100%, stroke: 0.5pt)"

    def _items(self, start: int | None, items: tuple[tree.Item, ...]) -> str:
        if any(item.ticked is not None for item in items):
            told = (f"ticked-item({_truth(item.ticked)}, {self._tight(item.blocks)})" for item in items)
            return f"list(marker: none, body-indent: 0pt, {', '.join(told)})"
        kind = "list(" if start is None else f"enum(start: {start}, "
        return f"{kind}{', '.join(self._tight(item.blocks) for item in items)})"

    def _tight(self, blocks: tree.Blocks) -> str:
        if len(blocks) == 1 and isinstance(blocks[0], tree.Paragraph):
            return self._inlines(blocks[0].inlines)
        return self.blocks(blocks)

    def _table(self, rows: tuple[tuple[tree.Inlines, ...], ...]) -> str:
        heading, *rest = rows
        cells = ", ".join(f"strong({self._inlines(cell)})" for cell in heading)
        body = "".join(f", {self._inlines(cell)}" for row in rest for cell in row)
        return f"table(columns: {len(heading)}, table.header({cells}){body})"

    def _inlines(self, inlines: tree.Inlines) -> str:
        pieces = []
        for before, one in zip((None, *inlines), inlines, strict=False):
            if isinstance(one, tree.Mark) and isinstance(before, tree.Mark):
                pieces.append('super(",")')
            pieces.append(self._inline(one))
        return "{" + "; ".join(pieces) + "}"

    def _inline(self, one: tree.Inline) -> str:
        match one:
            case tree.Text(text):
                return _literal(breakable(text))
            case tree.Code(text):
                return f"raw({_literal(breakable(text))})"
            case tree.Break():
                return "linebreak()"
            case tree.Strong(inlines):
                return f"strong({self._inlines(inlines)})"
            case tree.Emphasis(inlines):
                return f"emph({self._inlines(inlines)})"
            case tree.Link(target, inlines):
                if target.startswith(("https://", "http://", "mailto:")):
                    return f"link({_literal(target)}, {self._inlines(inlines)})"
                return self._inlines(inlines)  # leads to a place of the page, which paper does not have
            case tree.Picture(name):
                drawing = self._drawings.get(name)
                return f"box({_picture(drawing, drawing.width * _POINTS)})" if drawing else "none"
            case tree.Mark(note, _):
                return f"mark({note + 1})"


def _is_drawing(paragraph: tree.Paragraph) -> bool:
    return len(paragraph.inlines) == 1 and isinstance(paragraph.inlines[0], tree.Picture)


def _picture(drawing: Drawing, width: float) -> str:
    svg = drawing.svg.replace("<svg ", f'<svg font-family="{FONT}" ', 1)
    alt = _literal(drawing.about)
    return f'image(bytes({_literal(svg)}), format: "svg", alt: {alt}, width: {width:.1f}pt)'


def breakable(text: str) -> str:
    """The text with places to break in words that are too long for a line."""
    return " ".join(word if len(word) <= MAX_UNBROKEN else _broken(word) for word in text.split(" "))


def _broken(word: str) -> str:
    pieces: list[str] = []
    length = 0
    for sign in word:
        if (
            length >= _PIECE
            and not unicodedata.combining(sign)
            and unicodedata.category(sign) not in ("Mn", "Me", "Cf")
        ):
            pieces.append("\u200b")
            length = 0
        pieces.append(sign)
        length += 1
    return "".join(pieces)


def _array(items: Iterable[str]) -> str:
    return f"({', '.join(items)},)"


def _truth(value: bool | None) -> str:
    return "true" if value else "false"


def _literal(text: str) -> str:
    """The text as a string of Typst: nothing in it means anything."""
    return '"' + "".join(_escaped(text)) + '"'


def _escaped(text: str) -> Iterator[str]:
    for sign in text:
        if sign in '\\"':
            yield f"\\{sign}"
        elif sign < " " or sign == "\x7f":
            yield f"\\u{{{ord(sign):x}}}"
        elif unicodedata.category(sign) != "Cs":  # half a sign cannot be written in UTF-8
            yield sign
