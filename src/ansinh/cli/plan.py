"""`ansinh plan`: where an office will end the year, what it takes a week, quotas."""

import datetime as dt
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import plan_backtest, ready, show
from ansinh.cli.options import AsJson, Office, Tongue
from ansinh.core.text import Text
from ansinh.domain.planning.forecast import METHODS
from ansinh.domain.planning.numbers import Numerals
from ansinh.domain.planning.outlook import VERDICTS, Line
from ansinh.domain.planning.years_ahead import METHODS as YEAR_METHODS
from ansinh.usecases.planning import outlook as plans
from ansinh.usecases.planning import plan_split
from ansinh.usecases.planning import years as coming

__all__ = ["app", "ready"]

app = typer.Typer(help="Targets that live / Chỉ tiêu và dự báo.", no_args_is_help=True)
app.command("backtest")(plan_backtest.backtest)
HEADS = (
    Text("Chỉ tiêu", "Indicator"), Text("Thực hiện", "Done"), Text("Kế hoạch", "Plan"), Text("Dự báo", "Forecast"),
    Text("Khoảng", "Between"), Text("Cần mỗi tuần", "Needed a week"), Text("Từ danh sách", "From prospects"),
    Text("Kết luận", "Verdict"), Text("Sai số (đoán cũ)", "Error (naive)"),
)  # fmt: skip


@app.command()
def outlook(
    *,
    office: Office,
    period: Annotated[str, typer.Option(help="month, YYYY-MM")],
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Say where an office stands, where it will end the year, and what it takes."""
    found = plans.outlook(office, show.month(period), below=False)
    if as_json:
        show.print_json([_values(line) for line in found.lines])
        return
    table = Table(*(head.to(lang) for head in HEADS))
    for line in found.lines:
        table.add_row(*_cells(line, Numerals(lang), lang))
    Console(width=180).print(table)


def _cells(line: Line, n: Numerals, lang: Literal["vi", "en"]) -> list[str]:
    """Return a line as cells."""
    ahead = line.forecast
    end = between = error = ""
    if ahead is not None:
        end, between = n.decimal(ahead.end), f"{n.decimal(ahead.low)} – {n.decimal(ahead.high)}"
        error = f"{n.decimal(ahead.error)} ({n.decimal(ahead.naive_error)}), {METHODS[ahead.method].to(lang)}"
    plan = "" if line.plan is None else n.decimal(line.plan)
    week = "" if line.per_week is None else n.decimal(line.per_week)
    verdict, potential = VERDICTS[line.verdict][0].to(lang), n.decimal(line.potential)
    return [line.indicator.short.to(lang), n.decimal(line.actual), plan, end, between, week, potential, verdict, error]


def _values(line: Line) -> dict[str, object]:
    """Return a line as JSON takes it."""
    names = ("method", "ahead", "end", "low", "high", "error", "naive_error", "tried")
    ahead = line.forecast
    return {
        "indicator": line.indicator.code,
        "actual": str(line.actual),
        "plan": None if line.plan is None else str(line.plan),
        "forecast": None if ahead is None else {name: getattr(ahead, name) for name in names},
        "per_week": None if line.per_week is None else str(line.per_week),
        "potential": line.potential,
        "verdict": line.verdict,
    }


@app.command()
def quota(
    *,
    office: Office,
    indicator: Annotated[str, typer.Option(help="code of the indicator")],
    day: Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="from this day")],
    by_month: Annotated[bool, typer.Option("--by-month", help="months instead of weeks")] = False,
    as_json: AsJson = False,
) -> None:
    """Deal what is left of the year's plan out over its weeks, by working days."""
    spans = plans.quotas(office, indicator, show.day(day), by_month=by_month)
    if as_json:
        told = [(str(one.first), str(one.last), one.working_days, one.quota) for one in spans]
        show.print_json([dict(zip(("first", "last", "days", "quota"), one, strict=True)) for one in told])
        return
    for span in spans:
        typer.echo(f"{span.first} – {span.last}: {span.quota} ({span.working_days})")


@app.command()
def years(
    *,
    office: Office,
    period: Annotated[str, typer.Option(help="month, YYYY-MM")],
    ahead: Annotated[int, typer.Option(min=3, max=5, help="3 to 5 years")] = 5,
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Say where each indicator goes in three to five years, by which method, how wrong that was a year ahead."""
    with show.refusals(lang):
        found = coming.courses(office, show.month(period), ahead)
    if as_json:
        show.print_json([coming.values(one) for one in found])
        return
    n = Numerals(lang)
    for one in found:
        name, method = one.indicator.name.to(lang), YEAR_METHODS[one.ahead.method].to(lang)
        errors = f"{n.decimal(one.ahead.error)} ({n.decimal(one.ahead.naive_error)}; {one.ahead.tried})"
        typer.echo(f"{name}: {n.decimal(one.level)}; {method}; {errors}")
        for year in one.ahead.years:
            typer.echo(f"  +{year.years}: {n.decimal(year.point)} [{n.decimal(year.low)} – {n.decimal(year.high)}]")


@app.command()
def split(
    *,
    office: Office,
    indicator: Annotated[str, typer.Option(help="code of the indicator")],
    period: Annotated[str, typer.Option(help="closed month whose figures are the floors, YYYY-MM")],
    among: Annotated[Literal["office", "commune", "agent", "officer"], typer.Option(help="who shares it")] = "office",
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Say how the year's plan splits by prospects above what each has; nothing is written."""
    month = show.month(period)
    with show.refusals(lang):
        made = plan_split.propose(plan_split.Asked(office, indicator, month.year, among, "assigned", month))
    if as_json:
        show.print_json([plan_split.values(part) for part in made.parts])
        return
    for part in made.parts:
        typer.echo(f"{part.carrier.code} {part.carrier.name}: {Numerals(lang).decimal(part.chosen)}")


@app.command()
def move(  # noqa: PLR0913 - options of a command
    *,
    office: Annotated[str, typer.Option(help="code of the office above both")],
    indicator: Annotated[str, typer.Option(help="code of the indicator")],
    year: show.Year,
    giver: Annotated[str, typer.Option("--from", help="office that gives")],
    taker: Annotated[str, typer.Option("--to", help="office that takes")],
    amount: Annotated[int, typer.Option(min=1, max=10**15)],
    document: Annotated[str, typer.Option(help="number of the paper")],
    day: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="its day; today without it")] = None,
    actor: Annotated[str, typer.Option(help="who does it")] = "cli",
    lang: Tongue = "vi",
) -> None:
    """Move a part of a plan from one office to another in the year; what was assigned stays untouched."""
    paper = (document, show.day(day))
    with show.refusals(lang):
        taken = plan_split.reassign((office, indicator, year), {(giver, taker): amount}, paper, actor)
    show.print_findings(taken.findings.items, lang)
    if taken.refused:
        raise typer.Exit(1)
    typer.echo(str(taken.number))
