"""YAML edited as text that keeps its comments; the only module that touches ruamel.yaml.

Every result is read back by the zoo's own reader, so that a change is exactly the one that was meant or none at all.
"""

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter

from clientzoo.knowledge.yaml import parse

_BLANK = re.compile(r"[ \t]+$", re.MULTILINE)
_GAPS = re.compile(r"\n{4,}")


class RoundTripError(ValueError):
    """The file cannot be written again without a change of meaning; the text says where."""


def read(text: str) -> Any:
    """The document as mappings and lists that remember their comments. Raises RoundTripError."""
    try:
        return _yaml().load(text)
    except YAMLError as error:
        raise RoundTripError(" ".join(str(error).split())) from error


def written(document: Any, meaning: object) -> str:
    """The document as text. Raises RoundTripError unless it reads as `meaning` with the zoo's own reader."""
    stream = io.StringIO()
    _yaml().dump(document, stream)
    text = _GAPS.sub("\n\n\n", _BLANK.sub("", stream.getvalue())).rstrip("\n") + "\n"
    if parse(text, "").value != meaning:
        raise RoundTripError("it would not mean the same afterwards")
    return text


def flows(node: Any) -> bool:
    """Whether the mapping or list is written in braces or brackets."""
    return bool(node.fa.flow_style())


def has_comment(node: Any) -> bool:
    """Whether a comment hangs on the mapping or list itself."""
    return bool(node.ca.items or node.ca.comment)


class _Plain(str):
    """A scalar that is no text (a number, yes or no, nothing), kept as it was written."""

    __slots__ = ()


class _Constructor(RoundTripConstructor):
    """Reads plain scalars as they stand: what they mean is for the zoo's own reader to say."""


class _Representer(RoundTripRepresenter):
    """Writes them back, and an absent value as a word."""


def _kept(_: Any, node: Any) -> _Plain:
    return _Plain(node.value)


def _put_back(representer: Any, plain: _Plain) -> Any:
    tag = representer.dumper.resolver.resolve(ScalarNode, str(plain), (True, False))
    return representer.represent_scalar(tag, str(plain))


for _kind in ("int", "float", "bool", "null", "timestamp"):
    _Constructor.add_constructor(f"tag:yaml.org,2002:{_kind}", _kept)
_Representer.add_representer(_Plain, _put_back)
_Representer.add_representer(type(None), lambda one, _: one.represent_scalar("tag:yaml.org,2002:null", "null"))


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Constructor, yaml.Representer = _Constructor, _Representer
    yaml.width = 1_000_000
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=2, offset=0)
    return yaml
