"""Findings of an inspection become a declaration: a D02-LT of the product, handed in at the ordinary door.

Inspection and declarations do not know each other; this job reads the one and calls the other, and keeps the link.
Accepting the filing stays an act of the collection officer.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.inspection import rules
from ansinh.formats.d02.rows import DeclarationRows
from ansinh.formats.declaration_d02 import write_d02
from ansinh.formats.header import UnitHeader
from ansinh.records.store.collection import inspection, inspection_people
from ansinh.records.store.collection.inspection import Case, FindingRow
from ansinh.usecases.collection import inspection_links
from ansinh.usecases.declarations import Sent, check, receive

_EARLY = Text("Chỉ lập tờ khai từ hồ sơ đã kết luận.", "A declaration is made of a concluded case only.")
_NOTHING = Text("Không có vi phạm nào phải truy đóng hoặc giảm.", "No violation needs to be declared.")
DAY = 3  # precision of a birth: day, month and year
WORKER = "Người lao động"  # a conclusion names people and wages; titles are the employer's to declare
NEW = ("TM", "AD")  # changes of somebody who was not declared: a title is asked for
SEXES = {"male": 1, "female": 0}


@dataclass(frozen=True, slots=True)
class Declared:
    """The filing that came of a case, and what its check found."""

    filing: str
    rows: int
    errors: int
    warnings: int


def declare(case: UUID, period: Month, day: dt.date, actor: str) -> Declared:
    """Make the declaration of a case's findings for the month `period` and hand it in; again is the same filing.

    RefusedError before the conclusion, and where no violation changes what was declared.
    """
    found = inspection.case(case)
    if found.state not in ("concluded", "closed"):
        raise RefusedError(_EARLY)
    data, count = draft(case, period)
    sent = Sent(
        kind="D02", data=data, name=f"D02-{found.subject}-{period}-KT.json", channel="counter", actor=actor,
        account=found.subject, period=period, received_on=day,
    )  # fmt: skip
    filing = receive(sent)
    checked = check(filing, actor)
    link = inspection_links.Link(UUID(filing), hashlib.sha256(data).hexdigest(), count)
    inspection_links.keep(case, link, actor)
    return Declared(filing, checked.rows, checked.errors, checked.warnings)


def draft(case: UUID, period: Month) -> tuple[bytes, int]:
    """Return the declaration of a case as the product's own JSON, and its rows; RefusedError for nothing to declare."""
    found = inspection.case(case)
    kinds = rules().subjects[found.subject_kind].violations
    rows = [row for row in inspection.findings(case) if kinds[row.kind].declared]
    if not rows:
        raise RefusedError(_NOTHING)
    header = UnitHeader(unit_name=found.name, unit_code=found.subject, number="1", month=period)
    changes = [_change(row, found, kinds[row.kind].change) for row in rows]
    return write_d02(header, _rows(rows, changes, found), layout="json"), len(rows)


def _change(row: FindingRow, found: Case, change: str) -> str:
    """Return the kind of change: who was never registered and works on is new, whose months are over has them added."""
    works_on = row.last is not None and row.last >= found.period_to.replace(day=1)
    return "AD" if change == "TM" and not works_on else change


def _rows(rows: Sequence[FindingRow], changes: Sequence[str], found: Case) -> DeclarationRows:
    """Return the changes person by person; the conclusion is their document."""
    people = inspection_people.facts([row.person for row in rows if row.person])
    each = [people[row.person or 0] for row in rows]
    last = [0 if change == "TM" else _number(row.last) for row, change in zip(rows, changes, strict=True)]
    signed = np.datetime64(found.concluded_on or found.opened_on, "D")
    n = len(rows)
    return DeclarationRows.of(
        n,
        {
            "change": list(changes),
            "full_name": [one.name for one in each],
            "si_number": [one.si_number for one in each],
            "id_number": [one.personal_id for one in each],
            "birth": np.array([one.birth or "NaT" for one in each], dtype="datetime64[D]"),
            "birth_precision": np.full(n, DAY, dtype=np.int8),
            "sex": np.array([SEXES.get(one.sex, 2) for one in each], dtype=np.int8),
            "job": [WORKER if change in NEW else "" for change in changes],
            "workplace": [found.name] * n,
            "wage": np.array([row.found for row in rows], dtype=np.int64),
            "from_month": np.array([_number(row.first) for row in rows], dtype=np.int64),
            "to_month": np.array(last, dtype=np.int64),
            "decision_number": [found.conclusion] * n,
            "decision_signed": np.full(n, signed),
            "with_interest": np.ones(n, dtype=np.int8),
            "note": [f"{found.conclusion} {row.document}" for row in rows],
        },
    )


def _number(day: dt.date | None) -> int:
    return Month.containing(day).number if day else 0
