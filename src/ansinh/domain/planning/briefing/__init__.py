"""The briefing a director presents: where we stand, what is off pace, what it takes; then figures, then rows."""

from ansinh.core.text import Language, Text
from ansinh.domain.planning.briefing.ahead import ahead, quotas
from ansinh.domain.planning.briefing.debt import debt
from ansinh.domain.planning.briefing.following import scores, tasks
from ansinh.domain.planning.briefing.missing import campaigns, missing
from ansinh.domain.planning.briefing.offices import below
from ansinh.domain.planning.briefing.opening import opening
from ansinh.domain.planning.briefing.participants import participants
from ansinh.domain.planning.briefing.pen import Pen
from ansinh.domain.planning.briefing.relief import relief
from ansinh.domain.planning.briefing.reported import reported
from ansinh.domain.planning.briefing.revenue import revenue
from ansinh.domain.planning.briefing.tree import Briefing, Part, Say
from ansinh.domain.planning.briefing.work import activities, agents, benefits, claims, inspections, ladder
from ansinh.domain.planning.doing import Doing
from ansinh.domain.planning.situation import Situation

_TITLE = Text(
    "Báo cáo kết quả thu, phát triển người tham gia và giảm nợ {month}",
    "Briefing on revenue, participants and debt, {month}",
)
_ABOUT = Text("{office} · số liệu đến ngày {day}", "{office} · as of {day}")
_WEEK = Text("Báo cáo tuần {week}/{year}", "Weekly sheet, week {week} of {year}")
_WEEK_ABOUT = Text("{office} · từ {first} đến {last}", "{office} · {first} to {last}")
_NOTHING = Text("Tuần này chưa có việc nào được ghi.", "Nothing is recorded for this week.")
FORWARD = (ahead, missing, campaigns, tasks, ladder)
DONE = (activities, inspections, agents, scores, benefits)
_READING = (
    Text(
        "Mỗi tỷ lệ đi kèm mẫu số, mỗi mức tăng giảm đi kèm mốc so sánh, mỗi số liệu đi kèm ngày."
        " Tỷ lệ so với tỷ lệ tính bằng điểm phần trăm.",
        "Every share comes with its denominator, every change with its comparator, every figure with its day. Rates are"
        " compared in percentage points.",
    ),
    Text(
        "Chỉ tiêu cộng được (người, tiền) của các cơ quan trực thuộc cộng lại bằng của cơ quan cấp trên;"
        " tỷ lệ giao riêng cho từng cơ quan và không cộng.",
        "Additive figures (people, money) of the offices below sum to those of the office above; rates are set for each"
        " office and never summed.",
    ),
    Text(
        "Khả năng hoàn thành: so mức cần mỗi tháng với bình quân hai tháng gần nhất; trên 1,5 lần là khó đạt.",
        "The outlook holds what each month needs against the mean of the last two months;"
        " above 1.5 times is out of reach.",
    ),
)


def briefing(here: Situation, language: Language, doing: Doing | None = None) -> Briefing:
    """Return the briefing of one office and month in `language`; parts of which nothing is known are left out.

    `doing` is what the office does beside its figures: forecast, tasks, debts pressed, activities, inspections ...
    """
    pen = Pen(language)
    parts = [part(here, pen) for part in (participants, revenue, debt)]
    parts += [part(doing, pen) for part in FORWARD] if doing else []
    parts += [part(here, pen) for part in (relief, claims)]
    parts += [part(doing, pen) for part in DONE] if doing else []
    parts += [part(here, pen) for part in (below, reported)]
    known = [part for part in parts if part is not None]
    office = pen.say(here.place.name)
    return Briefing(
        key=f"briefing-{here.place.code}-{here.month}",
        title=pen.say(_TITLE, month=pen.month(here.month)),
        about=pen.say(_ABOUT, office=office, day=pen.day(here.month.last_day)),
        parts=(opening(here, pen), *known, _reading(pen)),
        footer=pen.say(Text("Lập từ hệ thống An Sinh", "Made by An Sinh")),
    )


def weekly(here: Situation, language: Language, doing: Doing) -> Briefing:
    """Return the sheet of one week: quotas, tasks, debts pressed, activities and all else done in these days."""
    pen = Pen(language)
    known = [part for make in (quotas, *FORWARD, *DONE) if (part := make(doing, pen)) is not None]
    nothing = Part(pen.say(_NOTHING), (Say(pen.say(_NOTHING), tone="watch"),))
    week = doing.first.isocalendar()
    days = {"first": pen.day(doing.first), "last": pen.day(doing.last)}
    return Briefing(
        key=f"week-{here.place.code}-{week.year}-W{week.week:02d}",
        title=pen.say(_WEEK, week=week.week, year=week.year),
        about=pen.say(_WEEK_ABOUT, office=pen.say(here.place.name), **days),
        parts=tuple(known) or (nothing,),
        footer=pen.say(Text("Lập từ hệ thống An Sinh", "Made by An Sinh")),
    )


def _reading(pen: Pen) -> Part:
    """Return how the figures are to be read."""
    return Part(
        pen.say(Text("Cách đọc số liệu", "How to read the figures")), tuple(Say(pen.say(text)) for text in _READING)
    )
