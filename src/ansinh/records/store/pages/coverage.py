"""What the pages of cards show: figures of an office, cards that end soon, cards without a linked ID, alarms."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

_HERE = (
    "FROM records_cardperiod c JOIN records_person p ON p.id = c.person_id LEFT JOIN records_facility f "
    "ON f.id = c.facility_id WHERE c.office_id = ANY(%s) AND c.superseded_at IS NULL AND c.validity @> %s::date "
)


@dataclass(frozen=True, slots=True)
class EndingFigures:
    """Cards that serve on a day, and those that end within 30 and 60 days without another after them."""

    active: int
    ending_30: int
    ending_60: int


@dataclass(frozen=True, slots=True)
class LinkFigures:
    """Cards that serve on a day, those linked to a personal ID, alarms of look-ups that wait."""

    active: int
    linked: int
    alarms: int


@dataclass(frozen=True, slots=True)
class EndingRow:
    """A card that ends soon and is not followed by another."""

    person: int
    full_name: str
    si_number: str
    group: str
    last: dt.date
    facility: str
    phone: str


_ACTIVE = (
    "SELECT count(*) FROM records_cardperiod c WHERE c.office_id = ANY(%(offices)s) AND c.superseded_at IS NULL "
    "AND c.validity @> %(day)s::date "
)


def ending_figures(offices: list[int], day: dt.date) -> EndingFigures:
    """Return the cards of people kept by `offices` on `day`, and those that end soon."""
    soon = (
        "AND upper(c.validity) > %(day)s AND upper(c.validity) <= %(day)s::date + 60 AND NOT EXISTS (SELECT 1 "
        "FROM records_cardperiod n WHERE n.person_id = c.person_id AND n.superseded_at IS NULL "
        "AND lower(n.validity) = upper(c.validity))"
    )
    within = soon.replace("60", "30", 1)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ({_ACTIVE}), ({_ACTIVE} {within}), ({_ACTIVE} {soon})",
            {"offices": offices, "day": day},
        )
        return EndingFigures(*cursor.fetchone())


def link_figures(offices: list[int], day: dt.date) -> LinkFigures:
    """Return the cards of people kept by `offices` on `day`, and those with a standing link."""
    linked = "AND EXISTS (SELECT 1 FROM records_cardlink l WHERE l.person_id = c.person_id AND l.undone_at IS NULL)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ({_ACTIVE}), ({_ACTIVE} {linked}), "  # noqa: S608 - our own words
            "(SELECT count(*) FROM records_lookupalarm WHERE closed_at IS NULL)",
            {"offices": offices, "day": day},
        )
        return LinkFigures(*cursor.fetchone())


def ending(offices: list[int], day: dt.date, days: int, *, after: tuple[dt.date, int], limit: int) -> list[EndingRow]:
    """Return cards that end within `days` and are not followed, by last day and person, after a place in the list."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, p.full_name, coalesce(p.si_number, ''), c.\"group\", upper(c.validity) - 1, "  # noqa: S608 - our own words
            f"coalesce(f.name, ''), p.phone {_HERE} AND upper(c.validity) > %s AND upper(c.validity) <= %s::date + %s "
            "AND NOT EXISTS (SELECT 1 FROM records_cardperiod n WHERE n.person_id = c.person_id "
            "AND n.superseded_at IS NULL AND lower(n.validity) = upper(c.validity)) "
            "AND (upper(c.validity) - 1, p.id) > (%s, %s) ORDER BY upper(c.validity), p.id LIMIT %s",
            [offices, day, day, day, days, after[0], after[1], limit],
        )
        return [EndingRow(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class UnlinkedRow:
    """An active card that is not linked; `personal_id` is what the register says, not yet proved."""

    person: int
    full_name: str
    si_number: str
    birth: dt.date | None
    personal_id: str
    group: str


def unlinked(offices: list[int], day: dt.date, *, after: int, limit: int) -> list[UnlinkedRow]:
    """Return active cards without a standing link, by person, after a person."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, p.full_name, coalesce(p.si_number, ''), p.birth_date, coalesce(p.personal_id, ''), "  # noqa: S608 - our own words
            f'c."group" {_HERE} AND NOT EXISTS (SELECT 1 FROM records_cardlink l WHERE l.person_id = p.id '
            "AND l.undone_at IS NULL) AND p.id > %s ORDER BY p.id LIMIT %s",
            [offices, day, after, limit],
        )
        return [UnlinkedRow(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class LookRow:
    """A look-up of somebody's card."""

    at: dt.datetime
    channel: str
    caller: str
    facility: str
    answer: str
    purpose: str


def looks_at(person: int, limit: int) -> list[LookRow]:
    """Return who looked a person's card up, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.at, l.channel, l.caller, coalesce(f.name, ''), l.answer, l.purpose FROM records_cardlookup l "
            "LEFT JOIN records_facility f ON f.id = l.facility_id WHERE l.person_id = %s ORDER BY l.at DESC LIMIT %s",
            [person, limit],
        )
        return [LookRow(*row) for row in cursor.fetchall()]
