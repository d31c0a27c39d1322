"""The opening: where we stand, what is off pace, what it takes. It is read aloud, so it is sentences."""

from fractions import Fraction

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.key_figures import key_figures
from ansinh.domain.planning.briefing.pen import Pen
from ansinh.domain.planning.briefing.takes import off_pace, what_it_takes
from ansinh.domain.planning.briefing.tree import Block, Part, Say
from ansinh.domain.planning.compare import Comparator
from ansinh.domain.planning.progress import percent
from ansinh.domain.planning.situation import Situation

_MANAGED = Text(
    "Đến ngày {day}, {office} quản lý {units} với {people} tham gia{parts}{changes}.",
    "On {day}, {office} manages {units} and {people}{parts}{changes}.",
)
_PARTS = Text(
    ", gồm {hi} người có BHYT và {vsi} người tham gia BHXH tự nguyện",
    " ({hi} in health insurance, {vsi} in voluntary SI)",
)
_REVENUE = Text(
    "Tổng số thu từ đầu năm đạt {amount}, bằng {share} kế hoạch năm ({plan}), {pace}.",
    "Revenue since January is {amount}, {share} of the plan for the year ({plan}), {pace}.",
)
_ENDS = Text(
    "Nếu giữ mức bình quân hai tháng gần nhất, cả năm ước đạt {amount}, bằng {share} kế hoạch.",
    "At the mean of the last two months the year would end at {amount}, {share} of the plan.",
)
_REVENUE_ALONE = Text("Tổng số thu từ đầu năm đạt {amount}.", "Revenue since January is {amount}.")
_BEHIND = Text("chậm {points} so với tiến độ bình quân {expected}", "{points} behind the even pace of {expected}")
_AHEAD = Text("vượt tiến độ bình quân {expected} là {points}", "{points} ahead of the even pace of {expected}")
_ON_PACE = Text("đúng tiến độ bình quân {expected}", "exactly at the even pace of {expected}")
_OVER = Text("vượt kế hoạch {points}", "{points} above the plan")
_SHORT = Text("còn thiếu {points}", "{points} short of the plan")
_ON_PLAN = Text("đúng kế hoạch", "exactly the plan")
_DEBT = Text(
    "Nợ của đơn vị (tiền gốc) là {amount}{ratios}{change}.", "Employers owe {amount} in principal{ratios}{change}."
)
_OF = Text("bằng {rate} {base} ({value})", "{rate} of the {base} ({value})")
_NOTHING = Text("Chưa có số liệu của tháng này.", "There are no figures for this month yet.")
_ONLY_REPORTED = Text(
    "Tháng này chưa có số liệu về người tham gia và số thu; các số liệu đã báo cáo ở dưới đây.",
    "Participants and revenue are not known for this month; what was reported stands below.",
)


def opening(here: Situation, pen: Pen) -> Part:
    """Return the opening part."""
    blocks: list[Block] = [Say(text, lead=True) for text in (_managed(here, pen),) if text]
    blocks += [Say(text) for text in (_revenue(here, pen),) if text]
    blocks += off_pace(here, pen)
    blocks += what_it_takes(here, pen)
    blocks += [Say(text) for text in (_debt(here, pen),) if text]
    figures = key_figures(here, pen)
    if figures.items:
        blocks.append(figures)
    if not blocks:
        blocks.append(Say(pen.say(_ONLY_REPORTED if _has_reports(here) else _NOTHING), lead=True, tone="watch"))
    return Part(pen.say(Text("Tóm tắt", "In brief")), tuple(blocks))


def _has_reports(here: Situation) -> bool:
    """Return whether anything was reported for the month."""
    return any(here.month in series for series in here.facts.values.get("reported", {}).values())


def _managed(here: Situation, pen: Pen) -> str | None:
    """Return the sentence on units and people."""
    people, units = here.of("participants_headline"), here.of("units_managed")
    if people is None:
        return None
    health, voluntary = here.of("participants_hi"), here.of("participants_vsi")
    count = pen.numbers.decimal
    twice = here.month.month == 12  # last December is then the same period
    changes = [
        text
        for comparator in (Comparator.SAME_PERIOD_LAST_YEAR, Comparator.LAST_DECEMBER)[: 1 if twice else 2]
        if (text := pen.versus(people, comparator))
    ]
    unknown = pen.say(Text("các đơn vị", "its employers"))
    return pen.say(
        _MANAGED,
        day=pen.day(people.as_of),
        office=pen.say(here.place.name),
        units=pen.amount(units.indicator, units.value) if units else unknown,
        people=pen.amount(people.indicator, people.value),
        parts=pen.say(_PARTS, hi=count(health.value), vsi=count(voluntary.value)) if health and voluntary else "",
        changes=", " + pen.listed(changes) if changes else "",
    )


def _revenue(here: Situation, pen: Pen) -> str | None:
    """Return the sentence on revenue, plan and pace."""
    revenue = here.of("revenue_total")
    if revenue is None:
        return None
    amount = pen.numbers.money(revenue.value)
    done = revenue.progress
    if done is None or done.share is None or done.gap is None or done.expected_share is None:
        return pen.say(_REVENUE_ALONE, amount=amount)
    pace = _pace(done.gap, year_over=here.month.month == 12)
    said = pen.say(pace, points=pen.numbers.points(abs(done.gap)), expected=pen.numbers.percent(done.expected_share))
    share, plan = pen.numbers.share(done.share), pen.numbers.money(done.plan)
    text = pen.say(_REVENUE, amount=amount, share=share, plan=plan, pace=said)
    if revenue.projected is not None and done.remaining > 0:
        year = percent(revenue.projected, done.plan) or Fraction(0)
        ends = pen.say(_ENDS, amount=pen.numbers.money(revenue.projected), share=pen.numbers.share(year))
        text = f"{text} {ends}"
    against = pen.versus(revenue, Comparator.SAME_PERIOD_LAST_YEAR)
    return f"{text} {pen.say(Text('Số thu', 'Revenue is'))} {against}." if against else text


def _pace(gap: Fraction, *, year_over: bool) -> Text:
    """Return how the pace is put into words: behind, ahead, or against the whole plan at the end of the year."""
    if gap == 0:
        return _ON_PLAN if year_over else _ON_PACE
    if gap > 0:
        return _OVER if year_over else _AHEAD
    return _SHORT if year_over else _BEHIND


def _debt(here: Situation, pen: Pen) -> str | None:
    """Return the sentence on debt with both ratios, each with its denominator by name and value."""
    debt = here.of("debt_total")
    if debt is None:
        return None
    ratios = []
    for code in ("debt_ratio_to_plan", "debt_ratio_to_receivable"):
        ratio = here.of(code)
        if ratio is not None and ratio.over is not None:
            base = ratio.over.name.to(pen.language)
            base = base[:1].lower() + base[1:]
            value = pen.numbers.money(ratio.over.value)
            ratios.append(pen.say(_OF, rate=pen.numbers.percent(ratio.value), base=base, value=value))
    against = pen.versus(debt, Comparator.SAME_PERIOD_LAST_YEAR)
    return pen.say(
        _DEBT,
        amount=pen.numbers.money(debt.value),
        ratios=", " + pen.listed(ratios) if ratios else "",
        change=f"; {against}" if against else "",
    )
