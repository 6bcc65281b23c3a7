"""Choosing the engine: durable-rules for a client where it is installed and fits, the built-in one elsewhere and for
many."""

from clientzoo.inference.chaining import Engine
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.zoo import Zoo


class EngineUnavailableError(Exception):
    """durable-rules was asked for by name and is not installed, or the rulebase is beyond its limits."""


MANY = 20  # clients from which the built-in engine, some five times faster and equal in verdicts, is the better choice


def engine_for(zoo: Zoo, choice: EngineChoice = EngineChoice.AUTO, clients: int = 1) -> Engine:
    """An engine compiled for the zoo, to consult that many clients; compile once and reuse.

    Raises EngineUnavailableError.
    """
    planned = plan(zoo)
    if choice is EngineChoice.BUILTIN or (choice is EngineChoice.AUTO and clients >= MANY):
        return Forward(planned)
    from clientzoo.inference import durable

    reason = durable.unavailable(planned)
    if reason is None:
        return durable.Durable(planned)
    if choice is EngineChoice.DURABLE:
        raise EngineUnavailableError(reason)
    return Forward(planned)
