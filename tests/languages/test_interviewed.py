"""An interview in Russian, in plain lines: no word of another language, whatever is typed or asked back."""

import re
from pathlib import Path

import pytest

from commands import clientzoo
from languages.russian import latin

TYPED = {
    "to the end": ["2", "~3", "u", "n", "заметка", "", "b", "", *["1"] * 60],
    "asked back": ["?", "w", "s", ":помощь", ":1", ":2", ":3", ":6", ":надёжно ли", ":противоречия", ":почему не тигр",
                   ":что если Желание расти=Хотят продавать больше", "3", ":откуда лама", "r", "", "q"],
    "typed wrong": ["99", "чепуха", "", "u", "b", "b", "b", "f", "q"],
}  # fmt: skip


@pytest.mark.parametrize("mode", ["adaptive", "full"])
@pytest.mark.parametrize("kind", TYPED)
def test_an_interview_speaks_russian_only(kind: str, mode: str, tmp_path: Path) -> None:
    ran = clientzoo(
        "interview", "Ромашка", "--file", "ромашка.yaml", "--plain", "--mode", mode, "--language", "ru",
        "--no-playbook", at=tmp_path, given="".join(f"{line}\n" for line in TYPED[kind]),
    )  # fmt: skip
    assert len(ran.out.splitlines()) > 20
    said = [
        line
        for line in ran.out.splitlines()
        if not re.search(r"^(Ответы|> Сохранено|Сохранено):|clientzoo interview", line)
    ]
    assert [line for line in said if latin(line)] == []


@pytest.mark.parametrize("typed", ["чепуха", "10..", "-5", "1e999", "12.5"])
def test_what_is_no_number_is_refused_in_russian(typed: str, tmp_path: Path) -> None:
    ran = clientzoo(
        "interview", "Ромашка", "--file", "ромашка.yaml", "--plain", "--mode", "full", "--language", "ru",
        "--no-playbook", at=tmp_path, given=f"r\n1\n{typed}\nq\n",
    )  # fmt: skip
    assert "введите целое число" in ran.out
    assert "number" not in ran.out
