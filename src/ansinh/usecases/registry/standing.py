"""Acts on how an employer account stands: its state, with the paper that proves it, and suspension of a fund."""

import datetime as dt

from ansinh.core.period import Month
from ansinh.records.store.registry import standing
from ansinh.records.store.registry.accounts import account_by_code
from ansinh.usecases.act import Act, perform


def change_status(code: str, status: str, day: dt.date, document: str, actor: str) -> bool:
    """Record that the account `code` is in `status` from `day`; False where it is already."""
    account = account_by_code(code)
    act = Act(
        "employer.status", actor, "account", code, account.office_code, reason=document,
        body={"status": status, "day": str(day)},
    )  # fmt: skip
    return perform(act, lambda: standing.change_status(account.id, status, day, document, actor))


def suspend_retirement(code: str, months: tuple[Month, Month], document: str, actor: str) -> bool:
    """Grant the suspension of the retirement fund (Resolution 68/NQ-CP, part II, point 2) to the account `code`.

    `months` are the first suspended month and the first month paid again; False where it is granted already.
    """
    account = account_by_code(code)
    first, end = (month.first_day for month in months)
    act = Act(
        "employer.suspend_retirement", actor, "account", code, account.office_code, reason=document,
        body={"first": str(first), "end": str(end)},
    )  # fmt: skip
    return perform(act, lambda: standing.suspend_retirement(account.id, (first, end), document, actor))
