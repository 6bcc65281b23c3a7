"""A zoo as it stands in a folder, or stood in a git revision."""

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from clientzoo.knowledge.find import WORKSPACE_FILE, Found, find_zoo

PARTS = ("rulebases", "questionnaires", "templates", WORKSPACE_FILE)


class RevisionError(Exception):
    """Neither a folder nor a revision of the workspace's history; the text says why."""


@contextmanager
def zoo_at(name: str, workspace: Path) -> Iterator[Found]:
    """The zoo that `name` names: a folder, or a revision in the git history around `workspace`.

    A revision is unpacked into a temporary folder, which is gone afterwards. Raises RevisionError, ProblemsError.
    """
    folder = Path(name)
    if folder.exists():
        yield find_zoo(folder, Path.cwd())
        return
    with TemporaryDirectory(prefix="clientzoo-") as directory:
        _unpack(name, workspace, Path(directory))
        yield find_zoo(Path(directory), Path(directory))


def _unpack(revision: str, workspace: Path, target: Path) -> None:
    if revision.startswith("-"):
        raise RevisionError(f"`{revision}` is neither a folder nor a git revision")
    commit = _git(
        workspace, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", name=revision
    )
    listed = _git(workspace, "ls-tree", "--name-only", commit.decode().strip(), "--", *PARTS, name=revision)
    present = [part for part in PARTS if part in listed.decode().split("\n")]
    if "rulebases" not in present:
        raise RevisionError(f"in `{revision}` there is no zoo in {workspace}")
    with TemporaryFile() as stream:
        stream.write(_git(workspace, "archive", "--format=tar", commit.decode().strip(), "--", *present, name=revision))
        stream.seek(0)
        with tarfile.open(fileobj=stream) as archive:
            archive.extractall(target, filter="data")


def _git(workspace: Path, *arguments: str, name: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  a fixed program, its arguments a list and no shell
            ["git", "-C", str(workspace), *arguments],  # noqa: S607  found where the user's shell finds it
            capture_output=True, check=False, timeout=120,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RevisionError(f"`{name}` is no folder, and git cannot be asked: {error}") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RevisionError(f"`{name}` is neither a folder nor a git revision" + (f" ({said[-1]})" if said else ""))
    return done.stdout
