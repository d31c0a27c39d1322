"""A year of communication made up: what offices would report, in files of their own; shaped by published counts.

Report S1 of October 2021: 363 conferences (10 in September, 16 in October; 2 of each at province level with the post),
121 small groups, 901 sub-groups cumulative, 4 livestreams; 234 customer conferences of plan 2800/KH-BHXH are a part of
the 363. Customer conferences took in 1,037 employers with more than 103,000 workers. All else is made up here.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from ansinh.jobs.synthetic.chance import Rng, apportion, chance, pick
from ansinh.jobs.synthetic.province import Province

PLAN: Final = "2800/KH-BHXH"
CONFERENCES, CUSTOMERS, EMPLOYERS, WORKERS = 363, 234, 1037, 103_128
PLANNED: Final = 450
LAST_MONTHS: Final = {9: (10, 2), 10: (16, 2)}  # month: (conferences, at province level)
GROUPS: Final[dict[str, tuple[int, int, str]]] = {  # name in files: (sessions, rows, level)
    "Truyền thông nhóm nhỏ": (121, 121, "huyện"), "Tiểu nhóm": (901, 120, "xã"), "Livestream": (4, 4, "tỉnh"),
    "Tờ rơi": (40, 20, "xã"), "Loa truyền thanh": (1400, 70, "xã"), "Màn hình điện tử": (60, 12, "huyện"),
    "Băng rôn": (120, 30, "huyện"), "Cổng thông tin": (220, 30, "tỉnh"), "Bài đăng Zalo": (410, 60, "huyện"),
    "Bài đăng Fanpage": (520, 60, "huyện"), "Tài khoản cá nhân": (640, 50, "huyện"),
}  # fmt: skip
THEMES: Final = ("BHXH tự nguyện", "BHYT hộ gia đình", "BHYT học sinh, sinh viên", "BHXH bắt buộc", "VssID")
PLACES: Final = ("Nhà văn hóa xã", "Hội trường UBND", "Hội trường công ty", "Trung tâm văn hóa", "Trạm y tế")
PARTNERS: Final = ("Bưu điện", "Hội Phụ nữ", "Hội Nông dân", "Liên đoàn Lao động", "UBND xã")


@dataclass(frozen=True, slots=True)
class Reported:
    """The activities of an office as columns under the names of the layout."""

    office: str
    columns: dict[str, list[Any]]


def reported_activities(province: Province) -> list[Reported]:
    """Return the year of activities up to the month of the profile, by office: the province first, then the bases."""
    rng, month = chance(province.seed, "activities"), province.profile.month
    rows = [*_conferences(rng, month.year, month.month), *_others(rng, month.year, month.month)]
    districts = [one.code for one in province.profile.districts]
    by_office: dict[str, list[dict[str, Any]]] = {code: [] for code in (province.profile.province, *districts)}
    for number, row in enumerate(rows):
        code = province.profile.province if row["level"] == "tỉnh" else districts[number % len(districts)]
        by_office[code].append({**row, "key": f"HD-{code}-{number:04d}"})
    return [Reported(code, _columns(held)) for code, held in by_office.items() if held]


def faulty_activities(office: str, day: dt.date) -> Reported:
    """Return a small file somebody got wrong: an unknown type, a day to come told as held, the same code twice."""
    rows = [
        {"key": "L1", "type": "Hội chợ", "level": "huyện", "day": day, "state": "Đã báo cáo"},
        {"key": "L2", "type": "Hội nghị", "level": "huyện", "day": day + dt.timedelta(days=90), "state": "Đã tổ chức"},
        {"key": "L2", "type": "Nhóm nhỏ", "level": "thôn", "day": day, "state": "Đã báo cáo"},
    ]
    return Reported(office, _columns(rows))


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def _conferences(rng: Rng, year: int, last: int) -> list[dict[str, Any]]:
    """Return the conferences: by month as published where it is, customer conferences spread among them."""
    fixed = {month: count for month, (count, _) in LAST_MONTHS.items() if month <= last == max(LAST_MONTHS)}
    free = [month for month in range(1, last + 1) if month not in fixed]
    parts = apportion(CONFERENCES - sum(fixed.values()), [1] * len(free))
    months = [*np.repeat(free, parts).tolist(), *(m for m, count in fixed.items() for _ in range(count))]
    customers = np.isin(np.arange(CONFERENCES), rng.permutation(CONFERENCES)[:CUSTOMERS])
    employers = iter(apportion(EMPLOYERS, rng.integers(2, 9, CUSTOMERS)).tolist())
    workers = iter(apportion(WORKERS, rng.integers(60, 900, CUSTOMERS)).tolist())
    seen: dict[int, int] = {}
    made = []
    for month, customer in zip(months, customers.tolist(), strict=True):
        seen[month] = seen.get(month, 0) + 1
        province = seen[month] <= (LAST_MONTHS[month][1] if month in fixed else 4)
        row = _row(rng, dt.date(year, month, int(rng.integers(1, 28))), "tỉnh" if province else "huyện")
        people = int(rng.integers(40, 160))
        row |= {"type": "Hội nghị truyền thông", "invited_people": people, "attended_people": people * 8 // 10}
        if province and month in fixed:
            row["partner"] = PARTNERS[0]
        if customer:
            came = next(employers)
            row |= {
                "type": "Hội nghị khách hàng", "plan_item": PLAN, "invited_employers": came + 2,
                "attended_employers": came, "employees": next(workers),
            }  # fmt: skip
        made.append(row)
    return made


def _others(rng: Rng, year: int, last: int) -> list[dict[str, Any]]:
    """Return everything else, sessions dealt to rows."""
    made = []
    for name, (sessions, rows, level) in GROUPS.items():
        for times in apportion(sessions, [1] * rows).tolist():
            day = dt.date(year, int(rng.integers(1, last + 1)), int(rng.integers(1, 28)))
            row = _row(rng, day, level)
            people = int(rng.integers(8, 25)) * times if level == "xã" or "nhóm" in name else 0
            made.append({**row, "type": name, "times": times, "attended_people": people})
    return made


def _row(rng: Rng, day: dt.date, level: str) -> dict[str, Any]:
    """Return an activity with what all have."""
    theme, place, partner = (str(names[int(pick(rng, 1, [1] * len(names))[0])]) for names in (THEMES, PLACES, PARTNERS))
    return {
        "type": "", "level": level, "day": day, "place": place, "partner": partner, "theme": theme, "plan_item": "",
        "times": 1, "invited_people": 0, "attended_people": 0, "invited_employers": 0, "attended_employers": 0,
        "employees": 0, "cost": int(rng.integers(2, 60)) * 100_000, "state": "Đã báo cáo",
    }  # fmt: skip
