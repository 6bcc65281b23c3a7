"""A base made up for trying things: 300 clients, two years of orders, refusals, a survey, a product matrix, answers.

Everything is drawn from one seeded generator, so the same seed gives the same base; no client in it exists. A client
has an animal, and the animal shapes it: how much it pays, how often, how evenly, what it buys, whether it leaves, what
it answers. One in eight is a large one (so that the 20/80 claim has something to show), some leave on the way,
some are new.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any, TypeAlias

import polars as pl

from clientzoo.segmentation.renewal import CRITERIA
from clientzoo.tables.values.numbers import MONEY

CLIENTS = 300
DAYS = 730
_OLD_CLIENTS = 0.75  # share of buyers who were there before a history begins
_EVEN = 0.2  # whose amounts vary less pays a monthly fee
_FIRST = (
    "Бел",
    "Вол",
    "Гран",
    "Дон",
    "Евро",
    "Зен",
    "Кам",
    "Лад",
    "Мир",
    "Нева",
    "Орл",
    "Пром",
    "Рус",
    "Север",
    "Тех",
    "Урал",
)
_LAST = (
    "торг",
    "строй",
    "мед",
    "мебель",
    "логистика",
    "банк",
    "окна",
    "сервис",
    "агро",
    "фарм",
    "авто",
    "свет",
    "дом",
    "пак",
)
_MANAGERS = ("Anna Belova", "Boris Orlov", "Vera Kim", "Gleb Savin")
_SEGMENTS = {
    "Shops": ("Website", "SEO", "Context ads", "CRM set-up", "Support"),
    "Manufacturers": ("Website", "SEO", "Support"),
    "Banks and insurers": ("Website", "Context ads", "Analytics", "Support"),
    "Clinics": ("Website", "SEO", "Social media", "Support"),
    "Builders": ("Website", "Context ads"),
}
_REASONS = ("price", "chose an acquaintance", "the project was put off", "another approach", "no answer")


@dataclass(frozen=True)
class Kind:
    """An animal as a buyer: typical bill, days between orders, how much both vary, chance of leaving; its answers."""

    weight: int
    bill: int
    every: int
    spread: float
    leaves: float
    answers: dict[str, Any]


KINDS = {
    "rabbit": Kind(12, 9_000, 45, 0.9, 0.5, {
        "management_focus": "firefighting", "cash_position": "short", "management_mess": "heavy", "growth_wish": "none",
        "demeanour": "overwhelmed", "support_need": "small_urgent_edits", "employees": 8, "contractor_criterion":
        "price"}),
    "sheep": Kind(14, 12_000, 60, 0.6, 0.3, {
        "website_role": "because_must", "seo_motive": "vanity_positions", "seo": "occasional", "demeanour": "passive",
        "growth_wish": "would_not_mind", "support_need": "small_urgent_edits", "strategy": "none"}),
    "wolf": Kind(18, 45_000, 35, 0.5, 0.2, {
        "regular_business": True, "growth_wish": "wants", "internet_understanding": "none", "demeanour": "driven",
        "owner_involvement": "runs_everything", "management_mess": "slight", "employees": 20}),
    "cow": Kind(18, 30_000, 30, 0.12, 0.1, {
        "website_role": "brings_sales", "growth_wish": "would_not_mind", "strategy": "none", "demeanour": "content",
        "support_need": "regular_support", "cash_position": "comfortable"}),
    "tiger": Kind(12, 120_000, 30, 0.3, 0.1, {
        "growth_wish": "demands", "growth_capacity": "ready", "marketing_team": "department_for_results",
        "budgeting": "controlled", "sales_planning": "plan_and_control", "demeanour": "demanding",
        "context_ads": "managed_by_results", "internet_understanding": "strong"}),
    "llama": Kind(10, 110_000, 30, 0.08, 0.1, {
        "marketing_team": "department_for_reports", "reporting_need": "polished_reports", "website_role":
        "brings_sales", "growth_wish": "would_not_mind", "demeanour": "delegating", "support_need": "full_outsourcing",
        "management_mess": "moderate"}),
    "elephant": Kind(6, 260_000, 50, 0.4, 0.1, {
        "contractor_criterion": "showiness", "bureaucracy": "developed", "demeanour": "fussy", "kickbacks": "hinted",
        "marketing_team": "department_for_reports", "reporting_need": "polished_reports", "employees": 900}),
    "lion": Kind(6, 480_000, 60, 0.4, 0.1, {
        "tenders": "always", "project_complexity": "very_complex", "contractor_criterion": "industry_experience",
        "bureaucracy": "developed", "internet_understanding": "strong", "growth_wish": "demands",
        "marketing_team": "department_for_results", "marketing_budget": 6_000_000}),
    "cosmonaut": Kind(4, 1_500_000, 120, 0.3, 0.05, {
        "foreign_parent": True, "decision_making": "foreign_head_office", "bureaucracy": "systematised",
        "payment_terms": "postpaid", "postpay_days": 60, "tenders": "always", "tender_months": 10,
        "demeanour": "arm_twisting", "reporting_need": "many_indicators"}),
}  # fmt: skip


AnimalOn: TypeAlias = Callable[[date], str]


def demo(seed: int, as_of: date, lives: Sequence[AnimalOn] | None = None) -> dict[str, pl.DataFrame]:
    """The tables of the base by name, `answers` among them: what the clients said, with a column for each question.

    `lives` say for each client which animal it was on a day, and then most clients are old ones; without them each is
    one animal all along.
    """
    dice = Random(seed)  # noqa: S311 - a game, not a secret
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("clients", "orders", "requests", "survey", "products", "answers")
    }
    names = [f"{first}{last}" for first in _FIRST for last in _LAST]
    names += [f"{first} Group {number}" for number in range(1, 6) for first in _FIRST]
    for number in range(CLIENTS):
        client = {
            "client_id": f"C{number + 1:03}",
            "client_name": f"{names[number]} {number + 1}" if number >= 240 else names[number],
        }
        drawn = dice.choices(list(KINDS), [kind.weight for kind in KINDS.values()])[0]
        kind_on = partial(_kind_on, lives[number]) if lives else partial(_always, KINDS[drawn])
        _client(dice, client, kind_on, rows, as_of, bought=number % 10 < 7, old=lives is not None)
    rows["products"] = [
        {"segment": segment, "product": product} for segment, products in _SEGMENTS.items() for product in products
    ]
    return {name: _frame(found) for name, found in rows.items()}


def _kind_on(animal_on: AnimalOn, day: date) -> Kind:
    return KINDS[animal_on(day)]


def _always(kind: Kind, day: date) -> Kind:
    return kind


def _client(
    dice: Random,
    client: dict[str, Any],
    kind_on: Callable[[date], Kind],
    rows: dict[str, list[dict[str, Any]]],
    as_of: date,
    bought: bool,
    old: bool,
) -> None:
    kind = kind_on(as_of)
    segment, manager = dice.choice(list(_SEGMENTS)), dice.choice(_MANAGERS)
    rows["clients"].append({**client, "segment": segment, "manager": manager, "industry": segment})
    rows["answers"].append({**client, **{name: value for name, value in kind.answers.items() if dice.random() < 0.85}})
    if not bought:
        if dice.random() < 0.85:
            rows["requests"].append(_request(dice, client, kind, manager, len(rows["requests"]), as_of))
        return
    whale = 4 if dice.random() < 0.12 else 1
    early = old and dice.random() < _OLD_CLIENTS
    day = as_of - timedelta(days=DAYS + dice.randint(0, 30) if early else dice.randint(60, DAYS))
    end = as_of - timedelta(days=dice.randint(100, 500)) if dice.random() < kind.leaves else as_of
    products = dice.sample(_SEGMENTS[segment], dice.randint(1, len(_SEGMENTS[segment])))
    if dice.random() < 0.1:
        products.append("Business cards")
    while day <= end:
        kind = kind_on(day)
        _order(dice, {**client, "order_date": day, "manager": manager}, kind, products, whale, rows["orders"])
        day = _same_day_next_month(day) if kind.spread < _EVEN else day + timedelta(days=_pause(dice, kind))
    for quarter in range(8):
        asked = as_of - timedelta(days=quarter * 91 + dice.randint(0, 60))
        if dice.random() < 0.45:
            mood = 7.6 + 0.5 * (_MANAGERS.index(manager) - 1.5) - (2.5 if end < as_of else 0) - 0.1 * quarter
            rating = min(10, max(0, round(dice.gauss(mood, 2.4))))
            rows["survey"].append({**client, "survey_date": asked, "rating": float(rating), "manager": manager})


def _pause(dice: Random, kind: Kind) -> int:
    return max(1, round(kind.every * dice.uniform(1 - kind.spread / 2, 1 + kind.spread)))


def _same_day_next_month(day: date) -> date:
    month = day.month % 12 + 1
    return date(day.year + (month == 1), month, min(day.day, 28))


def _order(
    dice: Random, order: dict[str, Any], kind: Kind, products: list[str], whale: int, orders: list[dict[str, Any]]
) -> None:
    deal = f"D{len(orders) + 1:05}"
    count = len(products) if kind.spread < _EVEN else min(len(products), dice.choice((1, 1, 2)))
    for product in dice.sample(products, count):
        amount = round(kind.bill * whale * dice.uniform(1 - kind.spread, 1 + kind.spread), -2)
        refund = dice.random() < 0.01
        money = Decimal(str(-amount if refund else amount)).quantize(Decimal("0.01"))
        orders.append({
            "deal_id": deal, **order, "service": product, "amount": money, "units": 1,
            "currency": "RUB",
            "profit": (money * Decimal(str(round(dice.uniform(0.15, 0.45), 2)))).quantize(Decimal("0.01")), "status":
            "won",
        })  # fmt: skip


def _request(
    dice: Random, client: dict[str, Any], kind: Kind, manager: str, number: int, as_of: date
) -> dict[str, Any]:
    asked = as_of - timedelta(days=dice.randint(5, 400))
    lost = dice.random() < 0.8
    refused = asked + timedelta(days=dice.randint(10, 60))
    scored = dice.random() < 0.9
    knows = dice.random()
    score = {name: float(dice.randint(1, 5)) if lost and scored else None for name in CRITERIA}
    return {
        "request_id": f"R{number + 1:04}", **client, "request_date": asked, "manager": manager,
        "status": "lost" if lost and refused <= as_of else "open",
        "amount": Decimal(kind.bill * dice.randint(1, 12)).quantize(Decimal("0.01")), "currency": "RUB",
        "refusal_reason": dice.choice(_REASONS) if lost else None, "refusal_date": refused if lost else None, **score,
        "planned_delivery": refused + timedelta(days=dice.randint(60, 200)) if lost and knows < 0.6 else None,
        "launch_date": refused + timedelta(days=dice.randint(60, 150)) if lost and 0.6 <= knows < 0.8 else None,
    }  # fmt: skip


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    columns = {name for row in rows for name in row}
    money: dict[str, Any] = {name: MONEY for name in ("amount", "profit") if name in columns}
    return pl.DataFrame(rows, infer_schema_length=None, schema_overrides=money)
