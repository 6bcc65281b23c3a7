"""One entry of a file against its model: the entry, or problems at the places they concern."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from clientzoo.knowledge.problems import Problem, did_you_mean
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
        for one in error.errors(include_url=False):
            problem = _problem(one, model, document, path)
            if problem not in seen:
                seen.add(problem)
                problems.append(problem)
        return None


def _problem(error: Any, model: type[BaseModel], document: Document, path: KeyPath) -> Problem:
    where = _within(document, path, error["loc"])
    place = document.place((*where, "")) if (*where, "") in document.places else document.place(where)
    code = _CODES.get(error["type"], "wrong-type")
    key = error["loc"][-1] if error["loc"] else ""
    match error["type"]:
        case "missing":
            return Problem(place, code, f"`{key}` is missing", f"add a line `{key}: ...`")
        case "extra_forbidden":
            known = [field.alias or name for name, field in _innermost(model, error["loc"]).model_fields.items()]
            return Problem(document.place(where), code, f"`{key}` is not a key here", did_you_mean(key, known))
        case "literal_error":
            known = [word.strip("' ") for word in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
            known = [word for word in known if word]
            return Problem(
                place, code, f"`{error['input']}` is not a value of `{key}`", did_you_mean(error["input"], known)
            )
        case "string_type":
            return Problem(place, code, f"`{key}` must be text", "put it in quotes" if _plain(error["input"]) else "")
        case "string_pattern_mismatch":
            message = f"`{error['input']}` is not a name"
            return Problem(place, code, message, "letters, digits and underscores, starting with a letter")
    if error["type"] in _KINDS:
        return Problem(place, code, f"`{key}` must be {_KINDS[error['type']]}")
    message = error["msg"][:1].lower() + error["msg"][1:]
    return Problem(place, code, f"`{key}`: {message}" if key != "" else message)


def _within(document: Document, path: KeyPath, location: tuple[str | int, ...]) -> KeyPath:
    """The path of the error, without the steps that Pydantic adds for unions and key checks."""
    for step in location:
        if (*path, step) in document.places:
            path = (*path, step)
    return path


def _innermost(model: type[BaseModel], location: tuple[str | int, ...]) -> type[BaseModel]:
    """The model in which the last step of the location is a field, as far as models nest directly."""
    for step in location[:-1]:
        for name, field in model.model_fields.items():
            inner = field.annotation
            if step in (name, field.alias) and isinstance(inner, type) and issubclass(inner, BaseModel):
                model = inner
    return model


def _plain(value: Any) -> bool:
    return isinstance(value, bool | int | float)
