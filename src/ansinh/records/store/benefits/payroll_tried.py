"""What a trial reckoned, kept until its lines are written: the very columns two people sign (sql/payroll_tried.sql)."""

import uuid
from collections.abc import Mapping

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.bulk.packed import Column, pack, unpack

UNTRIED = Text(
    "Phần {part} của đợt chi chưa được tính thử; hãy tính thử lại đợt chi.",
    "Part {part} of the batch has not been tried; try the batch again.",
)


def keep(batch: uuid.UUID, part: int, columns: Mapping[str, Column]) -> None:
    """Keep the columns of a part of a trial, inside the transaction that says it is done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_paytried (batch, part, body) VALUES (%s, %s, %s)", [batch, part, pack(columns)]
        )


def kept(batch: uuid.UUID, part: int) -> dict[str, Column]:
    """Return the columns of a part; MissingError where it has not been tried."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM records_paytried WHERE batch = %s AND part = %s", [batch, part])
        row = cursor.fetchone()
    if row is None:
        raise MissingError(UNTRIED.fill(part=part))
    return unpack(row[0])


def parts(batch: uuid.UUID) -> int:
    """Return how many parts of a trial are kept: none where it was tried by a version that kept none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_paytried WHERE batch = %s", [batch])
        return int(cursor.fetchone()[0])


def forget(batch: uuid.UUID) -> None:
    """Forget the columns of a batch: it is tried again, cancelled, or all its lines are written."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_paytried WHERE batch = %s", [batch])
