"""The end of a month: what stops is recorded, the month is closed and signed by two people, quarters are billed."""

from typing import Final

import numpy as np

from ansinh.core.period import Month
from ansinh.core.terms import UnitKind
from ansinh.jobs.demo.budget import bill
from ansinh.jobs.demo.cast import ACCOUNTING, COLLECTION
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.monthly import Order, close_month
from ansinh.records.store.ledger import months
from ansinh.usecases.ledger import sign_month
from ansinh.usecases.registry.standing import change_status, suspend_retirement

RELIEF: Final = Month.of(2021, 8)  # the first month suspended under Resolution 68/NQ-CP
SUSPENDED_MONTHS: Final = 6
MINUTES: Final = "Biên bản làm việc ngày {day} (số liệu tổng hợp)"
DECISION: Final = "Quyết định {number}/QĐ-BHXH (Nghị quyết 68/NQ-CP; số liệu tổng hợp)"


def close(setting: Setting, month: Month) -> None:
    """Close `month` of the province, sign it twice, and bill the budgets where a quarter ends."""
    _stop(setting, month)
    if month == RELIEF and setting.province.profile.suspensions:
        _suspend(setting)
    close_month(Order(office=setting.top, period=month, actor=COLLECTION))
    place = months.office(setting.top)
    signed = next(row for row in months.states(place) if row["period"] == month.first_day)
    for role, actor in (("collection", COLLECTION), ("accounting", ACCOUNTING)):
        if not signed[f"{role}_signed_by"]:
            sign_month(setting.top, month, role, actor)
    bill(setting, month)


def _stop(setting: Setting, month: Month) -> None:
    """Record the accounts that stop in `month`."""
    employers = setting.province.employers
    for place in np.flatnonzero(employers.stops == month.number).tolist():
        day = month.first_day
        change_status(employers.code[place], str(employers.status[place]), day, MINUTES.format(day=day), COLLECTION)


def _suspend(setting: Setting) -> None:
    """Suspend the retirement fund of the enterprises whose staff come nearest to the published sum of wages."""
    for number, place in enumerate(suspended(setting), start=1):
        until = RELIEF.plus(SUSPENDED_MONTHS)
        code = setting.province.employers.code[place]
        suspend_retirement(code, (RELIEF, until), DECISION.format(number=number), COLLECTION)


def suspended(setting: Setting) -> list[int]:
    """Return the accounts that suspend: as many as published, each near an equal share of the published wages."""
    profile, employers = setting.province.profile, setting.province.employers
    share = profile.suspension_wages * 1_000_000 // (profile.suspensions * profile.wage * 1000)
    able = np.flatnonzero((employers.kind == UnitKind.ENTERPRISE) & (employers.stops == 0) & employers.ui)
    able = able[employers.opened[able] == profile.first.number]
    nearest = able[np.argsort(np.abs(employers.size[able] - share), kind="stable")]
    return [int(place) for place in nearest[: profile.suspensions]]
