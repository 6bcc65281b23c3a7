"""The shipped zoo with one fault of every kind planted in it: each is found where it stands, and nothing else."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from clientzoo.inference.consultation import Consultation
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.find import SHIPPED_ZOO
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.check import check
from clientzoo.workbench.check.finding import Finding
from clientzoo.workbench.init import copy_zoo
from workbench.sound import rule

QUESTIONS = """\
  - id: logo
    name: Colour of the logo
    ask: Which colour is their logo?
    help: Look at it.
    purpose: None that anybody could name.
    kind: from_birth
    changed_by: nobody
    type: choice
    values: {red: Red, blue: Blue}
  - id: mood
    name: Mood
    ask: In which mood did they come?
    help: Look at them.
    purpose: How to begin.
    kind: from_working_together
    changed_by: client
    type: choice
    values: {glad: Glad, calm: Calm, quiet: Quiet}
"""
BIRDS = "".join(
    f"  {name}:\n    name: {name.title()}\n    diet: apart\n    about: Planted.\n" for name in ("dodo", "heron")
)
TRANSITIONS = "".join(
    f"- from: {one}\n  to: {other}\n  kind: growth\n  source: here\n"
    for one, other in (("rabbit", "sheep"), ("sheep", "rabbit"), ("rabbit", "dodo"))
)
ADVICE = "".join(f"  {name}:\n    topic: offer\n    text: Planted.\n" for name in ("hurry", "follow", "nothing"))
ADVICE += "".join(
    f"  {name}:\n    topic: offer\n    text: Planted.\n    stance: {{ink: {side}}}\n"
    for name, side in (("pages", "much"), ("papers", "none"))
)
TRAITS = "".join(
    f"  {name}:\n    name: {name.title()}\n    ordered: true\n    values: {{slim: is slim, wide: is wide}}\n"
    for name in ("girth", "heft")
)
ACCEPTED = (
    "- {finding: never-fires, about: [nothing_there], because: Planted.}\n"
    "- {finding: subsumed-rule, about: narrow-too, because: Planted.}\n"
)
FAULTS = {  # what stands in the planted file besides the above, and the findings it is to give
    "impossible": rule("never", "{tenders: never, tender_months: over 3}", "{animal: lion}"),
    "twice": rule("z-again", "{appetite: [hungry], insight: not partial or clear}", "{animal: [wolf, tiger]}", 0.3),
    "narrower": rule("narrow", "{regular_business: no, tenders: never}", "{animal: wolf}", -0.3,
                     "It has no regular business to grow from."),
    "narrower and accepted": rule("narrow-too", "{regular_business: no, tenders: always}", "{animal: wolf}", -0.3,
                                  "It has no regular business to grow from."),
    "idle": rule("idle", "{employees: at least 0, smm: none, tenders: never}", "{girth: wide}", 0.3)
    + rule("idle-way", "{any: [{postpay_days: over 400, smm: none}, {pr_serm: none, smm: none}]}",
           "{girth: wide}", 0.3),
    "hole": rule("light", "{employees: under 15}", "{heft: slim}", 0.4)
    + rule("heavy", "{employees: over 15}", "{heft: wide}", 0.4),
    "overlap": rule("few", "{sales_team: at most 7}", "{heft: slim}", 0.3)
    + rule("many", "{sales_team: at least 7}", "{heft: wide}", 0.3),
    "uneven": rule("little", "{red_tape: light}", "{girth: slim}", 0.4)
    + rule("much", "{red_tape: developed}", "{girth: slim}", 0.3),
    "scripts": rule("p\u043eor", "{smm: none, tenders: never, pr_serm: none}", "{girth: wide}", 0.2),
    "opposite": rule("z-other-way", "{mess: heavy}", "{animal: wolf}", 0.3),
    "alike": rule("mood", "{mood: glad}", "{animal: wolf}", 0.11),
    "weak": rule("dodo-one", "{tenders: never}", "{animal: dodo}", 0.4)
    + rule("dodo-other", "{tenders: sometimes}", "{animal: dodo}", 0.4)
    + rule("dodo-third", "{smm: none}", "{animal: dodo}", 0.1) + rule("dodo-fourth", "{smm: occasional}",
                                                                      "{animal: dodo}", 0.1),
    "one answer": rule("heron-one", "{foreign_parent: yes}", "{animal: heron}", 0.7)
    + rule("heron-other", "{smm: none}", "{animal: heron}", 0.3),
    "transitions": rule("opens-for-others", "{verdict: wolf}", "{transition: rabbit -> sheep}")
    + rule("opens", "{verdict: sheep}", "{transition: sheep -> rabbit}")
    + rule("opens-to-nowhere", "{verdict: rabbit}", "{transition: rabbit -> dodo}"),
    "advice": rule("hurry", "{transition: rabbit -> sheep}", "{advice: hurry}", 1)
    + rule("follow", "{transition: rabbit -> dodo}", "{advice: follow}", 1),
    "clash": rule("pages", "{smm: occasional}", "{advice: pages}", 0.5)
    + rule("papers", "{tv_ads: occasional}", "{advice: papers}", 0.4),
}  # fmt: skip
FOUND = {
    ("never-fires", "`never`"),
    ("duplicate-rule", "`z-again`"),
    ("subsumed-rule", "`narrow`"),
    ("contradictory-rules", "`z-other-way`"),
    ("idle-test", "every answer passes the test `employees: at least 0` of the rule `idle`"),
    ("idle-test", "no answer passes the test `postpay_days: over 400` of the rule `idle-way`"),
    ("band-hole", "`employees` 15 falls between the bands of `light` and `heavy`"),
    ("band-overlap", "`sales_team` 7 falls into two bands: `few` and `many`"),
    ("uneven-weights", "the weight of `red_tape` for `girth: slim` goes up and down"),
    ("mixed-scripts", "mixes Latin letters with Cyrillic `\u043e`"),
    ("unopposed-animal", "`dodo`"),
    ("unopposed-animal", "`heron`"),
    ("stale-acceptance", "`never-fires` about `nothing_there`"),
    ("unused-attribute", "`logo`"),
    ("undistinguished-value", "`calm` from `quiet`"),
    ("undecidable-animal", "a dodo"),
    ("single-answer", "a heron"),
    ("dead-transition", "`rabbit -> sheep` can never open"),
    ("dead-transition", "`rabbit -> dodo` leads nowhere"),
    ("idle-transition", "`sheep -> rabbit`"),
    ("unobtainable-advice", "`nothing`"),
    ("clashing-advice", "`papers` and `pages`"),
    ("unused-parameter", "`planted_bound`"),
    ("missing-part", "the wolf"),
    ("missing-text", "in `ru` the question `logo`"),
    ("missing-text", "in `ru` the question `mood`"),
    ("missing-text", "in `ru` the animal `dodo`"),
    ("missing-text", "in `ru` the animal `heron`"),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("planted") / "zoo"
    copy_zoo(root)
    questionnaire = root / "questionnaires" / f"{SHIPPED_ZOO}.yaml"
    text = questionnaire.read_text(encoding="utf-8")
    questionnaire.write_text(text.replace("  - id: turnover\n", f"{QUESTIONS}  - id: turnover\n", 1), encoding="utf-8")
    parameters = root / "rulebases" / SHIPPED_ZOO / "parameters.yaml"
    text = parameters.read_text(encoding="utf-8")
    bound = "parameters:\n  planted_bound: {value: 3, unit: people, about: Nothing.}\n"
    parameters.write_text(text.replace("parameters:\n", bound, 1), encoding="utf-8")
    stances = "stances:\n  ink: {name: Ink, values: {none: None, much: Much}}\n"
    sections = f"{stances}traits:\n{TRAITS}accepted:\n{ACCEPTED}animals:\n{BIRDS}transitions:\n{TRANSITIONS}"
    sections += f"advice:\n{ADVICE}rules:\n{''.join(FAULTS.values())}"
    (parameters.parent / "zz-planted.yaml").write_text(sections, encoding="utf-8")
    parts = root / "templates" / SHIPPED_ZOO / "animals"
    for bird in ("dodo", "heron"):
        (parts / f"{bird}.md.jinja").write_bytes((parts / "wolf.md.jinja").read_bytes())
    (parts / "wolf.md.jinja").unlink()
    return root


@pytest.fixture(scope="module")
def found(planted: Path) -> tuple[Finding, ...]:
    return check(load_zoo(planted, SHIPPED_ZOO, planted))


@pytest.fixture(scope="module")
def zoo(planted: Path) -> Zoo:
    return load_zoo(planted, SHIPPED_ZOO, planted).sound()


def test_every_planted_fault_is_found_and_none_is_invented(found: tuple[Finding, ...]) -> None:
    told = [(one.problem.code, one.problem.message) for one in found]
    for code, words in FOUND:
        assert [message for other, message in told if other == code and words in message], (code, words, told)
    invented = [one for one in told if not any(one[0] == code and words in one[1] for code, words in FOUND)]
    assert (invented, len(told)) == ([], len(FOUND))


def test_every_finding_has_a_place_and_a_hint(found: tuple[Finding, ...], planted: Path) -> None:
    for one in found:
        place = one.problem.place
        assert one.problem.hint
        if one.problem.code != "missing-part":
            line = (planted / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
            assert line[place.column - 1 :].strip()


def consulted(zoo: Zoo, answers: Mapping[str, object]) -> Consultation:
    known = {name: Answer(value) for name, value in answers.items()}  # type: ignore[arg-type]
    return Forward(plan(zoo)).consult(known)


def test_the_client_of_each_finding_shows_it(found: tuple[Finding, ...], zoo: Zoo) -> None:
    clients = {one.problem.code: one.client for one in found if one.client is not None}
    assert clients.keys() == {code for code, _ in FOUND} - {
        "never-fires", "unobtainable-advice", "unused-parameter", "missing-text", "mixed-scripts", "stale-acceptance",
    }  # fmt: skip
    fired = {code: {step.planned.rule.id for step in consulted(zoo, client).steps} for code, client in clients.items()}
    assert {"z-again", "wolf-hungry-and-blind"} <= fired["duplicate-rule"]
    assert {"narrow", "regular_business-no-wolf"} <= fired["subsumed-rule"]
    assert {"z-other-way", "mess-heavy-wolf"} <= fired["contradictory-rules"]
    of_nobody = {step.planned.rule.id for step in consulted(zoo, {}).steps}
    assert fired["unused-attribute"] == fired["undistinguished-value"] == of_nobody
    assert consulted(zoo, clients["single-answer"] or {}).verdict.animal == "heron"
    assert consulted(zoo, clients["missing-part"] or {}).verdict.animal == "wolf"
    assert fired["undecidable-animal"] & {"dodo-one", "dodo-other"}
    assert "opens" in fired["idle-transition"]
    assert clients["clashing-advice"] == {"smm": "occasional", "tv_ads": "occasional"}
    assert "opens-to-nowhere" in fired["dead-transition"]


def test_the_same_zoo_without_them_is_sound(tmp_path: Path) -> None:
    copy_zoo(tmp_path / "zoo")
    assert check(load_zoo(tmp_path / "zoo", SHIPPED_ZOO)) == ()
