"""Who a client is: its name and other names, its number in the CRM, who looks after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Client:
    """A client as the register knows it now. `number` is its own in this register, `uid` in all registers.

    `since` is the day from which it is kept; `merged` are numbers of clients that turned out to be this one.
    """

    number: int
    uid: str
    name: str
    since: date
    other_names: tuple[str, ...] = ()
    crm_id: str = ""
    manager: str = ""
    archived: bool = False
    merged: tuple[int, ...] = ()


class RegisterError(Exception):
    """The register cannot do it; the text says why, and what to do."""


class UnknownClientError(RegisterError):
    """There is no client of that name; `near` are names like it."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        self.name, self.near = name, tuple(near)
        hint = f"; did you mean {' or '.join(f'“{one}”' for one in near)}?" if near else ""
        super().__init__(f"the register knows no client “{name}”{hint}")


class SeveralClientsError(RegisterError):
    """Several clients bear the name; the text tells them apart."""

    def __init__(self, name: str, clients: Sequence[Client]) -> None:
        self.clients = tuple(clients)
        told = "; ".join(f"#{one.number} {told_apart(one)}" for one in clients)
        super().__init__(f"“{name}” is the name of {len(clients)} clients: {told}; say which by its #number")


def told_apart(client: Client) -> str:
    """What tells a client from another of the same name: `Romashka (manager Anna, CRM 17, since 2026-03-02)`."""
    parts = [f"manager {client.manager}" if client.manager else "", f"CRM {client.crm_id}" if client.crm_id else ""]
    return f"{client.name} ({', '.join([*filter(None, parts), f'since {client.since}'])})"
