"""Jinja for templates that we did not write: they see what they are given, load from one folder, and come to an end.

Jinja's own sandbox keeps a template from reaching into Python. It does not keep it from running for ever or from
filling the memory, so the language is narrowed to what a document needs (`language`), and what remains is counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS
from markupsafe import Markup

from clientzoo.playbook.language import COUNTED, FILTER_NAMES, TEST_NAMES, counted_loops, forbidden

MAX_STEPS = 50_000  # loop turns, calls and templates of one document
MAX_SIGNS = 2_000_000  # of one document, and of each piece that a macro or a block puts together
MAX_TEMPLATE_BYTES = 500_000


class LimitError(TemplateRuntimeError):
    """A template that would not come to an end, or whose output would not."""


class ForbiddenError(TemplateSyntaxError):
    """Jinja that templates may not use here; `lineno` is where."""


class Sandbox(SandboxedEnvironment):
    """An environment for one zoo; not for several threads at once, for `start` begins the count of one document."""

    # Never worked out beforehand, as Jinja does with constants: a zoo is checked before it is known to be harmless.
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, folder: Path, **options: Any) -> None:
        self.confined = ConfinedLoader(folder)
        super().__init__(
            loader=self.confined, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, **options
        )
        self.globals.clear()
        self.filters = {name: FILTERS[name] for name in FILTER_NAMES} | {"join": self._joined, COUNTED: self._counted}
        self.tests = {name: TESTS[name] for name in TEST_NAMES}
        self.concat = self._concatenated  # type: ignore[method-assign]
        self._steps = 0

    def start(self) -> None:
        self._steps = 0

    def step(self) -> None:
        """Counts one step. Raises LimitError when there have been too many."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise LimitError(f"it does not end: more than {MAX_STEPS} steps")

    def read(self, source: str, filename: str | None = None) -> nodes.Template:
        """What a template says, forbidden things included. Raises TemplateSyntaxError, RecursionError."""
        return super()._parse(source, None, filename)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for found in forbidden(tree):
            raise ForbiddenError(found.message, found.line, name, filename)
        return counted_loops(tree)

    def get_template(self, name: Any, *args: Any, **options: Any) -> Any:
        self.step()
        return super().get_template(name, *args, **options)

    def call(__self, __context: Any, __obj: Any, *args: Any, **options: Any) -> Any:  # noqa: N805
        __self.step()
        if not isinstance(__obj, Macro | BlockReference) and not getattr(__obj, "for_templates", False):
            raise SecurityError("only macros and what the playbook offers can be called")
        return super().call(__context, __obj, *args, **options)

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        if isinstance(items, str):
            raise LimitError("a text is no list to go through")
        for item in items:
            self.step()
            yield item

    def _concatenated(self, pieces: Iterable[str]) -> str:
        kept, signs = [], 0
        for piece in pieces:
            kept.append(piece)
            signs += len(piece)
            if signs > MAX_SIGNS:
                raise LimitError(f"its output is too long: more than {MAX_SIGNS} signs")
        return "".join(kept)

    def _joined(self, items: Iterable[Any], between: str = "") -> Markup:
        finalize = self.finalize or (lambda item: item)
        pieces: list[str] = []
        for item in self._counted(items):
            pieces += (
                [Markup.escape(between), Markup.escape(finalize(item))] if pieces else [Markup.escape(finalize(item))]
            )
        return Markup(self._concatenated(pieces))  # noqa: S704 - every piece is escaped


class ConfinedLoader(BaseLoader):
    """Templates below one folder; nothing else is reachable, by `..`, an absolute name or a symbolic link."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Any]:
        """The text of `template`, named relative to the folder. Raises TemplateNotFound."""
        path = self.folder / template
        root = self.folder.resolve()
        try:
            if not path.resolve().is_relative_to(root) or not path.is_file():
                raise TemplateNotFound(template)
            with path.open("rb") as stream:
                raw = stream.read(MAX_TEMPLATE_BYTES + 1)
        except (OSError, ValueError) as error:
            raise TemplateNotFound(template) from error
        if len(raw) > MAX_TEMPLATE_BYTES:
            raise TemplateNotFound(template, f"{template} is larger than {MAX_TEMPLATE_BYTES // 1000} kB")
        try:
            return raw.decode("utf-8-sig"), str(path), lambda: True
        except UnicodeDecodeError:
            raise TemplateNotFound(template, f"{template} is not text in UTF-8") from None

    def list_templates(self) -> list[str]:
        """Every template there is, by name."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.jinja"))


def offered(names: Mapping[str, Any]) -> Mapping[str, Any]:
    """`names` for a template, the functions among them allowed to be called."""
    for value in names.values():
        if callable(value):
            value.for_templates = True
    return names
