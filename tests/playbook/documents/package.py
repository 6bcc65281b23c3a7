"""What makes a Word document open without repair, as far as it can be told without Word."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from playbook.documents.papers import W14, R, W

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_ORDER = {  # of children, as the schema of WordprocessingML wants them
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr",
    ),
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "color", "spacing", "sz", "szCs",
        "u", "vertAlign", "lang",
    ),
    "abstractNum": ("nsid", "multiLevelType", "tmpl", "name", "styleLink", "numStyleLink", "lvl"),
    "numbering": ("numPicBullet", "abstractNum", "num"),
}  # fmt: skip


def faults(content: bytes) -> list[str]:
    """Everything that is wrong with the package: parts, kinds, relations, ids, styles and the order of elements."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        read = {name: ElementTree.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    found = [f"{name} stands twice" for name in set(names) if names.count(name) > 1]
    return [*found, *_kinds(read, names), *_relations(read, names), *_numbers(read), *_ordered(read)]


def _kinds(read: dict[str, ElementTree.Element], names: list[str]) -> Iterator[str]:
    kinds = read["[Content_Types].xml"]
    endings = {one.get("Extension") for one in kinds.iter(f"{_TYPES}Default")}
    named = {one.get("PartName") for one in kinds.iter(f"{_TYPES}Override")}
    for name in names:
        if name != "[Content_Types].xml" and f"/{name}" not in named and name.rpartition(".")[2] not in endings:
            yield f"{name} has no kind"
    for name in map(str, named):
        if name[1:] not in names:
            yield f"{name} has a kind and is not there"


def _relations(read: dict[str, ElementTree.Element], names: list[str]) -> Iterator[str]:
    for name, element in read.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        source = posixpath.normpath(posixpath.join(folder, "..", file.removesuffix(".rels")))
        known = set()
        for one in element.iter(_RELATION):
            known.add(one.get("Id"))
            target = posixpath.normpath(posixpath.join(posixpath.dirname(source), str(one.get("Target"))))
            if one.get("TargetMode") != "External" and target.lstrip("/") not in names:
                yield f"{source} leads to {target}, which is not there"
        if source in read:
            for inner in read[source].iter():
                for key, value in inner.attrib.items():
                    if key in (f"{R}id", f"{R}embed") and value not in known:
                        yield f"{source} names {value}, no relation of it"


def _numbers(read: dict[str, ElementTree.Element]) -> Iterator[str]:
    document, styles, notes = read["word/document.xml"], read["word/styles.xml"], read.get("word/footnotes.xml")
    known = {str(one.get(f"{W}styleId")) for one in styles.iter(f"{W}style")}
    for part in (document, notes) if notes is not None else (document,):
        for kind in ("pStyle", "rStyle", "tblStyle"):
            for one in part.iter(f"{W}{kind}"):
                if one.get(f"{W}val") not in known:
                    yield f"there is no style {one.get(f'{W}val')}"
    lists = {one.get(f"{W}numId") for one in read["word/numbering.xml"].iter(f"{W}num")} | {"0"}
    yield from (
        f"there is no list {one.get(f'{W}val')}"
        for one in document.iter(f"{W}numId")
        if one.get(f"{W}val") not in lists
    )
    written = [one.get(f"{W}id") for one in notes.iter(f"{W}footnote")] if notes is not None else []
    marks = [one.get(f"{W}id") for one in document.iter(f"{W}footnoteReference")]
    if len(set(written)) != len(written) or len(set(marks)) != len(marks) or not set(marks) <= set(written):
        yield f"marks {marks} do not fit notes {written}"
    drawings = [one.get("id") for one in document.iter() if one.tag.endswith("}docPr")]
    if len(set(drawings)) != len(drawings):
        yield f"drawings share an id: {drawings}"
    for control in document.iter(f"{W}sdt"):
        if control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked") is None or control.find(f"{W}sdtContent/{W}r") is None:
            yield "a box to tick is not whole"


def _ordered(read: dict[str, ElementTree.Element]) -> Iterator[str]:
    for name, element in read.items():
        for kind, order in _ORDER.items():
            for one in element.iter(f"{W}{kind}"):
                places = [order.index(child.tag.removeprefix(W)) for child in one if child.tag.removeprefix(W) in order]
                if places != sorted(places):
                    yield f"{name}: {kind} holds {[child.tag.removeprefix(W) for child in one]}"
