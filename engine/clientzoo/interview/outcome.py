"""How an interview ended."""

from enum import Enum


class Ending(Enum):
    FINISHED = "finished"
    LEFT = "left"
    INTERRUPTED = "interrupted"
