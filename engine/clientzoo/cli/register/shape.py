"""An entry of the log as programs read it."""

from typing import TYPE_CHECKING

from clientzoo.output.shape import Shape

if TYPE_CHECKING:
    from clientzoo.register.log import Entry


class LogShape(Shape):
    """One act, its moment in UTC."""

    recorded_at: str
    by: str
    number: int
    client: str
    what: str

    @classmethod
    def of(cls, one: "Entry") -> "LogShape":
        return cls(
            recorded_at=one.recorded_at.isoformat(),
            by=one.by,
            number=one.number,
            client=one.client,
            what=one.what,
        )
