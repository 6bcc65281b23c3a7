"""An agency's look in a page of HTML: its colours and fonts as a style, its logo at the top, how to reach it below."""

import re
from base64 import b64encode
from html import escape

from clientzoo.knowledge.brand import PLAIN, Brand, Logo

_HEAD_ENDS = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY_BEGINS = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)
_BODY_ENDS = re.compile(r"</body\s*>\s*(</html\s*>\s*)?$", re.IGNORECASE)


def branded(html: str, brand: Brand) -> str:
    """The page in the brand's look; as it is where no brand was chosen.

    What is put in stands after the page's own style, so that it decides; pages name their colours `--ink`, `--quiet`,
    `--accent` and `--paper`.
    """
    if brand == PLAIN:
        return html
    html = _HEAD_ENDS.sub(lambda found: f"<style>{_style(brand)}</style>\n{found[0]}", html, count=1)
    if brand.logo is not None:
        picture = _logo(brand.logo)
        html = _BODY_BEGINS.sub(lambda found: f"{found[0]}\n{picture}", html, count=1)
    said = " · ".join(escape(one) for one in (brand.name, brand.contact) if one)
    if said:
        html = _BODY_ENDS.sub(lambda found: f'<p class="brand-contact">{said}</p>\n{found[0]}', html, count=1)
    return html


def _style(brand: Brand) -> str:
    colours = brand.colours
    lines = [
        f":root {{ --ink: {colours.foreground}; --quiet: {colours.quiet}; --accent: {colours.primary};"
        f" --paper: {colours.background}; }}",
        "body { color: var(--ink); } h1, h2, h3 { color: var(--accent); }",
        ".brand-logo { display: block; height: 2.6rem; max-width: 60%; margin: 1rem auto 0; object-fit: contain; }",
        ".brand-contact { max-width: 50rem; margin: .4rem auto 1rem; padding: 0 1rem; color: var(--quiet);"
        " font-size: .8rem; text-align: center; }",
        "@media print { .brand-logo { height: 9mm; margin: 0 0 2mm auto; }"
        " .brand-contact { font-size: 7pt; margin: 1mm 0 0; } }",
    ]
    if brand.font:
        lines.append(f"body, .picture {{ font-family: {_family(brand.font)}; }}")
    if brand.headings or brand.font:
        lines.append(f"h1, h2, h3 {{ font-family: {_family(brand.headings or brand.font)}; }}")
    return "\n".join(lines)


def _family(name: str) -> str:
    return f'"{name}", "Segoe UI", Arial, "DejaVu Sans", sans-serif'  # a name of a family holds no quote


def _logo(logo: Logo) -> str:
    kind = "jpeg" if logo.kind == "jpg" else logo.kind
    content = b64encode(logo.content).decode()
    return f'<img class="brand-logo" src="data:image/{kind};base64,{content}" alt="{escape(logo.about)}">'
