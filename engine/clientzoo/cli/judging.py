"""The verdict on a client of the register, given anew and kept beside what was said."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from clientzoo.cli.measured import with_measured

if TYPE_CHECKING:
    from clientzoo.api.expert import Expert
    from clientzoo.inference.consultation import Consultation
    from clientzoo.register.client import Client
    from clientzoo.register.register import Register


def consulted(
    register: "Register", client: "Client", expert: "Expert", as_of: date | None = None, known_on: date | None = None
) -> "Consultation":
    """What today's rules say of the client on a day, by what was known on another."""
    known = with_measured(register.known(client, expert.zoo, as_of, known_on), expert.zoo)
    return expert.classify(known)


def judge(register: "Register", clients: Iterable["Client"], expert: "Expert") -> None:
    """Keeps the verdict on each of them as of today. Raises RegisterError."""
    from clientzoo.register.judging import given_verdict
    from clientzoo.register.known import held_today

    for client in clients:
        held = held_today(register.statements(client), expert.zoo, register.today)
        verdict = given_verdict(consulted(register, client, expert), held, register.today)
        register.record_verdict(client, verdict)
