"""Everything that is wrong with the templates of a zoo and with the texts of its advice, all at once."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes

from clientzoo.knowledge.advice import Advice
from clientzoo.knowledge.files import shown_path
from clientzoo.knowledge.html_page import policy_meta
from clientzoo.knowledge.problems import Place, Problem, did_you_mean
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook import names
from clientzoo.playbook.documents.markdown import is_one_paragraph
from clientzoo.playbook.escaping import printable
from clientzoo.playbook.faults import problem
from clientzoo.playbook.language import forbidden, without_unknown
from clientzoo.playbook.page_contents import FROM_DATA, has_policy, outside
from clientzoo.playbook.rendering import PAGE, part
from clientzoo.playbook.sandbox import ForbiddenError, Sandbox
from clientzoo.playbook.trial import trial

OF_PAGES = ("foreign-content", "missing-policy")  # a playbook can be made all the same


def check(zoo: Zoo) -> tuple[Problem, ...]:
    """All problems, by place; empty when every playbook of the zoo can be made.

    Where nothing is wrong on the face of it, a playbook is made for each animal, with all advice there is.
    """
    sandbox = Sandbox(zoo.templates_dir, printable)
    found = {*_templates(zoo, sandbox), *_advice(zoo, sandbox)}
    if not any(one.code not in OF_PAGES for one in found):
        found |= set(trial(zoo))
    return tuple(sorted(found))


def _templates(zoo: Zoo, sandbox: Sandbox) -> Iterator[Problem]:
    present = sandbox.list_templates()
    yield from _missing(zoo, present)
    trees: dict[str, nodes.Template] = {}
    for name in present:
        place = _place(zoo, name)
        try:
            source, _, _ = sandbox.confined.get_source(sandbox, name)
            trees[name] = sandbox.read(source, str(zoo.templates_dir / name))
        except (TemplateSyntaxError, TemplateNotFound, RecursionError) as error:
            yield problem(error, place)
    yield from _pages(zoo, sandbox, list(trees))
    shared = {name for tree in trees.values() for name in names.assigned(tree)}
    for name, tree in trees.items():
        file = _place(zoo, name).file
        page = name.endswith((".html.jinja", ".css.jinja"))
        words = names.of_page() if page else names.of_layout(zoo, shared)
        for line, wanted in names.loaded(tree):
            if wanted not in present:
                message = f"there is no template `{wanted}`"
                yield Problem(Place(file, line), "missing-template", message, did_you_mean(wanted, present))
        yield from _in_tree(tree, words, partial(Place, file))
        yield from _compiled(sandbox, tree, name, _place(zoo, name))


def _pages(zoo: Zoo, sandbox: Sandbox, present: list[str]) -> Iterator[Problem]:
    """What the templates of pages would load or run, and whether one says that it may not."""
    policies = False
    for name in (one for one in present if one.endswith((".html.jinja", ".css.jinja"))):
        source, _, _ = sandbox.confined.get_source(sandbox, name)
        html = sandbox.literal(source, FROM_DATA)
        style = name.endswith(".css.jinja")
        for line, message in outside(f"<style>{html}</style>" if style else html):
            yield Problem(
                Place(_place(zoo, name).file, line),
                "foreign-content",
                message,
                "pages load and run nothing; leave it out",
            )
        policies = policies or has_policy(html)
    if PAGE in present and not policies:
        message = "the page does not say that it may load nothing; the program says it in every page it writes"
        yield Problem(_place(zoo, PAGE), "missing-policy", message, f"write below <head>: {policy_meta()}")


def _missing(zoo: Zoo, present: list[str]) -> Iterator[Problem]:
    for name in (part(None), PAGE):
        if name not in present:
            yield Problem(_place(zoo, name), "missing-template", f"the zoo has no `{name}`", "every zoo needs one")
    for animal in zoo.animals:
        if part(animal) not in present:
            message = f"the {zoo.animals[animal].name.lower()} has no part in the playbook"
            yield Problem(
                _place(zoo, part(animal)), "missing-part", message, f"write templates/{zoo.id}/{part(animal)}"
            )
    parts = {part(animal): animal for animal in zoo.animals}
    folder = part("").partition("/")[0]
    for name in present:
        if name.startswith(f"{folder}/") and name not in parts:
            message = f"`{name}` is the part of no animal of this zoo"
            yield Problem(_place(zoo, name), "unknown-part", message, did_you_mean(name, parts))


def _advice(zoo: Zoo, sandbox: Sandbox) -> Iterator[Problem]:
    words = names.of_advice(zoo)
    for one in zoo.advice.values():
        for key, text in (("text", one.text), ("done_when", one.done_when)):
            yield from _text(one, key, text, sandbox, words)


def _text(one: Advice, key: str, text: str, sandbox: Sandbox, words: names.Vocabulary) -> Iterator[Problem]:
    said = f"{key} of `{one.id}`: "
    try:
        tree = sandbox.read(text)
    except (TemplateSyntaxError, RecursionError) as error:
        fault = problem(error, one.place)
        yield Problem(one.place, fault.code, said + fault.message, fault.hint)
        return
    for fault in _in_tree(tree, words, lambda _: one.place):
        yield Problem(fault.place, fault.code, said + fault.message, fault.hint)
    if text and not is_one_paragraph(" ".join(text.split())):
        message = f"{said}it is more than a paragraph: a heading, a list or a quotation begins in it"
        yield Problem(one.place, "not-a-paragraph", message, "write plain sentences")


def _in_tree(tree: nodes.Template, words: names.Vocabulary, place: Callable[[int], Place]) -> Iterator[Problem]:
    for one in forbidden(tree):
        yield Problem(place(one.line), "forbidden-construct", one.message, one.hint)
    try:
        for name in names.unheard(without_unknown(tree), words):
            yield Problem(place(name.line), name.code, name.message, name.hint)
    except TemplateSyntaxError as error:  # Jinja makes code of the template to see its names: a block may stand twice
        fault = problem(error, place(error.lineno))
        yield Problem(place(error.lineno), fault.code, fault.message, fault.hint)


def _compiled(sandbox: Sandbox, tree: nodes.Template, name: str, place: Place) -> Iterable[Problem]:
    """What shows only when code is made of a template, as an unknown filter does."""
    try:
        sandbox.compile(tree, name, str(sandbox.confined.folder / name))
    except ForbiddenError:
        return ()  # told already, every place of it
    except (TemplateSyntaxError, RecursionError, SyntaxError) as error:
        return (problem(error, place),)
    return ()


def _place(zoo: Zoo, template: str) -> Place:
    return Place(shown_path(zoo.templates_dir / template))
