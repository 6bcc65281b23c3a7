"""Pages to lines of styled text that fit the screen. Pure functions of the page and the size."""

from collections.abc import Iterable
from typing import TypeAlias

from prompt_toolkit.formatted_text import StyleAndTextTuples

from clientzoo.explanation.verdict import headline
from clientzoo.interview.conversation import Conversation, Notice
from clientzoo.interview.screen.look import Signs
from clientzoo.interview.screen.page import Page, Row
from clientzoo.interview.screen.text_width import fit_width, width_of, wrap_width

Line: TypeAlias = StyleAndTextTuples

PANEL_WIDTH = 30
_HIGH = 20  # lines from which all keys are shown; below, those without which one is lost
_LOW = 12  # and below this they get one line
_NEEDED = ("Enter", "Esc", "?", "q", "Ctrl+Q")
_MOVED = 0.005  # a change of certainty worth an arrow


def heading(page: Page, width: int, signs: Signs) -> list[Line]:
    """The title, how far the interview is, and a rule."""
    right = f" {page.progress} "
    room = width - width_of(right)
    if room < 12:
        right, room = "", width
    return [[("class:title", fit_width(f" {page.title}", room)), ("", right)], [("class:rule", signs.line * width)]]


def body(page: Page, cursor: int, width: int, height: int, signs: Signs) -> list[Line]:
    """The rows in `height` lines, such that the chosen one is seen; optional rows go first where it is tight."""
    rows: Iterable[Row] = page.rows
    lines, span = _rows(rows, page, cursor, width, signs)
    if len(lines) > height:
        lines, span = _rows([row for row in rows if not row.optional], page, cursor, width, signs)
    if len(lines) <= height:
        return lines
    first, last = span
    top = 0 if last < height else min(last - height + 1, first)
    shown = lines[top : top + height]
    if top + height < len(lines):
        shown[-1] = (
            [("class:rule", fit_width(f"  {signs.down} {page.more}", width))] if last < top + height - 1 else shown[-1]
        )
    return shown


def _rows(rows: Iterable[Row], page: Page, cursor: int, width: int, signs: Signs) -> tuple[list[Line], tuple[int, int]]:
    lines: list[Line] = []
    span = (0, 0)
    chosen = page.choices[cursor] if cursor < len(page.choices) else None
    for row in rows:
        first = len(lines)
        lines.extend(_row(row, row is chosen, width, signs))
        if row is chosen:
            span = (first, len(lines) - 1)
    return lines, span


def rows_of(rows: Iterable[Row], width: int) -> list[Line]:
    """Rows of mere text."""
    return [[(f"class:{row.style}", f" {line}")] for row in rows for line in wrap_width(row.text, max(width - 2, 1))]


def _row(row: Row, chosen: bool, width: int, signs: Signs) -> list[Line]:
    if row.act is None:
        return rows_of((row,), width)
    pointer = signs.pointer if chosen else " "
    style = "class:chosen" if chosen else ""
    room = max(width - 6, 1)
    texts = _hanging(row.text, room, row.hang)
    first: Line = [(style, f" {pointer} "), ("class:chosen" if chosen else "class:key", f"{row.key or ' '} ")]
    lines: list[Line] = [[*first, (style, f" {texts[0]}{' ' * (room - width_of(texts[0]))}")]]
    lines.extend([(style, " " * 6 + fit_width(text, room))] for text in texts[1:])
    return lines


def _hanging(text: str, room: int, hang: int) -> list[str]:
    if width_of(text) <= room or room - hang < 10:
        return wrap_width(text, room)
    start, rest = text[:hang], text[hang:]
    first, *more = wrap_width(rest, room - hang)
    return [start + first, *(" " * hang + line for line in more)]


def text_page(lines: Iterable[str], width: int) -> list[Line]:
    """Lines of plain text, each wrapped behind its own indentation."""
    painted: list[Line] = []
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        indent = indent if indent < width // 2 else 0
        pieces = wrap_width(line.strip(), max(width - 2 - indent, 1))
        painted.extend([("", f" {' ' * indent}{piece}")] for piece in pieces)
    return painted


def panel(conversation: Conversation, height: int, signs: Signs) -> list[Line]:
    """The ranking as bars, with what the last answer moved, and the verdict as it stands."""
    consultation = conversation.consultation
    room = PANEL_WIDTH - 2
    lines: list[Line] = [[("class:title", conversation.say("So far"))], []]
    for place, one in enumerate(consultation.ranking):
        name = consultation.zoo.animals[one.animal].name
        moved = one.certainty - conversation.before.get(one.animal, 0.0)
        arrow = signs.up if moved > _MOVED else signs.down if moved < -_MOVED else " "
        length = round(max(one.certainty, 0.0) * 8)
        label = "class:lead" if place == 0 and one.certainty > 0 else ""
        bar = ("class:bar", f" {signs.bar * length:<8}")
        lines.append([(label, fit_width(name, 10)), bar, ("", f" {conversation.say.figure(one.certainty):>5} {arrow}")])
    verdict: list[Line] = [[("", line)] for line in wrap_width(headline(consultation), room)]
    lines = [*lines, [], *verdict] if len(lines) + len(verdict) < height else lines
    return [[("class:rule", f"{signs.side} "), *line] for line in [*lines, *[[]] * height][:height]]


def foot(page: Page, notice: Notice, width: int, height: int, signs: Signs) -> list[Line]:
    """A rule, what was told last, and the keys: as many as there is room for."""
    style = "class:trouble" if notice.trouble else "class:good"
    told: list[Line] = [[(style, f" {line}")] for line in wrap_width(notice.text, max(width - 2, 1))[:3]]
    told = told if notice.text else []
    if height >= _HIGH:
        keys = _keys(page.keys, width, 3)
    else:
        keys = _keys([one for one in page.keys if one[0] in _NEEDED], width, 2 if height >= _LOW else 1)
    return [[("class:rule", signs.line * width)], *told, *keys]


def _keys(keys: Iterable[tuple[str, str]], width: int, most: int) -> list[Line]:
    lines: list[Line] = [[]]
    used = 0
    for key, what in keys:
        needed = width_of(f" {key} {what}  ")
        if used and used + needed > width:
            if len(lines) == most:
                break
            lines.append([])
            used = 0
        lines[-1] += [("", " "), ("class:key", key), ("", f" {what}  ")]
        used += needed
    return lines
