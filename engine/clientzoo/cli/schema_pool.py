"""The JSON Schemas of what the commands of `pool` print with `--json`."""

from collections.abc import Callable, Mapping
from typing import Any

from clientzoo.cli.schema_parts import COUNT, NAME, NAME_OR_NULL, NAMES, VALUE_OR_NULL, YES_NO, record, records

_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_MONEY = {**NAME_OR_NULL, "description": "a decimal with two places; null where no money is known"}
_YEARS = {"type": ["number", "null"], "description": "years of 365.25 days; null where a day has no date"}
_PATH: Mapping[str, Any] = {
    "from": NAME, "to": NAME, "clients": COUNT, "share": _SHARE, "low": _SHARE, "high": _SHARE,
    "amount_before": _MONEY, "amount_after": _MONEY,
}  # fmt: skip


def _day() -> dict[str, Any]:
    return record(table=NAME, day=NAME_OR_NULL, zoo_version=NAME_OR_NULL)


def _moves() -> dict[str, Any]:
    about = (
        "The moves between two days. States are animals, `undetermined`, `not asked`, `left us` and `new to us`. "
        "Shares are of the clients of the row, `low` and `high` their 95 % interval; a row is reliable where none is "
        "wider than 0.2."
    )
    shape = {
        "zoo": NAME, "zoo_version": NAME, "from": _day(), "to": _day(), "years": _YEARS, "clients": COUNT,
        "stayed": COUNT,
        "turned": COUNT, "came": COUNT, "left": COUNT, "unclear": COUNT,
        "kinds": record(expected=COUNT, allowed=COUNT, surprising=COUNT),
        "rows": records(**{"from": NAME, "clients": COUNT, "reliable": YES_NO, "paths": records(**_PATH)}),
        "movers": records(
            **{
                "client": NAME, "name": NAME, "from": NAME, "to": NAME,
                "kind": {"enum": ["expected", "allowed", "surprising", "came", "left", "unclear"]},
                "transition": NAME_OR_NULL, "why": NAME, "amount_before": _MONEY, "amount_after": _MONEY,
                "answers": records(question=NAME, old=VALUE_OR_NULL, new=VALUE_OR_NULL), "gained": NAMES, "lost": NAMES,
            }
        ),
        "all_movers": COUNT,
        "no_moves": record(
            told_apart=YES_NO, rules_changed=YES_NO, rules=records(**_PATH), learned=records(**_PATH),
            renamed=records(before=NAME, after=NAME),
        ),
    }  # fmt: skip
    return record(about, **shape)


POOL: Mapping[str, Callable[[], dict[str, Any]]] = {"moves": _moves}
