"""Markdown to HTML: no raw HTML, no pictures but our own, footnotes, and boxes to tick."""

from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt

from clientzoo.playbook.documents.markdown import PICTURE, dialect
from clientzoo.playbook.documents.playbook import Playbook


def html_body(playbook: Playbook) -> str:
    """The HTML of the document, its drawings standing where the Markdown names them."""
    writer = _writer()
    return str(writer.renderer.render(playbook.tokens, writer.options, {"playbook": playbook}))


@cache
def _writer() -> MarkdownIt:
    writer = dialect()
    writer.add_render_rule("image", _picture)
    writer.add_render_rule("footnote_caption", _caption)
    writer.add_render_rule("footnote_anchor", _back)
    writer.add_render_rule("footnote_block_open", _notes_open)
    writer.add_render_rule("footnote_block_close", _notes_close)
    return writer


def _picture(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    token = tokens[number]
    source = str(token.attrs.get("src", ""))
    if source.startswith(PICTURE):
        drawing = env["playbook"].drawings.get(source.removeprefix(PICTURE))
        return drawing.svg if drawing else ""
    return escape(token.content)  # a picture from elsewhere would be fetched from the network


def _caption(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    return str(tokens[number].meta["id"] + 1)


def _back(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    note, again = tokens[number].meta["id"] + 1, tokens[number].meta["subId"]
    target = f"{note}:{again}" if again > 0 else f"{note}"
    return "" if again > 0 else f' <a href="#fnref{target}" class="back" aria-label="Back to mark {note}">↩\ufe0e</a>'


def _notes_open(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    title = escape(env["playbook"].notes_title)
    return f'<section class="footnotes" aria-label="{title}">\n<h2>{title}</h2>\n<ol>\n'


def _notes_close(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    return "</ol>\n</section>\n"
