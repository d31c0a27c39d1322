"""The door to debt cases for people: the board, the work-list of steps, one case with everything done in it."""

import datetime as dt
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.records.models import DebtCase, DebtPromise, DebtStep
from ansinh.records.store.collection.scope import offices


class StepCount(NamedTuple):
    """How one step stands on the board: cases waiting, late, done so far, and the dong owed by those waiting."""

    step: str
    waiting: int
    late: int
    done: int
    owed: Dong


class Work(NamedTuple):
    """One step to be done: which case, whose, until when."""

    id: int
    step: str
    round: int
    due: dt.date
    deadline: dt.date
    account: str
    name: str
    phone: str
    office: str
    officer: str
    principal: Dong
    debt_class: int
    status: str


class WorkFilter(NamedTuple):
    """Which steps: of an officer, of a kind ("" all), due by a day (None all)."""

    officer: str = ""
    step: str = ""
    until: dt.date | None = None


class Case(NamedTuple):
    """One open or closed case."""

    id: int
    account: str
    name: str
    office: str
    office_path: str
    opened: dt.date
    closed: dt.date | None
    officer: str
    principal: Dong
    interest: Dong
    people: int
    oldest: dt.date
    period: dt.date
    debt_class: int
    status: str
    evasion_from: dt.date | None
    justified: str


_BOARD = """
    SELECT s.step, count(*) FILTER (WHERE s.state = 'due'), count(*) FILTER (WHERE s.state = 'due' AND s.deadline < %s),
           count(*) FILTER (WHERE s.state = 'done'),
           coalesce(sum(c.principal) FILTER (WHERE s.state = 'due'), 0)::bigint
    FROM records_debtstep s JOIN records_debtcase c ON c.id = s.case_id
    WHERE c.closed IS NULL AND c.office_id = ANY(%s) GROUP BY 1
"""
_WORK = """
    SELECT s.id, s.step, s.round, s.due, s.deadline, a.code, a.name, e.phone, o.code, c.officer, c.principal,
           c.debt_class, c.status
    FROM records_debtstep s JOIN records_debtcase c ON c.id = s.case_id
    JOIN records_employeraccount a ON a.id = c.account_id JOIN records_employer e ON e.id = a.employer_id
    JOIN records_office o ON o.id = c.office_id
    WHERE s.state = 'due' AND c.office_id = ANY(%(offices)s)
      AND (%(officer)s = '' OR c.officer = %(officer)s) AND (%(step)s = '' OR s.step = %(step)s)
      AND (%(until)s::date IS NULL OR s.deadline <= %(until)s::date)
      AND (%(after_day)s::date IS NULL OR (s.deadline, s.id) > (%(after_day)s::date, %(after)s))
    ORDER BY s.deadline, s.id LIMIT %(limit)s
"""
_STATES = """
    SELECT c.status, count(*), coalesce(sum(c.principal), 0)::bigint FROM records_debtcase c
    WHERE c.closed IS NULL AND c.office_id = ANY(%s) GROUP BY 1
"""


def board(office_ids: list[int], day: dt.date) -> dict[str, StepCount]:
    """Return how each step stands in the open cases of the offices on `day`, by code."""
    with connection.cursor() as cursor:
        cursor.execute(_BOARD, [day, office_ids])
        return {row[0]: StepCount(*row) for row in cursor.fetchall()}


def by_status(office_ids: list[int]) -> dict[str, tuple[int, Dong]]:
    """Return open cases and principal (dong) of the offices by legal state."""
    with connection.cursor() as cursor:
        cursor.execute(_STATES, [office_ids])
        return {status: (cases, owed) for status, cases, owed in cursor.fetchall()}


def work(
    office_ids: list[int], chosen: WorkFilter, *, after: tuple[dt.date, int] | None = None, limit: int = 50
) -> list[Work]:
    """Return a page of the steps that wait, the earliest deadline first; `after` = the last one's (deadline, id)."""
    day, number = after if after is not None else (None, 0)
    given = {"offices": office_ids, "after_day": day, "after": number, "limit": limit, **chosen._asdict()}
    with connection.cursor() as cursor:
        cursor.execute(_WORK, given)
        return [Work(*row) for row in cursor.fetchall()]


def office_ids(path: str) -> list[int]:
    """Return the offices under `path`."""
    return offices(path)


_CASE = (
    "id", "account__code", "account__name", "office__code", "office__path", "opened", "closed", "officer", "principal",
    "interest", "people", "oldest", "period", "debt_class", "status", "evasion_from", "justified",
)  # fmt: skip
_NO_CASE = Text("Đơn vị {code} không có hồ sơ nợ.", "{code} has no debt case.")


def _cases(code: str) -> QuerySet[DebtCase]:
    return DebtCase.objects.filter(account__code=code).order_by("-opened", "-id")


def latest(code: str) -> Case:
    """Return the latest case of an employer account; MissingError where it never had one."""
    row = _cases(code).values_list(*_CASE).first()
    if row is None:
        raise MissingError(_NO_CASE.fill(code=code))
    return Case(*row)


def by_id(case: int) -> Case:
    """Return a case; MissingError if there is none."""
    row = DebtCase.objects.filter(pk=case).values_list(*_CASE).first()
    if row is None:
        raise MissingError(Text("Không có hồ sơ nợ này.", "There is no such debt case."))
    return Case(*row)


def steps(case: int) -> list[DebtStep]:
    """Return the steps of a case, the latest first; dropped ones stay in the record, not on the page."""
    return list(DebtStep.objects.filter(case_id=case).exclude(state="dropped").order_by("-due", "-id"))


def promises(case: int) -> list[DebtPromise]:
    """Return the promises of a case, the latest first."""
    return list(DebtPromise.objects.filter(case_id=case).select_related("plan").order_by("-until", "-id"))
