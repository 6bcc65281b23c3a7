"""Files as users see them: a path as they would type it, and writing that leaves either the old file or the new one."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def shown(path: Path, start: Path | None = None) -> str:
    """The path as a user in the folder `start` (the current one unless given) would type it."""
    try:
        return path.resolve().relative_to((start or Path.cwd()).resolve()).as_posix()
    except ValueError:
        return str(path)


def replace_file(path: Path, content: bytes) -> None:
    """Puts `content` in the place of the file at once: a reader, or a crash, sees the old file or the new one.

    The file's permissions stay. Raises OSError and leaves the old file as it was.
    """
    try:
        _replace(path, content)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None  # the file as the user named it
    _settle(path.parent)


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            temporary.chmod(_mode(path))
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The file's own permissions; for a new one those that the process gives to new files."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _settle(folder: Path) -> None:
    """The new name survives a power cut too, where the system can promise that."""
    with contextlib.suppress(OSError), opened(folder) as handle:
        os.fsync(handle)


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[int]:
    """A handle on a folder, as locks and `fsync` want it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)
