"""The zoo that ships with the program: its ids are a promise, its files are sound, its cases pass on every engine."""

import re

import pytest

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.consultation import Firing
from clientzoo.inference.engines import EngineUnavailableError, engine_for
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.condition import AllOf, AnyOf, Condition, Premise, names
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import Loaded, load_zoo
from clientzoo.knowledge.zoo import ADVICE, Attribute, Fact, Trait, Zoo
from clientzoo.workbench.cases import read_cases
from clientzoo.workbench.test import run
from crowds import answers, crowd

# Answer files, exports and other people's rulebases speak these ids: values run from least to most where `ordered`.
VOCABULARY = """\
management:
  employees = integer people 0..
  turnover = number money/month 0..
  accounting = choice none owner outsourced in_house corporate_standard
  document_flow = ordered ad_hoc paper electronic regulated
  decision_making = ordered owner_alone owner_with_managers board committee foreign_head_office
  strategy = ordered none in_owners_head written executed
  planning_horizon = ordered none month quarter year multi_year
  budgeting = ordered none as_needed annual controlled
  bureaucracy = ordered none slight moderate developed systematised
  marketing_budget = number money/month 0..
  contractor_criterion = choice price acquaintance convenience showiness results industry_experience formal_procurement
  tenders = ordered never sometimes always
  kickbacks = ordered none hinted expected
  tender_months = number months 0..60 | tenders: not never
  payment_terms = ordered prepaid on_delivery postpaid
  postpay_days = integer days 0..365 | payment_terms: postpaid
  management_mess = ordered none slight moderate heavy
  management_focus = ordered firefighting operations development
  cash_position = ordered short enough comfortable rich
  owner_involvement = ordered absent oversees involved runs_everything
  leadership_will = ordered none weak strong
  leadership_change = ordered none planned happened
  foreign_parent = boolean
promotion:
  media_ads = ordered none occasional regular managed_by_results
  context_ads = ordered none occasional regular managed_by_results
  seo = ordered none occasional regular managed_by_results
  smm = ordered none occasional regular managed_by_results
  outdoor_ads = ordered none occasional regular managed_by_results
  tv_ads = ordered none occasional regular managed_by_results
  press_radio = ordered none occasional regular managed_by_results
  pr_serm = ordered none occasional regular managed_by_results
  other_promotion = ordered none occasional regular managed_by_results
  website_role = ordered none because_must image brings_leads brings_sales
  seo_motive = choice vanity_positions traffic sales | seo: not none
  marketing_team = ordered none marketer department_for_reports department_for_results
  internet_understanding = ordered none vague fair strong
  reporting_need = choice none occasional_call polished_reports results_dashboard many_indicators
sales:
  sales_system = choice own partners mixed
  sales_team = integer people 0..
  trade = choice retail wholesale both
  sales_planning = ordered none rough plan plan_and_control
  geography = ordered city region country international
  internet_share_now = number percent 0..100
  internet_share_wanted = number percent 0..100
  regular_business = boolean
  growth_wish = ordered none would_not_mind wants demands
  growth_capacity = ordered none some ready
  support_need = choice none small_urgent_edits regular_support additional_services full_outsourcing
  project_complexity = ordered simple moderate complex very_complex
  demeanour = choice overwhelmed passive content driven demanding delegating fussy arm_twisting
segments:
  block = choice current outflow refusal negotiation contact
  silent_days = integer days 0..
  usual_interval = number days 0..
  abc = choice A B C
  turnover_share = number percent 0..100
  xyz = choice X Y Z
  rfm = integer code 111..555
  rfm_segment = choice premium renew_at_once big_and_silent busy_and_small newcomer loyal cooling occasional gone
  bcg = choice star problem_child cash_cow dog
  satisfaction = ordered detractor neutral promoter
  development = number percent 0..100
  unsold_products = integer products 0..
  pareto = ordered other regular good vip
  heading_for_vip = boolean
  ltv_tier = ordered economy standard vip
  renewal_index = number percent 0..100
  renewal_call = choice ask later now overdue
"""
DIETS = {
    "rabbit": "herbivore",
    "sheep": "herbivore",
    "wolf": "predator",
    "cow": "herbivore",
    "tiger": "predator",
    "llama": "herbivore",
    "elephant": "herbivore",
    "lion": "predator",
    "cosmonaut": "apart",
}


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    found = shipped()
    return load_zoo(found.root, found.name)


@pytest.fixture(scope="module")
def zoo(loaded: Loaded) -> Zoo:
    return loaded.sound()


def test_nothing_is_wrong_with_it(loaded: Loaded) -> None:
    assert loaded.problems == ()


def test_the_ids_of_questions_and_answers_stay_what_they_are(zoo: Zoo) -> None:
    written = {group.id: {name: described(zoo.attributes[name]) for name in group.attributes} for group in zoo.groups}
    assert written == vocabulary()


def test_the_animals_and_their_diets_stay_what_they_are(zoo: Zoo) -> None:
    assert {animal.id: animal.diet for animal in zoo.animals.values()} == DIETS


def test_every_value_has_a_label_and_none_shares_it(zoo: Zoo) -> None:
    for attribute in zoo.attributes.values():
        labels = list(attribute.values.values())
        assert len(set(labels)) == len(labels), attribute.id


@pytest.mark.parametrize("choice", [EngineChoice.BUILTIN, EngineChoice.DURABLE])
def test_its_cases_pass_on_every_engine(zoo: Zoo, choice: EngineChoice) -> None:
    try:
        engine = engine_for(zoo, choice)
    except EngineUnavailableError as reason:
        pytest.skip(str(reason))
    cases, problems = read_cases(zoo)
    assert problems == ()
    failed = {result.case.id: result.failures for result in run(cases, engine) if not result.passed}
    assert failed == {}


def test_there_is_a_case_for_every_animal_and_every_transition_both_ways(zoo: Zoo) -> None:
    cases, _ = read_cases(zoo)
    placed = [case.expect.animal for case in cases]
    assert all(placed.count(animal) >= 3 for animal in zoo.animals)
    for side in ("open", "closed"):
        moves = {name for case in cases for name in getattr(case.expect.transitions, side)}
        revolutions = {"wolf", "tiger", "lion"}
        assert {name.split(" -> ")[1] for name in moves} >= revolutions
        assert moves >= {"cow -> llama", "wolf -> tiger", "llama -> elephant", "tiger -> lion"}


def test_no_single_answer_decides(zoo: Zoo) -> None:
    engine = engine_for(zoo, EngineChoice.BUILTIN)
    decided = [
        (attribute.id, value)
        for attribute in zoo.attributes.values()
        for value in attribute.values
        if engine.consult({attribute.id: Answer(value)}).verdict.animal
    ]
    assert decided == []


def test_every_piece_of_advice_can_be_given(zoo: Zoo) -> None:
    spoken_for = {
        fact.value for rule in zoo.rules if rule.certainty > 0 for fact in rule.conclusions if fact.name == ADVICE
    }
    assert spoken_for == set(zoo.advice)


_NAMED = re.compile(r"\b(?:answers|traits)\.(\w+)")


def test_advice_presumes_no_fact_that_its_rule_has_not_tested(zoo: Zoo) -> None:
    for rule in zoo.rules:
        for fact in rule.conclusions:
            if fact.name == ADVICE and rule.certainty > 0:
                text = zoo.advice[str(fact.value)].text
                guarded = r"{% if answers\.(\w+) %}(.*?){% endif %}"  # asks first whether it is known
                spoken = set(_NAMED.findall(re.sub(guarded, "", text, flags=re.DOTALL)))
                for known, part in re.findall(guarded, text, flags=re.DOTALL):
                    spoken |= {*_NAMED.findall(part)} - {known}
                assert spoken <= certain_names(rule.condition), rule.id


def test_every_rule_says_why_in_one_sentence(zoo: Zoo) -> None:
    for rule in zoo.rules:
        assert rule.because.endswith("."), rule.id
        assert rule.because.count(". ") == 0, rule.id
        assert len(rule.because) <= 120, rule.id


def vocabulary() -> dict[str, dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for line in VOCABULARY.splitlines():
        if line.endswith(":"):
            members = groups.setdefault(line[:-1], {})
        else:
            name, _, shape = line.strip().partition(" = ")
            members[name] = shape
    return groups


def described(attribute: Attribute) -> str:
    """The attribute in the manner of the table above."""
    if attribute.numeric:
        high = "" if attribute.maximum is None else f"{attribute.maximum:g}"
        shape = f"{attribute.type} {attribute.unit} {attribute.minimum:g}..{high}"
    elif attribute.type == "boolean":
        shape = "boolean"
    else:
        shape = " ".join(("ordered" if attribute.ordered else "choice", *map(str, attribute.values)))
    return f"{shape} | {attribute.relevant_if}" if attribute.relevant_if else shape


def certain_names(condition: Condition) -> frozenset[str]:
    """The facts that are known for sure once the condition holds, whichever alternative made it hold."""
    match condition:
        case Premise():
            return frozenset({condition.name})
        case AllOf():
            return frozenset().union(*map(certain_names, condition.parts))
        case AnyOf():
            return frozenset.intersection(*map(certain_names, condition.parts))


def test_what_a_client_told_is_not_contradicted_by_a_guess(zoo: Zoo) -> None:
    """Whatever else is answered, nothing less sure than what was told outright is believed beside it."""
    engine = engine_for(zoo, EngineChoice.BUILTIN)
    overruled = 0
    for row in crowd(zoo, 300, known=0.8).to_dicts():
        one = engine.consult(answers(zoo, row))
        overruled += len(one.overruled)
        for trait in zoo.traits.values():
            believed = {value: certainty for value, certainty in one.facts.get(trait.id, {}).items() if certainty > 0}
            told = {
                value
                for value in believed
                if any(tells(zoo, trait, firing) for firing in one.firings_for[Fact(trait.id, value)])
            }
            surest = max((believed[value] for value in told), default=-1.0)
            assert all(certainty > surest for value, certainty in believed.items() if value not in told), trait.id
    assert overruled > 300


def tells(zoo: Zoo, trait: Trait, firing: Firing) -> bool:
    return firing.certainty > 0 and names(zoo.rule[firing.rule].condition) <= {*trait.told_by}


def test_the_developed_bureaucracy_of_an_elephant_is_not_called_systematised(zoo: Zoo) -> None:
    case = next(case for case in read_cases(zoo)[0] if case.id == "elephant-full")
    hinted = {**case.answers, "decision_making": Answer("foreign_head_office"), "tender_months": Answer(9)}
    one = engine_for(zoo, EngineChoice.BUILTIN).consult(hinted)
    assert one.overruled[Fact("red_tape", "systematised")] == Fact("red_tape", "developed")
    assert "red_tape-systematised-elephant" not in {firing.rule for firing in one.firings}
