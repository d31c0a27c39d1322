"""Numbers that are nobody's: whoever asks for one is trying numbers. Read now and then."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from django.db import connection
from django.utils import timezone

from ansinh.core.errors import ConflictError
from ansinh.core.text import Text
from ansinh.records.models import LookupTrap
from ansinh.records.store.coverage.register import Execute

REFRESHED: Final = 60.0  # seconds
_TAKEN: Final = Text("Số này là của một người; chọn số khác.", "This number is somebody's; choose another.")


@dataclass(slots=True)
class Traps:
    """The trap numbers as this process knows them."""

    numbers: frozenset[str] = field(default_factory=frozenset)
    read_at: float = float("-inf")

    def refresh(self, execute: Execute, now: float) -> None:
        """Read them again after a while, whoever asks: a miss must not cost more than a hit. `now` only rises."""
        if now - self.read_at > REFRESHED:
            rows = execute("SELECT number FROM records_lookuptrap WHERE retired_at IS NULL", [])
            self.numbers, self.read_at = frozenset(row[0] for row in rows), now


def raise_trap(execute: Execute, day: dt.date, caller: str) -> None:
    """Raise the alarm about a caller who asked for a trap, once a day."""
    execute(
        "INSERT INTO records_lookupalarm (day, kind, subject, misses) VALUES (%s, 'trap', %s, 1) "
        "ON CONFLICT (day, kind, subject) DO UPDATE SET misses = records_lookupalarm.misses + 1 RETURNING id",
        [day, caller],
    )


@dataclass(frozen=True, slots=True)
class TrapRow:
    """A trap: the number, why, who set it when, and when it was retired."""

    id: int
    number: str
    note: str
    set_by: str
    set_at: dt.datetime
    retired_at: dt.datetime | None


def traps() -> list[TrapRow]:
    """Return every trap, the newest first."""
    fields = ("id", "number", "note", "set_by", "set_at", "retired_at")
    return [TrapRow(*values) for values in LookupTrap.objects.order_by("-id").values_list(*fields)]


def set_trap(number: str, note: str, actor: str) -> None:
    """Set a trap; ConflictError where the number is a person's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM records_person WHERE si_number = %s OR personal_id = %s", [number, number])
        if cursor.fetchone():
            raise ConflictError(_TAKEN)
    LookupTrap.objects.get_or_create(number=number, defaults={"note": note, "set_by": actor})


def retire(number: int) -> None:
    """Retire a trap."""
    LookupTrap.objects.filter(pk=number, retired_at__isnull=True).update(retired_at=timezone.now())
