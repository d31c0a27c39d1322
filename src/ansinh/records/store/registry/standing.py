"""The door to how an account stands: its state over time, and suspensions of the retirement fund."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ansinh.records.models import EmployerAccount, EmployerStatus, RetirementSuspension


def change_status(account: int, status: str, day: dt.date, document: str, actor: str) -> bool:
    """Let the account be in `status` from `day` on; False where it is already. What held before stays on record."""
    standing = EmployerStatus.objects.get(account_id=account, superseded_at__isnull=True, validity__contains=day)
    if standing.status == status:
        return False
    EmployerStatus.objects.filter(pk=standing.pk).update(superseded_at=timezone.now())
    before, after = DateRange(standing.validity.lower, day), DateRange(day, standing.validity.upper)
    for value, validity, paper in ((standing.status, before, standing.document), (status, after, document)):
        if not validity.isempty:
            EmployerStatus.objects.create(
                account_id=account, status=value, validity=validity, document=paper, recorded_by=actor
            )
    if standing.validity.upper is None:
        EmployerAccount.objects.filter(pk=account).update(status=status)
    return True


def suspend_retirement(account: int, months: tuple[dt.date, dt.date], document: str, actor: str) -> bool:
    """Suspend the retirement fund under Resolution 68 from the first to before the second month; False if it is.

    What is suspended is due by the last day of the month after.
    """
    first, end = months
    held = RetirementSuspension.objects.filter(account_id=account, superseded_at__isnull=True)
    if held.filter(validity__overlap=DateRange(first, end)).exists():
        return False
    due = (end.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    RetirementSuspension.objects.create(
        account_id=account,
        validity=DateRange(first, end),
        measure="resolution_68",
        document=document,
        due=due,
        recorded_by=actor,
    )
    return True
