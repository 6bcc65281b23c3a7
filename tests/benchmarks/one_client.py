"""How long one client takes, by engine, on the reference workload and on the shipped zoo.

Run by hand: `pip install clipspy zen-engine`, then `python tests/benchmarks/one_client.py`.
Every engine must give the same ranking before it is timed.
"""

import platform
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import reference
from clientzoo.inference.consultation import Answers
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.cases import read_cases
from every_engine import every_engine

ROUNDS = 5


def main() -> None:
    print(f"Python {platform.python_version()}, {_processor()}")
    zoo = reference.zoo()
    _compare("reference workload, 42 answers", zoo, reference.clients(zoo, 300), with_peers=True)
    found = shipped()
    known = load_zoo(found.root, found.name).sound()
    cases = [case.answers for case in read_cases(known)[0]]
    few, many = ([one for one in cases if (len(one) > 30) is full] for full in (False, True))
    _compare(f"shipped zoo ({len(known.rules)} rules), cases of few answers", known, few)
    _compare(f"shipped zoo ({len(known.rules)} rules), cases of over 30 answers", known, many)


def _compare(title: str, zoo: Zoo, clients: Sequence[Answers], *, with_peers: bool = False) -> None:
    print(f"\n{title}: {len(clients)} clients", flush=True)
    if not clients:
        return
    engines = every_engine(zoo, with_peers=with_peers)
    expected = [engines["builtin"](answers) for answers in clients]
    times: dict[str, list[float]] = {name: [] for name in engines}
    for name, consult in engines.items():
        if [consult(answers) for answers in clients] != expected:
            raise SystemExit(f"{name} disagrees with the built-in engine")
    for _ in range(ROUNDS):  # interleaved, so that a busy moment of the machine hits all alike
        for name, consult in engines.items():
            started = perf_counter()
            for answers in clients:
                consult(answers)
            times[name].append((perf_counter() - started) / len(clients) * 1000)
    for name, measured in sorted(times.items(), key=lambda item: median(item[1])):
        print(f"  {name:22} {median(measured):7.3f} ms a client  ({1000 / median(measured):8.0f} clients/s)")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(models)} cores of {models[0]}" if models else platform.processor()


if __name__ == "__main__":
    main()
