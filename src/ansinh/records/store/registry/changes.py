"""The door to changes of the register that take two people: entered, waiting, approved or refused."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.text import Text
from ansinh.records.models import Office, RegistryChange

OPEN = Text("Đã có một đề nghị khác về việc này đang chờ duyệt.", "Another change of this waits for approval already.")


@dataclass(frozen=True, slots=True)
class NewChange:
    """What is asked for: subject (account_terms, office, place), act, what it is about, from which day, by what.

    `office` (id) and `office_path` are where the right to ask and decide is looked up.
    """

    subject: str
    act: str
    key: str
    office: int
    office_path: str
    day: dt.date
    facts: dict[str, Any]
    document: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change asked for, and what became of it."""

    id: uuid.UUID
    subject: str
    act: str
    key: str
    office: int
    office_code: str
    office_path: str
    day: dt.date
    facts: dict[str, Any]
    document: str
    proposed_by: str
    proposed_at: dt.datetime
    state: str
    decided_by: str
    decided_at: dt.datetime | None
    reason: str
    reason_en: str = ""
    ended_by: str = ""
    ended_at: dt.datetime | None = None

    @property
    def asked(self) -> NewChange:
        """The change as it was asked for."""
        place = (self.office, self.office_path)
        return NewChange(self.subject, self.act, self.key, *place, self.day, self.facts, self.document)


def enter(new: NewChange, actor: str) -> uuid.UUID:
    """Keep a change asked for and return its id; ConflictError where one of the same thing waits already."""
    try:
        with transaction.atomic():
            made = RegistryChange.objects.create(
                subject=new.subject, act=new.act, key=new.key, office_id=new.office, day=new.day, facts=new.facts,
                document=new.document, proposed_by=actor,
            )  # fmt: skip
    except IntegrityError as error:
        raise ConflictError(OPEN) from error
    return made.id


def one(key: uuid.UUID, *, lock: bool = False) -> Change:
    """Return one; MissingError where there is none."""
    rows = RegistryChange.objects.select_related("office").filter(pk=key)
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None:
        raise MissingError(Text("Không có đề nghị này.", "There is no such request."))
    return _change(row)


def listed(subjects: list[str], offices: list[int], *, waiting: bool, limit: int = 100) -> list[Change]:
    """Return changes of `subjects` at `offices`: those that wait, oldest first, or those decided, latest first."""
    rows = RegistryChange.objects.select_related("office").filter(subject__in=subjects, office_id__in=offices)
    order = "proposed_at" if waiting else "-decided_at"
    cut = rows.filter(state="proposed") if waiting else rows.exclude(state="proposed")
    return [_change(row) for row in cut.order_by(order)[:limit]]


def of(subject: str, key: str, limit: int = 50) -> list[Change]:
    """Return all that was asked for one thing, the latest first."""
    rows = RegistryChange.objects.select_related("office").filter(subject=subject, key=key)
    return [_change(row) for row in rows.order_by("-proposed_at")[:limit]]


def _change(row: RegistryChange) -> Change:
    """Return a row as a value."""
    return Change(
        row.id, row.subject, row.act, row.key, row.office_id, row.office.code, row.office.path, row.day, row.facts,
        row.document, row.proposed_by, row.proposed_at, row.state, row.decided_by, row.decided_at, row.reason,
        row.reason_en, row.ended_by, row.ended_at,
    )  # fmt: skip


def due(day: dt.date, office: str = "") -> list[uuid.UUID]:
    """Return the changes approved ahead whose day has come by `day`, in the order of their days.

    With the code of an `office`: those of it and of what stands under it, and of an office that it takes over.
    """
    rows = RegistryChange.objects.filter(state="waiting", day__lte=day).order_by("day", "proposed_at")
    if office:
        here = Office.objects.filter(code=office)
        top = here.values_list("path", flat=True).first() or ""
        rows = rows.filter(Q(office__path=top) | Q(office__path__startswith=f"{top}.") | Q(facts__heir=office))
    return list(rows.values_list("id", flat=True))


def settle(key: uuid.UUID, state: str, reason: Text, by: str = "") -> None:
    """Write down what became of a change that waited for its day, and who ended it; who approved it and when stays."""
    RegistryChange.objects.filter(id=key, state="waiting").update(
        state=state, reason=reason.vi, reason_en=reason.en if reason.en != reason.vi else "", ended_by=by,
        ended_at=timezone.now(),
    )  # fmt: skip


def decide(key: uuid.UUID, state: str, actor: str, reason: str) -> None:
    """Write down what a second person decided."""
    RegistryChange.objects.filter(id=key, state="proposed").update(
        state=state, decided_by=actor, decided_at=timezone.now(), reason=reason
    )
