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

    @property
    def day(self) -> dt.date | None:
        """The day that chooses the law: the first day of the leave or right, of the event, of the request."""
        days = (self.first, self.death_day, self.event_day, self.start_day, self.contract_end, self.request_day)
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
    }
)


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
    missing = [name for name in wanted if name not in values and name not in OPTIONAL and name not in unread]
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
    **dict.fromkeys(
        (
            "first", "last", "child_birth", "handed_over", "event_day", "start_day", "request_day", "death_day",
            "contract_end",
        ),
        _day,
    ),
    **dict.fromkeys(("children", "weeks", "loss_percent", "hard_years"), _number),
    **dict.fromkeys(("special_area", "surgery", "under_32", "second_child"), _flag),
    **dict.fromkeys(("total", "disease", "rest_cause", "ground", "mother"), _text),
    "weekly_rest": _days_of_week,
    "relatives": _texts,
}  # fmt: skip
