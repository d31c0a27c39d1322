"""Acts on one person's card: issue, hold, release, register elsewhere, link to a personal ID and undo it."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.identity import is_personal_id
from ansinh.core.text import Text
from ansinh.domain.coverage.groups import GROUPS
from ansinh.domain.coverage.quarter import may_change_facility
from ansinh.formats.card_pdf import CardFace
from ansinh.formats.card_qr import PrintedCard
from ansinh.law.cards.levels import rate_of
from ansinh.law.value_files import load
from ansinh.records.store.coverage import acts
from ansinh.records.store.coverage.acts import EventLine, Hold
from ansinh.records.store.coverage.periods import CardLine, cards_of
from ansinh.records.store.registry import facilities, people
from ansinh.usecases.act import Act, perform
from ansinh.usecases.clock import day_of
from ansinh.usecases.coverage.deriving import derive_cards

Form = Literal["electronic", "paper"]
PAPER_GROUND: Final = Text(
    "Bản giấy chỉ cấp khi có lý do; hãy ghi lý do.", "A paper card is issued for a reason only; please say it."
)
NO_REASON: Final = Text("Cần ghi lý do.", "Say the reason, please.")
NO_CARD: Final = Text("Người này không có thẻ vào ngày đó.", "This person has no card on that day.")
BAD_ID: Final = Text("Số CCCD gồm 12 chữ số.", "A personal ID has 12 digits.")
NO_EVIDENCE: Final = Text(
    "Liên kết cần chứng cứ: lượt quét chíp, mã trả lời của CSDL dân cư, hoặc giấy tờ cán bộ đã đối chiếu.",
    "A link needs evidence: the scan of the chip, the answer of the population register, or the paper the officer saw.",
)
OTHER_ID: Final = Text(
    "Sổ đăng ký đang ghi số CCCD khác cho người này; hãy đính chính trước.",
    "The register holds another personal ID for this person; correct it first.",
)
LATE: Final = Text(
    "Chỉ được đổi nơi khám chữa bệnh ban đầu trong {days} ngày đầu quý; lần tới từ {next}.",
    "The primary facility may be changed in the first {days} days of a quarter; next from {next}.",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a personal ID is this person's: chip | population | officer, and the scan, answer or paper itself."""

    kind: str
    reference: str


def issue(person: int, form: Form, reason: str, actor: str, day: dt.date) -> str:
    """Issue (the first time) or issue again the card of `day`; returns its number. A paper card needs a reason."""
    card = _card(person, day)
    if form == "paper" and not reason.strip():
        raise RefusedError(PAPER_GROUND)
    kind = "reissue" if any(event.kind in ("issue", "reissue") for event in acts.events_of(person)) else "issue"
    event = EventLine(kind, form, card.number, dt.datetime.now(dt.UTC), actor, reason)
    _do(f"card.{kind}", person, actor, reason, event)
    return card.number


def hold(person: int, wanted: Hold, actor: str) -> None:
    """Hold, withdraw or report the card as reduced for the days of `wanted`, with its reason."""
    if not wanted.reason.strip():
        raise RefusedError(NO_REASON)
    event = EventLine("hold", "electronic", "", dt.datetime.now(dt.UTC), actor, wanted.reason)
    perform(_act("card.hold", person, actor, wanted.reason), lambda: _both(person, wanted, event))


def _both(person: int, wanted: Hold, event: EventLine) -> None:
    """Hold and write it down."""
    acts.hold(person, wanted, event.actor)
    acts.note_event(person, event, {"kind": wanted.kind, "from": wanted.first.isoformat()})


def release(person: int, day: dt.date, reason: str, actor: str) -> None:
    """Let a held card serve again from `day`, with the reason."""
    if not reason.strip():
        raise RefusedError(NO_REASON)
    event = EventLine("release", "electronic", "", dt.datetime.now(dt.UTC), actor, reason)

    def work() -> None:
        """Release and write it down."""
        acts.release(person, day, actor)
        acts.note_event(person, event, {"from": day.isoformat()})

    perform(_act("card.release", person, actor, reason), work)


def link(person: int, personal_id: str, evidence: Evidence, actor: str) -> None:
    """Link the card to a personal ID on evidence; a register that knows another ID is not overruled."""
    if not is_personal_id(personal_id):
        raise RefusedError(BAD_ID)
    if evidence.kind not in ("chip", "population", "officer") or not evidence.reference.strip():
        raise RefusedError(NO_EVIDENCE)
    if people.by_id(person).personal_id not in ("", personal_id):
        raise RefusedError(OTHER_ID)
    event = EventLine("link", "electronic", "", dt.datetime.now(dt.UTC), actor, evidence.kind)

    def work() -> None:
        """Link and write it down."""
        acts.link(person, personal_id, evidence.kind, evidence.reference, actor)
        acts.note_event(person, event, {"evidence": evidence.kind})

    perform(_act("card.link", person, actor, evidence.kind), work)


def unlink(person: int, reason: str, actor: str) -> None:
    """Undo the link of a card, with the reason; the link and its undoing stay readable."""
    if not reason.strip():
        raise RefusedError(NO_REASON)
    event = EventLine("unlink", "electronic", "", dt.datetime.now(dt.UTC), actor, reason)

    def work() -> None:
        """Undo and write it down."""
        acts.unlink(person, reason, actor)
        acts.note_event(person, event, {})

    perform(_act("card.unlink", person, actor, reason), work)


def register_at(person: int, facility: str, day: dt.date, reason: str, actor: str) -> None:
    """Art. 26, Law 25/2008/QH12: register with another primary facility in the first days of a quarter.

    With a `reason` (moved, first card, facility closed) on any day. The card is derived again at once.
    """
    next_day, days = may_change_facility(day, load())
    if next_day != day and not reason.strip():
        raise RefusedError(LATE.fill(days=days, next=f"{next_day:%d/%m/%Y}"))
    place = facilities.facility_by_code(facility)
    event = EventLine("facility", "electronic", "", dt.datetime.now(dt.UTC), actor, reason)

    def work() -> None:
        """Record the choice and write it down."""
        facilities.choose([(person, place.id, day)], actor)
        acts.note_event(person, event, {"facility": facility})

    perform(_act("card.facility", person, actor, reason), work)
    derive_cards(people.by_id(person).office_path.split(".")[1], actor, first=person, last=person)


def printed(person: int, day: dt.date) -> tuple[PrintedCard, CardFace]:
    """Return what the card of `day` prints; MissingError where there is none."""
    card, who = _card(person, day), people.by_id(person)
    facility = facilities.facility_by_code(card.facility_code).name if card.facility_code else ""
    issued = next((day_of(event.at) for event in acts.events_of(person) if event.kind in ("issue", "reissue")), None)
    born = f"{who.birth:%d/%m/%Y}" if who.birth else ""
    face = CardFace(
        parent="Bảo hiểm xã hội Việt Nam", office=f"BHXH {who.office_path.split('.')[1]}", facility_name=facility,
        group_name=group_name(card.group).vi, rate=rate_of(card.level, day, load()),
        footer=f"In từ sổ thẻ ngày {day:%d/%m/%Y}",
    )  # fmt: skip
    said = PrintedCard(
        number=card.number, name=who.full_name, birth=born, sex=who.sex, address="", facility=card.facility_code,
        valid_from=card.valid_from, valid_to=card.valid_to - dt.timedelta(days=1) if card.valid_to else None,
        issued=issued or day_of(card.recorded_at), agency=f"{card.province:03d}", area=card.area,
        five_year=card.five_year,
    )  # fmt: skip
    return said, face


def group_name(letters: str) -> Text:
    """Return the name of the group with these letters."""
    own = {
        "DN": Text("Người lao động trong doanh nghiệp", "Workers in enterprises"),
        "HC": Text("Cán bộ, công chức, viên chức", "Officials and public employees"),
        "CH": Text("Người lao động trong cơ quan, đơn vị sự nghiệp", "Workers in State bodies"),
        "XK": Text("Người hoạt động không chuyên trách cấp xã", "Part-time commune staff"),
    }
    return own.get(letters) or next(
        (each.name for each in GROUPS.values() if each.card == letters), Text(letters, letters)
    )


def _card(person: int, day: dt.date) -> CardLine:
    """Return the card of a person on a day; MissingError where there is none."""
    found = cards_of([person], day, day)
    if not found:
        raise MissingError(NO_CARD)
    return found[0]


def _do(name: str, person: int, actor: str, reason: str, event: EventLine) -> None:
    """Write an event down as an act."""
    perform(_act(name, person, actor, reason), lambda: acts.note_event(person, event, {}))


def _act(name: str, person: int, actor: str, reason: str) -> Act:
    """Return the act on a person's card."""
    return Act(name, actor, "person", str(person), reason=reason)
