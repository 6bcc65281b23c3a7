"""A zoo made ready to be consulted, and everything that a program may ask of it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from clientzoo.explanation.inquiry import Inquiry
from clientzoo.explanation.questions import answer
from clientzoo.inference.chaining import Engine
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.engines import MANY, engine_for
from clientzoo.knowledge.answers_file import ClientAnswers, client_answers, read_answers_file
from clientzoo.knowledge.find import find_zoo
from clientzoo.knowledge.languages import in_language
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Attribute, Zoo

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

    from clientzoo.api.frame import ClassifiedFrame
    from clientzoo.interview.adaptive import Adaptive
    from clientzoo.interview.order import Suggestion
    from clientzoo.playbook.rendering import Press

Client: TypeAlias = ClientAnswers | Mapping[str, object]
"""A client as read from a file, or plain answers by question: `{"employees": 25, "growth_wish": "wants"}`.

An answer may also be an `Answer`, or a mapping of `value`, `certainty` (0 to 1, without 0) and `note`; None and
"unknown" are no answers. Values are written as in an answers file: ids, labels in any language of the zoo, numbers, or
numbers in words, as "14,4 млн в год".
"""
IntoFrame = TypeVar("IntoFrame", bound="IntoDataFrame")
SOMEBODY = "the client"


class NextQuestion(NamedTuple):
    """The question to ask next, and how far the interview is."""

    question: Attribute
    suggestion: "Suggestion"


def load(
    workspace: str | Path | None = None,
    *,
    language: str = "",
    engine: EngineChoice | str = EngineChoice.AUTO,
) -> "Expert":
    """The zoo of a workspace folder, else of the workspace around the current folder, else the shipped one.

    `language` is one that the zoo speaks, as "ru"; by default its own. `engine` is "auto", "builtin" or "durable"; all
    give the same verdicts. Raises ProblemsError with everything that is wrong with the zoo, each problem with its
    place; UnknownLanguageError; EngineUnavailableError where durable-rules was asked for and cannot be had; ValueError
    for an engine that there is not.
    """
    found = find_zoo(Path(workspace) if workspace is not None else None, Path.cwd())
    zoo = load_zoo(found.root, found.name, Path.cwd()).sound()
    wanted = language or found.language
    return Expert(in_language(zoo, wanted) if wanted else zoo, EngineChoice(engine))


class Expert:
    """Consults clients of one zoo. Made once, asked often; not for several threads at once.

    Every method takes a `Client` and raises ProblemsError, a list of problems with hints, where its answers are not
    possible ones.
    """

    def __init__(self, zoo: Zoo, engine: EngineChoice = EngineChoice.AUTO, clients: int = 1) -> None:
        """`clients`: about how many will be asked for. Raises EngineUnavailableError."""
        self.zoo = zoo
        self.engine: Engine = engine_for(zoo, engine, clients)
        self._choice = engine

    def client(self, given: Client, name: str = SOMEBODY) -> ClientAnswers:
        """The answers, checked. Raises ProblemsError, whose problems are placed by `name`."""
        return given if isinstance(given, ClientAnswers) else client_answers(given, self.zoo, name)

    def read_client(self, path: str | Path) -> ClientAnswers:
        """The answers in a file. Raises ProblemsError with everything that is wrong with them, each with its place."""
        return read_answers_file(Path(path), self.zoo)

    def classify(self, client: Client) -> Consultation:
        """The verdict, the ranking behind it, and the trace of the rules that fired."""
        return self.engine.consult(self.client(client).answers)

    def classify_many(self, clients: Iterable[Client]) -> Iterator[Consultation]:
        """One consultation for each client, in their order, by the engine that suits many."""
        engine = engine_for(self.zoo, self._choice, MANY)
        return (engine.consult(self.client(one).answers) for one in clients)

    def classify_frame(
        self, frame: IntoFrame, *, ranking: bool = False, fired: bool = False
    ) -> "ClassifiedFrame[IntoFrame]":
        """A verdict for each row of a data frame of Polars, pandas or PyArrow, as a frame of the same kind.

        Columns answer the questions whose id or name they bear, as with `clientzoo base classify`. The verdicts have
        the columns `client`, `status`, `animal`, `certainty`, `runner_up`, `margin`, and one for each transition; with
        `ranking` one for each animal; with `fired` the ids of the rules that fired. Rows with a cell that cannot be
        read are in `rejected`, one line for each such cell. Raises TableError where no column answers a question.
        """
        from clientzoo.api.frame import classified_frame

        return classified_frame(self.zoo, frame, ranking=ranking, fired=fired)

    def about(self, client: Client, name: str = "") -> Inquiry:
        """Every question back as a method: how, why, why_not, what_if, to, sure, contradictions."""
        known = self.client(client, name or SOMEBODY)
        return Inquiry(self.engine, self.zoo, known.answers, name or known.client)

    def explain(self, client: Client, question: str = "how", name: str = "") -> str:
        """The answer to a question as it is typed in an interview, as "why not tiger". Raises QuestionError."""
        known = self.client(client, name or SOMEBODY)
        return "\n".join(answer(question, self.engine, self.zoo, known.answers, name or known.client))

    def next_question(self, client: Client, last: str | None = None) -> NextQuestion | None:
        """What to ask next, or None once no open answer could change anything; `last` is the question asked before."""
        known = self.client(client)
        suggestion = self._order.next(known.answers, known.unknown, last)
        return NextQuestion(self.zoo.questions[suggestion.question], suggestion) if suggestion else None

    def playbook(self, client: Client, form: str = "md", name: str = "") -> str:
        """Two pages about the client as Markdown ("md") or as one page of HTML ("html").

        Raises ProblemsError where a template of the zoo is at fault, ValueError for another format.
        """
        if form not in ("md", "html"):
            raise ValueError(f"`{form}` is no format of text; `document` writes pdf and docx")
        return self.document(client, form, name).decode()

    def document(self, client: Client, form: str, name: str = "") -> bytes:
        """The same as a file would hold it: "pdf", "docx" (which need the extras `pdf` and `docx`), "html" or "md".

        Raises ProblemsError where a template of the zoo is at fault, ValueError for another format.
        """
        from clientzoo.playbook.form import Format

        known, wanted = self.client(client, name or SOMEBODY), Format(form)
        return self._press.documents(self.engine.consult(known.answers), known, [wanted])[wanted]

    @cached_property
    def _order(self) -> "Adaptive":
        from clientzoo.interview.adaptive import Adaptive

        return Adaptive(self.zoo)

    @cached_property
    def _press(self) -> "Press":
        from clientzoo.knowledge.brand_file import read_brand
        from clientzoo.playbook.rendering import Press

        return Press(in_language(self.zoo, self.zoo.language), self.engine, read_brand(self.zoo.root))
