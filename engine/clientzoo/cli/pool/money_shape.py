"""Money in what is printed for programs."""

from typing import Annotated, TypeAlias

from pydantic import Field

Money: TypeAlias = Annotated[
    str | None, Field(description="a decimal with two places, as text; null where no money is known")
]
