"""What the agency changed about rules: entered by one person, in force once another approved it."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from ansinh.records.models import ClaimRuleChange


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: the rule, its weight (`off`: not applied) from a day on, the document, who stands behind it."""

    id: int
    rule: str
    holds_from: dt.date
    weight: str
    document: str
    entered_by: str
    entered_at: dt.datetime
    approved_by: str


_FIELDS: Final = ("id", "rule", "holds_from", "weight", "document", "entered_by", "entered_at", "approved_by")


def changes() -> list[ChangeRow]:
    """Return every change, the newest first."""
    return [ChangeRow(*values) for values in ClaimRuleChange.objects.order_by("-id").values_list(*_FIELDS)]


def add(rule: str, holds_from: dt.date, weight: str, document: str, actor: str) -> int:
    """Enter a change; its id."""
    row = ClaimRuleChange.objects.create(
        rule=rule, holds_from=holds_from, weight=weight, document=document, entered_by=actor
    )
    return int(row.pk)


def change_by_id(number: int) -> ChangeRow | None:
    """Return a change, locked until the transaction ends."""
    rows = ClaimRuleChange.objects.select_for_update().filter(pk=number)
    return next((ChangeRow(*values) for values in rows.values_list(*_FIELDS)), None)


def approve(number: int, actor: str) -> None:
    """Write down who approved a change."""
    ClaimRuleChange.objects.filter(pk=number).update(approved_by=actor)
