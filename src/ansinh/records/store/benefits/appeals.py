"""Appeals of dossiers: one open at a time, answered once."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection

from ansinh.records.models import DossierAppeal


@dataclass(frozen=True, slots=True)
class AppealFacts:
    """An appeal and its answer."""

    id: str
    version: int
    filed_on: dt.date
    grounds: str
    due: dt.date
    upheld: bool | None
    answer: str
    answered_by: str
    answered_on: dt.date | None


def write(dossier: str, version: int, grounds: str, days: tuple[dt.date, dt.date], actor: str) -> str:
    """Write an appeal filed on a day, to be answered by another; return its id."""
    filed, due = days
    made = DossierAppeal.objects.create(
        dossier_id=dossier, version=version, grounds=grounds, filed_on=filed, due=due, recorded_by=actor
    )
    return str(made.id)


def answer(dossier: str, text: str, actor: str, on: dt.date, *, upheld: bool) -> None:
    """Answer the open appeal of a dossier."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_dossierappeal SET upheld = %s, answer = %s, answered_by = %s, answered_on = %s "
            "WHERE dossier_id = %s AND upheld IS NULL",
            [upheld, text, actor, on, dossier],
        )


def of_dossier(dossier: str) -> list[AppealFacts]:
    """Return the appeals of a dossier, the latest first."""
    rows = DossierAppeal.objects.filter(dossier=uuid.UUID(dossier)).order_by("-filed_on", "-version")
    return [
        AppealFacts(
            str(row.id), row.version, row.filed_on, row.grounds, row.due, row.upheld, row.answer, row.answered_by,
            row.answered_on,
        )
        for row in rows
    ]  # fmt: skip
