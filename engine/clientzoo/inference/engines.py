"""Choosing the engine: durable-rules for one client where it is installed and fits, the built-in one elsewhere."""

from clientzoo.inference.chaining import Engine
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.zoo import Zoo


class EngineUnavailableError(Exception):
    """durable-rules was asked for by name and is not installed, or the rulebase is beyond its limits."""


def engine_for(zoo: Zoo, choice: EngineChoice = EngineChoice.AUTO) -> Engine:
    """An engine compiled for the zoo; compile once and reuse. Raises EngineUnavailableError."""
    planned = plan(zoo)
    if choice is EngineChoice.BUILTIN:
        return Forward(planned)
    from clientzoo.inference import durable

    reason = durable.unavailable(planned)
    if reason is None:
        return durable.Durable(planned)
    if choice is EngineChoice.DURABLE:
        raise EngineUnavailableError(reason)
    return Forward(planned)
