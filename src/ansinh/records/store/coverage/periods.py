"""Cards as they stand: of people between days, by number, and the holds upon them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from ansinh.domain.coverage.card_number import card_number

_CARDS = """
SELECT c.person_id, lower(c.validity), upper(c.validity), c."group", c.level, c.province, coalesce(f.code, ''), c.area,
    c.five_year, coalesce(p.si_number, ''), c.pays_as, c.ground, c.recorded_at, c.superseded_at
FROM records_cardperiod c JOIN records_person p ON p.id = c.person_id
LEFT JOIN records_facility f ON f.id = c.facility_id
WHERE c.person_id = ANY(%s) AND c.validity && daterange(%s, %s, '[]')
"""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card of a person: [valid_from, valid_to), what it says, and when it was believed."""

    person: int
    valid_from: dt.date
    valid_to: dt.date | None
    group: str
    level: int
    province: int
    facility_code: str
    area: int
    five_year: dt.date
    si_number: str
    pays_as: str
    ground: str
    recorded_at: dt.datetime
    superseded_at: dt.datetime | None

    @property
    def number(self) -> str:
        """The 15 characters; "" where the person has no SI number yet."""
        return card_number(self.group, self.level, self.province, self.si_number) if self.si_number else ""


def cards_of(people: Sequence[int], first: dt.date, last: dt.date) -> list[CardLine]:
    """Return the cards that stand and serve on some day of `first` .. `last`, by person and day."""
    return _cards(_CARDS + "AND c.superseded_at IS NULL ORDER BY 1, 2", people, first, last)


def card_history(person: int) -> list[CardLine]:
    """Return every card of a person that was ever believed, by day and by when it was recorded."""
    return _cards(_CARDS + "ORDER BY 2, 13", [person], dt.date.min, dt.date.max)


def _cards(query: str, people: Sequence[int], first: dt.date, last: dt.date) -> list[CardLine]:
    """Run one query."""
    with connection.cursor() as cursor:
        cursor.execute(query, [list(people), first, None if last == dt.date.max else last])
        return [CardLine(*row) for row in cursor.fetchall()]


def people_by_card(numbers: Sequence[str]) -> dict[str, int]:
    """Return number -> person for card numbers (15), SI numbers (10) and personal IDs (12); unknown ones are left out.

    A merged number leads to its survivor.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.number, coalesce(p.merged_into_id, p.id) FROM unnest(%s::text[]) w(number) "
            "JOIN records_person p ON p.si_number = CASE length(w.number) WHEN 15 THEN right(w.number, 10) "
            "WHEN 10 THEN w.number END "
            "UNION ALL SELECT w.number, p.id FROM unnest(%s::text[]) w(number) JOIN records_person p "
            "ON p.personal_id = w.number AND p.merged_into_id IS NULL WHERE length(w.number) = 12",
            [list(numbers), list(numbers)],
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class HoldLine:
    """Days on which a card does not serve, and why."""

    id: int
    person: int
    first: dt.date
    stop: dt.date | None
    kind: str
    reason: str
    document: str


def holds_from(person: int, day: dt.date) -> bool:
    """Return whether a hold upon a person's card touches a day or any after it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM records_cardhold WHERE person_id = %s AND superseded_at IS NULL "
            "AND validity && daterange(%s, NULL) LIMIT 1",
            [person, day],
        )
        return cursor.fetchone() is not None


def holds_of(people: Sequence[int], day: dt.date) -> list[HoldLine]:
    """Return the holds upon the cards of people on a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, person_id, lower(validity), upper(validity), kind, reason, document FROM records_cardhold "
            "WHERE person_id = ANY(%s) AND superseded_at IS NULL AND validity @> %s::date",
            [list(people), day],
        )
        return [HoldLine(*row) for row in cursor.fetchall()]
