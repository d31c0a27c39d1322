"""`ansinh indicators`: load reported values, targets and bases; list what there is; show where an office stands."""

import getpass
from pathlib import Path
from typing import Annotated, Literal

import typer

from ansinh.cli import ready, show
from ansinh.core.text import Text
from ansinh.domain.planning import standings_answer
from ansinh.domain.planning.indicators import catalogue
from ansinh.usecases.planning import load, situation

__all__ = ["app", "ready"]

app = typer.Typer(help="Indicators, targets and bases / Chỉ tiêu, kế hoạch và mẫu số.", no_args_is_help=True)
Lang = Literal["vi", "en"]

FORM = """Load reported values, targets and reference series: all of the file, or nothing with every finding.

JSON: {"format": "ansinh-planning/1", "source": "...",
 "values": [{"office": "26", "indicator": "participants_csi", "period": "2021-10", "value": "220596",
   "as_of": "2021-10-31"}],
 "targets": [{"office": "26", "indicator": "revenue_total", "year": "2021", "version": "assigned",
   "value": "5480379000000", "document": {"number": "...", "title": "...", "day": "2021-01-15"}}],
 "references": [{"office": "26", "series": "population", "year": "2021", "value": "1186170", "source": "..."}]}

CSV and XLSX: the same names as columns (office, indicator, period, value, denominator, as_of, source, year, month,
version, document, series), and `kind` = value, target or reference. A file of published figures (ansinh-figures/1)
loads as reported; figures that the arithmetic contradicts are left out.
"""


@app.command("load", help=FORM)
def load_file(
    file: Annotated[Path, typer.Argument(help="JSON, CSV or XLSX", exists=True, dir_okay=False)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="answer as JSON")] = False,
    actor: Annotated[str, typer.Option(help="who loads it; the user of this machine without it")] = "",
    lang: Annotated[Lang, typer.Option(help="vi | en")] = "vi",
) -> None:
    """Load one file."""
    answer = load(file.read_bytes(), file.name, actor or getpass.getuser())
    findings = answer.findings.items
    if as_json:
        counts = {"values": answer.values, "targets": answer.targets, "references": answer.references}
        show.print_json(counts | {"rolled_up": answer.rolled_up, "findings": show.as_values(findings)})
    else:
        show.print_findings(findings, lang)
        said = Text(
            "Đã ghi {values} số liệu, {targets} chỉ tiêu kế hoạch, {references} mẫu số; {sums} số tổng hợp.",
            "Wrote {values} values, {targets} targets, {references} bases; {sums} sums of the offices above.",
        )
        refused = Text("Không ghi gì: tệp có lỗi.", "Nothing was written: the file has errors.")
        filled = said.fill(
            values=answer.values, targets=answer.targets, references=answer.references, sums=answer.rolled_up
        )
        typer.echo((refused if answer.refused else filled).to(lang))
    if answer.refused:
        raise typer.Exit(1)


@app.command("list")
def list_codes(*, lang: Annotated[Lang, typer.Option(help="vi | en")] = "vi") -> None:
    """List the indicators: code, unit of count, kind, name."""
    for one in catalogue().values():
        typer.echo(f"{one.code:42} {one.unit:11} {one.kind:6} {one.name.to(lang)}")


@app.command("show")
def show_office(
    office: Annotated[str, typer.Option(help="code of the office")],
    period: Annotated[str, typer.Option(help="month, YYYY-MM")],
) -> None:
    """Show every figure of an office and month as JSON: value, denominator, plan, comparators."""
    with show.refusals("en"):
        show.print_json(standings_answer.answer(situation(office, show.month(period), with_children=False)))
