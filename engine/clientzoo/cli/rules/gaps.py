"""`clientzoo rules gaps`: where clients stay undecided."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo
from clientzoo.cli.rules.check import said
from clientzoo.cli.rules.zoo import ZooArgument

if TYPE_CHECKING:
    from clientzoo.knowledge.answer import Answer
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.workbench.gaps import Gaps, Kind


BESIDE = 10  # one client in so many is also made up at random, to tell both apart
SHARES = ("decided", "close", "undetermined")


class Around(StrEnum):
    UNIFORM = "uniform"
    CASES = "cases"


def gaps(
    zoo_folder: ZooArgument = None,
    clients: Annotated[
        int, typer.Option("--clients", min=1, max=1_000_000_000, help="How many to make up.")
    ] = 1_000_000,
    around: Annotated[
        Around | None,
        typer.Option(
            "--around",
            help="cases: clients like the cases; uniform: every answer as likely. Default: cases where there are any.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes up the same clients.")] = 1,
    most: Annotated[int, typer.Option("--most", min=0, help="How many kinds of each status to show.")] = 12,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE", help="Add the smallest clients shown as cases.", show_default=False),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="DIR",
            help="Write them as answers files, for `explain` and `rules case add`.",
            show_default=False,
        ),
    ] = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make up a million clients: how many stay undecided, which animals are confused, by whom it is shown.

    Example: [bold]clientzoo rules gaps --clients 200000[/bold]

    They are like the cases, some answers changed and some left out. How many of those who answer at random stay
    undecided is told beside it, which says how much the rules leave open, and nothing of real clients.
    """
    from clientzoo.cli.progress import with_progress
    from clientzoo.inference.batch import PART
    from clientzoo.inference.forward import Forward
    from clientzoo.inference.plan import plan
    from clientzoo.workbench.cases import read_cases
    from clientzoo.workbench.gaps import Gaps, sampled, smallest_of, telling

    known = sound_zoo(zoo_folder or zoo)
    if not known.animals or not known.attributes:
        raise UserError("this zoo has no animals or no questions yet")
    cases = [case.answers for case in read_cases(known)[0]]
    if around is Around.CASES and not cases:
        raise UserError("this zoo has no cases; use --around uniform")
    near_cases = bool(cases) and around is not Around.UNIFORM
    found, at_random = Gaps(), Gaps()
    parts = sampled(known, cases, clients, seed, near_cases)
    for grown in with_progress(parts, -(-clients // PART), "making up clients"):
        found = grown
    if near_cases and around is None:
        beside = -(-clients // BESIDE)
        parts = sampled(known, [], beside, seed, near_cases=False)
        for grown in with_progress(parts, -(-beside // PART), "answering at random"):
            at_random = grown
    engine = Forward(plan(known))
    kinds = telling(found, most)
    examples = {kind: smallest_of(kind, found, engine) for kind in with_progress(kinds, len(kinds), "dropping answers")}
    if as_json:
        typer.echo(json.dumps(_as_json(known, near_cases, found, at_random, examples), ensure_ascii=False, indent=2))
    else:
        _tell(known, len(cases) if near_cases else 0, found, at_random, examples)
    if save is not None:
        typer.echo(_save(save, known, examples), err=as_json)
    if answers is not None:
        typer.echo(_write_answers(answers, known, examples), err=as_json)


def _tell(
    zoo: "Zoo", cases: int, found: "Gaps", at_random: "Gaps", examples: Mapping["Kind", Mapping[str, "Answer"]]
) -> None:
    made = f"like the {cases} cases" if cases else "who answer at random"
    typer.echo(f"{zoo.title}: {found.clients} made-up clients {made}")
    for status in SHARES:
        blank = f", of which {found.blank} with nothing for any animal" if status == "undetermined" else ""
        typer.echo(f"  {status:13} {found.share(status):6.1%}{blank}")
    if at_random.clients:
        shares = ", ".join(f"{status} {at_random.share(status):.1%}" for status in SHARES)
        typer.echo(f"  (of {at_random.clients} who answer at random, as nobody does: {shares})")
    confused = found.confused()
    if confused:
        typer.echo("\nClose calls, the leading animal by row (per thousand clients):")
        width = max(map(len, zoo.animals)) + 1
        typer.echo(" " * width + "".join(f"{animal[:9]:>10}" for animal in zoo.animals))
        for first in zoo.animals:
            cells = (1000 * confused.get((first, second), 0) / found.clients for second in zoo.animals)
            typer.echo(f"{first:{width}}" + "".join(f"{cell:10.1f}" if cell else f"{'.':>10}" for cell in cells))
    for kind, client in examples.items():
        typer.echo(f"\n{kind} ({found.kinds[kind]} clients); the smallest:")
        typer.echo(f"  {said({name: answer.value for name, answer in client.items()})}")


def _as_json(
    zoo: "Zoo", near_cases: bool, found: "Gaps", at_random: "Gaps", examples: Mapping["Kind", Mapping[str, "Answer"]]
) -> dict[str, Any]:
    return {
        "zoo": zoo.id,
        "clients": found.clients,
        "around": (Around.CASES if near_cases else Around.UNIFORM).value,
        "shares": _shares(found),
        "blank": found.blank,
        "confused": [{"first": one, "second": other, "clients": n} for (one, other), n in found.confused().items()],
        "kinds": [
            {
                "status": kind.status,
                "first": kind.first,
                "second": kind.second,
                "clients": found.kinds[kind],
                "smallest": {name: answer.value for name, answer in client.items()},
            }
            for kind, client in examples.items()
        ],
        "at_random": {"clients": at_random.clients, "shares": _shares(at_random)} if at_random.clients else None,
    }


def _shares(gaps: "Gaps") -> dict[str, float]:
    return {status: round(gaps.share(status), 6) for status in SHARES}


def _save(path: Path, zoo: "Zoo", examples: Mapping["Kind", Mapping[str, "Answer"]]) -> str:
    """Adds those that no case has yet to a file of cases, and says how many."""
    from clientzoo.inference.forward import Forward
    from clientzoo.inference.plan import plan
    from clientzoo.knowledge.files import update_text
    from clientzoo.knowledge.yaml import text as read
    from clientzoo.workbench.case_file import case_id, entry, with_case
    from clientzoo.workbench.cases import read_cases

    cases = read_cases(zoo)[0]
    taken = {case.id for case in cases}
    fresh = {kind: client for kind, client in examples.items() if all(case.answers != client for case in cases)}
    text = before = read(path) if path.exists() else None
    engine = Forward(plan(zoo))
    for kind, client in fresh.items():
        name = case_id(f"gap {kind}", taken)
        taken.add(name)
        about = f"A gap found among made-up clients, {kind}; write what it ought to be."
        try:
            text = with_case(text, entry(name, about, engine.consult(client), client))
        except ValueError as error:
            raise UserError(f"{path}: {error}") from None
    if fresh and text is not None:
        update_text(path, before, text)
    known = len(examples) - len(fresh)
    already = f"; {known} are cases already" if known else ""
    return f"\n{path}: {len(fresh)} cases added, which expect today's outcome{already}"


def _write_answers(folder: Path, zoo: "Zoo", examples: Mapping["Kind", Mapping[str, "Answer"]]) -> str:
    from clientzoo.interview.answers_text import answers_text
    from clientzoo.knowledge.answers_file import ClientAnswers
    from clientzoo.knowledge.file_names import plain_name
    from clientzoo.knowledge.files import replace_file

    folder.mkdir(parents=True, exist_ok=True)
    for kind, client in examples.items():
        name = f"Gap, {kind}"
        text = answers_text(ClientAnswers(name, zoo.id, zoo.version, client), zoo)
        replace_file(folder / f"{plain_name(name)}.yaml", text.encode())
    return f"\n{folder}: {len(examples)} answers files written"
