"""What the user says of the files to import: in options and in a mapping file, which `--save-mapping` writes."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientzoo.cli.edge import UserError

if TYPE_CHECKING:
    from clientzoo.tables.importing.import_plan import ImportChoices, ImportPlan

_MEANINGS = ("won", "lost", "open", "refunded")
_SETTINGS = ("dates", "decimal", "amounts_in", "statuses", "rates")  # of a mapping file, beside its fields


def choices(
    mapping: Path | None, *, maps: list[str] | None, statuses: list[str] | None, rates: list[str] | None,
    currency: str | None, names: Path | None, dates: Any, decimal: Any, no_heading: bool = False, literal: bool = False,
) -> "ImportChoices":  # fmt: skip
    """Options count over the mapping file. Raises UserError, ProblemsError, OSError."""
    from clientzoo.segmentation.frames import UnfitTableError
    from clientzoo.segmentation.similar import Merges, merges
    from clientzoo.tables.importing.import_plan import ImportChoices
    from clientzoo.tables.values.currency import code

    saved = _saved(mapping)
    try:
        merged = merges(names) if names else Merges({}, {})
    except UnfitTableError as error:
        raise UserError(str(error)) from None
    stated = currency or saved.get("amounts_in")
    given = {**_part(saved, "rates", mapping), **_pairs(rates, "--rate")}
    return ImportChoices(
        {**{name: str(said) for name, said in saved.items() if name not in _SETTINGS}, **_pairs(maps, "--map")},
        decimal or _one_of(saved, "decimal", (".", ","), mapping),
        dates or _one_of(saved, "dates", ("dmy", "mdy", "ymd"), mapping),
        _meanings({**_part(saved, "statuses", mapping), **_pairs(statuses, "--status")}),
        code(str(stated)) if stated else None,
        {code(one): _rate(one, rate) for one, rate in given.items()},
        merged.names, merged.ids, no_heading, literal,
    )  # fmt: skip


def save(path: Path, said: "ImportChoices", understood: "Iterable[ImportPlan]") -> None:
    """Writes a mapping file: the fields that were found, and what the user said beside."""
    from clientzoo.knowledge.files import replace_file

    lines: dict[str, Any] = {
        field: how.title(field) for how in understood for field in how.fields if not how.is_made_up(field)
    }
    settings = (said.date_order, said.decimal, said.currency, dict(said.statuses), dict(said.rates))
    lines |= {name: value for name, value in zip(_SETTINGS, settings, strict=True) if value}
    # JSON is YAML: quoted wherever that is needed.
    text = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in lines.items())
    replace_file(path, text.encode())


def _saved(path: Path | None) -> dict[str, Any]:
    from clientzoo.knowledge.yaml import read

    if path is None:
        return {}
    value = read(path).value
    if not isinstance(value, dict):
        raise UserError(f"{path} is no mapping file; write lines `field: heading`")
    return {str(name): said for name, said in value.items()}


def _part(saved: Mapping[str, Any], name: str, path: Path | None) -> dict[str, str]:
    part = saved.get(name) or {}
    if not isinstance(part, dict):
        raise UserError(f"{path}: under `{name}:` stand lines `this: that`")
    return {str(one): str(other) for one, other in part.items()}


def _one_of(saved: Mapping[str, Any], name: str, allowed: tuple[str, ...], path: Path | None) -> Any:
    value = saved.get(name)
    if value is not None and value not in allowed:
        raise UserError(f"{path}: `{name}` is {', '.join(allowed[:-1])} or {allowed[-1]}, not `{value}`")
    return value


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    pairs = [one.partition("=") for one in given or ()]
    for name, sign, value in pairs:
        if not (name.strip() and sign and value.strip()):
            raise UserError(f"{option} takes NAME=VALUE, not `{name}{sign}{value}`")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _meanings(given: Mapping[str, str]) -> Mapping[str, str]:
    for word, meaning in given.items():
        if meaning not in _MEANINGS:
            raise UserError(f"`{word}` means won, lost or open (or refunded), not `{meaning}`")
    return given


def _rate(code: str, given: str) -> str:
    try:
        rate = Decimal(given.replace(",", "."))
    except InvalidOperation:
        raise UserError(f"the rate of {code} is a number, as 92.5, not `{given}`") from None
    if not rate.is_finite() or not 0 < rate < 10**9:
        raise UserError(f"the rate of {code} is a number over 0, not `{given}`")
    return str(rate)
