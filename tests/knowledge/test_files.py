"""Files are written whole or not at all, and stay what they were beside their content."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from clientzoo.knowledge.files import atomic_folder, atomic_write, refusal_of_the_disk, replace_file, update_text


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    path.chmod(0o600)
    replace_file(path, b"new")
    assert (path.stat().st_mode & 0o777, path.read_bytes()) == (0o600, b"new")


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real/a.csv", tmp_path / "a.csv"
    link.symlink_to(real)
    for content in (b"1", b"2"):  # where it leads to is missing at first
        replace_file(link, content)
        assert link.is_symlink()
        assert real.read_bytes() == content
    assert [one.name for one in (tmp_path / "real").iterdir()] == ["a.csv"]


def test_a_ring_of_links_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError, match="a'") as found:
        replace_file(tmp_path / "a", b"x")
    assert found.value.errno == errno.ELOOP


def test_on_an_error_the_old_file_stays_and_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(KeyError), atomic_write(path) as unfinished:
        unfinished.write_text("half")
        raise KeyError
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


def test_names_of_unfinished_files_differ(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "a") as one, atomic_write(tmp_path / "a") as other:
        assert one != other
        assert one.name.startswith(".a.")


@pytest.mark.skipif(os.name == "nt", reason="asks after a process")
def test_what_a_killed_process_left_goes_with_the_next_writing(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from clientzoo.knowledge.files import atomic_write\n"
        "with atomic_write(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "a.csv")], check=False)
    (left,) = tmp_path.iterdir()
    with atomic_write(tmp_path / "a.csv") as unfinished:
        assert not left.exists()
        replace_file(tmp_path / "b.csv", b"")
        with atomic_write(tmp_path / "a.csv"):
            assert unfinished.exists()  # of a living process


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("library", ["bytes", "polars", "xlsxwriter"])
def test_a_full_disk_names_the_file(tmp_path: Path, library: str) -> None:
    """Whatever library writes; the file that is written is made one that is full."""
    path = tmp_path / "a.out"
    path.write_text("old")
    with pytest.raises(OSError) as found, atomic_write(path) as unfinished:
        unfinished.unlink()
        unfinished.symlink_to("/dev/full")
        if library == "bytes":
            unfinished.write_bytes(b"x" * 10_000)
        elif library == "polars":
            pl.LazyFrame({"a": range(100_000)}).sink_parquet(unfinished)
        else:
            raise xlsxwriter.exceptions.FileCreateError(OSError(errno.ENOSPC, "No space left on device"))
    assert (found.value.errno, found.value.filename) == (errno.ENOSPC, str(path))
    assert path.read_text() == "old"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match=str(tmp_path)):
        replace_file(tmp_path, b"")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_a_device_is_written_to_and_not_replaced() -> None:
    replace_file(Path("/dev/null"), b"x")
    assert not Path("/dev/null").is_file()


def test_a_text_is_only_written_over_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    update_text(path, None, "one\n")
    path.write_bytes(b"one\r\n")  # an editor's line ends are no change
    update_text(path, "one\n", "two\n")
    assert path.read_bytes() == b"two\r\n"
    for before in (None, "one\n"):
        with pytest.raises(OSError, match="changed meanwhile") as raised:
            update_text(path, before, "three\n")
        assert raised.value.filename == str(path)
    assert path.read_bytes() == b"two\r\n"


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path, there: bool) -> None:
    target = tmp_path / "zoo"
    if there:
        target.mkdir()
    with pytest.raises(ZeroDivisionError), atomic_folder(target) as made:
        (made / "a").write_text("half")
        raise ZeroDivisionError
    assert [path.name for path in tmp_path.rglob("*")] == (["zoo"] if there else [])
    with atomic_folder(target) as made:
        (made / "a").write_text("whole")
        assert not (target / "a").exists()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "zoo"]
    assert target.stat().st_mode & 0o777 == 0o777 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_folder_that_a_killed_process_left_goes_with_the_next(tmp_path: Path) -> None:
    killed = (
        "import os, signal, sys; from pathlib import Path; from clientzoo.knowledge.files import atomic_folder\n"
        "with atomic_folder(Path(sys.argv[1])) as made: (made / 'a').touch(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", killed, str(tmp_path / "zoo")], check=False)
    assert len(list(tmp_path.iterdir())) == 1
    with atomic_folder(tmp_path / "zoo"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["zoo"]


def test_a_full_disk_is_recognised_inside_the_errors_of_libraries() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "x.xlsx")
    wrapped = RuntimeError(full)
    caused = RuntimeError("inner")
    caused.__cause__ = full
    said = ValueError("could not write: No space left on device (os error 28)")
    for error in (full, wrapped, caused, said):
        found = refusal_of_the_disk(error)
        assert found is not None and found.errno == errno.ENOSPC
    assert refusal_of_the_disk(FileNotFoundError(2, "none")) is None
    assert refusal_of_the_disk(ValueError("a mistake of ours")) is None


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_what_a_library_loses_of_a_full_disk_is_asked_anew(tmp_path: Path) -> None:
    writing = (
        "import resource, sys; from pathlib import Path; import polars\n"
        "from clientzoo.segmentation.tables import write\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\n"
        "write(polars.DataFrame({'a': list(range(5000))}), Path(sys.argv[1]))"
    )
    path = tmp_path / "facts.parquet"
    done = subprocess.run([sys.executable, "-c", writing, str(path)], capture_output=True, text=True, check=False)
    assert f"OSError: [Errno {errno.EFBIG}] File too large: '{path}'" in done.stderr
    assert list(tmp_path.iterdir()) == []
