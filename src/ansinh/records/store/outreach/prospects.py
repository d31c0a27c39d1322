"""The door to prospects for people: lists by value and day, one of them with its story, what an officer writes down."""

import datetime as dt
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.records.models import Prospect, ProspectEvent


class Row(NamedTuple):
    """A prospect in a list; `name` is that of the list, or of the person."""

    id: int
    kind: str
    subject: str
    name: str
    phone: str
    office: str
    office_path: str
    commune: str
    people: int
    amount: Dong
    conversion: int  # ten-thousandths
    owner: str
    state: str
    due: dt.date
    contacts: int
    account: str
    person: int
    office_id: int
    household: int
    evidence: dict[str, Any]

    @property
    def likelihood(self) -> Fraction:
        """How likely they join, in per cent."""
        return Fraction(self.conversion, 100)

    @property
    def expected(self) -> Dong:
        """What it is worth after the likelihood (dong a year, cut)."""
        return self.amount * self.conversion // 10_000


class Cut(NamedTuple):
    """Which prospects: of a reason (or several, with commas), an owner, a state ("" all), due by a day (None all).

    `by_value`: the most valuable first, else the earliest day.
    """

    kind: str = ""
    owner: str = ""
    state: str = ""
    until: dt.date | None = None
    by_value: bool = True


class Sum(NamedTuple):
    """Open prospects of one reason: how many, people, dong a year, expected dong, nobody's."""

    kind: str
    cases: int
    people: int
    amount: Dong
    expected: Dong
    unassigned: int


_ROW = """
    SELECT p.id, p.kind, p.subject, coalesce(q.full_name, p.name),
           coalesce(nullif(q.phone, ''), nullif(e.phone, ''), p.evidence->>'phone', ''), o.code,
           o.path, p.commune, p.people, p.amount, p.conversion, p.owner, p.state, p.due, p.contacts,
           coalesce(a.code, ''), coalesce(p.person_id, 0), p.office_id, coalesce(p.household_id, 0), p.evidence::text
    FROM records_prospect p JOIN records_office o ON o.id = p.office_id
    LEFT JOIN records_person q ON q.id = p.person_id
    LEFT JOIN records_employeraccount a ON a.id = p.account_id LEFT JOIN records_employer e ON e.id = a.employer_id
"""
_WORTH = "(p.amount * p.conversion / 10000)"
_CUT = """
    WHERE p.closed_on IS NULL AND p.office_id = ANY(%(offices)s)
      AND (%(kind)s = '' OR p.kind = ANY(string_to_array(%(kind)s, ',')))
      AND (%(owner)s = '' OR p.owner = %(owner)s) AND (%(state)s = '' OR p.state = %(state)s)
      AND (%(until)s::date IS NULL OR p.due <= %(until)s::date)
"""
_BY_VALUE = f"""
      AND (%(key)s::bigint IS NULL OR ({_WORTH}, p.id) < (%(key)s::bigint, %(after)s)) ORDER BY {_WORTH} DESC, p.id DESC
"""
_BY_DAY = """
      AND (%(key)s::date IS NULL OR (p.due, p.id) > (%(key)s::date, %(after)s)) ORDER BY p.due, p.id
"""
_SUMS = f"""
    SELECT p.kind, count(*), sum(p.people)::bigint, sum(p.amount)::bigint, sum({_WORTH})::bigint,
           count(*) FILTER (WHERE p.owner = '')
    FROM records_prospect p WHERE p.closed_on IS NULL AND p.office_id = ANY(%s) GROUP BY 1
"""  # noqa: S608 - our own words

_EXPECTED = f"""
    WITH top AS (SELECT DISTINCT ON (code) code, path FROM records_office WHERE code = ANY(%s) ORDER BY code, id),
    open AS (SELECT p.office_id, p.kind, sum(p.people) AS people, sum(p.amount) AS amount, sum({_WORTH}) AS worth
             FROM records_prospect p WHERE p.closed_on IS NULL GROUP BY 1, 2)
    SELECT top.code, p.kind, sum(p.people)::bigint, sum(p.amount)::bigint, sum(p.worth)::bigint FROM top
    JOIN records_office o ON o.path = top.path OR o.path LIKE top.path || '.%%'
    JOIN open p ON p.office_id = o.id GROUP BY 1, 2
"""  # noqa: S608 - our own words


def page(offices: list[int], cut: Cut, *, after: tuple[Any, int] | None = None, limit: int = 50) -> list[Row]:
    """Return a page of open prospects; `after` = (worth or day, id) of the last one."""
    key, number = after if after is not None else (None, 0)
    order = _BY_VALUE if cut.by_value else _BY_DAY
    given = {"offices": offices, "key": key, "after": number, "limit": limit, **cut._asdict()}
    with connection.cursor() as cursor:
        cursor.execute(f"{_ROW}{_CUT}{order} LIMIT %(limit)s", given)
        return [_row(row) for row in cursor.fetchall()]


def _row(row: tuple[Any, ...]) -> Row:
    return Row._make([*row[:-1], _json(row[-1])])


def _json(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def sums(offices: list[int]) -> dict[str, Sum]:
    """Return the open prospects of the offices by reason."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, [offices])
        return {row[0]: Sum(*row) for row in cursor.fetchall()}


def expected(codes: Sequence[str]) -> dict[str, dict[str, tuple[int, int]]]:
    """Return the people and dong a year that open prospects likely bring, by office (code; all under it) and reason."""
    found: dict[str, dict[str, tuple[int, int]]] = {code: {} for code in codes}
    with connection.cursor() as cursor:
        cursor.execute(_EXPECTED, [list(codes)])
        for code, kind, people, amount, worth in cursor.fetchall():
            found[code][kind] = (people * worth // amount if amount else 0, worth)
    return found


def one(number: int) -> Row:
    """Return a prospect, also a closed one; MissingError if there is none."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_ROW} WHERE p.id = %s", [number])
        row = cursor.fetchone()
    if row is None:
        raise MissingError(Text("Không có đối tượng tiềm năng này.", "There is no such prospect."))
    return _row(row)


def several(numbers: Sequence[int]) -> list[Row]:
    """Return open prospects by their ids, in the order of ids."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_ROW} WHERE p.id = ANY(%s) AND p.closed_on IS NULL ORDER BY p.id", [list(numbers)])
        return [_row(row) for row in cursor.fetchall()]


def events(number: int) -> list[ProspectEvent]:
    """Return what happened to a prospect, the latest first."""
    return list(ProspectEvent.objects.filter(prospect_id=number).order_by("-at", "-id"))


def locked(number: int) -> tuple[str, dt.date | None]:
    """Return (state, closed on) of a prospect, its row locked; MissingError if there is none."""
    row = Prospect.objects.select_for_update().filter(pk=number).values_list("state", "closed_on").first()
    if row is None:
        raise MissingError(Text("Không có đối tượng tiềm năng này.", "There is no such prospect."))
    return row


def note(number: int, *, kind: str, actor: str, day: dt.date, note: str, promised_for: dt.date | None) -> None:
    """Write down what happened."""
    ProspectEvent.objects.create(
        prospect_id=number, kind=kind, actor=actor, day=day, note=note, promised_for=promised_for
    )


def touched_since(number: int, moment: dt.datetime, actor: str) -> bool:
    """Return whether anybody but `actor` wrote something about a prospect after a moment."""
    return ProspectEvent.objects.filter(prospect_id=number, at__gt=moment).exclude(actor=actor).exists()


def change(number: int, *, state: str, due: dt.date | None, contacted: bool) -> None:
    """Write the new state of a prospect, the next day to act, and that somebody talked to them."""
    fields: dict[str, Any] = {"state": state}
    if due is not None:
        fields["due"] = due
    if contacted:
        fields["contacts"] = F("contacts") + 1
    Prospect.objects.filter(pk=number).update(**fields)


def unassigned(offices: list[int], kind: str, limit: int) -> list[int]:
    """Return the ids of prospects nobody has, commune by commune, the most valuable first within."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.id FROM records_prospect p WHERE p.closed_on IS NULL AND p.owner = '' "  # noqa: S608 - our own words
            f"AND p.office_id = ANY(%s) AND (%s = '' OR p.kind = %s) ORDER BY p.commune, {_WORTH} DESC, p.id LIMIT %s",
            [offices, kind, kind, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def give(numbers: list[int], owner: str) -> int:
    """Give prospects to somebody; return how many."""
    found = Prospect.objects.filter(pk__in=numbers, closed_on__isnull=True)
    new = found.filter(state="new").update(state="assigned", owner=owner)
    return new + Prospect.objects.filter(pk__in=numbers, closed_on__isnull=True).exclude(owner=owner).update(
        owner=owner
    )


def subjects(offices: list[int]) -> list[tuple[str, str]]:
    """Return (reason, subject) of open prospects; people by their SI number, as a province knows them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.kind, CASE WHEN p.person_id IS NOT NULL AND p.subject = p.person_id::text "
            "THEN coalesce(q.si_number, p.subject) ELSE p.subject END FROM records_prospect p "
            "LEFT JOIN records_person q ON q.id = p.person_id WHERE p.closed_on IS NULL AND p.office_id = ANY(%s)",
            [offices],
        )
        return [(kind, subject) for kind, subject in cursor.fetchall()]
