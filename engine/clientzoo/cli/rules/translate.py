"""`clientzoo rules translate`: the catalogue of a rulebase's texts for a language."""

from typing import Annotated

import typer

from clientzoo.cli.exit_codes import FINDINGS, FINE
from clientzoo.cli.options import ZooOption, refuse_shipped, sound_zoo


def translate(
    language: Annotated[
        str, typer.Argument(metavar="LANGUAGE", help="As in the name of its questionnaire: ru.", show_default=False)
    ],
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; leave with 1 where texts are missing or left over.")
    ] = False,
    zoo: ZooOption = None,
) -> None:
    """Bring the texts of the rulebase into a catalogue for translators: rulebases/<zoo>/<language>.po.

    Example: [bold]clientzoo rules translate ru[/bold]

    Translations stay; those of texts that no longer are go. The file opens in Poedit and Weblate.
    """
    from clientzoo.cli.edge import UserError
    from clientzoo.knowledge.files import replace_file, shown_path
    from clientzoo.knowledge.rule_texts import rule_texts_file
    from clientzoo.workbench.translating import catalogue, differences

    if not check:
        refuse_shipped(zoo)
    known = sound_zoo(zoo)
    if language not in known.translations:
        spoken = ", ".join(known.translations) or "no other"
        raise UserError(f"the zoo has no questionnaire in `{language}`; besides its own it has {spoken}")
    path = rule_texts_file(known.root, known.id, language)
    missing, left_over = differences(known, language)
    if not check:
        replace_file(path, catalogue(known, language))
    for text in missing:
        typer.echo(f"{shown_path(path)}: missing: {text}")
    for text in left_over:
        typer.echo(f"{shown_path(path)}: left over: {text}")
    typer.echo(f"{shown_path(path)}: {len(missing)} texts have no translation, {len(left_over)} translations no text")
    raise typer.Exit(FINDINGS if check and (missing or left_over) else FINE)
