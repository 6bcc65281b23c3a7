"""One entry of a file against its model: the entry, or problems at the places they concern."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from clientzoo.knowledge.problems import Place, Problem, did_you_mean
from clientzoo.knowledge.yaml import Document, KeyPath

Model = TypeVar("Model", bound=BaseModel)

_CODES = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-key",
    "literal_error": "unknown-value",
    "string_too_short": "empty-text",
    "string_pattern_mismatch": "bad-name",
    "string_too_long": "bad-name",
    "greater_than": "out-of-range",
    "greater_than_equal": "out-of-range",
    "less_than": "out-of-range",
    "less_than_equal": "out-of-range",
    "finite_number": "out-of-range",
    "too_short": "empty-text",
    "dict_too_short": "empty-text",
}


_KINDS = {
    "float_type": "a number",
    "int_type": "a whole number",
    "bool_type": "yes or no",
    "dict_type": "a mapping, as `{name: value}`",
    "list_type": "a list",
}


def validated(model: type[Model], raw: Any, document: Document, path: KeyPath, problems: list[Problem]) -> Model | None:
    """`raw`, standing at `path` of the document, as a `model`; None when it is not one, all reasons in `problems`."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        seen = set()
        for one in _without_echoes(error.errors(include_url=False), raw, document, path):
            problem = _problem(one, model, document, path)
            if problem not in seen:
                seen.add(problem)
                problems.append(problem)
        return None


_SHAPES = {
    **dict.fromkeys(
        ("if", "when", "relevant_if"), ("a condition, a mapping of facts to tests", "as `if: {appetite: hungry}`")
    ),
    "then": ("what the rule speaks for", "as `then: {animal: wolf}`, or a list: `{animal: [wolf, tiger]}`"),
    "because": ("a text, or a text for each row", "as `because: {hungry: It wants to grow.}`"),
    "source": ("a text, or a text for each row", "as `source: {hungry: the method}`"),
}


def _without_echoes(errors: Sequence[Any], raw: Any, document: Document, path: KeyPath) -> Iterator[Any]:
    """The errors without those that only repeat another: each way in which a value might have been written, and the
    lines that belong below an empty key and are not indented."""
    empty = isinstance(raw, dict) and any(raw.get(key, "") is None for key in ("if", "when", "then"))
    told: set[KeyPath] = set()
    for error in errors:
        if empty and error["type"] == "extra_forbidden" and len(error["loc"]) == 1:
            continue
        where = _within(document, path, error["loc"])
        if error["type"] != "missing" and error["type"] != "extra_forbidden" and _is_alternative(error["loc"], where):
            if where in told:
                continue
            told.add(where)
            yield {**error, "type": "alternatives"}
        else:
            yield error


def _is_alternative(location: Sequence[str | int], where: KeyPath) -> bool:
    """Whether the last step names one of the kinds a value may be, and no key or number of the file."""
    return bool(location) and (not where or location[-1] != where[-1])


def _shape(place: Place, where: KeyPath, given: Any) -> Problem:
    """What should stand here, in an expert's words."""
    key = next((str(step) for step in reversed(where) if step in _SHAPES), "")
    name = str(where[-1]) if where else ""
    what, example = _SHAPES.get(key, ("another kind of value", ""))
    if key and name != key:  # deeper within
        return Problem(place, "wrong-type", f"`{name}` in `{key}` is not written as it should be", example)
    if given is None:
        return Problem(place, "wrong-type", f"`{name}` is empty: it wants {what}", "indent what belongs to it by two")
    return Problem(place, "wrong-type", f"`{name}` must be {what}", example)


def _number_meant(given: Any) -> str:
    """`0,9` and `90%` as the number that they stand for."""
    found = re.fullmatch(r"\s*(-?[0-9]{1,9})(?:[.,]([0-9]{1,9}))?\s*(%?)\s*", given) if isinstance(given, str) else None
    if not found:
        return ""
    number = float(f"{found[1]}.{found[2] or '0'}") / (100 if found[3] else 1)
    return f"write {number:g}"


def _problem(error: Any, model: type[BaseModel], document: Document, path: KeyPath) -> Problem:
    where = _within(document, path, error["loc"])
    place = document.place((*where, "")) if (*where, "") in document.places else document.place(where)
    code = _CODES.get(error["type"], "wrong-type")
    key = error["loc"][-1] if error["loc"] else ""
    match error["type"]:
        case "alternatives":
            return _shape(place, where, error["input"])
        case "missing":
            return Problem(place, code, f"`{key}` is missing", f"add a line `{key}: ...`")
        case "extra_forbidden":
            known = [field.alias or name for name, field in _innermost(model, error["loc"]).model_fields.items()]
            return Problem(document.place(where), code, f"`{key}` is not a key here", did_you_mean(key, known))
        case "literal_error":
            known = [word.strip("' ") for word in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
            known = [word for word in known if word]
            name = next((step for step in reversed(error["loc"]) if isinstance(step, str)), key)  # not a list's number
            return Problem(
                place, code, f"`{error['input']}` is not a value of `{name}`", did_you_mean(error["input"], known)
            )
        case "string_type":
            return Problem(place, code, f"`{key}` must be text", "put it in quotes" if _plain(error["input"]) else "")
        case "string_pattern_mismatch":
            message = f"`{error['input']}` is not a name"
            return Problem(place, code, message, "letters, digits and underscores, starting with a letter")
    if error["type"] in _KINDS:
        hint = _number_meant(error["input"]) if error["type"] == "float_type" else ""
        return Problem(place, code, f"`{key}` must be {_KINDS[error['type']]}", hint)
    message = error["msg"][:1].lower() + error["msg"][1:]
    return Problem(place, code, f"`{key}`: {message}" if key != "" else message)


def _within(document: Document, path: KeyPath, location: tuple[str | int, ...]) -> KeyPath:
    """The path of the error, without the steps that Pydantic adds for unions and key checks."""
    for step in location:
        if (*path, step) in document.places:
            path = (*path, step)
    return path


def _innermost(model: type[BaseModel], location: tuple[str | int, ...]) -> type[BaseModel]:
    """The model in which the last step of the location is a field, as far as models nest directly or in lists."""
    for step in location[:-1]:
        for name, field in model.model_fields.items():
            inner = next(iter(get_args(field.annotation)), field.annotation)
            if step in (name, field.alias) and isinstance(inner, type) and issubclass(inner, BaseModel):
                model = inner
    return model


def _plain(value: Any) -> bool:
    return isinstance(value, bool | int | float)
