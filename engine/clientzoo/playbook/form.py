"""The formats of a playbook; apart, so that the command line can name them without loading what makes them."""

from enum import StrEnum


class Format(StrEnum):
    """The value is also the ending of the file."""

    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"
    WORD = "docx"
