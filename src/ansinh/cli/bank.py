"""`ansinh bank`: take in statements, match them, see what waits, bill the budgets."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.cli.options import Actor, Office, Tongue
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.collection.match_columns import REASONS
from ansinh.records.store.collection import worklist
from ansinh.usecases import collection

__all__ = ["app", "ready"]

app = typer.Typer(help="Bank statements / Sao kê ngân hàng.", no_args_is_help=True)
TAKEN = Text(
    "{file}: {lines} dòng mới, {known} dòng đã có, {amount} đồng.",
    "{file}: {lines} new lines, {known} known, {amount} dong.",
)
REFUSED = Text("{file}: không nhập.", "{file}: refused, nothing taken in.")
FOUND = Text(
    "Đã đối chiếu {lines} dòng, {amount} đồng; {budget} dòng ngân sách; còn {left} dòng chờ xác định.",
    "{lines} lines matched, {amount} dong; {budget} of the budgets; {left} left in suspense.",
)
BILLED = Text(
    "{bills} phiếu thu ngân sách quý từ {quarter}: {amount} đồng; {changed} phiếu đổi, chênh lệch {difference} đồng.",
    "{bills} bills of the quarter from {quarter}: {amount} dong; {changed} changed, by {difference} dong.",
)


@app.command("import")
def take_in(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    *,
    office: Office,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Take in bank statements (camt.053, CSV by profile); exit 1 if a file was refused."""
    refused = False
    for path in files:
        with show.refusals(lang):
            done = collection.import_statement(path.read_bytes(), name=path.name, office=office, actor=actor)
        told = REFUSED.fill(file=path.name)
        if not done.findings:
            told = TAKEN.fill(file=path.name, lines=done.lines, known=done.known, amount=format_dong(done.amount))
        typer.echo(told.to(lang))
        show.print_findings(done.findings, lang)
        refused = refused or bool(done.findings)
    if refused:
        raise typer.Exit(1)


@app.command()
def match(*, office: Office, actor: Actor = "cli", lang: Tongue = "vi") -> None:
    """Match every line in suspense of an office and those below it."""
    with show.refusals(lang):
        done = collection.match_suspense(office=office, actor=actor)
    told = FOUND.fill(lines=done.lines, amount=format_dong(done.amount), budget=done.budget, left=done.left)
    typer.echo(told.to(lang))
    for rule, count in sorted(done.by_rule.items()):
        typer.echo(f"  {rule}: {count}")


@app.command()
def suspense(*, office: Office, limit: Annotated[int, typer.Option(min=1, max=1000)] = 50, lang: Tongue = "vi") -> None:
    """Show the lines nobody has been found for, oldest first, with who may have paid and why."""
    with show.refusals(lang):
        rows = worklist.page(office, limit=limit)
    table = Table("id", "day", "amount", "payer", "text", "candidates")
    for row in rows:
        who = [f"{c.code} {c.score} ({', '.join(REASONS[r].to(lang) for r in c.reasons)})" for c in row.candidates[:3]]
        table.add_row(str(row.id), f"{row.value_date}", format_dong(row.open), row.payer_name, row.text, "\n".join(who))
    Console().print(table)


@app.command()
def bill(
    quarter: Annotated[str, typer.Argument(help="a month of the quarter, YYYY-MM")],
    *,
    office: Office,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Bill the State's and the local budget for a quarter; again bills the difference."""
    month = show.month(quarter)
    with show.refusals(lang):
        done = collection.bill_quarter(office, month, actor=actor)
    told = BILLED.fill(
        bills=done.bills, changed=done.changed, quarter=month, amount=format_dong(done.amount),
        difference=format_dong(done.difference),
    )  # fmt: skip
    typer.echo(told.to(lang))
