"""`clientzoo rules rename`: another id for anything in a zoo, wherever it is spoken of."""

from typing import Annotated

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.exit_codes import FINDINGS
from clientzoo.cli.options import ZooOption, refuse_shipped, sound_zoo
from clientzoo.cli.rules.test import YesOption, confirmed, show_difference


def rename(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="An id, or `question: value` for a value.", show_default=False)
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id it gets.", show_default=False)],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="question, trait, value, animal, rule, parameter, advice, topic or band, where OLD is several.",
            show_default=False,
        ),
    ] = "",
    yes: YesOption = False,
    zoo: ZooOption = None,
) -> None:
    """Give a question, value, trait, animal, rule, parameter or advice another id, everywhere.

    Example: [bold]clientzoo rules rename "red_tape: light" slight[/bold]

    Rules, tables, cases, translations, templates and texts of advice follow, shown as a diff first. The questionnaire
    remembers the earlier name, so that answers given earlier are understood. A name that is taken is refused, and the
    change is tried on a copy: every case must come out as before. All files are written, or none.
    """
    from clientzoo.knowledge.files import shown_path, write_together
    from clientzoo.knowledge.yaml import text
    from clientzoo.workbench.rename.plan import renaming
    from clientzoo.workbench.rename.subject import RenameError, subject
    from clientzoo.workbench.rename.texts import texts_of

    refuse_shipped(zoo)
    known = sound_zoo(zoo)
    before = {path: text(path) for path in texts_of(known)}
    try:
        meant = subject(known, old, kind)
        done = renaming(known, meant, new)
    except RenameError as error:
        raise UserError(str(error)) from None
    for path, after in done.texts.items():
        show_difference(shown_path(path), before[path], after)
    for path, name in done.moved.items():
        typer.echo(f"{shown_path(path)} becomes {shown_path(name)}")
    count = len({*done.texts, *done.moved})
    if not confirmed(f"Rename {meant} to {new} in {count} file{'s' if count > 1 else ''}?", yes):
        raise typer.Exit(FINDINGS)
    write_together({path: (before[path], after) for path, after in done.texts.items()}, done.moved)
    typer.echo(f"{meant} is now {new}, in {count} file{'s' if count > 1 else ''}. Now: clientzoo rules test")
