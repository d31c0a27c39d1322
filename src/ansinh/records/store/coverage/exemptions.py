"""Certificates that a person co-pays nothing more in a year, of this agency or another: kept, undone, never erased."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.text import Text

_ANOTHER = Text(
    "Năm này đã ghi một giấy miễn cùng chi trả; hãy bỏ giấy đó trước.",
    "A certificate of this year is recorded; undo it first.",
)
_NONE = Text("Không có giấy miễn cùng chi trả đang giữ hiệu lực.", "There is no standing certificate.")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: its number, who issued it, the day from which nothing more is co-paid until 31 December."""

    number: str
    issuer: str
    holds_from: dt.date

    @property
    def holds_to(self) -> dt.date:
        """The last day."""
        return self.holds_from.replace(month=12, day=31)


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate as it was recorded, standing or undone."""

    id: int
    certificate: Certificate
    recorded_at: dt.datetime
    recorded_by: str
    undone_at: dt.datetime | None
    undone_by: str
    undone_reason: str


def record(person: int, told: Certificate, actor: str) -> None:
    """Record a certificate; ConflictError where one of its year stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_copayexemption (person_id, number, issuer, holds_from, year, recorded_by)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [person, told.number, told.issuer, told.holds_from, told.holds_from.year, actor],
        )
        if not cursor.rowcount:
            raise ConflictError(_ANOTHER)


def undo(person: int, number: int, reason: str, actor: str) -> None:
    """Undo a certificate (its row `number`) with a reason; MissingError where it does not stand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_copayexemption SET undone_at = now(), undone_by = %s, undone_reason = %s"
            " WHERE id = %s AND person_id = %s AND undone_at IS NULL",
            [actor, reason, number, person],
        )
        if not cursor.rowcount:
            raise MissingError(_NONE)


def of_person(person: int) -> list[CertificateLine]:
    """Return the certificates of a person, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, number, issuer, holds_from, recorded_at, recorded_by, undone_at, undone_by, undone_reason"
            " FROM records_copayexemption WHERE person_id = %s ORDER BY holds_from DESC, id DESC",
            [person],
        )
        return [CertificateLine(row[0], Certificate(*row[1:4]), *row[4:]) for row in cursor.fetchall()]


def standing(person: int, day: dt.date) -> Certificate | None:
    """Return the certificate that holds on a day; None where there is none."""
    lines = [one.certificate for one in of_person(person) if one.undone_at is None]
    return next((one for one in lines if one.holds_from <= day <= one.holds_to), None)
