"""The methods run on a whole base, their totals checked against it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.segmentation.ledger import ledger
from clientzoo.segmentation.method import Method, measure, rival
from clientzoo.segmentation.reconciliation import Books
from clientzoo.segmentation.registry import registry
from clientzoo.segmentation.result import Result
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables


def run(method: str, base: Tables, settings: Settings, as_of: date) -> Result:
    """What the method finds in the base, its totals checked against it.

    Raises UnfitTableError where the base lacks what the method needs, UnreconciledError where totals disagree.
    """
    chosen = registry()[method]
    return _reconciled(_computed(chosen, base, settings, as_of), chosen, base, Books(base.frames))


def run_all(base: Tables, settings: Settings, as_of: date) -> Iterator[Result | tuple[str, str]]:
    """Every method the base allows, and (method, why not) for the others."""
    measures = {"amount", "profit", measure(settings), rival(settings)}
    orders = {"orders": ledger(base["orders"], as_of, measures)} if "orders" in base else {}
    compact = Tables({**base.frames, **orders})
    books = Books(base.frames)
    for method in registry().values():
        try:
            found = _computed(method, base if method.by_line else compact, settings, as_of)
            yield _reconciled(found, method, base, books)
        except UnfitTableError as error:
            yield method.name, str(error)


def _computed(method: Method, base: Tables, settings: Settings, as_of: date) -> Result:
    for name in method.needs:
        if name not in base:
            hint = f"read them with `clientzoo base import FILE --as {name}`"
            raise UnfitTableError(f"{method.name} needs {name}; {hint}")
    return method.run(base, settings, as_of)


def _reconciled(result: Result, method: Method, base: Tables, books: Books) -> Result:
    books.check(result.accounts)
    return replace(result, currencies=base.currencies(method.total) if result.money else ())
