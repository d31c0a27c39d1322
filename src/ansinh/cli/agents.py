"""`ansinh agents`: collection agents, their receipts, the three-way match, checks, commission."""

import datetime as dt
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import agent_contracts, ready, show
from ansinh.cli.options import Actor, Tongue
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.outreach.agents import CONDITIONS
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import agents as store
from ansinh.records.store.outreach import facts
from ansinh.usecases.outreach import agents as acts

__all__ = ["app", "ready"]

app = typer.Typer(help="Collection agents / Tổ chức dịch vụ thu.", no_args_is_help=True)
app.add_typer(agent_contracts.app)
Day = Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD")]
Period = Annotated[str, typer.Option(help="month, YYYY-MM")]
MATCHED = Text(
    "{good} biên lai khớp danh sách, {differs} lệch; còn thiếu nộp {short} đồng.",
    "{good} receipts agree with the lists, {differs} differ; {short} dong not remitted.",
)
PAID = Text(
    "Số tiền khớp {matched}, thù lao {earned}, thu hồi {back} đồng.",
    "Matched {matched}, commission {earned}, taken back {back} dong.",
)


@app.command("list")
def show_list(
    *, office: Annotated[str, typer.Option(help="code of the office")], period: Period, lang: Tongue = "vi"
) -> None:
    """Show the organisations of an office with what they collected in a month."""
    month = show.month(period)
    rows = store.agents(facts.office_ids(months.office(office).path), month.first_day, month.last_day)
    heads = (Text("Mã", "Code"), Text("Tên", "Name"), Text("Hợp đồng", "Contract"), Text("Biên lai", "Receipts"))
    table = Table(*(head.to(lang) for head in heads), Text("Đã thu", "Collected").to(lang))
    for row in rows:
        table.add_row(
            row.code, row.name, f"{row.state} {row.valid_to or ''}", str(row.receipts), format_dong(row.collected)
        )
    Console().print(table)


@app.command()
def receipt(  # noqa: PLR0913 - options of a command
    collector: Annotated[str, typer.Argument(help="code of the collector")],
    payer: Annotated[str, typer.Argument(help="SI number or personal ID")],
    amount: Annotated[int, typer.Argument(help="dong")],
    *,
    scheme: Annotated[Literal["hi_household", "hi_pupil", "vsi"], typer.Option()],
    day: Day,
    renewal: Annotated[bool, typer.Option("--renewal/--new")] = False,
    actor: Actor = "cli",
) -> None:
    """Issue a numbered receipt."""
    typer.echo(acts.issue(collector, acts.Taking(scheme, renewal, payer, amount, show.day(day)), actor))


@app.command()
def void(
    number: Annotated[str, typer.Argument(help="number of the receipt")],
    *,
    reason: Annotated[str, typer.Option(help="why; without it a void asked for is approved")] = "",
    day: Day,
    actor: Actor = "cli",
) -> None:
    """Ask that a receipt is voided (with --reason), or approve it (another person, without)."""
    if reason:
        acts.ask_void(number, reason, actor)
    else:
        acts.approve_void(number, actor, show.day(day))


@app.command()
def match(agent: str, *, period: Period, lang: Tongue = "vi") -> None:
    """Compare receipts, lists and bank of an agent's month."""
    found = acts.match(agent, show.month(period))
    short = format_dong(found.short.get(agent, 0))
    typer.echo(MATCHED.fill(good=len(found.good), differs=len(found.differs), short=short).to(lang))
    for number, one, other in found.differs:
        typer.echo(f"  {number}: {format_dong(one)} / {format_dong(other)}")


@app.command()
def check(
    agent: str,
    *,
    failed: Annotated[list[str] | None, typer.Option(help="condition that does not hold; may be repeated")] = None,
    late: Annotated[int, typer.Option(help="late remittances")] = 0,
    quota_met: Annotated[bool, typer.Option("--quota-met/--quota-missed")] = True,
    day: Day,
    paper: Annotated[str, typer.Option(help="number of the minutes")],
) -> None:
    """Write down a quarterly check; print the state of the contract after it."""
    held = {name: name not in (failed or []) for name in CONDITIONS}
    typer.echo(acts.check(agent, acts.Checked(held, late, quota_met, show.day(day), paper), "cli"))


@app.command()
def commission(
    agent: str,
    *,
    period: Period,
    approve: Annotated[bool, typer.Option("--approve", help="approve the statement another made")] = False,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Make the statement of a month's commission, or approve it."""
    month = show.month(period)
    if approve:
        acts.approve_commission(agent, month, actor)
        return
    made = acts.pay_commission(agent, month, actor)
    sums = {
        name: format_dong(made[key])
        for name, key in (("matched", "matched"), ("earned", "earned"), ("back", "clawed_back"))
    }
    typer.echo(PAID.fill(**sums).to(lang))
