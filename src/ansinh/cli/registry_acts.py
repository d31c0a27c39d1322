"""`ansinh registry terms|tree|change|decide|withdraw`: dated changes of the register by two people."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.cli.options import Day, Tongue
from ansinh.domain.registry.trees import tree_on
from ansinh.records.store.registry import account_terms, office_tree
from ansinh.records.store.registry.account_terms import Terms
from ansinh.records.store.registry.accounts import account_by_code
from ansinh.records.store.registry.changes import NewChange
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.registry import changes
from ansinh.usecases.registry.account_terms import terms_change
from ansinh.usecases.registry.agency_offices import office_change
from ansinh.usecases.registry.agency_places import place_change

__all__ = ["change", "decide", "ready", "terms", "tree", "withdraw"]

Actor = Annotated[str, typer.Option(help="who asks or decides")]
What = Annotated[
    Literal["terms", "office:open", "office:rename", "office:close", "place:open", "place:rename", "place:close"],
    typer.Argument(help="what changes"),
]
Key = Annotated[str, typer.Argument(help="code of an account or office; kind:code of a place, as district:246")]
Facts = Annotated[
    list[str],
    typer.Argument(
        help="name=value: terms region, unit_kind, ui_from (YYYY-MM or -); trees name, name_en, kind, parent, heir; "
        "of a place also office (who asks)"
    ),
]


def terms(code: Annotated[str, typer.Argument(help="code of the employer account")], *, lang: Tongue = "vi") -> None:
    """Show the terms of an employer account month by month: kind, wage region, unemployment insurance."""
    with show.refusals(lang):
        standing = account_terms.standing(account_by_code(code).id)
    table = Table("từ / from", "đến / until", "loại / kind", "vùng / region", "BHTN / UI", "văn bản / document")
    for one in standing:
        until, first_ui = str(one.until or "…"), str(one.terms.ui_from or "–")
        table.add_row(str(one.since), until, one.terms.unit_kind, str(one.terms.region), first_ui, one.document)
    Console().print(table)


def tree(
    *, office: Annotated[str, typer.Option(help="code of the office at the top")] = "00", day: Day = None,
    lang: Tongue = "vi",
) -> None:  # fmt: skip
    """Show the tree of offices as it stood on a day."""
    on = show.day(day)
    with show.refusals(lang):
        top = office_by_code(office)
    for one in tree_on(office_tree.branches(on, top.path), office_tree.heirs(), on):
        typer.echo(f"{'  ' * one.depth}{one.branch.key}  {one.branch.name}")


def change(
    what: What, key: Key, facts: Facts, *, day: Day = None,
    document: Annotated[str, typer.Option(help="the document it rests on")] = "", actor: Actor = "cli",
) -> None:  # fmt: skip
    """Propose other terms of an account (from the month of --day), or a change of the trees of offices and places."""
    said = dict(fact.partition("=")[::2] for fact in facts)
    with show.refusals("vi"):
        made = changes.propose(_asked(what, key, said, show.day(day), document), actor)
    typer.echo(f"Đã đề nghị, chờ người thứ hai / proposed, a second person decides: {made}")


def _asked(what: str, key: str, said: dict[str, str], day: dt.date, document: str) -> NewChange:
    """Return the change that was asked for."""
    subject, _, step = what.partition(":")
    if subject == "office":
        return office_change(step, key, day, said, document)
    if subject == "place":
        return place_change(step, key, day, said, office=said.pop("office", "00"), document=document)
    now, first = account_terms.standing(account_by_code(key).id)[-1].terms, said.get("ui_from", "")
    ui_from = None if first == "-" else show.month(first).first_day if first else now.ui_from
    asked = Terms(said.get("unit_kind", now.unit_kind), int(said.get("region", now.region)), ui_from)
    return terms_change(key, asked, show.month(f"{day:%Y-%m}"), document)


def decide(
    number: Annotated[str, typer.Argument(help="the change, as it was printed when it was proposed")],
    *,
    refuse: Annotated[str, typer.Option(help="refuse it, for this reason; without it the change is approved")] = "",
    day: Day = None,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Approve a change that somebody else proposed, or refuse it."""
    with show.refusals(lang):
        changes.decide(UUID(number), actor, approve=not refuse, today=show.day(day), reason=refuse)
    done = {"vi": "Đã từ chối.", "en": "Refused."} if refuse else {"vi": "Đã duyệt.", "en": "Approved."}
    typer.echo(done[lang])


def withdraw(
    number: Annotated[str, typer.Argument(help="the change, as it was printed when it was proposed")],
    *,
    reason: Annotated[str, typer.Option(help="why it is withdrawn")],
    day: Day = None,
    actor: Actor = "cli",
    lang: Tongue = "vi",
) -> None:
    """Take back a change that was approved ahead, before its day comes."""
    with show.refusals(lang):
        changes.withdraw(UUID(number), actor, reason, show.day(day))
    typer.echo({"vi": "Đã rút lại; sổ không đổi.", "en": "Withdrawn; the register stays as it is."}[lang])
