"""Steps on the command line: a week of two people, as they type it."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest

from commands import Ran, clientzoo, wolf
from terminals import Terminal

TEAM = """\
people:
- {name: Анна, roles: [account manager, senior account manager]}
- {name: Борис, roles: [analyst, director]}
"""
LONG_AGO = (date.today() - timedelta(days=30)).isoformat()  # noqa: DTZ011


class Office:
    """Two people, one register, one client."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "team.yaml").write_text(TEAM, encoding="utf-8")
        (folder / "known").mkdir()
        wolf(folder / "known", "ромашка.yaml")
        assert self("clients", "import", "known", "--on", LONG_AGO).code == 0

    def __call__(self, *arguments: str, by: str = "Анна") -> Ran:
        env = {"CLIENTZOO_REGISTER": str(self.folder / "clients.db"), "CLIENTZOO_BY": by}
        return clientzoo(*arguments, at=self.folder, env=env)

    def steps(self, *arguments: str) -> list[dict[str, object]]:
        ran = self("tasks", "--json", *arguments)
        assert ran.code == 0, ran.err
        return [json.loads(line) for line in ran.out.splitlines()]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_playbook_becomes_work_once(office: Office) -> None:
    ran = office("start", "ромашка", "--on", LONG_AGO)
    assert ran.code == 0, ran.err
    steps = office.steps()
    assert len(steps) == len(re.findall(r"^  #\d+ ", ran.out, re.MULTILINE)) > 4
    assert {one["person"] for one in steps} <= {"Анна", "Борис"}
    assert all(one["text"] and one["done_when"] for one in steps)
    for one in steps:
        jsonschema.validate(one, json.loads(office("schema", "step").out))
        break
    again = office("start", "РОМАШКА")
    assert again.out == "Nothing has changed.\n"
    assert office.steps() == steps


def test_today_begins_with_what_is_overdue_and_says_so_to_scripts(office: Office) -> None:
    office("start", "Ромашка", "--on", LONG_AGO)
    ran = office("today")
    assert ran.code == 1
    assert ran.out.startswith("Overdue\n")
    assert "days late" in ran.out
    assert "Why: " in ran.out
    assert "Done when: " in ran.out
    assert "Борис" not in ran.out
    assert "Борис" in office("today", "--all").out or "Борис" in office("today", by="Борис").out
    for one in office.steps():
        office("tasks", "done", str(one["number"]))
    ran = office("today", "--all")
    assert (ran.code, ran.out) == (0, "")


def test_done_a_step_makes_work_of_what_follows_on_it(office: Office) -> None:
    wolf(office.folder / "known", "ромашка.yaml", "  turnover: 14,4 млн в год\n")  # little is in proportion at once
    assert office("clients", "import", "known").code == 0
    office("start", "Ромашка", "--on", LONG_AGO)
    owner = next(one for one in office.steps() if one["advice"] == "meet_the_owner")
    ran = office("tasks", "done", str(owner["number"]), "--worked", "yes")
    assert "Next:" in ran.out
    (following,) = [one for one in office.steps() if one["advice"] == "goal_of_the_owner"]
    assert following["started"] == date.today().isoformat()  # noqa: DTZ011
    assert office("start", "Ромашка").out == "Nothing has changed.\n"


def test_what_people_do_stays_when_the_verdict_changes(office: Office) -> None:
    office("start", "Ромашка", "--on", LONG_AGO)
    done, given, dropped, *_ = [str(one["number"]) for one in office.steps()]
    ran = office("tasks", "done", done, "--worked", "yes", "--note", "они позвонили сами")
    assert "worked" in ran.out
    assert office("tasks", "give", given, "Борис").code == 0
    assert office("tasks", "move", given, "2099-12-31").code == 0
    assert office("tasks", "drop", dropped, "--because", "не хотят").code == 0
    (office.folder / "known" / "ромашка.yaml").write_text(
        "client: Ромашка\nanswers:\n  tenders: always\n  employees: 900\n  owner_involvement: absent\n"
        "  marketing_team: department_for_results\n  growth_wish: wants\n  internet_understanding: strong\n"
        "  budgeting: annual\n  strategy: executed\n",
        encoding="utf-8",
    )
    ran = office("clients", "import", "known")
    assert ran.code == 0, ran.err
    ran = office("start", "Ромашка")
    assert ran.code == 0, ran.err
    state = {str(one["number"]): one for one in office.steps("--state", "all")}
    assert (state[done]["state"], state[done]["note"]) == ("done", "они позвонили сами")
    assert (state[dropped]["state"], state[dropped]["told"]) == ("dropped", "не хотят")
    closed = [one for one in state.values() if one["state"] == "closed"]
    assert closed
    assert all(one["told"] for one in closed)
    if state[given]["state"] == "open":
        assert (state[given]["person"], state[given]["due"]) == ("Борис", "2099-12-31")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("tasks", "done", "999"), "there is no step #999"),
        (("tasks", "drop", "1", "--because", " "), "say why"),
        (("tasks", "move", "1", "soon"), "soon"),
        (("tasks", "--client", "Ромшка"), "Ромашка"),
        (("start", "Никто"), "Никто"),
    ],
)
def test_what_cannot_be_is_wrong_use(office: Office, words: tuple[str, ...], told: str) -> None:
    office("start", "Ромашка")
    ran = office(*words)
    assert ran.code == 2
    assert told in ran.err


def test_mistakes_in_the_team_are_told_with_their_places(office: Office) -> None:
    (office.folder / "team.yaml").write_text("people:\n- {name: Анна, rolls: [x]}\n", encoding="utf-8")
    ran = office("start", "Ромашка")
    assert ran.code == 2
    assert re.search(r"team\.yaml:2:\d+: unknown-key .*did you mean", ran.err)


def test_out_into_a_tool_and_back(office: Office) -> None:
    office("start", "Ромашка")
    first = str(office.steps()[0]["number"])
    assert office("tasks", "export", "--to", "bitrix24", "-o", "out.csv").code == 0
    text = (office.folder / "out.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("Название,Описание,")
    (office.folder / "back.csv").write_text(
        f"Описание;Статус\nx [clientzoo #{first}];Завершена\ny [clientzoo #9999];Завершена\n", encoding="cp1251"
    )
    ran = office("tasks", "import", "back.csv")
    assert ran.code == 1
    assert "back.csv:3: there is no step #9999" in ran.err
    assert ran.out.startswith("1 done")
    again = office("tasks", "import", "back.csv")
    assert again.out.startswith("0 done")
    assert office("tasks", "export", "-o", "steps.ics").code == 0
    assert (office.folder / "steps.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_outcomes_are_counted_with_their_intervals(office: Office) -> None:
    office("start", "Ромашка")
    step = office.steps()[0]
    office("tasks", "done", str(step["number"]), "--worked", "yes")
    assert re.search(rf"{step['advice']} +wolf +1 +1 of 1 \(21-100 %\)", office("tasks", "outcome").out)
    found = json.loads(office("tasks", "outcome", "--json").out)
    jsonschema.validate(found, json.loads(office("schema", "outcome").out))
    assert found["preceding"] == []


def test_whom_the_base_says_to_call_is_a_step_as_long_as_it_says_so(office: Office) -> None:
    assert office("base", "demo").code == 0
    ran = office("tasks", "calls")
    assert ran.code == 0, ran.err
    assert ": 0 new steps, 0 closed" in ran.out
    told = re.search(r"are not in the register: ([^,;]+)", ran.err)
    assert told is not None
    assert office("clients", "add", told[1], "--manager", "Борис").code == 0
    assert ": 1 new steps" in office("tasks", "calls").out
    assert ": 0 new steps" in office("tasks", "calls").out
    (call,) = office.steps("--client", told[1])
    assert (call["advice"], call["person"]) == ("call", "Борис")
    assert str(call["text"]).startswith(f"Call {told[1]}. ")
    early = "2020-01-01"
    if office("tasks", "calls", "--as-of", early).code == 0:
        assert office.steps("--client", told[1]) == []


def test_the_day_on_the_full_screen(office: Office) -> None:
    office("start", "Ромашка", "--on", LONG_AGO)
    env = {"CLIENTZOO_REGISTER": str(office.folder / "clients.db"), "CLIENTZOO_BY": "Анна"}
    terminal = Terminal("today", "--all", at=office.folder, columns=100, env=env)
    terminal.wait("to do on", "Done when:", "y worked")
    first = re.search(r"#(\d+)  Ромашка", terminal.text)
    assert first is not None
    terminal.press("y")
    terminal.wait("What came of it?")
    terminal.press(*"сами", "Enter")
    terminal.wait(f"Saved: #{first[1]} done")
    terminal.press("m", *"whenever", "Enter")
    terminal.wait("“whenever” is no day")
    terminal.press("x", "Enter")
    terminal.wait("say why")
    terminal.press("г")  # u on a Russian keyboard
    terminal.wait(f"Saved: #{first[1]} reopened")
    terminal.press("q")
    assert terminal.end() == 1
    state = {str(one["number"]): one["state"] for one in office.steps("--state", "all")}
    assert state[first[1]] == "open"
