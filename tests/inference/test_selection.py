"""Which advice stands on a page: what the client said goes first, nothing contradicts, the whole is in proportion."""

from pathlib import Path

import pytest

from clientzoo.explanation.withheld import told_withheld, withheld_in_words
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.engines import engine_for
from clientzoo.inference.selection import Rank, bearable, selection
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.load import load_zoo
from zoos import write_zoo

ADVICE = """\
  grow: {topic: offer, text: Offer growth., stance: {pace: fast}}
  wait: {topic: offer, text: Offer to wait., stance: {pace: slow}}
  rest: {topic: offer, text: Offer rest., stance: {pace: slow}, presupposes: {foreign: no}}
  big: {topic: step, text: Build it., role: boss, day: 5, done_when: Built., takes: {hours: {boss: 10}, money: 50}}
  small: {topic: step, text: Ask., role: boss, day: 2, done_when: Asked., takes: {hours: {boss: 1}}}
  judge: {topic: step, text: Judge it., role: boss, day: 9, done_when: Judged., after: big}
  spare: {topic: offer, text: Spare., takes: {money: 1}}
stances:
  pace: {name: Pace, values: {fast: at once, slow: later}}
proportion:
  rates: {boss: 10}
  bears:
  - {of: employees, percent: 50, as: half a head}
  - {if: {verdict: cat}, money: 30, as: a cat}
"""
RULES = """\
- {id: cat-grow, if: {verdict: cat}, then: {advice: grow}, certainty: 1, because: So., source: s}
- {id: tender-wait, if: {tenders: always}, then: {advice: wait}, certainty: 0.3, because: So., source: s}
- {id: months-rest, if: {tender_months: over 3}, then: {advice: rest}, certainty: 0.9, because: So., source: s}
- {id: steps, if: {verdict: cat}, then: {advice: [big, small, judge]}, certainty: 0.7, because: So., source: s}
- {id: hungry, if: {appetite: high}, then: {advice: spare}, certainty: 0.4, because: So., source: s}
"""


def consulted(tmp_path: Path, changed: str = ADVICE, **answers: Value) -> Consultation:
    write_zoo(
        tmp_path,
        replaced={
            "  grow: {topic: offer, text: Offer growth.}\n": changed,
            "  offer: {title: What to offer}": "  offer: {title: What to offer, most: 2}",
        },
        extra_rules=RULES,
    )
    zoo = load_zoo(tmp_path, "tiny", tmp_path).sound()
    given = {"wish": Answer("wants"), "foreign": Answer(False)} | {name: Answer(one) for name, one in answers.items()}
    return engine_for(zoo, EngineChoice.BUILTIN).consult(given)


def given(consultation: Consultation) -> list[str]:
    return [one.advice.id for one in selection(consultation).given]


def why(consultation: Consultation) -> dict[str, str]:
    return {one.given.advice.id: one.why for one in selection(consultation).withheld}


def test_an_answer_goes_before_the_kind_however_unsure(tmp_path: Path) -> None:
    without, asked = consulted(tmp_path / "one"), consulted(tmp_path / "two", tenders="always")
    assert "grow" in given(without)
    assert "wait" in given(asked)
    assert why(asked)["grow"] == "stance"
    assert told_withheld(asked, "grow") == (
        "Rules give it, and the playbook leaves it out: it says otherwise on pace than wait, "
        "which rests on the client's own answers."
    )


def test_two_of_one_rank_never_stand_together_and_the_surer_does(tmp_path: Path) -> None:
    changed = ADVICE.replace("pace: slow}, presupposes", "pace: fast}, presupposes")
    found = selection(consulted(tmp_path, changed, tenders="always", tender_months=5))
    (clash,) = found.clashes
    assert clash.given.advice.id == "wait"
    assert clash.by is not None and clash.by.advice.id == "rest"
    assert withheld_in_words(clash) == "it says otherwise on pace than rest, which is surer"


@pytest.mark.parametrize(("foreign", "stands"), [(True, False), (False, True)])
def test_what_presupposes_otherwise_is_withheld(tmp_path: Path, foreign: bool, stands: bool) -> None:
    one = consulted(tmp_path, tender_months=5, foreign=foreign, employees=12)
    assert ("rest" in given(one)) is stands
    assert (why(one).get("rest") == "presupposition") is not stands


def test_the_whole_is_within_what_the_client_can_bear_and_follow_ups_go_with_what_is_dropped(tmp_path: Path) -> None:
    poor, rich = consulted(tmp_path / "poor"), consulted(tmp_path / "rich", employees=19)
    bound = bearable(poor)
    assert bound is not None and (bound.money, bound.said) == (30, "a cat")
    assert why(poor) == {"big": "proportion", "judge": "prerequisite"}
    assert "small" in given(poor)
    assert selection(poor).cost == 11
    richer = bearable(rich)
    assert richer is not None and richer.money == 9.5
    assert why(rich) == {"big": "proportion", "small": "proportion", "judge": "prerequisite"}


def test_with_money_enough_all_of_it_stands_and_adds_up(tmp_path: Path) -> None:
    found = selection(consulted(tmp_path, ADVICE.replace("money: 30", "money: 300")))
    assert {"big", "small", "judge"} <= {one.advice.id for one in found.given}
    assert (found.hours, found.money, found.cost) == ({"boss": 11}, 51, 161)


def test_a_full_section_keeps_what_rests_on_answers(tmp_path: Path) -> None:
    changed = ADVICE.replace("Offer growth., stance: {pace: fast}", "Offer growth.")
    found = consulted(tmp_path, changed, tenders="always", tender_months=5)
    assert [name for name in given(found) if name in ("wait", "rest", "grow", "spare")] == ["rest", "wait"]
    assert {why(found)["grow"], why(found)["spare"]} == {"room"}
    assert [one.rank for one in selection(found).given][:2] == [Rank.ANSWERED, Rank.ANSWERED]


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("{pace: fast}", "{pase: fast}", "unknown-stance", "did you mean pace"),
        ("{pace: fast}", "{pace: quick}", "unknown-value", "no stance on `pace`"),
        ("after: big", "after: bigger", "unknown-advice", "did you mean big"),
        ("day: 9", "day: 5", "wrong-order", "due on day 5"),
        ("{boss: 1}", "{bos: 1}", "unknown-role", "did you mean boss"),
        ("{foreign: no}", "{foreigner: no}", "unknown-fact", "did you mean foreign"),
        ("of: employees", "of: tenders", "unknown-fact", "no question with a number"),
    ],
)
def test_mistakes_are_told_with_a_way_out(tmp_path: Path, old: str, new: str, code: str, words: str) -> None:
    assert old in ADVICE
    write_zoo(
        tmp_path,
        replaced={"  grow: {topic: offer, text: Offer growth.}\n": ADVICE.replace(old, new)},
        extra_rules=RULES,
    )
    (problem,) = load_zoo(tmp_path, "tiny", tmp_path).problems
    assert problem.code == code
    assert words in f"{problem.message} ({problem.hint})"
    assert problem.place.line > 1
