"""`ansinh report`: check published figures; write the briefing of an office."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.domain.planning import figures_answer
from ansinh.domain.planning.verdicts import Assessment, Judged
from ansinh.usecases.planning.briefing import write_briefing, write_week
from ansinh.usecases.planning.published import check_figures

__all__ = ["app", "ready"]

app = typer.Typer(help="Reports / Báo cáo.", no_args_is_help=True)
Lang = Literal["vi", "en"]
VERDICTS = {
    "exact": Text("khớp", "exact"),
    "within_rounding": Text("khớp trong sai số làm tròn", "within rounding"),
    "implied": Text("suy ra mẫu số", "implied"),
    "contradicted": Text("mâu thuẫn", "contradicted"),
    "no_denominator": Text("không có mẫu số", "no denominator"),
    "uncheckable": Text("không kiểm tra được", "uncheckable"),
}


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="JSON, ansinh-figures/1", exists=True, dir_okay=False)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="answer as JSON")] = False,
    lang: Annotated[Lang, typer.Option(help="vi | en")] = "vi",
) -> None:
    """Give the verdict on every published figure. Exit 0 once all are judged; 1 where the file cannot be read."""
    checked = check_figures(file.read_bytes())
    findings = checked.findings.items
    if checked.assessment is None:
        if as_json:
            show.print_json({"error": "file", "findings": show.as_values(findings)})
        show.print_findings(findings, lang)
        raise typer.Exit(1)
    if as_json:
        show.print_json(figures_answer.answer(checked.assessment) | {"findings": show.as_values(findings)})
        return
    show.print_findings(findings, lang)
    _print_verdicts(checked.assessment, lang)


@app.command()
def briefing(
    office: Annotated[str, typer.Option(help="code of the office")],
    period: Annotated[str, typer.Option(help="month, YYYY-MM")],
    *,
    form: Annotated[Literal["md", "html", "pdf", "xlsx", "json"], typer.Option("--format", help="form")] = "md",
    lang: Annotated[Lang, typer.Option(help="vi | en")] = "vi",
    output: Annotated[Path | None, typer.Option(help="file to write; standard output without it")] = None,
) -> None:
    """Write the briefing of an office and month: text, tables and charts as a director presents them."""
    with show.refusals(lang):
        content = write_briefing(office, show.month(period), form, lang)
    _put(content, output)


@app.command()
def weekly(
    office: Annotated[str, typer.Option(help="code of the office")],
    week: Annotated[str, typer.Option(help="week, 2021-W44")],
    *,
    form: Annotated[Literal["md", "html", "pdf", "xlsx", "json"], typer.Option("--format", help="form")] = "md",
    lang: Annotated[Lang, typer.Option(help="vi | en")] = "vi",
    output: Annotated[Path | None, typer.Option(help="file to write; standard output without it")] = None,
) -> None:
    """Write the sheet of a week: quotas, tasks, debts pressed, activities, inspections, agents, benefits."""
    with show.refusals(lang):
        content = write_week(office, week, form, lang)
    _put(content, output)


def _put(content: bytes, output: Path | None) -> None:
    """Write a document to a file, or to standard output."""
    if output is None:
        typer.get_binary_stream("stdout").write(content)
    else:
        output.write_bytes(content)
        typer.echo(str(output), err=True)


def _print_verdicts(assessment: Assessment, lang: Lang) -> None:
    """Print the verdicts as a table, then the totals."""
    headings = (
        Text("Mã", "Id"),
        Text("Chỉ tiêu", "Indicator"),
        Text("Bài báo in", "Printed"),
        Text("Tính ra", "Computed"),
    )
    table = Table(*(heading.to(lang) for heading in (*headings, Text("Kết luận", "Verdict"))), box=None)
    for one in assessment.figures:
        figure = one.figure
        name = f"{figure.indicator} {figure.scheme or ''} ({figure.measure})"
        style = "bold red" if one.verdict == "contradicted" else ""
        table.add_row(figure.id, name, figure.printed_text, _computed(one), VERDICTS[one.verdict].to(lang), style=style)
    Console(width=160, soft_wrap=True).print(table)
    _print_bases(assessment, lang)
    totals = assessment.totals()
    named = [f"{VERDICTS[key].to(lang) if key in VERDICTS else key}: {count}" for key, count in totals.items()]
    typer.echo(" · ".join(named))
    differing = [one.figure.id for one in assessment.figures if not one.agrees]
    if differing:
        said = Text("Khác kết luận ghi trong tệp: {list}", "Differing from the verdict in the file: {list}")
        typer.echo(said.fill(list=", ".join(differing)).to(lang))


def _print_bases(assessment: Assessment, lang: Lang) -> None:
    """Print the denominators nobody printed, the misprints with their proof, and the relations that do not hold."""
    typer.echo("\n" + Text("Mẫu số suy ra (khoảng)", "Implied denominators (range)").to(lang))
    for base in assessment.bases:
        if base.low is not None and base.high is not None and base.value is not None:
            low, value, high = (decimal_text(one, 6) for one in (base.low, base.value, base.high))
            typer.echo(f"  {base.denominator.id}: {value} ({low} .. {high})")
    typer.echo("\n" + Text("Lỗi in", "Misprints").to(lang))
    for proved in assessment.misprints:
        proof = f" = {decimal_text(proved.value, 6)}" if proved.value is not None else ""
        slip = proved.misprint
        typer.echo(f"  {slip.id} {slip.where}: {slip.printed} -> {slip.read}{proof}")
    typer.echo("\n" + Text("Đối chiếu không đạt", "Relations that do not hold").to(lang))
    for held in assessment.cross_checks:
        if not held.holds:
            check = held.check
            typer.echo(f"  {check.id}: {check.left.text} {check.relation} {check.right.text} ({check.note})")
    typer.echo("")


def _computed(one: Judged) -> str:
    """Return the computed value for the eye."""
    return "" if one.computed is None else decimal_text(one.computed, 6)
