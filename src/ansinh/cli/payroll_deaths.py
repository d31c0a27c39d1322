"""`ansinh payroll deaths|alive|paid-in|heirs`: lists of deaths, wrong notices, claims made good, letters to heirs."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from ansinh.cli import ready, show
from ansinh.cli.options import Actor, Tongue
from ansinh.core.errors import MissingError
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.records.store.benefits import death_lists as lists_store
from ansinh.records.store.benefits import death_withdrawals as withdrawals_store
from ansinh.records.store.benefits import overpayments as claims_store
from ansinh.records.store.benefits import payroll_facts, payroll_files
from ansinh.records.store.benefits.overpayments import Receipt
from ansinh.usecases.benefits import death_lists, death_withdrawals, heirs, overpayments
from ansinh.usecases.clock import today

__all__ = ["alive", "deaths", "heirs_letter", "paid_in", "ready"]

STAGED = Text(
    "Danh sách {id}: {rows} dòng, {waiting} người sẽ ghi, {errors} lỗi, {warnings} cảnh báo.",
    "List {id}: {rows} rows, {waiting} people to record, {errors} errors, {warnings} warnings.",
)
DONE = Text("Đã ghi {n} người; phải thu hồi {x} đồng.", "{n} people are recorded; {x} dong are claimed.")
ASKED = Text(
    "Đã ghi đề nghị {id}; người khác duyệt: ansinh payroll alive {file} --approve {id} --actor …",
    "Asked as {id}; another person approves: ansinh payroll alive {file} --approve {id} --actor ...",
)
BACK = Text(
    "Chi tiếp {files}; rút khoản phải thu hồi {x} đồng. Hồ sơ tử tuất cần xem lại: {dossiers}.",
    "{files} are paid again; {x} dong are claimed no more. Survivors' dossiers to look at: {dossiers}.",
)
LEFT = Text("Đã thu {x} đồng; còn phải thu {left} đồng.", "{x} dong taken in; {left} dong are left.")


def deaths(  # noqa: PLR0913 - options of a command
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="XLSX, CSV, XML or JSON")], *,
    office: Annotated[str, typer.Option(help="code of the office")],
    source: Annotated[str, typer.Option(help="justice | police | health | post | other")] = "justice",
    record: Annotated[bool, typer.Option("--record", help="record the deaths, not only compare")] = False,
    good_rows: Annotated[bool, typer.Option("--good-rows", help="record the rows without errors only")] = False,
    actor: Actor = "cli", lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Compare a list of deaths with the register; --record stops payments and claims what was overpaid.

    Exit 1 for a file that could not be read at all.
    """
    with show.refusals(lang):
        done = death_lists.load(path.read_bytes(), death_lists.Sent(office, source, path.name), actor)
        found = lists_store.one(done.number)
        told = STAGED.fill(
            id=found.id, rows=found.rows, waiting=found.waiting, errors=found.errors, warnings=found.warnings
        )
        typer.echo(told.to(lang))
        show.print_findings(done.findings, lang)
        if record:
            death_lists.record(done.number, actor, good_rows=good_rows)
            count = death_lists.record_rows(done.number, actor)
            claimed = lists_store.one(done.number).claimed
            typer.echo(DONE.fill(n=count, x=format_dong(claimed)).to(lang))
    if found.state == "refused":
        raise typer.Exit(1)


def alive(
    file_no: Annotated[str, typer.Argument(help="file in payment")], *,
    document: Annotated[str, typer.Option(help="paper that shows the person lives")] = "",
    approve: Annotated[UUID | None, typer.Option(help="request to approve (by another person)")] = None,
    actor: Annotated[str, typer.Option(help="who does it")], lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Ask that a wrong notice of death be withdrawn, or approve it as a second person."""
    with show.refusals(lang):
        if approve is None:
            key = death_withdrawals.ask(file_no, document, actor)
            typer.echo(ASKED.fill(id=key, file=file_no).to(lang))
            return
        if withdrawals_store.one(approve).person != payroll_facts.pension(file_no).person:
            raise MissingError(withdrawals_store.NONE)
        done = death_withdrawals.approve(approve, actor)
    told = BACK.fill(
        files=", ".join(done.files), x=format_dong(done.unclaimed), dossiers=", ".join(done.dossiers) or "–"
    )
    typer.echo(told.to(lang))


def paid_in(  # noqa: PLR0913 - options of a command
    claim: Annotated[int, typer.Argument(help="number of the claim")],
    amount: Annotated[int, typer.Argument(help="dong")], *,
    payer: Annotated[str, typer.Option(help="who pays")],
    document: Annotated[str, typer.Option(help="number of the receipt")],
    day: Annotated[str, typer.Option(help="YYYY-MM-DD; today without it")] = "",
    actor: Annotated[str, typer.Option(help="who takes it in")], lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Record money paid in at the desk on a claim of months overpaid."""
    with show.refusals(lang):
        on = show.day_of(day) if day else today()
        overpayments.take_in(Receipt(claim, on, amount, payer, document, actor))
        left = claims_store.one(claim).left
    typer.echo(LEFT.fill(x=format_dong(amount), left=format_dong(left)).to(lang))


def heirs_letter(
    file_no: Annotated[str, typer.Argument(help="file of who died")],
    out: Annotated[Path, typer.Argument(dir_okay=False, help="PDF to write")], *,
    lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Write the letter to the heirs: why payment ends, what must come back, what they may ask for."""
    with show.refusals(lang):
        facts = payroll_facts.pension(file_no)
        seen = payroll_files.one(facts.id, today())
        if seen is None:
            raise MissingError(heirs.ALIVE.fill(file=file_no))
        out.write_bytes(heirs.letter_pdf(seen, lang, today()))
    typer.echo(out)
