"""A playbook before it is put on any paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from clientzoo.playbook.documents.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Playbook:
    """`markdown` names its drawings; `tokens` are that Markdown, read. `foot` stands at the foot of a page."""

    title: str
    language: str
    markdown: str
    tokens: Sequence[Token]
    drawings: Mapping[str, Drawing]
    notes_title: str
    foot: str
