"""Who is missing and who does what about it: prospects by reason, one-time applicants counselled, campaigns."""

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen, in_millions
from ansinh.domain.planning.briefing.tables import MILLIONS
from ansinh.domain.planning.briefing.tree import Block, Column, Line, Part, Picture, Say, Table
from ansinh.domain.planning.doing import Doing
from ansinh.domain.planning.progress import percent

SHOWN = 8  # reasons in the picture
_IN_SPAN = Text(
    "Từ {first} đến {last} đã liên hệ {contacts} lượt; đáng vận động nhất: {most}, {open} đối tượng, kỳ vọng "
    "{expected} một năm.",
    "{first} to {last}: {contacts} contacts were made; worth most: {most}, {open} prospects, expected {expected} a"
    " year.",
)
_COUNSELLED = Text(
    "{applied} người đề nghị hưởng BHXH một lần: {talked} được tư vấn, {kept} giữ lại thời gian đóng.",
    "{applied} people applied for the one-time benefit: {talked} were counselled, {kept} keep their months.",
)
_OVERLAP = Text(
    "Kỳ vọng là giá trị một năm nhân khả năng tham gia. Một người có thể ở nhiều lý do: không cộng các lý do với nhau.",
    "Expected is the worth of a year times the likelihood. A person may stand under several reasons: they are not "
    "added to one another.",
)


def missing(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on prospects by reason, or None where no list was ever built."""
    if not doing.missing:
        return None
    most = max(doing.missing, key=lambda one: one.expected)
    said = pen.say(
        _IN_SPAN, first=pen.day(doing.first), last=pen.day(doing.last), most=most.name.to(pen.language),
        contacts=pen.numbers.decimal(sum(one.contacts for one in doing.missing)),
        open=pen.numbers.decimal(most.open), expected=pen.numbers.money(most.expected),
    )  # fmt: skip
    blocks: list[Block] = [Say(said)]
    if doing.counselled is not None and doing.counselled.applied:
        one = doing.counselled
        blocks.append(Say(pen.say(_COUNSELLED, applied=one.applied, talked=one.talked, kept=one.kept)))
    blocks += [_table(doing, pen), _picture(doing, pen)]
    return Part(pen.say(Text("Ai chưa tham gia", "Who is missing")), tuple(blocks))


def _table(doing: Doing, pen: Pen) -> Table:
    """Return prospects by reason."""
    counts = (Text("Đối tượng", "Prospects"), Text("Người", "People"), Text("Mới", "New"), Text("Liên hệ", "Contacts"),
              Text("Đã tham gia", "Joined"))  # fmt: skip
    columns = (
        Column(pen.say(Text("Lý do", "Reason"))), *(Column(pen.say(one), 0) for one in counts),
        Column(pen.say(Text("Kỳ vọng một năm", "Expected a year")), 1, pen.say(MILLIONS)),
    )  # fmt: skip
    rows = tuple(
        (one.name.to(pen.language), one.open, one.people, one.found, one.contacts, one.joined,
         in_millions(one.expected))
        for one in doing.missing
    )  # fmt: skip
    return Table(pen.say(Text("Đối tượng theo lý do", "Prospects by reason")), columns, rows, pen.say(_OVERLAP))


def _picture(doing: Doing, pen: Pen) -> Picture:
    """Return the reasons that are worth most."""
    most = sorted(doing.missing, key=lambda one: -one.expected)[:SHOWN]
    line = Line(pen.say(Text("Kỳ vọng", "Expected")), tuple(in_millions(one.expected) for one in most))
    labels = tuple(one.name.to(pen.language) for one in most)
    title = pen.say(Text("Lý do đáng vận động nhất", "The reasons worth most"))
    return Picture("bar", title, labels, (line,), pen.say(MILLIONS), places=1)


def campaigns(doing: Doing, pen: Pen) -> Part | None:
    """Return the part on campaigns that ran in the span, or None without any."""
    if not doing.campaigns:
        return None
    counts = (Text("Đối tượng", "Prospects"), Text("Đã gặp", "Reached"), Text("Hứa", "Promised"),
              Text("Đã tham gia", "Joined"), Text("Từ chối", "Refused"), Text("Quá hạn", "Late"))  # fmt: skip
    columns = (
        Column(pen.say(Text("Chiến dịch", "Campaign"))), Column(pen.say(Text("Văn bản", "Document"))),
        Column(pen.say(Text("Đến ngày", "Until"))), *(Column(pen.say(one), 0) for one in counts),
        Column(pen.say(Text("Tỷ lệ gặp", "Reached")), 1, "%"),
    )  # fmt: skip
    rows = tuple(
        (one.name, one.document, pen.day(one.last), one.prospects, one.reached, one.promised, one.joined, one.refused,
         one.late, percent(one.reached, one.prospects))
        for one in doing.campaigns
    )  # fmt: skip
    title = pen.say(Text("Chiến dịch phát triển người tham gia", "Campaigns"))
    return Part(title, (Table(title, columns, rows),))
