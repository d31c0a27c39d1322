"""The door to announced values: one in force for a key and day, and at most one that waits beside it for approval."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ansinh.records.models import AnnouncedValue


@dataclass(frozen=True, slots=True)
class Announcement:
    """A value of the law (key of values.yaml) from a day on, as text, and the document that announces it."""

    key: str
    day: dt.date
    value: str
    document: str
    synthetic: bool = False  # made up with a synthetic province, labelled wherever it is shown


def enter(entry: Announcement, actor: str) -> int:
    """Enter a value and return its id. What is in force stays so until the new entry is approved.

    The same entry in force or waiting is kept; another one that waits for its day is superseded.
    """
    standing = AnnouncedValue.objects.filter(key=entry.key, day=entry.day, superseded_at__isnull=True)
    same = standing.filter(value=entry.value, document=entry.document).order_by("-approved_by").first()
    if same is not None:
        return int(same.pk)
    standing.filter(approved_by="").update(superseded_at=timezone.now())
    made = AnnouncedValue.objects.create(
        key=entry.key,
        day=entry.day,
        value=entry.value,
        document=entry.document,
        synthetic=entry.synthetic,
        entered_by=actor,
    )
    return int(made.pk)


def approve(entry: int, actor: str) -> bool:
    """Approve an entry that waits; the one in force is superseded in the same moment. False where none waits.

    The database refuses the one who entered it.
    """
    row = _waiting(entry)
    if row is None:
        return False
    now = timezone.now()
    in_force = AnnouncedValue.objects.filter(key=row.key, day=row.day, superseded_at__isnull=True)
    in_force.exclude(approved_by="").update(superseded_at=now)
    AnnouncedValue.objects.filter(pk=entry).update(approved_by=actor, approved_at=now)
    return True


def refuse(entry: int, actor: str, reason: str) -> bool:
    """Refuse an entry that waits, with the reason; what is in force stays. False where none waits."""
    if _waiting(entry) is None:
        return False
    AnnouncedValue.objects.filter(pk=entry).update(superseded_at=timezone.now(), refused_by=actor, reason=reason)
    return True


def _waiting(entry: int) -> AnnouncedValue | None:
    """Return an entry that waits for its second person, locked, or None."""
    waiting = AnnouncedValue.objects.filter(pk=entry, approved_by="", superseded_at__isnull=True)
    return waiting.select_for_update(no_key=True).first()


def entered_by(entry: int) -> str:
    """Return who entered a value; "" for none."""
    return AnnouncedValue.objects.filter(pk=entry).values_list("entered_by", flat=True).first() or ""
