"""`ansinh debt`: the ladder built, what is due, a step done with its document, promises, recovery campaigns."""

import datetime as dt
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import debt_lists, ready, show
from ansinh.cli.options import Actor, AsJson, Day, Tongue, Under
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.collection.ladder import step_names, step_words
from ansinh.formats.document_write import DocumentForm, write_document
from ansinh.records.store.collection import ladder_cases, scope
from ansinh.records.store.collection.ladder_write import Doing
from ansinh.usecases.collection import ladder, ladder_documents, ladder_recovery, ladder_steps

__all__ = ["app", "ready"]

app = typer.Typer(help="Debts pushed step by step / Đôn đốc nợ theo bước.", no_args_is_help=True)
debt_lists.add_to(app)
BUILT = Text(
    "Khóa sổ {period}: {debtors} đơn vị nợ; mở {opened}, kết thúc {closed} hồ sơ; {steps} bước mới "
    "({automatic} tự động); {promises} cam kết đã rõ kết quả.",
    "Closed month {period}: {debtors} debtors; {opened} cases opened, {closed} closed; {steps} new steps "
    "({automatic} automatic); {promises} promises settled.",
)
HEADS = (
    Text("Số", "Id"), Text("Hạn", "By"), Text("Bước", "Step"), Text("Đơn vị", "Employer"), Text("Còn nợ", "Owed"),
    Text("Cán bộ", "Officer"),
)  # fmt: skip


@app.command()
def build(
    *, office: Under, day: Day = None, actor: Actor = "nightly", as_json: AsJson = False, lang: Tongue = "vi"
) -> None:
    """Open and close cases, add the steps due on a day; again adds nothing."""
    made = ladder.build(office, show.day(day), actor)
    if as_json:
        show.print_json(asdict(made))
        return
    typer.echo(BUILT.to(lang).format(**asdict(made)))


@app.command()
def board(*, office: Under, day: Day = None, as_json: AsJson = False, lang: Tongue = "vi") -> None:
    """Show how each step of the ladder stands."""
    found = ladder_cases.board(scope.offices(scope.office(office).path), show.day(day))
    if as_json:
        show.print_json([count._asdict() for count in found.values()])
        return
    for count in found.values():
        words = Text("chờ {w} (trễ {l}), đã làm {d}, nợ {o}", "{w} waiting ({l} late), {d} done, {o} owed").to(lang)
        said = words.format(w=count.waiting, l=count.late, d=count.done, o=format_dong(count.owed))
        typer.echo(f"{step_words(count.step).to(lang)}: {said}")


@app.command("list")
def show_work(
    *,
    office: Under,
    officer: Annotated[str, typer.Option(help="only the cases of this officer")] = "",
    step: Annotated[str, typer.Option(help="only this step")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Show the steps that wait, the earliest deadline first."""
    offices = scope.offices(scope.office(office).path)
    rows = ladder_cases.work(offices, ladder_cases.WorkFilter(officer, show.one_of(step, step_names())), limit=limit)
    if as_json:
        show.print_json([{**row._asdict(), "due": str(row.due), "deadline": str(row.deadline)} for row in rows])
        return
    table = Table(*(head.to(lang) for head in HEADS))
    for row in rows:
        name = f"{row.account} {row.name}"
        said = step_words(row.step).to(lang)
        table.add_row(str(row.id), f"{row.deadline}", said, name, format_dong(row.principal), row.officer)
    Console().print(table)


@app.command()
def do(  # noqa: PLR0913 - options of a command
    step: Annotated[int, typer.Argument(help="id of the step")],
    *,
    day: Day = None,
    channel: Annotated[str, typer.Option(help="post | portal | e-mail | phone | visit")] = "",
    delivered: Day = None,
    proof: Annotated[str, typer.Option(help="postal number, minutes, signed paper")] = "",
    note: Annotated[str, typer.Option(help="what was said")] = "",
    actor: Actor = "cli",
) -> None:
    """Write down that a step was done, with its proof."""
    doing = Doing(show.day(day), channel, show.day(delivered) if delivered else None, proof, note)
    typer.echo(ladder_steps.do_step(step, doing, actor))


@app.command()
def document(
    step: Annotated[int, typer.Argument(help="id of the step")],
    *,
    output: Annotated[Path, typer.Option(help="file to write")],
    form: Annotated[Literal["pdf", "html", "md", "xlsx", "json"], typer.Option("--format")] = "pdf",
    day: Day = None,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Write the document of a step."""
    output.write_bytes(ladder_documents.write_step(step, form, lang, day=show.day(day), actor=actor))
    typer.echo(str(output))


@app.command()
def promise(
    code: Annotated[str, typer.Argument(help="code of the employer account")],
    amount: Annotated[int, typer.Argument(help="dong")],
    until: Annotated[dt.datetime, typer.Argument(formats=["%Y-%m-%d"])],
    *,
    said_by: Annotated[str, typer.Option(help="who promised")],
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """Keep what an employer promised to pay by a day."""
    typer.echo(ladder_steps.take_promise(code, amount, show.day(until), said_by=said_by, on=show.day(day), actor=actor))


@app.command()
def assign(
    officers: Annotated[list[str], typer.Argument(help="user names")], *, office: Under, actor: Actor = "cli"
) -> None:
    """Share the cases nobody has among officers."""
    for officer, count in ladder_steps.assign(office, officers, actor).items():
        typer.echo(f"{officer}: {count}")


@app.command()
def campaign(  # noqa: PLR0913 - options of a command
    codes: Annotated[list[str], typer.Argument(help="codes of the employer accounts handed over")],
    *,
    office: Under,
    body: Annotated[str, typer.Option(help="police | inspection | court | labour | own")] = "police",
    name: Annotated[str, typer.Option(help="name of the campaign")],
    paper: Annotated[str, typer.Option(help="number of the document")],
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """Hand debts over as they stand; print the campaign's id."""
    opening = ladder_recovery.Opening(body, name, paper, show.day(day))
    typer.echo(str(ladder_recovery.open_campaign(office, opening, codes, actor)))


@app.command()
def recovered(
    number: Annotated[uuid.UUID, typer.Argument(help="id of the campaign")],
    *,
    form: Annotated[DocumentForm | None, typer.Option("--format", help="md | html | pdf | xlsx | json")] = None,
    output: Annotated[Path | None, typer.Option(help="file to write")] = None,
    lang: Tongue = "vi",
) -> None:
    """Say what a campaign brought in, or write its report."""
    made = ladder_recovery.report(number)
    if form is None or output is None:
        typer.echo(ladder_recovery.sentence(made.answer, lang))
        return
    output.write_bytes(write_document(ladder_recovery.document(made, lang), form))
    typer.echo(str(output))
