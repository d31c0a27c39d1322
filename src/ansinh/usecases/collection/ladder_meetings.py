"""Working sessions on debts: the minutes with who came, what was agreed with each employer, their steps done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ansinh.core.errors import RefusedError
from ansinh.core.money import format_dong
from ansinh.core.text import Language, Text
from ansinh.formats.document import Document, DocumentTable, Paragraph, Section, TableColumn
from ansinh.records.store.collection import ladder_cases, scope
from ansinh.records.store.collection import ladder_meetings as store
from ansinh.records.store.collection.ladder_write import Doing
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection.ladder_steps import do_inside

BODIES: Final[dict[str, Text]] = {
    "agency": Text("Cơ quan BHXH", "Social insurance agency"),
    "labour": Text("Sở Lao động (Nội vụ)", "Labour department"),
    "union": Text("Liên đoàn Lao động", "Union"),
    "park": Text("Ban quản lý khu công nghiệp", "Industrial park board"),
    "tax": Text("Cơ quan thuế", "Tax authority"),
    "police": Text("Công an", "Police"),
}
_BODY = Text("Không có cơ quan “{what}”.", "There is no body “{what}”.")
_NEEDED = Text(
    "Cần số biên bản, người chủ trì và ít nhất một đơn vị.", "Minutes, a chair and at least one employer are needed."
)
_SAID = Text(
    "{day} tại {place}; chủ trì: {chair}; {n} đơn vị, còn nợ {owed}.",
    "{day} at {place}; in the chair: {chair}; {n} employers owing {owed}.",
)
_ABSENT = Text("được mời, không dự", "invited, did not come")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session: the day, the place, the number of its minutes, who chaired, and by body who came ("": did not)."""

    day: dt.date
    place: str
    minutes: str
    chair: str
    attended: dict[str, str]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said about one employer: who came for it and what was agreed."""

    account: str
    came: str = ""
    agreed: str = ""


def hold(office: str, meeting: Meeting, heard: Sequence[Heard], actor: str) -> int:
    """Keep the minutes of a session and do the step of every employer it was due for; return the session.

    The same minutes again are the same session. RefusedError for an unknown body or an incomplete
    sheet; MissingError for an employer without a debt case.
    """
    unknown = sorted(set(meeting.attended) - set(BODIES))
    if unknown:
        raise RefusedError(_BODY.fill(what=", ".join(unknown)))
    if not (meeting.minutes.strip() and meeting.chair.strip() and heard):
        raise RefusedError(_NEEDED)
    place = scope.office(office)
    cases = {one.account: ladder_cases.latest(one.account) for one in heard}
    act = Act(
        "debt.session", actor, "office", office, office, reason=meeting.minutes,
        body={"day": str(meeting.day), "accounts": sorted(cases)},
    )  # fmt: skip

    def work() -> int:
        known = store.session_of(place.id, meeting.minutes)
        if known is not None:
            return known
        facts = {
            "day": meeting.day, "place": meeting.place, "minutes": meeting.minutes, "chair": meeting.chair,
            "attended": meeting.attended, "written_by": actor,
        }  # fmt: skip
        rows = [
            {
                "case_id": cases[one.account].id, "came": one.came, "agreed": one.agreed,
                "owed": cases[one.account].principal,
            }
            for one in heard
        ]  # fmt: skip
        made = store.hold(place.id, facts, rows)
        said = {one.account: one.agreed for one in heard}
        for step, account in store.due_steps("session", list(cases)):
            do_inside(step, Doing(meeting.day, "meeting", None, meeting.minutes, said[account]), actor)
        return made

    return perform(act, work)


def document(found: store.Session, language: Language) -> Document:
    """Return the minutes as a document: who came, what was agreed with each employer."""
    lead = _SAID.to(language).format(
        day=f"{found.day:%d/%m/%Y}", place=found.place, chair=found.chair, n=found.cases,
        owed=format_dong(found.owed, unit=True),
    )  # fmt: skip
    bodies = tuple((BODIES[code].to(language), who or _ABSENT.to(language)) for code, who in found.attended.items())
    heads = (Text("Cơ quan", "Body"), Text("Người dự", "Who came"))
    came = DocumentTable("", tuple(TableColumn(head.to(language)) for head in heads), bodies)
    words = (
        Text("Mã đơn vị", "Code"), Text("Đơn vị", "Employer"), Text("Người dự", "Who came"),
        Text("Thống nhất", "Agreed"),
    )  # fmt: skip
    columns = (
        *(TableColumn(head.to(language)) for head in words),
        TableColumn(Text("Còn nợ (đồng)", "Owed (VND)").to(language), 0),
    )  # fmt: skip
    rows = tuple((r.account, r.name, r.came or _ABSENT.to(language), r.agreed, r.owed) for r in store.agreed(found.id))
    sections = (
        Section(Text("Thành phần", "Present").to(language), (Paragraph(lead, lead=True), came)),
        Section(Text("Nội dung", "What was said").to(language), (DocumentTable("", columns, rows),)),
    )
    title = Text("Biên bản làm việc liên ngành", "Minutes of a working session").to(language)
    return Document(f"debt-session-{found.id}", title, found.minutes, language, sections)
