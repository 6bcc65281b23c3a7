"""How fast a whole base is classified, reading and writing Parquet, on the reference workload and on the shipped zoo.

Run by hand: `python tests/benchmarks/whole_base.py --clients 1000000 --rules 50 100 200 400 [--spark] [--peers 2000]`.
Each run is a process of its own, so that its peak of memory is its own; rounds are interleaved with the floor, which
reads the same file and touches every column. `--peers` (`pip install clipspy zen-engine`) consults the first clients
one by one, already read; all must rank them as the columns do. `--make FILE` only makes up clients of the shipped zoo.
"""

import argparse
import json
import subprocess
import sys
from os import times
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import narwhals as nw
import polars as pl
import polars.selectors as cs

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import reference
from clientzoo.inference.columns import compiled
from clientzoo.inference.plan import plan
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool import classify, spark
from clientzoo.tables.mapping import TableMap
from clientzoo.tables.parquet import Parquet
from crowds import answers, crowd
from every_engine import every_engine

ROUNDS = 3
PIECE = 1_000_000  # clients made at a time


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--clients", type=int, default=1_000_000)
    asked.add_argument("--rules", type=int, nargs="*", default=[50, 100, 200, 400])
    asked.add_argument("--spark", action="store_true")
    asked.add_argument("--peers", type=int, metavar="CLIENTS")
    asked.add_argument("--make", type=Path, metavar="FILE")
    asked.add_argument("--run", nargs=3, metavar=("WHAT", "ZOO", "FILE"))
    given = asked.parse_args()
    if given.run:
        print(json.dumps(_run(*given.run)))
        return
    if given.make:
        _make(_zoo("shipped"), given.clients, given.make, 0.6)
        return
    with TemporaryDirectory() as folder:
        reference_file, text_file, shipped_file = (Path(folder) / f"{name}.parquet" for name in ("ref", "text", "zoo"))
        _make(reference.zoo(), given.clients, reference_file, 1.0)
        pl.scan_parquet(reference_file).with_columns(cs.enum().cast(pl.String)).sink_parquet(text_file)
        _make(_zoo("shipped"), given.clients, shipped_file, 0.6)
        print(f"{given.clients:,} clients, Polars {pl.__version__}; medians of {ROUNDS} rounds")
        for rules in given.rules:
            _compare(
                f"reference workload, {rules} rules", str(rules), reference_file, spark=given.spark and rules == 100
            )
        _compare("reference workload, 100 rules, values as plain text", "100", text_file)
        _compare("shipped zoo", "shipped", shipped_file)
        if given.peers:
            _one_by_one("reference workload, 100 rules", reference.zoo(), reference_file, given.peers, with_peers=True)
            _one_by_one("shipped zoo", _zoo("shipped"), shipped_file, given.peers)


def _one_by_one(title: str, zoo: Zoo, file: Path, number: int, *, with_peers: bool = False) -> None:
    clients = pl.read_parquet(file, n_rows=number)
    given = [answers(zoo, row) for row in clients.to_dicts()]
    columns = compiled(plan(zoo), clients.columns, keep=["client"], ranking=True)
    ranked: pl.DataFrame = columns.classified(nw.from_native(clients.lazy())).to_native().collect().select(*zoo.animals)
    engines = every_engine(zoo, with_peers=with_peers)
    for name, consult in engines.items():
        for row, one in zip(ranked.to_dicts(), given, strict=True):
            if dict(consult(one)) != row:
                raise SystemExit(f"{name} ranks a client otherwise than the columns")
    times: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for name, consult in engines.items():
            started = perf_counter()
            for one in given:
                consult(one)
            times[name].append(perf_counter() - started)
    print(f"\n{title}, {len(given):,} clients one by one")
    for name, measured in times.items():
        print(f"  {name:22} {median(measured):7.2f} s {len(given) / median(measured):12,.0f} clients/s", flush=True)


def _compare(title: str, zoo: str, file: Path, *, spark: bool = False) -> None:
    kinds = ["floor", "columns", *(["spark"] if spark else [])]
    found: dict[str, list[tuple[float, float, float]]] = {kind: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind in kinds:
            command = [sys.executable, __file__, "--run", kind, zoo, str(file)]
            told = json.loads(
                subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
            )
            found[kind].append((told["seconds"], told["cpu"], told["megabytes"]))
    rows = pl.scan_parquet(file).select(pl.len()).collect().item()
    print(f"\n{title}")
    for kind, measured in found.items():
        seconds, cpu = median(one for one, _, _ in measured), median(one for _, one, _ in measured)
        peak = max(one for _, _, one in measured)
        print(
            f"  {kind:8} {seconds:7.2f} s, CPU {cpu:7.2f} s {rows / seconds:12,.0f} clients/s {peak:7,.0f} MB",
            flush=True,
        )


def _run(what: str, zoo: str, file: str) -> dict[str, float]:
    with TemporaryDirectory() as folder:
        out, rejects = Path(folder) / "out.parquet", Path(folder) / "rejects.csv"
        if what == "floor":
            started, before = perf_counter(), times()
            pl.scan_parquet(file).select(pl.all().max()).collect(engine="streaming")
        else:
            base = classify.Base(_zoo(zoo), [Parquet(Path(file))])
            if what == "columns":
                started, before = perf_counter(), times()
                classify.classify(base, base.columns(), out, rejects)
            else:
                with spark.session("local[2]") as session:
                    session.range(1).mapInArrow(lambda batches: batches, "id long").collect()  # workers are up
                    started, before = perf_counter(), times()
                    spark.classify(base, TableMap(), out, rejects, session)
        seconds, after = perf_counter() - started, times()
    cpu = after.user + after.system - before.user - before.system  # of this process, which on a busy machine tells more
    return {"seconds": seconds, "cpu": cpu, "megabytes": _peak()}


def _peak() -> float:
    """Megabytes; of this process alone, which `getrusage` does not tell after a fork."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def _zoo(named: str) -> Zoo:
    if named != "shipped":
        return reference.zoo(int(named))
    found = shipped()
    return load_zoo(found.root, found.name).sound()


def _make(zoo: Zoo, number: int, file: Path, known: float) -> None:
    """In pieces, so that ten million clients need no more memory than one."""
    pieces = [file.with_name(f"{file.stem}-{start}.piece") for start in range(0, number, PIECE)]
    for seed, piece in enumerate(pieces, 1):
        crowd(zoo, min(PIECE, number), seed=seed, known=known).write_parquet(piece)
    pl.scan_parquet(pieces).sink_parquet(file)
    for piece in pieces:
        piece.unlink()


if __name__ == "__main__":
    main()
