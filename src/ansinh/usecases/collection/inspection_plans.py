"""Plans of inspections: made by one, signed by another, adjusted by a later version; done against plan."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.collection.inspection import rules
from ansinh.domain.collection.inspection_progress import Progress, progress
from ansinh.records.store.collection import inspection_plan as store
from ansinh.records.store.collection import scope
from ansinh.usecases.act import Act, perform

_SAME = Text("Người ký phải khác người lập kế hoạch.", "Who signs must not be who made the plan.")
_NOT_DRAFT = Text("Kế hoạch này đã được ký hoặc thay thế.", "The plan is signed already, or superseded.")
_EMPTY = Text("Kế hoạch chưa có mục nào.", "The plan has no item.")
_WRONG = Text("Không có loại, hình thức hoặc đối tượng “{what}”.", "There is no kind, trait or subject “{what}”.")
_YEAR = Text("Thời hạn {day} không thuộc năm {year}.", "The day {day} does not lie in {year}.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One inspection to be planned: kind, traits, what (a code, or "" for `quantity` to be chosen), until when."""

    kind: str
    subject_kind: str
    due: dt.date
    subject: str = ""
    quantity: int = 1
    traits: tuple[str, ...] = ()
    reason: str = ""


def make(office: str, year: int, document: str, wanted: Sequence[Wanted], actor: str) -> int:
    """Make the next version of the plan of a year as a draft from its items; return its id.

    The same paper again is the same plan, unchanged. RefusedError for what the rules do not know; MissingError for
    a subject that does not exist. Nothing is kept unless all items can be.
    """
    place = scope.office(office)
    rows = [_row(one, year) for one in wanted]
    act = Act(
        "inspection.plan", actor, "office", office, office, reason=document,
        body={"year": year, "items": len(rows)},
    )  # fmt: skip

    def work() -> int:
        known = store.by_document(place.id, year, document)
        if known is not None:
            return known
        number = store.create(place.id, year, document, actor)
        store.add_items(number, rows)
        return number

    return perform(act, work)


def _row(one: Wanted, year: int) -> dict[str, object]:
    """Return an item as columns of the table; RefusedError for one that cannot be."""
    known = rules()
    unknown = [
        what
        for what, there in (
            (one.kind, one.kind in known.kinds),
            (one.subject_kind, one.subject_kind in known.subjects),
            *((trait, known.trait(trait, one.due) is not None) for trait in one.traits),
        )
        if not there
    ]
    if unknown:
        raise RefusedError(_WRONG.fill(what=", ".join(unknown)))
    if one.due.year != year:
        raise RefusedError(_YEAR.fill(day=f"{one.due:%d/%m/%Y}", year=year))
    name = store.subject(one.subject_kind, one.subject).name if one.subject else ""
    return {
        "kind": one.kind, "traits": list(one.traits), "subject_kind": one.subject_kind, "subject": one.subject,
        "name": name, "quantity": one.quantity, "due": one.due, "reason": one.reason,
    }  # fmt: skip


def sign(plan: int, actor: str, day: dt.date) -> None:
    """Put a draft in force; RefusedError for who made it, for an empty one, or once signed."""
    found = store.plan(plan)
    act = Act("inspection.plan.sign", actor, "inspection plan", str(plan), found.office, reason=found.document)

    def work() -> None:
        now = store.locked(plan)
        if now.state != "draft":
            raise RefusedError(_NOT_DRAFT)
        if now.made_by == actor:
            raise RefusedError(_SAME)
        if not store.items(plan):
            raise RefusedError(_EMPTY)
        store.sign(now, actor, day)

    perform(act, work)


def done_against_plan(office_path: str, year: int) -> Progress:
    """Return done against plan of an office and all under it; kinds are counted once, traits never added."""
    offices = scope.offices(office_path)
    return progress(store.counted_items(offices, year), store.counted_cases(offices, year))
