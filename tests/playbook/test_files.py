"""Where playbooks are written: names safe on every system, no playbook over another, the old one or the new one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.knowledge.file_names import safe_name
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.playbook.files import FileNames, write_playbook
from clientzoo.playbook.form import Format
from playbook import clients

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@pytest.mark.parametrize(
    ("client", "name"),
    [
        ("Ромашка и Ко", "Ромашка и Ко"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "C-Windows-x"),
        (" .hidden. ", "hidden"),
        ("con", "client-con"),
        ("NUL.txt", "client-NUL.txt"),
        ("LPT1", "client-LPT1"),
        ("console", "console"),
        ("???", "client"),
        ("a\x00b\nc", "a-b-c"),
        ("<script>", "script"),
    ],
)
def test_a_name_for_a_file(client: str, name: str) -> None:
    assert safe_name(client) == name


@given(st.text(max_size=400))
def test_any_name_is_safe(client: str) -> None:
    name = safe_name(client)
    assert name and len(name.encode()) <= 200
    assert not set(name) & set('/\\:*?"<>|\x00\n\r\t')
    assert name[0] not in " .-" and name[-1] not in " ."
    assert name.partition(".")[0].strip().lower() not in RESERVED


@given(st.lists(st.sampled_from(["Anna", "ANNA", "anna", "Anna-2", "Anna/2", "", "?"]), max_size=12))
def test_no_two_clients_share_a_name_even_where_capitals_do_not_count(given_names: list[str]) -> None:
    names = FileNames()
    assert len({names.name(one).casefold() for one in given_names}) == len(given_names)


def test_a_playbook_is_written_anew_and_nothing_else_is_left(tmp_path: Path) -> None:
    known = clients.zoo(tmp_path / "ws")
    client = clients.answers("Ромашка", wish="wants", employees=12)
    consultation = clients.consulted(known, client)
    target = tmp_path / "new" / "folder"
    first = write_playbook(consultation, client, target, form=Format.MARKDOWN)
    first.write_text("old", encoding="utf-8")
    assert write_playbook(consultation, client, target, form=Format.MARKDOWN) == first == target / "Ромашка.md"
    assert first.read_text(encoding="utf-8").startswith("# Ромашка\n")
    assert [path.name for path in target.iterdir()] == ["Ромашка.md"]


def test_a_fault_leaves_the_old_playbook(tmp_path: Path) -> None:
    known = clients.zoo(tmp_path / "ws")
    client = clients.answers("Ромашка", wish="wants", employees=12)
    consultation = clients.consulted(known, client)
    path = write_playbook(consultation, client, tmp_path / "out")
    before = path.read_bytes()
    (known.templates_dir / "page.html.jinja").write_text("{{ nonsense }}")
    with pytest.raises(ProblemsError):
        write_playbook(consultation, client, tmp_path / "out")
    assert path.read_bytes() == before
