"""How long the program takes to come up, beside the bare import of Typer. Run by hand."""

import subprocess
import sys
from statistics import median
from time import perf_counter

ROUNDS = 30
COMMANDS = {
    "import typer": [sys.executable, "-c", "import typer"],
    "clientzoo --version": [sys.executable, "-m", "clientzoo", "--version"],
    "clientzoo --help": [sys.executable, "-m", "clientzoo", "--help"],
    "clientzoo classify --help": [sys.executable, "-m", "clientzoo", "classify", "--help"],
}


def main() -> None:
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):  # interleaved, so that a busy moment of the machine hits all alike
        for name, command in COMMANDS.items():
            started = perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append((perf_counter() - started) * 1000)
    bare = median(times["import typer"])
    for name, measured in times.items():
        print(f"{name:28} {median(measured):6.1f} ms   {median(measured) / bare:4.2f} x import typer")


if __name__ == "__main__":
    main()
