"""What is typed into a simulator, read into an `Asked`, with a finding for everything that cannot be: all at once."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final, TypeVar

from ansinh.core.finding import Finding, Place
from ansinh.core.money import Dong
from ansinh.core.period import Month, add_months
from ansinh.core.terms import ALL_FUNDS, PayRegime, Work
from ansinh.core.text import Text
from ansinh.domain.benefits.facts import SCALE, Stretch
from ansinh.domain.benefits.simulate import Asked
from ansinh.domain.benefits.simulate_pension import GoOn

MOST_ROWS: Final = 60
MOST_SALARY: Final = 1_000_000_000
LEAST_AGE: Final = 15
KINDS: Final = ("employer", "state", "voluntary")
SEXES: Final = ("female", "male")
Read = TypeVar("Read")

WRONG: Final[dict[str, tuple[Text, Text]]] = {
    "SEX": (
        Text("Chưa chọn nam hay nữ.", "Male or female is not chosen."),
        Text("Tuổi nghỉ hưu khác nhau: chọn một.", "The retirement ages differ: choose one."),
    ),
    "BORN": (
        Text("Ngày sinh “{found}” không đọc được hoặc không hợp lý.", "The birth “{found}” cannot be."),
        Text("Ghi ngày sinh, từ đủ 15 tuổi đến 100 tuổi.", "Write the day of birth, 15 to 100 years ago."),
    ),
    "MONTH": (
        Text("Tháng “{found}” không đọc được.", "The month “{found}” cannot be read."),
        Text("Ghi tháng dạng YYYY-MM.", "Write months as YYYY-MM."),
    ),
    "DAY": (
        Text("Ngày “{found}” không đọc được.", "The day “{found}” cannot be read."),
        Text("Chọn ngày trên lịch.", "Choose the day on the calendar."),
    ),
    "SALARY": (
        Text("Tiền lương “{found}” không hợp lý.", "The salary “{found}” cannot be."),
        Text("Ghi số đồng mỗi tháng, từ 1 đến 1.000.000.000.", "Write dong a month, 1 to 1,000,000,000."),
    ),
    "COEFFICIENT": (
        Text("Hệ số lương “{found}” không hợp lý.", "The coefficient “{found}” cannot be."),
        Text("Lương Nhà nước ghi hệ số cả phụ cấp, ví dụ 3,66.", "For State pay write the coefficient, such as 3.66."),
    ),
    "REVERSED": (
        Text("Tháng cuối {found} trước tháng đầu.", "The last month {found} comes before the first."),
        Text("Đổi chỗ hai tháng.", "Compare the two months."),
    ),
    "TOO-EARLY": (
        Text("Tháng {found} khi chưa đủ 15 tuổi.", "In {found} the person was under 15."),
        Text("Kiểm tra năm của dòng này hoặc ngày sinh.", "Compare the year of this row with the birth."),
    ),
    "AHEAD": (
        Text("Tháng {found} chưa đến.", "The month {found} has not come yet."),
        Text("Chỉ ghi thời gian đã đóng; phần sau ghi ở “đóng tiếp”.", "Only past months here; the rest is “go on”."),
    ),
    "OVERLAP": (
        Text("Tháng {found} đã có ở dòng trên.", "The month {found} stands in a row above."),
        Text("Mỗi tháng ghi một lần; cộng lương của hai nơi.", "A month once; add the salaries of two employers."),
    ),
    "NOTHING": (
        Text("Chưa có thời gian đóng nào.", "No contributed time is written."),
        Text("Ghi ít nhất một dòng: từ tháng, đến tháng, lương.", "Write one row at least: months and salary."),
    ),
    "COUNT": (
        Text("Số “{found}” không hợp lý.", "The number “{found}” cannot be."),
        Text("Ghi số nguyên trong khoảng cho phép.", "Write a whole number in range."),
    ),
    "MOTHER": (
        Text("Chế độ khi sinh con tính cho người mẹ.", "The benefit of a birth is that of the mother."),
        Text("Chọn nữ; người cha hỏi chế độ vợ sinh con.", "Choose female; fathers have a leave of their own."),
    ),
    "BIRTH": (
        Text("Ngày sinh con {found} không hợp lý.", "The birth of the child, {found}, cannot be."),
        Text("Ghi ngày sinh, hoặc dự sinh trong 10 tháng tới.", "Write the birth, or the one expected in 10 months."),
    ),
    "FILED": (
        Text("Ngày nộp {found} trước ngày chấm dứt hợp đồng.", "Filed on {found}, before the contract ended."),
        Text("Nộp trong 3 tháng sau khi chấm dứt hợp đồng.", "It is filed within 3 months of the end."),
    ),
    "LEAVE": (
        Text("Ngày nghỉ {found} không hợp với ngày sinh.", "A leave from {found} does not fit the birth."),
        Text("Nghỉ từ tối đa 2 tháng trước khi sinh đến ngày sinh.", "From two months before the birth to its day."),
    ),
    "ROWS": (
        Text("{found} dòng là quá nhiều.", "{found} rows are too many."),
        Text("Gộp các dòng cùng mức lương; tối đa 60.", "Put rows of one salary together; 60 at most."),
    ),
}


@dataclass(slots=True)
class Reading:
    """The findings made while reading; a value that cannot be read is None."""

    findings: list[Finding] = field(default_factory=list)

    def wrong(self, code: str, found: object, column: str, row: int | None = None) -> None:
        """Add a finding."""
        message, mend = WRONG[code]
        shown = str(found)[:40]
        self.findings.append(Finding(code, Place(row=row, column=column), shown, message.fill(found=shown), mend))

    def read(
        self, code: str, given: object, reader: Callable[[str], Read], column: str, row: int | None = None
    ) -> Read | None:
        """Return what `reader` makes of what was given; None and a finding where it cannot."""
        try:
            return reader(str(given).strip())
        except (ValueError, ArithmeticError):  # 1/0 is typed too
            self.wrong(code, given, column, row)
            return None


def dong_typed(text: str) -> Dong:
    """Return dong typed as people do (8.000.000); ValueError outside 1 .. 1,000,000,000."""
    amount = int(text.replace(".", "").replace(",", "").replace(" ", ""))
    if not 0 < amount <= MOST_SALARY:
        raise ValueError(text)
    return amount


def coefficient_typed(text: str) -> int:
    """Return a coefficient of the State's scale (3,66 or 3.66) in ten-thousandths; ValueError outside 1 .. 20."""
    scaled = Fraction(text.replace(",", ".")) * SCALE
    if scaled.denominator != 1 or not SCALE <= scaled <= 20 * SCALE:
        raise ValueError(text)
    return int(scaled)


def number_typed(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers in a range."""

    def reader(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return reader


def read_asked(given: Mapping[str, Any], today: dt.date, reading: Reading) -> Asked | None:
    """Return the person typed: sex, born (YYYY-MM-DD), rows of {first, last, salary, kind, hard}, region 1..4.

    None where anything is wrong; the findings say what, row by row (1-based).
    """
    sex = str(given.get("sex", ""))
    if sex not in SEXES:
        reading.wrong("SEX", sex, "sex")
    born = reading.read("BORN", given.get("born", ""), dt.date.fromisoformat, "born")
    if born is not None and not add_months(today, -1200) <= born <= add_months(today, -12 * LEAST_AGE):
        reading.wrong("BORN", born, "born")
        born = None
    region = reading.read("COUNT", given.get("region") or "1", number_typed(1, 4), "region") or 1
    rows = [row for row in given.get("rows", ()) if any(row.get(key) for key in ("first", "last", "salary"))]
    stretches = _rows(rows, born, today, region, reading)
    if reading.findings or born is None:
        return None
    return Asked(sex, born, tuple(stretches), today)


def _rows(
    rows: Sequence[Mapping[str, Any]], born: dt.date | None, today: dt.date, region: int, reading: Reading
) -> list[Stretch]:
    """Return the rows that can be read, oldest first; every fault becomes a finding."""
    if not rows:
        reading.wrong("NOTHING", "", "first", 1)
    if len(rows) > MOST_ROWS:
        reading.wrong("ROWS", len(rows), "first")
        return []
    found, seen = [], set[int]()
    for number, row in enumerate(rows, 1):
        months, pay = _months(row, number, reading), _pay(row, number, reading)
        if months is None:
            continue
        _check(months, number, (born, today), seen, reading)
        seen.update(range(*months))
        if pay is not None:
            found.append(_stretch(row, months, pay, (number, region)))
    return sorted(found, key=lambda each: each.first)


def _months(row: Mapping[str, Any], number: int, reading: Reading) -> tuple[int, int] | None:
    """Return the months of a row, first and the one after the last (Month.number); None where they cannot be read."""
    first = reading.read("MONTH", row.get("first", ""), Month.parse, "first", number)
    last = reading.read("MONTH", row.get("last", ""), Month.parse, "last", number)
    if first is None or last is None:
        return None
    if last < first:
        reading.wrong("REVERSED", last, "last", number)
        return None
    return first.number, last.number + 1


def _pay(row: Mapping[str, Any], number: int, reading: Reading) -> int | None:
    """Return the salary (dong) or coefficient (ten-thousandths) of a row; None where it cannot be read."""
    state = row.get("kind") == "state"
    reader, code = (coefficient_typed, "COEFFICIENT") if state else (dong_typed, "SALARY")
    return reading.read(code, row.get("salary", ""), reader, "salary", number)


def _stretch(row: Mapping[str, Any], months: tuple[int, int], pay: int, where: tuple[int, int]) -> Stretch:
    """Return a row that was read as a stretch; `where` is its number (the account) and the wage region."""
    kind, (number, region) = row.get("kind") if row.get("kind") in KINDS else "employer", where
    regime = PayRegime.STATE if kind == "state" else PayRegime.EMPLOYER
    return Stretch(
        *months, 0 if kind == "voluntary" else number, 0 if kind == "state" else pay,
        coefficient=pay if kind == "state" else 0, regime=int(regime), work=int(Work.HEAVY) if row.get("hard") else 0,
        region=region, funds=0 if kind == "voluntary" else ALL_FUNDS,
    )  # fmt: skip


def _check(
    months: tuple[int, int], number: int, days: tuple[dt.date | None, dt.date], seen: Iterable[int], reading: Reading
) -> None:
    """Find what cannot be about months: before 15, not come yet, twice."""
    (first, end), (born, today) = months, days
    if born is not None and Month(first).first_day < add_months(born.replace(day=1), 12 * LEAST_AGE):
        reading.wrong("TOO-EARLY", Month(first), "first", number)
    if end > Month.containing(today).number + 1:
        reading.wrong("AHEAD", Month(end - 1), "last", number)
    twice = min(set(range(first, end)) & set(seen), default=None)
    if twice is not None:
        reading.wrong("OVERLAP", Month(twice), "first", number)


def read_go_on(given: Mapping[str, Any], reading: Reading) -> GoOn:
    """Return what lies ahead: `go_on` dong a month (empty: stop now) and `go_on_kind` employer or voluntary."""
    if not given.get("go_on"):
        return GoOn()
    salary = reading.read("SALARY", given["go_on"], dong_typed, "go_on")
    return GoOn(salary or 0, voluntary=given.get("go_on_kind") == "voluntary")
