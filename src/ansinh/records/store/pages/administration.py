"""What administrators look at: users with their rights, offices, announced values, the audit chain, reads."""

import datetime as dt
from dataclasses import dataclass

from ansinh.records.store.pages.rows import read, read_column, read_one


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user in a list; `functions` those held today."""

    id: int
    username: str
    display_name: str
    is_active: bool
    last_login: dt.datetime | None
    second_factor: bool
    functions: list[str]


USERS = """
SELECT u.id, u.username, u.display_name, u.is_active, u.last_login,
       EXISTS (SELECT 1 FROM records_secondfactor f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)
         AS second_factor,
       coalesce((SELECT array_agg(DISTINCT g.function ORDER BY g.function) FROM records_grant g
                 WHERE g.user_id = u.id AND g.valid_from <= %(day)s AND (g.valid_to IS NULL OR g.valid_to > %(day)s)),
                '{}') AS functions
FROM records_user u
"""
WITHIN = """(NOT EXISTS (SELECT 1 FROM records_grant g WHERE g.user_id = u.id)
  OR EXISTS (SELECT 1 FROM records_grant g
    LEFT JOIN records_employeraccount a ON a.id = g.account_id LEFT JOIN records_person p ON p.id = g.person_id
    LEFT JOIN records_facility c ON c.id = g.facility_id
    WHERE g.user_id = u.id AND coalesce(g.office_id, a.office_id, p.office_id, c.office_id) = ANY(%(offices)s)))"""


def users(offices: list[int], text: str, day: dt.date, after: str, limit: int) -> list[UserRow]:
    """Return users with a right in `offices` or none at all, whose name holds `text`, after a user name."""
    where = f"""WHERE {WITHIN} AND u.username > %(after)s
      AND (%(text)s = '' OR u.username ILIKE %(like)s OR u.display_name ILIKE %(like)s)
    ORDER BY u.username LIMIT %(limit)s"""
    asked = {"offices": offices, "text": text, "like": f"%{text}%", "day": day, "after": after, "limit": limit}
    return read(UserRow, USERS + where, asked)


def user(number: int, offices: list[int], day: dt.date) -> UserRow | None:
    """Return one user with a right in `offices` or none at all, or None."""
    asked = {"id": number, "offices": offices, "day": day}
    return read_one(UserRow, f"{USERS} WHERE u.id = %(id)s AND {WITHIN}", asked)


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A right of a user with its scope in words."""

    id: int
    function: str
    scope_code: str
    scope_name: str
    valid_from: dt.date
    valid_to: dt.date | None
    granted_by: str


def grants(number: int) -> list[GrantLine]:
    """Return all rights of a user, those in force first."""
    sql = """SELECT g.id, g.function, coalesce(o.code, a.code, p.si_number, c.code, '') AS scope_code,
      coalesce(o.name, a.name, p.full_name, c.name, '') AS scope_name, g.valid_from, g.valid_to, g.granted_by
    FROM records_grant g LEFT JOIN records_office o ON o.id = g.office_id
    LEFT JOIN records_employeraccount a ON a.id = g.account_id LEFT JOIN records_person p ON p.id = g.person_id
    LEFT JOIN records_facility c ON c.id = g.facility_id
    WHERE g.user_id = %(user)s ORDER BY g.valid_to NULLS FIRST, g.function, g.id"""
    return read(GrantLine, sql, {"user": number})


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office of the tree: how deep it stands, since when, and what it keeps."""

    code: str
    name: str
    name_en: str
    kind: str
    depth: int
    valid_from: dt.date
    valid_to: dt.date | None
    accounts: int
    people_with_rights: int


def offices(path: str) -> list[OfficeLine]:
    """Return the office at `path` and all below it, in the order of the tree."""
    sql = """SELECT o.code, o.name, o.name_en, o.kind,
      (length(o.path) - length(replace(o.path, '.', ''))) - (length(%(path)s) - length(replace(%(path)s, '.', '')))
        AS depth,
      o.valid_from, o.valid_to,
      (SELECT count(*) FROM records_employeraccount a WHERE a.office_id = o.id) AS accounts,
      (SELECT count(DISTINCT g.user_id) FROM records_grant g WHERE g.office_id = o.id) AS people_with_rights
    FROM records_office o WHERE o.path = %(path)s OR o.path LIKE %(below)s ORDER BY o.path"""
    return read(OfficeLine, sql, {"path": path, "below": f"{path}.%"})


@dataclass(frozen=True, slots=True)
class AnnouncedLine:
    """An announced value: in force, waiting for its second person, or of before; `standing`: what it would replace."""

    id: int
    key: str
    day: dt.date
    value: str
    document: str
    entered_by: str
    approved_by: str
    entered_at: dt.datetime
    synthetic: bool
    superseded_at: dt.datetime | None
    refused_by: str
    reason: str
    standing: str


ANNOUNCED = """SELECT v.id, v.key, v.day, v.value, v.document, v.entered_by, v.approved_by, v.entered_at, v.synthetic,
  v.superseded_at, v.refused_by, v.reason, coalesce(s.value, '') AS standing
FROM records_announcedvalue v LEFT JOIN records_announcedvalue s ON s.key = v.key AND s.day = v.day AND s.id <> v.id
  AND s.superseded_at IS NULL AND s.approved_by <> '' AND v.approved_by = '' AND v.superseded_at IS NULL
WHERE """


def announced() -> list[AnnouncedLine]:
    """Return announced values, those that wait first, then by key and day."""
    return read(
        AnnouncedLine, ANNOUNCED + "v.superseded_at IS NULL ORDER BY (v.approved_by <> ''), v.key, v.day DESC LIMIT 300"
    )


def announced_one(number: int) -> AnnouncedLine | None:
    """Return one announced value, or None."""
    return read_one(AnnouncedLine, ANNOUNCED + "v.superseded_at IS NULL AND v.id = %(id)s", {"id": number})


def announced_past() -> list[AnnouncedLine]:
    """Return values that were replaced, refused or taken back, latest first."""
    return read(
        AnnouncedLine, ANNOUNCED + "v.superseded_at IS NOT NULL ORDER BY v.superseded_at DESC, v.id DESC LIMIT 100"
    )


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry of the chain."""

    id: int
    at: dt.datetime
    actor: str
    act: str
    object_kind: str
    object_id: str
    office: str
    reason: str
    hash: str


def audit(actor: str, act: str, object_id: str, before: int | None, limit: int) -> list[AuditLine]:
    """Return entries before an id, latest first; texts that are not empty must match (an act by its beginning)."""
    sql = """SELECT id, at, actor, act, object_kind, object_id, office, reason, hash FROM records_auditentry
    WHERE (%(before)s::bigint IS NULL OR id < %(before)s) AND (%(actor)s = '' OR actor = %(actor)s)
      AND (%(act)s = '' OR act LIKE %(like)s) AND (%(object)s = '' OR object_id = %(object)s)
    ORDER BY id DESC LIMIT %(limit)s"""
    asked = {"actor": actor, "act": act, "like": f"{act}%", "object": object_id, "before": before, "limit": limit}
    return read(AuditLine, sql, asked)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A record that was read."""

    id: int
    at: dt.datetime
    actor: str
    person: int
    full_name: str
    purpose: str


def reads(actor: str, before: int | None, offices: list[int], limit: int) -> list[ReadLine]:
    """Return reads of records kept by `offices`, before an id, latest first, by one reader if named."""
    sql = """SELECT r.id, r.at, r.actor, r.person_id AS person, p.full_name, r.purpose
    FROM records_personread r JOIN records_person p ON p.id = r.person_id
    WHERE (%(before)s::bigint IS NULL OR r.id < %(before)s) AND (%(actor)s = '' OR r.actor = %(actor)s)
      AND p.office_id = ANY(%(offices)s) ORDER BY r.id DESC LIMIT %(limit)s"""
    return read(ReadLine, sql, {"actor": actor, "before": before, "offices": offices, "limit": limit})


def entries() -> int:
    """Return how long the chain is."""
    return int(read_column("SELECT count(*) FROM records_auditentry")[0])
