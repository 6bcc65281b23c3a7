"""What `pool moves --json` prints."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.day import Day
from clientzoo.pool.moves.account import Account
from clientzoo.pool.moves.matrix import Path
from clientzoo.pool.moves.movers import Mover
from clientzoo.segmentation.money import in_major


def moves_json(zoo: Zoo, told: Account, most: int | None) -> dict[str, Any]:
    """The account as plain values; at most so many movers."""
    return {
        "zoo": zoo.id,
        "zoo_version": told.version,
        "from": _day(told.before),
        "to": _day(told.after),
        "years": None if told.years is None else round(told.years, 4),
        "clients": told.matrix.clients,
        "stayed": told.stayed,
        "turned": told.turned,
        "came": told.matrix.came(),
        "left": told.matrix.left(),
        "unclear": told.unclear,
        "kinds": {kind: told.kinds[kind] for kind in ("expected", "allowed", "surprising")},
        "rows": [
            {
                "from": row.origin, "clients": row.clients, "reliable": row.reliable,
                "paths": [_path(one) for one in row.paths],
            }
            for row in told.matrix.rows
        ],
        "movers": [_mover(one) for one in islice(told.movers, most)],
        "all_movers": len(told.movers),
        "no_moves": {
            "told_apart": told.recomputed,
            "rules_changed": told.rules_changed,
            "rules": [_path(one) for one in told.ruled],
            "learned": [_path(one) for one in told.learned],
            "renamed": [{"before": before, "after": after} for before, after in told.renamed],
        },
    }  # fmt: skip


def money(units: int | None) -> str | None:
    """Minor units as a decimal in text, so that nothing is lost."""
    return None if units is None else str(in_major(units))


def _day(day: Day) -> Mapping[str, Any]:
    return {"table": day.name, "day": str(day.date) if day.date else None, "zoo_version": day.version or None}


def _path(one: Path) -> Mapping[str, Any]:
    return {
        "from": one.origin, "to": one.target, "clients": one.clients, "share": round(one.share, 6),
        "low": round(one.low, 6), "high": round(one.high, 6),
        "amount_before": money(one.amount_before), "amount_after": money(one.amount_after),
    }  # fmt: skip


def _mover(one: Mover) -> Mapping[str, Any]:
    return {
        "client": one.client, "name": one.name, "from": one.origin, "to": one.target, "kind": one.kind,
        "transition": one.transition, "why": one.why,
        "amount_before": money(one.amount_before), "amount_after": money(one.amount_after),
        "answers": [{"question": change.question, "old": change.old, "new": change.new} for change in one.changed],
        "gained": list(one.gained), "lost": list(one.lost),
    }  # fmt: skip
