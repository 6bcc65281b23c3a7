"""The pictures of a playbook as SVG elements: the ranking, and what the client may turn into. Grey prints as well."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from clientzoo.explanation.transition_stage import stage_in_words
from clientzoo.explanation.wording import in_words
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import Prospect, prospects
from clientzoo.knowledge.speech import Speech, speech_of
from clientzoo.playbook.documents.drawing import Drawing

BARS = 4
TARGETS = 3
_NAME_SIGNS = 17  # what fits beside a bar, or into a box
_DARK, _MIDDLE, _LIGHT, _INK = "#1f4e5f", "#8aa4ae", "#e7edef", "#222"


def ranking(consultation: Consultation) -> Drawing | None:
    """Bars for the animals that something speaks for, and the line from which a verdict is given; None without any."""
    zoo = consultation.zoo
    say = speech_of(zoo)
    shown = [one for one in consultation.ranking if one.certainty > 0][:BARS]
    if not shown:
        return None
    left, full, row = 112, 150, 22
    height = row * len(shown) + 20
    parts = []
    for number, one in enumerate(shown):
        middle = row * number + row / 2
        fill = _DARK if number == 0 and consultation.verdict.animal else _MIDDLE
        parts += [
            _text(0, middle + 4, _fitted(zoo.animals[one.animal].name)),
            _bar(left, middle, full, _LIGHT),
            _bar(left, middle, full * one.certainty, fill),
            _text(left + full + 8, middle + 4, in_words(one.certainty, say)),
        ]
    line = left + full * zoo.policy.decide_at
    parts.append(
        f'<path d="M{line:.1f} 0V{row * len(shown) + 2}" stroke="{_INK}" stroke-width="1" stroke-dasharray="2 2"/>'
    )
    parts.append(_text(line, height - 6, say("a verdict from here"), anchor="middle", size=9))
    said = "; ".join(f"{zoo.animals[one.animal].name}: {in_words(one.certainty, say)}" for one in shown)
    return _drawn("ranking", left + full + 92, height, say("The ranking of the animals"), said, parts)


def transitions(consultation: Consultation) -> Drawing | None:
    """The animal, and an arrow to each it may become: unbroken where the way is open; None where there is none."""
    found = prospects(consultation)[:TARGETS]
    if not found:
        return None
    zoo = consultation.zoo
    say = speech_of(zoo)
    row, box, gap = 40, 120, 118
    height = row * len(found)
    origin = zoo.animals[found[0].origin].name
    parts = [*_box(1, height / 2 - 14, box, origin, _DARK, "#fff")]
    for number, one in enumerate(found):
        parts += _arrow(1 + box, height / 2, gap, row * number + row / 2, one, say)
        parts += _box(1 + box + gap, row * number + row / 2 - 14, box, zoo.animals[one.target].name, _LIGHT, _INK)
    said = "; ".join(
        say(
            "{origin} to {target}: {stage}",
            origin=origin,
            target=zoo.animals[one.target].name,
            stage=stage_in_words(one, say),
        )
        for one in found
    )
    return _drawn("transitions", 2 + 2 * box + gap, height, say("What the client may turn into"), said, parts)


def coloured(drawing: Drawing, primary: str) -> Drawing:
    """The drawing with that colour, `#rrggbb`, where ours stands out."""
    return replace(drawing, svg=drawing.svg.replace(_DARK, primary))


def _bar(x: float, middle: float, width: float, fill: str) -> str:
    return f'<rect x="{x}" y="{middle - 7:.1f}" width="{width:.1f}" height="14" rx="2" fill="{fill}"/>'


def _arrow(x: float, y: float, gap: float, to: float, one: Prospect, say: Speech) -> Iterator[str]:
    end = x + gap - 3
    turn = x + 14
    dashes = "" if one.open else ' stroke-dasharray="4 3"'
    yield f'<path d="M{x} {y}H{turn}V{to}H{end - 6}" fill="none" stroke="{_INK}" stroke-width="1.4"{dashes}/>'
    yield f'<path d="M{end - 7} {to - 4}L{end} {to}L{end - 7} {to + 4}Z" fill="{_INK}"/>'
    yield _text((turn + end) / 2, to - 5, say(one.stage), anchor="middle", size=10)
    met = say("{met} of {all} met", met=len(one.met), all=len(one.transition.needs))
    yield _text((turn + end) / 2, to + 12, met, anchor="middle", size=9)


def _box(x: float, y: float, width: float, name: str, fill: str, ink: str) -> Iterator[str]:
    yield f'<rect x="{x}" y="{y}" width="{width}" height="28" rx="5" fill="{fill}" stroke="{_INK}" stroke-width="0.8"/>'
    yield _text(x + width / 2, y + 18, _fitted(name), anchor="middle", fill=ink)


def _drawn(name: str, width: float, height: float, title: str, about: str, parts: list[str]) -> Drawing:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture {name}" role="img"'
        f' aria-labelledby="{name}-title {name}-about"'
        f' viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" font-size="12">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-about">{escape(about)}</desc>'
        f"{''.join(parts)}</svg>"
    )
    return Drawing(svg, f"{title}. {about}", width, height)


def _text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 12, fill: str = _INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{fill}">{escape(words)}</text>'
    )


def _fitted(name: str) -> str:
    return name if len(name) <= _NAME_SIGNS else f"{name[: _NAME_SIGNS - 1].rstrip()}…"
