"""`ansinh direction`: conclusions and their tasks, questions, scorecards, alerts."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.cli.options import Actor, AsJson, Day, Tongue, Under
from ansinh.core.text import Text
from ansinh.domain.planning.alerts import rules
from ansinh.domain.planning.direction_file import read_direction
from ansinh.domain.planning.numbers import Numerals
from ansinh.domain.planning.questions import STANDINGS
from ansinh.domain.planning.tasks import STATES
from ansinh.formats import indicator_list
from ansinh.records.store.planning import alerts as alert_store
from ansinh.records.store.planning import offices
from ansinh.records.store.planning import questions as question_store
from ansinh.records.store.planning import scores as score_store
from ansinh.usecases.planning import alerts, directions, scores
from ansinh.usecases.planning.told import alert_values, card_values, question_values, task_values

__all__ = ["app", "ready"]

app = typer.Typer(help="Directions, scorecards, alerts / Chỉ đạo, thi đua, cảnh báo.", no_args_is_help=True)
GIVEN = Text("Đã giao {n} nhiệm vụ.", "{n} tasks given.")
FROZEN = Text("Đã chốt {n} bảng điểm.", "{n} scorecards frozen.")
RAISED = Text("{n} cảnh báo mới.", "{n} new alerts.")


@app.command()
def load(
    file: Annotated[Path, typer.Argument(help="JSON, ansinh-direction/1", exists=True, dir_okay=False)],
    *,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Enter what a meeting concluded; all of it, or nothing with every finding and exit 1."""
    raw, unreadable = indicator_list.read_json(file.read_bytes())
    conclusion, findings = (None, unreadable) if unreadable.stop else read_direction(raw)
    if conclusion is not None:
        with show.refusals(lang):
            findings = directions.conclude(conclusion, actor).findings
    show.print_findings(findings.items, lang)
    if conclusion is None or findings.stop:
        raise typer.Exit(1)
    typer.echo(GIVEN.fill(n=len(conclusion.tasks)).to(lang))


@app.command()
def tasks(*, office: Under, state: str = "", day: Day = None, as_json: AsJson = False, lang: Tongue = "vi") -> None:
    """Show tasks, the earliest deadline first."""
    today, state = show.day(day), show.one_of(state, STATES)
    with show.refusals(lang):
        found = [task for task in directions.desk(office, "").tasks if state in {"", task.shown(today)}]
    if as_json:
        show.print_json([task_values(task, today) for task in found])
        return
    table = Table("id", *(w.to(lang) for w in (Text("Nhiệm vụ", "Task"), Text("Giao cho", "Owner"), Text("Hạn", "By"),
                  Text("Trạng thái", "State"))))  # fmt: skip
    for task in found:
        owner = f"{task.office_name} {task.officer}".strip()
        table.add_row(str(task.number), task.what, owner, str(task.deadline), STATES[task.shown(today)][0].to(lang))
    Console(width=160).print(table)


@app.command()
def questions(words: Annotated[str, typer.Argument(help="words, accents not needed")] = "", *, day: Day = None,
              as_json: AsJson = False, lang: Tongue = "vi") -> None:  # fmt: skip
    """Search the questions, answers and good practices of all offices."""
    found, today = question_store.search(words), show.day(day)
    if as_json:
        show.print_json([question_values(one, today) for one in found])
        return
    for one in found:
        typer.echo(f"{one.id} {one.raised_on} {one.office_name}: {one.title} "
                   f"[{STANDINGS[one.standing(today)][0].to(lang)}]")  # fmt: skip
        for said in one.answers:
            typer.echo(f"    {said.day} {said.actor}: {said.body}")


@app.command("scores")
def show_scores(  # noqa: PLR0913 - options of a command
    *,
    office: Under,
    quarter: Annotated[str, typer.Option(help="first month of the quarter, YYYY-MM")],
    freeze: Annotated[bool, typer.Option("--freeze", help="freeze it first")] = False,
    day: Day = None,
    actor: Actor = "cli",
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Show the scorecards of a quarter, ranked among peers; freeze them first if asked."""
    first = show.month(quarter)
    with show.refusals(lang):
        if freeze:
            count = scores.freeze(office, first, show.day(day), actor)
            typer.echo(FROZEN.fill(n=count).to(lang), err=True)
        ids = [row.id for row in offices.subtree(offices.office(office))]
    found = scores.ranked(score_store.cards(ids, first))
    if as_json:
        show.print_json([card_values(card, rank) for card, rank in found])
        return
    for card, rank in found:
        points = Numerals(lang).decimal(card.points, 2)
        typer.echo(f"{rank:>3} {points:>8} {card.who} {card.office_name} ({card.peers})")


@app.command("rules")
def show_rules(
    file: Annotated[Path | None, typer.Argument(help="JSON: enter this decision", exists=True, dir_okay=False)] = None,
    *,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Show the default weights, caps and penalties, or enter a decision (another person approves it on the page)."""
    if file is None:
        folder = files("ansinh.domain.planning")
        typer.echo(folder.joinpath("scoring.yaml").read_text(encoding="utf-8"), nl=False)
        return
    try:
        content = json.loads(file.read_bytes())
    except ValueError:
        content = {}
    taken = scores.enter_rules(content if isinstance(content, dict) else {}, actor)
    show.print_findings(taken.findings.items, lang)
    if taken.refused:
        raise typer.Exit(1)
    typer.echo(str(taken.number))


@app.command("alerts")
def show_alerts(  # noqa: PLR0913 - options of a command
    *,
    office: Under,
    period: Annotated[str, typer.Option(help="month, YYYY-MM")],
    watch: Annotated[bool, typer.Option("--watch", help="look at the figures of the month first")] = False,
    day: Day = None,
    actor: Actor = "cli",
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Show the alerts from a month on; look at its figures first if asked."""
    month = show.month(period)
    with show.refusals(lang):
        if watch:
            typer.echo(RAISED.fill(n=alerts.watch(office, month, show.day(day), actor)).to(lang), err=True)
        ids = [row.id for row in offices.subtree(offices.office(office))]
    found = alert_store.of_offices(ids, month)
    if as_json:
        show.print_json([alert_values(one) for one in found])
        return
    n = Numerals(lang)
    for one in found:
        name, where = rules()[one.rule].name.to(lang), f"{one.office_name} {one.subject}".strip()
        typer.echo(f"{one.id} {one.month} {where}: {name}: {n.decimal(one.value, 2)} > {n.decimal(one.threshold, 2)}")
