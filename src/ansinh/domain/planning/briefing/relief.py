"""Relief measures in force: amounts not due or deferred, employers, and the support paid, each in its own state."""

from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen, in_millions
from ansinh.domain.planning.briefing.tables import MILLIONS, as_of
from ansinh.domain.planning.briefing.tree import Block, Cell, Column, Part, Say, Table
from ansinh.domain.planning.progress import annualise
from ansinh.domain.planning.situation import Situation, Standing

MEASURES = (
    (
        "relief68_forgone",
        "relief68_units",
        Text("Giảm đóng quỹ TNLĐ-BNN, Nghị quyết 68/NQ-CP", "Accident fund, Resolution 68/NQ-CP"),
    ),
    (
        "relief116_forgone",
        "relief116_units",
        Text("Giảm đóng quỹ BHTN, Nghị quyết 116/NQ-CP", "Unemployment fund, Resolution 116/NQ-CP"),
    ),
    ("deferred_amount", "deferred_units", Text("Tạm dừng đóng quỹ hưu trí, tử tuất", "Retirement fund deferred")),
)
STATES = (
    ("received", Text("đã tiếp nhận", "taken in")),
    ("decided", Text("đã quyết định", "decided")),
    ("paid", Text("đã chi", "paid")),
)


def relief(here: Situation, pen: Pen) -> Part | None:
    """Return the part on relief, or None where no measure has an amount or a person."""
    rows = [row for amount, units, name in MEASURES if (row := _row(here, amount, units, name, pen))]
    support = _support(here, pen)
    if not rows and support is None:
        return None
    known = [one for code, _, _ in MEASURES if (one := here.of(code)) is not None]
    columns = (
        Column(pen.say(Text("Chính sách", "Measure"))),
        Column(pen.say(Text("Từ tháng", "Since"))),
        Column(pen.say(Text("Đơn vị", "Employers")), 0),
        Column(pen.say(Text("Lũy kế", "To date")), 0),
        Column(pen.say(Text("Bình quân tháng", "A month")), 0),
        Column(pen.say(Text("Ước cả thời hạn", "In full")), 0),
    )
    note = Text(
        "{day} Tính từ tháng đầu của chính sách; ước cả thời hạn theo bình quân tháng đã qua.",
        "{day} Counted from the first month of the measure; expected in full at the monthly mean so far.",
    )
    title = f"{pen.say(Text('Các chính sách hỗ trợ', 'Relief measures'))} ({pen.say(MILLIONS)})"
    table = Table(title, columns, tuple(rows), pen.say(note, day=as_of(known, pen)))
    blocks: list[Block] = [*([table] if rows else []), *([support] if support else [])]
    return Part(pen.say(Text("Chính sách hỗ trợ", "Relief")), tuple(blocks))


def _row(here: Situation, amount: str, units: str, name: Text, pen: Pen) -> tuple[Cell, ...] | None:
    """Return the row of one measure, or None while it has no amount."""
    money, employers = here.of(amount), here.of(units)
    if money is None or money.value == 0 or money.indicator.since is None:
        return None
    since = Month.containing(money.indicator.since)
    passed = here.month.minus(since) + 1
    return (
        pen.say(name),
        pen.month_label(since),
        employers.value if employers else None,
        in_millions(money.value),
        in_millions(annualise(money.value, passed, 1)),
        in_millions(_in_full(money, passed)),
    )


def _in_full(money: Standing, passed: int) -> int | None:
    """Return the amount over the whole term at the pace so far; None for measures without an end."""
    since, until = money.indicator.since, money.indicator.until
    if since is None or until is None:
        return None
    term = Month.containing(until).minus(Month.containing(since)) + 1
    return half_up(annualise(money.value, passed, term)) if passed < term else int(money.value)


def _support(here: Situation, pen: Pen) -> Say | None:
    """Return the support of Resolution 116 by state; states are never added or put into one series."""
    said = []
    for state, word in STATES:
        people, money = here.of(f"ui_support_people_{state}"), here.of(f"ui_support_amount_{state}")
        if people is None and money is None:
            continue
        amounts = [pen.amount(one.indicator, one.value) for one in (people, money) if one is not None]
        day = max(one.as_of for one in (people, money) if one is not None)
        said.append(f"{pen.say(word)} {', '.join(amounts)} ({pen.say(Text('đến', 'by'))} {pen.day(day)})")
    if not said:
        return None
    text = Text(
        "Hỗ trợ bằng tiền từ quỹ BHTN theo Nghị quyết 116/NQ-CP: {list}.",
        "Cash support from the unemployment fund under Resolution 116/NQ-CP: {list}.",
    )
    apart = (
        Text(" Các trạng thái không cộng với nhau.", " The states are not to be added.") if said[1:] else Text("", "")
    )
    return Say(pen.say(text, list="; ".join(said)) + pen.say(apart))
