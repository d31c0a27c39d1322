"""The assessor's work: findings by amount, rule and facility; one visit with its findings; decisions."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

EARLIEST: Final = dt.datetime.min.replace(tzinfo=dt.UTC)
WAITING: Final = ("open", "contested", "proposed")
FINAL: Final = frozenset({"lifted", "confirmed"})


@dataclass(frozen=True, slots=True)
class Item:
    """One finding that waits: its visit, rule, what was found, what the visit claims and accepts (hundredths)."""

    id: int
    period: dt.date
    visit: int
    facility: str
    episode: str
    rule: str
    weight: str
    place: str
    found: str
    state: str
    reply: str
    claimed: int
    accepted: int
    came: dt.datetime | None
    icd: str
    cut: int = 0
    received: dt.datetime = EARLIEST
    follows: int | None = None

    @property
    def final(self) -> bool:
        """Whether the second decision was taken."""
        return self.state in FINAL


_SELECT = """
SELECT f.id, f.period, f.visit, f.facility, v.episode, f.rule, f.weight,
       f.table_name || coalesce('[' || f.line || ']', '') || '.' || f.field, f.found, f.state, f.reply, v.claimed,
       v.accepted,
       v.came, v.icd, f.cut, v.recorded_at, f.follows
FROM records_claimfinding f JOIN records_claimvisit v ON v.period = f.period AND v.id = f.visit
WHERE v.superseded_at IS NULL
"""


def waiting(
    period: dt.date,
    *,
    facilities: Sequence[str] = (),
    rule: str = "",
    states: Sequence[str] = WAITING,
    after: tuple[int, int] | None = None,
    limit: int = 50,
) -> list[Item]:
    """Return findings of a settlement month in `states`, the dearest visits first, after the key (claimed, id)."""
    where = " AND f.period = %s AND f.state = ANY(%s)"
    parameters: list[Any] = [period, list(states)]
    if facilities:
        where, parameters = where + " AND f.facility = ANY(%s)", [*parameters, list(facilities)]
    if rule:
        where, parameters = where + " AND f.rule = %s", [*parameters, rule]
    if after:
        where, parameters = where + " AND (v.claimed, f.id) < (%s, %s)", [*parameters, *after]
    return _items(f"{_SELECT}{where} ORDER BY v.claimed DESC, f.id DESC LIMIT %s", [*parameters, limit])


def of_visit(period: dt.date, visit: int) -> list[Item]:
    """Return the findings of one visit."""
    return _items(f"{_SELECT} AND f.period = %s AND f.visit = %s ORDER BY f.rule, f.id", [period, visit])


def item(period: dt.date, finding: int, *, lock: bool = False) -> Item | None:
    """Return one finding, its visit locked until the transaction ends where asked."""
    found = _items(f"{_SELECT} AND f.period = %s AND f.id = %s{' FOR UPDATE' if lock else ''}", [period, finding])
    return found[0] if found else None


def _items(query: str, parameters: Sequence[Any]) -> list[Item]:
    """Return the rows of a query as items."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [Item(*row) for row in cursor.fetchall()]


def by_rule(period: dt.date, facilities: Sequence[str] = ()) -> list[tuple[str, str, int, int]]:
    """Return (rule, weight, findings, open ones) of a settlement month, the most frequent first."""
    where = " AND facility = ANY(%s)" if facilities else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rule, weight, count(*), count(*) FILTER (WHERE state = ANY(%s))"
            " FROM records_claimfinding"
            f" WHERE period = %s{where} GROUP BY rule, weight ORDER BY count(*) DESC, rule",
            [list(WAITING), period, *([list(facilities)] if facilities else [])],
        )
        return [tuple(row) for row in cursor.fetchall()]


def sample(items: Sequence[Item], one_in: int, seed: str) -> list[Item]:
    """Return about one in `one_in` of `items`, the same for the same seed: drawn by the system, not a person."""
    return [
        one for one in items
        if int.from_bytes(hashlib.sha256(f"{seed}/{one.id}".encode()).digest()[:4]) % max(one_in, 1) == 0
    ]  # fmt: skip


def other_rejections(one: Item) -> list[int]:
    """Return the other findings that send the same record back and were not lifted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM records_claimfinding WHERE period = %s AND visit = %s AND id <> %s AND weight = 'reject'"
            " AND state <> 'lifted' ORDER BY id",
            [one.period, one.visit, one.id],
        )
        return [row[0] for row in cursor.fetchall()]


def pass_on(one: Item, other: int) -> None:
    """Lay what a finding cuts at another one of the same record, because the other still stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_claimfinding SET cut = CASE WHEN id = %s THEN 0 ELSE cut + %s END"
            " WHERE period = %s AND id IN (%s, %s)",
            [one.id, one.cut, one.period, one.id, other],
        )


def given_back(finding: int) -> int:
    """Return what decisions gave back of a finding, less what they cut more; hundredths of a dong."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(CASE step WHEN 'lifted' THEN amount WHEN 'kept' THEN -amount"
            " WHEN 'confirmed' THEN -amount WHEN 'carried' THEN amount ELSE 0 END), 0)::bigint"
            " FROM records_claimdecision WHERE finding = %s",
            [finding],
        )
        return int(cursor.fetchone()[0])


def states_of(facility: str, period: dt.date) -> dict[str, int]:
    """Return how many findings of a facility and month stand in each state."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.state, count(*) FROM records_claimfinding f"
            " JOIN records_claimvisit v ON v.period = f.period AND v.id = f.visit AND v.superseded_at IS NULL"
            " WHERE f.period = %s AND f.facility = %s GROUP BY 1",
            [period, facility],
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the story of a finding; `amount` in hundredths of a dong."""

    finding: int
    step: str
    amount: int
    actor: str
    reason: str
    at: dt.datetime


def story_of(period: dt.date, visit: int) -> dict[int, list[Step]]:
    """Return the steps of every finding of a visit, also of those it goes on from; oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.id, d.step, d.amount, d.actor, d.reason, d.at FROM records_claimfinding f"
            " JOIN records_claimdecision d ON d.finding IN (f.id, f.follows)"
            " WHERE f.period = %s AND f.visit = %s ORDER BY d.id",
            [period, visit],
        )
        told: dict[int, list[Step]] = {}
        for row in cursor.fetchall():
            told.setdefault(row[0], []).append(Step(*row))
    return told


def last_step(finding: int) -> tuple[str, str, int] | None:
    """Return (step, actor, amount) of the last decision on a finding."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT step, actor, amount FROM records_claimdecision WHERE finding = %s ORDER BY id DESC LIMIT 1",
            [finding],
        )
        row = cursor.fetchone()
    return None if row is None else (row[0], row[1], row[2])


def write_step(one: Item, step: str, *, amount: int, actor: str, reason: str) -> None:
    """Write a decision, set the state of the finding; `amount` (hundredths) moves the accepted amount of the visit."""
    state = {"replied": one.state, "carried": one.state}.get(step, step)
    moves = {"kept": -amount, "confirmed": -amount, "lifted": amount}.get(step, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_claimdecision (finding, period, step, amount, actor, reason)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [one.id, one.period, step, amount, actor, reason],
        )
        cursor.execute(
            "UPDATE records_claimfinding SET state = %s, reply = CASE WHEN %s THEN %s ELSE reply END"
            " WHERE period = %s AND id = %s",
            [state, step in {"replied", "contested"}, reason, one.period, one.id],
        )
        if moves:
            cursor.execute(
                "UPDATE records_claimvisit SET accepted = accepted + %s, state = CASE WHEN accepted + %s = claimed"
                " THEN 'accepted' WHEN accepted + %s = 0 THEN 'refused' ELSE 'reduced' END"
                " WHERE period = %s AND id = %s",
                [moves, moves, moves, one.period, one.visit],
            )


@dataclass(frozen=True, slots=True)
class Sent:
    """One record of a file as its sender looks at it; hundredths of a dong."""

    id: int
    month: str
    episode: str
    came: dt.datetime | None
    icd: str
    state: str
    claimed: int
    accepted: int


def of_file(file: int, facility: str, *, limit: int) -> list[Sent]:
    """Return the standing records of a file of a facility, those that are not accepted whole first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, to_char(period, 'YYYY-MM'), episode, came, icd, state, claimed, accepted"
            " FROM records_claimvisit WHERE file_id = %s AND facility = %s AND superseded_at IS NULL"
            " ORDER BY state = 'accepted', place LIMIT %s",
            [file, facility, limit],
        )
        return [Sent(*row) for row in cursor.fetchall()]
