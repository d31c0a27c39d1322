"""What pages read: a person's months, an account's people, statements, open items, postings."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.ledger.person_month import PersonMonth
from ansinh.records.bulk.blocks import AMOUNTS, FOREIGNER, decode
from ansinh.records.models import AccountMonth, EmployerAccount, OpenItem, Posting, Run, Spell

LATEST = (
    "SELECT DISTINCT ON (account, month) account, month, posted FROM records_assessmentblock "
    "WHERE account = ANY(%(accounts)s) AND month BETWEEN %(first)s AND %(last)s AND posted >= %(first)s "
    "AND posted <= %(until)s ORDER BY account, month, posted DESC"
)
BLOCKS = (
    "SELECT b.account, b.month, b.posted, b.run, b.first_person, b.columns FROM records_assessmentblock b "
    f"JOIN ({LATEST}) s USING (account, month, posted) WHERE b.posted >= %(first)s "
    "AND b.first_person <= %(person)s AND b.last_person >= %(person)s AND b.people > 0"
)
FAR = dt.date(9999, 1, 1)


def person_months(people: Sequence[int], first: Month, last: Month, until: Month | None = None) -> list[PersonMonth]:
    """Return what stands for a person (`people`: his ids, merged ones too) in months `first` .. `last`, oldest first.

    With `until` as it stood when that accounting month was closed.
    """
    accounts = list(Spell.objects.filter(person_id__in=people).values_list("account_id", flat=True).distinct())
    found: list[PersonMonth] = []
    for person in people:
        found += _months(person, accounts, (first, last, until))
    return sorted(found, key=lambda each: (each.month, each.account))


def account_people(
    account: int, month: Month, after: int = 0, limit: int = 100, until: Month | None = None
) -> list[PersonMonth]:
    """Return the people assessed in an account and month as they stand: after id `after`, at most `limit`.

    With `until` as it stood when that accounting month was closed.
    """
    known = until.first_day if until is not None else FAR
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.account, b.month, b.posted, b.run, b.first_person, b.columns FROM records_assessmentblock b "
            f"JOIN ({LATEST}) s USING (account, month, posted) WHERE b.posted >= %(first)s "
            "AND b.last_person > %(after)s AND b.people > 0 ORDER BY b.chunk LIMIT %(chunks)s",
            {
                "accounts": [account], "first": month.first_day, "last": month.first_day, "until": known,
                "after": after, "chunks": 1 + -(-limit // 64),
            },
        )  # fmt: skip
        rows = cursor.fetchall()
    found: list[PersonMonth] = []
    for row in rows:
        found += _unpack(row, None)
    return [each for each in found if each.person > after][:limit]


def statements(account: int, first: Month, last: Month) -> list[Mapping[str, Any]]:
    """Return the closing sheets of an account, oldest first: the columns of AccountMonth."""
    sheets = AccountMonth.objects.filter(account_id=account, period__range=(first.first_day, last.first_day))
    return list(sheets.order_by("period").values())


def last_closed(account: int) -> Month | None:
    """Return the last month with a closing sheet of the account."""
    period = (
        AccountMonth.objects.filter(account_id=account).order_by("-period").values_list("period", flat=True).first()
    )
    return None if period is None else Month.containing(period)


def open_items(account: int, period: Month) -> list[Mapping[str, Any]]:
    """Return the principal still owed at the end of a closed month: fund, concerns, amount, oldest first."""
    items = OpenItem.objects.filter(account=account, period=period.first_day)
    return list(items.order_by("concerns", "fund").values("fund", "concerns", "amount"))


def postings(account: int, before: tuple[dt.date, int] | None = None, limit: int = 100) -> list[dict[str, Any]]:
    """Return postings of an account, the latest first; the page after the row with key `before` = (period, id)."""
    rows = Posting.objects.filter(holder=account)
    if before is not None:
        period, number = before
        rows = rows.filter(period__lte=period).exclude(period=period, id__gte=number)
    fields = ("period", "id", "fund", "kind", "concerns", "debit", "credit", "amount", "cause", "posted_at")
    return list(rows.order_by("-period", "-id").values(*fields)[:limit])


def known_at(run: uuid.UUID) -> tuple[dt.datetime, str]:
    """Return the moment of knowledge of a run and the office it was for (code)."""
    row = Run.objects.values_list("known_at", "office__code").get(pk=run)
    return row[0], row[1]


def office_path(account: int) -> str:
    """Return the path of the office of an account."""
    return str(EmployerAccount.objects.values_list("office__path", flat=True).get(pk=account))


def _months(person: int, accounts: list[int], span: tuple[Month, Month, Month | None]) -> list[PersonMonth]:
    """Return what stands for one id in some accounts, in one query."""
    first, last, until = span
    with connection.cursor() as cursor:
        cursor.execute(
            BLOCKS,
            {
                "accounts": accounts, "person": person, "first": first.first_day, "last": last.first_day,
                "until": FAR if until is None else until.first_day,
            },
        )  # fmt: skip
        return [each for row in cursor.fetchall() for each in _unpack(row, person)]


def _unpack(row: tuple[Any, ...], person: int | None) -> list[PersonMonth]:
    """Return the people of a block row, or only `person`."""
    account, month, posted, run, first_person, columns = row
    people = decode([bytes(columns)], np.array([first_person]))
    if person is None:
        rows = range(people.person.size)
    else:
        at = int(np.searchsorted(people.person, person))
        rows = range(at, at + int(at < people.person.size and people.person[at] == person))
    return [
        PersonMonth(
            account=account,
            person=int(people.person[each]),
            month=Month.containing(month),
            posted=Month.containing(posted),
            run=run,
            result=int(people.result[each]),
            treatment=int(people.treatment[each]) & ~FOREIGNER,
            foreigner=bool(people.treatment[each] & FOREIGNER),
            amounts=dict(zip(AMOUNTS, people.amounts[:, each].tolist(), strict=True)),
        )
        for each in rows
    ]
