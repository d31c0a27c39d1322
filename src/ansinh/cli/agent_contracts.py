"""Commands of `ansinh agents` on contracts and rates: signed, terminated, settled, what ends soon, what waits."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from ansinh.cli import ready, show
from ansinh.cli.options import Actor
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.outreach.agent_desk import CONTRACT_DAYS
from ansinh.domain.outreach.agents import CONDITIONS
from ansinh.formats.document_write import DocumentForm
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import agent_contracts as store
from ansinh.records.store.outreach import agents, facts
from ansinh.usecases.outreach import agent_contracts, agent_desk, agent_letters, agent_points

__all__ = ["app", "ready"]

app = typer.Typer()
Day = Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD")]
Paper = Annotated[str, typer.Option(help="number of the paper")]
HANDED = Text("{n} biên lai, {x} đồng.", "{n} receipts, {x} dong.")


@app.command()
def register(
    code: str,
    name: str,
    *,
    office: Annotated[str, typer.Option(help="code of the office")],
    kind: Annotated[str, typer.Option(help="post | bank | hospital | company | union | commune")],
    actor: Actor = "cli",
) -> None:
    """Take an organisation on; print its id."""
    typer.echo(agent_contracts.register(office, code=code, name=name, kind=kind, actor=actor))


@app.command()
def sign(
    agent: str,
    number: Annotated[str, typer.Argument(help="number of the contract")],
    *,
    first: Day,
    end: Day,
    held: Annotated[list[str] | None, typer.Option(help="condition verified; all without it")] = None,
    actor: Actor = "cli",
) -> None:
    """Sign a contract with an agent that meets every condition."""
    verified = frozenset(held if held is not None else CONDITIONS)
    typer.echo(
        agent_contracts.sign(agent, agent_contracts.Signing(number, show.day(first), show.day(end), verified), actor)
    )


@app.command()
def letter(
    agent: str,
    event: Annotated[int, typer.Argument(help="what happened (`agents story`)")],
    *,
    output: Annotated[Path, typer.Option(help="file to write")],
    form: Annotated[DocumentForm, typer.Option("--format", help="pdf | html | md | xlsx | json")] = "pdf",
    lang: Annotated[Literal["vi", "en"], typer.Option(help="vi | en")] = "vi",
) -> None:
    """Write the paper of a warning, suspension, termination or settlement."""
    output.write_bytes(agent_letters.write(agent, event, form, lang))
    typer.echo(str(output))


@app.command()
def story(agent: str) -> None:
    """Print what happened to the contracts of an agent, the latest first."""
    for one in store.events(agents.organisation(agent).pk):
        typer.echo(f"{one.pk} {one.day} {one.kind} {one.state} {one.document} {one.actor}")


@app.command()
def point(  # noqa: PLR0913 - options of a command
    agent: str,
    code: str,
    name: str,
    *,
    office: Annotated[str, typer.Option(help="code of the office it serves")],
    commune: Annotated[str, typer.Option(help="commune it serves; the whole office without it")] = "",
    opened: Day,
    actor: Actor = "cli",
) -> None:
    """Open a collection point of an agent; print its id."""
    made = agent_points.Point(code, name, office, commune, show.day(opened))
    typer.echo(agent_points.open_point(agent, made, actor))


@app.command()
def collector(  # noqa: PLR0913 - options of a command
    agent: str,
    code: str,
    name: str,
    *,
    point: Annotated[str, typer.Option(help="code of the point")],
    certificate: Annotated[str, typer.Option(help="number of the certificate of training")],
    until: Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="last day of the certificate")],
    username: Annotated[str, typer.Option(help="user who signs in")] = "",
    day: Day,
    actor: Actor = "cli",
) -> None:
    """Keep a collector, or renew the certificate; print the id."""
    who = agent_points.Collecting(code, name, point, certificate, show.day(until), username)
    typer.echo(agent_points.keep_collector(agent, who, actor, show.day(day)))


@app.command()
def quota(  # noqa: PLR0913 - options of a command
    agent: str,
    people: Annotated[int, typer.Argument(min=1, max=10**6)],
    *,
    scheme: Annotated[Literal["hi_household", "hi_pupil", "vsi"], typer.Option()],
    first: Day,
    last: Day,
    paper: Paper,
    actor: Actor = "cli",
) -> None:
    """Deal people out to the certified collectors of an agent by their prospects."""
    asked = agent_points.Quota(scheme, people, show.day(first), show.day(last), paper)
    for code, part in agent_points.deal(agent, asked, actor, show.day(first)):
        typer.echo(f"{code} {part}")


@app.command()
def terminate(agent: str, *, paper: Paper, day: Day, actor: Actor = "cli") -> None:
    """End the contract that goes on; print how many people were routed to others."""
    typer.echo(agent_contracts.terminate(agent, paper, actor, show.day(day)))


@app.command()
def settle(agent: str, *, paper: Paper, day: Day, actor: Actor = "cli") -> None:
    """Settle a terminated contract; refuses with everything that is still open."""
    agent_contracts.settle(agent, paper, actor, show.day(day))


@app.command()
def ending(*, office: Annotated[str, typer.Option(help="code of the office")], day: Day) -> None:
    """Show contracts and certificates that end within 60 days, or have ended."""
    until = show.day(day) + dt.timedelta(days=CONTRACT_DAYS)
    for one in store.ending(facts.office_ids(months.office(office).path), until):
        typer.echo(f"{one.kind} {one.agent} {one.name} {one.number}: {one.day or '–'}")


@app.command()
def rate(  # noqa: PLR0913 - options of a command
    scheme: Annotated[Literal["hi_household", "hi_pupil", "vsi"], typer.Argument()],
    share: Annotated[str, typer.Argument(help="of the money, 0.05 is 5 %")],
    *,
    first: Day,
    paper: Paper,
    renewal: Annotated[bool | None, typer.Option("--renewal/--new", help="both without it")] = None,
    kind: Annotated[str, typer.Option(help="kind of agent; all without it")] = "",
    actor: Actor = "cli",
) -> None:
    """Enter a dated rate of commission; print its number. Another person approves it."""
    given = agent_contracts.Rate(scheme, renewal, kind, share, show.day(first), None, paper)
    typer.echo(agent_contracts.enter_rate(given, actor))


@app.command("approve-rate")
def approve_rate(number: int, *, actor: Actor) -> None:
    """Approve a rate another entered."""
    agent_contracts.approve_rate(number, actor)


@app.command("hand-on")
def hand_on(
    username: Annotated[str, typer.Argument(help="user name of the collector")],
    reference: Annotated[str, typer.Argument(help="reference of the bank")],
    *,
    day: Day,
    lang: Annotated[Literal["vi", "en"], typer.Option(help="vi | en")] = "vi",
) -> None:
    """Write that a collector handed on all the money in hand."""
    done = agent_desk.hand_on(username, reference, show.day(day))
    typer.echo(HANDED.fill(n=done.receipts, x=format_dong(done.amount)).to(lang))
