"""`ansinh assessment`: take claims into the agency, and look a whole month over; what needs the agency's database."""

from pathlib import Path
from typing import Annotated

import typer

from ansinh.cli import ready, show
from ansinh.cli.claims import dong
from ansinh.cli.options import Actor
from ansinh.core.text import Text
from ansinh.jobs.claims.complete import Completed, complete
from ansinh.jobs.claims.intake import take_in
from ansinh.records.store.claims.place import codes_under
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.clock import today

__all__ = ["app", "ready"]

app = typer.Typer(help="The agency's side of claims / Giám định của cơ quan.", no_args_is_help=True)
TAKEN = Text(
    "{files} tệp mới, {before} tệp đã nhận trước, {records} hồ sơ, {seconds} giây",
    "{files} files, {before} came before, {records} records, {seconds} seconds",
)
LOOKED = Text(
    "{facility}: {alerts} cảnh báo mới, {changed} hồ sơ sẽ đổi, chênh lệch {difference} đồng",
    "{facility}: {alerts} new alerts, {changed} records would change, difference {difference} dong",
)


@app.command("take-in")
def take_in_folder(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="XML files and zip archives")],
    *,
    workers: Annotated[int, typer.Option(min=1, max=64)] = 2,
    actor: Actor = "cli",
) -> None:
    """Take in every file of a folder that was not; what cannot be read is kept and listed. Killed, it goes on."""
    done = take_in(folder, actor=actor, workers=workers)
    said = TAKEN.fill(files=done.files, before=done.before, records=done.records, seconds=round(done.seconds, 1))
    typer.echo(f"{said.vi}\n{said.en}")


@app.command("complete")
def complete_month(
    month: Annotated[str, typer.Argument(help="settlement month, YYYY-MM")],
    *,
    office: Annotated[str, typer.Option(help="code of the office; all facilities under it")],
    actor: Actor = "cli",
) -> None:
    """Look a complete month over: alerts, and rules across all records as a trial another person takes over."""
    places = codes_under([office_by_code(office).path], today())  # facilities of today
    complete(list(places), show.month(month), actor=actor, say=_say)


def _say(done: Completed) -> None:
    """Print what came of one facility."""
    sign = "-" if done.difference < 0 else ""
    said = LOOKED.fill(
        facility=done.facility, alerts=done.alerts, changed=done.changed, difference=sign + dong(abs(done.difference))
    )
    typer.echo(f"{said.vi}\n{said.en}")
