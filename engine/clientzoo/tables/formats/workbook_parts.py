"""What a workbook's parts say before it is read: how much memory it would take, and errors that readers do not know."""

import re
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

from clientzoo.tables.detect.encoding import UnreadableFileError

_MOST_UNPACKED = 2**30  # bytes of all parts
_MOST_CELLS = 60_000_000  # of one sheet, from its first cell to its last
_SPARSE = 3_000_000  # cells, of which at least one in a hundred is filled
_CHUNK = 4 * 2**20
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br=["\']([A-Z]{1,3})([0-9]{1,7})["\']')
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]{0,400}>")
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]{0,200})(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ERROR = re.compile(
    rb"(<(?:\w+:)?v>)#(?!(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|DATA!|GETTING_DATA)<)[A-Z_/!?0-9]{2,20}<"
)


def check_size(path: Path) -> None:
    """Raises UnreadableFileError where a workbook would take far more memory than a table of people does.

    A sheet is held from its first cell to its last, whether cells between are filled or not.
    """
    if not is_zipfile(path):
        return
    with ZipFile(path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise UnreadableFileError(f"the workbook is {unpacked / 2**20:,.0f} MB when unpacked; export it as CSV")
        for name in filter(_SHEET.fullmatch, archive.namelist()):
            _check_extent(_chunks(archive, name), name)


def _check_extent(chunks: Iterator[bytes], name: str) -> None:
    filled = 0
    columns: set[bytes] = set()
    first, last = 2**30, 0
    for chunk in chunks:
        found = _CELL.findall(chunk)
        if not found:
            continue
        filled += len(found)
        names, rows = zip(*found, strict=True)
        columns.update(names)
        numbers = {int(row) for row in {*rows}}
        first, last = min(first, *numbers), max(last, *numbers)
    if not filled:
        return
    edges = [_number(one) for one in columns]
    cells = (last - first + 1) * (max(edges) - min(edges) + 1)
    if cells > _MOST_CELLS or (cells > _SPARSE and cells > 100 * filled):
        raise UnreadableFileError(
            f"{name}: {filled:,} cells are filled of {cells:,} up to the last one; delete what stands far off the table"
        )


def _chunks(archive: ZipFile, name: str) -> Iterator[bytes]:
    """The part in pieces that end with a tag. Raises UnreadableFileError where it is larger than it says."""
    with archive.open(name) as part:
        rest, total = b"", 0
        while block := part.read(_CHUNK):
            total += len(block)
            if total > _MOST_UNPACKED:
                raise UnreadableFileError("the workbook unpacks to more than a gigabyte; export it as CSV")
            whole = rest + block
            cut = whole.rfind(b">") + 1
            yield whole[:cut]
            rest = whole[cut:]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def with_known_errors(path: Path) -> bytes | None:
    """The workbook with `#SPILL!` and other errors of newer spreadsheets as `#N/A`, which readers know; None where it
    has none of them."""
    if not is_zipfile(path):
        return None
    try:
        with ZipFile(path) as archive:
            sheets = [*filter(_SHEET.fullmatch, archive.namelist())]
            odd = {name for name in sheets if any(_ERROR.search(chunk) for chunk in _chunks(archive, name))}
            if not odd:
                return None
            made = BytesIO()
            with ZipFile(made, "w") as copy:
                for name in archive.namelist():
                    part = archive.read(name)
                    copy.writestr(name, _ERROR.sub(rb"\1#N/A<", part) if name in odd else part)
            return made.getvalue()
    except BadZipFile:
        return None


def hidden_rows(path: Path, sheet: str) -> list[int]:
    """The lines of a sheet of an XLSX file that are hidden; none where the file does not tell."""
    try:
        with ZipFile(path) as archive:
            return [
                int(_attribute(tag, "r"))
                for chunk in _chunks(archive, _part_of(archive, sheet))
                for tag in (found.decode("utf-8", "replace") for found in _ROW.findall(chunk))
                if _attribute(tag, "hidden") in ("1", "true") and _attribute(tag, "r").isdecimal()
            ]
    except (BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return []


def without_value(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """Cells of a sheet of an XLSX file, as (row, column) from 0, that readers take for empty although they are not.

    Each with the error that stands in it (`#REF!`), or nothing for a formula that no program has worked out yet. Empty
    where the file does not tell.
    """
    try:
        with ZipFile(path) as archive:
            part = b"".join(_chunks(archive, _part_of(archive, sheet)))
    except (BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return {}
    found = {}
    for attributes, inside in _FILLED_CELL.findall(part):
        tag = f" {attributes.decode('utf-8', 'replace')}"
        place = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", _attribute(tag, "r"))
        value, kind = _VALUE.search(inside), _attribute(tag, "t")
        said = value[1].decode("utf-8", "replace").strip() if value else ""
        no_value = _FORMULA.search(inside) is not None and not said and kind != "str"
        if place and (kind == "e" or no_value):
            found[int(place[2]) - 1, _number(place[1].encode()) - 1] = unescape(said)[:20] if kind == "e" else ""
    return found


def _part_of(archive: ZipFile, sheet: str) -> str:
    """The name of the part that holds the sheet. Raises KeyError where the workbook names none."""
    named = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    reference = next(
        (found[1] for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", named)
         if unescape(_attribute(tag, "name")) == sheet and (found := re.search(r'r:id="([^"]+)"', tag))), None,
    )  # fmt: skip
    tags = re.findall(r"<Relationship\b[^>]*>", relations)
    target = next((_attribute(tag, "Target") for tag in tags if _attribute(tag, "Id") == reference), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\b{name}=[\"']([^\"']*)[\"']", tag)
    return found[1] if found else ""
