"""Why a person owes what they owe for a month: the kernel's own columns, told step by step."""

from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.terms import PersonGroup
from ansinh.core.text import Text
from ansinh.law.contributions.assess import assess_month
from ansinh.law.contributions.columns import NO_BASE, Assessment, EmployerColumns, PeopleColumns, Result, Treatment
from ansinh.law.contributions.numbering import number_profiles
from ansinh.law.contributions.profile import Profile
from ansinh.law.contributions.tables import month_tables
from ansinh.law.contributions.treatment import absence_rules, treat
from ansinh.law.explain import Explanation, Step, dong, percent
from ansinh.law.values import Values

TREATMENTS: dict[Treatment, Text] = {
    Treatment.FULL_MONTH: Text("Đóng đủ tháng", "The whole month is due"),
    Treatment.UNPAID_14_DAYS: Text(
        "Nghỉ không lương từ {days} ngày làm việc: không đóng, tháng không được tính",
        "Without pay for {days} working days or more: nothing is due and the month does not count",
    ),
    Treatment.SICK_14_DAYS: Text(
        "Nghỉ ốm từ {days} ngày làm việc: không đóng, thẻ BHYT vẫn có giá trị",
        "Sick for {days} working days or more: nothing is due, the health card stays valid",
    ),
    Treatment.MATERNITY_14_DAYS: Text(
        "Nghỉ thai sản từ {days} ngày làm việc: không đóng, tháng vẫn được tính, quỹ ốm đau thai sản đóng BHYT",
        "Maternity leave of {days} working days or more: nothing is due, the month counts, the fund pays health",
    ),
    Treatment.DETAINED: Text(
        "Bị tạm giam hoặc đình chỉ: chỉ đóng BHYT trên một nửa tiền lương",
        "Detained or suspended from work: only health insurance, on half of the salary",
    ),
    Treatment.FIRST_MONTH_SICK: Text(
        "Tháng đầu làm việc hoặc trở lại làm việc: vẫn đóng dù nghỉ ốm",
        "First month of work or back at work: due in spite of sickness",
    ),
    Treatment.PAY_AGREEMENT: Text(
        "Hai bên thỏa thuận đóng cho tháng không lương, theo mức tháng đóng gần nhất",
        "Both sides agreed to pay for a month without pay, on the base of the last month paid",
    ),
}
NOTHING_DUE = (Treatment.UNPAID_14_DAYS, Treatment.SICK_14_DAYS, Treatment.MATERNITY_14_DAYS)  # from the two sides


@dataclass(frozen=True, slots=True)
class _Part:
    """One share of one fund: its names, its column, the base column and the values its rate may come from."""

    name: Text
    column: str
    base: str
    keys: tuple[str, ...]


_BY_SICKNESS, _R68, _R116 = "QD 959/QD-BHXH art. 38(1.8)", "Resolution 68/NQ-CP II.1", "Resolution 116/NQ-CP II.2"
_RETIREMENT = "retirement_survivorship"
_FOR_OAD = (
    "oad.rate.employer.covid_relief",
    "oad.rate.employer.reduced_high_risk",
    "si.foreign.rate.employer.oad",
    "oad.rate.employer.normal",
)
_FOR_UI = ("ui.rate.employer.covid_relief", "ui.rate.employer")


def _by_scheme(share: str) -> tuple[str, ...]:
    """Return the keys of a share of social insurance, for nationals, foreigners and commune workers."""
    return tuple(f"{kind}.{share}" for kind in ("si.rate", "si.foreign.rate", "si.rate.commune_part_time"))


_ROWS = (
    ("Hưu trí, tử tuất, đơn vị", "Retirement, employer", "rs_er", _by_scheme(f"employer.{_RETIREMENT}")),
    ("Hưu trí, tử tuất, người lao động", "Retirement, employee", "rs_ee", _by_scheme(f"employee.{_RETIREMENT}")),
    (
        "Ốm đau, thai sản, đơn vị",
        "Sickness and maternity, employer",
        "sm_er",
        _by_scheme("employer.sickness_maternity"),
    ),
    ("TNLĐ, BNN, đơn vị", "Accident and disease, employer", "oad_er", _FOR_OAD),
    ("Thất nghiệp, đơn vị", "Unemployment, employer", "ui_er", _FOR_UI),
    ("Thất nghiệp, người lao động", "Unemployment, employee", "ui_ee", ("ui.rate.employee",)),
    ("Y tế, đơn vị", "Health, employer", "hi_er", ("hi.rate.employer",)),
    ("Y tế, người lao động", "Health, employee", "hi_ee", ("hi.rate.employee",)),
)
_BASE_OF = {"ui": "ui_base", "hi": "hi_base"}
_PARTS = tuple(_Part(Text(vi, en), column, _BASE_OF.get(column[:2], "si_base"), keys) for vi, en, column, keys in _ROWS)


def explain_person(
    month: Month, people: PeopleColumns, employers: EmployerColumns, values: Values, *, row: int = 0
) -> tuple[Assessment, Explanation]:
    """Art. 85-86, Law 58/2014/QH13; Art. 33-34, Law 41/2024/QH15: the assessment and the story of its person `row`.

    The same kernel runs, with its look-ups traced and its intermediate columns kept. Errors as assess_month.
    """
    traced = values.tracing()
    result = assess_month(month, people, employers, traced, keep_steps=True)
    steps = [
        *_base_steps(month, people, result, row, traced),
        *_fund_steps(month, people, employers, result, row, traced),
    ]
    return result, Explanation(tuple(steps), tuple(traced.used()))


def _base_steps(month: Month, people: PeopleColumns, result: Assessment, row: int, values: Values) -> list[Step]:
    """Tell how the base came about."""
    kept = result.steps
    if kept is None:
        message = "an explanation needs the kept steps"
        raise ValueError(message)
    declared = int(kept.declared[row])
    steps = [_declared_step(people, declared, row, values.whole("base_salary", month.first_day))]
    treatment = Treatment(int(result.treatment[row]))
    if treatment is not Treatment.FULL_MONTH:
        days, article = absence_rules(month, values).threshold, "QD 959/QD-BHXH art. 38; Law 41/2024/QH15 art. 33"
        owed = 0 if treatment in NOTHING_DUE else declared
        steps.append(Step(TREATMENTS[treatment].fill(days=days), dong(owed), citation=article))
    for name, base, ceiling in (
        (Text("Căn cứ đóng BHXH", "Social insurance base"), result.si_base, kept.si_ceiling),
        (Text("Căn cứ đóng BHTN", "Unemployment insurance base"), result.ui_base, kept.ui_ceiling),
        (Text("Căn cứ đóng BHYT", "Health insurance base"), result.hi_base, kept.hi_ceiling),
    ):
        if base[row]:
            steps.append(_bounded(name, int(base[row]), declared, int(ceiling[row])))
    if result.result[row] & Result.BELOW_FLOOR:
        steps.append(
            Step(
                Text("Lưu ý: thấp hơn mức sàn", "Note: below the lowest base"),
                dong(int(kept.floor[row])),
                citation="QD 595/QD-BHXH art. 6; Law 41/2024/QH15 art. 31(1)(dd)",
            )
        )
    return steps


def _bounded(name: Text, base: int, declared: int, ceiling: int) -> Step:
    """Tell whether the ceiling cut the base."""
    top = dong(ceiling)
    if declared > ceiling:
        note = Text(f"kê khai {dong(declared)}, vượt mức trần {top}", f"declared {dong(declared)}, above the ceiling")
    else:
        note = Text(f"không vượt mức trần {top}", f"not above the ceiling of {top}")
    return Step(name, dong(base), note=note)


def _declared_step(people: PeopleColumns, declared: int, row: int, base_salary: int) -> Step:
    """Tell where the declared base comes from."""
    if people.group[row] == PersonGroup.COMMUNE_PART_TIME:
        return Step(
            Text("Căn cứ do luật định", "Base set by the law"), dong(declared), citation="QD 959/QD-BHXH art. 6(1.2)"
        )
    if people.base[row] == NO_BASE:
        coefficient = percent(Fraction(int(people.coefficient[row]), 1_000_000)).removesuffix("%")
        name = Text("Hệ số x lương cơ sở", "Coefficient x base salary")
        return Step(name, dong(declared), f"{coefficient} x {dong(base_salary)}", "QD 959/QD-BHXH art. 6(1.1)")
    return Step(Text("Tiền lương kê khai", "Declared salary"), dong(declared))


def _fund_steps(
    month: Month, people: PeopleColumns, employers: EmployerColumns, result: Assessment, row: int, values: Values
) -> list[Step]:
    """Tell each share: base x rate = amount, with the article of the rate."""
    number, codes = number_profiles(people, employers, treat(people, absence_rules(month, values)), month, values)
    tables = month_tables(codes, month, values)
    own = int(number[row])
    steps = []
    for part in _PARTS:
        base = int(getattr(result, part.base)[row])
        rate = Fraction(int(tables.rates[part.column][own]), tables.denominator)
        if base and (rate or part.column in {"oad_er", "ui_er"}):
            amount = int(getattr(result, part.column)[row])
            steps.append(_share(part, base, rate, amount, _source(part, tables.profiles[own], month, values)))
    return steps + _notes(result, row) + [_total(result, row)]


def _share(part: _Part, base: int, rate: Fraction, amount: int, citation: str) -> Step:
    """Return one share; a dong moved by the rounding of the account's total is said."""
    moved = amount - (2 * base * rate.numerator + rate.denominator) // (2 * rate.denominator)
    note = (
        Text(
            f"{moved:+d} đồng do tổng quỹ của đơn vị làm tròn một lần",
            f"{moved:+d} dong: the account's total is rounded once",
        )
        if moved
        else None
    )
    return Step(part.name, dong(amount), f"{dong(base)} x {percent(rate)}", citation, note)


def _source(part: _Part, profile: Profile, month: Month, values: Values) -> str:
    """Return the citation of the first value of the part that was used and is in force."""
    used = {key for key, _ in values.trace or {}}
    kinds = part.keys
    if part.column == "oad_er" and not profile.reduced:
        kinds = tuple(key for key in kinds if key != "oad.rate.employer.reduced_high_risk")
    lines = (values.parameters[key].on(month.first_day) for key in kinds if key in used)
    return next((line.citation for line in lines if line is not None and line.content is not None), "")


def _notes(result: Assessment, row: int) -> list[Step]:
    """Tell what is not charged now: reliefs, suspension, what the sickness fund pays."""
    told: tuple[tuple[str, Text, str], ...] = (
        (
            "hi_by_sm",
            Text("BHYT do quỹ ốm đau, thai sản đóng", "Health contribution paid by the sickness fund"),
            _BY_SICKNESS,
        ),
        ("relief68_forgone", Text("Được miễn theo Nghị quyết 68", "Not due under Resolution 68"), _R68),
        ("relief116_forgone", Text("Được giảm theo Nghị quyết 116", "Not due under Resolution 116"), _R116),
        ("rs_deferred", Text("Tạm dừng, sẽ đóng bù", "Suspended, to be paid back"), "Law 58/2014/QH13 art. 88"),
    )
    return [
        Step(name, dong(int(getattr(result, column)[row])), citation=citation)
        for column, name, citation in told
        if getattr(result, column)[row]
    ]


def _total(result: Assessment, row: int) -> Step:
    """Return the sum of all shares."""
    whole = sum(int(getattr(result, part.column)[row]) for part in _PARTS)
    return Step(Text("Cộng phải đóng của tháng", "Due for the month"), dong(whole))
