"""A day of the pool out of one table: what `base classify` wrote, a table of answers, or one that holds both."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from clientzoo.inference.column_names import ZOO_VERSION
from clientzoo.knowledge.languages import fold_text
from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.classify import Base
from clientzoo.pool.day import AMOUNT, ANIMAL, BLOCK, CERTAINTY, CLIENT, NAME, SEEN, Day
from clientzoo.tables.heading import heading
from clientzoo.tables.mapping import TableMap
from clientzoo.tables.opening import open_table
from clientzoo.tables.table import Table, TableError

ID, SINCE = "client_id", "__since"
_NAMES = ("client", "client_name", "клиент", "customer", "company", "компания", "контрагент", "заказчик")
_DAY = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_MONEY = pl.Decimal(38, 2)


def read_day(
    source: Path,
    zoo: Zoo,
    *,
    answers: Path | None = None,
    day: date | None = None,
    money: str = AMOUNT,
    same: Mapping[str, str] | None = None,
) -> Day:
    """The day that `source` (.parquet, .csv, .xlsx, or a folder of answers files) and perhaps `answers` tell.

    `day` is its date, else that in the file's name, as `pool-2026-06-30.parquet`. `money` is the column of what each
    client brings. `same` has clients of the table under the names by which the other table knows them.
    Raises TableError where it is neither verdicts nor answers, or names a client twice.
    """
    try:
        return _read(source, zoo, answers, day or day_in(source.name), money, same or {})
    except pl.exceptions.PolarsError as error:
        raise TableError(f"{source}: no table of clients ({str(error).partition(chr(10))[0]})") from None


def day_in(name: str) -> date | None:
    """The date in a file's name; None where there is none, or one that no calendar has."""
    found = _DAY.search(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _read(source: Path, zoo: Zoo, answers: Path | None, day: date | None, money: str, same: Mapping[str, str]) -> Day:
    table = open_table(str(source), zoo)
    frame, columns = _scan(source, table), {fold_text(name): name for name in table.columns}
    key = columns.get(ID)
    name = next((columns[word] for word in _NAMES if word in columns), key)
    key = key or name
    if key is None or name is None:
        raise TableError(f"{source}: no column `client` or `client_id` tells the clients apart")
    client = _text(key)
    wanted = {CLIENT: client} if name == key else {CLIENT: client, NAME: _text(name)}
    if BLOCK in columns:
        wanted[BLOCK] = _text(columns[BLOCK])
    if fold_text(money) in columns:
        wanted[AMOUNT] = pl.col(columns[fold_text(money)]).cast(_MONEY).to_physical().cast(pl.Int64)
    elif money != AMOUNT:
        raise TableError(f"{source}: there is no column `{money}`. {did_you_mean(money, table.columns)}")
    given = ANIMAL in columns and "status" in columns
    if given:
        wanted[ANIMAL] = _text(columns[ANIMAL])
        sure = pl.col(columns[CERTAINTY]).cast(pl.Float64) if CERTAINTY in columns else pl.lit(None, pl.Float64)
        wanted[CERTAINTY] = sure
        if ZOO_VERSION in columns:
            wanted[ZOO_VERSION] = pl.col(columns[ZOO_VERSION]).cast(pl.String)
    people = frame.select(**wanted).collect()
    numbered = pl.format("row {}", pl.int_range(1, pl.len() + 1))
    if people[CLIENT].null_count():
        people = people.with_columns(pl.col(CLIENT).fill_null(numbered))
    people = people.with_columns(pl.coalesce(NAME, CLIENT) if NAME in people.columns else pl.col(CLIENT).alias(NAME))
    said, since = _answers(table, zoo, key, source, money), _since(frame, table, zoo, client)
    if answers is not None:
        other = open_table(str(answers), zoo)
        by_id = next((one for one in other.columns if fold_text(one) == ID), None) if columns.get(ID) else None
        said = _answers(other, zoo, by_id, answers, "")
        if said is None:
            raise TableError(f"{answers}: no column answers a question of the zoo `{zoo.id}`")
    if not given and said is None:
        raise TableError(
            f"{source}: neither verdicts nor answers; name a table that `clientzoo base classify` wrote, or one of "
            "answers"
        )
    if since is not None:
        seen = since.select(CLIENT, pl.max_horizontal(pl.exclude(CLIENT)).alias(SEEN))
        people = (
            people.join(seen, on=CLIENT, how="left", maintain_order="left") if since.height == people.height else people
        )
    if same:
        people = people.with_columns(pl.col(CLIENT).replace(same))
        said = said.with_columns(pl.col(CLIENT).replace(same)) if said is not None else None
        since = since.with_columns(pl.col(CLIENT).replace(same)) if since is not None else None
    _check_once(people, str(source))
    if said is not None:
        _check_once(said, str(answers or source))
    version = ""
    if given:
        if said is None:
            _check_animals(people, zoo, source)
        if ZOO_VERSION in people.columns:
            version = " or ".join(sorted(people[ZOO_VERSION].drop_nulls().unique()))
            people = people.drop(ZOO_VERSION)
    return Day(str(source), day, people, said, since, version)


def _scan(source: Path, table: Table) -> pl.LazyFrame:
    match source.suffix.lower() if source.is_file() else "":
        case ".parquet":
            return pl.scan_parquet(source, glob=False)
        case ".csv":
            return pl.scan_csv(source, glob=False, infer_schema=False)
    frames = [batch.frame.select(table.columns) for batch in table.batches()]
    return (
        pl.concat(frames, how="vertical_relaxed").lazy()
        if frames
        else pl.LazyFrame(schema=dict.fromkeys(table.columns, pl.String))
    )


def _text(column: str) -> pl.Expr:
    """Words without blanks around; a cell of blanks only is none."""
    stripped = pl.col(column).cast(pl.String).str.strip_chars()
    return pl.when(stripped != "").then(stripped)


def _answers(table: Table, zoo: Zoo, key: str | None, source: Path, money: str) -> pl.DataFrame | None:
    """The answers that the table holds, a cell that cannot be read being unknown; None where nobody was asked anything.

    What each client brings is no answer, though a question may be called so.
    """
    mapped = TableMap(client=key or "")
    try:
        named = heading(table, zoo, mapped).answers
    except TableError:
        if any(fold_text(one) in zoo.attributes for one in table.columns):
            raise  # something is wrong with answers that are there
        return None
    idle = [one for one, column in named.items() if fold_text(column) == fold_text(money)]
    if not any(zoo.attributes[one].asked for one in named if one not in idle):
        return None
    base = Base(zoo, [open_table(str(source), zoo)], mapped, unreadable="unknown")
    frames = [batch.frame for batch in base.clients()]
    read = pl.concat(frames) if frames else pl.DataFrame(schema=base.schema)
    return read.drop(idle).with_columns(pl.col(CLIENT).str.strip_chars())


def _since(frame: pl.LazyFrame, table: Table, zoo: Zoo, client: pl.Expr) -> pl.DataFrame | None:
    dated = {one: one.removesuffix(SINCE) for one in table.columns if one.removesuffix(SINCE) in zoo.attributes}
    dated = {column: question for column, question in dated.items() if column != question}
    if not dated:
        return None
    days = [pl.col(column).cast(pl.String).str.slice(0, 10).str.to_date().alias(one) for column, one in dated.items()]
    return frame.select(client.alias(CLIENT), *days).collect()


def _check_once(frame: pl.DataFrame, named: str) -> None:
    if frame[CLIENT].hash().n_unique() == frame.height or frame[CLIENT].n_unique() == frame.height:
        return
    twice: Sequence[str] = sorted(frame.filter(pl.col(CLIENT).is_duplicated())[CLIENT].unique())
    more = f" and {len(twice) - 3} more" if len(twice) > 3 else ""
    raise TableError(
        f"{named}: {', '.join(f'`{one}`' for one in twice[:3])}{more} stands there more than once; give each client a "
        f"row, or a column `{ID}` that tells namesakes apart"
    )


def _check_animals(people: pl.DataFrame, zoo: Zoo, source: Path) -> None:
    strange = sorted({*people[ANIMAL].drop_nulls().unique()} - {*zoo.animals})
    if strange:
        raise TableError(
            f"{source}: `{strange[0]}` is no animal of the zoo `{zoo.id}`; choose the zoo with --zoo, or give the "
            f"answers of the day, so that today's zoo can say what the clients were"
        )
