"""A pension told step by step: the kernel's own columns, with the numbers and the articles, in both languages."""

from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.rate import decimal_text
from ansinh.core.terms import Sex
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong
from ansinh.law.pension.money import ExcessGrants
from ansinh.law.pension.rate import POINT, Rates, rate_table
from ansinh.law.pension.years import half_years, years
from ansinh.law.values import Values

HALF_A_YEAR = 6  # months


def spoken(number: Fraction) -> str:
    """Art. 5.6, Law 41/2024/QH15: years or rates as the Vietnamese reader writes them: 28,5."""
    return decimal_text(number, 4).replace(".", ",")


def percent_points(thousandths: int) -> str:
    """Art. 66, Law 41/2024/QH15: thousandths of a percent point as per cent."""
    return f"{spoken(Fraction(thousandths, POINT))}%"


def law_of(start: Month, values: Values) -> str:
    """Art. 5.7, Law 41/2024/QH15: the article of the rate in the month in which the pension begins."""
    return values.get("pension.rate.base", start.first_day).citation


def time_step(months: int, start: Month, values: Values) -> Step:
    """Art. 5.6, Law 41/2024/QH15; Art. 17.2, Circular 59/2015/TT-BLDTBXH: months and the years they count for."""
    whole, odd = divmod(months, 12)
    counted = spoken(years(half_years(months)))
    name = Text("Thời gian đóng được tính", "Time of contribution that counts")
    said = Text(f"{whole} năm {odd} tháng, tính {counted} năm", f"{whole} years {odd} months count as {counted} years")
    rounding = Text("lẻ 1-6 tháng tính nửa năm, 7-11 tháng tính một năm", "odd months: 1-6 half a year, 7-11 a year")
    return Step(name, said, citation=_time_article(start, values), note=rounding if odd else None)


def _time_article(start: Month, values: Values) -> str:
    """Return the article that counts odd months; the law is that of the rate."""
    new = law_of(start, values).startswith("Law 41/2024")
    return "Law 41/2024/QH15 art. 5(6)" if new else "Circular 59/2015/TT-BLDTBXH art. 17(2)"


def rate_steps(
    sex: Sex, months: int, start: Month, rates: Rates, values: Values, *, early: int | None = None
) -> tuple[Step, ...]:
    """Art. 56, Law 58/2014/QH13; Art. 66, Law 41/2024/QH15: years, rate, cap and cut of the first person of `rates`.

    `early`: whole months before the reference age, None where they are not at hand.
    """
    table, citation = rate_table(sex, start, values), law_of(start, values)
    halves, before, cut = half_years(months), int(rates.before[0]), int(rates.cut[0])
    formula = (
        f"{percent_points(table.base)} + {percent_points(2 * table.step)} x {spoken(years(halves - table.first))}"
        if halves >= table.first and table.base + (halves - table.first) * table.step == before
        else ""
    )
    steps = [
        time_step(months, start, values),
        Step(Text("Tỷ lệ hưởng", "Rate"), percent_points(before), formula, citation, _capped(before, table.most)),
    ]
    if cut:
        steps += _cut_steps(rates, start, early, values)
    if rates.excess[0]:
        name = Text("Số năm đóng vượt mức tỷ lệ cao nhất", "Years above those that give the highest rate")
        steps.append(Step(name, spoken(years(int(rates.excess[0]))), citation=citation))
    return tuple(steps)


def _capped(before: int, most: int) -> Text | None:
    """Say that the cap is reached."""
    return Text("mức cao nhất", "the highest rate") if before == most else None


def _cut_steps(rates: Rates, start: Month, early: int | None, values: Values) -> list[Step]:
    """Tell the cut and what is left."""
    before, cut = int(rates.before[0]), int(rates.cut[0])
    law = values.get("pension.cut.year", start.first_day)
    source, note, shown = law.citation, None, ""
    if early is not None:
        whole, odd = divmod(early, 12)
        half = values.get("pension.cut.half_year", start.first_day).text if odd >= HALF_A_YEAR else "0"
        shown = f"{whole} x {law.text}% + {half}%"
        note = Text(f"trước tuổi {whole} năm {odd} tháng", f"{whole} years {odd} months before the age")
    left = f"{percent_points(before)} - {percent_points(cut)}"
    return [
        Step(Text("Giảm do nghỉ trước tuổi", "Cut for retiring early"), percent_points(cut), shown, source, note),
        Step(Text("Tỷ lệ sau khi giảm", "Rate after the cut"), percent_points(before - cut), left, source),
    ]


def amount_step(rate: int, average: int, pension: int, start: Month, values: Values) -> Step:
    """Art. 56.1, Law 58/2014/QH13; Art. 66.1, Law 41/2024/QH15: rate x average, dong."""
    formula = f"{percent_points(rate)} x {dong(average)}"
    return Step(Text("Mức lương hưu hằng tháng", "Monthly pension"), dong(pension), formula, law_of(start, values))


def minimum_step(pension: int, lifted: int, start: Month, values: Values) -> Step:
    """Art. 56.5, Law 58/2014/QH13; Art. 141.11, Law 41/2024/QH15: the legal minimum, where it lifts a pension."""
    citation = values.get("pension.minimum.level", start.first_day).citation
    name = Text("Lương hưu sau khi bù bằng mức thấp nhất", "Pension lifted to the legal minimum")
    if lifted > pension:
        return Step(name, dong(lifted), f"max({dong(pension)}, {dong(lifted)})", citation)
    note = Text("không phải bù thêm", "nothing is added")
    return Step(name, dong(lifted), citation=citation, note=note)


def grant_step(grant: ExcessGrants, average: int, start: Month, values: Values) -> Step:
    """Art. 58, Law 58/2014/QH13; Art. 68, Law 41/2024/QH15: the grant for excess years of the first person, dong."""
    citation = values.get("pension.excess.before_age", start.first_day).citation
    months = spoken(Fraction(int(grant.quarters[0]), 4))
    before, after = (spoken(years(int(part[0]))) for part in (grant.before, grant.after))
    note = Text(f"{before} năm đến tuổi, {after} năm sau tuổi", f"{before} years until the age, {after} after it")
    name = Text("Trợ cấp một lần khi nghỉ hưu", "One-off grant at retirement")
    return Step(name, dong(int(grant.amount[0])), f"{months} x {dong(average)}", citation, note)
