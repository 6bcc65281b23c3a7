"""What a playbook asks for: open questions on which something hangs, and none that makes no sense yet."""

from pathlib import Path

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.playbook.worth_asking import MOST, worth_asking
from playbook import clients


def asked(root: Path, **given: str) -> list[str]:
    known = clients.zoo(root)
    return [one.id for one in worth_asking(clients.consulted(known, clients.answers("Client", known=given)))]


def test_of_an_unknown_client_the_weightiest_is_asked_first(tmp_path: Path) -> None:
    assert asked(tmp_path)[0] == "wish"


def test_what_is_answered_is_not_asked_again(tmp_path: Path) -> None:
    assert "wish" not in asked(tmp_path, wish="wants")


def test_what_no_rule_looks_at_is_not_asked(tmp_path: Path) -> None:
    assert not {"tenders", "tender_months"} & set(asked(tmp_path))


def test_of_the_shipped_zoo_a_handful_is_asked_and_none_that_hangs_on_another() -> None:
    where = shipped()
    known = load_zoo(where.root, where.name).sound()
    questions = worth_asking(clients.consulted(known, clients.answers("Client")))
    assert len(questions) == MOST
    assert not [one for one in questions if one.relevant_if is not None]
