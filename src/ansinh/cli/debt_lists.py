"""`ansinh debt`, what goes beyond a step: instalments, deliveries, good reasons, sessions, published lists, files."""

import datetime as dt
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from ansinh.cli import ready, show
from ansinh.cli.options import Actor, Day, Tongue, Under
from ansinh.core.text import Text
from ansinh.domain.collection.ladder_parts import equal_parts
from ansinh.formats.document import Document
from ansinh.formats.document_write import DocumentForm, write_document
from ansinh.records.store.collection import ladder_cases, ladder_meetings
from ansinh.usecases.collection import ladder_file, ladder_hard, ladder_lists, ladder_steps
from ansinh.usecases.collection import ladder_meetings as meetings

__all__ = ["add_to", "ready"]

Code = Annotated[str, typer.Argument(help="code of the employer account")]
Paper = Annotated[str, typer.Option(help="number of the paper")]
Output = Annotated[Path, typer.Option(help="file to write")]
Form = Annotated[DocumentForm, typer.Option("--format", help="pdf | html | md | xlsx | json")]
CONFIRMED = Text(
    "Đã xác nhận {confirmed} sổ ({whole} đóng đủ), trước đó {before}; {still} người còn khai.",
    "{confirmed} books confirmed ({whole} paid in full), {before} before; {still} people still declared.",
)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    for command in (instalments, approve, deliver, justify, records, session, publish, barred):
        app.command()(command)
    app.command("file")(handed)


def instalments(
    code: Code,
    *,
    parts: Annotated[int, typer.Option(help="so many equal parts, a month apart")],
    first: Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="day of the first part")],
    paper: Paper,
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """Propose that a debt is paid in equal parts; print the plan's id."""
    made = equal_parts(ladder_cases.latest(code).principal, parts, show.day(first))
    plan = ladder_steps.propose_instalments(code, made, document=paper, on=show.day(day), actor=actor)
    typer.echo(str(plan))


def approve(
    plan: Annotated[int, typer.Argument(help="id of the plan")],
    *,
    refuse: Annotated[bool, typer.Option("--refuse", help="refuse it instead")] = False,
    actor: Actor,
) -> None:
    """Decide on a plan of instalments (another person than who proposed it)."""
    ladder_steps.decide_instalments(plan, actor, approve=not refuse)


def deliver(
    step: Annotated[int, typer.Argument(help="id of the step")],
    *,
    proof: Annotated[str, typer.Option(help="postal number, receipt of the portal, signature")],
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """Write down when the document of a step arrived."""
    ladder_steps.deliver(step, show.day(day), proof, actor)


def justify(code: Code, *, paper: Paper, actor: Actor = "cli") -> None:
    """Keep the paper of a good reason: the debt stays late and is never evasion."""
    ladder_steps.justify(code, paper, actor)


def records(code: Code, *, paper: Paper, day: Day = None, actor: Actor = "cli", lang: Tongue = "vi") -> None:
    """Confirm the books of the workers of an employer that is gone, to its last paid month."""
    done = ladder_hard.confirm(code, paper, show.day(day), actor)
    said = {"confirmed": done.confirmed, "whole": done.whole, "before": done.before, "still": done.still}
    typer.echo(CONFIRMED.fill(**said).to(lang))


def session(  # noqa: PLR0913 - options of a command
    codes: Annotated[list[str], typer.Argument(help="codes of the employer accounts")],
    *,
    office: Under,
    minutes: Annotated[str, typer.Option(help="number of the minutes")],
    place: Annotated[str, typer.Option()],
    chair: Annotated[str, typer.Option()],
    came: Annotated[list[str] | None, typer.Option(help="BODY=NAME; agency, labour, union, park, tax, police")] = None,
    agreed: Annotated[str, typer.Option(help="what was agreed")] = "",
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """Keep the minutes of a working session; the step of every employer is done by it."""
    attended = dict(one.partition("=")[::2] for one in came or [])
    meeting = meetings.Meeting(show.day(day), place, minutes, chair, attended)
    typer.echo(str(meetings.hold(office, meeting, [meetings.Heard(code, "", agreed) for code in codes], actor)))


def publish(  # noqa: PLR0913 - options of a command
    *,
    office: Under,
    paper: Paper,
    sent_to: Annotated[str, typer.Option(help="who receives the list")] = "",
    day: Day = None,
    output: Annotated[Path | None, typer.Option(help="file to write")] = None,
    form: Form = "pdf",
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Publish the employers whose publication is due; print the list's id."""
    made = ladder_lists.publish(office, paper, show.day(day), sent_to, actor)
    found = ladder_meetings.publication(made)
    typer.echo(str(made))
    if output and found:
        _write(ladder_lists.published(found, lang), output, form)


def barred(*, office: Under, output: Output, form: Form = "xlsx", day: Day = None, lang: Tongue = "vi") -> None:
    """Write who is late or evading and gets no titles, for the emulation council."""
    _write(ladder_lists.barred(office, show.day(day), lang), output, form)


def handed(
    campaign: Annotated[UUID, typer.Argument(help="id of the campaign")],
    code: Code,
    *,
    output: Output,
    form: Form = "pdf",
    lang: Tongue = "vi",
) -> None:
    """Write one employer's file as it was handed over."""
    _write(ladder_file.document(campaign, code, lang), output, form)


def _write(made: Document, output: Path, form: DocumentForm) -> None:
    output.write_bytes(write_document(made, form))
    typer.echo(str(output))
