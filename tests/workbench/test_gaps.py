"""Made-up clients: the smallest that show what is claimed, saved as cases that pass."""

import json
from pathlib import Path

from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.workbench.cases import read_cases
from clientzoo.workbench.gaps import Kind, sampled
from commands import clientzoo
from workbench.sound import NAME, loaded, write


def test_a_seed_gives_the_same_clients_and_the_shares_add_up(tmp_path: Path) -> None:
    zoo = loaded(write(tmp_path)).sound()
    runs = [list(sampled(zoo, [], 20_000, 7, near_cases=False))[-1] for _ in range(2)]
    assert runs[0].kinds == runs[1].kinds
    assert runs[0].clients == sum(runs[0].statuses.values()) == 20_000
    assert runs[0].blank + sum(runs[0].kinds.values()) == 20_000 - runs[0].statuses["decided"]


def test_samples_are_of_their_kind_by_an_engine(tmp_path: Path) -> None:
    zoo = loaded(write(tmp_path)).sound()
    cases = [case.answers for case in read_cases(zoo)[0]]
    engine = Forward(plan(zoo))
    for near in (False, True):
        gaps = list(sampled(zoo, cases, 9_000, 3, near))[-1]
        assert gaps.samples
        for kind, client in gaps.samples.items():
            assert kind.shown_by(engine.consult(client))


def test_the_smallest_clients_are_told_and_saved_as_cases(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    zoo = loaded(workspace).sound()
    target = f"rulebases/{NAME}/cases/gaps.yaml"
    ran = clientzoo("rules", "gaps", "--clients", "20000", "--json", "--save", target, at=workspace)
    assert ran.code == 0
    found = json.loads(ran.out)
    assert abs(sum(found["shares"].values()) - 1) < 1e-5
    engine = Forward(plan(zoo))
    for one in found["kinds"]:
        kind = Kind(one["status"], one["first"], one["second"])
        smallest = {name: Answer(value) for name, value in one["smallest"].items()}
        assert kind.shown_by(engine.consult(smallest))
        for name in smallest:
            assert not kind.shown_by(engine.consult({other: smallest[other] for other in smallest if other != name}))
    assert clientzoo("rules", "test", at=workspace).code == 0
    saved = (workspace / target).read_text(encoding="utf-8")
    again = clientzoo("rules", "gaps", "--clients", "20000", "--save", target, at=workspace)
    assert f"0 cases added, which expect today's outcome; {len(found['kinds'])} are cases already" in again.out
    assert (workspace / target).read_text(encoding="utf-8") == saved


def test_every_kind_has_a_client_that_becomes_a_case(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    ran = clientzoo("rules", "gaps", "--clients", "20000", "--answers", "gaps", at=workspace)
    close = workspace / "gaps" / "gap-close-squirrel-and-tortoise.yaml"
    assert "close: squirrel and tortoise" in ran.out
    assert clientzoo("classify", close, at=workspace).out.startswith("Gap, close: squirrel and tortoise:")
    assert clientzoo("rules", "case", "add", close, "--yes", at=workspace).code == 0
    assert clientzoo("rules", "test", at=workspace).code == 0


def test_clients_are_drawn_around_the_cases_and_those_at_random_told_apart(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    found = {
        around: json.loads(clientzoo("rules", "gaps", "--clients", "9000", "--json", *around, at=workspace).out)
        for around in ((), ("--around", "cases"), ("--around", "uniform"))
    }
    near, uniform = found["--around", "cases"], found["--around", "uniform"]
    assert {**found[()], "at_random": None} == near
    assert found[()]["at_random"]["clients"] == 900
    assert abs(found[()]["at_random"]["shares"]["undetermined"] - uniform["shares"]["undetermined"]) < 0.08
    assert (near["around"], uniform["around"]) == ("cases", "uniform")
    assert near["shares"] != uniform["shares"]
    told = clientzoo("rules", "gaps", "--clients", "9000", at=workspace).out
    assert "9000 made-up clients like the 4 cases" in told
    assert "(of 900 who answer at random, as nobody does: decided" in told


def test_a_zoo_without_cases_draws_at_random(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    for path in (workspace / "rulebases" / NAME / "cases").glob("*.yaml"):
        path.unlink()
    found = json.loads(clientzoo("rules", "gaps", "--clients", "3000", "--json", at=workspace).out)
    assert (found["around"], found["at_random"]) == ("uniform", None)
    assert clientzoo("rules", "gaps", "--around", "cases", at=workspace).code == 2
