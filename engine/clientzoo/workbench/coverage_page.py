"""Coverage as one HTML page: the files of the rules as they are written, every rule coloured by how it was tried."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from clientzoo.knowledge.html_page import finished_page
from clientzoo.workbench.coverage import Coverage, RuleCoverage, share

_STYLE = """
:root { color-scheme: light dark; --full: #1a7f37; --half: #9a6700; --none: #cf222e; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; } td, th { padding: .15rem .8rem .15rem 0; text-align: left; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { margin: 0; padding: .1rem .6rem; border-left: .35rem solid transparent; overflow-x: auto; white-space: pre-wrap; }
pre.full { border-color: var(--full); background: color-mix(in srgb, var(--full) 8%, transparent); }
pre.half { border-color: var(--half); background: color-mix(in srgb, var(--half) 14%, transparent); }
pre.none { border-color: var(--none); background: color-mix(in srgb, var(--none) 14%, transparent); }
.full b { color: var(--full); } .half b { color: var(--half); } .none b { color: var(--none); }
"""


def page(coverage: Coverage, base: Path) -> str:
    """The page; needs no network. Files are read below `base`, where their places point."""
    return finished_page("".join(_page(coverage, base)))


def _page(coverage: Coverage, base: Path) -> Iterator[str]:
    title = f"Coverage of {coverage.zoo.title}"
    yield f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
    yield f"<h1>{escape(title)}</h1><p>{coverage.cases} cases fire {share(coverage.rules):.0%} of the rules. "
    yield '<span class="full"><b>Green</b></span>: fired, and every premise was seen to hold and to fail. '
    yield '<span class="half"><b>Brown</b></span>: fired, and some premise was never false. '
    yield '<span class="none"><b>Red</b></span>: never fired.</p><table>'
    yield "<tr><th>File</th><th>Rules</th><th>Fired</th></tr>"
    for file, rules in coverage.by_file.items():
        fired = sum(one.covered for one in rules)
        yield f'<tr><td><a href="#{escape(file)}">{escape(file)}</a></td><td class="number">{len(rules)}</td>'
        yield f'<td class="number">{fired} ({share(rules):.0%})</td></tr>'
    yield "</table>"
    for heading, counts in (
        ("Animals", coverage.animals),
        ("Transitions", coverage.transitions),
        ("Advice", coverage.advice),
    ):
        missing = [name for name, count in counts.items() if not count]
        said = ", ".join(missing) if missing else "all of them are tried"
        yield f"<h2>{heading} that no case brings about</h2><p>{escape(said)}</p>"
    for file, rules in coverage.by_file.items():
        yield f'<h2 id="{escape(file)}">{escape(file)}</h2>'
        yield from _file(base / file, rules)
    yield "</body></html>\n"


def _file(path: Path, rules: tuple[RuleCoverage, ...]) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [one.rule.place.line - 1 for one in rules]
    yield _block("", lines[: starts[0]], "")
    for one, start, end in zip(rules, starts, [*starts[1:], len(lines)], strict=True):
        yield _block(_state(one), lines[start:end], _said(one))


def _block(kind: str, lines: list[str], said: str) -> str:
    told = f"<b>{escape(said)}</b>\n" if said else ""
    return f'<pre class="{kind}">{told}{escape(chr(10).join(lines))}</pre>'


def _state(one: RuleCoverage) -> str:
    return "none" if not one.covered else "half" if one.never_false else "full"


def _said(one: RuleCoverage) -> str:
    if not one.covered:
        never = "; ".join(map(str, one.never_true))
        return f"# never fired{f'; never true: {never}' if never else ''}"
    never = f"; never false: {'; '.join(map(str, one.never_false))}" if one.never_false else ""
    return f"# fired in {one.fired}{never}"
