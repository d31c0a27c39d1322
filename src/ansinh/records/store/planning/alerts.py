"""Alerts in the tables: raised once for a month, taken note of by appending."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.records.models import Alert, AlertNote
from ansinh.records.store.planning.values import PLACES, decimal

_NONE = Text("Không có cảnh báo này.", "There is no such alert.")


@dataclass(frozen=True, slots=True)
class NewAlert:
    """An alert to keep; `office` is an id."""

    rule: str
    office: int
    subject: str
    month: Month
    value: Fraction
    threshold: Fraction
    evidence: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Note:
    """Somebody took note of an alert."""

    actor: str
    day: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An alert as it stands, with the notes on it."""

    id: int
    rule: str
    office: str
    office_name: str
    office_path: str
    subject: str
    month: Month
    value: Fraction
    threshold: Fraction
    evidence: Mapping[str, object]
    raised_on: dt.date
    notes: tuple[Note, ...]


def write(new: Sequence[NewAlert], day: dt.date) -> int:
    """Keep alerts; one of the same rule, office, subject and month stays as it was raised. Return how many are new."""
    before = Alert.objects.count()
    rows = [
        Alert(
            rule=one.rule, office_id=one.office, subject=one.subject, period=one.month.first_day,
            value=decimal(_kept(one.value)), threshold=decimal(_kept(one.threshold)), evidence=dict(one.evidence),
            raised_on=day,
        )
        for one in new
    ]  # fmt: skip
    Alert.objects.bulk_create(rows, ignore_conflicts=True)
    return Alert.objects.count() - before


def _kept(value: Fraction) -> Fraction:
    """Return a figure with the decimals the table keeps; what was compared is exact, this is what is shown."""
    return Fraction(half_up(value * 10**PLACES), 10**PLACES)


def note(alert: int, actor: str, day: dt.date, words: str) -> None:
    """Append a note."""
    AlertNote.objects.create(alert_id=alert, actor=actor, day=day, note=words)


def one(alert: int) -> Kept:
    """Return an alert; MissingError without it."""
    found = _alerts(Alert.objects.filter(pk=alert))
    if not found:
        raise MissingError(_NONE)
    return found[0]


def of_offices(offices: Sequence[int], since: Month, *, unnoted: bool = False, limit: int = 200) -> list[Kept]:
    """Return the alerts of `offices` from the month `since` on, the latest first; only those nobody noted if asked."""
    rows = Alert.objects.filter(office_id__in=offices, period__gte=since.first_day)
    rows = rows.filter(notes__isnull=True) if unnoted else rows
    return _alerts(rows.order_by("-period", "rule", "office__path", "subject")[:limit])


def _alerts(rows: QuerySet[Alert]) -> list[Kept]:
    """Return alerts with their notes, in two queries."""
    found = list(rows.select_related("office"))
    notes: dict[int, list[Note]] = defaultdict(list)
    for row in AlertNote.objects.filter(alert_id__in=[one.pk for one in found]).order_by("pk"):
        notes[row.alert_id].append(Note(row.actor, row.day, row.note))
    return [
        Kept(
            row.pk, row.rule, row.office.code, row.office.name, row.office.path, row.subject,
            Month.containing(row.period), Fraction(row.value), Fraction(row.threshold), row.evidence, row.raised_on,
            tuple(notes[row.pk]),
        )
        for row in found
    ]  # fmt: skip
