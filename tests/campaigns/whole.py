"""Whether files are whole: what they were, or what a finished run makes of them, or at least sound of their kind."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

Files = Mapping[Path, bytes]


def contents(root: Path) -> dict[Path, bytes]:
    """Every file below a folder, by its path there."""
    return {path.relative_to(root): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def unfinished(files: Files) -> list[Path]:
    """What a killed run leaves while it writes."""
    return [one for one in files if any(part.endswith(".tmp") or part.startswith(".clientzoo") for part in one.parts)]


def half(files: Files, before: Files, after: Files) -> Iterator[str]:
    """Files that are neither as before nor as after a finished run nor sound of their kind; and files that are gone."""
    left = unfinished(files)
    for path, content in files.items():
        known = content in (before.get(path), after.get(path)) or path in left
        if not known and not _sound(path, content):
            yield f"{path} is half written ({len(content)} bytes)"
    for path in before:
        if path not in files and path in after:
            yield f"{path} is gone"


def _sound(path: Path, content: bytes) -> bool:
    try:
        match path.suffix:
            case ".parquet":
                return content[:4] == content[-4:] == b"PAR1"
            case ".xlsx":
                return zipfile.ZipFile(io.BytesIO(content)).testzip() is None
            case ".yaml" | ".toml" | ".csv" | ".md" | ".json" | ".ics" | ".jinja":
                return content.endswith(b"\n") and bool(content.decode())
            case ".sarif" | ".ipynb":
                return bool(json.loads(content))
            case ".html" | ".svg":
                return content.rstrip().endswith((b"</html>", b"</svg>"))
    except (OSError, ValueError, zipfile.BadZipFile):
        return False
    return not content or path.suffix == ".lock"
