"""What the receipts of a collection point say over some months, collector by collector, for who inspects it."""

import datetime as dt

from django.db import connection

from ansinh.domain.outreach.point_receipts import PointReceipt

_RECEIPTS = """
    SELECT k.code, k.name, k.certified_to, r.number, r.day, r.amount, r.void_approved_by <> '', m.day
    FROM records_agentpoint p JOIN records_collector k ON k.point_id = p.id
    JOIN records_agentreceipt r ON r.collector_id = k.id
    LEFT JOIN records_agentremittance m ON m.id = r.remittance_id
    WHERE p.code = %s AND r.day BETWEEN %s AND %s ORDER BY k.code, r.day, r.number
"""


def of_point(point: str, first: dt.date, last: dt.date) -> list[PointReceipt]:
    """Return the receipts of a point taken between two days, by collector."""
    with connection.cursor() as cursor:
        cursor.execute(_RECEIPTS, [point, first, last])
        return [PointReceipt(*row) for row in cursor.fetchall()]
