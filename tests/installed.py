"""The program as users have it: built into a wheel, installed away from the checkout, with its bytecode written.

What stands only in the checkout, and what an installation adds, are seen by tests of commands this way.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
_DAY = 24 * 60 * 60.0  # seconds
_PACKED = ("engine/clientzoo", "rulebases", "questionnaires", "templates", "pyproject.toml", "README.md", "LICENSE")


def installed_package() -> Path:
    """The folder to put on PYTHONPATH; made once for each state of the files that are packed.

    Raises CalledProcessError where the wheel cannot be built.
    """
    home = Path(tempfile.gettempdir()) / f"clientzoo-installed-{os.getuid() if hasattr(os, 'getuid') else 0}"
    home.mkdir(mode=0o700, exist_ok=True)
    target = home / _state()
    with FileLock(f"{target}.lock"):
        if not (target / "clientzoo").is_dir():
            wheels = target / "wheel"
            _run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(ROOT))
            (wheel,) = wheels.glob("*.whl")
            _run("-m", "pip", "install", "--quiet", "--no-deps", "--compile", "--target", str(target), str(wheel))
            shutil.rmtree(wheels)
    os.utime(target)
    _clear_away(home)
    return target


def _clear_away(home: Path) -> None:
    """Removes what nobody has used for a day: every state of the files leaves an installation behind."""
    for old in home.iterdir():
        if old.is_dir() and old.stat().st_mtime < time.time() - _DAY:
            shutil.rmtree(old, ignore_errors=True)
            Path(f"{old}.lock").unlink(missing_ok=True)


def _state() -> str:
    """A name for what is packed now: it changes with every file that does."""
    seen = hashlib.sha256(sys.version.encode())
    for part in _PACKED:
        path = ROOT / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                seen.update(f"{file.relative_to(ROOT)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return seen.hexdigest()[:16]


def _run(*arguments: str) -> None:
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")}
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=env)
