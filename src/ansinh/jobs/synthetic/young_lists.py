"""Lists about the young and about support: pupils by school, births, supported communes; and who left a job."""

import datetime as dt

import numpy as np

from ansinh.core.period import Month
from ansinh.formats.sheet.write import Written
from ansinh.jobs.synthetic.chance import chance, choose
from ansinh.jobs.synthetic.partner_lists import (
    BIRTHS,
    PUPILS,
    Sending,
    Truth,
    ages,
    certain,
    commune_code,
    write_line,
)
from ansinh.jobs.synthetic.province import Province
from ansinh.jobs.synthetic.strangers import Line, Strangers

SCHOOLS = 4  # of a district
LEFT_MONTHS, LEFT_DAYS = 11, 40  # who left so long ago is judged, safely inside what anybody would ask
DOCUMENT = "Quyết định danh sách xã (số liệu tổng hợp)"


def _line(province: Province, row: int) -> Line:
    """Return one person of the register as lists write them."""
    people = province.people
    sex = "Nữ" if people.female[row] else "Nam"
    return [str(people.name[row]), people.personal_id[row], people.birth[row].astype(dt.date), sex]


def school_lists(province: Province, strangers: Strangers, truth: Truth) -> list[Sending]:
    """Return pupils by school, one list of each district; some have no card."""
    sure, age = certain(province), ages(province)
    in_school = np.zeros(len(province.people), np.bool_)
    in_school[province.health.person[province.health.group == "HS"]] = True
    pupils = in_school | (sure & (age >= 7) & (age <= 17))
    made = []
    for place, district in enumerate(province.profile.districts):
        rows = np.flatnonzero(pupils & (province.people.district == place))
        columns: dict[str, list[Written]] = {
            name: [] for name in ("group_code", "group_name", "full_name", "key", "birth", "sex")
        }
        fresh = [strangers.pupil() for _ in range(max(1, rows.size * PUPILS // 100))]
        for number, line in enumerate([*(_line(province, row) for row in rows.tolist()), *fresh]):
            school = number % SCHOOLS
            write_line(columns, [f"T{place:02d}{school}", f"Trường số {school + 1}, {district.name}", *line])
        known = [province.people.personal_id[row] for row in rows[sure[rows]]]
        truth.tell("pupil", [str(line[1]) for line in fresh], known)
        made.append(Sending("school", district.code, dict(columns)))
    return made


def birth_lists(province: Province, strangers: Strangers, truth: Truth) -> list[Sending]:
    """Return births of the last two years, one list of each district; some children have no card."""
    sure, age = certain(province), ages(province)
    made = []
    for place, district in enumerate(province.profile.districts):
        rows = np.flatnonzero((age <= 1) & sure & (province.people.district == place))
        fresh = [strangers.newborn() for _ in range(max(1, rows.size * BIRTHS // 100))]
        columns: dict[str, list[Written]] = {name: [] for name in ("group_code", "full_name", "key", "birth", "sex")}
        for number, line in enumerate([*(_line(province, row) for row in rows.tolist()), *fresh]):
            write_line(columns, [f"{number + 1}/{province.profile.month.year}", *line])
        known = [province.people.personal_id[row] for row in rows]
        truth.tell("birth", [str(line[1]) for line in fresh], known)
        made.append(Sending("civil", district.code, dict(columns)))
    return made


def subsidy_list(province: Province, truth: Truth) -> Sending:
    """Return the supported communes; some of them leave the list a month after the story."""
    people, health = province.people, province.health
    held = health.person[health.group == "DT"]
    codes = [commune_code(int(people.district[row]), int(people.commune[row])) for row in held.tolist()]
    every = sorted(set(codes))
    leaving = {
        every[at] for at in choose(chance(province.seed, "subsidy"), np.arange(len(every)), max(1, len(every) // 20))
    }
    end = province.profile.month.plus(2).first_day
    names = dict.fromkeys(every, "")
    columns: dict[str, list[Written]] = {
        "commune": list(names), "full_name": [f"Xã {code}" for code in names], "status": ["DT"] * len(names),
        "birth": [dt.date(2017, 1, 1)] * len(names), "day": [end if code in leaving else None for code in names],
        "group_name": [DOCUMENT] * len(names),
    }  # fmt: skip
    told: tuple[list[str], list[str]] = ([], [])
    for row, code in zip(held.tolist(), codes, strict=True):
        told[code not in leaving].append(people.si_number[row])
    truth.tell("subsidy", *told)
    return Sending("subsidy", province.profile.province, dict(columns))


def tell_leavers(province: Province, truth: Truth) -> None:
    """Tell who left every job within the year and was reported in time; who has a job is in order."""
    careers, last = province.careers, province.profile.month
    person, n = careers.staff.person, len(province.people)
    working = np.zeros(n, np.bool_)
    working[person[: careers.final]] = True
    ended = np.arange(careers.final, len(careers))
    latest = np.zeros(n, np.int64)
    np.maximum.at(latest, person[ended], careers.end[ended])
    filed = np.zeros(n, np.int64)
    np.maximum.at(filed, person[ended], careers.end_filed[ended])
    other = np.zeros(n, np.bool_)
    other[province.voluntary.person] = True
    other[province.health.person[np.isin(province.health.group, ("HT", "TQ"))]] = True
    first, until = last.plus(-LEFT_MONTHS + 1).number, Month.containing(last.last_day - dt.timedelta(LEFT_DAYS)).number
    young = ages(province) < 45
    gone = ~working & (latest >= first) & (latest <= until) & (filed > 0) & (filed <= last.number) & ~other & young
    gone &= (province.people.nationality == "VN") & (np.array(province.people.personal_id, dtype=object) != "")
    sure = working & certain(province)
    numbers = np.array(province.people.si_number, dtype=object)
    truth.tell("left_job", numbers[gone].tolist(), numbers[sure].tolist())
