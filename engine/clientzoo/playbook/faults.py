"""What Jinja says of a template, as a problem with its place."""

from pathlib import Path
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from clientzoo.knowledge.files import shown_path
from clientzoo.knowledge.problems import Place, Problem
from clientzoo.playbook.budget import LimitError
from clientzoo.playbook.lookup import UnknownNameError
from clientzoo.playbook.sandbox import ForbiddenError

SUFFIX = ".jinja"


def problem(error: Exception, fallback: Place) -> Problem:
    """The problem behind an error met while a template was read or rendered.

    Its place is the template's line where that is known, else `fallback`. Any exception may come: an expression that
    compares a text with a number raises what Python raises.
    """
    code, message = _said(error)
    return Problem(_place(error, fallback), code, message)


def _said(error: Exception) -> tuple[str, str]:
    match error:
        case ForbiddenError():
            return "forbidden-construct", error.message or "this is not allowed"
        case TemplateSyntaxError():
            return "template-syntax", error.message or "this is not a template"
        case TemplateNotFound():
            return "missing-template", error.message or f"there is no template {error.name}"
        case LimitError():
            return "endless-template", str(error)
        case SecurityError():
            return "forbidden-construct", str(error)
        case UnknownNameError() | UndefinedError():
            return "unknown-name", str(error)
        case RecursionError():
            return "endless-template", "it calls itself without an end, or is nested too deeply"
        case SyntaxError():  # of the code that Jinja makes of it
            return "template-syntax", "it is nested too deeply"
    return "template-error", str(error)


def _place(error: Exception, fallback: Place) -> Place:
    if isinstance(error, TemplateSyntaxError):
        return Place(shown_path(Path(error.filename)), error.lineno) if error.filename else fallback
    found = fallback
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(SUFFIX):
            found = Place(shown_path(Path(file)), trace.tb_lineno)
        trace = trace.tb_next
    return found
