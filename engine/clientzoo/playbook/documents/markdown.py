"""The Markdown that every document is made of, read once: no raw HTML, footnotes, tables, boxes to tick."""

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

PICTURE = "picture:"  # `![what it shows](picture:ranking)`


def tokens(markdown: str) -> Sequence[Token]:
    """The document as markdown-it gives it; the notes stand at its end."""
    return _reader().parse(markdown, {})


def is_one_paragraph(markdown: str) -> bool:
    """Whether the Markdown is inline: one paragraph, no heading, list, quotation or table."""
    return [token.type for token in tokens(markdown)] == ["paragraph_open", "inline", "paragraph_close"]


def dialect() -> MarkdownIt:
    """A new reader, to which a writer may add rules of its own."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    return made.use(footnote_plugin, inline=False).use(tasklists_plugin, enabled=True, label=True)


@cache
def _reader() -> MarkdownIt:
    return dialect()
