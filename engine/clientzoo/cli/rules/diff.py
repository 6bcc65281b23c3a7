"""`clientzoo rules diff`: two versions of a zoo, and what the change means for clients."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import FINDINGS, FINE, UserError
from clientzoo.cli.options import JsonOption

if TYPE_CHECKING:
    from clientzoo.inference.consultation import Answers
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.workbench.diff import Difference, RuleDiff
    from clientzoo.workbench.impact import Impact

Version = typer.Argument(help="A workspace folder, or a git revision such as HEAD~1.", show_default=False)


def diff(
    old: Annotated[str, Version],
    new: Annotated[str, Version] = ".",
    clients: Annotated[
        list[Path] | None,
        typer.Option(
            "--clients", metavar="FILE", help="Answers files, or folders of them, beside the cases.", show_default=False
        ),
    ] = None,
    base: Annotated[
        str,
        typer.Option("--base", metavar="IN", help="A whole base: CSV, XLSX, Parquet, a database.", show_default=False),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Show what changed between two zoos by meaning, and which clients it changes because of which rule.

    Example: [bold]clientzoo rules diff HEAD~1 . --clients clients[/bold]

    The cases of the new zoo are compared too. Leaves with 1 when something differs in meaning.
    """
    from clientzoo.cli.progress import counted
    from clientzoo.knowledge.find import find_zoo
    from clientzoo.knowledge.load import load_zoo
    from clientzoo.workbench.diff import differences, rule_diff
    from clientzoo.workbench.impact import Impacts
    from clientzoo.workbench.revision import RevisionError, zoo_at

    workspace = find_zoo(Path(new) if Path(new).is_dir() and new != "." else None, Path.cwd()).root
    try:
        with zoo_at(old, workspace) as before, zoo_at(new, workspace) if new != "." else _here() as after:
            one = load_zoo(before.root, before.name, Path.cwd()).sound()
            other = load_zoo(after.root, after.name, Path.cwd()).sound()
            cases = list(_clients(other, clients or []))
    except RevisionError as error:
        raise UserError(str(error)) from None
    rules, rest = rule_diff(one, other), list(differences(one, other))
    watched = Watched(chain(cases, _in_base(base, other) if base else ()))
    impacts = list(Impacts(one, other, rules).of(counted(watched, len(cases), "comparing")))
    if as_json:
        typer.echo(json.dumps(_as_json(rules, rest, impacts), ensure_ascii=False, indent=2))
    else:
        _tell(rules, rest, impacts, watched.seen)
    meant = [one for one in rest if one.how != "reworded"]
    same = not (rules.added or rules.removed or rules.changed or rules.renamed or meant or impacts)
    raise typer.Exit(FINE if same else FINDINGS)


def _here() -> Any:
    """The zoo around the current folder, as it is now."""
    from contextlib import nullcontext

    from clientzoo.knowledge.find import find_zoo

    return nullcontext(find_zoo(None, Path.cwd()))


def _clients(zoo: "Zoo", files: list[Path]) -> "Iterator[tuple[str, Answers]]":
    from clientzoo.cli.clients import Clients
    from clientzoo.workbench.cases import read_cases

    for case in read_cases(zoo)[0]:
        yield f"case {case.id}", case.answers
    for _, client in Clients(files, zoo):
        yield client.client, client.answers


class Watched:
    """Goes through clients once and counts them."""

    def __init__(self, clients: "Iterable[tuple[str, Answers]]") -> None:
        self.seen = 0
        self._clients = clients

    def __iter__(self) -> "Iterator[tuple[str, Answers]]":
        for client in self._clients:
            self.seen += 1
            yield client


def _in_base(source: str, zoo: "Zoo") -> "Iterator[tuple[str, Answers]]":
    """The clients of a table, each under its own name. Raises UserError where the table cannot be read."""
    from clientzoo.inference.column_names import certainty_column
    from clientzoo.knowledge.answer import Answer
    from clientzoo.portfolio.classify import Base
    from clientzoo.tables.heading import CLIENT
    from clientzoo.tables.opening import open_table
    from clientzoo.tables.table import TableError

    try:
        base = Base(zoo, [open_table(source, zoo)])
        for frame, rejects in base.clients():
            for reject in rejects:
                typer.echo(f"{reject.file}:{reject.line}: left out: {reject.column}: {reject.reason}", err=True)
            for row in frame.iter_rows(named=True):
                known = {name: row[name] for name in zoo.attributes if row.get(name) is not None}
                sure = {name: row.get(certainty_column(name)) for name in known}
                yield row[CLIENT], {name: Answer(value, sure[name] or 1.0) for name, value in known.items()}
    except TableError as error:
        raise UserError(str(error)) from None


def _tell(rules: "RuleDiff", rest: "list[Difference]", impacts: "list[Impact]", compared: int) -> None:
    for how, names in (("added", rules.added), ("removed", rules.removed), ("changed", rules.changed)):
        for name in names:
            typer.echo(f"rule {name}: {how}")
    for old, new in rules.renamed.items():
        typer.echo(f"rule {old}: renamed {new}")
    for name in rules.reworded:
        typer.echo(f"rule {name}: reworded (same meaning)")
    for difference in rest:
        typer.echo(str(difference))
    for impact in impacts:
        because = f" because of {', '.join(impact.rules)}" if impact.rules else " because of several changes together"
        typer.echo(f"{impact.client}: {'; '.join(map(str, impact.changes))},{because}")
    typer.echo(f"{len(impacts)} of {compared} clients change animal, status or transition")


def _as_json(rules: "RuleDiff", rest: "list[Difference]", impacts: "list[Impact]") -> dict[str, Any]:
    return {
        "rules": {
            "added": list(rules.added),
            "removed": list(rules.removed),
            "changed": list(rules.changed),
            "renamed": dict(rules.renamed),
            "reworded": list(rules.reworded),
        },
        "other": [{"kind": one.kind, "id": one.id, "how": one.how, "what": one.what} for one in rest],
        "impact": [
            {
                "client": one.client,
                "before": {"animal": one.before.animal, "status": one.before.status},
                "after": {"animal": one.after.animal, "status": one.after.status},
                "changes": list(map(str, one.changes)),
                "rules": list(one.rules),
            }
            for one in impacts
        ],
    }
