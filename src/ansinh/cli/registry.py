"""`ansinh registry`: people under two numbers, places, and dated changes by two people."""

from dataclasses import asdict
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, registry_acts, show
from ansinh.cli.options import Tongue
from ansinh.usecases.registry import duplicates as finding
from ansinh.usecases.registry import places as reference

__all__ = ["app", "ready"]

app = typer.Typer(help="People, duplicates, places / Người tham gia, trùng lặp, địa danh.", no_args_is_help=True)


@app.command()
def duplicates(
    *,
    office: Annotated[str, typer.Option(help="code of the office; all under it are compared")],
    sure: Annotated[float, typer.Option(min=0.01, max=0.9999, help="probability from which a pair is shown")] = 0.95,
    propose: Annotated[bool, typer.Option(help="propose to merge the pairs found")] = False,
    actor: Annotated[str, typer.Option(help="who proposes")] = "cli",
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
    lang: Tongue = "vi",
) -> None:
    """Find people who bear two numbers, with the evidence; a second person decides about each."""
    with show.refusals(lang):
        pairs = finding.find_duplicates(office, sure=sure)
        made = finding.propose_all(pairs, actor) if propose else []
    if as_json:
        show.print_json({"pairs": [asdict(pair) for pair in pairs], "proposed": made})
        return
    _print(pairs, lang)
    typer.echo(
        {"vi": f"{len(pairs)} cặp; {len(made)} đề nghị gộp.", "en": f"{len(pairs)} pairs; {len(made)} proposed."}[lang]
    )


def _print(pairs: list[finding.Pair], lang: Literal["vi", "en"]) -> None:
    """Print the pairs as a table, surest first."""
    vi = lang == "vi"
    heads = ("Mã số", "Họ tên", "Xác suất", "Vì sao") if vi else ("Numbers", "Names", "Probability", "Why")
    table = Table(*heads)
    for pair in pairs:
        why = "; ".join(f"{s['of'][lang]}: {s['found'][lang]} ({s['weight']:+.1f})" for s in pair.evidence["steps"])
        table.add_row("\n".join(pair.numbers), "\n".join(pair.names), pair.evidence["probability"], why)
    Console().print(table)


@app.command()
def places(*, actor: Annotated[str, typer.Option(help="who loads them")] = "cli") -> None:
    """Load the provinces of before and after 1 July 2025 and their successors; again = nothing."""
    typer.echo(reference.load_places(actor))


for act in (
    registry_acts.terms,
    registry_acts.tree,
    registry_acts.change,
    registry_acts.decide,
    registry_acts.withdraw,
):
    app.command()(act)
