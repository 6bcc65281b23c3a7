"""Advice that somebody has to do on a day, as plain text for lists and calendars."""

from dataclasses import dataclass

from clientzoo.playbook.documents.markdown import tokens


@dataclass(frozen=True, slots=True)
class Action:
    """`day` counts from the start of the plan, the first being 1; `because` is empty where no rule gives the advice."""

    advice: str
    text: str
    because: str
    done_when: str
    role: str
    day: int


def plain_text(markdown: str) -> str:
    """What a reader of the Markdown reads, on one line."""
    inline = (child for token in tokens(markdown) for child in token.children or ())
    words = (" " if one.type in ("softbreak", "hardbreak") else one.content for one in inline)
    return " ".join("".join(words).split())
