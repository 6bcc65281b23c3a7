"""How long it takes to check a large rulebase: `python tests/benchmarks/big_rulebase.py [RULES] [QUESTIONS]`."""

import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.load import load_zoo
from clientzoo.workbench.check import check

NAME, ANIMALS, TRAITS = "big", 20, 60
WORDS = ("none", "few", "some", "many", "most")


def write(root: Path, rules: int, questions: int, seed: int = 1) -> None:
    """A zoo of so many rules and questions (a tenth of them numbers) below `root`, always the same for one seed."""
    dice = random.Random(seed)
    for folder in ("questionnaires", f"rulebases/{NAME}", f"templates/{NAME}/animals"):
        (root / folder).mkdir(parents=True)
    (root / f"questionnaires/{NAME}.yaml").write_text("\n".join(_questionnaire(questions)), encoding="utf-8")
    (root / f"rulebases/{NAME}/zoo.yaml").write_text("\n".join(_zoo()), encoding="utf-8")
    for name in ("playbook", "undetermined", *(f"animals/a{number}" for number in range(ANIMALS))):
        (root / f"templates/{NAME}/{name}.md.jinja").write_text("# {{ client }}\n", encoding="utf-8")
    (root / f"templates/{NAME}/page.html.jinja").write_text("<html>{{ body }}</html>\n", encoding="utf-8")
    for part in range(0, rules, 500):
        written = "\n".join(_rule(dice, number, questions) for number in range(part, min(rules, part + 500)))
        (root / f"rulebases/{NAME}/rules-{part}.yaml").write_text(f"rules:\n{written}\n", encoding="utf-8")


def _questionnaire(questions: int) -> list[str]:
    lines = [f"questionnaire: {NAME}", "title: Big", "groups:", "- id: all_of_it", "  title: All", "  questions:"]
    for number in range(questions):
        lines.append(f"  - {{id: q{number}, name: Q{number}, ask: Q, help: H, purpose: P, kind: from_birth, ")
        lines[-1] += "changed_by: client, "
        if number % 10 == 0:
            lines[-1] += "type: integer, unit: people, min: 0}"
        else:
            lines[-1] += f"type: choice, ordered: true, values: {{{', '.join(f'{word}: {word}' for word in WORDS)}}}}}"
    return lines


def _zoo() -> list[str]:
    lines = [f"zoo: {NAME}", "version: '1'", "animals:"]
    lines += [f"  a{number}: {{name: A{number}, diet: predator, about: An animal.}}" for number in range(ANIMALS)]
    lines.append("traits:")
    for number in range(TRAITS):
        lines.append(
            f"  t{number}: {{name: T{number}, ordered: true, values: {{low: is low, mid: is mid, high: is high}}}}"
        )
    return lines


def _rule(dice: random.Random, number: int, questions: int) -> str:
    looked_at = dice.sample(range(questions), dice.randint(1, 3))
    tests = [f"    q{one}: {_test(dice, one)}" for one in looked_at]
    if number % 5 < 2:
        then = f"{{t{dice.randrange(TRAITS)}: {dice.choice(['low', 'mid', 'high'])}}}"
    else:
        tests.append(f"    t{dice.randrange(TRAITS)}: {dice.choice(['low', 'at least mid', 'high', 'not low'])}")
        then = f"{{animal: a{dice.randrange(ANIMALS)}}}"
    certainty = dice.choice([-0.4, 0.2, 0.3, 0.5, 0.7])
    body = "\n".join(tests)
    rest = f"  then: {then}\n  certainty: {certainty}\n  because: Because {number}.\n  source: made up"
    return f"- id: r{number}\n  if:\n{body}\n{rest}"


def _test(dice: random.Random, question: int) -> str:
    if question % 10 == 0:
        return f"{dice.choice(['at least', 'under'])} {dice.choice([5, 20, 100, 500])}"
    return dice.choice([dice.choice(WORDS), "at least some", "at most few", "not none", "few or many"])


def main() -> None:
    rules, questions = (int(word) for word in (*sys.argv[1:], "5000", "500")[:2])
    with TemporaryDirectory() as folder:
        write(Path(folder), rules, questions)
        started = time.perf_counter()
        loaded = load_zoo(Path(folder), NAME, Path(folder))
        read = time.perf_counter()
        findings = check(loaded)
        checked = time.perf_counter()
        print(
            f"{rules} rules, {questions} questions: loaded in {read - started:.2f} s, checked in {checked - read:.2f} s"
        )
        print(f"{len(findings)} findings, {sum(one.level == 'error' for one in findings)} of them errors")
        if not loaded.problems:
            engine = Forward(plan(loaded.zoo))
            answers = {name: Answer(next(iter(one.values), 10)) for name, one in loaded.zoo.attributes.items()}
            consulted = time.perf_counter()
            engine.consult(answers)
            print(f"one client with all questions answered: {1000 * (time.perf_counter() - consulted):.1f} ms")


if __name__ == "__main__":
    main()
