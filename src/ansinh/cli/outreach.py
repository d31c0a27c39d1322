"""`ansinh outreach`: partners' lists, who is missing, whose they are, what is learned, how well it finds."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import partner_files, ready, show
from ansinh.cli.options import Actor, AsJson, Day, Tongue, Under
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.outreach.reasons import reasons
from ansinh.formats.partner_lists_write import ListForm, write_partner_list
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import facts
from ansinh.records.store.outreach import prospects as store
from ansinh.usecases.outreach import conversion, lists, prospects, truth, work

__all__ = ["app", "ready"]

app = typer.Typer(help="Who is missing / Phát triển đối tượng.", no_args_is_help=True)
Kind = Annotated[Literal["tax", "household", "school", "civil", "subsidy"], typer.Option(help="kind of list")]
TAKEN = Text("{name}: {rows} dòng, {state}, {errors} lỗi.", "{name}: {rows} rows, {state}, {errors} errors.")
BUILT = Text(
    "{found} đối tượng; thêm {added}, cập nhật {refreshed}, kết thúc {closed}.",
    "{found} prospects; {added} added, {refreshed} refreshed, {closed} closed.",
)


@app.command("load")
def take_in(  # noqa: PLR0913 - options of a command
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    *,
    kind: Kind,
    office: Under,
    as_of: Day = None,
    good_rows: Annotated[bool, typer.Option("--good-rows", help="leave out the rows with errors")] = False,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Take in partners' lists (XLSX, CSV, XML, JSON); exit 1 if one was refused."""

    def load(path: Path) -> lists.Taken:
        sent = lists.Sent(kind, office, show.day(as_of), path.name, good_rows)
        return lists.load(path.read_bytes(), sent, actor)

    partner_files.take_in(files, load, TAKEN, lang)


@app.command()
def template(
    kind: Annotated[Literal["tax", "household", "school", "civil", "subsidy"], typer.Argument()],
    *,
    output: Annotated[Path, typer.Option(help="file to write")],
    form: Annotated[ListForm, typer.Option("--format", help="xlsx | csv | xml")] = "xlsx",
) -> None:
    """Write an empty list with its headings."""
    names = {"tax": ("key", "full_name", "address", "commune", "phone", "people", "amount", "status")}
    person = ("group_code", "group_name", "full_name", "key", "birth", "sex", "commune", "phone")
    fields = names.get(
        kind, person if kind != "subsidy" else ("commune", "full_name", "status", "birth", "day", "group_name")
    )
    output.write_bytes(write_partner_list(kind, {name: [] for name in fields}, form))
    typer.echo(str(output))


@app.command()
def build(
    *, office: Under, day: Day = None, actor: Actor = "nightly", as_json: AsJson = False, lang: Tongue = "vi"
) -> None:
    """Find everybody who is missing, as of a day; again changes nothing."""
    made = prospects.build(office, show.day(day), actor)
    if as_json:
        show.print_json(asdict(made))
        return
    said = BUILT.fill(found=sum(made.found.values()), added=made.added, refreshed=made.refreshed, closed=made.closed)
    typer.echo(said.to(lang))
    for kind, count in made.found.items():
        typer.echo(f"  {reasons()[kind].name.to(lang)}: {count}")


@app.command("list")
def show_list(  # noqa: PLR0913 - options of a command
    *,
    office: Under,
    kind: Annotated[str, typer.Option(help="reason")] = "",
    owner: Annotated[str, typer.Option(help="whose")] = "",
    by_day: Annotated[bool, typer.Option("--by-day", help="earliest day first, not most valuable")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 30,
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Show prospects, the most valuable first."""
    offices = facts.office_ids(months.office(office).path)
    rows = store.page(offices, store.Cut(show.one_of(kind, reasons()), owner, by_value=not by_day), limit=limit)
    if as_json:
        show.print_json([{**row._asdict(), "due": str(row.due), "expected": row.expected} for row in rows])
        return
    table = Table("id", *(w.to(lang) for w in (Text("Lý do", "Why"), Text("Ai", "Who"), Text("Người", "People"),
                  Text("Kỳ vọng/năm", "Expected a year"), Text("Hạn", "By"), Text("Của", "Whose"))))  # fmt: skip
    for row in rows:
        cells = (row.name or row.subject, str(row.people), format_dong(row.expected), f"{row.due}", row.owner)
        table.add_row(str(row.id), reasons()[row.kind].name.to(lang), *cells)
    Console().print(table)


@app.command()
def assign(
    owners: Annotated[list[str], typer.Argument(help="user names of officers or agents")],
    *,
    office: Under,
    kind: Annotated[str, typer.Option(help="only this reason")] = "",
    actor: Actor = "cli",
) -> None:
    """Share the prospects nobody has, commune by commune."""
    for owner, count in work.assign(office, owners, actor, kind=show.one_of(kind, reasons())).items():
        typer.echo(f"{owner}: {count}")


@app.command()
def give(
    owner: Annotated[str, typer.Argument(help="user name of an officer or collector")],
    prospects_: Annotated[list[int], typer.Argument(metavar="PROSPECTS", help="ids of prospects")],
    *,
    actor: Actor = "cli",
) -> None:
    """Give chosen prospects to somebody, whoever had them."""
    typer.echo(work.give(prospects_, owner, actor))


@app.command()
def note(  # noqa: PLR0913 - options of a command
    prospect: Annotated[int, typer.Argument(help="id of the prospect")],
    outcome: Annotated[
        str, typer.Argument(help="promised | interested | no_answer | refused | not_subject | wrong_number")
    ],
    *,
    way: Annotated[str, typer.Option(help="call | visit | message | letter | counter")] = "call",
    day: Day = None,
    promised: Day = None,
    said: Annotated[str, typer.Option(help="what was said")] = "",
    actor: Actor = "cli",
) -> None:
    """Write down what came of a call or visit."""
    contact = work.Contact(way, outcome, show.day(day), said, show.day(promised) if promised else None)
    typer.echo(work.note(prospect, contact, actor))


@app.command()
def learn(*, office: Under, actor: Actor = "cli", as_json: AsJson = False, lang: Tongue = "vi") -> None:
    """Learn how likely prospects join from the agency's own history, and print how well it holds."""
    model, test = conversion.learn(office, actor)
    if as_json:
        show.print_json({"rows": model.rows, "weights": dict(model.weights), "test": asdict(test)})
        return
    said = Text(
        "Học từ {n} kết quả; sai lệch {e}, Brier {b} (đoán chung: {c}) trên 10.000.",
        "Learned from {n} endings; error {e}, Brier {b} (one share for all: {c}), of 10,000.",
    )
    typer.echo(said.fill(n=model.rows, e=test.error, b=test.brier, c=test.naive).to(lang))
    for one in test.bins:
        typer.echo(f"  n={one.count}: {one.said / 100:.1f} % -> {one.came / 100:.1f} %")


@app.command("truth")
def show_truth(
    file: Annotated[Path, typer.Argument(help="planted truth, JSON", exists=True, dir_okay=False)],
    *,
    office: Under,
    as_json: AsJson = False,
    lang: Tongue = "vi",
) -> None:
    """Print precision and recall of the finders against the planted gaps."""
    found = truth.compare(office, file.read_bytes())
    if as_json:
        show.print_json([{**asdict(one), "precision": str(one.precision), "recall": str(one.recall)} for one in found])
        return
    heads = (
        Text("Lý do", "Why"), Text("Cài", "Planted"), Text("Đúng", "Right"), Text("Sai", "Wrong"),
        Text("Không xét", "Not judged"), Text("Độ chính xác", "Precision"), Text("Độ đầy đủ", "Recall"),
    )  # fmt: skip
    table = Table(*(head.to(lang) for head in heads))
    for one in found:
        shares = [f"{float(share):.1%}" if share is not None else "–" for share in (one.precision, one.recall)]
        counts = [str(count) for count in (one.planted, one.right, one.wrong, one.not_judged)]
        table.add_row(reasons()[one.kind].name.to(lang), *counts, *shares)
    Console().print(table)
