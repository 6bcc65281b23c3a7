"""The summary as one HTML page that needs no network and prints: charts are inline SVG, told apart by words too."""

from collections.abc import Iterator, Sequence
from html import escape

from clientzoo.knowledge.brand import PLAIN, Brand
from clientzoo.knowledge.html_page import finished_page
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.summary import Movement, Summary
from clientzoo.pool.telling_questions import Worth

_DIETS = {"predator": "#d55e00", "herbivore": "#0072b2"}  # Okabe and Ito's colours, told apart by every eye
_OTHER = "#767676"
_STYLE = """
:root { color-scheme: light }
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; max-width: 60rem; margin: 2rem auto }
body { background: var(--paper, #fff); padding: 0 1rem; overflow-wrap: anywhere }
h1 { font-size: 1.7rem; margin-bottom: 0 } h2 { font-size: 1.2rem; margin-top: 2.2rem }
h3 { font-size: 1rem; margin: 1.2rem 0 0 } p.note { color: #555; margin-top: .2rem }
figure { margin: 0 0 1rem }
.bar { display: grid; grid-template: "label bar" / var(--label) 1fr; gap: 0 .8rem; padding: .2rem 0 }
.bar > span { grid-area: label } .bar > div { grid-area: bar; display: flex; gap: .6rem; align-items: center }
.bar svg { width: calc(var(--length) * 70%); height: 1.25rem; flex: none }
.bar b { font-weight: normal; white-space: nowrap }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #ddd; overflow-wrap: normal }
td:first-child { overflow-wrap: anywhere } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
section { break-inside: avoid } ol { margin-top: .3rem }
.lists { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); gap: 0 2rem }
@media (max-width: 36rem) {
  .bar { grid-template: "label" "bar" / 1fr } .bar svg { width: calc(var(--length) * 50%) }
  table { font-size: .75rem } th, td { padding: .2rem .1rem }
}
@media print { body { margin: 0; max-width: none; font-size: 11pt } } @page { size: A4; margin: 15mm }
"""


def page(zoo: Zoo, summary: Summary, worths: Sequence[Worth], brand: Brand = PLAIN) -> str:
    """The page; names of clients are text, whatever is in them."""
    html = "\n".join(
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
    return finished_page(html, brand=brand)


def _pool(zoo: Zoo, summary: Summary) -> Iterator[str]:
    yield "<section><h2>The pool by animal</h2>"
    bars = []
    for group in summary.groups:
        animal = zoo.animals.get(group.animal)
        colour = _DIETS.get(animal.diet, _OTHER) if animal else _OTHER
        name = f"{animal.name} ({animal.diet})" if animal else "Undetermined"
        bars.append((name, group.share, f"{group.clients:,} ({group.share:.1%})", colour))
    yield from _bars("Clients by animal", bars)
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
    yield from _bars(
        "Clients to whom a transition is open",
        [(_words(zoo, one), one.open / most, f"{one.open:,}", _OTHER) for one in moving],
    )
    yield '</section><div class="lists">'
    for one in moving:
        yield f"<section><h3>{escape(_words(zoo, one))}: the nearest</h3><ol>"
        for near in one.nearest:
            ready = f"{escape(near.stage)}, " if near.stage else ""
            yield f"<li>{escape(near.client)} ({ready}{_certainty(near.certainty)})</li>"
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


def _bars(title: str, bars: Sequence[tuple[str, float, str, str]]) -> Iterator[str]:
    """Horizontal bars: label, length in [0, 1] of the longest, figures in words, colour."""
    longest = max((share for _, share, _, _ in bars), default=0.0) or 1.0
    room = max((len(label) for label, *_ in bars), default=0)
    yield f'<figure aria-label="{escape(title)}" style="--label: {room}ch">'
    for label, share, figures, colour in bars:
        length = round(share / longest, 4)
        yield (
            f'<div class="bar"><span>{escape(label)}</span><div><svg style="--length: {length}" aria-hidden="true">'
            f'<rect width="100%" height="100%" fill="{colour}"/></svg><b>{escape(figures)}</b></div></div>'
        )
    yield "</figure>"


def _words(zoo: Zoo, movement: Movement) -> str:
    origin, _, target = movement.transition.id.partition(" -> ")
    named = zoo.animals[origin].name if origin in zoo.animals else origin.capitalize()
    return f"{named} to {zoo.animals[target].name.lower()}"


def _certainty(certainty: float) -> str:
    return f"{certainty:.2f}"
