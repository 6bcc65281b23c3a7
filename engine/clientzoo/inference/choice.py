"""The engines a user may ask for; light to import, since every command's options name it."""

from enum import StrEnum


class EngineChoice(StrEnum):
    """`auto` is durable-rules where it is installed and the rulebase fits it, else the built-in engine."""

    AUTO = "auto"
    DURABLE = "durable"
    BUILTIN = "builtin"
