"""The maternity grant of voluntary insurance, from July 2025."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.text import Text
from ansinh.law.conditions import Condition, Right
from ansinh.law.explain import Step, dong
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class VoluntaryGrant:
    """Whether the grant is due, dong (0 if not), and why."""

    right: Right
    amount: int
    steps: tuple[Step, ...]


def voluntary_grant(
    birth: dt.date, children: int, months_in_window: int, values: Values, *, compulsory_right: bool = False
) -> VoluntaryGrant:
    """Art. 94-95, Law 41/2024/QH15: 2,000,000 dong for each child, with six months in the twelve before the birth.

    Months of voluntary and compulsory insurance together; who has the right of compulsory insurance takes that.
    `children` counts those born and those dead in the womb from 22 weeks. Codes: under_six_months, compulsory_right.
    UnknownValueError before 2025-07-01.
    """
    asked, grant = values.get("maternity.voluntary.condition", birth), values.get("maternity.voluntary.grant", birth)
    least = int(asked.of("months"))
    right = Right(
        (
            Condition(
                "under_six_months",
                months_in_window >= least,
                Text(
                    f"Đóng từ {least} tháng trong {asked.by_name['window']} tháng trước khi sinh",
                    f"{least} months in the {asked.by_name['window']} before the birth",
                ),
                Text(f"{months_in_window} tháng", f"{months_in_window} months"),
                Text(f"cần thêm {least - months_in_window} tháng", f"{least - months_in_window} more months"),
                asked.citation,
            ),
            Condition(
                "compulsory_right",
                not compulsory_right,
                Text("Không có quyền hưởng theo BHXH bắt buộc", "No right under compulsory insurance"),
                Text("có" if compulsory_right else "không", "there is one" if compulsory_right else "none"),
                Text("hưởng chế độ thai sản của BHXH bắt buộc", "take the maternity benefit of compulsory insurance"),
                "Law 41/2024/QH15 art. 94(3)",
            ),
        )
    )
    amount = grant.whole * children if right.due else 0
    name = Text("Trợ cấp thai sản", "Maternity grant")
    told = Step(name, dong(amount), f"{dong(grant.whole)} x {children}" if right.due else "", grant.citation)
    return VoluntaryGrant(right, amount, (*right.steps, told))


def file_by(birth: dt.date, values: Values) -> dt.date:
    """Art. 97, Law 41/2024/QH15: the last day to file, sixty days from the birth."""
    return birth + dt.timedelta(days=values.whole("maternity.voluntary.file_within_days", birth))


def children_counted(born: int, dead_fetus_weeks: tuple[int, ...], birth: dt.date, values: Values) -> int:
    """Art. 94.1, Law 41/2024/QH15: children born, and those dead in the womb or in labour from 22 weeks."""
    least = values.whole("maternity.voluntary.fetus_weeks", birth)
    return born + sum(1 for weeks in dead_fetus_weeks if weeks >= least)
