"""The engines a user may ask for; light to import, since every command's options name it."""

from enum import StrEnum


class EngineChoice(StrEnum):
    """`auto`: durable-rules for a few clients, where it is installed and fits the rulebase; else the built-in one."""

    AUTO = "auto"
    DURABLE = "durable"
    BUILTIN = "builtin"
