"""Dossiers: many at once, written with their first move, read and locked as acts need them."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.store.registry.numbers import next_numbers


@dataclass(frozen=True, slots=True)
class PayTo:
    """Where the money goes: a bank account, the employer, a post point, the cash desk."""

    channel: str
    bank_bin: str = ""
    bank_name: str = ""
    bank_account: str = ""
    account_holder: str = ""
    post_point: str = ""


@dataclass(frozen=True, slots=True)
class NewDossier:
    """A dossier to be written. `person` is the survivor of any merge; `claimed` is JSON of what was typed."""

    procedure: str
    person: int
    channel: str
    received_on: dt.date
    first_day: dt.date
    due: dt.date
    claimed: dict[str, Any]
    pay: PayTo
    account: int | None = None
    list: str | None = None
    list_row: int | None = None
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """One dossier as acts need it."""

    id: str
    number: str
    procedure: str
    office: int
    office_code: str
    office_path: str
    person: int
    account: int | None
    list: str
    channel: str
    received_on: dt.date
    first_day: dt.date
    state: str
    version: int
    outcome: str
    due: dt.date
    clock_left: int | None
    claimed: dict[str, Any]
    pay: PayTo


@dataclass(frozen=True, slots=True)
class Moved:
    """A dossier after a move."""

    dossier: DossierFacts  # as it is now
    before: str
    move: str
    reason: str = ""


_FACTS = """
SELECT d.id::text, d.number, d.procedure, d.office_id, o.code, o.path, d.person_id, d.account_id,
    coalesce(d.list_id::text, ''), d.channel, d.received_on, d.first_day, d.state, d.version, d.outcome, d.due,
    d.clock_left, d.claimed, d.pay_channel, d.bank_bin, d.bank_name, d.bank_account, d.account_holder, d.post_point
FROM records_dossier d JOIN records_office o ON o.id = d.office_id
"""
_PLAIN = 18  # fields of DossierFacts before the place of payment


def read(ids: Sequence[str], *, lock: bool = False) -> list[DossierFacts]:
    """Return the dossiers in the order of `ids`; with `lock` nobody else moves them. MissingError if one is unknown."""
    tail = "WHERE d.id = ANY(%s::uuid[])" + (" ORDER BY d.id FOR NO KEY UPDATE OF d" if lock else "")
    with connection.cursor() as cursor:
        cursor.execute(_FACTS + tail, [list(ids)])
        found = {row[0]: _facts(row) for row in cursor.fetchall()}
    missing = [each for each in ids if each not in found]
    if missing:
        raise MissingError(Text("Không có hồ sơ này.", "There is no such dossier."))
    return [found[each] for each in ids]


def one(dossier: str, *, lock: bool = False) -> DossierFacts:
    """Return one dossier."""
    return read([dossier], lock=lock)[0]


def _facts(row: tuple[Any, ...]) -> DossierFacts:
    """Return the dossier of a row."""
    claimed = row[_PLAIN - 1]
    plain = [*row[: _PLAIN - 1], json.loads(claimed) if isinstance(claimed, str) else claimed]
    return DossierFacts(*(*plain, PayTo(*row[_PLAIN:])))


_COLUMNS = (
    "id", "number", "procedure", "office_id", "person_id", "account_id", "list_id", "list_row", "channel",
    "received_on", "received_by", "claimed", "first_day", "state", "due", "pay_channel", "bank_bin", "bank_name",
    "bank_account", "account_holder", "post_point", "late_reason",
)  # fmt: skip


def write(new: Sequence[NewDossier], office: int, office_code: str, actor: str) -> list[str]:
    """Write dossiers of one office with their receipt numbers and first moves by COPY; return their ids in order."""
    ids = [uuid.uuid4() for _ in new]
    by_year: dict[int, list[int]] = {}
    for place, each in enumerate(new):
        by_year.setdefault(each.received_on.year, []).append(place)
    numbers = [""] * len(new)
    for year, places in sorted(by_year.items()):
        given = next_numbers(f"dossier:{office_code}:{year}", len(places))
        for place, serial in zip(places, given, strict=True):
            numbers[place] = f"{serial:05d}/{year}/{office_code}-CD"
    with connection.cursor() as cursor, cursor.copy(_copy("records_dossier", _COLUMNS)) as copy:
        for each, number, key in zip(new, numbers, ids, strict=True):
            copy.write_row(_row(each, (key, number), office, actor))
    with connection.cursor() as cursor, cursor.copy(_copy("records_dossiermove", _MOVE_COLUMNS)) as copy:
        for each, key in zip(new, ids, strict=True):
            copy.write_row((key, 1, "receive", "", "received", actor, "", each.due))
    return [str(key) for key in ids]


def _row(new: NewDossier, key: tuple[uuid.UUID, str], office: int, actor: str) -> tuple[Any, ...]:
    """Return the row of a new dossier in the order of _COLUMNS."""
    pay = new.pay
    return (
        *key, new.procedure, office, new.person, new.account, new.list, new.list_row, new.channel, new.received_on,
        actor, json.dumps(new.claimed), new.first_day, "received", new.due, pay.channel, pay.bank_bin, pay.bank_name,
        pay.bank_account, pay.account_holder, pay.post_point, new.late_reason,
    )  # fmt: skip


_MOVE_COLUMNS = ("dossier_id", "version", "move", "before", "after", "actor", "reason", "due")


def _copy(table: str, columns: Sequence[str]) -> str:
    """Return the statement of a COPY."""
    return f"COPY {table} ({', '.join(columns)}) FROM STDIN"


_UPDATE = """
UPDATE records_dossier d SET state = v.state, version = v.version, outcome = v.outcome, due = v.due,
    clock_left = v.clock_left, changed_at = now()
FROM unnest(%s::uuid[], %s::text[], %s::smallint[], %s::text[], %s::date[], %s::smallint[])
    v(id, state, version, outcome, due, clock_left)
WHERE d.id = v.id
"""


def move(moved: Sequence[Moved], actor: str) -> None:
    """Write where dossiers stand now, and the moves that brought them there."""
    if not moved:
        return
    now = [each.dossier for each in moved]
    with connection.cursor() as cursor:
        cursor.execute(
            _UPDATE,
            [
                [d.id for d in now], [d.state for d in now], [d.version for d in now], [d.outcome for d in now],
                [d.due for d in now], [d.clock_left for d in now],
            ],
        )  # fmt: skip
    with connection.cursor() as cursor, cursor.copy(_copy("records_dossiermove", _MOVE_COLUMNS)) as copy:
        for each in moved:
            d = each.dossier
            copy.write_row((d.id, d.version, each.move, each.before, d.state, actor, each.reason, d.due))


def moved_to(dossier: DossierFacts, state: str, name: str, reason: str = "", **changes: Any) -> Moved:  # noqa: ANN401
    """Return `dossier` after the move `name` to `state`, with other `changes` of its fields."""
    return Moved(replace(dossier, state=state, **changes), dossier.state, name, reason)


def decided_due(dossier: str) -> dt.date | None:
    """Return by when the decision in force was due, as it stood when it was signed; None for an undecided dossier."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT due FROM records_dossiermove WHERE dossier_id = %s AND move = 'approve' ORDER BY id DESC LIMIT 1",
            [dossier],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def came_from(dossier: str, move: str) -> str:
    """Return the state a dossier was in before its last `move`; "" if it never made it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT before FROM records_dossiermove WHERE dossier_id = %s AND move = %s ORDER BY id DESC LIMIT 1",
            [dossier, move],
        )
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def of_list(key: str, state: str = "") -> list[str]:
    """Return the dossiers of a list, in the order of its rows; of one state where given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id::text FROM records_dossier WHERE list_id = %s AND (%s = '' OR state = %s) ORDER BY list_row",
            [key, state, state],
        )
        return [row[0] for row in cursor.fetchall()]
