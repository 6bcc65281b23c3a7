"""Jinja for templates that we did not write: they see what they are given, load from one folder, and come to an end.

Jinja's own sandbox keeps a template from reaching into Python. It does not keep it from running for ever or from
filling the memory, so the language is narrowed to what a document needs (`language`), and what remains is counted by a
`Budget`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS
from markupsafe import Markup

from clientzoo.playbook.budget import Budget
from clientzoo.playbook.language import (
    COUNTED,
    FILTER_NAMES,
    SPENT,
    TEST_NAMES,
    WEIGHED,
    count_steps,
    forbidden,
    unwieldy,
)

MAX_TEMPLATE_BYTES = 500_000
MAX_DIGITS = 300  # of a number that stands in a template


class ForbiddenError(TemplateSyntaxError):
    """Jinja that templates may not use here; `lineno` is where."""


class Sandbox(SandboxedEnvironment):
    """An environment for one zoo; not for several threads at once, for `start` begins the count of one document.

    `printable` is what `{{ ... }}` makes of a value.
    """

    # Never worked out beforehand, as Jinja does with constants: a zoo is checked before it is known to be harmless.
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(
        self, folder: Path, printable: Callable[[object], object] = lambda value: value, language: str = ""
    ) -> None:
        self.confined = ConfinedLoader(folder, language)
        self.budget = Budget()
        self._printable = printable
        super().__init__(
            loader=self.confined, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, optimized=False,
            autoescape=True, finalize=self._printed(),
        )  # fmt: skip
        self.globals.clear()
        self.filters = {name: self.budget.of_filter(FILTERS[name]) for name in FILTER_NAMES} | {
            "join": self._joined,
            COUNTED: self.budget.counted,
            SPENT: self.budget.spend,
            WEIGHED: self.budget.weighed,
        }
        self.tests = {name: TESTS[name] for name in TEST_NAMES}
        self.concat = self.budget.concatenated  # type: ignore[method-assign]

    def start(self) -> None:
        """Begins the count of one document."""
        self.budget.start()

    def read(self, source: str, filename: str | None = None) -> nodes.Template:
        """What a template says, forbidden things included. Raises TemplateSyntaxError, RecursionError."""
        try:
            tree = super()._parse(source, None, filename)
        except ValueError:  # Python reads no number of more than a few thousand digits
            raise TemplateSyntaxError("a number is too long", _of_long_number(source), None, filename) from None
        if (found := unwieldy(tree)) is not None:
            raise TemplateSyntaxError(found.message, found.line, None, filename)
        return tree

    def literal(self, source: str, printed: str) -> str:
        """The text of a template itself, on its lines, and `printed` where it prints. Raises TemplateSyntaxError."""
        pieces: list[str] = []
        lines = 1
        for line, kind, value in self.lex(source):
            text = "\n" * (line - lines) + (value if kind == "data" else printed if kind == "variable_begin" else "")
            lines += text.count("\n")
            pieces.append(text)
        return "".join(pieces)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = self.read(source, filename)
        for found in forbidden(tree):
            raise ForbiddenError(found.message, found.line, name, filename)
        return count_steps(tree)

    def get_template(self, name: Any, *args: Any, **options: Any) -> Any:
        self.budget.spend(1)
        return super().get_template(name, *args, **options)

    def call(__self, __context: Any, __obj: Any, *args: Any, **options: Any) -> Any:  # noqa: N805
        __self.budget.spend(1)
        if not isinstance(__obj, Macro | BlockReference) and not getattr(__obj, "for_templates", False):
            raise SecurityError("only macros and what the playbook offers can be called")
        return super().call(__context, __obj, *args, **options)

    def _printed(self) -> Callable[[object, object], object]:
        """What counts all that is printed. No method: Jinja asks the function whether constants may be worked out."""

        @pass_eval_context
        def printed(_: object, value: object) -> object:
            text = self._printable(value)
            self.budget.put_together(text)
            return text

        return printed

    def _joined(self, items: Iterable[Any], between: str = "") -> Markup:
        separator = Markup.escape(between)
        pieces: list[str] = []
        for item in self.budget.counted(items):
            text = Markup.escape(self._printable(item))
            self.budget.put_together(text)
            pieces += [separator, text] if pieces else [text]
        return Markup(self.budget.concatenated(pieces))  # noqa: S704 - every piece is escaped


def _of_long_number(source: str) -> int:
    found = re.search(rf"\d[\d_]{{{MAX_DIGITS},}}", source)
    return source.count("\n", 0, found.start() if found else 0) + 1


class ConfinedLoader(BaseLoader):
    """Templates below one folder; nothing else is reachable, by `..`, an absolute name or a symbolic link.

    With a `language`, what its subfolder holds takes the place of the template of that name.
    """

    def __init__(self, folder: Path, language: str = "") -> None:
        self.folder = folder
        self._language = language

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Any]:
        """The text of `template`, named relative to the folder. Raises TemplateNotFound."""
        root = self.folder.resolve()
        path = self.folder / template
        try:
            if self._language and (told := self.folder / self._language / template).is_file():
                path = told
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


def offer_names(names: Mapping[str, Any]) -> Mapping[str, Any]:
    """`names` for a template, the functions among them allowed to be called."""
    for value in names.values():
        if callable(value):
            value.for_templates = True
    return names
