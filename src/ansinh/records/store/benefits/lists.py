"""Lists 01B-HSB: received once, read, decided; their rows and findings kept packed beside the bytes."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.models import BenefitList, BenefitListContent
from ansinh.records.store.registry.numbers import next_numbers
from ansinh.records.store.turns import take_turn


@dataclass(frozen=True, slots=True)
class ListFacts:
    """One list as acts and pages need it."""

    id: str
    number: str
    channel: str
    office_id: int
    office_code: str
    office_path: str
    account_id: int
    account_code: str
    account_name: str
    period: dt.date
    file_name: str
    state: str
    rows: int
    rows_accepted: int
    errors: int
    warnings: int
    received_on: dt.date
    received_at: dt.datetime
    due: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class NewList:
    """A list to be written."""

    channel: str
    office_id: int
    office_code: str
    account_id: int
    period: dt.date
    file_name: str
    sha256: str
    actor: str
    received_on: dt.date
    due: dt.date


_FACTS = """
SELECT l.id::text, l.number, l.channel, l.office_id, o.code, o.path, l.account_id, a.code, a.name, l.period,
    l.file_name, l.state, l.rows, l.rows_accepted, l.errors, l.warnings, l.received_on, l.received_at, l.due, l.reason
FROM records_benefitlist l JOIN records_office o ON o.id = l.office_id
JOIN records_employeraccount a ON a.id = l.account_id
"""


def facts(key: str, *, lock: bool = False) -> ListFacts:
    """Return a list; with `lock` nobody else decides it until the transaction ends. MissingError if unknown."""
    if lock:
        BenefitList.objects.select_for_update(no_key=True).filter(id=key).values_list("id").first()
    found = _read("WHERE l.id = %s", [key])
    if not found:
        raise MissingError(Text("Không có danh sách này.", "There is no such list."))
    return found[0]


def of_offices(paths: list[str], account: int | None, after: dt.datetime | None, limit: int) -> list[ListFacts]:
    """Return lists of offices (paths) and under them, or of one account, the latest first, before a moment."""
    where = (
        "WHERE (%s::bigint IS NULL OR l.account_id = %s) AND (%s::bigint IS NOT NULL OR EXISTS (SELECT 1 FROM "
        "unnest(%s::text[]) s(path) WHERE o.path = s.path OR o.path LIKE s.path || '.%%')) "
        "AND (%s::timestamptz IS NULL OR l.received_at < %s) ORDER BY l.received_at DESC LIMIT %s"
    )
    return _read(where, [account, account, account, paths, after, after, limit])


def _read(where: str, values: list[str | int | list[str] | dt.datetime | None]) -> list[ListFacts]:
    """Run one query."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS + where, values)
        return [ListFacts(*row) for row in cursor.fetchall()]


def same(new: NewList) -> str:
    """Return the list with the same bytes for the same account and month; "" if there is none."""
    rows = BenefitList.objects.filter(account_id=new.account_id, period=new.period, sha256=new.sha256)
    return str(rows.values_list("id", flat=True).first() or "")


def write(new: NewList, body: bytes) -> str:
    """Write a list with the bytes as they came, numbered nnnnn/YYYY/office-DS; return its id."""
    year = new.received_on.year
    (number,) = next_numbers(f"benefit-list:{new.office_code}:{year}", 1)
    key = uuid.uuid4()
    BenefitList.objects.create(
        id=key, number=f"{number:05d}/{year}/{new.office_code}-DS", channel=new.channel, office_id=new.office_id,
        account_id=new.account_id, period=new.period, file_name=new.file_name[:200], sha256=new.sha256,
        received_on=new.received_on, received_by=new.actor, due=new.due,
    )  # fmt: skip
    BenefitListContent.objects.create(list_id=key, body=body)
    return str(key)


def _kept(key: str) -> QuerySet[BenefitListContent]:
    """Return the one row of what a list holds."""
    return BenefitListContent.objects.filter(list_id=uuid.UUID(key))


def content(key: str) -> bytes:
    """Return the bytes as they came."""
    return bytes(_kept(key).values_list("body", flat=True).get())


def staged(key: str) -> bytes:
    """Return the rows as they were read; b"" before the first check."""
    return bytes(_kept(key).values_list("staged", flat=True).get() or b"")


def findings(key: str) -> bytes:
    """Return the packed findings; b"" before the first check."""
    return bytes(_kept(key).values_list("findings", flat=True).get() or b"")


def keep_checked(key: str, rows: bytes, found: bytes, counts: dict[str, int]) -> None:
    """Keep what was read and found, and how many rows, errors and warnings there are."""
    _kept(key).update(staged=rows, findings=found)
    BenefitList.objects.filter(id=key).update(state="checked", **counts)


def decide(key: str, state: str, accepted: int, actor: str, reason: str = "") -> None:
    """Write down what became of a list."""
    BenefitList.objects.filter(id=key).update(
        state=state, rows_accepted=accepted, decided_by=actor, decided_at=dt.datetime.now(dt.UTC), reason=reason
    )


def insured_here(account: int, people: list[int], months: list[dt.date]) -> set[int]:
    """Return the places at which a person (n,) is insured through an account on a day of month or the month before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT w.place FROM unnest(%s::int[], %s::bigint[], %s::date[]) w(place, person, day) "
            "JOIN records_spell s ON s.account_id = %s AND s.person_id = w.person AND s.superseded_at IS NULL "
            "AND s.validity && daterange((w.day - interval '1 month')::date, w.day, '[]')",
            [list(range(len(people))), people, months, account],
        )
        return {row[0] for row in cursor.fetchall()}


def decided_of(account: int, people: list[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Return the decided dossiers of people in an account: person -> (dossier, its number, number of its list)."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.person_id, d.id::text, d.number, coalesce(l.number, '') FROM records_dossier d "
            "LEFT JOIN records_benefitlist l ON l.id = d.list_id WHERE d.account_id = %s AND d.person_id = ANY(%s) "
            "AND d.state IN ('approved', 'paid', 'revised', 'closed') ORDER BY d.first_day DESC, d.id",
            [account, people],
        )
        for person, *rest in cursor.fetchall():
            found.setdefault(person, []).append(tuple(rest))
    return found


def lock_account(account: int) -> None:
    """Let one act at a time work on the lists of an account (until the transaction ends)."""
    take_turn("benefit-list", str(account))
