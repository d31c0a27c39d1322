"""`ansinh campaigns`: opened with their lists, where they stand, ended; messages and letters; budget support."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.cli.options import Actor, AsJson, Day, Tongue, Under
from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.outreach.contact import OUTCOMES
from ansinh.domain.outreach.messages import plain_letters, size_of, templates
from ansinh.formats.document_write import DocumentForm, write_document
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import campaigns as store
from ansinh.records.store.outreach import facts
from ansinh.records.store.outreach import support as support_store
from ansinh.usecases.outreach import campaigns, messages, retention, support

__all__ = ["app", "ready"]

app = typer.Typer(help="Campaigns, messages, budget support / Chiến dịch, tin nhắn, hỗ trợ.", no_args_is_help=True)
Needed = Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD")]
Number = Annotated[int, typer.Argument(help="its id")]
QUEUED = Text("{n} tin vào hộp thư ({p} tin ngắn), {out} bỏ lại.", "{n} messages wait ({p} parts), {out} left out.")
STANDS = Text(
    "{part}: {prospects} đối tượng, {reached} đã gặp, {promised} hẹn, {joined} tham gia, {late} quá hạn.",
    "{part}: {prospects} prospects, {reached} reached, {promised} promised, {joined} joined, {late} late.",
)


@app.command("open")
def open_new(  # noqa: PLR0913 - options of a command
    name: Annotated[str, typer.Argument(help="name of the campaign")],
    groups: Annotated[list[str], typer.Argument(help="reasons of prospects, each with :N for at most N")],
    *,
    office: Under,
    document: Annotated[str, typer.Option(help="number of the plan")],
    first: Needed,
    last: Needed,
    weekly: Annotated[int, typer.Option(help="prospects a week")],
    owner: Annotated[list[str], typer.Option(help="user name; may be repeated")],
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """Open a campaign and deal its lists to weeks and owners; print its id."""
    opening = campaigns.Opening(name, document, show.day(first), show.day(last), weekly)
    asked = [one.partition(":") for one in groups]
    chosen = [campaigns.Group(kind, int(most) if most.isdigit() else campaigns.MOST) for kind, _, most in asked]
    typer.echo(campaigns.open_campaign(office, opening, chosen, owner, actor, show.day(day)))


@app.command("show")
def show_one(
    number: Number,
    *,
    by: Annotated[str, typer.Option(help="campaign | group | week | owner")] = "week",
    day: Day = None,
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Show where a campaign stands."""
    found = store.standing([number], by if by in store.PARTS else "week", show.day(day))
    if as_json:
        show.print_json([{**one._asdict(), "part": str(one.part)} for one in found])
        return
    for one in found:
        typer.echo(STANDS.fill(**one._asdict()).to(lang))


@app.command()
def close(
    number: Number,
    result: Annotated[str, typer.Argument(help="the result, or the reason")],
    *,
    cancel: Annotated[bool, typer.Option("--cancel")] = False,
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """End a campaign with its result, or cancel it."""
    campaigns.close(number, result, actor, show.day(day), cancelled=cancel)


@app.command()
def employers(
    *,
    office: Under,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 30,
    day: Day = None,
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Show employers by one-time withdrawals, then by headcount."""
    rows = campaigns.ranking(facts.office_ids(months.office(office).path), show.day(day), limit)
    if as_json:
        show.print_json([row._asdict() for row in rows])
        return
    heads = (Text("Mã", "Code"), Text("Tên", "Name"), Text("Lao động", "People"), Text("Một lần", "One-time"))
    table = Table(*(head.to(lang) for head in heads))
    for row in rows:
        table.add_row(row.code, row.name, str(row.people), str(row.applicants))
    Console().print(table)


@app.command("templates")
def show_templates(*, day: Day = None, lang: Tongue = "vi") -> None:
    """Show the templates in force, how long each message is, and whether it needs consent."""
    for one in templates(show.day(day)):
        size = size_of(plain_letters(one.message.to(lang)))
        typer.echo(f"{one.code}: {one.name.to(lang)} ({one.purpose}, {size.signs} / {size.parts})")


@app.command()
def message(
    template: Annotated[str, typer.Argument(help="code of the template")],
    prospects: Annotated[list[int], typer.Argument(help="ids of prospects")],
    *,
    channel: Annotated[Literal["sms", "zalo"], typer.Option()] = "sms",
    day: Day = None,
    lang: Tongue = "vi",
    actor: Actor = "cli",
) -> None:
    """Put messages into the outbox; says who was left out and why. Nothing is sent."""
    done = messages.queue(prospects, messages.Writing(template, show.day(day), lang, channel), actor)
    typer.echo(QUEUED.fill(n=done.made, p=done.parts, out=len(done.left_out)).to(lang))
    for number, why in done.left_out:
        typer.echo(f"  {number}: {why.to(lang)}", err=True)


@app.command()
def outbox(
    *,
    office: Under,
    output: Annotated[Path, typer.Option(help="CSV to write")],
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """Take every queued message out as one CSV; print how many."""
    ids = facts.office_ids(months.office(office).path)
    count, content = messages.export(ids, office, actor, show.day(day))
    output.write_bytes(content)
    typer.echo(count)


@app.command()
def letter(
    template: Annotated[str, typer.Argument(help="code of the template")],
    prospect: Annotated[int, typer.Argument(help="id of the prospect")],
    *,
    output: Annotated[Path, typer.Option(help="file to write")],
    form: Annotated[DocumentForm, typer.Option("--format", help="pdf | html | md | xlsx | json")] = "pdf",
    day: Day = None,
    lang: Tongue = "vi",
) -> None:
    """Write the letter of a template to a prospect."""
    document = messages.letter(prospect, messages.Writing(template, show.day(day), lang))
    output.write_bytes(write_document(document, form))
    typer.echo(str(output))


@app.command()
def counselled(*, office: Under, first: Needed, last: Needed, as_json: AsJson = False, lang: Tongue = "vi") -> None:
    """Show what applicants for the one-time benefit said last, against what came of their applications."""
    found = retention.results(facts.office_ids(months.office(office).path), show.day(first), show.day(last))
    if as_json:
        show.print_json(found)
        return
    for outcome, states in found.items():
        said = OUTCOMES[outcome].name if outcome else Text("Chưa tư vấn", "Not counselled")
        typer.echo(f"{said.to(lang)}: " + ", ".join(f"{state} {count}" for state, count in states.items()))


@app.command("support-new")
def support_new(  # noqa: PLR0913 - options of a command
    name: Annotated[str, typer.Argument(help="name of the list")],
    *,
    office: Under,
    group: Annotated[str, typer.Option(help="ethnic_minority | dignitary | average_farmer | other")],
    basis: Annotated[str, typer.Option(help="the paper it rests on")],
    first: Annotated[str, typer.Option(help="first month, YYYY-MM")],
    span: Annotated[int, typer.Option("--months", help="1 to 12")] = 12,
    share: Annotated[str, typer.Option(help="share the budget pays")] = "1",
    actor: Actor = "cli",
) -> None:
    """Begin a list of people for whom the local budget pays; print its id."""
    begun: Month = show.month(first)
    typer.echo(support.make(office, support.Asking(group, name, basis, begun, span, share), actor))


@app.command("support-add")
def support_add(
    number: Number,
    people: Annotated[list[str], typer.Argument(help="SI numbers, personal IDs")],
    *,
    reason: Annotated[str, typer.Option(help="why they belong")] = "",
    actor: Actor = "cli",
) -> None:
    """Put people on a list; whoever is covered otherwise is kept apart with the reason."""
    typer.echo(support.add(number, people, reason, actor))


@app.command("support-step")
def support_step(  # noqa: PLR0913 - options of a command
    number: Number,
    state: Annotated[str, typer.Argument(help="proposed | approved | rejected | transferred | draft")],
    *,
    document: Annotated[str, typer.Option(help="number of the paper")] = "",
    received: Annotated[int, typer.Option(help="dong transferred")] = 0,
    day: Day = None,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Take a proposal on; another person than its maker decides."""
    support.move(number, support.Step(state, show.day(day), document, received), actor)
    people, cost = support_store.cost(number)
    typer.echo(Text("{n} người, {x} đồng", "{n} people, {x} dong").fill(n=people, x=format_dong(cost)).to(lang))
