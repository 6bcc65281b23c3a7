"""Which reader a source needs: by its extension, a folder, or a database's URL."""

from importlib.util import find_spec
from pathlib import Path

from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.table import Table, TableError

READABLE = (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".jsonl", ".ndjson")
_ELSEWHERE = ("http", "https", "ftp", "sftp", "file", "s3", "gs", "az", "hdfs")


def open_table(
    source: str, zoo: Zoo, *, table: str | None = None, sheet: str | None = None, encoding: str | None = None
) -> Table:
    """The table that `source` names: a file, a folder of answers files, or a SQLAlchemy URL. Raises TableError."""
    if source.partition("://")[0].lower() in _ELSEWHERE:
        from clientzoo.knowledge.credentials import without_password

        raise TableError(
            f"{without_password(source)}: files are read from this machine; download it first, then give its path"
        )
    if "://" in source:
        from clientzoo.tables.database import DatabaseTable

        return DatabaseTable(source, table)
    path = Path(source)
    if path.is_dir():
        from clientzoo.tables.answers_folder import AnswersFolder

        return AnswersFolder(path, zoo)
    if not path.exists():
        raise TableError(f"{source}: there is no such file")
    if not path.is_file():
        raise TableError(f"{source}: this is no regular file; copy what it holds to one")
    match path.suffix.lower():
        case ".parquet":
            from clientzoo.tables.parquet import Parquet

            return Parquet(path)
        case ".xlsx":
            if find_spec("fastexcel") is None:
                from clientzoo.tables.sheet_table import SheetTable

                return SheetTable(path, sheet=sheet)
            from clientzoo.tables.workbook import Workbook

            return Workbook(path, sheet)
        case ".csv" | ".tsv" | ".txt":
            from clientzoo.tables.delimited import Delimited

            if encoding is not None or not _begins_as_text(path):
                return Delimited(path, encoding or "utf-8")
            found = _encoding(path)
            if found.startswith("utf-16"):
                from clientzoo.tables.sheet_table import SheetTable

                return SheetTable(path, encoding=found)
            return Delimited(path, found)
        case suffix if suffix in READABLE:
            from clientzoo.tables.sheet_table import SheetTable

            return SheetTable(path, encoding=encoding, sheet=sheet)
    raise TableError(f"{source}: clients are read from {', '.join(READABLE)}, a folder of answers files or a database")


def _encoding(path: Path) -> str:
    from clientzoo.tables.detect.encoding import UnreadableFileError, encoding_of

    try:
        return encoding_of(path)
    except UnreadableFileError as error:
        raise TableError(f"{path}: {error}") from None


def _begins_as_text(path: Path) -> bool:
    """Whether no zeros are among the first bytes, but for those of UTF-16 that says so by its mark."""
    with path.open("rb") as file:
        head = file.read(4096)
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
