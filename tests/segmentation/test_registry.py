"""One file a method: what is in `methods/` is run, shown and documented, and nothing else is."""

from pathlib import Path

from clientzoo.segmentation import methods
from clientzoo.segmentation.registry import registry

DOCS = Path(__file__).parents[2] / "docs" / "segmentation.md"


def test_each_file_is_a_method_of_its_name() -> None:
    files = {path.stem for path in Path(methods.__path__[0]).glob("*.py")} - {"__init__"}
    assert set(registry()) == files
    places = [method.place for method in registry().values()]
    assert places == sorted(set(places))
    shown = [method.shown for method in registry().values() if method.section is not None]
    assert len(shown) == len(set(shown))


def test_each_method_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8").lower()
    assert [name for name in registry() if name not in text] == []
