"""What pages show of dossiers: the work-list by deadline, counts, one dossier with its people, its story."""

import datetime as dt
import uuid
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.records.store.pages.rows import read, read_column, read_one


@dataclass(frozen=True, slots=True)
class Cut:
    """What the work-list shows: offices (ids), states, one procedure or "", words of a name or number."""

    offices: list[int]
    states: list[str]
    procedure: str = ""
    words: str = ""
    list: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier in a list."""

    id: uuid.UUID
    number: str
    procedure: str
    state: str
    outcome: str
    due: dt.date
    received_on: dt.date
    first_day: dt.date
    person_name: str
    si_number: str | None
    account_name: str | None
    office_name: str
    amount: int | None
    monthly: int | None
    proposed_outcome: str | None


_LIST = """
SELECT d.id, d.number, d.procedure, d.state, d.outcome, d.due, d.received_on, d.first_day, p.full_name AS person_name,
    p.si_number, a.name AS account_name, o.name AS office_name, n.amount, n.monthly, n.outcome AS proposed_outcome
FROM records_dossier d JOIN records_person p ON p.id = d.person_id JOIN records_office o ON o.id = d.office_id
LEFT JOIN records_employeraccount a ON a.id = d.account_id
LEFT JOIN records_dossierdecision n ON n.dossier_id = d.id AND n.version = d.version
WHERE d.office_id = ANY(%(offices)s) AND d.state = ANY(%(states)s)
    AND (%(procedure)s = '' OR d.procedure = %(procedure)s)
    AND (%(list)s::uuid IS NULL OR d.list_id = %(list)s::uuid)
    AND (%(words)s = '' OR p.name_search LIKE '%%' || %(words)s || '%%' OR d.number LIKE %(words)s || '%%'
        OR p.si_number = %(words)s)
    AND (%(due)s::date IS NULL OR (d.due, d.id) > (%(due)s::date, %(after)s::uuid))
ORDER BY d.due, d.id LIMIT %(limit)s
"""


def listed(cut: Cut, after: tuple[dt.date, uuid.UUID] | None, limit: int) -> list[DossierRow]:
    """Return dossiers by deadline after (due, id)."""
    due, key = after or (None, None)
    return read(
        DossierRow,
        _LIST,
        {
            "offices": cut.offices, "states": cut.states, "procedure": cut.procedure, "words": cut.words,
            "list": cut.list, "due": due, "after": key, "limit": limit,
        },
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many dossiers stand in a state, how many are late, and how many are due on a day."""

    state: str
    dossiers: int
    late: int
    today: int


def counts(offices: list[int], day: dt.date) -> list[StateCount]:
    """Return the dossiers of offices by state; late is past due while its clock runs."""
    return read(
        StateCount,
        "SELECT state, count(*) AS dossiers, count(*) FILTER (WHERE due < %(day)s AND clock_left IS NULL) AS late, "
        "count(*) FILTER (WHERE due = %(day)s AND clock_left IS NULL) AS today FROM records_dossier "
        "WHERE office_id = ANY(%(offices)s) GROUP BY state",
        {"offices": offices, "day": day},
    )


@dataclass(frozen=True, slots=True)
class DossierPage:
    """One dossier with the people and places around it."""

    id: uuid.UUID
    number: str
    procedure: str
    state: str
    outcome: str
    version: int
    due: dt.date
    clock_left: int | None
    channel: str
    received_on: dt.date
    received_by: str
    late_reason: str
    person_id: int
    person_name: str
    si_number: str | None
    birth_date: dt.date | None
    merged_into_id: int | None
    account_code: str | None
    account_name: str | None
    office_code: str
    office_name: str
    office_path: str
    list_id: uuid.UUID | None
    list_number: str | None
    pay_channel: str
    bank_name: str
    bank_account: str
    account_holder: str
    post_point: str


_ONE = """
SELECT d.id, d.number, d.procedure, d.state, d.outcome, d.version, d.due, d.clock_left, d.channel, d.received_on,
    d.received_by, d.late_reason, p.id AS person_id, p.full_name AS person_name, p.si_number, p.birth_date,
    p.merged_into_id, a.code AS account_code, a.name AS account_name, o.code AS office_code, o.name AS office_name,
    o.path AS office_path, l.id AS list_id, l.number AS list_number, d.pay_channel, d.bank_name, d.bank_account,
    d.account_holder, d.post_point
FROM records_dossier d JOIN records_person p ON p.id = d.person_id JOIN records_office o ON o.id = d.office_id
LEFT JOIN records_employeraccount a ON a.id = d.account_id LEFT JOIN records_benefitlist l ON l.id = d.list_id
WHERE d.id = %(id)s
"""


def page(dossier: uuid.UUID) -> DossierPage | None:
    """Return one dossier, or None."""
    return read_one(DossierPage, _ONE, {"id": dossier})


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One move of the story."""

    move: str
    before: str
    after: str
    version: int
    actor: str
    reason: str
    at: dt.datetime


def story(dossier: uuid.UUID) -> list[MoveRow]:
    """Return the moves of a dossier, the latest first."""
    return read(
        MoveRow,
        "SELECT move, before, after, version, actor, reason, at FROM records_dossiermove WHERE dossier_id = %(id)s "
        "ORDER BY id DESC",
        {"id": dossier},
    )


def of_person(person: int, limit: int = 50) -> list[DossierRow]:
    """Return the dossiers of a person, those with the latest deadline first."""
    where = _LIST.split("WHERE", maxsplit=1)[0] + "WHERE d.person_id = %(id)s ORDER BY d.due DESC LIMIT %(limit)s"
    return read(DossierRow, where, {"id": person, "limit": limit})


def offices_under(paths: list[str]) -> list[int]:
    """Return the ids of offices (paths) and of all under them."""
    sql = (
        "SELECT o.id FROM records_office o WHERE EXISTS (SELECT 1 FROM unnest(%(paths)s::text[]) s(path) "
        "WHERE o.path = s.path OR o.path LIKE s.path || '.%%')"
    )
    return [int(key) for key in read_column(sql, {"paths": paths})]


def key_of(text: str) -> tuple[dt.date, uuid.UUID] | None:
    """Return the key of a page written due~id; None for "". RefusedError for anything else."""
    due, _, key = text.partition("~")
    try:
        return (dt.date.fromisoformat(due), uuid.UUID(key)) if text else None
    except ValueError as error:
        raise RefusedError(Text("Khóa trang không đúng.", "The key of the page cannot be read.")) from error
