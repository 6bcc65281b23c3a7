"""Ids with letters of two scripts: `оwner` with a Cyrillic о is not `owner`, and nobody can see it."""

from collections.abc import Iterator

from clientzoo.knowledge.problems import Place
from clientzoo.knowledge.scripts import scripts
from clientzoo.knowledge.zoo import Zoo, value_text
from clientzoo.workbench.check.finding import Examined, Finding, finding


def mixed_scripts(examined: Examined) -> Iterator[Finding]:
    """Names within which letters of several scripts stand between two underscores or hyphens."""
    for place, what, name in dict.fromkeys(_ids(examined.zoo)):
        for word in name.replace("-", "_").split("_"):
            found = scripts(word)
            if len(found) > 1:
                common, *odd = sorted(found, key=lambda script: -len(found[script]))
                letters = ", ".join(f"`{letter}`" for script in odd for letter in dict.fromkeys(found[script]))
                message = f"{what} `{name}` mixes {common} letters with {', '.join(odd)} {letters}"
                hint = "clientzoo rules rename gives it another name wherever it is spoken of"
                yield finding(place, "mixed-scripts", message, hint)


def _ids(zoo: Zoo) -> Iterator[tuple[Place, str, str]]:
    cells = {cell for table in zoo.tables for cell in table.cells.values()}
    yield from ((one.place, "the question", one.id) for one in zoo.attributes.values())
    yield from ((one.place, "the trait", one.id) for one in zoo.traits.values())
    yield from ((one.place, "the animal", one.id) for one in zoo.animals.values())
    yield from ((one.place, "the parameter", one.id) for one in zoo.parameters.values())
    yield from ((one.place, "the advice", one.id) for one in zoo.advice.values())
    for one in zoo.attributes.values():
        yield from ((one.place, f"the value of `{one.id}`,", value_text(value)) for value in one.values)
    for trait in zoo.traits.values():
        yield from ((trait.place, f"the value of `{trait.id}`,", value) for value in trait.values)
    yield from ((rule.place, "the rule", rule.id) for rule in zoo.rules if rule.id not in cells)
