"""The program as it is with some extras only: what the others bring cannot be imported.

Packages are hidden from a process begun anew, which is quicker than an environment for each extra and the same to the
program: `import` says that there is no such module.
"""

from collections.abc import Collection
from pathlib import Path

from commands import FRESH, Ran, clientzoo

BROUGHT: dict[str, tuple[str, ...]] = {
    "xlsx": ("fastexcel",),
    "report": ("altair", "vl_convert"),
    "database": ("psycopg", "psycopg2"),
    "sql": ("ibis", "sqlglot", "duckdb"),
    "spark": ("pyspark", "pyarrow", "pandas"),
    "durable": ("durable",),
    "ltv": ("pymc_marketing", "pymc", "arviz"),
    "pool": ("scipy",),
    "pdf": ("typst",),
    "docx": ("docx",),
}
_ALSO = {"docx": ("pdf",), "ltv": ("pool", "spark")}  # what an extra brings of others
_HIDING = """\
from importlib.machinery import PathFinder
found = PathFinder.find_spec
def find_spec(name, path=None, target=None):
    return None if name.partition(".")[0] in {names!r} else found(name, path, target)
PathFinder.find_spec = find_spec
"""


def with_extras(extras: Collection[str], *arguments: str | Path, at: Path) -> Ran:
    """`clientzoo` with the arguments, as installed with these extras and no other."""
    there = {*extras, *(one for extra in extras for one in _ALSO.get(extra, ()))}
    names = [name for extra, brought in BROUGHT.items() if extra not in there for name in brought]
    hook = at / ".hidden"
    hook.mkdir(exist_ok=True)
    (hook / "sitecustomize.py").write_text(_HIDING.format(names=names), encoding="utf-8")
    return clientzoo(*arguments, at=at, env={"PYTHONPATH": f"{hook}:{FRESH['PYTHONPATH']}"})
