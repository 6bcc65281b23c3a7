"""A document as a tree of values, for the writers that are no HTML: what Word and PDF are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from clientzoo.playbook.documents.markdown import PICTURE


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True)
class Strong:
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Emphasis:
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Link:
    target: str
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Picture:
    """One of the playbook's own drawings, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Leads to a note; `note` counts from 0, `first` where it is the first mark that does."""

    note: int
    first: bool


Inline = Text | Code | Break | Strong | Emphasis | Link | Picture | Mark
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Item:
    """`ticked` tells whether its box is ticked, None where it has no box."""

    ticked: bool | None
    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is its first number, None where it has no numbers."""

    start: int | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first is the heading."""

    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Text that is shown as it was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line across the page."""


Block = Heading | Paragraph | Items | Quote | Table | Listing | Line
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What is said, and the notes that marks lead to, in the order of their numbers."""

    blocks: Blocks
    notes: tuple[Blocks, ...]


def document(tokens: Sequence[Token]) -> Document:
    """The tree of what `markdown.tokens` gives."""
    stream = _Stream(tokens)
    blocks = tuple(_blocks(stream, ""))
    return Document(blocks, tuple(stream.notes[number] for number in sorted(stream.notes)))


class _Stream:
    """Tokens one after the other, and the notes met among them."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._left = list(reversed(found))
        self.notes: dict[int, Blocks] = {}

    def take(self) -> Token | None:
        return self._left.pop() if self._left else None


def _blocks(stream: _Stream, end: str) -> Iterator[Block]:
    """What stands before the token `end`."""
    while (token := stream.take()) is not None and token.type != end:
        match token.type:
            case "heading_open":
                yield Heading(int(token.tag[1:]), _inlines_until(stream, "heading_close"))
            case "paragraph_open":
                yield Paragraph(_inlines_until(stream, "paragraph_close"))
            case "bullet_list_open":
                yield Items(None, tuple(_items(stream, "bullet_list_close")))
            case "ordered_list_open":
                yield Items(int(token.attrs.get("start", 1)), tuple(_items(stream, "ordered_list_close")))
            case "blockquote_open":
                yield Quote(tuple(_blocks(stream, "blockquote_close")))
            case "table_open":
                yield Table(tuple(_rows(stream)))
            case "fence" | "code_block":
                yield Listing(token.content.rstrip("\n"))
            case "hr":
                yield Line()
            case "footnote_open":
                stream.notes[int(token.meta["id"])] = tuple(_blocks(stream, "footnote_close"))


def _items(stream: _Stream, end: str) -> Iterator[Item]:
    while (token := stream.take()) is not None and token.type != end:
        ticked = None
        blocks = []
        for block in _blocks(stream, "list_item_close"):
            if isinstance(block, Paragraph) and block.inlines and isinstance(block.inlines[0], _Box):
                ticked = block.inlines[0].ticked
                block = Paragraph(_trimmed(block.inlines[1:]))
            blocks.append(block)
        yield Item(ticked, tuple(blocks))


def _rows(stream: _Stream) -> Iterator[tuple[Inlines, ...]]:
    while (token := stream.take()) is not None and token.type != "table_close":
        if token.type == "tr_open":
            yield tuple(_cells(stream))


def _cells(stream: _Stream) -> Iterator[Inlines]:
    while (token := stream.take()) is not None and token.type != "tr_close":
        if token.type in ("th_open", "td_open"):
            yield _inlines_until(stream, token.type.replace("open", "close"))


def _inlines_until(stream: _Stream, end: str) -> Inlines:
    found: Inlines = ()
    while (token := stream.take()) is not None and token.type != end:
        if token.type == "inline":
            found += tuple(_inlines(_Stream(token.children or ()), ""))
    return found


@dataclass(frozen=True, slots=True)
class _Box(Text):
    """The box that begins an item, until the item takes it."""

    text: str = ""
    ticked: bool = False


def _inlines(stream: _Stream, end: str) -> Iterator[Inline]:
    while (token := stream.take()) is not None and token.type != end:
        match token.type:
            case "text":
                if token.content:
                    yield Text(token.content)
            case "softbreak":
                yield Text(" ")
            case "hardbreak":
                yield Break()
            case "code_inline":
                yield Code(token.content)
            case "strong_open":
                yield Strong(tuple(_inlines(stream, "strong_close")))
            case "em_open":
                yield Emphasis(tuple(_inlines(stream, "em_close")))
            case "link_open":
                yield Link(str(token.attrs.get("href", "")), tuple(_inlines(stream, "link_close")))
            case "image":
                source = str(token.attrs.get("src", ""))
                yield Picture(source.removeprefix(PICTURE)) if source.startswith(PICTURE) else Text(token.content)
            case "footnote_ref":
                yield Mark(int(token.meta["id"]), not token.meta["subId"])
            case "html_inline" if "checkbox" in token.content:  # the plugin's own; typed HTML is text in this dialect
                yield _Box(ticked="checked=" in token.content)


def _trimmed(inlines: Inlines) -> Inlines:
    first = inlines[0] if inlines else None
    return (Text(first.text.lstrip()), *inlines[1:]) if isinstance(first, Text) else inlines


def plain(inlines: Inlines) -> str:
    """The words alone, as for a title."""
    return "".join(_words(inlines))


def _words(inlines: Inlines) -> Iterator[str]:
    for one in inlines:
        match one:
            case Text(text) | Code(text):
                yield text
            case Break():
                yield " "
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                yield from _words(inner)
