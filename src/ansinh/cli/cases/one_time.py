"""Cases of benefits in one sum, settling abroad, and the allowance of article 23."""

from ansinh.cli.cases.answer import Answer, reckoned, said, yes_or_no
from ansinh.cli.cases.given import MOST, Call
from ansinh.cli.cases.pension import column
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong, percent
from ansinh.law.one_time.abroad import settle_allowance, settle_pension
from ansinh.law.one_time.amount import SupportRow, one_time, reference, state_support, under_one_year
from ansinh.law.one_time.amount import area_allowance as area_sum
from ansinh.law.one_time.article_23 import Allowance, funeral_due, unpaid_at_death
from ansinh.law.one_time.article_23 import article_23 as allowance_23
from ansinh.law.one_time.right import Leaver, months_out_right
from ansinh.law.pension.years import half_years, split_years, years
from ansinh.law.values import Values

SALARIES = Text("danh sách tiền lương từng tháng", "a list of the salary of each month")
AFTER_REQUEST = Text("ngày không trước ngày đề nghị", "a day not before the request")


def amount(call: Call, values: Values) -> Answer:
    """One-time social insurance."""
    given = call.given
    before, later, mean = (column(given.whole(key)) for key in ("months_before_2014", "months_from_2014", "average"))
    found = one_time(before, later, mean, call.day, values)
    due = decimal_text(years(int(found.quarters[0])) / 2)
    formula = f"{due} x {dong(given.whole('average'))}"
    earlier, since = (values.get(f"one_time.months_per_year.{key}", call.day) for key in ("before", "later"))
    whole, halves = int(found.years_before[0]), decimal_text(years(int(found.halves_later[0])))
    told = (
        said(
            "Thời gian đóng (tháng lẻ trước 2014 chuyển sang sau)", "Time (odd months before 2014 move on)",
            time_split(given.whole("months_before_2014"), given.whole("months_from_2014"), halves),
            citation="Circular 59/2015/TT-BLDTBXH art. 19(4); Law 41/2024/QH15 art. 5(6)",
        ),
        said(
            "Số tháng bình quân", "Averages due", due, f"{whole} x {earlier.text} + {halves} x {since.text}",
            since.citation,
        ),
    )  # fmt: skip
    return Answer(
        {"years_before": str(found.years_before[0]), "years_from": decimal_text(years(int(found.halves_later[0])))}
        | {"months_of_average": due, "amount": int(found.amount[0])},
        steps=(
            *told,
            reckoned(
                "Bảo hiểm xã hội một lần", "One-time social insurance", formula, int(found.amount[0]), since.citation
            ),
        ),
    )


def time_split(before: int, later: int, counted: str) -> Text:
    """Return how odd months before 2014 move to the later part, whose years are `counted`."""
    whole, odd = divmod(before, 12)
    return Text(
        f"trước 2014: {before} tháng = {whole} năm, lẻ {odd} tháng; từ 2014: {odd} + {later} = {odd + later} tháng, "
        f"tính {counted} năm",
        f"before 2014: {before} months = {whole} years and {odd} months; from 2014: {odd} + {later} = {odd + later} "
        f"months, counted as {counted} years",
    )


def reference_date(call: Call, values: Values) -> Answer:
    """Day that fixes the base salary and the table of coefficients."""
    decided = call.given.day("decided")
    if not call.given.none("requested") and call.given.day("requested") > decided:
        raise call.given.refuse("decided", AFTER_REQUEST)
    level = reference(decided, values)
    told = said(
        "Tính theo ngày quyết định, không theo ngày đề nghị", "By the day of the decision, not of the request", decided,
        citation="Circular 59/2015/TT-BLDTBXH art. 19(5)",
    )  # fmt: skip
    base = reckoned("Mức chuẩn của ngày đó", "Level of pay of that day", "", level.whole, level.citation)
    return Answer({"as_of": decided.isoformat(), "base_salary": level.whole}, steps=(told, base))


def amount_under_one_year(call: Call, values: Values) -> Answer:
    """One-time social insurance for less than a year."""
    told = call.given.raw("contributed_salaries")
    if not isinstance(told, list) or any(type(row) is not int or not 0 <= row <= MOST for row in told):
        raise call.given.refuse("contributed_salaries", SALARIES)
    salaries: list[int] = told
    found = under_one_year(sum(salaries), call.given.whole("average"), call.day, values)
    rate, most = (values.get(f"one_time.under_year.{key}", call.day) for key in ("rate", "most"))
    mean = dong(call.given.whole("average"))
    paid = f"{percent(rate.number)} x {dong(sum(salaries))}"
    steps = (
        reckoned("Mức tối đa", "At most", f"{most.text} x {mean}", found.cap, most.citation),
        reckoned(
            "Bảo hiểm xã hội một lần", "One-time social insurance", f"min({paid}, {dong(found.cap)})", found.amount,
            rate.citation,
        ),
    )  # fmt: skip
    return Answer({"amount": found.amount, "cap": found.cap}, steps=steps)


def support(call: Call, values: Values) -> Answer:
    """State support of voluntary insurance that is deducted."""
    rows = [
        SupportRow(row.whole("months"), row.whole("poverty_line"), row.share("support"))
        for row in call.given.rows("rows")
    ]
    rate, total = values.get("vsi.rate", call.day), state_support(rows, call.day, values)
    terms = " + ".join(f"{percent(row.share)} x {dong(row.poverty_line)} x {row.months}" for row in rows) or "0"
    told = reckoned(
        "Nhà nước đã hỗ trợ", "State support", f"{percent(rate.number)} x ({terms})", total,
        "Circular 59/2015/TT-BLDTBXH art. 19(3); Law 41/2024/QH15 art. 102(3)",
    )  # fmt: skip
    return Answer({"support_total": total}, steps=(told,))


def eligible(call: Call, values: Values) -> Answer:
    """Whether the route of twelve months outside insurance is open."""
    given = call.given
    person = Leaver(given.month("first_contribution"), given.whole("months_out"), given.whole("contributed_months"))
    right = months_out_right(person, call.day, values)
    return Answer({"eligible": right.due, "reason": right.reason or None}, steps=right.steps)


def abroad_pension(call: Call, values: Values) -> Answer:
    """One sum for a pensioner who settles abroad."""
    given = call.given
    found = settle_pension(
        given.whole("months_before_2014"),
        given.whole("months_from_2014"),
        pension=given.whole("pension"),
        months_drawn=given.whole("months_drawn"),
        day=call.day,
        values=values,
    )
    before, later = given.whole("months_before_2014"), given.whole("months_from_2014")
    whole, halves = split_years(before, later)
    earlier, since = (values.get(f"one_time.months_per_year.{key}", call.day) for key in ("before", "later"))
    cut, least = (values.get(f"one_time.settle.{key}", call.day) for key in ("cut_per_month", "least"))
    due = f"{whole} x {earlier.text} + {decimal_text(years(halves))} x {since.text}"
    shown = f"max({least.text}, {due} - {cut.text} x {given.whole('months_drawn')})"
    months = decimal_text(found.months)
    steps = (
        said("Số tháng lương hưu", "Months of pension", months, shown, cut.citation),
        reckoned(
            "Trợ cấp một lần", "One sum", f"{months} x {dong(given.whole('pension'))}", found.amount, least.citation
        ),
    )
    return Answer({"months": months, "amount": found.amount}, steps=steps)


def abroad_allowance(call: Call, values: Values) -> Answer:
    """One sum for another monthly benefit."""
    allowance, law = call.given.whole("allowance"), values.get("one_time.settle.allowance", call.day)
    amount = settle_allowance(allowance, call.day, values).amount
    told = reckoned("Trợ cấp một lần", "One sum", f"{law.text} x {dong(allowance)}", amount, law.citation)
    return Answer({"amount": amount}, steps=(told,))


def article_23(call: Call, values: Values) -> Answer:
    """Monthly allowance until the social pension for people without a pension."""
    given = call.given
    found = allowance_23(
        given.whole("average"),
        given.whole("contributed_months"),
        social_pension=given.between("social_pension", 1),
        months_to_age=given.whole("months_to_social_age"),
        day=call.day,
        values=values,
    )
    return Answer(
        {"months_entitled": found.months_entitled, "months_paid": found.months_paid}
        | {"monthly": found.monthly, "top_up": found.top_up},
        steps=_article_23_steps(call, found, values),
    )


def article_23_death(call: Call, values: Values) -> Answer:
    """What relatives get when somebody on the allowance of article 23 dies: months not drawn, a funeral grant."""
    given, law = call.given, values.get("one_time.article_23.funeral_months", call.day)
    granted = Allowance(0, given.whole("months_paid"), given.whole("monthly"), 0)
    drawn, compulsory = given.whole("months_drawn"), given.whole("compulsory_months")
    left = unpaid_at_death(granted, drawn)
    funeral = funeral_due(compulsory, given.whole("contributed_months"), call.day, values)
    shown = f"max(0, {granted.months_paid} - {drawn}) x {dong(granted.monthly)}"
    least, total = (int(law.of(key)) for key in ("compulsory", "total"))
    steps = (
        reckoned("Các tháng chưa hưởng trả một lần", "Months not drawn, in one sum", shown, left, law.citation),
        said(
            f"Mai táng: từ {least} tháng bắt buộc hoặc {total} tháng tất cả",
            f"Funeral grant: {least} compulsory months or {total} in all", yes_or_no(funeral), "", law.citation,
        ),
    )  # fmt: skip
    return Answer({"amount": left, "funeral": funeral}, steps=steps)


def _article_23_steps(call: Call, found: Allowance, values: Values) -> tuple[Step, ...]:
    """Show the months the contributions give, the amount of a month and what would carry to the age."""
    given, law = call.given, values.get("one_time.article_23.averages_per_year", call.day)
    counted = decimal_text(years(half_years(given.whole("contributed_months"))))
    level, until = dong(given.whole("social_pension")), given.whole("months_to_social_age")
    worth = f"{dong(given.whole('average'))} x {law.text} x {counted} / {level}"
    more = f"{level} + ({found.months_entitled} - {until}) x {level} / {until}"
    longer = found.months_entitled > until
    return (
        said("Số tháng được hưởng (làm tròn lên)", "Months, rounded up", found.months_entitled, worth, law.citation),
        said("Số tháng chi trả", "Months paid", found.months_paid, f"min({found.months_entitled}, {until})"),
        reckoned("Mức hằng tháng", "Amount of a month", more if longer else "", found.monthly, law.citation),
        reckoned(
            "Số tiền đóng thêm để hưởng đến tuổi", "Sum that carries to the age",
            "" if longer else f"({until} - {found.months_entitled}) x {level}", found.top_up, law.citation,
        ),
    )  # fmt: skip


def area_allowance(call: Call, values: Values) -> Answer:
    """One sum for contributions paid on an area allowance."""
    rows = [(row.share("coef"), row.whole("months")) for row in call.given.rows("rows")]
    rate, base = values.get("one_time.area.rate", call.day), call.given.whole("base_salary")
    amount = area_sum(rows, base, call.day, values)
    terms = " + ".join(f"{decimal_text(coefficient)} x {months}" for coefficient, months in rows) or "0"
    shown = f"{percent(rate.number)} x {dong(base)} x ({terms})"
    told = reckoned("Trợ cấp khu vực", "Area allowance", shown, amount, rate.citation)
    return Answer({"amount": amount}, steps=(told,))
