"""Marks that lead from a paragraph to the rule it rests on."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from clientzoo.inference.consultation import Firing
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.escaping import markdown_escaped


class Footnotes:
    """Hands out marks such as `[^wolf-hungry]` for one document, and then the notes they lead to."""

    def __init__(self, zoo: Zoo) -> None:
        self._zoo = zoo
        self._firings: dict[str, Firing] = {}

    def mark(self, firings: Iterable[Firing]) -> Markup:
        """The marks of the rules that fired, in their order."""
        marks = []
        for firing in firings:
            self._firings.setdefault(firing.rule, firing)
            marks.append(_mark(firing.rule))
        return Markup("".join(marks))  # noqa: S704 - ids of rules, words and hyphens only

    def notes(self, document: str) -> Iterator[str]:
        """A Markdown footnote for each mark that stands in the document, in the order of the marks."""
        standing = [rule for rule in self._firings if _mark(rule) in document]
        for rule in sorted(standing, key=lambda rule: document.index(_mark(rule))):
            because = markdown_escaped(self._zoo.rule[rule].because)
            yield f"{_mark(rule)}: {because} (`{rule}`)"


def _mark(rule: str) -> str:
    return f"[^{rule}]"
