"""Every method there is: each file of `methods/` describes one."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from clientzoo.segmentation import methods
from clientzoo.segmentation.method import Method


@cache
def registry() -> Mapping[str, Method]:
    """The methods by name, in their order."""
    found: list[Method] = [
        import_module(f"{methods.__name__}.{one.name}").METHOD for one in iter_modules(methods.__path__)
    ]
    return {method.name: method for method in sorted(found, key=lambda method: method.place)}
