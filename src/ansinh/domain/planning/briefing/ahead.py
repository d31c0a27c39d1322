"""Where we will end: the forecast of the year's end, what each week needs, and the quotas of a week."""

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen
from ansinh.domain.planning.briefing.tree import Block, Cell, Column, Line, Part, Picture, Say, Table, Tone
from ansinh.domain.planning.doing import Doing
from ansinh.domain.planning.forecast import METHODS
from ansinh.domain.planning.outlook import VERDICTS
from ansinh.domain.planning.outlook import Line as Ahead
from ansinh.domain.planning.progress import percent

_ENDS = Text(
    "{name}: cuối năm ước {end} (chín phần mười trong khoảng {low} đến {high}), bằng {share} kế hoạch; {verdict}.",
    "{name}: the year is forecast to end at {end} (nine in ten between {low} and {high}), {share} of the plan;"
    " {verdict}.",
)
_NEEDS = Text(" Mỗi tuần còn lại cần {week}.", " Each week left needs {week}.")
_NOTE = Text(
    "Dự báo bằng phương pháp ít sai nhất trên quá khứ của chính cơ quan; sai số là bình quân của các lần thử lại; "
    "khoảng rộng theo sai số ở cùng số tháng trước đó, rộng hơn khi ít lần thử.",
    "Forecast by the method that erred least in the office's own past; the error is the mean of those trials; the "
    "interval is as wide as those errors at the same distance ask for, wider where few trials stand behind.",
)


def ahead(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on the year's end, or None where nothing is forecast."""
    known = [line for line in doing.lines if line.forecast is not None and line.plan]
    if not known:
        return None
    blocks: list[Block] = [Say(_said(line, pen), tone=_tone(line)) for line in known]
    return Part(pen.say(Text("Dự báo cuối năm", "Where the year will end")), (*blocks, _table(known, pen),
                _picture(known, pen)))  # fmt: skip


def _said(line: Ahead, pen: Pen) -> str:
    """Return the sentence on one indicator."""
    found, one = line.forecast, line.indicator
    if found is None or line.share is None:
        return ""
    verdict = VERDICTS[line.verdict][0].to(pen.language)
    verdict = verdict[:1].lower() + verdict[1:]
    said = pen.say(
        _ENDS, name=one.name.to(pen.language), end=pen.amount(one, found.end), low=pen.amount(one, found.low),
        high=pen.amount(one, found.high), share=pen.numbers.share(line.share), verdict=verdict,
    )  # fmt: skip
    return said + (pen.say(_NEEDS, week=pen.amount(one, line.per_week)) if line.per_week else "")


def _tone(line: Ahead) -> Tone:
    """Return whether a line asks for attention."""
    return "bad" if line.verdict == "out_of_reach" else "watch" if line.verdict == "with_effort" else ""


def _table(known: list[Ahead], pen: Pen) -> Table:
    """Return plan, forecast, method and its error."""
    columns = (
        Column(pen.say(Text("Chỉ tiêu", "Indicator"))),
        Column(pen.say(Text("Thực hiện", "Done"))),
        Column(pen.say(Text("Kế hoạch", "Plan"))),
        Column(pen.say(Text("Dự báo", "Forecast"))),
        Column(pen.say(Text("Khoảng (chín phần mười)", "Between (nine in ten)"))),
        Column(pen.say(Text("So kế hoạch", "Of plan")), 2, "%"),
        Column(pen.say(Text("Cần mỗi tuần", "Needed a week"))),
        Column(pen.say(Text("Phương pháp", "Method"))),
        Column(pen.say(Text("Sai số (giữ như cũ)", "Error (naive)"))),
    )
    rows: list[tuple[Cell, ...]] = []
    for line in known:
        found, one = line.forecast, line.indicator
        if found is None:
            continue
        errors = f"{pen.amount(one, found.error)} ({pen.amount(one, found.naive_error)})"
        between = f"{pen.amount(one, found.low)} – {pen.amount(one, found.high)}"
        rows.append((
            one.short.to(pen.language), pen.amount(one, line.actual), pen.amount(one, line.plan or 0),
            pen.amount(one, found.end), between, line.share,
            pen.amount(one, line.per_week) if line.per_week else None, METHODS[found.method].to(pen.language), errors,
        ))  # fmt: skip
    return Table(pen.say(Text("Dự báo so với kế hoạch", "Forecast against plan")), columns, tuple(rows), pen.say(_NOTE))


def _picture(known: list[Ahead], pen: Pen) -> Picture:
    """Return done and forecast in per cent of the plan, side by side."""
    done = Line(pen.say(Text("Đã đạt", "Done")), tuple(percent(line.actual, line.plan or 1) for line in known))
    end = Line(pen.say(Text("Dự báo cuối năm", "Forecast")), tuple(line.share for line in known))
    labels = tuple(line.indicator.short.to(pen.language) for line in known)
    title = pen.say(Text("Phần trăm kế hoạch: hiện nay và cuối năm", "Share of the plan: now and at the year's end"))
    return Picture("bar", title, labels, (done, end), "%", places=1)


def quotas(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on the quotas of a week, or None where none is dealt out."""
    if not doing.quotas:
        return None
    columns = (
        Column(pen.say(Text("Chỉ tiêu", "Indicator"))),
        Column(pen.say(Text("Còn lại của năm", "Left of the year"))),
        Column(pen.say(Text("Giao trong tuần", "Quota of the week"))),
        Column(pen.say(Text("Ngày làm việc", "Working days")), 0),
    )
    rows = tuple(
        (line.indicator.short.to(pen.language), pen.amount(line.indicator, line.remaining or 0),
         pen.amount(line.indicator, span.quota), span.working_days)
        for line, span in doing.quotas
    )  # fmt: skip
    title = pen.say(Text("Chỉ tiêu tuần", "Quotas of the week"))
    note = Text("Phần còn lại chia theo ngày làm việc, tổng khớp.", "What is left, by working days; exact in sum.")
    return Part(title, (Table(title, columns, rows, pen.say(note)),))
