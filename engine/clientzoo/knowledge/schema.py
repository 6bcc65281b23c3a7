"""The shape of the files experts write, as Pydantic models: the source of the JSON Schemas that editors use.

Only shape is checked here (keys, types, ranges that need no other file); names and meaning are checked by the loader.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, RootModel, StringConstraints

Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[^\W\d_]\w*$", max_length=80)]
RULE_ID = r"^[^\W_][\w-]*$"
RuleId: TypeAlias = Annotated[str, StringConstraints(pattern=RULE_ID, max_length=120)]
Number: TypeAlias = Annotated[float, Field(allow_inf_nan=False)]
RawCondition: TypeAlias = dict[str, Any] | list[Any]
Conclusions: TypeAlias = dict[str, str | bool | list[str]]
Certainty: TypeAlias = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
Said: TypeAlias = Text | dict[Text, Text | dict[Text, Text]]
"""A text for a whole table, or one for each row, or for cells of a row, as `{developed: {"tiger, llama": ...}}`."""


SaidSource: TypeAlias = Text | dict[Text, Text | dict[Text, Text | dict[Text, Text]]]
"""The same for sources, each of which may be written as `{work: Clients Ecosystem, place: wolves}` too."""


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class QuestionEntry(Entry):
    id: Name
    name: Text
    ask: Text
    help: Text
    purpose: Text
    kind: Literal["from_birth", "from_working_together"]
    changed_by: Literal["client", "agency", "nobody"]
    better: Literal["more", "less", "neither"] | None = None
    type: Literal["choice", "integer", "number", "boolean"]
    ordered: bool = False
    values: dict[Name, Text] = {}
    unit: str = ""
    also_per: Literal["", "year"] = ""
    min: Number | None = None
    max: Number | None = None
    early: Annotated[float, Field(ge=0, le=2)] = 0.0
    presumes: Literal["", "working_together"] = ""
    stale_after: Annotated[str, Field(json_schema_extra={"pattern": "^[1-9][0-9]{0,3} (day|month|year)s?$"})] = ""
    relevant_if: RawCondition | None = None
    ask_if: RawCondition | None = None
    delicate: bool = False
    since: str = ""
    renamed_from: Name | list[Name] = []
    values_renamed_from: dict[Name, Name | list[Name]] = {}


class GroupEntry(Entry):
    id: Name
    title: Text
    about: str = ""
    asked: bool = True
    questions: list[QuestionEntry]


class WordsEntry(Entry):
    """What tables say besides ids and labels: for yes, no and an unknown answer, and above the clients' names."""

    yes: Text | None = None
    no: Text | None = None
    unknown: Text | None = None
    client: Text | None = None


class QuestionnaireFile(Entry):
    """questionnaires/<zoo>.yaml"""

    questionnaire: Name | RuleId
    title: Text
    about: str = ""
    words: WordsEntry = WordsEntry()
    units: dict[Text, Text] = {}
    groups: list[GroupEntry]


class TranslatedQuestionEntry(Entry):
    name: Text | None = None
    ask: Text | None = None
    help: Text | None = None
    purpose: Text | None = None
    values: dict[Name, Text | None] = {}


class TranslatedGroupEntry(Entry):
    title: Text | None = None
    about: Text | None = None


class CasesEntry(Entry):
    """The name of an animal as it stands in a sentence, in a language whose nouns change."""

    genitive: Text | None = None
    dative: Text | None = None
    accusative: Text | None = None
    instrumental: Text | None = None
    prepositional: Text | None = None


class TranslatedAnimalEntry(Entry):
    name: Text | None = None
    about: Text | None = None
    cases: CasesEntry = CasesEntry()


class TranslationFile(Entry):
    """questionnaires/<zoo>.<language>.yaml"""

    questionnaire: Name | RuleId
    language: Text
    title: Text
    about: str = ""
    words: WordsEntry = WordsEntry()
    units: dict[Text, Text] = {}
    groups: dict[Name, TranslatedGroupEntry] = {}
    questions: dict[Name, TranslatedQuestionEntry] = {}
    animals: dict[Name, TranslatedAnimalEntry] = {}


class SheetQuestionEntry(Entry):
    id: Name
    name: Text
    ask: Text
    help: Text
    purpose: Text
    type: Literal["text", "choice"] = "text"
    values: dict[Name, Text] = {}


class SheetEntry(Entry):
    id: Name
    title: Text
    about: str = ""
    questions: Annotated[list[SheetQuestionEntry], Field(min_length=1)]


class SheetsFile(Entry):
    """questionnaires/segment-sheets.yaml"""

    version: Text = "1"
    sheets: Annotated[list[SheetEntry], Field(min_length=1)]


class PolicyEntry(Entry):
    decide_at: Annotated[float, Field(gt=0, le=1)] = 0.5
    margin: Annotated[float, Field(ge=0, le=1)] = 0.1
    tolerance: Annotated[float, Field(gt=0, lt=1)] = 0.03
    list_from: Annotated[float, Field(gt=0, le=1)] | None = None


class ParameterEntry(Entry):
    value: Number
    unit: Text
    about: Text


class OtherwiseEntry(Entry):
    """What is taken for a trait's value where no rule concluded any, how surely, and why."""

    value: Name
    certainty: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 1.0
    because: Text
    source: Text = "our reading"


class TraitEntry(Entry):
    name: Text
    ordered: bool = False
    told_by: Name | list[Name] = []
    otherwise: Name | OtherwiseEntry | None = None
    values: Annotated[dict[Name, Text], Field(min_length=1)]


class AnimalEntry(Entry):
    name: Text
    diet: Name
    about: Text


class NeedEntry(Entry):
    id: Name
    need: Text
    when: RawCondition


class ChancesEntry(Entry):
    """The chance that the transition happens within a year, for clients who have nothing of what it needs, part of it,
    all of it; how many observed moves the guess is worth, and who says so."""

    possible: Annotated[float, Field(gt=0, lt=1)]
    under_way: Annotated[float, Field(gt=0, lt=1)]
    ready: Annotated[float, Field(gt=0, lt=1)]
    strength: Annotated[float, Field(gt=0, le=1000)] = 1.0
    source: Text


class TransitionEntry(Entry):
    from_: Annotated[Text, Field(alias="from")]
    to: Name
    kind: Literal["growth", "revolution"]
    source: Text
    chances: ChancesEntry | None = None
    needs: list[NeedEntry] = []


class TopicEntry(Entry):
    title: Text
    actions: bool = False
    most: Annotated[int, Field(ge=1, le=20)] = 5


Amount: TypeAlias = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class StanceEntry(Entry):
    """Something on which advice takes sides, and the sides there are."""

    name: Text
    values: Annotated[dict[Name, Text], Field(min_length=2)]


class TakesEntry(Entry):
    """Hours of ours by role, and money for others, in the first month."""

    hours: dict[Text, Amount] = {}
    money: Amount = 0.0


class AdviceEntry(Entry):
    topic: Name
    text: Text
    role: str = ""
    day: Annotated[int, Field(ge=1, le=3660)] | None = None
    done_when: str = ""
    stance: dict[Name, Name] = {}
    presupposes: RawCondition | None = None
    after: Name | list[Name] = []
    then: list[Name] = []
    takes: TakesEntry = TakesEntry()
    delicate: bool = False


class BearableEntry(Entry):
    """`percent` of the answer to the question `of`, or a sum where the condition holds."""

    of: str = ""
    percent: Annotated[float, Field(gt=0, le=100)] = 100.0
    if_: Annotated[RawCondition | None, Field(alias="if")] = None
    money: Amount = 0.0
    as_: Annotated[Text, Field(alias="as")]


class ProportionEntry(Entry):
    """What our hours cost, and how much a client can bear: of `bears` the first counts that is known."""

    rates: dict[Text, Amount] = {}
    bears: list[BearableEntry] = []


class PriorEntry(RootModel[dict[Text, Annotated[float, Field(ge=0, allow_inf_nan=False)]]]):
    """How often clients give the answers that each test accepts, as `{under small_team: 5, at least small_team: 2}`."""


class BandsEntry(RootModel[Annotated[dict[Name, Text], Field(min_length=2)]]):
    """Bands of a number by name, least first, as `{tiny: under 15, small: under 60, large: the rest}`."""


class DerivedEntry(RootModel[Text]):
    """A number computed from answers, as `internet_share_wanted - internet_share_now`."""


class SettingEntry(RootModel[str | bool | Number | list[str | Number]]):
    """A choice of the segmentation, as `xyz_grain: quarter`; docs/segmentation.md lists them."""


class OppositionEntry(Entry):
    """Two conditions on answers of which hardly both are true."""

    one: RawCondition
    other: RawCondition
    because: Text


class AccordEntry(Entry):
    """Answers that go together, whatever rules make of them."""

    if_: Annotated[RawCondition, Field(alias="if")]
    because: Text


class SourceEntry(Entry):
    """A place in a work, and what we added to what is said there, as `our reading`."""

    work: Text
    place: Text
    ours: str = ""


class RuleEntry(Entry):
    id: RuleId
    if_: Annotated[RawCondition, Field(alias="if")]
    then: Annotated[Conclusions, Field(min_length=1)]
    certainty: Certainty
    because: Text
    source: Text | SourceEntry


class TableEntry(Entry):
    """One fact against animals, or the values of a trait: a row for each test of the fact, a cell the certainty."""

    fact: Name
    for_: Annotated[Name, Field(alias="for")] = "animal"
    columns: Annotated[list[str], Field(min_length=1)]
    weights: Annotated[dict[Text, list[Certainty | None]], Field(min_length=1)]
    because: Said
    source: SaidSource


class AcceptedEntry(Entry):
    """A finding of `rules check` that is as it should be: its code, the names it speaks of, and why."""

    finding: Text
    about: Text | Annotated[list[Text], Field(min_length=1)]
    because: Text


class RulebaseFile(Entry):
    """Any file of rulebases/<zoo>/"""

    zoo: Name | RuleId | None = None
    version: Text | None = None
    title: Text | None = None
    language: Text | None = None
    currency: Text | None = None
    verdict: PolicyEntry | None = None
    proportion: ProportionEntry | None = None
    parameters: dict[Name, ParameterEntry] = {}
    traits: dict[Name, TraitEntry] = {}
    animals: dict[Name, AnimalEntry] = {}
    transitions: list[TransitionEntry] = []
    topics: dict[Name, TopicEntry] = {}
    stances: dict[Name, StanceEntry] = {}
    oppositions: dict[Name, OppositionEntry] = {}
    accords: dict[Name, AccordEntry] = {}
    advice: dict[Name, AdviceEntry] = {}
    rules: list[RuleEntry] = []
    tables: list[TableEntry] = []
    accepted: list[AcceptedEntry] = []
    bands: dict[Name, BandsEntry] = {}
    derived: dict[Name, DerivedEntry] = {}
    priors: dict[Name, PriorEntry] = {}
    segments: dict[Name, SettingEntry] = {}


RawAnswer: TypeAlias = str | bool | int | float | None


class AnswerEntry(Entry):
    value: RawAnswer = None
    certainty: Annotated[float, Field(gt=0, le=1)] = 1.0
    note: str = ""


class AnswersFile(Entry):
    """clients/<client>.yaml, or base/sheets/<segment>.yaml, which says `segment:` for `client:`"""

    client: Annotated[Text, Field(validation_alias=AliasChoices("client", "segment"))]
    zoo: str = ""
    version: str = ""
    animal: str = ""
    answers: dict[str, RawAnswer | AnswerEntry] = {}
    earlier: dict[str, RawAnswer | AnswerEntry] = {}


class ExpectedTransitions(Entry):
    open: list[Text] = []
    closed: list[Text] = []


class ExpectedRules(Entry):
    fired: list[RuleId] = []
    silent: list[RuleId] = []


class ExpectationEntry(Entry):
    status: Literal["decided", "close", "undetermined"] | None = None
    animal: Name | None = None
    runner_up: Name | None = None
    traits: dict[Name, str | list[str]] = {}
    transitions: ExpectedTransitions = ExpectedTransitions()
    advice: list[Name] = []
    withheld: list[Name] = []
    rules: ExpectedRules = ExpectedRules()


class CaseEntry(Entry):
    id: RuleId
    about: Text
    answers: dict[str, RawAnswer | AnswerEntry]
    expect: ExpectationEntry


Target: TypeAlias = Text | dict[Name, str | bool]
"""What a contrast speaks of: an animal or advice by its id, `{appetite: hungry}`, `wolf -> tiger`."""
Effect: TypeAlias = Literal["up", "down", "same"]


class ShownEntry(Entry):
    """One more answer (or several at once), and what it does to what is believed.

    Of answers `together` it is told what they say beyond what each of them says.
    """

    more: dict[str, RawAnswer | AnswerEntry] = {}
    together: dict[str, RawAnswer | AnswerEntry] = {}
    raises: list[Target] = []
    lowers: list[Target] = []
    leaves: list[Target] = []
    appears: list[Target] = []
    goes: list[Target] = []
    because: Text
    source: str = ""


class ContrastEntry(Entry):
    """A base of answers, and what each further answer does to it."""

    id: RuleId
    about: Text
    given: str = ""
    answers: dict[str, RawAnswer | AnswerEntry] = {}
    source: Text
    shows: Annotated[list[ShownEntry], Field(min_length=1)]


class ContrastTableEntry(Entry):
    """What each answer to one question does to animals, or to the values of a trait: a row for each answer."""

    id: RuleId
    about: Text
    given: str = ""
    answers: dict[str, RawAnswer | AnswerEntry] = {}
    fact: Name
    for_: Annotated[Name, Field(alias="for")] = "animal"
    columns: Annotated[list[str], Field(min_length=1)]
    effects: Annotated[dict[Text, list[Effect | None]], Field(min_length=1)]
    because: Said = ""
    source: Said


class CasesFile(Entry):
    """rulebases/<zoo>/cases/*.yaml"""

    cases: list[CaseEntry] = []
    contrasts: list[ContrastEntry] = []
    contrast_tables: list[ContrastTableEntry] = []
