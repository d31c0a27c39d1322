"""What pages show of batches of payment: names behind the variance, what is to be recovered; reads are kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from ansinh.records.store.pages.rows import read


@dataclass(frozen=True, slots=True)
class Named:
    """A pension with the name of its holder."""

    pension: int
    person: int
    file_no: str
    full_name: str
    regime: int
    stop: str


def named(pensions: Sequence[int], day: dt.date) -> dict[int, Named]:
    """Return pensions by id with names, and why each is stopped on `day` ("" where it is not)."""
    found = read(
        Named,
        "SELECT p.id AS pension, p.person_id AS person, p.file_no, n.full_name, p.regime, "
        "coalesce(s.reason, '') AS stop FROM records_pension p JOIN records_person n ON n.id = p.person_id "
        "LEFT JOIN records_pensionstop s "
        "ON s.pension_id = p.id AND s.superseded_at IS NULL AND s.validity @> %(day)s::date WHERE p.id = ANY(%(ids)s)",
        {"ids": list(pensions), "day": day},
    )
    return {one.pension: one for one in found}


def note_reads(actor: str, people: Sequence[int], purpose: str, request_id: str) -> None:
    """Write down that the names and amounts of people were shown (0 is nobody)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_personread (actor, person_id, purpose, request_id) "
            "SELECT %s, p, %s, %s FROM unnest(%s::bigint[]) AS p WHERE p > 0",
            [actor, purpose, request_id, list(people)],
        )


@dataclass(frozen=True, slots=True)
class Lost:
    """Months paid that were not due, to be recovered (dong); the person whose file it is."""

    id: int
    pension: int
    person: int
    file_no: str
    full_name: str
    months: int
    amount: int
    recovered: int
    reason: str
    month: dt.date

    @property
    def left(self) -> int:
        """What is still to come back."""
        return self.amount - self.recovered


_LOST = """
SELECT v.id, p.id AS pension, n.id AS person, p.file_no, n.full_name, v.months, v.amount, v.recovered, v.reason, b.month
FROM records_overpayment v JOIN records_pension p ON p.id = v.pension_id JOIN records_person n ON n.id = p.person_id
JOIN records_paymentbatch b ON b.run_id = v.batch_id JOIN records_office o ON o.id = v.office_id
WHERE v.withdrawn_at IS NULL
"""


def overpaid(office_path: str, limit: int = 100) -> list[Lost]:
    """Return what is to be recovered at an office and under it, the latest found first."""
    where = (
        "AND (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') AND v.recovered < v.amount "
        "ORDER BY b.month DESC, v.amount DESC LIMIT %(limit)s"
    )
    return read(Lost, _LOST + where, {"path": office_path, "limit": limit})


def claims_of(pension: int) -> list[Lost]:
    """Return what was claimed on a file and not withdrawn, the latest first, recovered or not."""
    return read(Lost, _LOST + "AND p.id = %(pension)s ORDER BY b.month DESC, v.id DESC", {"pension": pension})
