"""`clientzoo schema`: JSON Schemas of what is printed and of what is written by hand."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.options import ZooOption, refuse_shipped, sound_zoo


class Schema(StrEnum):
    VERDICT = "verdict"
    EXPLANATION = "explanation"
    PLAYBOOK = "playbook"
    CLIENT = "client"
    LOG = "log"
    STEP = "step"
    OUTCOME = "outcome"
    HISTORY = "history"
    SEGMENTS = "segments"
    SHEETS = "sheets"
    IMPORT = "import"
    CLASSIFIED = "classified"
    SUMMARY = "summary"
    MOVES = "moves"
    POOL_SHOW = "pool-show"
    POOL_READINESS = "pool-readiness"
    POOL_PLAN = "pool-plan"
    POOL_FORECAST = "pool-forecast"
    POOL_VALUE = "pool-value"
    FINDINGS = "findings"
    SOURCES = "sources"
    TESTED = "tested"
    COVERAGE = "coverage"
    MUTATED = "mutated"
    SCORED = "scored"
    FITTED = "fitted"
    GAPS = "gaps"
    DIFF = "diff"
    RULE = "rule"
    QUESTIONNAIRE = "questionnaire"
    RULEBASE = "rulebase"
    CASES = "cases"
    ANSWERS = "answers"
    POOL = "pool"
    TRANSLATION = "translation"
    SEGMENT_SHEETS = "segment-sheets"


def schema(
    of: Annotated[Schema | None, typer.Argument(help="What the schema describes.", show_default=False)] = None,
    workspace: Annotated[
        bool, typer.Option("--write", help="Write those of all files into .schemas/ of the workspace.")
    ] = False,
    zoo: ZooOption = None,
) -> None:
    """Print a JSON Schema: of a verdict, of an explanation, or of the files you write, for your editor.

    Example: [bold]clientzoo schema verdict[/bold]

    Those of files know the names of the zoo, so that an editor completes them; docs/editors.md shows how to set it up.
    """
    from clientzoo.cli.schemas import json_schema
    from clientzoo.workbench.schemas import FILES, FOLDER, write_schemas

    if workspace:
        refuse_shipped(zoo)
        known = sound_zoo(zoo)
        write_schemas(known.root, known)
        typer.echo(f"{known.root / FOLDER}: {', '.join(FILES)}")
    elif of is None:
        raise UserError(f"name one of {', '.join(Schema)}")
    else:
        known_or_none = sound_zoo(zoo) if of.value in FILES else None
        typer.echo(json.dumps(json_schema(of.value, known_or_none), ensure_ascii=False, indent=2))
