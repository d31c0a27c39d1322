"""`ansinh relief`: measures as data, their lists, decisions, and figures as of a day."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.cli.options import Actor, Office, Tongue
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.benefits.relief import KIND_NAMES, measures
from ansinh.domain.benefits.relief_report import STATE_NAMES, STATES, Report
from ansinh.jobs.relief import build_lists
from ansinh.jobs.relief_feed import feed
from ansinh.records.store.benefits import payments, relief
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits import relief as acts
from ansinh.usecases.benefits.relief import Application
from ansinh.usecases.benefits.relief_refund import build_refunds

__all__ = ["app", "ready"]

app = typer.Typer(help="Relief measures / Chính sách hỗ trợ.", no_args_is_help=True)
Code = Annotated[str, typer.Argument(help="code of the measure")]
Day = Annotated[str, typer.Option("--day", help="YYYY-MM-DD")]
BUILT = Text(
    "{lists} danh sách, {people} người, {amount} đồng ({seconds:.1f} giây).",
    "{lists} lists, {people} people, {amount} dong ({seconds:.1f} seconds).",
)
TOOK = Text(
    "{confirmed} người đồng ý, {declined} không nhận, {redirected} nhận qua tài khoản.",
    "{confirmed} confirmed, {declined} declined, {redirected} to their own accounts.",
)


@app.command("list")
def list_(*, lang: Tongue = "vi") -> None:
    """Show the measures the machine knows."""
    table = Table("code", "kind", "fund", "window", "document", "name")
    for one in measures().values():
        first, last = one.window
        table.add_row(
            one.code, KIND_NAMES[one.kind].to(lang), one.fund.name.lower(), f"{first} .. {last}", one.document.to(lang),
            one.name.to(lang),
        )  # fmt: skip
    Console().print(table)


@app.command()
def build(code: Code, *, office: Office, day: Day, actor: Actor = "cli", lang: Tongue = "vi") -> None:
    """Build the lists of a cash support for every unit; again adds newcomers only."""
    with show.refusals(lang):
        done = build_lists(code, office, show.day_of(day), actor)
    told = BUILT.fill(
        lists=done.lists, people=format_dong(done.people), amount=format_dong(done.amount), seconds=done.seconds
    )
    typer.echo(told.to(lang))


@app.command()
def refunds(code: Code, *, office: Office, day: Day, actor: Actor = "cli", lang: Tongue = "vi") -> None:
    """Make the lists of a refund for every employer that over-paid; again adds what is new."""
    with show.refusals(lang):
        typer.echo(build_refunds(code, office, show.day_of(day), actor))


@app.command()
def apply(code: Code, si_number: str, *, office: Office, day: Day, actor: Actor = "cli", lang: Tongue = "vi") -> None:
    """Take in one person's own application; refused with the reason where there is no right."""
    with show.refusals(lang):
        typer.echo(acts.apply_alone(code, Application(si_number, office, show.day_of(day)), actor))


@app.command()
def confirm(code: Code, *, office: Office, day: Day, actor: Actor = "cli", lang: Tongue = "vi") -> None:
    """Record that every list still with its unit came back confirmed as it was sent."""
    on = show.day_of(day)
    with show.refusals(lang):
        place = months.office(office)
        waiting = relief.undecided(code, payments.offices_under(place.path), received=False, until=on)
        typer.echo(acts.confirm(waiting, on, actor))


@app.command()
def reply(
    list_id: Annotated[int, typer.Argument(help="id of the list")],
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], *, day: Day, actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Take in a list that a unit sent back; exit 1 if it was refused."""
    with show.refusals(lang):
        done = acts.receive_reply(list_id, path.read_bytes(), name=path.name, day=show.day_of(day), actor=actor)
    show.print_findings(done.findings, lang)
    if any(finding.stops for finding in done.findings):
        raise typer.Exit(1)
    typer.echo(TOOK.fill(confirmed=done.confirmed, declined=done.declined, redirected=done.redirected).to(lang))


@app.command()
def decide(
    code: Code, *, office: Office, day: Day, decision: Annotated[str, typer.Option(help="number of the decision")],
    actor: Annotated[str, typer.Option(help="who decides: nobody who built one of the lists")], lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Decide every list that was received by the day."""
    with show.refusals(lang):
        typer.echo(acts.decide(code, office, show.day_of(day), decision, actor))


@app.command()
def report(
    code: Annotated[str, typer.Argument(help="code of a measure; all without it")] = "", *, office: Office, day: Day,
    as_json: Annotated[bool, typer.Option("--json")] = False, lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Show what measures have come to by a day: each state on its own."""
    with show.refusals(lang):
        found = [acts.report(one, office, show.day_of(day)) for one in ([code] if code else measures())]
    if as_json:
        show.print_json([plain(one) for one in found])
        return
    table = Table("measure", "employers", "workers", "to date", "expected", *STATES, "lists asked / confirmed")
    for one in found:
        cells = [f"{format_dong(one.state(s).people)}: {format_dong(one.state(s).amount)}" for s in STATES]
        asked = f"{one.requested.people} ({one.requested.amount}) / {one.confirmed.people} ({one.confirmed.amount})"
        table.add_row(
            one.measure.code, str(one.employers), format_dong(one.workers), format_dong(one.amount),
            "" if one.expected is None else format_dong(one.expected), *cells, asked,
        )  # fmt: skip
    Console().print(table)


@app.command("feed")
def feed_(*, office: Office, month: Annotated[str, typer.Option(help="YYYY-MM")], day: Day, actor: Actor = "cli",
          lang: Tongue = "vi") -> None:  # fmt: skip
    """Hand the figures of the lists, as of the day, to the indicators of the planners."""
    with show.refusals(lang):
        typer.echo(feed(office, show.month(month), show.day_of(day), actor))


def plain(one: Report) -> dict[str, object]:
    """Return a report as plain values."""
    return {
        "measure": one.measure.code, "kind": one.measure.kind, "day": str(one.day), "employers": one.employers,
        "workers": one.workers, "amount": one.amount, "expected": one.expected,
        "method": None if one.method is None else {"vi": one.method.vi, "en": one.method.en},
        "states": {state: asdict(one.state(state)) for state in STATES},
        "by_kind": {state: {kind: asdict(a) for kind, a in kinds.items()} for state, kinds in one.states.items()},
        "lists_requested": {"employers": one.requested.people, "workers": one.requested.amount},
        "lists_confirmed": {"employers": one.confirmed.people, "workers": one.confirmed.amount},
        "names": {state: STATE_NAMES[state].vi for state in STATES},
    }  # fmt: skip
