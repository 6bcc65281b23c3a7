"""`clientzoo rules score`: the rules held against what experts say of clients."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import FINE, WRONG_USE, UserError
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo
from clientzoo.cli.rules.zoo import in_number

if TYPE_CHECKING:
    from clientzoo.inference.share import Share
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.workbench.experience.labelled import LabelledBase
    from clientzoo.workbench.experience.score import Score

LabelledArgument = Annotated[
    str,
    typer.Argument(
        metavar="LABELLED",
        help="A table of answers (CSV, XLSX, Parquet) with a column for the animal, or a folder of answers files that "
        "say `animal: wolf`.",
        show_default=False,
    ),
]
LabelOption = Annotated[str, typer.Option("--label", metavar="COLUMN", help="The column that holds the animals.")]
MapOption = Annotated[
    Path | None, typer.Option("--map", metavar="FILE", help="A mapping file for the table, as for `base classify`.")
]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="The workbook's sheet. Default: the first.")
]


def score(
    labelled: LabelledArgument,
    label: LabelOption = "animal",
    mapping: MapOption = None,
    sheet: SheetOption = None,
    most: Annotated[int, typer.Option("--most", min=0, help="Rules to list; 0 lists all that fired.")] = 15,
    svg_file: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Draw the calibration.", show_default=False)
    ] = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hold the rules against clients whose animal an expert named: how often right, how sure, and which rules mislead.

    Example: [bold]clientzoo rules score last-year.csv --label what_it_was[/bold]

    Chances for the two scores are made of certainties as docs/workbench.md tells. Leaves with 2 when a client cannot be
    read.
    """
    from clientzoo.inference.plan import plan
    from clientzoo.knowledge.files import replace_file
    from clientzoo.workbench.experience.picture import svg
    from clientzoo.workbench.experience.score import score as scored

    known = sound_zoo(zoo)
    base = labelled_base(labelled, known, label, mapping, sheet)
    found = scored(plan(known), base.clients)
    if svg_file is not None:
        replace_file(svg_file, svg(found.calibration, f"{known.title}: calibration").encode())
    if as_json:
        typer.echo(json.dumps(_as_json(known, base, found), ensure_ascii=False, indent=2))
    else:
        _tell(known, base, found, most)
    raise typer.Exit(WRONG_USE if base.rejected else FINE)


def labelled_base(source: str, zoo: "Zoo", label: str, mapping: Path | None, sheet: str | None) -> "LabelledBase":
    """The clients, told of those that cannot be read on standard error. Raises UserError where there are none."""
    from clientzoo.tables.mapping import read_table_map
    from clientzoo.tables.opening import open_table
    from clientzoo.tables.table import TableError
    from clientzoo.workbench.experience.labelled import of_folder, of_table

    mapped = read_table_map(mapping, zoo) if mapping else None
    try:
        if Path(source).is_dir():
            base = of_folder(Path(source), zoo)
        else:
            base = of_table(open_table(source, zoo, sheet=sheet), zoo, mapped, label)
    except TableError as error:
        hint = "; --label names the column of animals" if f"`{label}`" in str(error) else ""
        raise UserError(f"{error}{hint}") from None
    for line in base.rejected:
        typer.echo(line, err=True)
    if not base.clients:
        hint = "answers files say it as `animal: wolf` below `client:`" if Path(source).is_dir() else "see --label"
        raise UserError(f"{source}: no client has an animal that an expert named; {hint}")
    return base


def _tell(zoo: "Zoo", base: "LabelledBase", found: "Score", most: int) -> None:
    from clientzoo.workbench.experience.picture import bar

    without = f", {base.unlabelled} more without an animal" if base.unlabelled else ""
    typer.echo(f"{zoo.title}: {in_number(len(base.clients), 'client')} whose animal is known{without}")
    typer.echo(f"  right           {_share(found.right)}")
    typer.echo(f"  decided         {_share(found.decided)}")
    typer.echo(f"  right of those  {_share(found.right_of_decided)}")
    typer.echo(f"  Brier score {found.brier:.3f}, logarithmic score {found.logarithmic:.3f} (the smaller the better)")
    typer.echo("\nThe expert's animal by row, the verdict by column:")
    columns = [*zoo.animals, None]
    width = max(map(len, zoo.animals)) + 1
    typer.echo(" " * width + "".join(f"{(name or 'open')[:9]:>10}" for name in columns))
    for row in zoo.animals:
        cells = [found.confusion.get((row, column), 0) for column in columns]
        if any(cells):
            typer.echo(f"{row:{width}}" + "".join(f"{cell or '.':>10}" for cell in cells))
    typer.echo("\nOf those called so, how many were right:")
    for one in found.calibration:
        low, high = one.right.interval
        typer.echo(f"  {one.word:15} {one.certainty:.2f}  {bar(one.right.value, (low, high))}  {_share(one.right)}")
    misleading = [one for one in found.records if one.wrong]
    if misleading:
        typer.echo("\nRules that spoke for a wrong animal or against the right one, worst first:")
    for record in misleading[: most or None]:
        shown = ", ".join(record.wrong[:3]) + (" ..." if len(record.wrong) > 3 else "")
        typer.echo(
            f"  {record.rule.place}: {record.rule.id} ({record.rule.certainty:+g}): "
            f"{len(record.wrong)} wrong, {len(record.right)} right: {shown}"
        )


def _share(share: "Share") -> str:
    low, high = share.interval
    return f"{share.hits} of {share.of} ({share.value:.0%}, between {low:.0%} and {high:.0%})"


def _as_json(zoo: "Zoo", base: "LabelledBase", found: "Score") -> dict[str, Any]:
    def share(one: "Share") -> dict[str, Any]:
        low, high = one.interval
        return {"hits": one.hits, "of": one.of, "share": one.value, "low": low, "high": high}

    confusion = [
        {"expert": expert, "verdict": verdict, "clients": clients}
        for (expert, verdict), clients in sorted(
            found.confusion.items(), key=lambda pair: (pair[0][0], str(pair[0][1]))
        )
    ]
    return {
        "zoo": zoo.id,
        "clients": len(base.clients),
        "unlabelled": base.unlabelled,
        "rejected": list(base.rejected),
        "right": share(found.right),
        "decided": share(found.decided),
        "right_of_decided": share(found.right_of_decided),
        "brier": found.brier,
        "logarithmic": found.logarithmic,
        "confusion": confusion,
        "calibration": [
            {"word": one.word, "certainty": one.certainty, "right": share(one.right)} for one in found.calibration
        ],
        "rules": [
            {
                "rule": one.rule.id,
                "place": str(one.rule.place),
                "certainty": one.rule.certainty,
                "right": list(one.right),
                "wrong": list(one.wrong),
            }
            for one in found.records
        ],
    }
