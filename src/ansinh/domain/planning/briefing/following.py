"""What was directed: tasks done and late, questions, alerts, the ranking of a quarter."""

from collections.abc import Sequence

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen
from ansinh.domain.planning.briefing.tree import Block, Cell, Column, Part, Say, Table
from ansinh.domain.planning.doing import Doing
from ansinh.domain.planning.tasks import STATES, Task, tally

MOST = 20
_TALLY = Text(
    "Trong {given} nhiệm vụ đã giao có {done} hoàn thành ({in_time} đúng hạn), {reported} chờ xác nhận, {late} quá hạn,"
    " {open} đang làm trong hạn.",
    "Of {given} tasks given {done} are done ({in_time} in time), {reported} wait to be confirmed, {late} are late,"
    " {open} are in work and in time.",
)
_ASKED = Text(
    "{waiting} kiến nghị của cơ sở đang chờ trả lời, {overdue} quá hạn.",
    "{waiting} questions of offices wait for an answer, {overdue} are overdue.",
)
_ALERTS = Text("{count} cảnh báo, {unnoted} chưa ai ghi nhận.", "{count} alerts, {unnoted} noted by nobody.")


def tasks(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on tasks, questions and alerts, or None where there are none."""
    blocks: list[Block] = []
    if doing.tasks:
        counted = tally(doing.tasks, doing.day)
        words = {name: getattr(counted, name) for name in ("given", "done", "in_time", "reported", "late", "open")}
        blocks.append(Say(pen.say(_TALLY, **words), tone="bad" if counted.late else ""))
        late = [task for task in doing.tasks if task.is_late(doing.day)]
        done = [
            task for task in doing.tasks if task.state == "done" and doing.first <= task.moves[-1].day <= doing.last
        ]
        blocks += _listed(Text("Nhiệm vụ quá hạn", "Late tasks"), late, doing, pen)
        blocks += _listed(Text("Nhiệm vụ hoàn thành trong kỳ", "Tasks done in these days"), done, doing, pen)
    if doing.questions:
        overdue = sum(one.state == "overdue" for one in doing.questions)
        blocks.append(
            Say(pen.say(_ASKED, waiting=len(doing.questions), overdue=overdue), tone="bad" if overdue else "")
        )
    blocks += _alerts(doing, pen)
    return Part(pen.say(Text("Thực hiện chỉ đạo", "Directions followed up")), tuple(blocks)) if blocks else None


def _listed(title: Text, found: Sequence[Task], doing: Doing, pen: Pen) -> list[Block]:
    """Return a table of tasks, or nothing."""
    if not found:
        return []
    columns = tuple(
        Column(pen.say(one))
        for one in (Text("Nhiệm vụ", "Task"), Text("Giao cho", "Owner"), Text("Hạn", "By"), Text("Văn bản", "Document"),
                    Text("Trạng thái", "State"))
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (task.what, f"{doing.office(task.office_name, pen.language)} {task.officer}".strip(), pen.day(task.deadline),
         task.document, STATES[task.shown(doing.day)][0].to(pen.language))
        for task in found[:MOST]
    ]  # fmt: skip
    return [Table(pen.say(title), columns, tuple(rows))]


def _alerts(doing: Doing, pen: Pen) -> list[Block]:
    """Return the sentence and the table of alerts, or nothing."""
    if not doing.alerts:
        return []
    unnoted = sum(not one.noted for one in doing.alerts)
    columns = tuple(
        Column(pen.say(one))
        for one in (Text("Cảnh báo", "Alert"), Text("Cơ quan", "Office"), Text("Tháng", "Month"),
                    Text("Số đo", "Figure"), Text("Ngưỡng", "Threshold"))
    )  # fmt: skip
    rows = tuple(
        (
            one.name.to(pen.language),
            f"{doing.office(one.office, pen.language)} {one.subject}".strip(),
            pen.month_label(one.month),
            pen.say(one.value),
            pen.say(one.threshold),
        )
        for one in doing.alerts[:MOST]
    )
    said = Say(pen.say(_ALERTS, count=len(doing.alerts), unnoted=unnoted), tone="watch" if unnoted else "")
    return [said, Table(pen.say(Text("Cảnh báo", "Alerts")), columns, rows)]


def scores(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on the ranking of the quarter, or None where none is frozen."""
    if not doing.scored or doing.quarter is None:
        return None
    title = pen.say(Text("Thi đua quý {q}/{y}", "Emulation, quarter {q} of {y}"), q=(doing.quarter.month + 2) // 3,
                    y=doing.quarter.year)  # fmt: skip
    columns = (
        Column(pen.say(Text("Cơ quan", "Office"))), Column(pen.say(Text("Nhóm", "Peers"))),
        Column(pen.say(Text("Hạng", "Rank")), 0), Column(pen.say(Text("Điểm", "Points")), 2),
        Column(pen.say(Text("Trạng thái", "State"))),
    )  # fmt: skip
    names = {"signed": Text("đã ký", "signed"), "open": Text("chưa ký", "not signed")}
    rows = tuple(
        (doing.office(one.name, pen.language), pen.say(one.peers), one.rank, one.points, pen.say(names[one.state]))
        for one in doing.scored
    )
    note = Text("Xếp hạng trong từng nhóm; điểm chốt theo quyết định hoặc mẫu, làm tròn một lần.",
                "Ranked within peers; frozen by the decision or the default, rounded once.")  # fmt: skip
    return Part(title, (Table(title, columns, rows, pen.say(note)),))
