"""Many playbooks in one run: several processes write what one would, and tell of faults."""

from pathlib import Path

import pytest

from clientzoo.inference.choice import EngineChoice
from clientzoo.knowledge.brand import PLAIN
from clientzoo.knowledge.find import Found
from clientzoo.playbook.form import Format
from clientzoo.playbook.orders import Order, Shop, playbooks
from playbook import clients

NAMES = [f"Клиент {number}" for number in range(9)]


def shop(root: Path) -> Shop:
    clients.zoo(root)
    return Shop(Found(root, "tiny"), "", EngineChoice.BUILTIN, len(NAMES), PLAIN, (Format.MARKDOWN, Format.PDF))


def orders(folder: Path) -> list[Order]:
    """Clients that are all cats."""
    return [Order(clients.answers(name, wish="wants", employees=12), folder / name) for name in NAMES]


def test_two_processes_write_what_one_does_and_tell_of_it_in_turn(tmp_path: Path) -> None:
    recipe = shop(tmp_path / "ws")
    alone = list(playbooks(recipe, orders(tmp_path / "alone"), 1))
    together = list(playbooks(recipe, orders(tmp_path / "together"), 2))
    assert [[path.name for path in one.paths] for one in together] == [[f"{name}.md", f"{name}.pdf"] for name in NAMES]
    for one, other in zip(alone, together, strict=True):
        assert [path.read_bytes() for path in one.paths] == [path.read_bytes() for path in other.paths]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_faulty_template_is_told_from_whichever_process_met_it(processes: int, tmp_path: Path) -> None:
    recipe = shop(tmp_path / "ws")
    (tmp_path / "ws/templates/tiny/animals/cat.md.jinja").write_text("{{ nonsense }}")
    done = list(playbooks(recipe, orders(tmp_path / "out"), processes))
    assert [one.problems[0].code for one in done] == ["unknown-name"] * len(NAMES)
    assert not (tmp_path / "out").exists()
