"""Lists for inspection as commands: plans, done against plan, the risk of employers, odd facilities, payment points."""

import datetime as dt
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.cli.options import Actor, AsJson, Day, Tongue, Under
from ansinh.core.errors import MissingError
from ansinh.core.text import Language, Text
from ansinh.domain.collection.inspection import rules
from ansinh.jobs.inspection.facilities import list_facilities
from ansinh.jobs.inspection.plans import Chosen, make_plan
from ansinh.jobs.inspection.risk import run_risk
from ansinh.records.store.collection import facility_odds, risk, scope
from ansinh.usecases.collection import inspection_plans
from ansinh.usecases.collection import risk as risks

__all__ = ["add_to", "ready"]

_SCORED = Text(
    "Đã chấm {units} đơn vị, {people} người; khóa sổ {period}, thang {version}.",
    "{units} employers with {people} people scored; closed month {period}, scale {version}.",
)
_NO_RUN = Text("Chưa chấm rủi ro: ansinh inspection risk.", "No risk yet: ansinh inspection risk.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command("risk")(score)
    app.command()(propose)
    app.command()(facilities)
    app.command()(plan)
    app.command()(sign)
    app.command()(progress)


def score(
    *, office: Under, day: Day = None, actor: Actor = "nightly", as_json: AsJson = False, lang: Tongue = "vi"
) -> None:
    """Score every active employer as of a day; again takes the place of the run before."""
    made = run_risk(office, show.day(day), actor)
    facts = {"units": made.units, "people": made.people, "period": made.period, "version": made.version}
    if as_json:
        show.print_json({"run": made.run, **facts})
        return
    typer.echo(_SCORED.fill(**facts).to(lang))


def propose(
    *,
    office: Under,
    count: Annotated[int, typer.Option(min=1, max=1000, help="so many employers")] = 20,
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Show the riskiest employers that no plan holds yet, with the points of each feature and the figures behind."""
    place = scope.office(office)
    run = risk.latest(place.path)
    if run is None:
        raise MissingError(_NO_RUN)
    found = risks.propose(run, scope.offices(place.path), count)
    if as_json:
        show.print_json([_as_values(one) for one in found])
        return
    table = Table(*(head.to(lang) for head in (Text("Đơn vị", "Employer"), Text("Điểm", "Points"), Text("Vì", "Why"))))
    for one in found:
        table.add_row(f"{one.row.code} {one.row.name}", str(one.row.points), "; ".join(_why(one, lang)))
    Console().print(table)


def _as_values(one: risks.Ranked) -> dict[str, object]:
    why = [
        {"feature": each.feature.code, "points": each.points, "figures": [each.first, each.second]}
        for each in one.reasons
    ]
    return {"code": one.row.code, "name": one.row.name, "points": one.row.points, "reasons": why}


def _why(one: risks.Ranked, lang: Language) -> list[str]:
    """Return the features that gave points, in words."""
    return [
        f"{each.feature.name.to(lang)} +{each.points} ({each.first:,} / {each.second:,})"
        for each in one.reasons
        if each.points
    ]


def facilities(
    *,
    office: Under,
    first: Annotated[str, typer.Option("--from", help="first settlement month, YYYY-MM")],
    last: Annotated[str, typer.Option("--to", help="last settlement month, YYYY-MM")],
    day: Day = None,
    actor: Actor = "nightly",
    lang: Tongue = "vi",
) -> None:
    """List the medical facilities whose records stand out in the months."""
    list_facilities(office, (show.month(first), show.month(last)), show.day(day), actor)
    said = Text("{odd}/{visits} hồ sơ bất thường ({share} ‰)", "{odd} of {visits} records stand out ({share} ‰)")
    for one in facility_odds.latest([scope.office(office).id]):
        words = said.fill(odd=one.odd, visits=one.visits, share=one.per_mille).to(lang)
        typer.echo(f"{one.facility} {one.name}: {words}")


def plan(  # noqa: PLR0913 - options of a command
    *,
    office: Under,
    paper: Annotated[str, typer.Option(help="number of the plan")],
    due: Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="until when; its year is the plan's")],
    employer: Annotated[list[str] | None, typer.Option(help="code; may be repeated")] = None,
    facility: Annotated[list[str] | None, typer.Option(help="code; may be repeated")] = None,
    riskiest: Annotated[int, typer.Option(min=0, help="so many of the riskiest employers")] = 0,
    oddest: Annotated[int, typer.Option(min=0, help="so many of the oddest medical facilities")] = 0,
    points: Annotated[str, typer.Option(help="all payment points that paid in YYYY-MM..YYYY-MM")] = "",
    actor: Actor = "cli",
) -> None:
    """Make the next version of a plan as a draft; print its id."""
    first, _, last = points.partition("..")
    months = (show.month(first), show.month(last or first)) if points else None
    chosen = Chosen(riskiest, oddest, tuple(employer or ()), tuple(facility or ()), months)
    typer.echo(str(make_plan(office, paper, show.day(due), chosen, actor)))


def sign(plan_id: Annotated[int, typer.Argument(help="id of the plan")], *, day: Day = None, actor: Actor) -> None:
    """Put a plan in force (another person than who made it)."""
    inspection_plans.sign(plan_id, actor, show.day(day))


def progress(*, office: Under, year: show.Year, as_json: AsJson = False, lang: Tongue = "vi") -> None:
    """Show done against plan; kinds add up to the total, traits are parts of it."""
    done = inspection_plans.done_against_plan(scope.office(office).path, year)
    if as_json:
        parts = {"kinds": done.by_kind, "subjects": done.by_subject, "traits": done.by_trait}
        values = {name: {code: line.values() for code, line in lines.items()} for name, lines in parts.items()}
        show.print_json({"total": done.total.values(), **values, "inspected": done.subjects})
        return
    known, day = rules(), dt.date(year, 12, 31)
    rows = [
        (Text("Tổng số", "All"), done.total),
        *((known.kinds[code], line) for code, line in done.by_kind.items()),
        *((known.subjects[code].name, line) for code, line in done.by_subject.items()),
        *((trait.name, line) for code, line in done.by_trait.items() if (trait := known.trait(code, day))),
    ]
    said = Text("{done}/{planned} theo kế hoạch, ngoài kế hoạch {more}", "{done}/{planned} of the plan, {more} besides")
    for name, line in rows:
        words = said.fill(done=line.done, planned=line.planned, more=line.unplanned).to(lang)
        typer.echo(f"{name.to(lang)}: {words}")
