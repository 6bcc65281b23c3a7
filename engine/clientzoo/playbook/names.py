"""What a template names, and which of it the zoo or the contract does not have. Nothing is rendered here."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.context import LAYOUT_NAMES, VerdictView, ZooView
from clientzoo.playbook.lookup import CONTRACT

PICTURES = ("ranking", "transitions")


class Unheard(NamedTuple):
    line: int
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names that may stand by themselves, what may follow some of them after a dot, and the topics of advice."""

    names: frozenset[str]
    members: Mapping[str, Collection[str]]
    topics: Collection[str]


def of_advice(zoo: Zoo) -> Vocabulary:
    lookups = {"answers": zoo.attributes, "traits": zoo.traits, "parameters": zoo.parameters}
    return Vocabulary(frozenset(CONTRACT), lookups, ())


def of_layout(zoo: Zoo, assigned: Collection[str]) -> Vocabulary:
    """`assigned` are names that any of the zoo's templates gives itself: included parts share them."""
    advice = of_advice(zoo)
    members = {
        **advice.members,
        "topics": zoo.topics,
        "pictures": PICTURES,
        "verdict": [field.name for field in fields(VerdictView)],
        "zoo": [field.name for field in fields(ZooView)],
    }
    return Vocabulary(advice.names | set(LAYOUT_NAMES) | set(assigned), members, zoo.topics)


def of_page() -> Vocabulary:
    return Vocabulary(frozenset(("language", "client", "zoo", "body")), {"zoo": ("title", "version")}, ())


def assigned(tree: nodes.Template) -> frozenset[str]:
    """Names that a template gives at its top level, by `set`, `macro` or `import`."""
    found = set()
    for node in tree.body:
        if isinstance(node, nodes.Macro):
            found.add(node.name)
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            found |= {
                name.name for name in [node.target, *node.target.find_all(nodes.Name)] if isinstance(name, nodes.Name)
            }
        elif isinstance(node, nodes.FromImport):
            found |= {name if isinstance(name, str) else name[1] for name in node.names}
        elif isinstance(node, nodes.Import):
            found.add(node.target)
    return frozenset(found)


def unheard(tree: nodes.Template, words: Vocabulary) -> Iterator[Unheard]:
    """Every name that the vocabulary does not have, with its line."""
    unknown = find_undeclared_variables(tree) - words.names
    seen = set()
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in unknown and (name.name, name.lineno) not in seen:
            seen.add((name.name, name.lineno))
            hint = did_you_mean(name.name, sorted(words.names))
            yield Unheard(name.lineno, "unknown-name", f"`{name.name}` is no name that a template can use here", hint)
    accesses: list[nodes.Getattr | nodes.Getitem] = [*tree.find_all(nodes.Getattr), *tree.find_all(nodes.Getitem)]
    for node in accesses:
        owner, member = node.node, _member(node)
        if isinstance(owner, nodes.Name) and member is not None and owner.name in words.members:
            known = words.members[owner.name]
            if member not in known:
                message = f"`{owner.name}.{member}`: there is no `{member}`"
                yield Unheard(node.lineno, "unknown-name", message, did_you_mean(member, known))
    for call in tree.find_all(nodes.Call):
        if words.topics and isinstance(call.node, nodes.Name) and call.node.name == "advice" and call.args:
            topic = call.args[0]
            if isinstance(topic, nodes.Const) and topic.value not in words.topics:
                message = f"`{topic.value}` is no topic of this zoo"
                yield Unheard(call.lineno, "unknown-topic", message, did_you_mean(topic.value, words.topics))


def loaded(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """The templates that it names in so many words, to extend, include or import."""
    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        for node in tree.find_all(kind):
            named = getattr(node, "template", None)
            if isinstance(named, nodes.Const) and isinstance(named.value, str):
                yield node.lineno, named.value


def _member(node: nodes.Getattr | nodes.Getitem) -> str | None:
    if isinstance(node, nodes.Getattr):
        return node.attr
    return node.arg.value if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str) else None
