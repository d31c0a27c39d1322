"""What was overpaid by decisions: how much of it is left, what a payment deducts, and what was paid in at the desk."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from ansinh.core.money import Dong, DongColumn
from ansinh.records.bulk.arrow import Column
from ansinh.records.models import PayableRecovery
from ansinh.records.store.benefits import payables
from ansinh.records.store.pages.rows import read

_OPEN = """
SELECT l.id::text AS line, l.person_id AS person, l.fund, l.kind, -l.amount AS amount, coalesce(r.amount, 0)::bigint
    AS recovered, l.payee, d.id::text AS dossier, d.number, l.due
FROM records_payableline l JOIN records_dossier d ON d.id = l.dossier_id JOIN records_office o ON o.id = l.office_id
LEFT JOIN LATERAL (SELECT sum(amount) AS amount FROM records_payablerecovery r WHERE r.line_id = l.id) r ON true
WHERE l.rhythm = 'once' AND l.amount < 0 AND l.taken_by IS NULL
"""


@dataclass(frozen=True, slots=True)
class Overpaid:
    """A line overpaid by a decision that is not made good yet; dong."""

    line: str
    person: int | None
    fund: int
    kind: str
    amount: Dong
    recovered: Dong
    payee: str
    dossier: str
    number: str
    due: date

    @property
    def left(self) -> Dong:
        """What is still to come back."""
        return self.amount - self.recovered


def at_office(path: str, limit: int = 200) -> list[Overpaid]:
    """Return what is left to come back at an office and under it, the longest due first."""
    where = "AND (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') ORDER BY l.due, l.id LIMIT %(limit)s"
    return read(Overpaid, _OPEN + where, {"path": path, "limit": limit})


def of_people(people: Sequence[int]) -> dict[tuple[int, int], list[Overpaid]]:
    """Return what is left to come back from people, by person and fund, the oldest line first."""
    found: dict[tuple[int, int], list[Overpaid]] = {}
    if people:
        rows = read(Overpaid, _OPEN + "AND l.person_id = ANY(%(people)s) ORDER BY l.id", {"people": list(people)})
        for one in rows:
            found.setdefault((one.person or 0, one.fund), []).append(one)
    return found


def deductions(person: Column, fund: Column, amount: DongColumn, most: Fraction) -> DongColumn:
    """Return what each payment (person, fund, dong; (n,)) deducts: at most the share `most` of it, nothing twice."""
    recovered: NDArray[np.int64] = np.zeros(amount.size, dtype=np.int64)
    left = {key: sum(one.left for one in lines) for key, lines in of_people(np.unique(person).tolist()).items()}
    owing = np.array([key[0] for key in left], dtype=np.int64)
    for place in np.flatnonzero(np.isin(person, owing)).tolist():  # the few who owe
        key = int(person[place]), int(fund[place])
        limit = int(amount[place]) * most.numerator // most.denominator
        recovered[place] = min(left.get(key, 0), limit)
        left[key] = left.get(key, 0) - int(recovered[place])
    return recovered


def deduct(batch: uuid.UUID, day: date, taken: tuple[Column, Column, DongColumn]) -> None:
    """Keep what the payments of a batch (person, fund, dong deducted) made good, the oldest line first."""
    person, fund, recovered = taken
    places = np.flatnonzero(recovered)
    owed = of_people(np.unique(person[places]).tolist())
    for place in places.tolist():
        rest = int(recovered[place])
        for one in owed.get((int(person[place]), int(fund[place])), []):
            piece = min(rest, one.left)
            if piece > 0:
                _keep(one, piece, (batch, day, ""), "")
                rest -= piece


def paid_in(one: Overpaid, day: date, document: str, actor: str) -> None:
    """Keep that the rest of a line was paid in at the desk."""
    _keep(one, one.left, (None, day, document), actor)


def _keep(one: Overpaid, amount: Dong, how: tuple[uuid.UUID | None, date, str], actor: str) -> None:
    """Write one piece; a line that is made good waits no longer."""
    batch, day, document = how
    made, fresh = PayableRecovery.objects.get_or_create(
        line_id=uuid.UUID(one.line), batch=batch,
        defaults={"amount": amount, "day": day, "document": document, "actor": actor or "chi-tra"},
    )  # fmt: skip
    if not fresh and batch is not None:
        PayableRecovery.objects.filter(pk=made.pk).update(amount=made.amount + amount)
    if one.left == amount or _left(one.line) <= 0:
        payables.take([one.line], batch or uuid.uuid4())


def _left(line: str) -> Dong:
    """Return what is left of a line."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT -l.amount - coalesce((SELECT sum(amount) FROM records_payablerecovery WHERE line_id = l.id), 0) "
            "FROM records_payableline l WHERE l.id = %s",
            [line],
        )
        return int(cursor.fetchone()[0])
