"""Writing files so that nothing is ever half written."""

import os
import tempfile
from pathlib import Path


def write(path: Path, text: str | bytes) -> None:
    """Puts `text` (as UTF-8) in the place of the file in one step. Raises OSError; the old file then still stands."""
    raw = text.encode("utf-8") if isinstance(text, str) else text
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
