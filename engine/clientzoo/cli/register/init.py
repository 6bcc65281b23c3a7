"""`clientzoo register init`: makes the register, or brings an older one up to date, and says where it is."""

import typer

from clientzoo.cli.register_door import the_register


def init() -> None:
    """Make the register, or bring its tables up to date, and say where it lies.

    Example: [bold]clientzoo register init[/bold]

    It lies where `register = "..."` in the workspace's clientzoo.toml says, else where CLIENTZOO_REGISTER does, else in
    your own data folder. An address as postgresql://user@host/base is a register for a team.
    """
    from clientzoo.register.rights import renew

    found = the_register(create=True)
    renew(found)
    if not found.made:
        typer.echo(f"The register is {found.place}; its tables are up to date.")
