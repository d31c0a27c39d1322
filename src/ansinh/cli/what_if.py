"""`ansinh law what-if`: change dated values of the law for a day ahead; see cost and people of an office by group."""

import json
import time
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.cli.serve import story_day
from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.core.text import Language, Text
from ansinh.domain.benefits.simulate_law import Line, Part
from ansinh.law.what_if import Change
from ansinh.records.store.pages import viewer
from ansinh.usecases.benefits.simulate_law import Answer, Question, what_if
from ansinh.usecases.clock import today

WIDTH = 130  # amounts of a province in full
__all__ = ["app", "ready"]

app = typer.Typer(help="What a changed law would cost / Luật đổi thì sao.")
HEADS = (
    Text("Nhóm", "Group"), Text("Số người", "People"), Text("Bị ảnh hưởng", "Touched"), Text("Hiện nay", "Today's law"),
    Text("Nếu đổi", "If changed"), Text("Chênh lệch", "Difference"),
)  # fmt: skip


UNREAD = Text("Không số tiền nào dưới đây phụ thuộc “{name}”.", "No amount below depends on “{name}”.")


@app.callback(invoke_without_command=True)
def main(
    changes: Annotated[
        list[str],
        typer.Option("--set", help="key=value, such as base_salary=2800000; parts of a map as key=I=..;II=.."),
    ],
    office: Annotated[str, typer.Option(help="code of the office; all under it count")],
    since: Annotated[str, typer.Option("--from", help="the day it would hold from, YYYY-MM-DD")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    lang: Annotated[str, typer.Option(help="vi or en")] = "vi",
) -> None:
    """Put the law of today and the changed one beside one another, for the people of the last known month."""
    language: Language = "en" if lang == "en" else "vi"
    begun = time.perf_counter()
    answer = what_if(Question(_path(office), tuple(_change(each, since) for each in changes), _last_known()))
    if as_json:
        typer.echo(json.dumps(answer.to_json(), ensure_ascii=False, indent=1))
        return
    _print(answer, language)
    typer.echo(f"{time.perf_counter() - begun:.1f} s")


def _path(code: str) -> str:
    """Return the path of an office; a wrong code is told."""
    found = viewer.office(code)
    if found is None:
        raise typer.BadParameter(code, param_hint="--office")
    return found.path


def _change(text: str, since: str) -> Change:
    """Return one change; what is no day or has no `=` is told."""
    key, sign, value = text.partition("=")
    day = show.day_of(since)
    if not sign:
        raise typer.BadParameter(text, param_hint="--set")
    return Change(key.strip(), day, value.strip())


def _last_known() -> Month:
    """Return the month whose people are asked about: the story's, or this one."""
    day = story_day()
    return Month.containing(day).plus(-1) if day else Month.containing(today())


def _print(answer: Answer, language: Language) -> None:
    """Print every part as a table."""
    said = Text("Tháng {month}, người của tháng {of}", "Month {month}, people of {of}")
    typer.echo(said.fill(month=answer.month, of=answer.people_of).to(language))
    for name in answer.unread:
        typer.echo(UNREAD.fill(name=name).to(language))
    for part in answer.parts:
        Console(width=max(WIDTH, Console().width)).print(_table(part, language))


def _table(part: Part, language: Language) -> Table:
    """Return one part as a table, its sum last; a fund's people are the same people, so funds have no sum of people."""
    table = Table(title=f"{part.name.to(language)} ({part.each.to(language)})")
    for place, head in enumerate(HEADS):
        table.add_column(head.to(language), justify="left" if place == 0 else "right", no_wrap=True)
    whole = Line(Text("Cộng", "Total"), part.all.people, part.all.touched, part.all.before, part.all.after)
    for line in (*part.lines, whole):
        table.add_row(
            line.name.to(language), f"{line.people:,}", f"{line.touched:,}", format_dong(line.before),
            format_dong(line.after), format_dong(line.more),
        )  # fmt: skip
    return table


if __name__ == "__main__":
    app()
