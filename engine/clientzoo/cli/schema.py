"""`clientzoo schema`: JSON Schemas of what is printed and of what is written by hand."""

import json
from enum import StrEnum
from typing import Annotated

import typer


class Schema(StrEnum):
    VERDICT = "verdict"
    EXPLANATION = "explanation"
    PLAYBOOK = "playbook"
    QUESTIONNAIRE = "questionnaire"
    RULEBASE = "rulebase"
    CASES = "cases"
    ANSWERS = "answers"


def schema(of: Annotated[Schema, typer.Argument(help="What the schema describes.", show_default=False)]) -> None:
    """Print a JSON Schema: of a verdict, of an explanation, or of the files you write, for your editor.

    Example: [bold]clientzoo schema verdict[/bold]
    """
    from clientzoo.cli.schemas import json_schema

    typer.echo(json.dumps(json_schema(of.value), ensure_ascii=False, indent=2))
