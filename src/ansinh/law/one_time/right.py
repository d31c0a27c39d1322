"""Who may take social insurance in one sum: each ground with its conditions, and the nearest one where none is met."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.law.conditions import Condition, Right, nearest
from ansinh.law.values import Value, Values

JOINED_LATE, TWENTY_YEARS, TOO_SOON = "joined_from_2025_07", "twenty_years_or_more", "under_twelve_months_out"


class Ground(StrEnum):
    """Why a person may be paid out (art. 60, Law 58/2014/QH13; art. 70, Law 41/2024/QH15)."""

    MONTHS_OUT = "months_out"
    OF_AGE = "of_age"
    SETTLING_ABROAD = "settling_abroad"
    ILLNESS = "illness"
    DISABILITY = "disability"
    ARMED_FORCES = "armed_forces"


@dataclass(frozen=True, slots=True)
class Leaver:
    """One person: first month contributed, months outside both schemes to the month before filing, months in all."""

    first: Month
    months_out: int
    months: int
    of_age: bool = False
    settling_abroad: bool = False
    grave_illness: bool = False
    loss_pct: int | None = None
    severe_disability: bool = False
    leaves_armed_forces: bool = False


def months_out_right(person: Leaver, day: dt.date, values: Values) -> Right:
    """Resolution 93/2015/QH13; Art. 70.1.dd, Law 41/2024/QH15; Art. 14, Decree 158/2025/ND-CP: twelve months outside.

    By the law of 2024 only for those who contributed before 2025-07; by both, under twenty years. `day` of filing.
    UnknownValueError before 2016.
    """
    joined = values.find("one_time.joined_before", day)
    conditions = [] if joined is None else [_joined(person, joined)]
    return Right((*conditions, _few_years(person, day, values), _waited(person, day, values)))


def _joined(person: Leaver, edge: Value) -> Condition:
    first = str(person.first)
    return Condition(
        JOINED_LATE,
        person.first.first_day < edge.day,
        Text(f"Đã đóng trước ngày {edge.day:%d/%m/%Y}", f"Contributed before {edge.day}"),
        Text(f"tháng đóng đầu tiên {first}", f"first month {first}"),
        Text(
            f"người tham gia từ {edge.day:%d/%m/%Y} không nhận một lần theo diện này; thời gian đóng được bảo lưu",
            f"those who joined from {edge.day} have no such route; their time is kept",
        ),
        edge.citation,
    )


def _few_years(person: Leaver, day: dt.date, values: Values) -> Condition:
    most = values.get("one_time.below_months", day)
    return Condition(
        TWENTY_YEARS,
        person.months < most.whole,
        Text(f"Thời gian đóng dưới {most.whole // 12} năm", f"Fewer than {most.whole // 12} years"),
        Text(f"{person.months} tháng", f"{person.months} months"),
        Text("đã đủ năm đóng: hưởng lương hưu khi đủ tuổi", "the years are there: a pension is due at the age"),
        most.citation,
    )


def _waited(person: Leaver, day: dt.date, values: Values) -> Condition:
    least = values.get("one_time.wait_months", day)
    lacking = max(0, least.whole - person.months_out)
    return Condition(
        TOO_SOON,
        lacking == 0,
        Text("Số tháng không tham gia BHXH", "Months outside insurance"),
        Text(f"{person.months_out} tháng, cần {least.whole}", f"{person.months_out} months, asked {least.whole}"),
        Text(f"còn {lacking} tháng nữa", f"{lacking} more months"),
        least.citation,
    )


def grounds(person: Leaver, day: dt.date, values: Values) -> dict[Ground, Right]:
    """Art. 60, Law 58/2014/QH13; Art. 70.1, Law 41/2024/QH15: every ground with its conditions on `day`.

    UnknownValueError before 2016.
    """
    severe = values.find("one_time.loss.severe", day)
    disabled = person.severe_disability or (
        severe is not None and person.loss_pct is not None and person.loss_pct >= severe.whole
    )
    found = {
        Ground.MONTHS_OUT: months_out_right(person, day, values),
        Ground.OF_AGE: Right((_of_age(person), _no_pension(person, day, values))),
        Ground.SETTLING_ABROAD: Right((_is(person.settling_abroad, *_ABROAD),)),
        Ground.ILLNESS: Right((_is(person.grave_illness, *_ILLNESS),)),
        Ground.ARMED_FORCES: Right((_is(person.leaves_armed_forces, *_FORCES),)),
    }
    return found if severe is None else found | {Ground.DISABILITY: Right((_is(disabled, *_DISABLED),))}


def nearest_ground(person: Leaver, day: dt.date, values: Values) -> Right:
    """Art. 60, Law 58/2014/QH13; Art. 70.1, Law 41/2024/QH15: the ground that is open, else the twelve months."""
    found = grounds(person, day, values)
    due = [right for right in found.values() if right.due]
    return nearest(due or [found[Ground.MONTHS_OUT]])


_LAWS = "Law 58/2014/QH13 art. 60(1); Law 41/2024/QH15 art. 70(1)"
_ABROAD = ("not_settling_abroad", "Ra nước ngoài định cư", "Settling abroad", "giấy tờ định cư", "proof of settlement")
_ILLNESS = (
    "no_listed_illness",
    "Bệnh nguy hiểm đến tính mạng theo danh mục",
    "An illness of the list",
    "trích sao hồ sơ bệnh án",
    "an extract of the medical record",
)
_DISABLED = (
    "not_severely_disabled",
    "Suy giảm khả năng lao động nặng hoặc khuyết tật đặc biệt nặng",
    "A severe loss of capacity or a specially severe disability",
    "biên bản giám định",
    "the record of the assessment",
)
_FORCES = (
    "not_leaving_armed_forces",
    "Phục viên, xuất ngũ, thôi việc",
    "Leaving the armed forces",
    "quyết định của đơn vị",
    "the decision of the unit",
)


def _is(met: bool, code: str, *words: str) -> Condition:  # noqa: FBT001 - the first word of a row of the table above
    """Return a condition that a paper proves."""
    vi, en, paper_vi, paper_en = words
    found = Text("có" if met else "không", "yes" if met else "no")
    return Condition(code, met, Text(vi, en), found, Text(f"nộp {paper_vi}", f"hand in {paper_en}"), _LAWS)


def _of_age(person: Leaver) -> Condition:
    return Condition(
        "not_of_age",
        person.of_age,
        Text("Đủ tuổi nghỉ hưu", "Of retirement age"),
        Text("đủ" if person.of_age else "chưa đủ", "yes" if person.of_age else "no"),
        Text("chờ đủ tuổi nghỉ hưu", "wait for the retirement age"),
        _LAWS,
    )


def _no_pension(person: Leaver, day: dt.date, values: Values) -> Condition:
    least = values.get("pension.min_months", day)
    return Condition(
        "pension_is_due",
        person.months < least.whole,
        Text("Chưa đủ thời gian đóng để hưởng lương hưu", "Too little time for a pension"),
        Text(f"{person.months} tháng", f"{person.months} months"),
        Text("đã đủ điều kiện: hưởng lương hưu hằng tháng", "a monthly pension is due instead"),
        least.citation,
    )
