"""`clientzoo rules sql`: the rulebase for a warehouse."""

from typing import Annotated

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.options import ZooOption, sound_zoo


def sql(
    dialect: Annotated[
        str,
        typer.Option(
            "--dialect",
            metavar="NAME",
            help="bigquery, clickhouse, databricks, duckdb, postgres, snowflake or trino.",
            show_default=False,
        ),
    ],
    table: Annotated[
        str, typer.Option("--table", metavar="NAME", help="The clients' table or view, as schema.name.")
    ] = "clients",
    client: Annotated[str, typer.Option("--client", metavar="COLUMN", help="Who the client is: text.")] = "client",
    columns: Annotated[
        str,
        typer.Option(
            "--columns",
            metavar="A,B,...",
            help="The columns of answers and of certainties that the table has. Default: one for every question.",
        ),
    ] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Add the ids of the rules that fired.")] = False,
    zoo: ZooOption = None,
) -> None:
    """Print the rulebase as one SELECT, to classify clients where they are stored.

    Example: [bold]clientzoo rules sql --dialect postgres --table crm.clients > zoo.sql[/bold]

    Columns bear the questions' ids and hold values by id; yes/no questions are booleans. It takes some seconds.
    """
    from clientzoo.knowledge.problems import did_you_mean
    from clientzoo.workbench.sql import Dialect, SqlError, select

    if dialect not in [*Dialect]:
        raise UserError(f"there is no dialect `{dialect}` here ({did_you_mean(dialect, [*Dialect])})")
    known = sound_zoo(zoo)
    named = [one.strip() for one in columns.split(",") if one.strip()]
    try:
        typer.echo(select(known, Dialect(dialect), table, client, named, fired=explain))
    except SqlError as error:
        raise UserError(str(error)) from None
