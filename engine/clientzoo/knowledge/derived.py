"""Numbers that a rulebase derives from answers, as questions that nobody asks."""

from collections.abc import Mapping

from clientzoo.knowledge.formula import Formula, Operation, formula, names_in
from clientzoo.knowledge.problems import Problem, did_you_mean
from clientzoo.knowledge.rulebase import Sections
from clientzoo.knowledge.zoo import Attribute, Parameter


def read_derived(
    sections: Sections,
    questions: Mapping[str, Attribute],
    parameters: Mapping[str, Parameter],
    problems: list[Problem],
) -> dict[str, Attribute]:
    """Each as an attribute with its formula; what is wrong is left out, its reasons in `problems`."""
    found: dict[str, Attribute] = {}
    for one in sections["derived"].values():
        place = one.document.place((*one.path, ""))
        try:
            read = formula(one.entry.root)
        except ValueError as error:
            problems.append(Problem(place, "wrong-type", f"`{one.id}`: {error}", "write it as wanted - now"))
            continue
        if one.id in questions:
            problems.append(Problem(one.place, "duplicate-id", f"`{one.id}` is also a question", "rename it"))
            continue
        numbers = [name for name, question in questions.items() if question.numeric]
        strange = [name for name in names_in(read) if name not in numbers and name not in parameters]
        for name in strange:
            message = f"`{name}` is neither a question for a number nor a parameter"
            problems.append(Problem(place, "unknown-attribute", message, did_you_mean(name, [*numbers, *parameters])))
        if strange:
            continue
        units = {questions[name].unit for name in names_in(read) if name in questions}
        unit = units.pop() if len(units) == 1 and not _scales(read) else ""
        found[one.id] = Attribute(
            one.id, "", one.id.replace("_", " ").capitalize(), "", f"Computed: {one.entry.root}", "",
            "from_working_together", "nobody", "number", unit=unit, asked=False, place=one.place,
            formula=_with_numbers(read, parameters),
        )  # fmt: skip
    return found


def _scales(one: Formula) -> bool:
    """Whether it multiplies or divides, so that its unit is no longer that of its parts."""
    return isinstance(one, Operation) and (one.sign in "*/" or _scales(one.left) or _scales(one.right))


def _with_numbers(one: Formula, parameters: Mapping[str, Parameter]) -> Formula:
    if isinstance(one, Operation):
        return Operation(one.sign, _with_numbers(one.left, parameters), _with_numbers(one.right, parameters))
    return float(parameters[one].value) if isinstance(one, str) and one in parameters else one
