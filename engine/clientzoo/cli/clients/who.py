"""Who is who: a new client, another name, another manager, two that are one, one set aside, one forgotten."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.completion import complete_client
from clientzoo.cli.edge import UserError
from clientzoo.cli.register_door import ByOption, the_register

if TYPE_CHECKING:
    from clientzoo.register.client import Client

ClientArgument = Annotated[
    str,
    typer.Argument(metavar="CLIENT", help="Its name, or #number.", show_default=False, autocompletion=complete_client),
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.", show_default=False)],
    manager: Annotated[str, typer.Option("--manager", metavar="NAME", help="Who looks after it.")] = "",
    crm_id: Annotated[str, typer.Option("--crm-id", metavar="ID", help="Its number in the CRM.")] = "",
    by: ByOption = "",
) -> None:
    """Add a client, also one that is called as another: they are told apart by number, manager and CRM id.

    Example: [bold]clientzoo clients add "ООО Ромашка" --manager Anna --crm-id 17[/bold]
    """
    register = the_register(by, create=True, records=True)
    near = register.near(name)
    client = register.add(name, manager=manager, crm_id=crm_id)
    typer.echo(f"#{client.number} {client.name}")
    if near:
        typer.echo(f"Like it: {', '.join(near)}. If it is the same: clientzoo clients merge", err=True)


def rename(
    client: ClientArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name from now on.", show_default=False)],
    by: ByOption = "",
) -> None:
    """Call a client otherwise; it is still found by its earlier name.

    Example: [bold]clientzoo clients rename Romashka "Vasilyok"[/bold]
    """
    register = the_register(by, records=True)
    before = register.client(client)
    typer.echo(f"{before.name} is now called {register.rename(before, name).name}")


def hand_over(
    client: ClientArgument,
    manager: Annotated[str, typer.Argument(metavar="MANAGER", help="Who looks after it.", show_default=False)],
    by: ByOption = "",
) -> None:
    """Give a client to another manager.

    Example: [bold]clientzoo clients hand-over Romashka Boris[/bold]
    """
    register = the_register(by, records=True)
    now = register.hand_over(register.client(client), manager.strip())
    typer.echo(f"{now.name} is looked after by {now.manager or 'nobody'}")


def merge(
    into: ClientArgument,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The name of the same client, by mistake.", show_default=False)
    ],
    yes: YesOption = False,
    by: ByOption = "",
) -> None:
    """Make one client of two that turned out to be the same. Where both have an answer, the later one counts.

    Example: [bold]clientzoo clients merge "ООО Ромашка" "Romashka LLC"[/bold]
    """
    register = the_register(by, records=True)
    one, two = register.client(into), register.client(other)
    both = register.answers(one).keys() & register.answers(two).keys()
    _sure(yes, f"{_called(two)} becomes {_called(one)}; {len(both)} questions were answered for both.")
    merged = register.merge(one, two)
    typer.echo(f"{two.name} is {merged.name} now, and found by either name")


def archive(
    client: ClientArgument,
    back: Annotated[bool, typer.Option("--back", help="Take it back into the lists.")] = False,
    by: ByOption = "",
) -> None:
    """Set a client aside: lists leave it out, everything stays.

    Example: [bold]clientzoo clients archive Romashka[/bold]
    """
    register = the_register(by, records=True)
    now = register.archive(register.client(client), archived=not back)
    typer.echo(f"{now.name} is {'set aside' if now.archived else 'back in the lists'}")


def forget(client: ClientArgument, yes: YesOption = False, by: ByOption = "") -> None:
    """Really delete a client with everything that hangs on it. It cannot be undone.

    Example: [bold]clientzoo clients forget Romashka[/bold]
    """
    register = the_register(by, records=True)
    found = register.client(client)
    said, judged = len(register.statements(found)), len(register.verdicts(found))
    _sure(yes, f"{_called(found)} goes for good, with {said} answers and {judged} verdicts.")
    gone = register.forget(found)
    told = ", ".join(f"{count} of {name}" for name, count in sorted(gone.items()))
    typer.echo(f"Forgotten. Lines deleted: {told}. Playbooks, exports and backups are files of their own.")


def _called(client: "Client") -> str:
    from clientzoo.register.client import told_apart

    return f"#{client.number} {told_apart(client)}"


def _sure(yes: bool, told: str) -> None:
    """Asks; raises UserError where nobody can be asked, Abort where the answer is no."""
    import sys

    if yes:
        return
    if not sys.stdin.isatty():
        raise UserError(f"{told} Say --yes to do it.")
    typer.confirm(f"{told} Go on?", abort=True, err=True)
