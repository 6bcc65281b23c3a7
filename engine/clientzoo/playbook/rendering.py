"""A consultation and a zoo's templates to a document."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from jinja2 import Template
from markupsafe import Markup

from clientzoo.explanation.path import ChangeSet, paths
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.inference.selection import Selection, selection
from clientzoo.knowledge.advice import Advice
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.brand import PLAIN, Brand
from clientzoo.knowledge.files import shown_path
from clientzoo.knowledge.html_page import finished_page
from clientzoo.knowledge.problems import Place, ProblemsError
from clientzoo.knowledge.speech import later, speech_of
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook import picture
from clientzoo.playbook.action import Action, plain_text
from clientzoo.playbook.context import layout_names, reason_for, shared_names
from clientzoo.playbook.documents.html import html_body
from clientzoo.playbook.documents.markdown import PICTURE, tokens
from clientzoo.playbook.documents.playbook import Playbook
from clientzoo.playbook.escaping import one_line, printable
from clientzoo.playbook.faults import problem
from clientzoo.playbook.footnotes import Footnotes
from clientzoo.playbook.form import Format
from clientzoo.playbook.progress import NOT_BEGUN, Progress
from clientzoo.playbook.sandbox import Sandbox, offer_names

if TYPE_CHECKING:
    from clientzoo.playbook.documents.pdf import PdfWriter
    from clientzoo.playbook.documents.word import WordWriter

PAGE = "page.html.jinja"
UNDETERMINED = "undetermined.md.jinja"
DISCREET = "discreet.md.jinja"
NOTES_TITLE = later("The rules behind it")


def part(animal: str | None) -> str:
    """The template that a playbook starts from: the animal's part, which fills in the common layout."""
    return UNDETERMINED if animal is None else f"animals/{animal}.md.jinja"


class Press:
    """Prints playbooks of one zoo; templates are read once. Not for several threads at once.

    With an `engine` it also looks for the shortest way to each animal that a transition leads to, which takes up to a
    few seconds for a client of whom much is known. `select` says which advice a page gives. The
    `discreet` edition may lie on a table: no animals, no reasons, nothing that would embarrass anybody.
    """

    def __init__(
        self,
        zoo: Zoo,
        engine: Engine | None = None,
        brand: Brand = PLAIN,
        select: Callable[[Consultation], Selection] | None = None,
        *,
        discreet: bool = False,
    ) -> None:
        self.zoo = zoo
        self._engine = engine
        self._brand = brand
        self._select = select or partial(selection, discreet=discreet)
        self._discreet = discreet
        self._markdown = Sandbox(zoo.templates_dir, printable, zoo.speaks if zoo.own else "")
        self._html = Sandbox(zoo.templates_dir, language=zoo.speaks if zoo.own else "")
        self._advice: dict[str, Template] = {}

    def documents(
        self,
        consultation: Consultation,
        client: ClientAnswers,
        forms: Iterable[Format],
        progress: Progress = NOT_BEGUN,
    ) -> dict[Format, bytes]:
        """The playbook in each of the formats. Raises ProblemsError where a template or an advice text is at fault."""
        playbook = self.playbook(consultation, client, progress)
        return {form: self._written(playbook, form) for form in forms}

    def playbook(self, consultation: Consultation, client: ClientAnswers, progress: Progress = NOT_BEGUN) -> Playbook:
        """What every format is made of; `progress` is how far it is done already. Raises ProblemsError."""
        drawn = {"ranking": picture.ranking(consultation), "transitions": picture.transitions(consultation)}
        primary = self._brand.colours.primary
        drawings = {name: picture.coloured(one, primary) for name, one in drawn.items() if one is not None}
        named = {name: Markup(_named(name)) if name in drawings else Markup() for name in drawn}  # noqa: S704
        markdown = self._text(consultation, client, named, progress)
        return Playbook(
            title=one_line(client.client),
            language=self.zoo.speaks or self.zoo.language,
            markdown=markdown,
            tokens=tokens(markdown),
            drawings=drawings,
            notes_title=speech_of(self.zoo)(NOTES_TITLE),
            foot=f"{self.zoo.title} {self.zoo.version}".strip(),
        )

    def markdown(self, consultation: Consultation, client: ClientAnswers) -> str:
        """The playbook as Markdown, without drawings."""
        return _without_drawings(self.playbook(consultation, client))

    def html(self, consultation: Consultation, client: ClientAnswers) -> str:
        """One page that needs nothing else: style and pictures are in it."""
        return self._page(self.playbook(consultation, client))

    def actions(self, consultation: Consultation, client: ClientAnswers) -> tuple[Action, ...]:
        """The advice of the client's page that has a day, as plain text. Raises ProblemsError for a faulty text."""
        given = (one.advice for one in self._select(consultation).given)
        return self.as_actions(consultation, client, (one for one in given if one.day))

    def as_actions(
        self, consultation: Consultation, client: ClientAnswers, advice: Iterable[Advice]
    ) -> tuple[Action, ...]:
        """Any advice as plain text for the client, whether or not a rule gives it. Raises as `actions` does."""
        shared = shared_names(consultation, client.client)
        self._markdown.start()

        def text(one: Advice, markdown: str) -> str:
            return plain_text(self._paragraph(one, markdown, shared))

        return tuple(
            Action(
                one.id,
                text(one, one.text),
                reason_for(consultation, one),
                text(one, one.done_when),
                one.role,
                one.day or 1,
            )
            for one in advice
        )

    def _written(self, playbook: Playbook, form: Format) -> bytes:
        match form:
            case Format.MARKDOWN:
                return _without_drawings(playbook).encode()
            case Format.HTML:
                return self._page(playbook).encode()
            case Format.PDF:
                return self._pdf.pdf(playbook)
            case Format.WORD:
                return self._word.docx(playbook)

    @cached_property
    def _pdf(self) -> "PdfWriter":
        from clientzoo.playbook.documents.pdf import PdfWriter

        return PdfWriter(self._brand)

    @cached_property
    def _word(self) -> "WordWriter":
        from clientzoo.playbook.documents.word import WordWriter

        return WordWriter(self._brand)

    def _page(self, playbook: Playbook) -> str:
        names = {
            "language": playbook.language,
            "client": playbook.title,
            "zoo": {"title": self.zoo.title, "version": self.zoo.version},
            "body": Markup(html_body(playbook)),  # noqa: S704 - made of Markdown with raw HTML disabled
        }
        return finished_page(self._rendered(self._html, PAGE, names), brand=self._brand)

    def _text(
        self,
        consultation: Consultation,
        client: ClientAnswers,
        pictures: Mapping[str, Markup],
        progress: Progress,
    ) -> str:
        footnotes = Footnotes(self.zoo)
        shared = shared_names(consultation, client.client)

        def advice(one: Advice, text: str) -> Markup:
            return self._paragraph(one, text, shared)

        advised = self._select(consultation)
        ways = {} if self._discreet else self._ways(consultation)
        names = layout_names(consultation, client, footnotes, advice, pictures, ways, advised, progress)
        layout = DISCREET if self._discreet else part(consultation.verdict.animal)
        body = self._rendered(self._markdown, layout, offer_names(names))
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
            raise ProblemsError([problem(error, Place(shown_path(self.zoo.templates_dir / template)))]) from error


def _named(drawing: str) -> str:
    """How Markdown names a drawing."""
    return f"![{drawing}]({PICTURE}{drawing})"


def _without_drawings(playbook: Playbook) -> str:
    markdown = playbook.markdown
    for name in playbook.drawings:
        markdown = markdown.replace(_named(name), "")
    return _tidy(markdown) + "\n"


def _tidy(markdown: str) -> str:
    """Without blank space at the ends of lines and without more than one blank line in a row."""
    lines: list[str] = []
    for line in (line.rstrip() for line in markdown.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines)
