"""Clients by name at the command line: taken in, listed, told apart, edited, given out again."""

import csv
import io
import json
import sqlite3
import sys
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest

from clientzoo.cli.schemas import json_schema
from commands import Ran, clientzoo, wolf
from zoos import write_zoo

TIGER = "  growth_wish: demands\n"


@pytest.fixture
def at(tmp_path: Path) -> Path:
    """A folder with two answers files, taken into a register as said on 2 March."""
    (tmp_path / "old").mkdir()
    wolf(tmp_path / "old")
    text = "client: ООО «Василёк»\nanswers: {employees: 700, foreign_parent: yes, growth_wish: none}\n"
    (tmp_path / "old" / "vasilyok.yaml").write_text(text, encoding="utf-8")
    ran = clientzoo("clients", "import", "old", "--on", "2026-03-02", "--manager", "Борис", at=tmp_path)
    assert (ran.code, ran.out) == (0, "2 clients, 2 of them new: 9 answers recorded\n"), ran.err
    assert ran.err == f"A register of your clients was made: {tmp_path / 'clients.db'}\n"
    return tmp_path


def listed(at: Path, *arguments: str) -> list[dict[str, object]]:
    ran = clientzoo("clients", *arguments, "--json", at=at)
    assert ran.code == 0, ran.err
    found = [json.loads(line) for line in ran.out.splitlines()]
    for one in found:
        jsonschema.validate(one, json_schema("client"))
    return found


def test_the_list_has_the_animal_its_certainty_and_the_age_of_the_knowledge(at: Path) -> None:
    wolf_line, *_ = [one for one in listed(at) if one["client"] == "Ромашка"]
    assert (wolf_line["animal"], wolf_line["manager"], wolf_line["said_on"]) == ("wolf", "Борис", "2026-03-02")
    assert wolf_line["fresh_until"] == (date(2026, 3, 2) + timedelta(days=183)).isoformat()
    assert wolf_line["next"] == "tiger"
    out = clientzoo("clients", at=at).out.splitlines()
    assert len(out) == 3
    assert "Ромашка" in out[2]
    assert "wolf" in out[2]
    assert "days ago" in out[2]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("--animal", "wolf"), ["Ромашка"]),
        (("--manager", "борис"), ["ООО «Василёк»", "Ромашка"]),
        (("--manager", "Анна"), []),
        (("--sort", "certainty", "--most", "1"), ["Ромашка"]),
        (("--as-of", "2026-03-01"), ["ООО «Василёк»", "Ромашка"]),
    ],
)
def test_the_list_is_filtered_and_sorted(at: Path, arguments: tuple[str, ...], names: list[str]) -> None:
    assert [one["client"] for one in listed(at, *arguments)] == names


def test_before_anything_was_said_nothing_was_known(at: Path) -> None:
    for arguments in (("--as-of", "2026-03-01"), ("--known-on", "2026-03-05")):
        assert {(one["animal"], one["said_on"]) for one in listed(at, *arguments)} == {(None, None)}
    assert {one["animal"] for one in listed(at, "--as-of", "2026-03-02")} == {"wolf", None}


def test_a_table_for_a_spreadsheet_holds_no_formula(at: Path) -> None:
    clientzoo("clients", "add", "=1+1", at=at)
    rows = list(csv.DictReader(io.StringIO(clientzoo("clients", "--csv", at=at).out)))
    assert [row["client"] for row in rows] == ["'=1+1", "ООО «Василёк»", "Ромашка"]


def test_importing_again_changes_nothing_and_a_later_file_does(at: Path) -> None:
    ran = clientzoo("clients", "import", "old", "--on", "2026-03-02", at=at)
    assert ran.out == "2 clients, 0 of them new: 0 answers recorded\n"
    wolf(at / "old", extra="  turnover: 1m\n")
    ran = clientzoo("clients", "import", "old/wolf.yaml", "--on", "2026-06-02", "--json", at=at)
    assert json.loads(ran.out)["statements"] == 7
    ran = clientzoo("classify", "ромашка", "--as-of", "2026-06-02", "--json", at=at)
    assert "turnover" not in json.loads(ran.out)["unknown"]


def test_a_file_that_cannot_be_taken_does_not_stop_the_others(at: Path) -> None:
    (at / "old" / "bad.yaml").write_text("client: Bad\nanswers: {employees: many}\n")
    ran = clientzoo("clients", "import", "old", "--on", "2026-06-02", at=at)
    assert ran.code == 2
    assert "old/bad.yaml:2:22: wrong-number" in ran.err
    assert "2 clients, 0 of them new: 9 answers recorded; 1 files could not be taken" in ran.out


def test_near_names_are_told_and_stay_two(at: Path) -> None:
    (at / "new").mkdir()
    (at / "new/x.yaml").write_text("client: Ромашки\nanswers: {employees: 3}\n", encoding="utf-8")
    ran = clientzoo("clients", "import", "new", at=at)
    assert "“Ромашки” is new; if it is “Ромашка”: clientzoo clients merge" in ran.err
    assert len(listed(at)) == 3
    ran = clientzoo("clients", "merge", "Ромашка", "Ромашки", at=at)
    assert ran.code == 2
    assert "Say --yes" in ran.err
    ran = clientzoo("clients", "merge", "Ромашка", "Ромашки", "--yes", at=at)
    assert ran.out == "Ромашки is Ромашка now, and found by either name\n"
    assert len(listed(at)) == 2


def test_every_command_that_takes_a_file_takes_a_name(at: Path) -> None:
    by_file = clientzoo("classify", "old/wolf.yaml", at=at)
    by_name = clientzoo("classify", 'ООО "РОМАШКА"', at=at)
    assert (by_name.code, by_name.out) == (0, by_file.out)
    assert clientzoo("explain", "ромашка", at=at).out == clientzoo("explain", "old/wolf.yaml", at=at).out
    ran = clientzoo("playbook", "Ромашка", "--format", "md", at=at)
    assert (ran.code, ran.out) == (0, "playbooks/Ромашка.md\n")
    ran = clientzoo("interview", "ромашка", "--json", at=at)
    assert json.loads(ran.out)["verdict"]["animal"] == "wolf"


@pytest.mark.parametrize("command", ["classify", "explain", "playbook"])
def test_a_slip_is_told_with_the_names_near_it(at: Path, command: str) -> None:
    ran = clientzoo(command, "Ромашко", at=at)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "clientzoo: the register knows no client “Ромашко”; did you mean “Ромашка”?\n"


def test_without_a_register_a_name_is_no_file(tmp_path: Path) -> None:
    ran = clientzoo("classify", "Ромашка", at=tmp_path)
    assert ran.code == 2
    assert "Ромашка: there is no such file, and there is no register at" in ran.err
    assert not (tmp_path / "clients.db").exists()
    assert "no register" in clientzoo("clients", at=tmp_path).err


def test_a_file_has_no_days(at: Path) -> None:
    ran = clientzoo("classify", "old/wolf.yaml", "--as-of", "2026-03-05", at=at)
    assert ran.code == 2
    assert "a file has no days" in ran.err


def test_equal_names_are_told_apart(at: Path) -> None:
    clientzoo("clients", "add", "ООО Ромашка", "--crm-id", "17", at=at)
    ran = clientzoo("classify", "ромашка", at=at)
    assert ran.code == 2
    assert "is the name of 2 clients" in ran.err
    assert "CRM 17" in ran.err
    number = next(one["number"] for one in listed(at) if one["manager"] == "Борис" and one["animal"] == "wolf")
    assert "wolf" in clientzoo("classify", f"#{number}", at=at).out


def test_renamed_handed_over_set_aside_and_forgotten(at: Path) -> None:
    clientzoo("clients", "rename", "Ромашка", "Лилия", at=at)
    clientzoo("clients", "hand-over", "ромашка", "Вера", at=at)
    assert [(one["client"], one["manager"]) for one in listed(at, "--animal", "wolf")] == [("Лилия", "Вера")]
    clientzoo("clients", "archive", "Лилия", at=at)
    assert [one["client"] for one in listed(at)] == ["ООО «Василёк»"]
    assert len(listed(at, "--archived")) == 2
    assert clientzoo("clients", "forget", "Лилия", at=at).code == 2
    ran = clientzoo("clients", "forget", "Лилия", "--yes", at=at)
    assert "Forgotten. Lines deleted: 4 of profile, 6 of statement, 1 of verdict" in ran.out
    assert clientzoo("classify", "Лилия", at=at).code == 2


def test_what_is_given_out_comes_back_whole(at: Path) -> None:
    clientzoo("clients", "rename", "Ромашка", "Лилия", at=at)
    clientzoo("interview", "Лилия", "--plain", "--no-playbook", at=at, given="n с «кавычками»\nq\n")
    clientzoo("clients", "export", "out", at=at)
    other = {"CLIENTZOO_REGISTER": "other.db"}
    ran = clientzoo("clients", "import", "out", at=at, env=other)
    assert ran.code == 0, ran.err
    clientzoo("clients", "export", "again", at=at, env=other)
    for path in (at / "out").iterdir():
        assert (at / "again" / path.name).read_bytes() == path.read_bytes(), path.name
    assert clientzoo("clients", "import", "out", at=at).out.endswith("0 answers recorded\n")


def edited(at: Path, script: str, *arguments: str) -> Ran:
    """`clients edit` with an editor that is a script in Python; `text` is what stands in the file."""
    editor = at / "editor.py"
    editor.write_text(
        "import sys, pathlib\np = pathlib.Path(sys.argv[1])\ntext = p.read_text(encoding='utf-8')\n"
        f"{script}\np.write_text(text, encoding='utf-8')\n",
        encoding="utf-8",
    )
    return clientzoo("clients", "edit", "Ромашка", *arguments, at=at, env={"EDITOR": f"{sys.executable} {editor}"})


def test_what_is_changed_in_the_editor_is_recorded(at: Path) -> None:
    ran = edited(at, "text = text.replace('employees: 25', 'employees: 40')")
    assert (ran.code, ran.out) == (0, "Recorded: Headcount\n"), ran.err
    assert edited(at, "").out == "Nothing was changed.\n"
    log = [json.loads(line) for line in clientzoo("register", "log", "--json", at=at).out.splitlines()]
    (one,) = [entry for entry in log if "edit" in entry["what"]]
    jsonschema.validate(one, json_schema("log"))
    assert one["by"] == "Anna"
    assert one["what"].startswith("employees: 40, change from ")


def test_what_was_wrong_is_corrected_for_the_past(at: Path) -> None:
    edited(at, "text = text.replace('growth_wish: wants', 'growth_wish: none')", "--wrong")
    ran = clientzoo("explain", "Ромашка", "--as-of", "2026-03-02", "--how", "growth_wish", at=at)
    assert "Growth" in ran.out or "grow" in ran.out
    log = clientzoo("register", "log", "--client", "Ромашка", at=at).out
    assert "growth_wish: none, correction from 2026-03-02" in log


def test_a_mistake_opens_the_editor_again_and_loses_nothing(at: Path) -> None:
    script = (
        "if '# ! ' in text:\n"
        "    assert '# ! wrong-number' in text\n"
        "    text = text.replace('employees: many', 'employees: 41')\n"
        "else:\n"
        "    text = text.replace('employees: 25', 'employees: many')\n"
        "    text = text.replace('management_mess: slight', 'management_mess: heavy')"
    )
    ran = edited(at, script)
    assert (ran.code, ran.out) == (0, "Recorded: Headcount, Disorder\n"), ran.err


def test_a_mistake_left_as_it_is_gives_up_and_keeps_the_text(at: Path) -> None:
    ran = edited(at, "text = text.replace('employees: 25', 'employees: many')")
    assert ran.code == 2
    assert "your text is kept in" in ran.err
    kept = Path(ran.err.split("kept in ")[1].split("\n")[0])
    assert "employees: many" in kept.read_text(encoding="utf-8")
    kept.unlink()


def test_a_backup_is_a_register(at: Path) -> None:
    assert clientzoo("register", "backup", "copy.db", at=at).code == 0
    clientzoo("clients", "forget", "Ромашка", "--yes", at=at)
    assert [one["client"] for one in listed(at)] == ["ООО «Василёк»"]
    ran = clientzoo("classify", "Ромашка", at=at, env={"CLIENTZOO_REGISTER": "copy.db"})
    assert "wolf" in ran.out
    assert clientzoo("register", "backup", "clients.db", at=at).code == 2


def test_the_workspace_says_where_the_register_lies_and_who_records(tmp_path: Path) -> None:
    (tmp_path / "ours" / "below").mkdir(parents=True)
    write_zoo(tmp_path / "zoo")
    for name in ("rulebases", "questionnaires", "templates"):
        (tmp_path / "zoo" / name).rename(tmp_path / "ours" / name)
    (tmp_path / "ours/clientzoo.toml").write_text('register = "data/ours.db"\nauthor = "Вера"\n', encoding="utf-8")
    ran = clientzoo("clients", "add", "Ромашка", at=tmp_path / "ours/below", env={"CLIENTZOO_BY": ""})
    assert ran.err == f"A register of your clients was made: {tmp_path / 'ours/data/ours.db'}\n"
    assert "  Вера  Ромашка: added: Ромашка" in clientzoo("register", "log", at=tmp_path / "ours").out
    with sqlite3.connect(tmp_path / "ours/data/ours.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
