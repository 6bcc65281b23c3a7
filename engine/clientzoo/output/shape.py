"""What all shapes have in common: exact properties, six places of certainties, a schema made of the same class."""

from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from clientzoo.knowledge.domain import Value

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _six_places(value: float) -> float:
    return round(value, 6) + 0.0  # no negative zero


Certainty: TypeAlias = Annotated[float, Field(ge=-1, le=1), AfterValidator(_six_places)]
Lead: TypeAlias = Annotated[float, Field(ge=0), AfterValidator(_six_places)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1), AfterValidator(_six_places)]
Count: TypeAlias = Annotated[int, Field(ge=0)]
Said: TypeAlias = Value  # a value as it was answered or concluded: text, yes or no, a number


class Shape(BaseModel):
    """A result with exactly these properties; `data` is its JSON as plain values."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    def data(self) -> dict[str, Any]:
        return self.model_dump(mode="json", by_alias=True)


def schema(shape: type[BaseModel], name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a shape, under the name that `clientzoo schema` knows it by."""
    found = shape.model_json_schema(by_alias=True, mode="serialization")
    return {**found, "$schema": DRAFT, "$id": f"urn:clientzoo:schema:{name}", "title": f"clientzoo {name}"}
