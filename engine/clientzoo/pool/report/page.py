"""The report of the pool as one HTML file that needs nothing from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import groupby

from markupsafe import Markup

from clientzoo.knowledge.brand import PLAIN, Brand
from clientzoo.knowledge.html_page import finished_page
from clientzoo.knowledge.zoo import Zoo, value_text
from clientzoo.pool.composition import Composition
from clientzoo.pool.forecast.rates import Rates
from clientzoo.pool.forecast.simulated import Future
from clientzoo.pool.forecast.valued import Valued
from clientzoo.pool.moves.account import Account
from clientzoo.pool.moves.matrix import Path
from clientzoo.pool.moves.movers import Mover
from clientzoo.pool.readiness import Kept
from clientzoo.pool.report.alluvial import alluvial, anchor
from clientzoo.pool.report.fan import fans
from clientzoo.pool.report.marks import beside, interval
from clientzoo.pool.report.picture import money, named, number
from clientzoo.pool.steering.planned import Plan

Cell = str | Markup
MOST = 30  # clients by name in one list
_SOME = 6  # answers or rules by name


@dataclass(frozen=True)
class Told:
    """Everything that the page shows; what there is not is None or empty."""

    day: date | None
    composition: Composition
    account: Account | None
    kept: Sequence[Kept]
    plan: Plan | None
    futures: Sequence[Future]
    rates: Rates
    wanted: Mapping[str, float]
    by: date | None
    valued: Valued
    years: int


@dataclass(frozen=True)
class Table:
    heading: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    right: frozenset[int]
    title: str = ""


@dataclass(frozen=True)
class Item:
    name: str
    said: str
    lines: Sequence[str] = ()
    surprising: bool = False


@dataclass(frozen=True)
class Listed:
    id: str
    title: str
    items: Sequence[Item]
    more: str = ""


@dataclass(frozen=True)
class Part:
    id: str
    title: str
    said: str = ""
    svg: Cell = ""
    fans: Sequence[Cell] = ()
    tables: Sequence[Table] = ()
    lists: Sequence[Listed] = ()


def page(zoo: Zoo, told: Told, brand: Brand = PLAIN) -> str:
    """The whole page. Everything that comes from data is escaped; the pictures are ours, and escape theirs."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    parts = [one for one in (
        _pool(zoo, told), *_moves(zoo, told), _readiness(told), _plan(told), _forecast(zoo, told), _value(zoo, told)
    ) if one is not None]  # fmt: skip
    source = files("clientzoo.pool.report").joinpath("page.html").read_text(encoding="utf-8")
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    day = str(told.day) if told.day else "today"
    html = environment.from_string(source).render(
        title=f"{zoo.title}: the pool", day=day, said=_said(zoo, told, day), parts=parts
    )
    return finished_page(html, "", brand)


def _said(zoo: Zoo, told: Told, day: str) -> list[str]:
    lines = [f"The pool on {day}, by version {zoo.version} of the zoo: {told.composition.clients:,} clients."]
    if not told.rates.span:
        lines.append("There is no history: all figures about the future only repeat the guesses of the zoo.")
    elif told.rates.guessed:
        lines.append(f"Nobody moved in {told.rates.span:.1f} years: the future only repeats the guesses of the zoo.")
    else:
        moves = "1 move" if told.rates.observed == 1 else f"{told.rates.observed} moves"
        lines.append(
            f"The future is learned from {moves} in {told.rates.span:.1f} years, beside the guesses of the zoo."
        )
    return lines


def _pool(zoo: Zoo, told: Told) -> Part:
    parts = told.composition.parts
    most = max([*(float(one.clients) for one in parts), *(one.wanted or 0.0 for one in parts)], default=1.0)
    rows: list[Sequence[Cell]] = [
        (
            named(zoo, one.state), number(one.clients), f"{one.share:.0%}", _svg(beside(one.clients, one.wanted, most)),
            number(one.wanted), money(one.amount), "–" if one.certainty is None else f"{one.certainty:.2f}",
            number(one.age),
        )
        for one in parts
    ]  # fmt: skip
    heading = ("Animal", "Clients", "Share", "", "Wanted", "Money a year", "Certainty", "Days since asked")
    tables = [Table(heading, rows, frozenset({1, 2, 4, 5, 6, 7}))]
    if told.composition.blocks:
        blocks = [(one.name.capitalize(), number(one.clients), money(one.amount)) for one in told.composition.blocks]
        tables.append(Table(("Block", "Clients", "Money a year"), blocks, frozenset({1, 2}), "Blocks of the base"))
    said = "Bars are clients, strokes the target" + (f" for {told.by}." if told.by else ".") if told.wanted else ""
    return Part("pool", "The pool", said, tables=tables)


def _moves(zoo: Zoo, told: Told) -> Sequence[Part]:
    account = told.account
    if account is None:
        return ()
    kinds = account.kinds
    days = [str(one.date or one.name) for one in (account.before, account.after)]
    step = f", a step of {account.years:.2f} years" if account.years is not None else ""
    said = (
        f"{days[0]} to {days[1]}{step}: {account.stayed:,} as they were, {account.turned:,} turned "
        f"({kinds['expected']} as the zoo expects, {kinds['allowed']} as it allows, {kinds['surprising']} surprising), "
        f"{account.matrix.came():,} came, {account.matrix.left():,} left. "
        "Grey bands stayed; others lead to their clients. Lines are 95 % intervals of the shares."
    )
    ways = account.matrix.moves
    sizes = {row.origin: row.clients for row in account.matrix.rows}
    rows: list[Sequence[Cell]] = [
        (
            _way(zoo, one), f"{one.clients:,} of {sizes[one.origin]:,}", f"{one.share:.0%}",
            _svg(interval(one.share, one.low, one.high)), f"{one.low:.1%} to {one.high:.1%}",
            money(one.amount_before), money(one.amount_after),
        )
        for one in ways
    ]  # fmt: skip
    heading = ("Way", "Clients", "Share", "", "95 %", "Money before", "Money after")
    flows = Part(
        "moves", "Who moved", said, _svg(alluvial(zoo, account.matrix, days)),
        tables=[Table(heading, rows, frozenset({1, 2, 4, 5, 6}))] if rows else [],
    )  # fmt: skip
    return flows, Part("movers", "The movers", _no_moves(zoo, account), lists=_lists(zoo, account))


def _no_moves(zoo: Zoo, account: Account) -> str:
    said = []
    for words, ways in (("the rules changed", account.ruled), ("better known", account.learned)):
        if ways:
            clients = ", ".join(f"{_plain_way(zoo, way)} {way.clients:,}" for way in ways)
            said.append(f"No moves, {words}: {clients}.")
    if not account.recomputed and account.rules_changed:
        said.append(
            "The days were classified by different versions of the zoo; without answers moves and changed rules mix."
        )
    return " ".join(said)


def _lists(zoo: Zoo, account: Account) -> list[Listed]:
    by_way = {(one.origin, one.target): one for one in account.matrix.moves}
    ordered = sorted(account.movers, key=lambda one: list(by_way).index((one.origin, one.target)))
    found = []
    for way, group in groupby(ordered, key=lambda one: (one.origin, one.target)):
        members = list(group)
        more = f"... and {len(members) - MOST:,} more." if len(members) > MOST else ""
        path = by_way[way]
        items = [_item(zoo, one) for one in members[:MOST]]
        if not any(one.said or one.lines for one in items):  # names only: one line of them
            items = [Item(", ".join(one.name for one in items), "")]
        found.append(Listed(anchor(path), f"{_plain_way(zoo, path)}: {path.clients:,}", items, more))
    return found


def _item(zoo: Zoo, one: Mover) -> Item:
    kind = f", {one.kind}" if one.kind in ("expected", "allowed", "surprising") else ""
    lines = []
    if one.changed:
        said = [
            f"{zoo.attributes[it.question].name}: {'unknown' if it.old is None else value_text(it.old)} → "
            f"{'unknown' if it.new is None else value_text(it.new)}"
            for it in one.changed
        ]
        lines.append("Answers: " + _some(said))
    because = [zoo.rule[rule].because for rule in one.gained if rule in zoo.rule]
    if because:
        lines.append("Because: " + _some(list(dict.fromkeys(because)), 3))
    return Item(one.name, kind + (f": {one.why}" if one.why else ""), lines, one.kind == "surprising")


def _readiness(told: Told) -> Part | None:
    if not told.kept:
        return None
    rows: list[Sequence[Cell]] = [
        (
            one.transition or "all transitions", one.stage, f"{one.went:,} of {one.clients:,}", f"{one.share:.0%}",
            _svg(interval(one.share, one.low, one.high)), f"{one.low:.1%} to {one.high:.1%}", number(one.elsewhere),
            number(one.left), "" if one.reliable else "too few",
        )
        for one in told.kept
    ]  # fmt: skip
    heading = ("Transition", "Stage then", "Went", "Share", "", "95 %", "Elsewhere", "Left", "")
    said = "Where clients stood on the earlier day, and whether they went. Whoever was helped was not drawn by lot."
    return Part(
        "readiness", "Readiness against what happened", said, tables=[Table(heading, rows, frozenset({2, 3, 5, 6, 7}))]
    )


def _plan(told: Told) -> Part | None:
    plan = told.plan
    if plan is None:
        return None
    gain = money if plan.toward == "worth" else (lambda value: number(value, 2))
    rows: list[Sequence[Cell]] = [
        (
            one.choice.name, f"{one.choice.group.state} → {one.target}, {one.choice.group.stage}",
            ", ".join(word.replace("_", " ") for word in one.choice.steps),
            ", ".join(f"{hours:g} h {role}" for role, hours in one.choice.hours), "; ".join(one.missing),
            f"{one.before:.0%} → {one.before + one.chance:.0%}", money(one.brings),
            "–" if one.loss is None else f"{', '.join(one.instead[:2]) or 'nobody'} (−{gain(one.loss)})",
        )
        for one in plan.chosen
    ]  # fmt: skip
    heading = ("Client", "Way", "Do", "Hours", "It needs", "Chance", "Worth", "Next best")
    tables = [Table(heading, rows, frozenset({5, 6}))]
    roles = [
        (role or "all roles", f"{plan.hours_of(role):g} of {hours:g}", gain(plan.an_hour[role]))
        for role, hours in plan.hours.items()
    ]
    tables.append(Table(("Role", "Hours", "One more would bring"), roles, frozenset({1, 2}), "Hours"))
    toward = "worth of the pool" if plan.toward == "worth" else "clients nearer to the target"
    said = (
        f"{len(plan.chosen)} of {plan.considered} clients that can be helped along: {gain(plan.brings)} more {toward}. "
        "An optimum for these hours; what steps bring is a guess of pool.yaml."
    )
    return Part("plan", "The plan", said, tables=tables)


def _forecast(zoo: Zoo, told: Told) -> Part | None:
    if not told.futures:
        return None
    planned = any(one.name == "with the plan" for one in told.futures)
    said = "Blue: the median, with what 50 and 90 of 100 futures lie between." + (
        " Orange and dashed: the median with the plan." if planned else ""
    )
    steps = told.futures[0].forecast.steps
    tables = []
    if told.futures[0].reached is not None:
        rows = [(one.name, *(f"{chance:.0%}" for chance in one.reached or ())) for one in told.futures]
        heading = ("Future", "now", *(f"quarter {step}" for step in range(1, steps + 1)))
        tables.append(Table(heading, rows, frozenset(range(1, steps + 2)), "Chance that the target is reached"))
    seen: list[Sequence[Cell]] = [
        (
            f"{named(zoo, way.origin)} → {named(zoo, way.target)}", way.stage or "", f"{rate.mean:.3f}",
            number(rate.moves), number(rate.watched, 1), rate.source,
        )
        for way, rate in told.rates.of.items()
        if rate.moves
    ]  # fmt: skip
    if seen:
        heading = ("Way", "Stage", "Moves a year", "Seen", "Client-years", "Beside it")
        tables.append(Table(heading, seen, frozenset({2, 3, 4}), "What the figures rest on"))
    drawn = [_svg(one) for one in fans(zoo, told.futures, told.wanted, told.day)]
    return Part("forecast", "The coming quarters", said, fans=drawn, tables=tables)


def _value(zoo: Zoo, told: Told) -> Part:
    rows: list[Sequence[Cell]] = [
        (
            "All" if one.brings is None else named(zoo, one.state), number(one.clients), money(one.brings),
            money(one.each), money(one.worth), f"{money(one.low)} to {money(one.high)}",
        )
        for one in (*told.valued.animals, told.valued.all)
    ]  # fmt: skip
    heading = ("Animal", "Clients", "One brings a year", "Worth each", "Worth of all", "90 of 100 draws between")
    clients = [(one.name, named(zoo, one.state), money(one.worth)) for one in told.valued.clients[:20]]
    said = f"What the clients of today will bring over {told.years} years, money of later years counting less."
    return Part(
        "value", "What the pool is worth", said,
        tables=[
            Table(heading, rows, frozenset({1, 2, 3, 4, 5})),
            Table(("Client", "Animal", "Worth"), clients, frozenset({2}), "Worth most"),
        ],
    )  # fmt: skip


def _way(zoo: Zoo, one: Path) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(anchor(one), _plain_way(zoo, one))


def _plain_way(zoo: Zoo, one: Path) -> str:
    return f"{named(zoo, one.origin)} → {named(zoo, one.target)}"


def _some(words: Sequence[str], most: int = _SOME) -> str:
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return "; ".join(words[:most]) + more


def _svg(drawn: str) -> Markup:
    """A picture of ours, whose texts are escaped already."""
    return Markup(drawn)  # noqa: S704
