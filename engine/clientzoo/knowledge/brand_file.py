"""brand.yml, the agency's look, beside clientzoo.toml: read, and held against what it names. docs/brand.md shows it."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints

from clientzoo.knowledge.brand import PLAIN, Brand, Colours, Logo
from clientzoo.knowledge.contrast import ENOUGH, contrast, nearest_legible
from clientzoo.knowledge.files import shown_path
from clientzoo.knowledge.picture_file import NoPictureError, picture
from clientzoo.knowledge.problems import Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.schema import Entry
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.yaml import Document, KeyPath, read

BRAND_FILE = "brand.yml"
MAX_LOGO = 400_000  # bytes: it stands in every page
MAX_FILE = 8_000_000  # bytes of a font or a letterhead

Line: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\n\r]*$")]
Family: TypeAlias = Annotated[
    str,
    BeforeValidator(lambda given: given["family"] if isinstance(given, dict) and list(given) == ["family"] else given),
    StringConstraints(strip_whitespace=True, max_length=80, pattern=r"^[\w .&+-]*$"),
]
_Loaded = TypeVar("_Loaded")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}")
_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")
_READ = (("foreground", "text"), ("primary", "headings"), ("secondary", "notes"))


class MetaEntry(Entry):
    name: Line = ""
    contact: Line = ""


class LogoEntry(Entry):
    path: Line
    alt: Line = ""


class ColorEntry(Entry):
    palette: Mapping[str, str] = Field(default_factory=dict)
    foreground: str = PLAIN.colours.foreground
    background: str = PLAIN.colours.background
    primary: str = PLAIN.colours.primary
    secondary: str = PLAIN.colours.quiet


class TypographyEntry(Entry):
    fonts: Sequence[Line] = ()
    base: Family = ""
    headings: Family = ""


class BrandFile(Entry):
    meta: MetaEntry = MetaEntry()
    logo: Line | LogoEntry = ""
    color: ColorEntry = ColorEntry()
    typography: TypographyEntry = TypographyEntry()
    word: Line = ""


def read_brand(root: Path) -> Brand:
    """The look of the workspace `root`, the plain one where it has no brand.yml.

    Raises ProblemsError with everything that is wrong: keys, colours that are none or cannot be read on the background,
    a logo that is no picture, files outside of the workspace or of the wrong kind.
    """
    path = root / BRAND_FILE
    if not path.is_file():
        return PLAIN
    document = read(path, shown_path(path))
    problems: list[Problem] = []
    entry = validated(BrandFile, document.value if document.value is not None else {}, document, (), problems)
    if entry is None:
        raise ProblemsError(problems)
    made = _Reader(root, document, problems).brand(entry)
    if problems:
        raise ProblemsError(problems)
    return made


def brand_problems(root: Path) -> tuple[Problem, ...]:
    """What is wrong with the brand of a workspace."""
    try:
        read_brand(root)
    except ProblemsError as error:
        return error.problems
    return ()


class _Reader:
    def __init__(self, root: Path, document: Document, problems: list[Problem]) -> None:
        self._root = root
        self._document = document
        self._problems = problems

    def brand(self, entry: BrandFile) -> Brand:
        typography = entry.typography
        return Brand(
            name=entry.meta.name,
            contact=entry.meta.contact,
            logo=self._logo(entry),
            colours=self._colours(entry.color),
            font=typography.base,
            headings=typography.headings,
            font_files=tuple(
                path
                for at, name in enumerate(typography.fonts)
                if (path := self._file(name, ("typography", "fonts", at), _font)) is not None
            ),
            letterhead=self._file(entry.word, ("word",), _letterhead) if entry.word else None,
        )

    def _note(self, where: KeyPath, code: str, message: str, hint: str = "") -> None:
        self._problems.append(Problem(self._document.place(where), code, message, hint))

    def _logo(self, entry: BrandFile) -> Logo | None:
        given = entry.logo if isinstance(entry.logo, LogoEntry) else LogoEntry(path=entry.logo)
        if not given.path:
            return None
        where: KeyPath = ("logo", "path") if isinstance(entry.logo, LogoEntry) else ("logo",)
        return self._file(given.path, where, lambda path: _logo(path, given.alt or entry.meta.name or "Logo"))

    def _file(self, name: str, where: KeyPath, load: Callable[[Path], _Loaded]) -> _Loaded | None:
        """What a file of the workspace holds; None where it is not there or not what it should be."""
        path = self._root / name
        if Path(name).is_absolute() or not path.resolve().is_relative_to(self._root.resolve()):
            self._note(
                where, "outside-workspace", f"`{name}` lies outside of the workspace", "copy it into the workspace"
            )
            return None
        if not path.is_file():
            near = did_you_mean(path.name, [one.name for one in path.parent.glob("*")] if path.parent.is_dir() else [])
            self._note(where, "missing-file", f"there is no file `{name}`", near)
            return None
        try:
            return load(path)
        except _WrongFileError as error:
            self._note(where, error.code, f"`{name}`: {error}", error.hint)
        except OSError as error:
            self._note(where, "missing-file", f"`{name}`: {error.strerror or 'it cannot be read'}")
        return None

    def _colours(self, entry: ColorEntry) -> Colours:
        foreground, background, primary, secondary = (
            self._colour(name, getattr(entry, name), entry.palette)
            for name in ("foreground", "background", "primary", "secondary")
        )
        colours = Colours(foreground, background, primary, secondary)
        for (name, what), colour in zip(_READ, (foreground, primary, secondary), strict=True):
            ratio = contrast(colour, background)
            if ratio < ENOUGH:
                message = (
                    f"{what} in `{colour}` cannot be read on `{background}`: contrast {ratio:.1f}, wanted {ENOUGH}"
                )
                where = ("color", name) if ("color", name) in self._document.places else ("color", "background")
                self._note(where, "low-contrast", message, f"write {nearest_legible(colour, background)}")
        return colours

    def _colour(self, name: str, written: str, palette: Mapping[str, str]) -> str:
        colour = palette.get(written, written).strip()
        if _COLOUR.fullmatch(colour):
            return _six(colour.lower())
        hint = did_you_mean(written, palette) or 'write it as "#1f4e5f", in quotes'
        self._note(("color", name), "bad-colour", f"`{written}` is no colour", hint)
        return str(getattr(ColorEntry(), name))


class _WrongFileError(Exception):
    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


def _logo(path: Path, about: str) -> Logo:
    content = _whole(path, MAX_LOGO, "bad-picture")
    try:
        return Logo(content, picture(content).kind, about)
    except NoPictureError as error:
        raise _WrongFileError("bad-picture", str(error), "save the logo as PNG or JPEG") from None


def _font(path: Path) -> Path:
    if not _whole(path, MAX_FILE, "bad-font").startswith(_FONTS):
        raise _WrongFileError("bad-font", "it is no font", "use a file that ends in .ttf or .otf")
    return path


def _letterhead(path: Path) -> Path:
    _whole(path, MAX_FILE, "bad-letterhead")
    hint = "save it in Word as a document, .docx, without macros"
    try:
        with zipfile.ZipFile(path) as package:
            names, unpacked = set(package.namelist()), sum(one.file_size for one in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _WrongFileError("bad-letterhead", "it is no Word document", hint) from None
    if not {"[Content_Types].xml", "word/document.xml"} <= names or unpacked > 10 * MAX_FILE:
        raise _WrongFileError("bad-letterhead", "it is no Word document", hint)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise _WrongFileError("bad-letterhead", "it has macros", hint)
    return path


def _whole(path: Path, most: int, code: str) -> bytes:
    with path.open("rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise _WrongFileError(code, f"it is larger than {most // 1000} kB", "make it smaller")
    return content


def _six(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(sign * 2 for sign in colour[1:])
