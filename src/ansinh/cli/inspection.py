"""`ansinh inspection`: plans and done against plan, cases step by step, their papers, declarations, follow-up."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import inspection_lists, ready, show
from ansinh.cli.options import Actor, Day, Tongue
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.collection.inspection import rules
from ansinh.domain.collection.inspection_states import STATE_NAMES
from ansinh.formats.document_write import DocumentForm
from ansinh.jobs.inspection import books, claims
from ansinh.jobs.inspection import declare as declaring
from ansinh.jobs.inspection.follow import follow as follow_all
from ansinh.records.store.collection import inspection as store
from ansinh.records.store.collection import scope
from ansinh.usecases.collection import inspection as acts
from ansinh.usecases.collection import inspection_claims, inspection_documents, inspection_follow

__all__ = ["app", "ready"]

app = typer.Typer(help="Inspection / Thanh tra, kiểm tra.", no_args_is_help=True)
inspection_lists.add_to(app)
Case = Annotated[UUID, typer.Argument(help="id of the case")]
Number = Annotated[str, typer.Option("--paper", help="number of the paper")]
Proof = Annotated[str, typer.Option(help="what proves it, in words")]


@app.command("open")
def open_case(  # noqa: PLR0913 - options of a command
    subject: Annotated[str, typer.Argument(help="code of the employer, facility, collection or payment point")] = "",
    *,
    office: Annotated[str, typer.Option(help="code of the office that inspects")],
    first: Annotated[str, typer.Option("--from", help="first month, YYYY-MM")],
    last: Annotated[str, typer.Option("--to", help="last month, YYYY-MM")],
    item: Annotated[int, typer.Option(help="item of the plan; without it the inspection is sudden")] = 0,
    subject_kind: Annotated[str, typer.Option("--what", help="employer | facility | ...")] = "employer",
    reason: Annotated[str, typer.Option(help="sign of a violation")] = "",
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """Open an inspection as planned; print its id."""
    months = (show.month(first), show.month(last))
    opening = acts.Opening(
        months, show.day(day), item or None, subject_kind=subject_kind, subject=subject, reason=reason
    )
    typer.echo(str(acts.open_case(office, opening, actor)))


@app.command()
def decide(
    case: Case,
    *,
    leader: Annotated[str, typer.Option(help="leader of the team")],
    member: Annotated[list[str] | None, typer.Option(help="member; may be repeated")] = None,
    paper: Number,
    day: Day = None,
    actor: Actor,
) -> None:
    """Decide on a case with its team; whoever handled the subject is refused by name."""
    acts.decide(case, acts.Paper(paper, show.day(day)), (leader, member or []), actor)


@app.command()
def start(case: Case, *, day: Day = None, actor: Actor) -> None:
    """Announce and start: the papers are asked for."""
    acts.start(case, show.day(day), actor)


@app.command()
def record(
    case: Case,
    *,
    paper: Number,
    signed_by: Annotated[str, typer.Option(help="who signs for the subject")],
    day: Day = None,
    actor: Actor,
) -> None:
    """Sign the minutes (the leader)."""
    acts.record(case, acts.Paper(paper, show.day(day)), signed_by, actor)


@app.command()
def conclude(
    case: Case,
    *,
    paper: Number,
    deadline: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="30 days without it")] = None,
    day: Day = None,
    actor: Actor,
) -> None:
    """Conclude with a deadline (nobody of the team)."""
    acts.conclude(case, acts.Paper(paper, show.day(day)), actor, show.day(deadline) if deadline else None)


@app.command()
def close(case: Case, *, day: Day = None, actor: Actor) -> None:
    """Close a case of which nothing is left."""
    acts.close(case, show.day(day), actor)


@app.command()
def cancel(case: Case, *, paper: Number, day: Day = None, actor: Actor) -> None:
    """Cancel a case before its minutes are signed."""
    acts.cancel(case, acts.Paper(paper, show.day(day)), actor)


@app.command()
def request(
    case: Case,
    text: Annotated[str, typer.Argument(help="what is to be done")],
    *,
    by: Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="until when")],
    actor: Actor,
) -> None:
    """Ask the subject to do something; print the request's id."""
    typer.echo(str(inspection_follow.ask(case, text, show.day(by), actor)))


@app.command()
def done(case: Case, request: int, *, proof: Proof, day: Day = None, actor: Actor) -> None:
    """Write down that a request was done."""
    inspection_follow.finish(case, request, day=show.day(day), proof=proof, actor=actor)


@app.command()
def recover(case: Case, finding: int, amount: int, *, paper: Number, day: Day = None, actor: Actor) -> None:
    """Write down money that came back for a violation (dong)."""
    inspection_follow.recover(case, finding, amount, day=show.day(day), document=paper, actor=actor)


@app.command()
def declare(case: Case, *, period: Annotated[str, typer.Option(help="YYYY-MM")], day: Day = None, actor: Actor) -> None:
    """Hand in the declaration of a case's violations (D02-LT); print the filing and what its check found."""
    made = declaring.declare(case, show.month(period), show.day(day), actor)
    typer.echo(f"{made.filing} {made.rows} rows, {made.errors} errors, {made.warnings} warnings")


@app.command("books")
def look_into_books(case: Case, *, day: Day = None, actor: Actor) -> None:
    """Write down what the books show of an inspected payment or collection point; again adds nothing."""
    wrong = books.look(case, show.day(day), actor)
    typer.echo(f"{len(store.findings(case))} findings, {len(wrong)} not kept")


@app.command()
def claim(case: Case, *, day: Day = None, actor: Actor) -> None:
    """Report the deaths a concluded case of a payment point found, post what the point owes; print both."""
    typer.echo(" ".join(claims.claim(case, show.day(day), actor)))
    posted, owed = inspection_claims.posted_on(case), sum(row.remaining for row in inspection_claims.owing(case))
    if posted is not None:
        typer.echo(f"139: {format_dong(owed)} ({posted})")


@app.command()
def follow(
    *, office: Annotated[str, typer.Option(help="code of the office")], day: Day = None, actor: Actor = "nightly"
) -> None:
    """Write down arrears the books show to be paid, close what has nothing left (every night)."""
    paid, closed = follow_all(office, show.day(day), actor)
    typer.echo(f"{paid} paid, {closed} closed")


@app.command()
def document(
    case: Case,
    *,
    sheet: Annotated[Literal["decision", "minutes", "conclusion"], typer.Option(help="which paper")] = "minutes",
    output: Annotated[Path, typer.Option(help="file to write")],
    form: Annotated[DocumentForm, typer.Option("--format", help="pdf | html | md | xlsx | json")] = "pdf",
    day: Day = None,
    lang: Tongue = "vi",
) -> None:
    """Write a paper of a case."""
    output.write_bytes(inspection_documents.write_sheet(case, sheet, form, lang, today=show.day(day)))
    typer.echo(str(output))


@app.command("list")
def show_list(
    *,
    office: Annotated[str, typer.Option(help="code of the office; all under it")],
    state: Annotated[str, typer.Option(help="only this state")] = "",
    limit: Annotated[int, typer.Option(min=1, max=500)] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="answer as JSON")] = False,
    lang: Tongue = "vi",
) -> None:
    """Show the cases, the latest first."""
    cut = store.Cut(state=show.one_of(state, STATE_NAMES))
    rows = store.page(scope.offices(scope.office(office).path), cut, limit=limit)
    if as_json:
        show.print_json([{name: str(value) for name, value in row._asdict().items()} for row in rows])
        return
    heads = (
        Text("Hồ sơ", "Case"), Text("Đối tượng", "Subject"), Text("Loại", "Kind"), Text("Trạng thái", "State"),
        Text("Vi phạm", "Violations"), Text("Phải thu", "Due"), Text("Còn lại", "Left"),
    )  # fmt: skip
    table = Table(*(head.to(lang) for head in heads))
    for row in rows:
        sums = (str(row.findings), format_dong(row.demanded), format_dong(row.demanded - row.recovered))
        kind = rules().kinds[row.kind].to(lang)
        table.add_row(str(row.id), f"{row.subject} {row.name}", kind, STATE_NAMES[row.state].to(lang), *sums)
    Console().print(table)
