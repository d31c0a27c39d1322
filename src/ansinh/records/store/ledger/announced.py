"""The door to announced values: entered by one, approved by another, never changed, superseded by a new entry."""

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
    """Enter a value and return its id; the same entry in force is kept, another one of its day is superseded."""
    standing = AnnouncedValue.objects.filter(key=entry.key, day=entry.day, superseded_at__isnull=True).first()
    if standing is not None and (standing.value, standing.document) == (entry.value, entry.document):
        return int(standing.pk)
    if standing is not None:
        AnnouncedValue.objects.filter(pk=standing.pk).update(superseded_at=timezone.now())
    made = AnnouncedValue.objects.create(
        key=entry.key,
        day=entry.day,
        value=entry.value,
        document=entry.document,
        synthetic=entry.synthetic,
        entered_by=actor,
    )
    return int(made.pk)


def approve(entry: int, actor: str) -> None:
    """Approve an entry; the database refuses the one who entered it."""
    AnnouncedValue.objects.filter(pk=entry, approved_by="").update(approved_by=actor)


def entered_by(entry: int) -> str:
    """Return who entered a value; "" for none."""
    return AnnouncedValue.objects.filter(pk=entry).values_list("entered_by", flat=True).first() or ""
