"""Names of clients for the shell to complete, and what on the command line is a file and no name."""

import os
from contextlib import suppress
from pathlib import Path


def is_path(named: str) -> bool:
    """Whether the words name a file or folder: one that is there, or that could be nothing else."""
    return Path(named).exists() or named.endswith((".yaml", ".yml")) or os.sep in named or "/" in named


def complete_client(incomplete: str) -> list[str]:
    """Names for the shell to complete; none where there is no register."""
    with suppress(Exception):
        from clientzoo.cli.register_door import the_register
        from clientzoo.register.names import name_key

        wanted = name_key(incomplete) if incomplete else ""
        return [one.name for one in the_register().clients() if name_key(one.name).startswith(wanted)]
    return []
