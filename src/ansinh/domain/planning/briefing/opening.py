"""The opening: where we stand, what is off pace, what it takes. It is read aloud, so it is sentences."""

from fractions import Fraction

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen, capital
from ansinh.domain.planning.briefing.tree import Block, KeyFigure, KeyFigures, Part, Say, Tone
from ansinh.domain.planning.compare import Comparator
from ansinh.domain.planning.numbers import BILLION, MILLION
from ansinh.domain.planning.progress import Number, Progress, percent
from ansinh.domain.planning.situation import Situation, Standing

SCHEMES = ("participants_csi", "participants_vsi", "participants_ui", "participants_hi")
FUNDS = ("revenue_csi", "revenue_hi", "revenue_ui", "revenue_vsi")

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
_SLOW = Text("Chậm tiến độ: {list}.", "Off pace: {list}.")
_SLOW_ITEM = Text("{name} (đạt {share} kế hoạch, chậm {points})", "{name} ({share} of plan, {points} behind)")
_ALL_ON_PACE = Text(
    "Các chỉ tiêu có kế hoạch đều bảo đảm hoặc vượt tiến độ.", "Every indicator with a plan is on or ahead of its pace."
)
_NO_PLAN = Text(
    "Chưa có kế hoạch năm {year} nên chưa đánh giá được tiến độ: {list}.",
    "No plan for {year} has been entered, so there is no progress to judge: {list}.",
)
_TAKES = Text("Để hoàn thành kế hoạch năm, {list}.", "To meet the plan for the year: {list}.")
_TAKES_MONEY = Text(
    "trong {months} tháng còn lại cần thu thêm {left}, bình quân {month} mỗi tháng ({week} mỗi tuần){recent}",
    "{left} more must be collected in the remaining months ({months}), {month} a month ({week} a week){recent}",
)
_RECENT = Text(
    ", gấp {times} lần mức bình quân hai tháng gần nhất ({recent})",
    ", {times} times the mean of the last two months ({recent})",
)
_TAKES_PEOPLE = Text(
    "cần phát triển thêm {list}",
    "{list} more are needed",
)
_TAKES_ONE = Text("{left} {name} ({month} mỗi tháng)", "{left} in {name} ({month} a month)")
_YEAR_OVER = Text("Hết năm, còn thiếu so với kế hoạch: {list}.", "The year is over; short of the plan: {list}.")
_MET = Text("Kế hoạch năm đã hoàn thành: {list}.", "The plan for the year is met: {list}.")
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
    blocks += _off_pace(here, pen)
    blocks += _what_it_takes(here, pen)
    blocks += [Say(text) for text in (_debt(here, pen),) if text]
    figures = _key_figures(here, pen)
    if figures.items:
        blocks.append(figures)
    if not blocks:
        blocks.append(Say(pen.say(_ONLY_REPORTED if _has_reports(here) else _NOTHING), lead=True, tone="watch"))
    return Part(pen.say(Text("Tóm tắt", "In brief")), tuple(blocks))


def _has_reports(here: Situation) -> bool:
    """Return whether anything was reported for the month."""
    return any(here.month in series for series in here.facts.values.get("reported", {}).values())


def planned(here: Situation, codes: tuple[str, ...]) -> list[tuple[Standing, Progress]]:
    """Return the standings of `codes` that are known and have a plan above zero."""
    known = [here.of(code) for code in codes]
    return [(one, one.progress) for one in known if one is not None and one.progress and one.progress.plan > 0]


def tone_of(progress: Progress | None) -> Tone:
    """Return good on or ahead of the pace, watch up to five points behind, bad beyond."""
    if progress is None or progress.gap is None:
        return ""
    if progress.gap >= 0 or progress.actual >= progress.plan:
        return "good"
    return "watch" if progress.gap > -5 else "bad"


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


def _off_pace(here: Situation, pen: Pen) -> list[Say]:
    """Return what is behind its pace, worst first, and what has no plan at all."""
    with_plan = planned(here, (*SCHEMES, "revenue_total"))
    slow = sorted(
        ((done.gap, one, done) for one, done in with_plan if done.gap is not None and done.gap < 0),
        key=lambda found: found[0],
    )
    said: list[Say] = []
    if slow:
        items = [
            pen.say(
                _SLOW_ITEM,
                name=one.indicator.name.to(pen.language),
                share=pen.numbers.share(done.share or 0),
                points=pen.numbers.points(abs(gap)),
            )
            for gap, one, done in slow
        ]
        said.append(Say(pen.say(_SLOW, list="; ".join(items)), tone="watch"))
    elif any(done.gap is not None for _, done in with_plan):
        said.append(Say(pen.say(_ALL_ON_PACE), tone="good"))
    known = [one for code in (*SCHEMES, "revenue_total") if (one := here.of(code)) is not None and one.target is None]
    if known:
        names = pen.listed([one.indicator.short.to(pen.language) for one in known])
        said.append(Say(pen.say(_NO_PLAN, year=here.month.year, list=names), tone="watch"))
    return said


def _what_it_takes(here: Situation, pen: Pen) -> list[Say]:
    """Return what each remaining month must bring, or how the year ended."""
    with_plan = planned(here, ("revenue_total", *SCHEMES))
    open_ones = [(one, done) for one, done in with_plan if done.remaining > 0]
    said: list[Say] = []
    if open_ones and here.month.month < 12:
        said.append(Say(pen.say(_TAKES, list="; ".join(_needed(open_ones, pen)))))
    elif open_ones:
        missing = [
            f"{one.indicator.short.to(pen.language)} {pen.amount(one.indicator, done.remaining)}"
            for one, done in open_ones
        ]
        said.append(Say(pen.say(_YEAR_OVER, list="; ".join(missing)), tone="bad"))
    met = [
        f"{one.indicator.name.to(pen.language)} ({pen.numbers.share(done.share or 0)})"
        for one, done in with_plan
        if done.remaining == 0
    ]
    if met:
        said.append(Say(pen.say(_MET, list=pen.listed(met)), tone="good"))
    return said


def _needed(open_ones: list[tuple[Standing, Progress]], pen: Pen) -> list[str]:
    """Return what the open indicators still take: money in one clause, people of all schemes in another."""
    clauses, people = [], []
    for one, done in open_ones:
        month, week = done.per_month or Fraction(0), done.per_week or Fraction(0)
        if one.indicator.is_money:
            clauses.append(_needed_money(one, done, month, week, pen))
            continue
        left, a_month = pen.amount(one.indicator, done.remaining), pen.numbers.decimal(_whole_up(month))
        people.append(pen.say(_TAKES_ONE, left=left, name=one.indicator.short.to(pen.language), month=a_month))
    if people:
        clauses.append(pen.say(_TAKES_PEOPLE, list=pen.listed(people)))
    return clauses


def _needed_money(one: Standing, done: Progress, month: Fraction, week: Fraction, pen: Pen) -> str:
    """Return what the revenue plan still takes, held against the recent pace."""
    money, recent = pen.numbers.money, ""
    if one.recent is not None and one.recent > 0:
        times = pen.numbers.decimal(month / one.recent, 2)
        recent = pen.say(_RECENT, times=times, recent=money(one.recent))
    return pen.say(
        _TAKES_MONEY,
        left=money(done.remaining),
        months=done.months_left,
        month=money(month),
        week=money(week),
        recent=recent,
    )


def _whole_up(value: Fraction) -> int:
    """Return the next whole number: half a person does not join."""
    return -(-value.numerator // value.denominator)


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


def _key_figures(here: Situation, pen: Pen) -> KeyFigures:
    """Return participants by scheme and revenue as key figures with plan and day."""
    items = []
    for code in ("participants_csi", "participants_hi", "participants_vsi", "revenue_total"):
        one = here.of(code)
        if one is not None:
            unit, shown = _short(one, pen)
            label = f"{one.indicator.short.to(pen.language)} ({unit})"
            items.append(KeyFigure(label, shown, _under(one, pen), tone_of(one.progress)))
    return KeyFigures(tuple(items))


def _short(one: Standing, pen: Pen) -> tuple[str, str]:
    """Return unit and number of a key figure: people, or dong in billions (millions where they are few)."""
    if not one.indicator.is_money:
        return pen.unit(one.indicator), pen.numbers.decimal(one.value)
    many = one.value >= BILLION
    unit = Text("tỷ đồng", "billion dong") if many else Text("triệu đồng", "million dong")
    return pen.say(unit), pen.numbers.decimal(Fraction(one.value) / (BILLION if many else MILLION), 1)


def _under(one: Standing, pen: Pen) -> str:
    """Return the note under a key figure: share of which plan, as of which day."""
    day = pen.say(Text("đến {day}", "on {day}"), day=pen.day(one.as_of))
    if one.progress is None or one.progress.share is None:
        return day
    share = pen.numbers.share(one.progress.share)
    plan: Number = one.progress.plan
    said = Text("{share} kế hoạch {plan}", "{share} of the plan of {plan}")
    return capital(f"{pen.say(said, share=share, plan=pen.amount(one.indicator, plan))}, {day}")
