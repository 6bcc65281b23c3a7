"""Text measured in terminal cells, where a Chinese sign or an emoji is two wide and a combining mark none."""

from collections.abc import Iterator

from prompt_toolkit.utils import get_cwidth

from clientzoo.interview.closing_words import printable


def width_of(text: str) -> int:
    return sum(get_cwidth(sign) for sign in text)


def wrap_width(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words, inside a word only where it alone is too long."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in printable(paragraph).split(" "):
            longer = f"{line} {word}" if line else word
            if width_of(longer) <= width:
                line = longer
                continue
            if line.strip():
                lines.append(line)
            *full, line = _pieces(word, width)
            lines.extend(full)
        lines.append(line)
    return lines


def fit_width(text: str, width: int) -> str:
    """`text` cut or filled up to exactly `width` cells; what is cut ends in two dots."""
    text = printable(text)
    missing = width - width_of(text)
    if missing >= 0:
        return text + " " * missing
    short = next(_pieces(text, max(width - 2, 0)), "") if width > 2 else ""
    if width_of(short) > width - 2:  # one sign alone may be two cells wide
        short = ""
    return short + "." * min(2, width) + " " * (width - width_of(short) - min(2, width))


def _pieces(word: str, width: int) -> Iterator[str]:
    piece, used = "", 0
    for sign in word:
        cells = get_cwidth(sign)
        if used + cells > width and piece:
            yield piece
            piece, used = "", 0
        piece += sign
        used += cells
    yield piece
