"""`ansinh dossier`: lists of employers taken in, the work-list by deadline, decisions that would change."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.cli.options import Actor, Tongue
from ansinh.domain.benefits.moves import STATE_NAMES, STATES
from ansinh.domain.benefits.procedures import procedures
from ansinh.records.store.benefits import lists, worklist
from ansinh.records.store.benefits.worklist import Cut
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.benefits.dossiers import reopening
from ansinh.usecases.benefits.lists import accepting, checking, receiving

__all__ = ["app", "ready"]

app = typer.Typer(help="Dossiers of cash benefits / Hồ sơ chế độ.", no_args_is_help=True)
OPEN = tuple(state for state in STATES if state not in {"approved", "paid", "revised", "closed"})


@app.command()
def intake(  # noqa: PLR0913 - options of a command
    file: Annotated[Path, typer.Argument(help="01B-HSB as XLSX, CSV or JSON", exists=True, dir_okay=False)],
    *,
    unit: Annotated[str, typer.Option(help="code of the unit; the form says it otherwise")] = "",
    month: Annotated[str, typer.Option(help="YYYY-MM; the form says it otherwise")] = "",
    accept: Annotated[bool, typer.Option(help="make dossiers of the good rows")] = False,
    papers: Annotated[bool, typer.Option(help="the papers of all rows came with the list")] = False,
    comments: Annotated[Path | None, typer.Option(help="where the workbook with comments goes")] = None,
    actor: Actor = "cli",
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
    lang: Tongue = "vi",
) -> None:
    """Receive and check an employer's list; the same file again is the same list."""
    with show.refusals(lang):
        sent = receiving.Sent(file.read_bytes(), file.name, "bulk", actor, unit, show.month(month) if month else None)
        key = receiving.receive(sent)
        if checking.state(key) in checking.OPEN_STATES:
            checking.check(key, actor)
        if comments is not None:
            comments.write_bytes(checking.commented_workbook(key, language=lang))
        done = accepting.accept(key, actor, good_rows=True, papers_seen=papers) if accept else None
    _tell(key, done.dossiers if done else 0, lang, as_json=as_json)


def _tell(key: str, made: int, lang: Literal["vi", "en"], *, as_json: bool) -> None:
    """Print the counts and every finding; exit code 2 where errors are left and nothing was accepted."""
    facts, found = lists.facts(key), checking.findings(key)
    if as_json:
        counts = {"rows": facts.rows, "errors": facts.errors, "warnings": facts.warnings, "dossiers": made}
        told = {"list": key, "number": facts.number, "state": facts.state, **counts}
        show.print_json({**told, "findings": show.as_values(found)})
    else:
        show.print_findings(found, lang)
        said = {
            "vi": f"{facts.number}: {facts.rows} dòng, {facts.errors} lỗi, {made} hồ sơ.",
            "en": f"{facts.number}: {facts.rows} rows, {facts.errors} errors, {made} dossiers.",
        }
        typer.echo(said[lang])
    if facts.errors and not made:
        raise typer.Exit(2)


@app.command("list")
def work_list(
    *,
    office: Annotated[str, typer.Option(help="code of the office; all under it are shown")],
    state: Annotated[str, typer.Option(help="one state; all that wait by default")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="at most so many")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
    lang: Tongue = "vi",
) -> None:
    """Show dossiers by deadline, the nearest first."""
    offices = worklist.offices_under([office_by_code(office).path])
    rows = worklist.listed(Cut(offices, [state] if state in STATES else list(OPEN)), None, limit)
    if as_json:
        show.print_json(
            [
                {"number": row.number, "procedure": row.procedure, "state": row.state, "due": row.due.isoformat(),
                 "name": row.person_name, "amount": row.amount}
                for row in rows
            ]
        )  # fmt: skip
        return
    table = Table("Hạn", "Số hồ sơ", "Chế độ", "Người hưởng", "Trạng thái", "Số tiền")
    for row in rows:
        name = procedures()[row.procedure].name.to(lang)
        table.add_row(
            f"{row.due:%d/%m/%Y}", row.number, name, row.person_name, STATE_NAMES[row.state].to(lang),
            f"{row.amount or row.monthly or 0:,}".replace(",", "."),
        )  # fmt: skip
    Console().print(table)


@app.command("changed")
def find_changed(
    *,
    office: Annotated[str, typer.Option(help="code of the office; all under it are reckoned again")],
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Reckon again the decisions whose months were recorded anew; people decide about the differences."""
    new = reopening.find_changed(office, actor)
    typer.echo({"vi": f"{new} quyết định cần xem lại.", "en": f"{new} decisions to look at again."}[lang])
