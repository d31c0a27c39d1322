"""Lists 79a and 80a of a facility and period: of the records that stand, read file by file, a piece at a time."""

from collections.abc import Iterator
from typing import Any, Literal

import polars as pl

from ansinh.core.period import Month
from ansinh.domain.claims.row_lists import COLUMNS, rows_of
from ansinh.records.store.claims import reassessments
from ansinh.usecases.act import Act, perform
from ansinh.usecases.claims.judging import batches

Form = Literal["79a", "80a"]
HEADS = ("stt", *COLUMNS)


def row_list(facility: str, span: tuple[Month, int], form: Form, *, actor: str) -> list[list[Any]]:
    """Return the rows of a list (HEADS) of `span` (first month, how many): outpatient on 79a, stays on 80a.

    It names people, so who asked is written down.
    """
    act = Act("claims.rows", actor, "facility", facility, body={"month": str(span[0]), "months": span[1], "form": form})
    return perform(act, lambda: list(_rows(facility, span, form)))


def _rows(facility: str, span: tuple[Month, int], form: Form) -> Iterator[list[Any]]:
    """Yield the rows in the order of the files."""
    number = 0
    for at in range(span[1]):
        standing = reassessments.standing(facility, span[0].plus(at))
        for batch in batches(standing) if standing.height else ():
            for row in rows_of(batch).filter(pl.col("inpatient") == (form == "80a")).select(COLUMNS).iter_rows():
                number += 1
                yield [number, *row]
