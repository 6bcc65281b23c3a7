"""A small workspace with a file of every kind that the program reads, and for each the commands that read it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OUT = "out"  # where commands write; emptied between runs


@dataclass(frozen=True, slots=True)
class Original:
    """A file in the workspace, and the command lines that read it."""

    path: str
    commands: tuple[tuple[str, ...], ...]


ANSWERS = (
    ("classify", "clients/fair.yaml"),
    ("classify", "clients/fair.yaml", "--json"),
    ("explain", "clients/fair.yaml"),
    ("explain", "clients/fair.yaml", "--to", "squirrel"),
    ("playbook", "clients/fair.yaml", "-o", OUT),
    ("playbook", "clients", "-o", OUT, "--format", "md"),
    ("interview", "Fair", "--answers", "clients/fair.yaml", "--no-playbook"),
    ("base", "classify", "clients", "-o", f"{OUT}/v.csv"),
    ("rules", "case", "add", "clients/fair.yaml", "--to", "made", "--yes"),
    ("rules", "priors", "clients"),
)
ZOO = (
    ("rules", "check"),
    ("rules", "check", "--json"),
    ("rules", "test"),
    ("rules", "coverage"),
    ("rules", "graph", "squirrel", "-o", f"{OUT}/g.svg"),
    ("rules", "sql", "--dialect", "duckdb"),
    ("rules", "explain", "squirrel-quick"),
    ("rules", "table", "squirrel", "-o", f"{OUT}/t.xlsx"),
    ("rules", "fmt", "--check"),
    ("rules", "diff", "."),
    ("classify", "clients/fair.yaml"),
    ("playbook", "clients/fair.yaml", "-o", OUT),
    ("base", "criteria"),
    ("schema", "answers"),
)
TEMPLATE = (("rules", "check"), ("playbook", "clients/fair.yaml", "-o", OUT))
STORED = (
    ("base", "segment", "all", "--base", "base"),
    ("base", "segment", "rfm", "--base", "base", "--json"),
    ("base", "report", "--base", "base", "-o", OUT),
)


def _clients(path: str) -> Original:
    return Original(
        path,
        (
            ("base", "classify", path, "-o", f"{OUT}/v.parquet"),
            ("base", "classify", path, "-o", f"{OUT}/v.csv", "--unreadable", "unknown", "--explain"),
            ("base", "import", path, "--as", "clients", "--base", OUT),
            ("base", "summary", "verdicts.csv", "--clients", path, "--html", f"{OUT}/s.html"),
            ("rules", "diff", ".", ".", "--base", path),
        ),
    )


def _orders(path: str) -> Original:
    return Original(
        path,
        (
            ("base", "import", path, "--as", "orders", "--base", OUT),
            ("base", "import", path, "--as", "orders", "--base", OUT, "--dry-run", "--json"),
            ("base", "import", path, "--as", "orders", "--base", OUT, "--literal"),
        ),
    )


def originals() -> tuple[Original, ...]:
    """Every kind of file, by its path in the workspace."""
    return (
        Original("clients/fair.yaml", ANSWERS),
        Original("rulebases/shop/rules.yaml", ZOO),
        Original("rulebases/shop/zoo.yaml", ZOO),
        Original("questionnaires/shop.yaml", ZOO),
        Original("questionnaires/shop.ru.yaml", (*ZOO, ("classify", "clients/fair.yaml", "--language", "ru"))),
        Original("rulebases/shop/cases/first.yaml", ZOO[:4]),
        Original("rulebases/shop/priors.yaml", (*ZOO[:3], ANSWERS[6])),
        Original("clientzoo.toml", (*ZOO[:3], *ANSWERS[:3])),
        Original("templates/shop/playbook.md.jinja", TEMPLATE),
        Original("templates/shop/page.html.jinja", TEMPLATE),
        Original("templates/shop/page.css.jinja", TEMPLATE),
        Original("templates/shop/animals/squirrel.md.jinja", TEMPLATE),
        Original("squirrel.xlsx", (("rules", "import", "squirrel", "squirrel.xlsx", "--yes"),)),
        *(_clients(f"clients.{ending}") for ending in ("csv", "xlsx", "parquet")),
        *(_orders(f"orders.{ending}") for ending in ("csv", "tsv", "txt", "xlsx", "ods", "parquet", "jsonl", "json")),
        _orders("cp1251.csv"),
        Original(
            "orders.yaml",
            (("base", "import", "orders.csv", "--as", "orders", "--base", OUT, "--mapping", "orders.yaml"),),
        ),
        *(
            Original(f"{kind}.csv", (("base", "import", f"{kind}.csv", "--as", kind, "--base", OUT),))
            for kind in ("requests", "survey", "products")
        ),
        *(
            Original(f"base/{kind}.parquet", STORED)
            for kind in ("orders", "clients", "requests", "survey", "products", "facts", "answers")
        ),
        Original("base/sheets/shops.yaml", (("base", "sheet", "five_w", "--base", "base"), STORED[2])),
        Original("verdicts.csv", (("base", "summary", "verdicts.csv", "--html", f"{OUT}/s.html"),)),
        Original("verdicts.parquet", (("base", "summary", "verdicts.parquet", "--json"),)),
    )


FAIR = "client: Ярмарка «Fair»\nzoo: shop\nanswers:\n  wish_to_grow: strong\n  deciding: quickly\n  budget: 50000\n"
CLIENTS = "client,wish_to_grow,deciding,budget\n" + "".join(
    f"Клиент {n},{('none', 'some', 'strong')[n % 3]},{('slowly', 'quickly')[n % 2]},{n * 1000}\n" for n in range(12)
)


def build(root: Path) -> None:
    """Makes the workspace by the program's own commands. Raises RuntimeError where one of them refuses."""
    import polars as pl

    from campaigns.process import must

    must(("init", "shop", "--from", "scratch"), root.parent)
    (root / "clients").mkdir()
    (root / "clients/fair.yaml").write_text(FAIR, encoding="utf-8")
    (root / "questionnaires/shop.ru.yaml").write_text(
        "questionnaire: shop\nlanguage: ru\ntitle: Что мы знаем\n"
        "questions:\n  budget: {name: Бюджет}\nanimals:\n  squirrel: {name: Белка}\n",
        encoding="utf-8",
    )
    (root / "clients.csv").write_text(CLIENTS, encoding="utf-8")
    must(("base", "demo"), root)
    must(("base", "segment", "all"), root)
    shutil.rmtree(root / "base/segments")
    frame = pl.read_csv(root / "clients.csv")
    frame.write_parquet(root / "clients.parquet")
    frame.write_excel(root / "clients.xlsx")
    for kind in ("orders", "requests", "survey", "products"):
        pl.read_parquet(root / f"base/{kind}.parquet").head(60).write_csv(root / f"{kind}.csv")
    _exports(root)
    must(("base", "sheet", "five_w", "Shops", "--plain"), root, "Вывески: сразу\nq\n".encode())
    must(("rules", "table", "squirrel", "-o", "squirrel.xlsx"), root)
    shutil.copy(root / "squirrel.xlsx", root / "edited.xlsx")
    (root / "rulebases/shop/priors.yaml").write_bytes(must(("rules", "priors", "clients"), root))
    for ending in ("csv", "parquet"):
        must(("base", "classify", "clients.csv", "-o", f"verdicts.{ending}"), root)
    must(
        ("base", "import", "orders.csv", "--as", "orders", "--base", OUT, "--save-mapping", "orders.yaml"),
        root,
    )
    shutil.rmtree(root / OUT, ignore_errors=True)


def _exports(root: Path) -> None:
    """The orders as other programs write them."""
    import polars as pl

    orders = pl.read_csv(root / "orders.csv", try_parse_dates=True)
    orders.write_csv(root / "orders.tsv", separator="\t")
    orders.write_parquet(root / "orders.parquet")
    orders.write_ndjson(root / "orders.jsonl")
    orders.write_json(root / "orders.json")
    orders.write_excel(root / "orders.xlsx")
    rows = [orders.columns, *[["" if one is None else str(one) for one in row] for row in orders.rows()]]
    wide = [max(len(row[at]) for row in rows) for at in range(len(orders.columns))]
    lined = "".join("  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)) + "\n" for row in rows)
    (root / "orders.txt").write_text(lined, encoding="utf-8")
    russian = "Клиент;Дата;Сумма\n" + "".join(
        f"ООО «Ромашка {n}»;0{n % 9 + 1}.05.2026;{n} 500,5{n % 10}\n" for n in range(40)
    )
    (root / "cp1251.csv").write_bytes(russian.encode("cp1251"))
    (root / "orders.ods").write_bytes(_ods(rows))


def _ods(rows: list[list[str]]) -> bytes:
    """An OpenDocument spreadsheet of texts."""
    import io
    import zipfile
    from html import escape

    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Orders">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
    return file.getvalue()


@contextmanager
def inside(root: Path) -> Iterator[None]:
    """In the folder meanwhile, as users are."""
    before = Path.cwd()
    os.chdir(root)
    try:
        yield
    finally:
        os.chdir(before)
