"""The report as one HTML file that needs nothing from outside."""

from collections.abc import Sequence
from datetime import date
from importlib.resources import files

from clientzoo.segmentation.report.lists import Lists
from clientzoo.segmentation.report.section import Section, figure


def page(title: str, as_of: date, said: Sequence[str], parts: Sequence[Section], lists: Lists) -> str:
    """The whole page. Everything that comes from data is escaped; the pictures are ours."""
    return rendered("page.html", title=title, as_of=as_of, said=said, parts=parts, lists=lists)


def rendered(template: str, **what: object) -> str:
    """One of the pages beside this file, filled in."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    source = files("clientzoo.segmentation.report").joinpath(template).read_text(encoding="utf-8")
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["figure"] = figure
    return environment.from_string(source).render(**what)
