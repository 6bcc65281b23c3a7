"""Files as users see them: a path as they would type it, and writing that leaves either the old file or the new one."""

import contextlib
import errno
import os
import platform
import re
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path


def shown_path(path: Path, start: Path | None = None) -> str:
    """The path as a user in the folder `start` (the current one unless given) would type it."""
    try:
        return path.resolve().relative_to((start or Path.cwd()).resolve()).as_posix()
    except ValueError:
        return str(path)


def replace_file(path: Path, content: bytes) -> None:
    """Puts `content` in the place of the file at once: a reader, or a crash, sees the old file or the new one.

    See `atomic_write`. Raises OSError and leaves the old file as it was.
    """
    with atomic_write(path) as unfinished:
        unfinished.write_bytes(content)


def replace_text(path: Path, text: str) -> None:
    """Puts `text`, lines ending as on Unix, in the place of the file, with the line ends that the file has.

    Where most of its lines end as on Windows, all will. A new file ends its lines as on Unix. Raises OSError.
    """
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        before = b""
    as_on_windows = before.count(b"\r\n") * 2 > before.count(b"\n")
    replace_file(path, (text.replace("\n", "\r\n") if as_on_windows else text).encode())


def update_text(path: Path, before: str | None, after: str) -> None:
    """Puts `after` in the place of a file that still holds `before`, as `replace_text` does; None: that is not there.

    What another process, or a person, wrote there since is never lost. Raises OSError, also where the file is no longer
    as it was read.
    """
    with alone(path.parent):
        _refuse_changed(path, before)
        replace_text(path, after)


def _refuse_changed(path: Path, before: str | None) -> None:
    now = path.read_text(encoding="utf-8-sig") if path.exists() else None  # all line ends are read as \n
    if now != (None if before is None else before.replace("\r\n", "\n")):
        raise OSError(errno.EAGAIN, "it was changed meanwhile; nothing was written, run the command again", str(path))


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else who asks so writes in the folder meanwhile, where the system can see to that."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with opened(folder) as handle:
        with contextlib.suppress(OSError):  # some network file systems have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def write_together(changes: Mapping[Path, tuple[str | None, str]], moved: Mapping[Path, Path] | None = None) -> None:
    """Puts texts in the place of files as `update_text` does, and gives some files another name: all of it, or none.

    `changes` hold what each file says before and after. Where one has changed meanwhile, or cannot be written, those
    written before it get back what they held. A file that has a new name already is never written over. Raises OSError.
    """
    undo: list[Callable[[], object]] = []
    with contextlib.ExitStack() as held:
        for folder in sorted({path.parent for path in changes}):
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(alone(folder))
        for path, (before, _) in changes.items():
            _refuse_changed(path, before)
        try:
            for path, (_, after) in changes.items():
                undo.append(partial(_put_back, path, path.read_bytes() if path.exists() else None))
                replace_text(path, after)
            for path, name in (moved or {}).items():
                if name.exists():
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(name))
                path.rename(name)
                undo.append(partial(name.rename, path))
        except BaseException:
            for step in reversed(undo):
                with contextlib.suppress(OSError):
                    step()
            raise


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        replace_file(path, content)


@contextlib.contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """An empty file to fill, which takes the place of `path` at the end of the block, flushed to the disk.

    On any error it goes, and the old file stays as it was. Permissions stay; a symbolic link stays one, and what it
    leads to is replaced; what is no regular file, such as /dev/stdout, is written to. What a killed process left of an
    earlier try is removed. Raises OSError, with `path` as its file name, whichever library failed to write.
    """
    try:
        target = path.resolve()
        if target.is_symlink():  # from Python 3.13 on a ring of links resolves to itself without a word
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        in_place = not target.exists() or target.is_file()
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        folder = target.parent if in_place else Path(tempfile.gettempdir())
        remove_leftovers(folder, target.name)
        handle, name = tempfile.mkstemp(dir=folder, prefix=f"{_beginning(target.name)}{os.getpid()}-", suffix=".tmp")
        os.close(handle)
    except (OSError, RuntimeError) as error:
        raise _of_file(error, path) from None
    unfinished = Path(name)
    try:
        yield unfinished
        if in_place:
            unfinished.chmod(_mode(target))
            with unfinished.open("rb+") as stream:
                os.fsync(stream.fileno())
            unfinished.replace(target)
        else:
            with unfinished.open("rb") as source, target.open("wb") as sink:
                shutil.copyfileobj(source, sink)
    except Exception as error:
        if (cause := _disk_error(error, unfinished) or _refusal(unfinished)) is not None:
            raise _of_file(cause, path) from None
        raise
    finally:
        unfinished.unlink(missing_ok=True)
    _settle(target.parent)


def _beginning(name: str) -> str:
    """How unfinished files are called: hidden, by the file they become and the machine that writes them."""
    return f".{name[:60]}.{_machine()}-"


def _machine() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"


def remove_leftovers(folder: Path, name: str = "") -> None:
    """Removes unfinished files and folders, of `name` or of any, of this machine's processes that live no more."""
    if os.name == "nt":
        return  # there asking after a process may end it
    of = re.escape(_beginning(name)) if name else rf"\..+\.{_machine()}-"
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            found = re.fullmatch(rf"{of}(\d+)-\w+\.tmp", entry.name)
            if found and not _lives(int(found[1])):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    Path(entry.path).unlink(missing_ok=True)


@contextlib.contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """An empty folder to fill, which takes the place of `path` at the end of the block: of nothing, or an empty folder.

    On any error it goes. What a killed process left of an earlier try is removed. Raises OSError.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(target.parent, target.name)
    beginning = f"{_beginning(target.name)}{os.getpid()}-"
    unfinished = Path(tempfile.mkdtemp(dir=target.parent, prefix=beginning, suffix=".tmp"))
    try:
        yield unfinished
        if target.is_dir():  # empty, and perhaps where somebody stands
            for part in unfinished.iterdir():
                part.rename(target / part.name)
        else:
            unfinished.chmod(0o777 & ~_mask())
            unfinished.rename(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _settle(target.parent)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)


def refusal_of_the_disk(error: BaseException) -> OSError | None:
    """What the system said of a disk that is full, read-only or broken, which libraries wrap in errors of their own."""
    found = _disk_error(error)
    return found if found is not None and found.errno in _FULL else None


def _disk_error(error: BaseException, unfinished: Path | None = None) -> OSError | None:
    """What the system says, about the unfinished file or any, which libraries wrap in errors of their own."""
    one: BaseException | None = error
    while one is not None:
        if isinstance(one, OSError):
            return one if unfinished is None or one.filename in (None, str(unfinished)) else None
        if found := re.search(r"\(os error (\d+)\)", str(one)):
            number = int(found[1])
            return OSError(number, os.strerror(number))
        inner = next((said for said in one.args if isinstance(said, OSError)), None)
        one = inner or one.__cause__ or one.__context__
    return None


def _refusal(unfinished: Path) -> OSError | None:
    """Whether the system takes more of the file now: some libraries lose what it told them."""
    try:
        with unfinished.open("ab") as stream:
            stream.write(bytes(1 << 16))
    except OSError as error:
        return error
    return None


def _of_file(error: BaseException, path: Path) -> OSError:
    """The error, naming the file as the user did."""
    if isinstance(error, OSError) and error.errno is not None:
        return type(error)(error.errno, error.strerror, str(path))
    return OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))


def _mode(path: Path) -> int:
    """The file's own permissions; for a new one those that the process gives to new files."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    return 0o666 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
