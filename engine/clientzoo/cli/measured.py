"""What was measured of a client joins what it answered: one view of it, whatever command looks."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import typer

from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers, read_answers_file
from clientzoo.knowledge.zoo import Zoo


def read_client(path: Path, zoo: Zoo) -> ClientAnswers:
    """The answers in `path`, and the facts that `clientzoo base segment all` found of the client of that name.

    What the file itself says counts more. What has changed in the zoo since the file was written is told on standard
    error. Raises ProblemsError.
    """
    client = read_answers_file(path, zoo)
    if client.account:
        written_for = f"version {client.version}" if client.version else "another version"
        typer.echo(f"{path}: written for {written_for} of the zoo, read with {zoo.version}:", err=True)
        for sentence in client.account:
            typer.echo(f"    {sentence}", err=True)
    return with_measured(client, zoo)


def with_measured(client: ClientAnswers, zoo: Zoo) -> ClientAnswers:
    """The client with the facts of the base around the current folder, if there is one."""
    return replace(client, answers={**measured(client.client, zoo), **client.answers})


def measured(client: str, zoo: Zoo) -> Mapping[str, Answer]:
    """What the base around the current folder says of the client of that name; nothing where there is no base."""
    from clientzoo.cli.base.folder import base_folder

    path = base_folder(None) / "facts.parquet"
    if not path.is_file() or all(attribute.asked for attribute in zoo.attributes.values()):
        return {}
    from clientzoo.segmentation.facts import facts_of

    return facts_of(path, client, zoo)
