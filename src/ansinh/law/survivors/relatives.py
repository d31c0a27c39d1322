"""Who among the relatives has a right to a monthly share, and why not."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.terms import Sex
from ansinh.core.text import Text
from ansinh.law.conditions import Condition, Right
from ansinh.law.explain import dong
from ansinh.law.pension.age import age_asked
from ansinh.law.pension.right import age_en, age_vi
from ansinh.law.pension.roads import Route
from ansinh.law.survivors.grants import Deceased, Standing
from ansinh.law.values import Value, Values
from ansinh.law.wages.level import level_of_pay


class Kind(StrEnum):
    """What the relative was to the deceased."""

    CHILD = "child"
    WIFE = "wife"
    HUSBAND = "husband"
    FATHER = "father"
    MOTHER = "mother"
    FATHER_IN_LAW = "father_in_law"
    MOTHER_IN_LAW = "mother_in_law"
    OTHER = "other"  # another dependant whom the deceased had to support by law


PARENTS = {Kind.FATHER, Kind.MOTHER, Kind.FATHER_IN_LAW, Kind.MOTHER_IN_LAW}
SEXES = {
    Kind.WIFE: Sex.FEMALE, Kind.MOTHER: Sex.FEMALE, Kind.MOTHER_IN_LAW: Sex.FEMALE,
    Kind.HUSBAND: Sex.MALE, Kind.FATHER: Sex.MALE, Kind.FATHER_IN_LAW: Sex.MALE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relative:
    """One relative in the month of death; None where a fact is not known or plays no part.

    `age_months` at the end of that month (a child to be born: -1); `income` in dong a month without merit payments;
    `drawing`: by the law of 2024, in paid insured work or on a pension at or above the reference level;
    `adult_children`: grown and able children of the relative; `other_parent_alive` of a child, `spouse_alive` of a
    parent.
    """

    kind: Kind
    age_months: int
    income: Dong = 0
    sex: Sex = Sex.UNKNOWN
    loss_pct: int | None = None
    drawing: bool = False
    other_parent_alive: bool | None = None
    spouse_alive: bool | None = None
    adult_children: int | None = None


def deceased_right(one: Deceased, day: dt.date, values: Values, *, oad_loss_pct: int | None = None) -> Right:
    """Art. 67.1, Law 58/2014/QH13; Art. 86.1, Law 41/2024/QH15: fifteen compulsory years, a pension, an accident.

    `oad_loss_pct` of a deceased on a monthly accident benefit. Up to six missing months may be paid by the relatives.
    UnknownValueError before 2016.
    """
    least = values.get("survivors.monthly.months", day)
    loss = values.get("survivors.monthly.loss", day)
    heavy = one.standing is Standing.OAD and oad_loss_pct is not None and oad_loss_pct >= loss.whole
    met = one.compulsory_months >= least.whole or one.oad_death or one.standing is Standing.PENSIONER or heavy
    most = values.whole("missing_months.max", day)
    lacking = max(0, least.whole - one.compulsory_months)
    return Right(
        (
            Condition(
                "deceased_too_few_months",
                met,
                Text("Người chết đủ điều kiện để thân nhân hưởng hằng tháng", "The deceased opens monthly benefits"),
                Text(f"{one.compulsory_months} tháng bắt buộc", f"{one.compulsory_months} compulsory months"),
                Text(
                    f"thiếu {lacking} tháng (không quá {most} tháng thì thân nhân đóng một lần); nếu không: một lần",
                    f"{lacking} months are missing ({most} at most may be paid at once); otherwise the lump sum",
                ),
                least.citation,
            ),
        )
    )


def relative_right(one: Relative, day: dt.date, values: Values) -> Right:
    """Art. 67.2-3, Law 58/2014/QH13; Art. 86.2-3, Law 41/2024/QH15: age or loss of capacity, and income.

    Children under 18 are asked nothing more. The income is tested once, in the month of death. UnknownValueError
    before 2016.
    """
    if one.kind is Kind.CHILD and one.age_months < values.whole("survivors.child_until", day):
        return Right((_child(one, day, values),))
    condition = _child(one, day, values) if one.kind is Kind.CHILD else _of_age(one, day, values)
    return Right((condition, _income(one, day, values)))


def disabled(one: Relative, day: dt.date, values: Values) -> bool:
    """Art. 67.2, Law 58/2014/QH13; Art. 86.2, Law 41/2024/QH15: a loss of capacity of 81 per cent and more."""
    return one.loss_pct is not None and one.loss_pct >= values.whole("survivors.loss", day)


def _child(one: Relative, day: dt.date, values: Values) -> Condition:
    until, loss = values.get("survivors.child_until", day), values.whole("survivors.loss", day)
    return Condition(
        "child_grown",
        one.age_months < until.whole or disabled(one, day, values),
        Text(
            f"Con chưa đủ {age_vi(until.whole)}, hoặc suy giảm từ {loss}%",
            f"A child under {age_en(until.whole)}, or with a loss of {loss} per cent",
        ),
        _age_text(one),
        _ASSESS.fill(loss=loss),
        until.citation,
    )


def _of_age(one: Relative, day: dt.date, values: Values) -> Condition:
    limit, citation = age_limit(SEXES.get(one.kind, one.sex), day, values)
    loss = values.whole("survivors.loss", day)
    return Condition(
        "relative_too_young",
        one.age_months >= limit or disabled(one, day, values),
        Text(
            f"Đủ {age_vi(limit)}, hoặc suy giảm từ {loss}%",
            f"At least {age_en(limit)} old, or a loss of {loss} per cent",
        ),
        _age_text(one),
        _ASSESS.fill(loss=loss),
        citation,
    )


_ASSESS = Text(
    "giám định suy giảm khả năng lao động; kết luận từ {loss}% thì được hưởng",
    "an assessment of the loss of capacity; from {loss} per cent on the share is due",
)


def _age_text(one: Relative) -> Text:
    if one.age_months < 0:
        return Text("con chưa sinh", "a child to be born")
    return Text(age_vi(one.age_months), age_en(one.age_months))


def age_limit(sex: Sex, day: dt.date, values: Values) -> tuple[int, str]:
    """Art. 67.2, Law 58/2014/QH13; Art. 86.2, Law 41/2024/QH15: the age of a relative in months, with its source.

    60 and 55 years until 2025-06; the retirement age of the calendar year since. UnknownValueError before 2016.
    """
    key = f"survivors.age.{'men' if sex is Sex.MALE else 'women'}"
    fixed = values.find(key, day)
    if fixed is not None:
        return fixed.whole, fixed.citation
    line = values.parameters[key].on(day)
    return age_asked(sex, Month.containing(day), Route.NORMAL, values), line.citation if line else ""


def _income(one: Relative, day: dt.date, values: Values) -> Condition:
    rule = values.get("survivors.income.level", day)
    level: Value = level_of_pay(day, values)
    return Condition(
        "income_too_high",
        one.income < level.whole and not one.drawing,
        Text("Không có thu nhập hoặc thu nhập thấp hơn mức chuẩn", "No income, or income below the level of pay"),
        Text(f"{dong(one.income)}, mức chuẩn {dong(level.whole)}", f"{dong(one.income)}, level {dong(level.whole)}"),
        Text("xét một lần tại tháng chết; không xét lại", "tested once, in the month of death"),
        rule.citation,
    )
