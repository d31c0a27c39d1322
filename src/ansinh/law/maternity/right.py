"""Who may draw maternity benefit at a birth or adoption: three ways in, every condition told."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.law.careers import Careers
from ansinh.law.conditions import Condition, Right, nearest
from ansinh.law.maternity.window import Window, window
from ansinh.law.values import Value, Values


@dataclass(frozen=True, slots=True)
class MotherFacts:
    """What the right depends on: contributed months; rest ordered in pregnancy; treated for infertility."""

    career: Careers
    prescribed_rest: bool = False
    infertility_treatment: bool = False


def right(birth: dt.date, mother: MotherFacts, values: Values) -> Right:
    """Art. 31, Law 58/2014/QH13; Art. 50, Law 41/2024/QH15: six months in the twelve before the birth.

    Or, where rest was ordered, twelve months in all and three in the twelve; or, since July 2025 and treated for
    infertility, six in twenty-four. The way with the fewest failed conditions is told. Codes: too_few_months_in_window,
    too_few_months_in_all.
    """
    ways = [_way(birth, mother.career, values.get("maternity.condition.normal", birth), values)]
    if mother.prescribed_rest:
        ways.append(_way(birth, mother.career, values.get("maternity.condition.prescribed_rest", birth), values))
    begun = values.parameters["maternity.condition.infertility"].on(birth) is not None
    if mother.infertility_treatment and begun:
        ways.append(_way(birth, mother.career, values.get("maternity.condition.infertility", birth), values))
    return nearest(ways)


def looked_at(birth: dt.date, length: int, career: Careers, values: Values) -> Window:
    """Art. 9.1, Circular 59/2015/TT-BLDTBXH; Art. 8.2, Circular 12/2025/TT-BNV: the window of this career."""
    return window(birth, length, values, birth_month_contributed=career.has(Month.containing(birth)))


def _way(birth: dt.date, career: Careers, law: Value, values: Values) -> Right:
    """Return one way in: months in the window and, where asked, months in all."""
    asked = looked_at(birth, int(law.of("window")), career, values)
    inside = _counted(career, asked.first, asked.last)
    conditions = [_enough("too_few_months_in_window", inside, int(law.of("months")), _window_name(law, asked), law)]
    if "total" in law.by_name:
        total, least = _counted(career, Month(0), asked.last), int(law.of("total"))
        name = Text(f"Đóng từ {least} tháng trở lên trong cả quá trình", f"{least} months contributed in all")
        conditions.append(_enough("too_few_months_in_all", total, least, name, law))
    return Right(tuple(conditions))


def _counted(career: Careers, first: Month, last: Month) -> int:
    """Return the months contributed from `first` to `last`."""
    return int(career.counted(np.array([first.number]), np.array([last.number]))[0])


def _window_name(law: Value, asked: Window) -> Text:
    """Return the condition in words."""
    least, length = law.by_name["months"], law.by_name["window"]
    return Text(
        f"Đóng từ {least} tháng trong {length} tháng trước khi sinh ({asked.first} đến {asked.last})",
        f"{least} months contributed in the {length} before ({asked.first} to {asked.last})",
    )


def _enough(code: str, found: int, least: int, name: Text, law: Value) -> Condition:
    """Return a condition on a number of months."""
    return Condition(
        code,
        found >= least,
        name,
        Text(f"{found} tháng", f"{found} months"),
        Text(
            f"cần thêm {least - found} tháng; nếu có tháng chưa ghi, đề nghị đơn vị điều chỉnh",
            f"{least - found} more months; where a month is not recorded, ask the employer to correct it",
        ),
        law.citation,
    )
