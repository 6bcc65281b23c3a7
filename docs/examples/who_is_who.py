"""Who is who in a folder of answers files, and what to ask those of whom too little is known.

python who_is_who.py clients/
"""

import sys
from pathlib import Path

import clientzoo


def main(folder: Path) -> None:
    expert = clientzoo.load()
    for path in sorted(folder.glob("*.yaml")):
        try:
            client = expert.read_client(path)
        except clientzoo.ProblemsError as refused:
            print(*refused.problems, sep="\n", file=sys.stderr)
            continue
        found = expert.classify(client)
        print(f"{client.client}: {clientzoo.headline(found)}")
        following = expert.next_question(client)
        if found.verdict.animal is None and following is not None:
            print(f"  ask next: {following.question.ask}")
        for prospect in clientzoo.prospects(found):
            print(f"  {prospect.stage}: {prospect.transition.id}, {prospect.readiness:.0%} of its conditions met")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
