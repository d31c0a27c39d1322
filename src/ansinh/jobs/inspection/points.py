"""Payment points: the list a team takes along, and what the books already show (paid after death, long not seen)."""

import datetime as dt
from uuid import UUID

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding
from ansinh.core.period import Month, add_months
from ansinh.core.text import Text
from ansinh.domain.collection.inspection_findings import Seen
from ansinh.records.store.benefits import pay_points
from ansinh.records.store.collection import inspection, scope
from ansinh.records.store.collection.inspection import Case
from ansinh.usecases.collection import inspection_work
from ansinh.usecases.collection.inspection_plans import Wanted

UNSEEN_MONTHS = 12
_WRONG = Text("Hồ sơ này không phải kiểm tra điểm chi trả.", "This case does not inspect a payment point.")
_SHOWN = Text("Danh sách chi trả; ngày chết {day}", "Payment list; died on {day}")


def plan_all(office: str, months: tuple[Month, Month], due: dt.date) -> list[Wanted]:
    """Return every payment point that paid anybody in the months as an item of a plan: all of them, none twice."""
    offices = scope.offices(scope.office(office).path)
    first, last = (month.first_day for month in months)
    reason = f"{first:%m/%Y} - {last:%m/%Y}"
    return [
        Wanted("periodic", "payment_point", due, point.code, reason=reason)
        for point in pay_points.points(offices, first, last)
    ]


def payees(case: UUID) -> list[pay_points.PointPayee]:
    """Return the payees of a case's point over its period; RefusedError for another kind of case."""
    found = _case(case)
    return pay_points.payees(found.subject, found.period_from, found.period_to)


def look(case: UUID, day: dt.date, actor: str) -> list[Finding]:
    """Write down what the books show of a point: payees in the list, those paid after death, those not seen for long.

    Who is already written down is left out, so again adds nothing. Returns what could not be kept (nothing, as a rule).
    """
    listed = payees(case)
    known = {(row.kind, row.person) for row in inspection.findings(case)}
    seen = [one for one in _seen(listed, day) if (one[0], one[1]) not in known]
    inspection_work.count(case, {"payees": len(listed)}, actor)
    rows = [each for _, _, each in seen]
    return inspection_work.add_findings(case, rows, actor) if rows else []


def _seen(listed: list[pay_points.PointPayee], day: dt.date) -> list[tuple[str, int, Seen]]:
    """Return the violations that the books show by themselves, with kind and person."""
    asked = add_months(day, -UNSEEN_MONTHS)
    made = []
    for row in listed:
        if row.after_death and row.first_after and row.died_on:
            shown = _SHOWN.fill(day=f"{row.died_on:%d/%m/%Y}").vi
            months = Month.containing(row.first_after), Month.containing(row.last)
            one = Seen("dead_payee", row.si_number, row.name, *months, amount=row.amount_after, document=shown)
            made.append((one.kind, row.person, one))
        elif row.died_on is None and row.seen_on is not None and row.seen_on < asked:
            shown = f"{row.seen_on:%d/%m/%Y}"
            made.append(("not_seen", row.person, Seen("not_seen", row.si_number, row.name, document=shown)))
    return made


def _case(case: UUID) -> Case:
    found = inspection.case(case)
    if found.subject_kind != "payment_point":
        raise RefusedError(_WRONG)
    return found
