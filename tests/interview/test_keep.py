"""Keeping a client's file: whole at every moment, its permissions and links intact, nobody's answers overwritten."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from clientzoo.interview.client_file import ClientFileError, client_file
from clientzoo.interview.keep import Keep, merged
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers, read_answers_file
from clientzoo.knowledge.file_names import plain_name
from clientzoo.knowledge.files import replace_file
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.zoo import Zoo
from zoos import write_zoo


@pytest.fixture
def zoo(tmp_path: Path) -> Zoo:
    return load_zoo(write_zoo(tmp_path / "zoo"), "tiny", tmp_path).sound()


def known(**answers: str | int) -> ClientAnswers:
    return ClientAnswers("Romashka", "tiny", "1.0.0", {name: Answer(value) for name, value in answers.items()})


def keep(zoo: Zoo, at: Path) -> Keep:
    return Keep(client_file("Romashka", None, zoo, at), zoo)


def test_the_file_is_named_after_the_client_in_the_workspace(zoo: Zoo, tmp_path: Path) -> None:
    (tmp_path / "clientzoo.toml").write_text("")
    inner = tmp_path / "some" / "folder"
    inner.mkdir(parents=True)
    assert client_file("ООО «Ромашка»", None, zoo, inner).path == tmp_path / "clients" / "ооо-ромашка.yaml"
    assert client_file("Romashka", Path("else.yaml"), zoo, inner).path == Path("else.yaml")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a/b\\c", "CON", "...", "-rf", "x" * 500, "Я" * 500, "a\x00b\nc", "🎉", "a:b*?<>|"]
)
def test_no_name_leads_out_of_the_folder_or_is_refused_by_a_system(name: str) -> None:
    safe = plain_name(name)
    assert 0 < len(safe.encode()) <= 140
    assert all(sign.isalnum() or sign == "-" for sign in safe)
    assert not safe.startswith("-")
    assert safe != "con"


def test_two_clients_do_not_share_a_file(zoo: Zoo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Keep(client_file("A-B", None, zoo, tmp_path), zoo).save(replace(known(), client="A-B"))
    assert client_file("a-b", None, zoo, tmp_path).found
    with pytest.raises(ClientFileError, match="belongs to the client 'A-B', not 'A B'"):
        client_file("A B", None, zoo, tmp_path)


def test_permissions_stay_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("old")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        replace_file(old, b"x")
        replace_file(new, b"y")
    finally:
        os.umask(mask)
    assert old.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode & 0o777 == 0o640
    assert (old.read_bytes(), new.read_bytes()) == (b"x", b"y")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]


def test_a_link_stays_a_link(zoo: Zoo, tmp_path: Path) -> None:
    target, link = tmp_path / "shared" / "r.yaml", tmp_path / "link.yaml"
    target.parent.mkdir()
    link.symlink_to(target)
    Keep(client_file("Romashka", link, zoo, tmp_path), zoo).save(known(wish="wants"))
    assert link.is_symlink()
    assert read_answers_file(target, zoo).answers == {"wish": Answer("wants")}


def test_a_failed_write_leaves_the_old_file(zoo: Zoo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = keep(zoo, tmp_path)
    kept.save(known(wish="wants"))

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        kept.save(known(wish="none"))
    assert read_answers_file(kept.path, zoo).answers == {"wish": Answer("wants")}
    assert [path.name for path in kept.path.parent.iterdir()] == ["romashka.yaml"]


def test_two_interviews_at_once_keep_each_other_s_answers(
    zoo: Zoo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ours, theirs = keep(zoo, tmp_path), keep(zoo, tmp_path)
    assert ours.save(known(wish="wants")).from_others == ()
    seen = theirs.save(known(employees=4))
    assert seen.from_others == ("wish",)
    assert seen.known.answers == {"wish": Answer("wants"), "employees": Answer(4)}
    again = ours.save(known(wish="none"))
    assert again.from_others == ("employees",)
    assert read_answers_file(ours.path, zoo).answers == {"wish": Answer("none"), "employees": Answer(4)}


def test_a_file_broken_meanwhile_is_told_and_left_alone(
    zoo: Zoo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kept = keep(zoo, tmp_path)
    kept.save(known(wish="wants"))
    kept.path.write_text("client: Romashka\nanswers: {wish: wnts}\n")
    with pytest.raises(ProblemsError, match=r"romashka\.yaml:2:17: unknown-value"):
        kept.save(known(wish="none"))
    assert kept.path.read_text() == "client: Romashka\nanswers: {wish: wnts}\n"


def test_where_both_changed_the_same_answer_ours_goes_first_and_it_is_told() -> None:
    now, differing = merged(known(wish="none"), known(wish="wants"), known(wish="demands", employees=3))
    assert now.answers == {"wish": Answer("wants"), "employees": Answer(3)}
    assert differing == ("wish", "employees")


def test_an_answer_that_others_took_back_goes() -> None:
    theirs = replace(known(), unknown=frozenset({"wish"}), open_notes={"wish": "left"})
    now, _ = merged(known(wish="none"), known(wish="none", employees=3), theirs)
    assert now.answers == {"employees": Answer(3)}
    assert now.unknown == {"wish"}
    assert now.open_notes == {"wish": "left"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be killed")
def test_killed_while_saving_again_and_again_nothing_is_lost_or_left(zoo: Zoo, tmp_path: Path) -> None:
    path = tmp_path / "clients" / "romashka.yaml"
    Keep(client_file("Romashka", path, zoo, tmp_path), zoo).save(known(employees=1))
    for turn in range(40):
        child = os.fork()
        if child == 0:
            kept = Keep(client_file("Romashka", path, zoo, tmp_path), zoo)
            for number in range(10**6):
                kept.save(known(employees=number))
        time.sleep(0.01 + 0.001 * (turn % 7))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert read_answers_file(path, zoo).answers.keys() == {"employees"}
    Keep(client_file("Romashka", path, zoo, tmp_path), zoo).save(known(employees=2))
    assert [found.name for found in path.parent.iterdir()] == ["romashka.yaml"]


def test_what_killed_runs_left_goes_with_the_next_and_nothing_else(zoo: Zoo, tmp_path: Path) -> None:
    path = tmp_path / "clients" / "romashka.yaml"
    Keep(client_file("Romashka", path, zoo, tmp_path), zoo).save(known(wish="wants"))
    killed = "import os, signal, sys; from pathlib import Path; from clientzoo.knowledge.files import atomic_write\n"
    killed += "with atomic_write(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    for name in ("romashka.yaml", "other.yaml"):
        subprocess.run([sys.executable, "-c", killed, str(path.parent / name)], check=False)
    assert len(list(path.parent.glob(".*.tmp"))) == 2
    for name in (".notes.tmp", "mine.yaml.abcd1234.tmp"):
        (path.parent / name).write_text("half")
    Keep(client_file("Romashka", path, zoo, tmp_path), zoo)
    left = sorted(found.name for found in path.parent.iterdir())
    assert left == [".notes.tmp", "mine.yaml.abcd1234.tmp", "romashka.yaml"]
