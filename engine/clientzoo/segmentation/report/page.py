"""The report as one HTML file that needs nothing from outside."""

from collections.abc import Sequence
from datetime import date
from importlib.resources import files

from markupsafe import Markup

from clientzoo.knowledge.brand import PLAIN, Brand
from clientzoo.knowledge.html_page import finished_page
from clientzoo.segmentation.report.lists import Lists
from clientzoo.segmentation.report.section import Section, figure


def page(
    title: str, as_of: date, said: Sequence[str], parts: Sequence[Section], lists: Lists, brand: Brand = PLAIN
) -> str:
    """The whole page. Everything that comes from data is escaped; the pictures are ours."""
    script = _beside("page.js")
    return finished_page(
        _rendered("page.html", title=title, as_of=as_of, said=said, parts=parts, lists=lists, script=Markup(script)),  # noqa: S704 - our own
        script,
        brand,
    )


def sheets_page(**what: object) -> str:
    """The page of segments described by their sheets. Everything that comes from data is escaped."""
    return finished_page(_rendered("sheets.html", **what))


def _rendered(template: str, **what: object) -> str:
    """One of the pages beside this file, filled in."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["figure"] = figure
    return environment.from_string(_beside(template)).render(**what)


def _beside(name: str) -> str:
    return files("clientzoo.segmentation.report").joinpath(name).read_text(encoding="utf-8")
