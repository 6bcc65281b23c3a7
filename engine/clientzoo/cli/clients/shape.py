"""Clients as programs read them: what `clients --json` and `clients --csv` print."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from clientzoo.output.shape import Certainty, Shape, Share

if TYPE_CHECKING:
    from clientzoo.register.listing import Listed


class ClientShape(Shape):
    """One client of the register, days as 2026-06-30; null where something is not known."""

    number: int
    client: str
    manager: str
    crm_id: str
    archived: bool
    status: Literal["decided", "close", "undetermined"] | None
    animal: str | None
    certainty: Certainty | None
    next: Annotated[str | None, Field(description="the animal that the client is nearest to becoming")]
    readiness: Annotated[Share | None, Field(description="the share of the conditions of that which are met")]
    decided: Annotated[str | None, Field(description="what a person decided otherwise, if that holds today")]
    said_on: Annotated[str | None, Field(description="the last day on which anything was said of the client")]
    fresh_until: Annotated[str | None, Field(description="the last day on which no answer is stale")]
    stale: bool
    zoo_version: str | None

    @classmethod
    def of(cls, one: "Listed", today: date) -> "ClientShape":
        return cls(
            number=one.number,
            client=one.name,
            manager=one.manager,
            crm_id=one.crm_id,
            archived=one.archived,
            status=one.status,
            animal=one.animal,
            certainty=one.certainty,
            next=one.next_animal,
            readiness=one.readiness,
            decided=one.decided,
            said_on=one.said_on.isoformat() if one.said_on else None,
            fresh_until=one.fresh_until.isoformat() if one.fresh_until else None,
            stale=one.fresh_until is not None and one.fresh_until < today,
            zoo_version=one.zoo_version,
        )
