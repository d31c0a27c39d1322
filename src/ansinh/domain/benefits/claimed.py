"""What is typed in a dossier: read from text into values, with a finding for all that is missing or cannot be."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.domain.benefits.findings import finding
from ansinh.domain.benefits.procedures import Procedure

WEEKEND: Final = (5, 6)
TRUE: Final = frozenset({"1", "true", "on", "yes", "x", "co", "có"})


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was typed. Days include both ends; `weekly_rest` are days of the week (Monday 0)."""

    first: dt.date | None = None
    last: dt.date | None = None
    total: str = ""
    disease: str = ""
    weekly_rest: tuple[int, ...] = WEEKEND
    special_area: bool = False
    child_birth: dt.date | None = None
    children: int = 1
    weeks: int | None = None
    handed_over: dt.date | None = None
    surgery: bool = False
    under_32: bool = False  # born before 32 weeks
    second_child: bool = False  # the mother has exactly one living child of her own
    rest_cause: str = ""  # surgery | long_list | multiple | other
    event_day: dt.date | None = None
    loss_percent: int | None = None
    start_day: dt.date | None = None
    hard_years: int = 0
    request_day: dt.date | None = None
    ground: str = ""
    death_day: dt.date | None = None
    relatives: tuple[str, ...] = ()  # relation and birth: "child 2015-03-02"
    contract_end: dt.date | None = None
    mother: str = ""  # SI number of the mother where the father claims
    prescribed_rest: bool = False  # rest ordered in pregnancy
    infertility: bool = False  # treated for infertility
    child_died: dt.date | None = None
    returned_early: bool = False
    carer_from: dt.date | None = None  # the mother died, or is too weak to care for the child
    stops_work: bool = False
    grant_mine: bool = False  # the surrogate cannot have the one-off grant
    discharged: dt.date | None = None
    concluded: dt.date | None = None  # of the assessment of capacity
    attendant: str = ""
    earlier_loss: int | None = None
    earlier_assessed: dt.date | None = None
    special_years: int = 0
    coal_years: int = 0
    hiv: bool = False  # by an accident at work
    commune: bool = False  # a woman who serves a commune
    birth_year_only: bool = False
    top_up_day: dt.date | None = None  # the missing months were paid at once
    bought_months: int = 0
    deaths: int = 1  # in the family, of insured persons
    occupational_death: bool = False
    poor: bool = False
    contract_months: int | None = None
    unlawful_end: bool = False
    could_retire: bool = False
    waiting_bar: str = ""  # work, service, study ... in the days of waiting
    effect_day: dt.date | None = None
    cause: str = ""  # why an unemployment allowance ends
    to_place: str = ""

    @property
    def day(self) -> dt.date | None:
        """The day that chooses the law: the first day of the leave or right, of the event, of the request."""
        days = (
            self.first, self.death_day, self.event_day, self.start_day, self.contract_end, self.request_day,
            self.carer_from, self.effect_day,
        )  # fmt: skip
        return next((day for day in days if day is not None), self.child_birth)

    def to_json(self) -> dict[str, Any]:
        """Return what was given, as JSON holds it."""
        plain = Claimed()
        given = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != getattr(plain, f.name)}
        return {name: _json(value) for name, value in given.items()}


FIELD_NAMES: Final[dict[str, Text]] = {
    "days": Text("Từ ngày, đến ngày", "First and last day"),
    "first": Text("Từ ngày", "First day"),
    "last": Text("Đến ngày", "Last day"),
    "total": Text("Tổng số ngày", "Days in all"),
    "disease": Text("Bệnh (mã hoặc tên)", "Disease (code or name)"),
    "weekly_rest": Text("Ngày nghỉ hằng tuần", "Weekly rest"),
    "special_area": Text("Vùng đặc biệt khó khăn", "Area of special difficulty"),
    "child_birth": Text("Ngày sinh của con", "Birth of the child"),
    "children": Text("Số con", "Children"),
    "weeks": Text("Tuổi thai (tuần)", "Weeks of pregnancy"),
    "handed_over": Text("Ngày nhận con", "Day the child was received"),
    "surgery": Text("Sinh phẫu thuật", "Born by surgery"),
    "under_32": Text("Con dưới 32 tuần tuổi", "Born before 32 weeks"),
    "second_child": Text("Sinh con thứ hai", "The second child"),
    "rest_cause": Text("Trường hợp dưỡng sức", "Why the rest is given"),
    "event_day": Text("Ngày tai nạn hoặc kết luận bệnh", "Day of the accident or finding"),
    "loss_percent": Text("Mức suy giảm (%)", "Loss of capacity (%)"),
    "start_day": Text("Ngày bắt đầu hưởng", "First day of the right"),
    "hard_years": Text("Số năm làm nghề nặng nhọc", "Years in hard work"),
    "request_day": Text("Ngày đề nghị", "Day of the request"),
    "ground": Text("Lý do hưởng", "Ground"),
    "death_day": Text("Ngày mất", "Day of death"),
    "relatives": Text("Thân nhân", "Relatives"),
    "contract_end": Text("Ngày chấm dứt hợp đồng", "Day the contract ended"),
    "mother": Text("Mã số BHXH của mẹ", "Number of the mother"),
    "prescribed_rest": Text("Phải nghỉ dưỡng thai theo chỉ định", "Rest ordered in pregnancy"),
    "infertility": Text("Điều trị vô sinh", "Treated for infertility"),
    "child_died": Text("Ngày con mất", "Day the child died"),
    "returned_early": Text("Đi làm lại trước khi hết thời gian nghỉ", "Returned to work early"),
    "carer_from": Text("Ngày mẹ mất hoặc không đủ sức khỏe", "Day the mother died or became too weak"),
    "stops_work": Text("Nghỉ việc để chăm sóc con", "Stops work to care for the child"),
    "grant_mine": Text("Người mang thai hộ không được trợ cấp một lần", "The surrogate cannot have the grant"),
    "discharged": Text("Ngày ra viện", "Day of discharge"),
    "concluded": Text("Ngày kết luận giám định", "Day of the assessment"),
    "attendant": Text("Tình trạng cần người phục vụ", "Condition that needs attendance"),
    "earlier_loss": Text("Mức suy giảm lần trước (%)", "Loss assessed before (%)"),
    "earlier_assessed": Text("Ngày giám định lần trước", "Day of the assessment before"),
    "special_years": Text("Số năm làm nghề đặc biệt nặng nhọc", "Years in specially hard work"),
    "coal_years": Text("Số năm khai thác than hầm lò", "Years in underground coal mining"),
    "hiv": Text("Nhiễm HIV do tai nạn nghề nghiệp", "HIV by an accident at work"),
    "commune": Text("Nữ cán bộ, người hoạt động ở cấp xã", "Woman in the service of a commune"),
    "birth_year_only": Text("Chỉ xác định được năm sinh", "Only the year of birth is known"),
    "top_up_day": Text("Ngày đóng một lần các tháng còn thiếu", "Day the missing months were paid at once"),
    "bought_months": Text("Số tháng thân nhân đóng bù", "Missing months paid by the relatives"),
    "deaths": Text("Số người tham gia cùng mất", "Insured persons who died"),
    "occupational_death": Text("Chết do tai nạn lao động, bệnh nghề nghiệp", "Died of an accident or disease at work"),
    "poor": Text("Hộ nghèo, cận nghèo", "Poor or near-poor household"),
    "contract_months": Text("Thời hạn hợp đồng (tháng)", "Term of the contract (months)"),
    "unlawful_end": Text("Đơn phương chấm dứt trái pháp luật", "Left the contract unlawfully"),
    "could_retire": Text("Đủ điều kiện hưởng lương hưu khi nghỉ", "Could retire when leaving"),
    "waiting_bar": Text("Việc làm, nghĩa vụ, học tập trong thời gian chờ", "Work, service or study while waiting"),
    "effect_day": Text("Ngày có hiệu lực", "Day it takes effect"),
    "cause": Text("Lý do chấm dứt", "Why it ends"),
    "to_place": Text("Nơi chuyển đến", "Place moved to"),
}
OPTIONAL: Final = frozenset(
    {
        "disease",
        "weekly_rest",
        "special_area",
        "surgery",
        "under_32",
        "second_child",
        "hard_years",
        "loss_percent",
        "children",
        "total",
        "mother",
        "prescribed_rest",
        "infertility",
        "child_died",
        "returned_early",
        "stops_work",
        "grant_mine",
        "discharged",
        "concluded",
        "attendant",
        "special_years",
        "coal_years",
        "hiv",
        "commune",
        "birth_year_only",
        "top_up_day",
        "bought_months",
        "deaths",
        "occupational_death",
        "poor",
        "contract_months",
        "unlawful_end",
        "could_retire",
        "waiting_bar",
    }
)


DAYS: Final = (
    "first", "last", "child_birth", "handed_over", "event_day", "start_day", "request_day", "death_day", "contract_end",
    "child_died", "carer_from", "discharged", "concluded", "earlier_assessed", "top_up_day", "effect_day",
)  # fmt: skip
NUMBERS: Final = (
    "children", "weeks", "loss_percent", "hard_years", "earlier_loss", "special_years", "coal_years", "bought_months",
    "deaths", "contract_months",
)  # fmt: skip
TICKS: Final = (
    "special_area", "surgery", "under_32", "second_child", "prescribed_rest", "infertility", "returned_early",
    "stops_work", "grant_mine", "hiv", "commune", "birth_year_only", "occupational_death", "poor", "unlawful_end",
    "could_retire",
)  # fmt: skip


def read(procedure: Procedure, given: Mapping[str, Any]) -> tuple[Claimed, list[Finding]]:
    """Return what was typed for a procedure (names as in FIELD_NAMES, days as YYYY-MM-DD) and what is wrong with it."""
    values: dict[str, Any] = {}
    found: list[Finding] = []
    for name, written in given.items():
        if name not in _READERS or written in (None, "", []):
            continue
        try:
            values[name] = _READERS[name](written)
        except (ValueError, TypeError):
            found.append(finding("VALUE", str(written)[:60], column=name, name=FIELD_NAMES[name]))
    wanted = [part for name in procedure.claimed for part in (("first", "last") if name == "days" else (name,))]
    unread = {one.where.column for one in found}
    free = {*values, *OPTIONAL, *procedure.may, *unread}
    missing = [name for name in wanted if name not in free]
    found += [finding("NEED", "", column=name, name=FIELD_NAMES[name]) for name in missing]
    return Claimed(**values), found


def of_json(given: Mapping[str, Any]) -> Claimed:
    """Return what `to_json` gave."""
    return Claimed(**{name: _READERS[name](value) for name, value in given.items()})


def _json(value: object) -> object:
    """Return a value as JSON holds it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _day(value: object) -> dt.date:
    """Return a day written YYYY-MM-DD."""
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


def _number(value: object) -> int:
    """Return a whole number; a negative one is read too, so that the check can name it."""
    return int(str(value))


def _flag(value: object) -> bool:
    """Return a tick."""
    return value if isinstance(value, bool) else str(value).strip().lower() in TRUE


def _days_of_week(value: Any) -> tuple[int, ...]:  # noqa: ANN401 a list or a text "5,6"
    """Return days of the week, Monday 0."""
    parts = value.split(",") if isinstance(value, str) else value
    days = tuple(sorted({int(part) for part in parts}))
    if any(not 0 <= day <= 6 for day in days):
        raise ValueError(value)
    return days


def _texts(value: Any) -> tuple[str, ...]:  # noqa: ANN401 a list or lines
    """Return short texts."""
    return tuple(str(part).strip() for part in (value.splitlines() if isinstance(value, str) else value) if part)


def _text(value: object) -> str:
    """Return a short text."""
    return str(value).strip()[:200]


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(DAYS, _day),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(TICKS, _flag),
    **dict.fromkeys(
        ("total", "disease", "rest_cause", "ground", "mother", "attendant", "waiting_bar", "cause", "to_place"), _text
    ),
    "weekly_rest": _days_of_week,
    "relatives": _texts,
}  # fmt: skip
