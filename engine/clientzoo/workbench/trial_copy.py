"""A zoo as it would be once some of its files say something else, tried on a copy."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from clientzoo.knowledge.load import Loaded, load_zoo
from clientzoo.knowledge.zoo import Zoo

_READ = (".yaml", ".jinja")


@contextmanager
def trial_copy(zoo: Zoo, texts: Mapping[Path, str], moved: Mapping[Path, Path] | None = None) -> Iterator[Loaded]:
    """The zoo loaded from a copy of its files, some with other texts and some under other names."""
    moved = moved or {}
    with TemporaryDirectory(prefix="clientzoo-") as directory:
        root = Path(directory)
        for part in (f"rulebases/{zoo.id}", "questionnaires", f"templates/{zoo.id}"):
            if (zoo.root / part).is_dir():
                shutil.copytree(zoo.root / part, root / part, ignore=_unread)
        for path, after in texts.items():
            copy = root / path.relative_to(zoo.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(after, encoding="utf-8")
        for path, name in moved.items():
            (root / path.relative_to(zoo.root)).rename(root / name.relative_to(zoo.root))
        yield load_zoo(root, zoo.id, root)


def _unread(folder: str, names: list[str]) -> set[str]:
    """What is no part of a zoo; folders are gone into."""
    return {name for name in names if not name.endswith(_READ) and not (Path(folder) / name).is_dir()}
