"""The first help page: a table of contents, by who needs what. Written plainly, so that it comes at once."""

from typing import Any

import typer

from clientzoo.cli.panels import PANELS

_COMMAND_WIDTH = 11


def write_contents(group: Any, context: Any, formatter: Any) -> None:
    """Writes the group's help: what it does, its commands by panel, its options."""
    formatter.write(f"{group.help}\n\nUsage: {context.command_path} COMMAND ...\n")
    by_panel: dict[str, list[tuple[str, str]]] = {panel: [] for panel in PANELS}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        by_panel.setdefault(command.rich_help_panel, []).append((name, command.get_short_help_str(limit=200)))
    options = [record for option in group.get_params(context) if (record := option.get_help_record(context))]
    for title, rows in (*by_panel.items(), ("Options", options)):
        formatter.write(f"\n{typer.style(title, bold=True)}\n")
        formatter.indent()
        formatter.write_dl([(name.ljust(_COMMAND_WIDTH), what) for name, what in rows])
        formatter.dedent()
    formatter.write(f"\n{group.epilog}\n")
