"""The summary as one HTML page that needs no network and prints: charts are inline SVG, told apart by words too."""

from collections.abc import Iterator, Sequence
from html import escape

from clientzoo.knowledge.zoo import Zoo
from clientzoo.portfolio.questions import Worth
from clientzoo.portfolio.summary import Movement, Summary

_DIETS = {"predator": "#d55e00", "herbivore": "#0072b2"}  # Okabe and Ito's colours, told apart by every eye
_OTHER = "#767676"
_WIDTH, _LINE, _LETTER, _FIGURES = 720, 30, 7.5, 130  # pixels
_STYLE = """
:root { color-scheme: light }
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.7rem; margin-bottom: 0 } h2 { font-size: 1.2rem; margin-top: 2.2rem }
p.note { color: #555; margin-top: .2rem }
svg { width: 100%; height: auto } svg text { font: 14px system-ui, sans-serif; fill: #1b1b1b }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #ddd }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
section { break-inside: avoid } .two { columns: 2; column-gap: 2rem } ol { margin-top: .3rem }
@media print { body { margin: 0; max-width: none; font-size: 11pt } } @page { size: A4; margin: 15mm }
"""  # noqa: E501


def page(zoo: Zoo, summary: Summary, worths: Sequence[Worth]) -> str:
    """The page; names of clients are text, whatever is in them."""
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">',
            f"<title>{escape(zoo.title)}: the base</title>",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>{_STYLE}</style></head>\n<body>",
            f"<h1>{escape(zoo.title)}: the base</h1>",
            f'<p class="note">{summary.clients:,} clients classified by version {escape(zoo.version)} of the zoo</p>',
            *_pool(zoo, summary),
            *_movements(zoo, summary),
            *_questions(zoo, worths),
            "</body>\n</html>\n",
        ]
    )


def _pool(zoo: Zoo, summary: Summary) -> Iterator[str]:
    yield "<section><h2>The pool by animal</h2>"
    bars = []
    for group in summary.groups:
        animal = zoo.animals.get(group.animal)
        colour = _DIETS.get(animal.diet, _OTHER) if animal else _OTHER
        name = f"{animal.name} ({animal.diet})" if animal else "Undetermined"
        bars.append((name, group.share, f"{group.clients:,} ({group.share:.1%})", colour))
    yield _bars("Clients by animal", bars)
    yield '<table><tr><th>Animal</th><th class="n">Clients</th><th class="n">Share</th>'
    yield '<th class="n">Mean certainty</th><th class="n">Close calls</th></tr>'
    for group in summary.groups:
        name = zoo.animals[group.animal].name if group.animal else "Undetermined"
        yield (
            f'<tr><td>{escape(name)}</td><td class="n">{group.clients:,}</td><td class="n">{group.share:.1%}</td>'
            f'<td class="n">{_certainty(group.certainty) if group.clients and group.animal else ""}</td>'
            f'<td class="n">{group.close:,}</td></tr>'
        )
    yield "</table></section>"


def _movements(zoo: Zoo, summary: Summary) -> Iterator[str]:
    yield "<section><h2>Who may turn into what</h2>"
    moving = [one for one in summary.movements if one.open]
    if not moving:
        yield "<p>No transition is open to any client.</p></section>"
        return
    most = max(one.open for one in moving)
    yield _bars(
        "Clients to whom a transition is open",
        [(_words(zoo, one), one.open / most, f"{one.open:,}", _OTHER) for one in moving],
    )
    yield '</section><div class="two">'
    for one in moving:
        yield f"<section><h3>{escape(_words(zoo, one))}: the nearest</h3><ol>"
        for near in one.nearest:
            yield f"<li>{escape(near.client)} ({_certainty(near.certainty)})</li>"
        yield "</ol></section>"
    yield "</div>"


def _questions(zoo: Zoo, worths: Sequence[Worth]) -> Iterator[str]:
    if not worths:
        return
    yield "<section><h2>What to ask next</h2>"
    yield '<p class="note">Of a hundred clients who have not answered it, so many more would get a clear verdict.</p>'
    yield '<table><tr><th>Question</th><th class="n">More decided of 100 asked</th>'
    yield '<th class="n">Not answered by</th></tr>'
    for one in worths:
        asked = zoo.attributes[one.question]
        yield (
            f'<tr><td>{escape(asked.name)}: {escape(asked.ask)}</td><td class="n">{100 * one.gain:+.1f}</td>'
            f'<td class="n">{one.lacking:.0%}</td></tr>'
        )
    yield "</table></section>"


def _bars(title: str, bars: Sequence[tuple[str, float, str, str]]) -> str:
    """Horizontal bars: label, length in [0, 1] of the longest, figures in words, colour."""
    longest = max((share for _, share, _, _ in bars), default=0.0) or 1.0
    label_width = 10 + _LETTER * max((len(label) for label, *_ in bars), default=0)
    room = _WIDTH - label_width - _FIGURES
    lines = [f'<svg viewBox="0 0 {_WIDTH} {_LINE * len(bars)}" role="img" aria-label="{escape(title)}">']
    for number, (label, share, figures, colour) in enumerate(bars):
        top, length = number * _LINE, round(share / longest * room, 1)
        lines.append(f'<text x="0" y="{top + 20}">{escape(label)}</text>')
        lines.append(f'<rect x="{label_width}" y="{top + 5}" width="{length}" height="20" fill="{colour}"/>')
        lines.append(f'<text x="{label_width + length + 8:.1f}" y="{top + 20}">{escape(figures)}</text>')
    return "".join((*lines, "</svg>"))


def _words(zoo: Zoo, movement: Movement) -> str:
    origin, _, target = movement.transition.id.partition(" -> ")
    named = zoo.animals[origin].name if origin in zoo.animals else origin.capitalize()
    return f"{named} to {zoo.animals[target].name.lower()}"


def _certainty(certainty: float) -> str:
    return f"{certainty:.2f}"
