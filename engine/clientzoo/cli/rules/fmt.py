"""`clientzoo rules fmt`: the canonical layout."""

from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.exit_codes import FINDINGS, FINE, WRONG_USE
from clientzoo.cli.options import ZooOption, loaded_zoo, refuse_shipped
from clientzoo.cli.rules.zoo import ZooArgument, in_number


def fmt(
    zoo_folder: ZooArgument = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; leave with 1 where a file would change.")
    ] = False,
    zoo: ZooOption = None,
) -> None:
    """Lay out the files of a zoo in one way; comments stay and nothing changes its meaning.

    Example: [bold]clientzoo rules fmt --check[/bold]
    """
    from clientzoo.cli.progress import with_progress as with_bar
    from clientzoo.knowledge.files import update_text
    from clientzoo.knowledge.problems import ProblemsError
    from clientzoo.workbench.fmt import files, formatted
    from clientzoo.workbench.round_trip import RoundTripError

    if not check:
        refuse_shipped(zoo_folder or zoo)
    found = list(files(loaded_zoo(zoo_folder or zoo).zoo))
    differing, refused = 0, False
    for path in with_bar(found, len(found), "laying out"):
        shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        try:
            text = path.read_text(encoding="utf-8")
            laid_out = formatted(text)
        except (ProblemsError, RoundTripError, UnicodeDecodeError) as error:
            refused = True
            typer.echo(f"{shown}: left as it is: {error}", err=True)
            continue
        if laid_out != text:
            differing += 1
            typer.echo(f"{shown}: {'would change' if check else 'laid out anew'}")
            if not check:
                update_text(path, text, laid_out)
    typer.echo(f"{len(found)} files, {in_number(differing, 'file')} {'to lay out' if check else 'changed'}")
    raise typer.Exit(WRONG_USE if refused else FINDINGS if check and differing else FINE)
