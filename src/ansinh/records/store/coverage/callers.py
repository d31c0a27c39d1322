"""Who may look up for a facility: partners' keys with a facility's right, gateway accounts, registered clerks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ansinh.records.store.coverage.register import Execute
from ansinh.records.store.registry.grants import token_hash

_FACILITY = """
f.id, f.code, f.name, c.level, c.former_level, c.lookups_a_minute, c.lookups_a_day
FROM records_facility f JOIN records_facilitycontract c ON c.facility_id = f.id AND c.superseded_at IS NULL
    AND c.validity @> %s::date
"""
_BY_KEY = (
    "SELECT u.username, " + _FACILITY + "JOIN records_grant g ON g.facility_id = f.id AND g.function = 'facility' "
    "AND g.valid_from <= %s AND (g.valid_to IS NULL OR g.valid_to > %s) "
    "JOIN records_user u ON u.id = g.user_id AND u.is_active "
    "JOIN records_partnertoken t ON t.user_id = u.id AND t.revoked_at IS NULL "
    "AND t.valid_from <= %s AND t.valid_to > %s WHERE t.hash = %s"
)
_BY_NAME = "SELECT %s::text, " + _FACILITY + "WHERE f.id = %s"
_GATEWAY = (
    "SELECT a.username, " + _FACILITY + "JOIN records_gatewayaccount a ON a.facility_id = f.id "
    "AND a.superseded_at IS NULL AND a.validity @> %s::date WHERE a.username = %s"
)
_KEPT_HASH = (
    "SELECT secret FROM records_gatewayaccount WHERE username = %s AND superseded_at IS NULL AND validity @> %s::date"
)
_CLERK = (
    "SELECT full_name FROM records_facilityclerk WHERE facility_id = %s AND personal_id = %s "
    "AND superseded_at IS NULL AND validity @> %s::date"
)


@dataclass(frozen=True, slots=True)
class Counter:
    """Who asks: a user or system, its facility (id 0 for an office of the agency) and how often it may."""

    caller: str
    facility: int = 0
    facility_code: str = ""
    facility_name: str = ""
    level: str = ""
    former_level: str = ""
    a_minute: int = 60
    a_day: int = 3000


def counter_of_key(execute: Execute, key: str, day: dt.date) -> Counter | None:
    """Return the counter of a partner's key on `day`; None without a right for a facility under contract."""
    return _one(execute(_BY_KEY, [day, day, day, day, day, token_hash(key)]))


def counter_of_name(execute: Execute, caller: str, facility: int, day: dt.date) -> Counter | None:
    """Return the counter of a caller who has a right for a facility; None where it has no contract on `day`."""
    return _one(execute(_BY_NAME, [caller, day, facility]))


def counter_of_account(execute: Execute, username: str, day: dt.date) -> Counter | None:
    """Return the counter of a gateway account."""
    return _one(execute(_GATEWAY, [day, day, username]))


def secret_of_account(execute: Execute, username: str, day: dt.date) -> str | None:
    """Return the kept hash of a gateway account's password; None for an unknown account."""
    rows = execute(_KEPT_HASH, [username, day])
    return str(rows[0][0]) if rows else None


def clerk_of(execute: Execute, facility: int, personal_id: str, day: dt.date) -> str | None:
    """Return the name of a clerk the facility registered; None for nobody."""
    rows = execute(_CLERK, [facility, personal_id, day])
    return str(rows[0][0]) if rows else None


def _one(rows: Sequence[tuple[Any, ...]]) -> Counter | None:
    """Return the counter of the first row."""
    return Counter(*rows[0]) if rows else None
