"""What a consultant should know of a sound zoo that is no fault of it."""

from collections.abc import Iterator

from clientzoo.inference import durable
from clientzoo.inference.plan import plan
from clientzoo.knowledge.zoo import Zoo


def notes(zoo: Zoo) -> Iterator[str]:
    """Where the rulebase goes beyond what durable-rules can run, so that the built-in engine runs it."""
    for limit in durable.limits(plan(zoo)):
        yield f"{limit}; this zoo runs on the built-in engine"
