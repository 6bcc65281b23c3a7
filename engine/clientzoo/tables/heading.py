"""Which column of a table answers which question: by the question's id or name, or as a mapping file says."""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass

from clientzoo.inference.column_names import certainty_column
from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.mapping import MappedQuestion, TableMap
from clientzoo.tables.table import Table, TableError

CLIENT = "client"
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


def heading(table: Table, zoo: Zoo, mapped: TableMap) -> Heading:
    """The heading of a table. Raises TableError where a mapped column is missing or no column answers anything."""
    by_word = {column.strip().casefold(): column for column in reversed(table.columns)}

    def find(wanted: str) -> str:
        column = by_word.get(wanted.strip().casefold())
        if column is None:
            hint = did_you_mean(wanted, table.columns)
            raise TableError(f"{table.name}: there is no column `{wanted}`" + (f" ({hint})" if hint else ""))
        return column

    answers, certainties = {}, {}
    given = [
        mapped.client or CLIENT,
        *(one for said in mapped.questions.values() for one in (said.column, said.certainty)),
    ]
    taken = {one.strip().casefold() for one in given}
    free = {word: column for word, column in by_word.items() if word not in taken}
    shared = _shared_names(zoo)
    for attribute in zoo.attributes.values():
        said = mapped.questions.get(attribute.id, _UNMAPPED)
        own = [attribute.id, *(() if attribute.name.casefold() in shared else (attribute.name,))]
        column = find(said.column) if said.column else _first(free, *own)
        if not column:
            continue
        answers[attribute.id] = column
        usual = (certainty_column(column), certainty_column(attribute.id))
        certainty = find(said.certainty) if said.certainty else _first(free, *usual)
        if certainty:
            certainties[attribute.id] = certainty
    client = find(mapped.client) if mapped.client else _first(by_word, CLIENT)
    used = {client, *answers.values(), *certainties.values()}
    idle = {one: _meant(one, zoo, answers) for one in table.columns if one not in used}
    if not answers:
        meant = "".join(f"`{column}`: {hint} " for column, hint in idle.items() if hint)
        first = ", ".join([*zoo.attributes][:3])
        raise TableError(
            f"{table.name}: no column answers a question of the zoo `{zoo.id}`. {meant}"
            f"Name the columns by the questions' ids, as {first}, or give a mapping file"
        )
    return Heading(client, answers, certainties, idle)


def _meant(column: str, zoo: Zoo, answers: Mapping[str, str]) -> str:
    word = column.casefold()
    for question, answered_by in answers.items():
        if word in (question.casefold(), zoo.attributes[question].name.casefold()):
            return f"`{answered_by}` answers it already"
    return did_you_mean(word, [one for one in zoo.attributes if one not in answers], show_all_up_to=0)


def _shared_names(zoo: Zoo) -> Set[str]:
    """Names that say nothing alone: two questions bear them, or they are another question's id."""
    words = Counter(one.name.casefold() for one in zoo.attributes.values())
    words.update(one.id.casefold() for one in zoo.attributes.values() if one.id.casefold() != one.name.casefold())
    return {word for word, number in words.items() if number > 1}


def _first(by_word: Mapping[str, str], *wanted: str) -> str:
    return next((by_word[word.casefold()] for word in wanted if word.casefold() in by_word), "")
