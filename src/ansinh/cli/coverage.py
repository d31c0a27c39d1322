"""`ansinh cards`: derive cards from participation, list what ends soon, watch over look-ups."""

import datetime as dt
import hashlib
import secrets
from typing import Annotated

import typer
from rich.progress import Progress

from ansinh.cli import ready
from ansinh.cli.show import day_of
from ansinh.jobs.coverage import derive_population
from ansinh.records.store.coverage.accounts import open_account
from ansinh.records.store.pages import coverage as figures
from ansinh.records.store.pages.viewer import office, subtree
from ansinh.usecases.act import Act, perform
from ansinh.usecases.coverage.areas import set_area
from ansinh.usecases.coverage.watch import watch_lookups

__all__ = ["app", "ready"]

app = typer.Typer(help="Health insurance cards / Thẻ BHYT.", no_args_is_help=True)
Office = Annotated[str, typer.Option(help="code of the office; everybody at or under it")]
ACTOR = "command line"


@app.command()
def derive(*, at: Office) -> None:
    """Bring the cards of an office's people in line with participation; again changes nothing."""
    with Progress(transient=True) as bar:
        task = bar.add_task("cards", total=None)
        told = derive_population(at, ACTOR, watch=lambda at: bar.update(task, completed=at.done, total=at.total))
    typer.echo(
        f"{told.people:,} people, {told.cards:,} card periods in {told.seconds:.1f} s: "
        f"{told.recorded:,} recorded, {told.superseded:,} superseded"
    )


@app.command()
def show(*, at: Office, day: Annotated[str, typer.Option(help="YYYY-MM-DD; today without it")] = "") -> None:
    """Count active cards, those linked to a personal ID, and those that end soon."""
    place, on = office(at), day_of(day) if day else dt.datetime.now().astimezone().date()
    ids = [each.id for each in subtree(place.path)] if place else []
    told, ends = figures.link_figures(ids, on), figures.ending_figures(ids, on)
    share = f" ({100 * told.linked / told.active:.1f} %)" if told.active else ""
    typer.echo(f"{on}: {told.active:,} active cards, {told.linked:,} linked{share}")
    typer.echo(
        f"ending within 30 days {ends.ending_30:,}, within 60 days {ends.ending_60:,}; {told.alarms} open alarms"
    )


@app.command()
def watch() -> None:
    """Look for somebody who tries numbers, now instead of within the minute."""
    typer.echo(f"{watch_lookups()} alarms raised")


@app.command()
def area(
    place: Annotated[str, typer.Argument(help="code of the commune, district or province")],
    number: Annotated[int, typer.Argument(help="1, 2 or 3 for K1, K2, K3; 0: none any more", min=0, max=3)],
    *,
    since: Annotated[str, typer.Option("--from", help="YYYY-MM-DD")],
    document: Annotated[str, typer.Option(help="the decision behind it")],
) -> None:
    """Say that residents of a place have the rights of area K1, K2 or K3; cards follow at the next derivation."""
    told = set_area(place, number, day_of(since), document, ACTOR)
    typer.echo(f"{told}: K{number}" if number else f"{told}: -")


@app.command()
def account(facility: str, username: str) -> None:
    """Open an account for a hospital's system at the compatibility endpoint; its password is printed once."""
    password = secrets.token_urlsafe(18)
    sent = hashlib.md5(password.encode()).hexdigest().upper()  # noqa: S324 - what such systems send, never what is kept
    act = Act("gateway.account", ACTOR, "facility", facility, reason=username)
    perform(act, lambda: open_account(username, facility, sent, ACTOR))
    typer.echo(f"username {username}\npassword {password}  (MD5 {sent})")
