"""The door from decided relief lists to payment: which lists wait, their cases as columns, taking them once."""

import uuid
from collections.abc import Sequence

import numpy as np

from ansinh.core.errors import ConflictError
from ansinh.core.text import Text
from ansinh.records.bulk.arrow import Column, Door, sql_integers
from ansinh.records.models import ReliefList

TAKEN = Text(
    "Có danh sách đã thuộc đợt chi khác; tính thử lại đợt này.",
    "A list of this batch was taken by another; try the batch again.",
)


def decided(measure: str, offices: Sequence[int]) -> list[int]:
    """Return the lists of `measure` that are decided and not taken by a batch, at `offices` (ids)."""
    lists = ReliefList.objects.filter(measure=measure, office_id__in=list(offices), batch__isnull=True)
    return list(lists.filter(decided_on__isnull=False, amount__gt=0).order_by("id").values_list("id", flat=True))


def cases(door: Door, lists: Sequence[int]) -> dict[str, Column]:
    """Return the cases of `lists` that stand: case, office, person, kind, amount, payee, channel, by case."""
    return door.columns(
        "SELECT c.id AS case, l.office_id AS office, coalesce(c.person, 0) AS person, c.measure AS kind, "  # noqa: S608 - numbers of our own
        "c.amount, c.payee, "
        "y.channel_id AS channel FROM records_reliefcase c JOIN records_relieflist l ON l.id = c.list "
        f"JOIN records_payee y ON y.id = c.payee WHERE c.list = ANY({sql_integers(np.array(lists, dtype=np.int64))}) "
        "AND c.state = 1 AND c.amount > 0 ORDER BY c.id"
    )


def take(batch: uuid.UUID, lists: Sequence[int]) -> None:
    """Mark `lists` as taken by `batch`; ConflictError where another was quicker."""
    taken = ReliefList.objects.filter(id__in=list(lists), batch__isnull=True).update(batch_id=batch)
    if taken != len(lists):
        raise ConflictError(TAKEN)
