"""Markdown to HTML: no raw HTML, no pictures but our own, footnotes, and boxes to tick."""

from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

PICTURE = "picture:"  # `![what it shows](picture:ranking)`


def html_body(markdown: str, pictures: Mapping[str, str]) -> str:
    """The HTML of the document; `pictures` are SVG elements by name, standing where the Markdown names them."""
    return str(_reader().render(markdown, {"pictures": pictures}))


def is_one_paragraph(markdown: str) -> bool:
    """Whether the Markdown is inline: one paragraph, no heading, list, quotation or table."""
    return [token.type for token in _reader().parse(markdown, {})] == ["paragraph_open", "inline", "paragraph_close"]


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.use(footnote_plugin, inline=False).use(tasklists_plugin, enabled=True, label=True)
    reader.add_render_rule("image", _picture)
    reader.add_render_rule("footnote_caption", _caption)
    reader.add_render_rule("footnote_anchor", _back)
    reader.add_render_rule("footnote_block_open", _notes_open)
    reader.add_render_rule("footnote_block_close", _notes_close)
    return reader


def _picture(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    token = tokens[number]
    source = str(token.attrs.get("src", ""))
    if source.startswith(PICTURE):
        return str(env.get("pictures", {}).get(source.removeprefix(PICTURE), ""))
    return escape(token.content)  # a picture from elsewhere would be fetched from the network


def _caption(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    return str(tokens[number].meta["id"] + 1)


def _back(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    note, again = tokens[number].meta["id"] + 1, tokens[number].meta["subId"]
    target = f"{note}:{again}" if again > 0 else f"{note}"
    return "" if again > 0 else f' <a href="#fnref{target}" class="back" aria-label="Back to mark {note}">↩\ufe0e</a>'


def _notes_open(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    return '<section class="footnotes" aria-label="The rules behind it">\n<h2>The rules behind it</h2>\n<ol>\n'


def _notes_close(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    return "</ol>\n</section>\n"
