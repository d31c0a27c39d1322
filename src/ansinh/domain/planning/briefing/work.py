"""The work done: the ladder of debts and what was recovered, communication, inspections, agents, benefits, claims."""

from collections.abc import Sequence

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen, in_millions
from ansinh.domain.planning.briefing.tables import MILLIONS
from ansinh.domain.planning.briefing.tree import Block, Cell, Column, Line, Part, Picture, Say, Table
from ansinh.domain.planning.doing import Benefit, Count, Doing
from ansinh.domain.planning.indicators import codes_in
from ansinh.domain.planning.progress import percent
from ansinh.domain.planning.situation import Situation

_RECOVERED = Text(
    "{name} ({document}, {day}): {employers} đơn vị, {handed} đã chuyển; thu hồi {recovered}, đạt {share}.",
    "{name} ({document}, {day}): {employers} employers, {handed} handed over; {recovered} recovered, {share}.",
)
_NEVER = Text(
    "Đếm theo từng loại và cấp, không cộng các loại với nhau: một hội nghị khách hàng cũng là một hội nghị.",
    "Counted by type and level, never summed over types: a customer conference is also a conference.",
)
_BENEFITS = Text(
    "Từ {first} đến {last} đã giải quyết {turns} lượt, {amount}.", "From {first} to {last}: {turns} turns, {amount}."
)


def ladder(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on the ladder of debts, or None where no case is open and nothing was handed over."""
    blocks: list[Block] = []
    for one in doing.recoveries:
        share = percent(one.recovered, one.handed)
        blocks.append(Say(pen.say(
            _RECOVERED, name=one.name, document=one.document, day=pen.day(one.day), employers=one.employers,
            handed=pen.numbers.money(one.handed), recovered=pen.numbers.money(one.recovered),
            share="–" if share is None else pen.numbers.share(share),
        )))  # fmt: skip
    if doing.steps:
        heads = (Text("Bước", "Step"), Text("Đến hạn làm", "Waiting"), Text("Trễ", "Late"), Text("Đã làm", "Done"))
        columns = (
            Column(pen.say(heads[0])), *(Column(pen.say(one), 0) for one in heads[1:]),
            Column(pen.say(Text("Nợ của các hồ sơ đó", "Debt of those cases")), 1, pen.say(MILLIONS)),
        )  # fmt: skip
        rows: list[tuple[Cell, ...]] = [
            (one.name.to(pen.language), one.waiting, one.late, one.done, in_millions(one.owed)) for one in doing.steps
        ]
        blocks.append(Table(pen.say(Text("Các bước đôn đốc", "Steps of the ladder")), columns, tuple(rows)))
    return (
        Part(pen.say(Text("Đôn đốc và thu hồi nợ", "Debts pressed and recovered")), tuple(blocks)) if blocks else None
    )


def activities(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on conferences and other activities with their plans, or None where there are none."""
    title = pen.say(Text("Truyền thông, hội nghị", "Communication and conferences"))
    blocks: list[Block] = []
    if doing.activities:
        blocks.append(_activities(doing, pen, title))
    if doing.plans:
        blocks.append(_against_plan(doing.plans, pen, Text("Kế hoạch hoạt động", "Plans of activities")))
    return Part(title, tuple(blocks)) if blocks else None


def _activities(doing: Doing, pen: Pen, title: str) -> Table:
    """Return activities by type and level."""
    heads = (Text("Số buổi", "Held"), Text("Người dự", "People"), Text("Đơn vị dự", "Employers"))
    columns = (
        Column(pen.say(Text("Loại", "Type"))), Column(pen.say(Text("Cấp", "Level"))),
        *(Column(pen.say(one), 0) for one in heads),
    )  # fmt: skip
    rows = tuple(
        (one.type.to(pen.language), one.level.to(pen.language), one.times, one.people, one.employers)
        for one in doing.activities
    )
    return Table(title, columns, rows, pen.say(_NEVER))


def _against_plan(counts: Sequence[Count], pen: Pen, title: Text) -> Table:
    """Return what was done against its plan."""
    columns = (
        Column(pen.say(Text("Loại", "Kind"))), Column(pen.say(Text("Kế hoạch", "Plan")), 0),
        Column(pen.say(Text("Đã làm", "Done")), 0), Column(pen.say(Text("Đạt", "Share")), 1, "%"),
    )  # fmt: skip
    rows = tuple((one.name.to(pen.language), one.planned, one.done, percent(one.done, one.planned)) for one in counts)
    return Table(pen.say(title), columns, rows)


def inspections(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on inspections against their plan, or None without any."""
    if not doing.inspections:
        return None
    title = Text("Thanh tra, kiểm tra", "Inspections")
    return Part(pen.say(title), (_against_plan(doing.inspections, pen, title),))


def agents(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on collection agents, or None without any."""
    if not doing.agents:
        return None
    heads = (Text("Điểm thu", "Points"), Text("Nhân viên", "Collectors"), Text("Biên lai", "Receipts"))
    columns = (
        Column(pen.say(Text("Tổ chức", "Agent"))), *(Column(pen.say(one), 0) for one in heads),
        Column(pen.say(Text("Thu", "Collected")), 1, pen.say(MILLIONS)),
        Column(pen.say(Text("Đã nộp", "Handed on")), 1, pen.say(MILLIONS)),
        Column(pen.say(Text("Chỉ tiêu", "Quota")), 0), Column(pen.say(Text("Đã làm", "Done")), 0),
        Column(pen.say(Text("Hợp đồng", "Contract"))),
    )  # fmt: skip
    names = {"active": Text("hiệu lực", "in force"), "warned": Text("cảnh cáo", "warned"),
             "suspended": Text("tạm dừng", "suspended"), "": Text("không", "none")}  # fmt: skip
    rows = tuple(
        (one.name, one.points, one.collectors, one.receipts, in_millions(one.collected), in_millions(one.handed_on),
         one.quota or None, one.done if one.quota else None,
         pen.say(names.get(one.state, Text(one.state, one.state))))
        for one in doing.agents
    )  # fmt: skip
    title = pen.say(Text("Tổ chức dịch vụ thu", "Collection agents"))
    return Part(title, (Table(title, columns, rows),))


def benefits(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on benefits decided and the trend of one-time withdrawals, or None without any."""
    blocks: list[Block] = []
    if doing.benefits_all is not None and doing.benefits_all.turns:
        whole = doing.benefits_all
        turns, amount = pen.numbers.decimal(whole.turns), pen.numbers.money(whole.amount)
        said = pen.say(_BENEFITS, first=pen.day(doing.first), last=pen.day(doing.last), turns=turns, amount=amount)
        blocks += [Say(said), _benefit_table(doing.benefits, pen)]
    if any(count for _, count in doing.onetime):
        title = pen.say(Text("Đề nghị hưởng BHXH một lần, 12 tháng", "One-time applications, twelve months"))
        labels = tuple(pen.month_label(month) for month, _ in doing.onetime)
        line = Line(pen.say(Text("Đề nghị", "Applications")), tuple(count for _, count in doing.onetime))
        blocks.append(Picture("line", title, labels, (line,), pen.say(Text("hồ sơ", "dossiers"))))
    return Part(pen.say(Text("Giải quyết chế độ", "Benefits")), tuple(blocks)) if blocks else None


def _benefit_table(found: Sequence[Benefit], pen: Pen) -> Table:
    """Return benefits by kind."""
    rows = tuple((one.name.to(pen.language), one.turns, one.people, in_millions(one.amount)) for one in found)
    columns = (
        Column(pen.say(Text("Chế độ", "Benefit"))), Column(pen.say(Text("Lượt", "Turns")), 0),
        Column(pen.say(Text("Người", "People")), 0), Column(pen.say(Text("Số tiền", "Amount")), 1, pen.say(MILLIONS)),
    )  # fmt: skip
    note = Text("Một người hưởng nhiều chế độ được đếm ở mỗi chế độ, không cộng.",
                "A person with several benefits counts in each; people are not summed.")  # fmt: skip
    return Table(pen.say(Text("Theo chế độ", "By benefit")), columns, rows, pen.say(note))


def claims(here: Situation, pen: Pen) -> Part | None:
    """Return the part on medical claims from their own indicators, or None where none is known."""
    known = [one for code in codes_in("indicators_claims.yaml") if (one := here.of(code)) is not None]
    if not known:
        return None
    columns = (Column(pen.say(Text("Chỉ tiêu", "Indicator"))), Column(pen.say(Text("Số liệu", "Figure"))),
               Column(pen.say(Text("Đến ngày", "As of"))))  # fmt: skip
    rows = tuple(
        (one.indicator.name.to(pen.language), pen.amount(one.indicator, one.value), pen.day(one.as_of)) for one in known
    )
    title = pen.say(Text("Giám định chi phí khám chữa bệnh", "Medical claims"))
    return Part(title, (Table(title, columns, rows),))
