"""A consultation and a zoo's templates to a document."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from clientzoo.explanation.path import ChangeSet, paths
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.files import shown
from clientzoo.knowledge.html_page import finished_page
from clientzoo.knowledge.problems import Place, ProblemsError
from clientzoo.knowledge.zoo import Advice, Zoo
from clientzoo.playbook import picture
from clientzoo.playbook.context import layout_names, shared_names
from clientzoo.playbook.escaping import one_line, printable
from clientzoo.playbook.faults import problem
from clientzoo.playbook.footnotes import Footnotes
from clientzoo.playbook.form import Format
from clientzoo.playbook.formats import PICTURE, html_body
from clientzoo.playbook.sandbox import Sandbox, offered

PAGE = "page.html.jinja"
UNDETERMINED = "undetermined.md.jinja"


def part(animal: str | None) -> str:
    """The template that a playbook starts from: the animal's part, which fills in the common layout."""
    return UNDETERMINED if animal is None else f"animals/{animal}.md.jinja"


class Press:
    """Prints playbooks of one zoo; templates are read once. Not for several threads at once.

    With an `engine` it also looks for the shortest way to each animal that a transition leads to, which takes up to a
    few seconds for a client of whom much is known.
    """

    def __init__(self, zoo: Zoo, engine: Engine | None = None) -> None:
        self.zoo = zoo
        self._engine = engine
        self._markdown = Sandbox(zoo.templates_dir, printable)
        self._html = Sandbox(zoo.templates_dir)
        self._advice: dict[str, Template] = {}

    def document(self, consultation: Consultation, client: ClientAnswers, form: Format) -> str:
        """The playbook in that format. Raises ProblemsError where a template or an advice text is at fault."""
        if form is Format.MARKDOWN:
            return self.markdown(consultation, client)
        return self.html(consultation, client)

    def markdown(self, consultation: Consultation, client: ClientAnswers) -> str:
        return self._text(consultation, client, {"ranking": Markup(), "transitions": Markup()})

    def html(self, consultation: Consultation, client: ClientAnswers) -> str:
        """One page that needs nothing else: style and pictures are in it."""
        drawn = {"ranking": picture.ranking(consultation), "transitions": picture.transitions(consultation)}
        named = {name: Markup(f"![{name}]({PICTURE}{name})") if svg else Markup() for name, svg in drawn.items()}  # noqa: S704
        body = html_body(self._text(consultation, client, named), drawn)
        names = {
            "language": self.zoo.language,
            "client": one_line(client.client),
            "zoo": {"title": self.zoo.title, "version": self.zoo.version},
            "body": Markup(body),  # noqa: S704 - made of Markdown with raw HTML disabled
        }
        return finished_page(self._rendered(self._html, PAGE, names))

    def _text(self, consultation: Consultation, client: ClientAnswers, pictures: Mapping[str, Markup]) -> str:
        footnotes = Footnotes(self.zoo)
        shared = shared_names(consultation, client.client)

        def advice(one: Advice, text: str) -> Markup:
            return self._paragraph(one, text, shared)

        names = layout_names(consultation, client, footnotes, advice, pictures, self._ways(consultation))
        body = self._rendered(self._markdown, part(consultation.verdict.animal), offered(names))
        return "\n".join([_tidy(body), "", *footnotes.notes(body)]).rstrip() + "\n"

    def _ways(self, consultation: Consultation) -> dict[str, ChangeSet]:
        """The best of the smallest sets of changes that make the client what an open transition leads to."""
        if self._engine is None:
            return {}
        found = {}
        for prospect in prospects(consultation):
            if prospect.open:
                ways = paths(self._engine, self.zoo, consultation.answers, prospect.target).sets
                if ways:
                    found[prospect.target] = ways[0]
        return found

    def _paragraph(self, advice: Advice, text: str, names: Mapping[str, Any]) -> Markup:
        try:
            if text not in self._advice:
                self._advice[text] = self._markdown.from_string(text)
            return Markup(" ".join(self._advice[text].render(names).split()))  # noqa: S704
        except Exception as error:
            fault = problem(error, advice.place)
            raise ProblemsError([fault]) from error

    def _rendered(self, sandbox: Sandbox, template: str, names: Mapping[str, Any]) -> str:
        sandbox.start()
        try:
            return str(sandbox.get_template(template).render(names))
        except ProblemsError:
            raise
        except Exception as error:
            raise ProblemsError([problem(error, Place(shown(self.zoo.templates_dir / template)))]) from error


def _tidy(markdown: str) -> str:
    """Without blank space at the ends of lines and without more than one blank line in a row."""
    lines: list[str] = []
    for line in (line.rstrip() for line in markdown.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines)
