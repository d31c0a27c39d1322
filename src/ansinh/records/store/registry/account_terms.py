"""The door to what an account was and is: kind, region, unemployment insurance, each from a month on."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ansinh.records.models import AccountTerms, EmployerAccount


@dataclass(frozen=True, slots=True)
class Terms:
    """What the month asks about an account; `ui_from` the first month of unemployment insurance, None since ever."""

    unit_kind: str
    region: int
    ui_from: dt.date | None


def present(account: int) -> tuple[Terms, dt.date]:
    """Return the present terms of an account and the day it was opened."""
    row = EmployerAccount.objects.values("unit_kind", "region", "ui_from", "opened").get(pk=account)
    return Terms(row["unit_kind"], row["region"], row["ui_from"]), row["opened"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Terms believed for the days `since` to `until` (not included; None: on and on), by which document."""

    since: dt.date
    until: dt.date | None
    terms: Terms
    document: str
    recorded_by: str
    recorded_at: dt.datetime | None


def standing(account: int) -> list[Standing]:
    """Return what is believed of an account month by month, oldest first; one line where nothing ever changed."""
    rows = AccountTerms.objects.filter(account_id=account, superseded_at__isnull=True).order_by("validity")
    found = [
        Standing(
            row.validity.lower, row.validity.upper, Terms(row.unit_kind, row.region, row.ui_from), row.document,
            row.recorded_by, row.recorded_at,
        )
        for row in rows
    ]  # fmt: skip
    if found:
        return found
    terms, opened = present(account)
    return [Standing(opened, None, terms, "", "", None)]


def record(account: int, terms: Terms, since: dt.date, document: str, actor: str) -> None:
    """Let `terms` hold from `since` (a first of month) on; what was believed for months before stays.

    The first time, what the account said all along is recorded as believed since it was opened: a run of the past
    reads it as it was, although the account now says something else.
    """
    standing = list(AccountTerms.objects.filter(account_id=account, superseded_at__isnull=True).order_by("validity"))
    if not standing:
        old, opened = present(account)
        born = dt.datetime.combine(opened, dt.time(), dt.UTC)
        standing = [_keep(account, old, (opened.replace(day=1), None), recorded_by=actor, recorded_at=born)]
    AccountTerms.objects.filter(pk__in=[row.pk for row in standing]).update(superseded_at=timezone.now())
    for row in standing:
        if row.validity.lower < since:
            until = min(row.validity.upper or since, since)
            was = Terms(row.unit_kind, row.region, row.ui_from)
            _keep(account, was, (row.validity.lower, until), recorded_by=actor, document=row.document)
    _keep(account, terms, (since, None), recorded_by=actor, document=document)
    EmployerAccount.objects.filter(pk=account).update(**asdict(terms))


def _keep(account: int, terms: Terms, span: tuple[dt.date, dt.date | None], **also: object) -> AccountTerms:
    """Record terms from .. to (not included)."""
    return AccountTerms.objects.create(account_id=account, validity=DateRange(*span), **asdict(terms), **also)
