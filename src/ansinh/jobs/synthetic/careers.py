"""The history behind the final staff: who came, left, moved, was absent, got a raise, and when it was reported."""

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.terms import ALL_FUNDS, Absence, PayRegime, PersonGroup
from ansinh.jobs.synthetic.chance import Rng, chance, choose, pick
from ansinh.jobs.synthetic.employers import Employers
from ansinh.jobs.synthetic.law_figures import minimum_wage
from ansinh.jobs.synthetic.profile import Profile
from ansinh.jobs.synthetic.slots import Slots
from ansinh.jobs.synthetic.staff import Staff

HIRED: Final = 22  # per cent of final jobs begun within the history
LEFT: Final = 20  # per cent of final jobs: further jobs that ended within it
MOVED: Final = 30  # per cent of those who came: from another account
RAISED: Final = 12
ABSENT: Final = 4
LATE: Final = 2  # per cent reported one to three months late
LENGTHS: Final = {Absence.UNPAID: 2, Absence.SICK: 1, Absence.MATERNITY: 6}  # months


@dataclass(slots=True)
class Careers:
    """Jobs (n,) over the history. Months are Month.number; 0 is never.

    start, end: first month of the job, first month after it. *_filed: the month whose files report it (start_filed 0:
    loaded with the oldest state). moved_in / moved_out: between accounts of the province. raised: first month of the
    new pay, base_before what was paid until then. absent_from .. absent_to: whole months, both
    inclusive, of kind absence.
    """

    staff: Staff
    final: int  # the first so many jobs are those of the end of the last month
    start: NDArray[np.int64]
    start_filed: NDArray[np.int64]
    moved_in: NDArray[np.bool_]
    end: NDArray[np.int64]
    end_filed: NDArray[np.int64]
    moved_out: NDArray[np.bool_]
    raised: NDArray[np.int64]
    raised_filed: NDArray[np.int64]
    base_before: NDArray[np.int64]
    absence: NDArray[np.int16]
    absent_from: NDArray[np.int64]
    absent_to: NDArray[np.int64]
    absent_filed: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of jobs."""
        return len(self.staff)


@dataclass(frozen=True, slots=True)
class Setting:
    """What every step of the history looks at: the first and last month (Month.number), the accounts, their files."""

    first: int
    last: int
    employers: Employers
    slots: Slots


def make_careers(profile: Profile, employers: Employers, staff: Staff, slots: Slots, seed: int) -> Careers:
    """Return the jobs of the history, final ones first, then those that ended."""
    rng = chance(seed, "careers")
    setting = Setting(profile.first.number, profile.month.number, employers, slots)
    careers = _blank(joined(staff, _leavers(rng, staff, setting)), len(staff), setting.first)
    _arrive(rng, careers, setting)
    _leave(rng, careers, setting)
    _move(rng, careers)
    _absences(rng, careers, setting)
    _raises(rng, careers, setting)
    return careers


def joined(staff: Staff, more: Staff) -> Staff:
    """Return the jobs of both, in order."""
    return Staff(**{f.name: np.concatenate([getattr(staff, f.name), getattr(more, f.name)]) for f in fields(Staff)})


def taken(staff: Staff, rows: NDArray[np.intp]) -> Staff:
    """Return copies of the jobs in `rows`."""
    return Staff(**{f.name: getattr(staff, f.name)[rows] for f in fields(Staff)})


def _leavers(rng: Rng, staff: Staff, setting: Setting) -> Staff:
    """Return jobs that ended: copies of ordinary ones in accounts that file, and all staff of stopped accounts."""
    employers = setting.employers
    plain = (staff.away == 0) & staff.main & (staff.foreign == 0) & (staff.funds == ALL_FUNDS)
    plain &= staff.group != PersonGroup.COMMUNE_PART_TIME
    old = (employers.opened == setting.first)[staff.account]
    pattern = np.flatnonzero(plain & old & (setting.slots.count(staff.account) > 0))
    rows = rng.choice(pattern, len(staff) * LEFT // 100) if pattern.size else pattern
    stopped = np.repeat(np.arange(len(employers)), np.where(employers.stops > 0, employers.size, 0))
    private = np.flatnonzero(plain & (staff.pay_regime == PayRegime.EMPLOYER))
    gone = taken(staff, np.concatenate([rows, rng.choice(private, stopped.size)]))
    gone.account[rows.size :] = stopped
    gone.person[:] = len(staff) + np.arange(len(gone))
    gone.anchor[:] = False
    changed = np.maximum(gone.base * rng.integers(93, 104, len(gone)) // 100, _lowest(setting))
    gone.base[:] = np.where(gone.base > 0, changed, 0)
    return gone


def _lowest(setting: Setting) -> int:
    """Return a pay (dong) above every floor of the province with its uplifts, so that it is lawful anywhere."""
    region = int(setting.employers.region.min())
    return minimum_wage(setting.last)[region] * 1124 // 1000


def _blank(staff: Staff, final: int, first: int) -> Careers:
    """Return jobs that began before the history and go on."""
    zeros = np.zeros(len(staff), dtype=np.int64)
    values: dict[str, Any] = {f.name: zeros.copy() for f in fields(Careers) if f.name not in ("staff", "final")}
    for name, kind in (("moved_in", np.bool_), ("moved_out", np.bool_), ("absence", np.int16)):
        values[name] = values[name].astype(kind)
    values["start"] += first
    return Careers(staff=staff, final=final, **values)


def _arrive(rng: Rng, careers: Careers, setting: Setting) -> None:
    """Give final jobs a start within the history: all of new accounts, some of those that file."""
    staff, final = careers.staff, careers.final
    account = staff.account[:final]
    opened = setting.employers.opened[account]
    new = np.flatnonzero(opened > setting.first)
    careers.start[new] = careers.start_filed[new] = opened[new]
    files = setting.slots.has(account, low=setting.first + 1, high=setting.last)
    free = ~staff.anchor[:final] & (staff.away[:final] == 0) & staff.main[:final] & (staff.foreign[:final] == 0)
    free &= (staff.funds[:final] == ALL_FUNDS) & (staff.group[:final] != PersonGroup.COMMUNE_PART_TIME)
    rows = choose(rng, np.flatnonzero((opened == setting.first) & files & free), final * HIRED // 100)
    filed = setting.slots.draw(rng, account[rows], low=setting.first + 1, high=setting.last)
    careers.start_filed[rows] = filed
    careers.start[rows] = np.maximum(filed - _lateness(rng, rows.size), setting.first + 1)


def _leave(rng: Rng, careers: Careers, setting: Setting) -> None:
    """End the jobs after the final ones: with their account, or reported in their last month; some began meanwhile.

    An end reported in time is in the file of the last month worked: later reports leave the health card unpaid.
    """
    account, first = careers.staff.account, setting.first
    stops = setting.employers.stops[account]
    rows = np.arange(careers.final, len(careers))
    with_account, alone = rows[stops[rows] > 0], rows[stops[rows] == 0]
    careers.end[with_account], careers.end_filed[with_account] = stops[with_account], stops[with_account] - 1
    filed = setting.slots.draw(rng, account[alone], low=first + 1, high=setting.last - 1)
    careers.end_filed[alone] = filed
    careers.end[alone] = np.maximum(filed + 1 - _lateness(rng, alone.size), first + 2)
    some = alone[rng.random(alone.size) < 0.2]
    start = setting.slots.draw(rng, account[some], low=first + 1, high=setting.last)
    good = (start + 1 < careers.end[some]) & (start < careers.end_filed[some])
    some, start = some[good], start[good]
    careers.start[some] = careers.start_filed[some] = start


def _lateness(rng: Rng, size: int) -> NDArray[np.int64]:
    """Return by how many months each of `size` reports comes late: mostly none."""
    return np.where(rng.random(size) * 100 < LATE, rng.integers(1, 4, size), 0)


def _move(rng: Rng, careers: Careers) -> None:
    """Let some who came be people who left another account before: one person, two jobs one after the other."""
    first, last = int(careers.start.min()), int(careers.start.max())
    came = np.flatnonzero((careers.start_filed > first + 4) & (careers.end == 0))
    left = np.arange(careers.final, len(careers))
    left = left[careers.end_filed[left] <= last - 3]
    came = choose(rng, came, min(came.size * MOVED // 100, left.size))
    came = came[np.argsort(careers.start_filed[came] * 100 + rng.integers(0, 100, came.size))]
    left = choose(rng, left, came.size)
    left = left[np.argsort(careers.end_filed[left] * 100 + rng.integers(0, 100, left.size))]
    account, female = careers.staff.account, careers.staff.female
    fits = (careers.end[left] <= careers.start[came]) & (careers.end_filed[left] < careers.start_filed[came])
    fits &= (account[left] != account[came]) & (female[left] == female[came])
    came, left = came[fits], left[fits]
    careers.staff.person[came] = careers.staff.person[left]
    careers.moved_in[came] = careers.moved_out[left] = True


def _absences(rng: Rng, careers: Careers, setting: Setting) -> None:
    """Place the absences of the last month, and others before it, inside jobs that were there all the time."""
    staff, final = careers.staff, careers.final
    length = np.array([0, *LENGTHS.values()])
    away = np.flatnonzero(staff.away[:final] > 0)
    kind = staff.away[away]
    back = (rng.random(away.size) * length[kind]).astype(np.int64)
    careers.absent_from[away] = np.maximum(setting.last - back, careers.start[away] + 1)
    steady = (careers.start_filed[:final] == 0) & ~staff.anchor[:final] & (staff.away[:final] == 0) & staff.main[:final]
    private = steady & (staff.pay_regime[:final] == PayRegime.EMPLOYER) & (staff.foreign[:final] == 0)
    files = setting.slots.has(staff.account[:final], low=setting.first + 2, high=setting.last - 8)
    rows = choose(rng, np.flatnonzero(private & files), final * ABSENT // 100)
    drawn = np.array(list(LENGTHS))[pick(rng, rows.size, (40, 30, 30))]
    drawn = np.where((drawn == Absence.MATERNITY) & ~staff.female[rows], Absence.SICK, drawn)
    careers.absent_from[rows] = setting.slots.draw(
        rng, staff.account[rows], low=setting.first + 2, high=setting.last - 8
    )
    rows, kind = np.concatenate([away, rows]), np.concatenate([kind, drawn])
    careers.absence[rows] = kind
    careers.absent_to[rows] = careers.absent_from[rows] + length[kind] - 1
    careers.absent_filed[rows] = careers.absent_from[rows] - 1  # reported ahead: a late report leaves the card unpaid


def _raises(rng: Rng, careers: Careers, setting: Setting) -> None:
    """Let some steady staff of enterprises have been paid less until a filing month."""
    staff, final = careers.staff, careers.final
    steady = (careers.start_filed[:final] == 0) & (careers.absence[:final] == 0) & staff.main[:final]
    steady &= (staff.base[:final] > _lowest(setting) * 108 // 100) & (staff.foreign[:final] == 0)
    files = setting.slots.has(staff.account[:final], low=setting.first + 1, high=setting.last)
    rows = choose(rng, np.flatnonzero(steady & files), final * RAISED // 100)
    filed = setting.slots.draw(rng, staff.account[rows], low=setting.first + 1, high=setting.last)
    careers.raised_filed[rows] = filed
    careers.raised[rows] = np.maximum(filed - _lateness(rng, rows.size), setting.first + 1)
    careers.base_before[rows] = staff.base[rows] * rng.integers(93, 98, rows.size) // 100
