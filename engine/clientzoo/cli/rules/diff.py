"""`clientzoo rules diff`: two versions of a zoo, and what the change means for clients."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.exit_codes import FINDINGS, FINE, WRONG_USE
from clientzoo.cli.options import JsonOption
from clientzoo.knowledge.problems import ProblemsError

if TYPE_CHECKING:
    from clientzoo.inference.consultation import Answers
    from clientzoo.knowledge.find import Found
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.tables.table import Table
    from clientzoo.workbench.diff import Difference, RuleDiff
    from clientzoo.workbench.impact import Impact
    from clientzoo.workbench.shifts import Direction, Shifts

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
    mapping: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="A mapping file for the base, as for `base classify`."),
    ] = None,
    table: Annotated[str | None, typer.Option("--table", metavar="NAME", help="The database's table or view.")] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="The workbook's sheet. Default: the first.")
    ] = None,
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="Of a CSV file; cp1251 for many Russian ones.")
    ] = "utf-8",
    as_json: JsonOption = False,
) -> None:
    """Show what changed between two zoos by meaning, and which clients it changes because of which rule.

    Example: [bold]clientzoo rules diff HEAD~1 . --clients clients[/bold]

    The cases of both are compared too. Leaves with 1 when something differs in meaning or a row of the base is left
    out, with 2 when answers named here cannot be read.
    """
    from clientzoo.cli.named_clients import NamedClients
    from clientzoo.cli.progress import with_progress
    from clientzoo.knowledge.find import find_zoo
    from clientzoo.tables.opening import open_table
    from clientzoo.tables.table import TableError
    from clientzoo.workbench.between import either
    from clientzoo.workbench.diff import differences, rule_diff
    from clientzoo.workbench.impact import Impacts
    from clientzoo.workbench.revision import RevisionError, zoo_at

    workspace = find_zoo(Path(new) if Path(new).is_dir() and new != "." else None, Path.cwd()).root
    try:
        with zoo_at(old, workspace) as before, zoo_at(new, workspace) if new != "." else _here() as after:
            one, other = _sound(before, old), _sound(after, new)
            cases = _cases(one, other)
    except RevisionError as error:
        raise UserError(str(error)) from None
    rules, rest = rule_diff(one, other), list(differences(one, other))
    both = replace(either(one, other), id=other.id, version=other.version)
    answered = NamedClients(clients or [], both)
    if clients and not answered.sources:
        raise UserError(f"no answers files in {', '.join(map(str, clients))}")
    watched = Watched(chain(cases, ((each.answers.client, each.answers.answers) for each in answered)))
    try:
        if base:
            opened = open_table(base, both, table=table, sheet=sheet, encoding=encoding)
            watched.also(_in_base(opened, both, mapping, watched))
        known = len(cases) + len(answered.sources)
        compared = Impacts(one, other, rules, rest)
        impacts = list(compared.of(with_progress(watched, known, "comparing")))
    except TableError as error:
        raise UserError(str(error)) from None
    if as_json:
        typer.echo(json.dumps(_as_json(rules, rest, impacts, compared.shifts), ensure_ascii=False, indent=2))
    else:
        tell(one, other, rules, rest, impacts, compared.shifts, watched.seen)
    meant = [change for change in rest if change.how != "reworded"]
    same = not watched.left_out and not (
        rules.added or rules.removed or rules.changed or rules.renamed or meant or impacts or compared.shifts
    )
    raise typer.Exit(WRONG_USE if answered.unreadable else FINE if same else FINDINGS)


def _sound(found: "Found", name: str) -> "Zoo":
    """The zoo; places in a revision are told as `HEAD~1:rulebases/...`. Raises ProblemsError."""
    from clientzoo.knowledge.load import load_zoo

    if Path(name).exists():
        return load_zoo(found.root, found.name, Path.cwd()).sound()
    loaded = load_zoo(found.root, found.name, found.root)
    if loaded.problems:
        places = ((one, replace(one.place, file=f"{name}:{one.place.file}")) for one in loaded.problems)
        raise ProblemsError(replace(one, place=place) for one, place in places)
    return loaded.zoo


def _here() -> Any:
    """The zoo around the current folder, as it is now."""
    from contextlib import nullcontext

    from clientzoo.knowledge.find import find_zoo

    return nullcontext(find_zoo(Path() if Path("rulebases").is_dir() else None, Path.cwd()))


def _cases(old: "Zoo", new: "Zoo") -> "list[tuple[str, Answers]]":
    """The cases of both versions; of one that both have, the answers of the new one."""
    from clientzoo.workbench.cases import read_cases

    cases = {case.id: case.answers for zoo in (old, new) for case in read_cases(zoo)[0]}
    return [(f"case {name}", answers) for name, answers in cases.items()]


class Watched:
    """Goes through clients once and counts them, and the rows of a base that cannot be read."""

    def __init__(self, clients: "Iterable[tuple[str, Answers]]") -> None:
        self.seen = self.left_out = 0
        self._clients = clients

    def also(self, clients: "Iterable[tuple[str, Answers]]") -> None:
        self._clients = chain(self._clients, clients)

    def __iter__(self) -> "Iterator[tuple[str, Answers]]":
        for client in self._clients:
            self.seen += 1
            yield client


def _in_base(table: "Table", zoo: "Zoo", mapping: Path | None, watched: Watched) -> "Iterator[tuple[str, Answers]]":
    """The clients of a table, each under its own name. Raises TableError where the table cannot be read."""
    from clientzoo.inference.column_names import certainty_column
    from clientzoo.knowledge.answer import Answer
    from clientzoo.pool.classify import Base
    from clientzoo.tables.heading import CLIENT
    from clientzoo.tables.mapping import read_table_map

    base = Base(zoo, [table], read_table_map(mapping, zoo) if mapping else None)
    for frame, rejects in base.clients():
        watched.left_out += len(rejects)
        for reject in rejects:
            typer.echo(f"{reject.file}:{reject.line}: left out: {reject.column}: {reject.reason}", err=True)
        for row in frame.iter_rows(named=True):
            known = {name: row[name] for name in zoo.attributes if row.get(name) is not None}
            sure = {name: row.get(certainty_column(name)) for name in known}
            yield row[CLIENT], {name: Answer(value, sure[name] or 1.0) for name, value in known.items()}


def tell(
    old: "Zoo",
    new: "Zoo",
    rules: "RuleDiff",
    rest: "list[Difference]",
    impacts: "list[Impact]",
    shifts: "Shifts",
    compared: int,
) -> None:
    """Prints what changed, and for whom of the clients compared."""
    from clientzoo.workbench.diff import rule_change
    from clientzoo.workbench.shifts import shifts_in_words

    for how, names in (("added", rules.added), ("removed", rules.removed)):
        for name in names:
            typer.echo(f"rule {name}: {how}")
    for name in rules.changed:
        typer.echo(f"rule {name}: changed ({rule_change(old.rule[name], new.rule[name])})")
    for was, now in rules.renamed.items():
        typer.echo(f"rule {was}: renamed {now}")
    for name in rules.reworded:
        typer.echo(f"rule {name}: reworded (same meaning)")
    for difference in rest:
        typer.echo(str(difference))
    for impact in impacts:
        typer.echo(f"{impact.client}: {'; '.join(map(str, impact.changes))}, because of {_cause(impact)}")
    for line in shifts_in_words(shifts, compared):
        typer.echo(line)
    typer.echo(f"{len(impacts)} of {compared} clients change animal, status or transition")


def _cause(impact: "Impact") -> str:
    if impact.rules:
        *most, last = impact.rules
        return f"{', '.join(most)} and {last} together" if impact.together and most else ", ".join(impact.rules)
    return ", ".join(impact.others) or "several changes together"


def _as_json(rules: "RuleDiff", rest: "list[Difference]", impacts: "list[Impact]", shifts: "Shifts") -> dict[str, Any]:
    return {
        "rules": {
            "added": list(rules.added),
            "removed": list(rules.removed),
            "changed": list(rules.changed),
            "renamed": dict(rules.renamed),
            "reworded": list(rules.reworded),
        },
        "other": [
            {
                "kind": one.kind,
                "id": one.id,
                "how": one.how,
                "what": one.what,
                "fields": [asdict(field) for field in one.fields],
            }
            for one in rest
        ],
        "shifts": {
            "surer": _direction(shifts.surer),
            "less_sure": _direction(shifts.less_sure),
            "close_calls": [
                {"first": first, "second": second, "clients": count}
                for (first, second), count in shifts.close_calls.most_common()
            ],
            "newly_close": [
                {"client": one.client, "first": one.pair[0], "second": one.pair[1]} for one in shifts.newly_close
            ],
            "no_longer_close": shifts.no_longer_close,
        },
        "impact": [
            {
                "client": one.client,
                "before": {"animal": one.before.animal, "status": one.before.status},
                "after": {"animal": one.after.animal, "status": one.after.status},
                "changes": list(map(str, one.changes)),
                "rules": list(one.rules),
                "together": one.together,
                "others": list(one.others),
            }
            for one in impacts
        ],
    }


def _direction(direction: "Direction") -> dict[str, Any]:
    return {
        "clients": direction.clients,
        "mean": round(direction.mean, 6),
        "largest": [asdict(shift) for shift in direction.largest],
    }
