"""The one place where text becomes an HTML page of ours: it loads nothing, and no sign in it turns the writing round.

Pages hold names and notes of other people, and a zoo's page is written by whoever made the zoo. So the program itself
says to the browser what a page may do (the content security policy), before anything else that stands in it.
"""

import re
from base64 import b64encode
from hashlib import sha256

from clientzoo.knowledge.brand import PLAIN, Brand
from clientzoo.knowledge.brand_page import branded
from clientzoo.knowledge.legible import legible

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)

# What may stand before the head's content; anything less plain is not looked through, and the policy goes before it.
_BEFORE = re.compile(
    r"\ufeff?\s*(?:<!doctype html>)?(?:\s*<html(?:\s+[a-z:-]+(?:=\"[^\"<>]*\"|=[\w-]+)?)*\s*>\s*<head>)?", re.IGNORECASE
)


def finished_page(html: str, script: str = "", brand: Brand = PLAIN) -> str:
    """The page as it is written to a file: in the brand's look, with the policy first in its head, and steering signs
    spelt out.

    `script` is the one inline script, of our own, that may run in it, exactly as it stands in the page.
    """
    html = branded(html, brand)
    meta = policy_meta(script)
    before = _BEFORE.match(html)
    at = before.end() if before else 0
    follows = html[at:].lstrip()
    return legible(html if follows.startswith(meta) else f"{html[:at]}\n{meta}\n{follows}")


def policy_meta(script: str = "") -> str:
    """The element that says what a page may load: pictures and fonts that stand in it, and `script`."""
    allowed = f"; script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" if script else ""
    return f'<meta http-equiv="Content-Security-Policy" content="{POLICY}{allowed}">'
