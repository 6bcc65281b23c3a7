"""Which reader a source needs: by its extension, a folder, or a database's URL."""

from pathlib import Path

from clientzoo.knowledge.zoo import Zoo
from clientzoo.tables.table import Table, TableError

READABLE = (".csv", ".tsv", ".txt", ".parquet", ".xlsx")
_ELSEWHERE = ("http", "https", "ftp", "sftp", "file", "s3", "gs", "az", "hdfs")


def open_table(
    source: str, zoo: Zoo, *, table: str | None = None, sheet: str | None = None, encoding: str = "utf-8"
) -> Table:
    """The table that `source` names: a file, a folder of answers files, or a SQLAlchemy URL. Raises TableError."""
    if source.partition("://")[0].lower() in _ELSEWHERE:
        from clientzoo.tables.database import without_password

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
            from clientzoo.tables.workbook import Workbook

            return Workbook(path, sheet)
        case ".csv" | ".tsv" | ".txt":
            from clientzoo.tables.delimited import Delimited

            return Delimited(path, encoding)
    raise TableError(f"{source}: clients are read from {', '.join(READABLE)}, a folder of answers files or a database")
