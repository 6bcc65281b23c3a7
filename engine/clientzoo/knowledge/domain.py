"""What values a fact may take: the type against which conditions, answers and conclusions are read."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Value: TypeAlias = str | bool | int | float


@dataclass(frozen=True, slots=True)
class Domain:
    """`values` run from least to most where `ordered`; empty for numbers. `of` says who gives the fact its value."""

    name: str
    type: Literal["choice", "number", "boolean"]
    values: tuple[Value, ...] = ()
    ordered: bool = False
    unit: str = ""
    of: Literal["answer", "rules", "verdict"] = "rules"
