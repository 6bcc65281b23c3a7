"""Mutation of the code, run by hand: small slips are planted one at a time, and the tests must turn red.

    PYTHONPATH=engine:tests python tests/mutation.py                        # every module below, an hour or two
    PYTHONPATH=engine:tests python tests/mutation.py csi abc --most 10      # some of them, ten slips each

What survives is shown with its place: a test is missing, or the slip is equal in meaning. docs/reliability.md has the
figures. Slips: a comparison that takes in its bound or does not, or is turned round; sums and differences, products and
quotients exchanged; `and` and `or`; a `not` left out; a number one larger; the smallest and the largest exchanged.
"""

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
_SEGMENTS = ("tests/segmentation/test_bounds.py", "tests/segmentation/test_methods.py")
TARGETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "abc": ("segmentation/abc.py", _SEGMENTS),
    "bcg": ("segmentation/bcg.py", _SEGMENTS),
    "blocks": ("segmentation/blocks.py", (*_SEGMENTS, "tests/segmentation/test_refunds.py")),
    "calls": ("segmentation/calls.py", ("tests/segmentation/test_calls.py",)),
    "csi": ("segmentation/csi.py", _SEGMENTS),
    "money": ("segmentation/money.py", ("tests/segmentation/test_money.py", "tests/segmentation/test_kopecks.py")),
    "pareto": ("segmentation/pareto.py", _SEGMENTS),
    "renewal": ("segmentation/renewal.py", _SEGMENTS),
    "rfm": ("segmentation/rfm.py", _SEGMENTS),
    "xyz": ("segmentation/xyz.py", _SEGMENTS),
    "currency": ("tables/values/currency.py", ("tests/tables/importing",)),
    "dates": ("tables/values/dates.py", ("tests/tables/importing",)),
    "ids": ("tables/values/ids.py", ("tests/tables/importing",)),
    "numbers": ("tables/values/numbers.py", ("tests/tables/importing",)),
    "statuses": ("tables/values/statuses.py", ("tests/tables/importing",)),
    "quantity": ("knowledge/quantity.py", ("tests/knowledge/test_quantity.py",)),
    "condition": ("knowledge/condition.py", ("tests/inference/test_premise.py", "tests/knowledge/test_load.py")),
    "judgement": ("inference/judgement.py", ("tests/inference/test_chaining.py", "tests/inference/test_judgement.py")),
    "contradictions": ("explanation/contradictions.py", ("tests/explanation",)),
    "contradictory": ("workbench/check/contradictory.py", ("tests/workbench/test_check.py",)),
}
_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}  # fmt: skip
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div, ast.Mod: ast.Mult,
}  # fmt: skip
_EXCHANGED = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Slip(NamedTuple):
    """A module with one slip, and what the slip is."""

    line: int
    what: str
    source: str


def slips(source: str) -> Iterator[Slip]:
    """Every slip of the kinds above, one at a time; texts and annotations are left alone."""
    tree = ast.parse(source)
    for number, node in enumerate(ast.walk(tree)):
        for what, changed in _changes(node):
            other = copy.deepcopy(tree)
            place = next(one for at, one in enumerate(ast.walk(other)) if at == number)
            for name, value in changed.items():
                setattr(place, name, value)
            yield Slip(getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(other)))


def _changes(node: ast.AST) -> Iterator[tuple[str, dict[str, object]]]:
    match node:
        case ast.Compare(ops=[op]):
            for other in _COMPARED.get(type(op), ()):
                yield f"{ast.unparse(node)}: {type(op).__name__} is {other.__name__}", {"ops": [other()]}
        case ast.BinOp(op=op) if type(op) in _RECKONED and not _of_texts(node):
            yield (
                f"{ast.unparse(node)}: {type(op).__name__} is {_RECKONED[type(op)].__name__}",
                {"op": _RECKONED[type(op)]()},
            )
        case ast.BoolOp(op=op):
            other_op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield f"{ast.unparse(node)}: {type(op).__name__} is {type(other_op).__name__}", {"op": other_op}
        case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=operand):
            yield f"{ast.unparse(node)}: without the not", {"op": ast.UAdd(), "operand": _twice_negated(operand)}
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            yield f"{value} is {value + 1}", {"value": value + 1}
        case ast.Name(id=name) if name in _EXCHANGED:
            yield f"{name} is {_EXCHANGED[name]}", {"id": _EXCHANGED[name]}
        case ast.Attribute(attr=name) if name in _EXCHANGED:
            yield f".{name} is .{_EXCHANGED[name]}", {"attr": _EXCHANGED[name]}


def _twice_negated(operand: ast.expr) -> ast.expr:
    """The operand as it is: a plain sign is defined for no expression of Polars, a call of a function is."""
    return ast.Call(
        ast.Lambda(ast.arguments([], [ast.arg("it")], None, [], [], None, []), ast.Name("it")), [operand], []
    )


def _of_texts(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return any(
        isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and isinstance(one.value, str))
        for one in sides
    )


def caught(engine: Path, tests: tuple[str, ...]) -> bool:
    """Whether some test turns red; what does not end counts too."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(engine), str(ROOT / "tests"))), "CI": "true"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-o", "pythonpath=tests", *tests]
    try:
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False, timeout=300)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> int:
    """The exit code: 1 where a slip survived."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("names", nargs="*", help=f"of {', '.join(TARGETS)}")
    wanted.add_argument("--most", type=int, default=0, help="slips for each module, chosen evenly; 0: all")
    wanted.add_argument("--seed", type=int, default=1)
    said = wanted.parse_args()
    all_of_them = survived = 0
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        engine = Path(name) / "engine"
        shutil.copytree(ROOT / "engine", engine, ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("rulebases", "questionnaires", "templates"):
            (Path(name) / part).symlink_to(ROOT / part)
        for target in said.names or TARGETS:
            file, tests = TARGETS[target]
            tests = tuple(one for one in tests if (ROOT / one).exists())
            path = engine / "clientzoo" / file
            sound = path.read_text(encoding="utf-8")
            if caught(engine, tests):
                raise SystemExit(f"{target}: the tests are red before anything is changed")
            found = list(slips(sound))
            if said.most and len(found) > said.most:
                found = sorted(random.Random(said.seed).sample(found, said.most))
            left = []
            for slip in found:
                path.write_text(slip.source, encoding="utf-8")
                if not caught(engine, tests):
                    left.append(slip)
            path.write_text(sound, encoding="utf-8")
            print(f"{target}: {len(found)} slips, {len(left)} survived", flush=True)
            for slip in left:
                print(f"  engine/clientzoo/{file}:{slip.line}: {slip.what}", flush=True)
            all_of_them, survived = all_of_them + len(found), survived + len(left)
    print(f"{all_of_them} slips, {survived} survived")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
