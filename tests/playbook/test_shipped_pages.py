"""Pages of the shipped zoo as a salesperson would read them: plain, decent, and each thing said once."""

import re
from collections.abc import Iterator

import pytest

from clientzoo.explanation.transition_stage import stage_in_words
from clientzoo.inference.codes import Codebook
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.prospects import prospects
from clientzoo.inference.selection import selection
from clientzoo.knowledge.advice import Advice
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.context import shared_names
from clientzoo.playbook.rendering import Press
from clientzoo.playbook.sandbox import Sandbox
from clientzoo.workbench.cases import Case, read_cases

FIGURE = re.compile(r"\b0[.,]\d\d\b")
MANY = 25  # answers of a client that counts as known well


@pytest.fixture(scope="module")
def zoo() -> Zoo:
    where = shipped()
    return load_zoo(where.root, where.name).sound()


@pytest.fixture(scope="module")
def engine(zoo: Zoo) -> Forward:
    return Forward(plan(zoo))


@pytest.fixture(scope="module")
def press(zoo: Zoo) -> Press:
    return Press(zoo)


@pytest.fixture(scope="module")
def cases(zoo: Zoo) -> tuple[Case, ...]:
    return tuple(read_cases(zoo)[0])


def client(case: Case, zoo: Zoo) -> ClientAnswers:
    return ClientAnswers("Ромашка", zoo.id, zoo.version, dict(case.answers))


def test_no_figure_of_certainty_stands_on_a_page_and_every_page_is_marked_as_ours(
    zoo: Zoo, engine: Forward, press: Press, cases: tuple[Case, ...]
) -> None:
    for case in cases:
        text = press.html(engine.consult(case.answers), client(case, zoo))
        assert not FIGURE.findall(re.sub(r"<style>.*?</style>|<(path|rect|text|svg)[^>]*>", "", text, flags=re.S)), case
        assert "Internal: for our own eyes" in text


def test_a_fact_is_told_once_of_who_they_are(zoo: Zoo, engine: Forward, press: Press, cases: tuple[Case, ...]) -> None:
    for case in cases:
        text = press.markdown(engine.consult(case.answers), client(case, zoo)).partition("## What they buy")[0]
        body = text.partition("## Who they are")[2]
        marks = re.findall(r"\[\^([^\]]+)\]", body)
        assert len(marks) == len(set(marks)), case.id


def test_the_heading_on_helping_stands_only_where_a_way_is_open(
    zoo: Zoo, engine: Forward, press: Press, cases: tuple[Case, ...]
) -> None:
    for case in cases:
        consultation = engine.consult(case.answers)
        text = press.markdown(consultation, client(case, zoo))
        if zoo.topics["help"].title in text:
            assert any(one.open for one in prospects(consultation)), case.id


def test_what_has_more_of_its_conditions_met_goes_first(zoo: Zoo, engine: Forward) -> None:
    cow: dict[str, Value] = {
        "website_role": "brings_sales", "growth_wish": "none", "demeanour": "content",
        "support_need": "regular_support", "strategy": "none", "leadership_change": "happened",
        "budgeting": "annual", "planning_horizon": "year",
        "marketing_team": "department_for_results", "internet_share_now": 60, "internet_share_wanted": 60,
    }  # fmt: skip
    found = engine.consult({name: Answer(value) for name, value in cow.items()})
    assert found.verdict.animal == "cow"
    ways = {one.target: one for one in prospects(found) if one.open}
    order = list(ways)
    assert order.index("tiger") < order.index("wolf"), [stage_in_words(one) for one in ways.values()]


@pytest.mark.parametrize(
    ("answers", "absent"),
    [
        ({"growth_capacity": "none", "verdict": "cow"}, ["test of one more channel", "pilot of three months"]),
        ({"growth_capacity": "none", "verdict": "wolf"}, ["test of one more channel", "pilot of three months"]),
        ({"marketing_team": "marketer", "verdict": "cow"}, ["what a marketer would take", "Nobody does marketing"]),
        ({"reporting_need": "occasional_call", "verdict": "sheep"}, ["Half a page of report"]),
        ({"reporting_need": "occasional_call", "verdict": "wolf"}, ["One page a month"]),
        ({"payment_terms": "postpaid", "postpay_days": 60, "verdict": "lion"}, ["advance for each stage"]),
        ({"payment_terms": "on_delivery", "verdict": "sheep"}, ["in advance"]),
        ({"payment_terms": "prepaid", "verdict": "cosmonaut"}, ["30 to 60 days"]),
        ({"payment_terms": "postpaid", "postpay_days": 120, "verdict": "cosmonaut"}, ["30 to 60 days"]),
        ({"tenders": "never", "verdict": "lion"}, ["chosen by tender.", "They choose by tender"]),
        ({"contractor_criterion": "formal_procurement", "verdict": "elephant"}, ["Open with our known clients"]),
        (
            {"context_ads": "managed_by_results", "seo": "managed_by_results", "verdict": "tiger"},
            ["Set up the counting"],
        ),
        ({"budgeting": "annual", "marketing_budget": 400000, "verdict": "wolf"}, ["quarterly marketing budget"]),
        ({"kickbacks": "none", "verdict": "lion"}, ["briefs everybody", "bribery"]),
        ({"marketing_budget": 15000, "verdict": "wolf"}, ["landing page", "senior manager who", "pilot of three"]),
        ({"marketing_budget": 10000, "verdict": "rabbit"}, ["one channel that pays soonest"]),
        ({"abc": "A", "turnover_share": 12, "xyz": "X", "verdict": "rabbit"}, ["junior partner", "make none"]),
        ({"leadership_change": "happened", "verdict": "cow"}, ["is expected", "coming or has come"]),
        ({"block": "current", "contractor_criterion": "acquaintance", "verdict": "wolf"}, ["who recommended us"]),
    ],
    ids=str,
)
def test_a_page_does_not_say_what_the_client_has_said_otherwise(
    zoo: Zoo, engine: Forward, press: Press, cases: tuple[Case, ...], answers: dict[str, Value], absent: list[str]
) -> None:
    wanted = answers["verdict"]
    more = {name: value for name, value in answers.items() if name != "verdict"}
    seen = 0
    for case in cases:
        if engine.consult(case.answers).verdict.animal != wanted:
            continue
        known = {**case.answers, **{name: Answer(value) for name, value in more.items()}}
        if more.get("tenders") == "never":
            known.pop("tender_months", None)
        consultation = engine.consult(known)
        if consultation.verdict.animal != wanted:
            continue
        seen += 1
        text = press.markdown(consultation, ClientAnswers("Ромашка", zoo.id, zoo.version, known))
        assert [words for words in absent if words in text] == [], case.id
    assert seen


def test_clients_of_one_animal_with_other_answers_get_other_advice(
    zoo: Zoo, engine: Forward, press: Press, cases: tuple[Case, ...]
) -> None:
    sandbox = Sandbox(zoo.templates_dir)
    seen = set()
    for case in cases:
        first = engine.consult(case.answers)
        if len(case.answers) < MANY or first.verdict.animal is None:
            continue
        second = engine.consult(opposite(zoo, engine, case))
        assert second.verdict.animal == first.verdict.animal
        mine, theirs = advice_of(first, sandbox), advice_of(second, sandbox)
        shared = sum(len(text.split()) for text in mine if text in theirs)
        shorter = min(sum(len(text.split()) for text in texts) for texts in (mine, theirs))
        assert shared < shorter / 3, (case.id, [text for text in mine if text in theirs])
        seen.add(first.verdict.animal)
    assert seen == set(zoo.animals)


def opposite(zoo: Zoo, engine: Forward, case: Case) -> dict[str, Answer]:
    """As many answers turned as the animal lets one turn."""
    animal, turned = engine.consult(case.answers).verdict.animal, dict(case.answers)
    for name, codes in Codebook(zoo).codes.items():
        if name not in turned:
            continue
        for code in reversed(codes):
            other = None if code.value is None else {**turned, name: Answer(code.value)}
            if other and code.value != turned[name].value and engine.consult(other).verdict.animal == animal:
                turned = other
                break
    return turned


def advice_of(consultation: Consultation, sandbox: Sandbox) -> list[str]:
    names = shared_names(consultation, "Ромашка")
    return [str(sandbox.from_string(one.advice.text).render(names)) for one in selection(consultation).given]


def test_the_discreet_edition_names_no_animal_no_reason_and_nothing_delicate(
    zoo: Zoo, engine: Forward, press: Press, cases: tuple[Case, ...]
) -> None:
    discreet = Press(zoo, discreet=True)
    words = [*zoo.animals, "predator", "herbivore", "kickback", "bribe", "Internal", "[^"]
    forbidden = re.compile("|".join(rf"\b{word}" if word.isalpha() else re.escape(word) for word in words), re.I)
    for case in cases:
        consultation = engine.consult(case.answers)
        text = discreet.markdown(consultation, client(case, zoo))
        assert forbidden.findall(text) == [], case.id
        assert text.startswith("# Ромашка")
        assert "## What we propose" in text or not selection(consultation, discreet=True).of_topic("offer")


def _all_texts(zoo: Zoo) -> Iterator[tuple[Advice, str]]:
    for one in zoo.advice.values():
        yield one, f"{one.text} {one.done_when}"


def test_no_advice_says_what_a_lawyer_would_strike(zoo: Zoo) -> None:
    """What was once there must not come back."""
    for one, text in _all_texts(zoo):
        assert not re.search(r"scoring table|nobody will miss|fat\b|is coming or has come|unseen", text), one.id
        if "scoring" in text:
            assert "theirs alone" in text, one.id
