"""How often the 95 % intervals of moves cover the truth, over two thousand made-up bases of 300 clients.

python tests/benchmarks/pool_coverage.py --replications 2000
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chances import covered


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--replications", type=int, default=2000)
    given = asked.parse_args()
    hits, of = covered(range(given.replications))
    print(f"{hits:,} of {of:,} intervals cover the truth: {hits / of:.1%}")


if __name__ == "__main__":
    main()
