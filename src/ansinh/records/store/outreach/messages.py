"""The door to messages and consents: who may be written to, what waits in the outbox, what left it as a file."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection

from ansinh.records.models import ContactConsent, OutreachMessage
from ansinh.records.models.outreach_work import MESSAGE_STATES

_CONSENT = """
    SELECT DISTINCT ON (person_id) person_id, given FROM (
        SELECT person_id, given, at FROM records_contactconsent
        WHERE purpose = %(purpose)s AND person_id = ANY(%(people)s)
        UNION ALL SELECT g.person_id, true, e.at FROM records_activityguest g
        JOIN LATERAL (SELECT max(at) AS at FROM records_activityevent v WHERE v.activity_id = g.activity_id) e ON true
        WHERE g.consent AND g.person_id = ANY(%(people)s) AND %(purpose)s = 'promotion') c
    ORDER BY person_id, at DESC
"""


class Waiting(NamedTuple):
    """A message of the outbox."""

    id: int
    office: str
    template: str
    channel: str
    name: str
    phone: str
    text: str
    parts: int
    purpose: str
    state: str
    made_by: str
    made_on: dt.date
    exported_on: dt.date | None
    person: int | None


_FIELDS = (
    "id", "office__code", "template", "channel", "name", "phone", "text", "parts", "purpose", "state", "made_by",
    "made_on", "exported_on", "person_id",
)  # fmt: skip


def consents(people: Sequence[int], purpose: str) -> dict[int, bool]:
    """Return the latest word of people about a purpose; nobody asked is not in it."""
    with connection.cursor() as cursor:
        cursor.execute(_CONSENT, {"purpose": purpose, "people": list(people)})
        return dict(cursor.fetchall())


def note_consent(facts: Mapping[str, Any]) -> int:
    """Write down that a person allowed or forbade a use of their contact; return its id."""
    return ContactConsent.objects.create(**facts).pk


def queue(rows: Sequence[Mapping[str, Any]]) -> int:
    """Put messages into the outbox; one written today to the same prospect stays. Returns those new."""
    before = OutreachMessage.objects.count()
    OutreachMessage.objects.bulk_create([OutreachMessage(**row) for row in rows], ignore_conflicts=True)
    return OutreachMessage.objects.count() - before


def outbox(offices: list[int], state: str = "", *, after: int = 0, limit: int = 50) -> list[Waiting]:
    """Return messages of the outbox, the newest first; `after` is the id of the last one shown."""
    found = OutreachMessage.objects.filter(office_id__in=offices)
    if state:
        found = found.filter(state=state)
    if after:
        found = found.filter(id__lt=after)
    return [Waiting(*row) for row in found.order_by("-id").values_list(*_FIELDS)[:limit]]


def waiting(offices: list[int]) -> dict[str, int]:
    """Return how many messages stand in which state."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, count(*) FROM records_outreachmessage WHERE office_id = ANY(%s) GROUP BY 1", [offices]
        )
        return dict.fromkeys(MESSAGE_STATES, 0) | dict(cursor.fetchall())


def take_out(offices: list[int], by: str, day: dt.date) -> list[Waiting]:
    """Take every queued message out of the outbox as exported, and return them in the order they were written."""
    queued = OutreachMessage.objects.select_for_update().filter(office_id__in=offices, state="queued")
    numbers = list(queued.order_by("id").values_list("id", flat=True))
    OutreachMessage.objects.filter(id__in=numbers).update(state="exported", exported_by=by, exported_on=day)
    found = OutreachMessage.objects.filter(id__in=numbers).order_by("id").values_list(*_FIELDS)
    return [Waiting(*row) for row in found]


def withdraw(number: int, offices: list[int]) -> int:
    """Withdraw a queued message; return how many rows changed."""
    return OutreachMessage.objects.filter(id=number, office_id__in=offices, state="queued").update(state="withdrawn")
