"""`pool moves` on two tables of verdicts of a large base: time beside reading both files, and memory.

python tests/benchmarks/pool_moves.py --clients 2000000
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.pool.day_table import read_day
from clientzoo.pool.moves.account import account

MOVE = 0.05  # share of clients with another animal on the later day


def made(clients: int, folder: Path) -> list[Path]:
    """Two tables such as `base classify` writes, with money; one client in fifty comes, one in fifty leaves."""
    found = shipped()
    zoo = load_zoo(found.root, found.name).sound()
    generator = np.random.default_rng(5)
    animals = np.array([*zoo.animals])
    first = generator.integers(0, len(animals), clients)
    later = np.where(generator.random(clients) < MOVE, generator.integers(0, len(animals), clients), first)
    paths: list[Path] = []
    for day, codes, skip in (("2025-06-30", first, 0), ("2026-06-30", later, 1)):
        kept = np.arange(clients) % 50 != skip
        count = int(kept.sum())
        frame = pl.DataFrame({
            "client": pl.Series(np.flatnonzero(kept)).cast(pl.String).str.zfill(9).str.replace("^", "Клиент "),
            "status": pl.Series(["decided"] * count), "animal": animals[codes[kept]],
            "certainty": generator.uniform(0.5, 1, count), "runner_up": animals[generator.integers(0, 9, count)],
            "margin": generator.uniform(0, 1, count), "cow_to_llama": generator.uniform(0, 1, count),
            "wolf_to_tiger": generator.uniform(0, 1, count),
            "amount": pl.Series(generator.integers(0, 10**9, count)).cast(pl.Decimal(18, 2)),
            "zoo_version": pl.Series([zoo.version] * count),
        }).sample(fraction=1.0, shuffle=True, seed=len(paths))  # fmt: skip
        paths.append(folder / f"verdicts-{day}.parquet")
        frame.write_parquet(paths[-1])
    return paths


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--clients", type=int, default=2_000_000)
    parser.add_argument("--csv", action="store_true", help="tables of CSV in place of Parquet")
    parser.add_argument("--measure", nargs=2, metavar="FILE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        _measure([Path(one) for one in given.measure])
        return
    with tempfile.TemporaryDirectory() as folder:
        paths = made(given.clients, Path(folder))
        if given.csv:
            for path in paths:
                pl.read_parquet(path).write_csv(path.with_suffix(".csv"))
            paths = [path.with_suffix(".csv") for path in paths]
        size = sum(path.stat().st_size for path in paths) / 1e6
        print(f"{given.clients:,} clients by two dates, {size:.0f} MB")
        subprocess.run([sys.executable, __file__, "--measure", *map(str, paths)], check=True)


def _measure(paths: list[Path]) -> None:
    found = shipped()
    zoo = load_zoo(found.root, found.name).sound()
    for _ in range(2):  # once to have the files in memory, once to measure
        begun = time.perf_counter()
        for path in paths:
            pl.read_csv(path) if path.suffix == ".csv" else pl.read_parquet(path)
        reading = time.perf_counter() - begun
    begun = time.perf_counter()
    told = account(zoo, *(read_day(path, zoo) for path in paths))
    told.first_movers(20)
    took = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"reading both: {reading:.2f} s; moves: {took:.2f} s, {took / reading:.1f} times; {memory:.2f} GB at most")
    print(f"{told.turned:,} turned, {told.matrix.came():,} came, {told.matrix.left():,} left")


if __name__ == "__main__":
    main()
