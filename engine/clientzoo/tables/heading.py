"""Which column answers which question: by the question's id, by its name in a language of the zoo, or as mapped."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from clientzoo.inference.column_names import certainty_column, to_column
from clientzoo.knowledge.languages import fold_text, names, speak
from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.mapping import MappedQuestion, TableMap
from clientzoo.tables.table import Table, TableError

CLIENT = "client"
# Under which other words tables, those of the base among them, name the client.
_CLIENTS = (
    CLIENT,
    "client_name",
    "customer",
    "company",
    "account",
    "клиент",
    "компания",
    "контрагент",
    "заказчик",
    "client_id",
)
_UNMAPPED = MappedQuestion()


@dataclass(frozen=True, slots=True)
class Heading:
    """Columns by what they hold. `client` is empty where rows have no names.

    `idle` are columns that nothing reads, each with the question it may have meant, or nothing.
    """

    client: str
    answers: Mapping[str, str]
    certainties: Mapping[str, str]
    idle: Mapping[str, str]
    ends: Mapping[str, str] = field(default_factory=dict)


def heading(table: Table, zoo: Zoo, mapped: TableMap) -> Heading:
    """The heading of a table.

    Raises TableError where a mapped column is missing, a column may answer several questions, or none answers any.
    """
    by_word = {fold_text(column): column for column in reversed(table.columns)}

    def find(wanted: str) -> str:
        column = by_word.get(fold_text(wanted))
        if column is None:
            hint = did_you_mean(wanted, table.columns)
            raise TableError(f"{table.name}: there is no column `{wanted}`" + (f" ({hint})" if hint else ""))
        return column

    called_client = (word for _, word in speak(zoo, zoo.words[CLIENT], "words", CLIENT))
    unasked = [word for word in _CLIENTS if word == CLIENT or word not in zoo.attributes]
    client = find(mapped.client) if mapped.client else _first(by_word, *called_client, *unasked)
    given = [client, *(one for said in mapped.questions.values() for one in (said.column, said.certainty))]
    taken = {*map(fold_text, given)}
    free = {word: column for word, column in by_word.items() if word not in taken}
    ids = {*map(fold_text, zoo.attributes)}  # they go before names
    by_name = {word: column for word, column in free.items() if word not in ids}
    answers, certainties, ends = {}, {}, {}
    for attribute in zoo.answerable.values():
        said = mapped.questions.get(attribute.id, _UNMAPPED)
        column = find(said.column) if said.column else _first(free, attribute.id)
        column = column or _first(by_name, *names(zoo, attribute))
        if not column:
            continue
        answers[attribute.id] = column
        usual = (certainty_column(column), certainty_column(attribute.id))
        certainty = find(said.certainty) if said.certainty else _first(free, *usual)
        if certainty:
            certainties[attribute.id] = certainty
        if attribute.numeric and (end := _first(free, to_column(column), to_column(attribute.id))):
            ends[attribute.id] = end
    for column, twice in _several(answers, by_name.values()):
        hint = "name the columns by the questions' ids, or give a mapping file"
        raise TableError(f"{table.name}: the column `{column}` may answer {' or '.join(twice)}; {hint}")
    used = {client, *answers.values(), *certainties.values(), *ends.values()}
    idle = {one: _meant(one, zoo, answers) for one in table.columns if one not in used}
    if not answers:
        meant = "".join(f"`{column}`: {hint} " for column, hint in idle.items() if hint)
        first = ", ".join([*zoo.attributes][:3])
        raise TableError(
            f"{table.name}: no column answers a question of the zoo `{zoo.id}`. {meant}"
            f"Name the columns by the questions' ids, as {first}, or give a mapping file"
        )
    return Heading(client, answers, certainties, idle, ends)


def _meant(column: str, zoo: Zoo, answers: Mapping[str, str]) -> str:
    word = fold_text(column)
    for question, answered_by in answers.items():
        if word in map(fold_text, (question, *names(zoo, zoo.attributes[question]))):
            return f"`{answered_by}` answers it already"
    return did_you_mean(word, [one for one in zoo.attributes if one not in answers], show_all_up_to=0)


def _first(by_word: Mapping[str, str], *wanted: str) -> str:
    return next((by_word[word] for word in map(fold_text, wanted) if word in by_word), "")


def _several(answers: Mapping[str, str], columns: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Those of the columns from which more than one question takes its answers, with these questions."""
    for column in columns:
        questions = [f"`{name}`" for name, used in answers.items() if used == column]
        if len(questions) > 1:
            yield column, questions
