"""Difficulties, proposals and good practices of offices: kinds, departments, when an answer is overdue."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from ansinh.core.text import Text

KINDS: Final[Mapping[str, Text]] = {
    "difficulty": Text("Khó khăn, vướng mắc", "Difficulty"),
    "proposal": Text("Kiến nghị, đề xuất", "Proposal"),
    "practice": Text("Cách làm hay", "Good practice"),
}
DEPARTMENTS: Final[Mapping[str, Text]] = {
    "collection": Text("Phòng Thu", "Collection"),
    "benefits": Text("Phòng Chế độ", "Benefits"),
    "assessment": Text("Phòng Giám định BHYT", "Claims assessment"),
    "accounting": Text("Phòng Tài chính", "Accounting"),
    "planning": Text("Phòng Kế hoạch", "Planning"),
    "intake": Text("Bộ phận Một cửa", "Counter"),
    "leader": Text("Lãnh đạo", "Leadership"),
}
"""The departments that answer, by the function of their officers."""
REMIND_DAYS: Final = 2
"""Days before the day of the answer on which the department is reminded, and then every day it is overdue [ours]."""


def standing(answer_by: dt.date | None, *, answered: bool, day: dt.date) -> str:
    """Return how a question stands on `day`: told (nothing asked), answered, overdue, soon, waiting."""
    if answer_by is None:
        return "told"
    if answered:
        return "answered"
    if day > answer_by:
        return "overdue"
    return "soon" if (answer_by - day).days <= REMIND_DAYS else "waiting"


STANDINGS: Final[Mapping[str, tuple[Text, str]]] = {
    "told": (Text("Chia sẻ", "Shared"), "brand"),
    "answered": (Text("Đã trả lời", "Answered"), "green"),
    "overdue": (Text("Quá hạn trả lời", "Overdue"), "red"),
    "soon": (Text("Sắp đến hạn", "Due soon"), "gold"),
    "waiting": (Text("Chờ trả lời", "Waiting"), ""),
    "withdrawn": (Text("Đã rút", "Withdrawn"), ""),
}
"""Names and tones of how a question stands."""
