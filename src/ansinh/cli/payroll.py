"""`ansinh payroll`: batches of payment from opening to the last answer of a bank."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import payroll_deaths, ready, show
from ansinh.cli.options import Actor, Office, Tongue
from ansinh.core.errors import MissingError
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import AGAIN, OUTCOME_NAMES, SOURCES, Outcome, Source
from ansinh.jobs import engine
from ansinh.jobs.payroll.files import make_files
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records.store.benefits import payments, payments_lines, payments_tally
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import payments_answers as answers
from ansinh.usecases.benefits.payments import Opening
from ansinh.usecases.benefits.payments_again import open_again
from ansinh.usecases.benefits.payroll_increase import increase_of

__all__ = ["app", "ready"]

app = typer.Typer(help="Payroll and payments / Chi trả.", no_args_is_help=True)
app.command("deaths")(payroll_deaths.deaths)
app.command("alive")(payroll_deaths.alive)
app.command("paid-in")(payroll_deaths.paid_in)
app.command("heirs")(payroll_deaths.heirs_letter)
Period = Annotated[str, typer.Argument(help="month, YYYY-MM")]
From = Annotated[str, typer.Option("--source", help="pension | decision | relief | again (pensions that came back)")]
Number = Annotated[int | None, typer.Option(help="number of the batch in the month; else that of its source", min=1)]
Workers = Annotated[int, typer.Option(help="processes")]
NONE = Text("Chưa mở đợt chi {month} của {office}.", "No batch of {month} is open for {office}.")
TRIED = Text(
    "Tính thử {month}: {people} người, {amount} đồng. Kỳ trước {before} người; tăng {joined}, giảm {left}, "
    "thay đổi mức {changed} ({by} đồng).",
    "Trial of {month}: {people} people, {amount} dong. Before {before} people; {joined} joined, {left} left, "
    "{changed} amounts changed (by {by} dong).",
)
SIGNED = Text("{who} đã duyệt; trạng thái: {state}.", "Approved by {who}; the batch is {state}.")
MADE = Text(
    "{files} tệp ({fresh} mới), {lines} khoản, {amount} đồng: {folder}",
    "{files} files ({fresh} new), {lines} payments, {amount} dong: {folder}",
)
TAKEN = Text("{file}: {new}; {known} kết quả đã có.", "{file}: {new}; {known} results known before.")
REFUSED = Text("{file}: không nhập.", "{file}: refused, nothing taken in.")


@app.command("open")
def open_(  # noqa: PLR0913 - options of a command
    period: Period, *, office: Office, source: From = "pension", measure: Annotated[str, typer.Option()] = "",
    number: Number = None, due: Annotated[str, typer.Option(help="day to pay, YYYY-MM-DD")] = "", actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Open a batch of a month; open already, it is shown."""
    month = show.month(period)
    with show.refusals(lang):
        of, on = _source(source), show.day_of(due) if due else month.first_day
        if source == AGAIN:
            batch = open_again(of, office, month, on, actor)
        else:
            batch = acts.open_batch(Opening(of, office, month, on, number or 1, measure), actor)
    typer.echo(f"{batch.month} {batch.office} {batch.source.name.lower()} #{batch.number}: {batch.state} ({batch.id})")


@app.command()
def trial(  # noqa: PLR0913 - options of a command
    period: Period, *, office: Office, source: From = "pension", number: Number = None,
    workers: Workers = engine.DEFAULT_WORKERS, actor: Actor = "cli", lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Reckon what the batch would pay and what changed against the month before; again tries anew."""
    with show.refusals(lang):
        batch = try_batch(_find(period, office, source, number).id, actor, workers=workers)
    told = batch.control["trial"]
    change = told["variance"]
    filled = TRIED.fill(
        month=batch.month, people=told["people"], amount=format_dong(told["amount"]), before=change["opening"][0],
        joined=change["joined"][0], left=change["left"][0], changed=change["changed"][0],
        by=format_dong(change["changed"][1]),
    )  # fmt: skip
    typer.echo(filled.to(lang))


@app.command()
def approve(  # noqa: PLR0913 - options of a command
    period: Period, *, office: Office, source: From = "pension", number: Number = None,
    workers: Workers = engine.DEFAULT_WORKERS, actor: Annotated[str, typer.Option(help="who approves")],
    lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Approve a tried batch: with the second signature, of another person, its lines are written and posted."""
    with show.refusals(lang):
        batch = _find(period, office, source, number)
        if batch.state != "writing":  # else an interrupted writing goes on
            batch = acts.sign(batch.id, actor)
        if batch.state == "writing":
            batch = write_batch(batch.id, actor, workers=workers)
    typer.echo(SIGNED.fill(who=actor, state=batch.state).to(lang))


@app.command()
def files(  # noqa: PLR0913 - options of a command
    period: Period, *, office: Office, source: From = "pension", number: Number = None,
    out: Annotated[Path, typer.Option(help="folder of the files")] = Path("payments"),
    layout: Annotated[Literal["pain001", "csv"], typer.Option(help="of bank files")] = "pain001",
    workers: Workers = engine.DEFAULT_WORKERS, actor: Actor = "cli", lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Write the files for banks and post points; again writes the same files."""
    with show.refusals(lang):
        batch = _find(period, office, source, number)
        made = make_files(batch.id, out, actor, layout=layout, workers=workers)
    told = MADE.fill(files=made.files, fresh=made.fresh, lines=made.lines, amount=format_dong(made.amount), folder=out)
    typer.echo(told.to(lang))


@app.command()
def results(
    paths: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)], *, office: Office, actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Take in answers (camt.054, pain.002, lists); exit 1 if a file was refused."""
    refused = False
    for path in paths:
        with show.refusals(lang):
            done = answers.import_answers(path.read_bytes(), name=path.name, office=office, actor=actor)
        new = ", ".join(
            f"{OUTCOME_NAMES[Outcome[name.upper()]].to(lang)} {count} ({format_dong(amount)})"
            for name, (count, amount) in done.new.items()
        )
        told = REFUSED.fill(file=path.name) if done.findings else TAKEN.fill(file=path.name, new=new, known=done.known)
        typer.echo(told.to(lang))
        show.print_findings(done.findings, lang)
        refused = refused or bool(done.findings)
    if refused:
        raise typer.Exit(1)


@app.command()
def status(
    *, office: Office, month: Annotated[str, typer.Option(help="YYYY-MM; the latest without it")] = "",
    as_json: Annotated[bool, typer.Option("--json")] = False, lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Show the batches of an office: state, signatures, files, and what became of their payments."""
    with show.refusals(lang):
        place = months.office(office)
    found = payments.latest(place.path)
    found = [batch for batch in found if not month or batch.month == show.month(month)]
    if as_json:
        show.print_json([_plain(batch) for batch in found])
        return
    table = Table("month", "source", "#", "state", "people", "dong", "signed", "files", "answers")
    for batch in found:
        told = _plain(batch)
        became = " ".join(f"{name}:{lines}" for name, (lines, _) in told["answers"].items())
        table.add_row(
            told["month"], told["source"], str(told["number"]), told["state"], str(told["people"]),
            format_dong(told["amount"]), ", ".join(told["signed"]), str(told["files"]), became,
        )  # fmt: skip
    Console().print(table)


@app.command()
def increase(
    day: Annotated[str, typer.Argument(help="day of the decree, YYYY-MM-DD")], *, office: Office,
    as_json: Annotated[bool, typer.Option("--json")] = False, lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Show one increase decree over all pensions of an office: people and dong a month before and after, by regime."""
    with show.refusals(lang):
        found = increase_of(months.office(office).path, show.day_of(day))
    if as_json:
        show.print_json([{**asdict(line), "more": line.more} for line in found.lines])
        return
    table = Table("", "people", "raised", "lifted", "dong before", "dong after", "more", title=found.value.citation)
    for line in found.lines:
        counts = (f"{count:,}" for count in (line.people, line.raised, line.lifted))
        table.add_row(line.name.to(lang), *counts, *map(format_dong, (line.before, line.after, line.more)))
    Console().print(table)


def _plain(batch: Batch) -> dict[str, Any]:
    """Return a batch as plain values."""
    trial_ = batch.control.get("trial") or {"people": 0, "amount": 0}
    became = payments_tally.standing(batch.id)
    return {
        "id": str(batch.id), "month": str(batch.month), "office": batch.office, "source": batch.source.name.lower(),
        "number": batch.number, "state": batch.state, "people": trial_["people"], "amount": trial_["amount"],
        "signed": [who for who in (batch.first_by, batch.second_by) if who],
        "files": len(payments_lines.orders(batch.id)),
        "answers": {
            (Outcome(outcome).name.lower() if outcome else "none"): [lines, amount] for outcome, lines, amount in became
        },
    }  # fmt: skip


def _source(name: str) -> Source:
    """Return the source of an option."""
    if name != AGAIN and name not in SOURCES:
        raise typer.BadParameter(", ".join([*SOURCES, AGAIN]))
    return Source.PENSION if name == AGAIN else SOURCES[name]


def _find(period: str, office: str, source: str, number: int | None) -> Batch:
    """Return the batch asked for, the latest of those that send again; MissingError where it is not open."""
    month, of = show.month(period), _source(source)
    if source == AGAIN:
        again = payments.sent_again(of, office, month)
        batch = next((one for one in again if number in {None, one.number}), None)
    else:
        batch = payments.find(of, office, month, number or 1)
    if batch is None:
        raise MissingError(NONE.fill(month=month, office=office))
    return batch
