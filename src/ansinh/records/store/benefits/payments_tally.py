"""What became of batches of payment, as it is counted while answers come (sql/payments_tally.sql)."""

import uuid
from collections.abc import Sequence

from django.db import connection

Became = tuple[int, int, int]  # outcome (0: none yet), lines, dong


def count_written(batch: uuid.UUID, lines: int, amount: int) -> None:
    """Count lines with money that were just written, and have no answer yet; last in the transaction that wrote them.

    The row of the batch is shared by the processes that write its parts, so it is touched late.
    """
    if lines:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO records_paytally AS t (batch, outcome, lines, amount) VALUES (%s, 0, %s, %s) "
                "ON CONFLICT (batch, outcome) DO UPDATE SET lines = t.lines + excluded.lines, "
                "amount = t.amount + excluded.amount",
                [batch, lines, amount],
            )


def became(batches: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Became]]:
    """Return (outcome, lines, dong) of each batch by the last answer of its lines; outcome 0 has none yet."""
    found: dict[uuid.UUID, list[Became]] = {batch: [] for batch in batches}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT batch, outcome, lines, amount FROM records_paytally WHERE batch = ANY(%s) AND lines > 0 "
            "ORDER BY batch, outcome",
            [list(batches)],
        )
        for batch, outcome, lines, amount in cursor.fetchall():
            found[batch].append((int(outcome), int(lines), int(amount)))
    return found


def standing(batch: uuid.UUID) -> list[Became]:
    """Return what became of one batch."""
    return became([batch])[batch]
