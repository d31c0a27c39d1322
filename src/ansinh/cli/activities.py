"""`ansinh activities`: taken in as files, written down, reported, counted by type, against the plan, who joined."""

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import partner_files, ready, show
from ansinh.cli.options import Actor, AsJson, Day, Tongue, Under
from ansinh.core.money import format_dong
from ansinh.core.period import SPOKEN_YEARS
from ansinh.core.text import Text
from ansinh.domain.outreach.activities import words
from ansinh.domain.outreach.activity_counts import lines
from ansinh.domain.outreach.cohorts import cohorts
from ansinh.formats.layout import load_layout
from ansinh.formats.partner_lists_write import ListForm, write_partner_list
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import activities as store
from ansinh.records.store.outreach import activities_report as report
from ansinh.records.store.outreach import facts
from ansinh.usecases.outreach import activities, activity_files
from ansinh.usecases.outreach.lists import Sent, Taken

__all__ = ["app", "ready"]

app = typer.Typer(help="Activities of communication / Hoạt động truyền thông.", no_args_is_help=True)
Year = Annotated[
    int | None,
    typer.Option(min=SPOKEN_YEARS.start, max=SPOKEN_YEARS.stop - 1, help="the year; that of --day without it"),
]
TAKEN = Text("{name}: {rows} hoạt động, {state}, {errors} lỗi.", "{name}: {rows} activities, {state}, {errors} errors.")
CAME, MISSED = Text("Có dự", "Came"), Text("Mời, không dự", "Invited only")


@app.command()
def template(
    *,
    output: Annotated[Path, typer.Option(help="file to write")],
    form: Annotated[ListForm, typer.Option("--format", help="xlsx | csv | xml")] = "xlsx",
) -> None:
    """Write an empty list of activities with its headings."""
    names = [one.name for one in load_layout("partner_activities").fields if one.kind != "skip"]
    output.write_bytes(write_partner_list("activities", {name: [] for name in names}, form))
    typer.echo(str(output))


@app.command("load")
def take_in(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    *,
    office: Under,
    as_of: Day = None,
    good_rows: Annotated[bool, typer.Option("--good-rows", help="leave out the rows with errors")] = False,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Take in lists of activities (XLSX, CSV, XML, JSON); exit 1 if one was refused."""

    def load(path: Path) -> Taken:
        sent = Sent(activity_files.KIND, office, show.day(as_of), path.name, good_rows)
        return activity_files.load(path.read_bytes(), sent, actor)

    partner_files.take_in(files, load, TAKEN, lang)


@app.command()
def add(  # noqa: PLR0913 - options of a command
    kind: Annotated[str, typer.Argument(help="type, as activity_types.yaml names it")],
    *,
    office: Under,
    on: Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="its day")],
    level: Annotated[str, typer.Option(help="province | base | commune")] = "base",
    state: Annotated[str, typer.Option(help="planned | held | reported")] = "planned",
    place: Annotated[str, typer.Option()] = "",
    partner: Annotated[str, typer.Option()] = "",
    plan: Annotated[str, typer.Option(help="document of the plan")] = "",
    people: Annotated[int, typer.Option(help="people who came")] = 0,
    employers: Annotated[int, typer.Option(help="employers that came")] = 0,
    cost: Annotated[int, typer.Option(help="dong")] = 0,
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """Write an activity down; print its id. The same again changes nothing."""
    told = activities.Activity(
        kind, level, show.day(on), state, place=place, partner=partner, plan_item=plan, attended_people=people,
        attended_employers=employers, cost=cost,
    )  # fmt: skip
    typer.echo(activities.record(office, told, actor, show.day(day)))


@app.command("change")
def change_state(  # noqa: PLR0913 - options of a command
    number: Annotated[int, typer.Argument(help="id of the activity")],
    state: Annotated[str, typer.Argument(help="held | reported | cancelled | planned")],
    *,
    people: Annotated[int | None, typer.Option(help="people who came")] = None,
    employers: Annotated[int | None, typer.Option(help="employers that came")] = None,
    cost: Annotated[int | None, typer.Option(help="dong")] = None,
    note: Annotated[str, typer.Option(help="note, or the reason")] = "",
    day: Day = None,
    actor: Actor = "cli",
) -> None:
    """Take an activity on: held, reported, cancelled; or correct its report (with --note)."""
    given = {"attended_people": people, "attended_employers": employers, "cost": cost}
    counted = {name: value for name, value in given.items() if value is not None}
    typer.echo(activities.change(number, activities.Change(state, counted, note), actor, show.day(day)))


@app.command()
def guests(
    number: Annotated[int, typer.Argument(help="id of the activity")],
    numbers: Annotated[list[str], typer.Argument(help="SI numbers, unit codes")],
    *,
    came: Annotated[bool, typer.Option("--came", help="these came")] = False,
    consent: Annotated[bool, typer.Option("--consent", help="they agreed to be written to")] = False,
    actor: Actor = "cli",
) -> None:
    """Note guests known in the register; print how many are new or changed."""
    typer.echo(activities.invite(number, activities.Guests(numbers, came, consent), actor))


@app.command()
def plan(  # noqa: PLR0913 - options of a command
    document: Annotated[str, typer.Argument(help="number of the plan")],
    kind: Annotated[str, typer.Argument(help="type")],
    times: Annotated[int, typer.Argument(help="how many")],
    *,
    office: Under,
    level: Annotated[str, typer.Option(help="province | base | commune; all without it")] = "",
    year: show.Year,
    actor: Actor = "cli",
) -> None:
    """Keep a line of a plan of activities; again replaces its number."""
    span = (dt.date(year, 1, 1), dt.date(year, 12, 31))
    activities.plan(office, activities.PlanLine(document, kind, level, *span, times), actor)


@app.command("list")
def show_list(
    *,
    office: Under,
    kind: Annotated[str, typer.Option(help="type")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 30,
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Show activities, the latest first."""
    cut = store.Cut([kind] if kind else ())
    rows = store.page(facts.office_ids(months.office(office).path), cut, limit=limit)
    if as_json:
        show.print_json([{**row._asdict(), "day": str(row.day)} for row in rows])
        return
    heads = (Text("Ngày", "Day"), Text("Loại hình", "Type"), Text("Cấp", "Level"), Text("Dự", "Came"))
    table = Table("id", *(head.to(lang) for head in heads), Text("Kinh phí", "Cost").to(lang), "")
    for row in rows:
        kinds = (words().types[row.type].name.to(lang), words().levels[row.level].to(lang))
        came = f"{row.attended_people} / {row.attended_employers}"
        state = words().states[row.state].to(lang)
        table.add_row(str(row.id), str(row.day), *kinds, came, format_dong(row.cost), state)
    Console().print(table)


@app.command("counts")
def show_counts(
    *, office: Under, year: Year = None, day: Day = None, as_json: AsJson = False, lang: Tongue = "vi"
) -> None:
    """Show what was done by type and level (never added over types), and how plans stand."""
    upto = show.day(day)
    first = dt.date(year or upto.year, 1, 1)
    offices = facts.office_ids(months.office(office).path)
    found, plans = report.counts(offices, first, upto), report.progress(offices, upto)
    if as_json:
        told = [{**one._asdict(), "first": str(one.first), "last": str(one.last)} for one in plans]
        show.print_json({"counts": [one._asdict() for one in found], "plans": told})
        return
    for one in lines(found):
        inside = Text("  trong đó: ", "  of them: ").to(lang) if one.type.part_of else ""
        parts = ", ".join(f"{words().levels[level].to(lang)} {count.times}" for level, count in one.levels.items())
        typer.echo(f"{inside}{one.type.name.to(lang)}: {one.times} ({parts})")
    for line in plans:
        typer.echo(f"{line.document} {words().types[line.type].name.to(lang)}: {line.done} / {line.planned}")


@app.command("cohorts")
def show_cohorts(
    *, office: Under, year: Year = None, day: Day = None, as_json: AsJson = False, lang: Tongue = "vi"
) -> None:
    """Show who joined within 30, 60, 90 days: those who came beside those invited who did not."""
    upto = show.day(day)
    span = (dt.date(year or upto.year, 1, 1), upto)
    found = cohorts(report.guests(facts.office_ids(months.office(office).path), span), np.datetime64(upto))
    if as_json:
        show.print_json([{**asdict(one), "share": str(one.share) if one.share is not None else None} for one in found])
        return
    for one in found:
        share = f"{float(one.share):.1f} %" if one.share is not None else "–"
        typer.echo(f"{one.span} {(CAME if one.attended else MISSED).to(lang)}: {one.joined} / {one.followed} = {share}")
