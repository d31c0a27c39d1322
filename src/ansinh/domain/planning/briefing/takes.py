"""What is behind its pace, and what each remaining month must bring."""

from fractions import Fraction

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen
from ansinh.domain.planning.briefing.tree import Say
from ansinh.domain.planning.progress import Progress
from ansinh.domain.planning.situation import Situation, Standing

SCHEMES = ("participants_csi", "participants_vsi", "participants_ui", "participants_hi")
FUNDS = ("revenue_csi", "revenue_hi", "revenue_ui", "revenue_vsi")
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


def off_pace(here: Situation, pen: Pen) -> list[Say]:
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


def what_it_takes(here: Situation, pen: Pen) -> list[Say]:
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


def planned(here: Situation, codes: tuple[str, ...]) -> list[tuple[Standing, Progress]]:
    """Return the standings of `codes` that are known and have a plan above zero."""
    known = [here.of(code) for code in codes]
    return [(one, one.progress) for one in known if one is not None and one.progress and one.progress.plan > 0]


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
