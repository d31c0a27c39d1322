"""Recovery campaigns: debts handed over to the police or the inspection, and what came of them, as a report."""

import datetime as dt
import uuid
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Language, Text
from ansinh.domain.collection.recovery import BODIES, Recovery, recovery
from ansinh.domain.planning.numbers import Numerals
from ansinh.formats.document import Chart, Document, DocumentTable, Figure, Figures, Paragraph, Section, Series
from ansinh.formats.document import TableColumn as Column
from ansinh.records.store.collection import debt, scope
from ansinh.records.store.collection import recovery as store
from ansinh.usecases.act import Act, perform

_NOBODY = Text(
    "Không đơn vị nào trong danh sách có hồ sơ nợ đang mở tại {office}.",
    "None of the listed employers has an open debt case under {office}.",
)
_SAID = Text(
    "Đã chuyển {employers} đơn vị ({workers} lao động), {owed}; đã thu hồi {back}, đạt {share}; "
    "{cleared} đơn vị trả hết.",
    "{employers} employers ({workers} workers) with {owed} were handed over; {back} was recovered, {share}; "
    "{cleared} paid all of it.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """A campaign with its lines and answer, to the end of a closed month."""

    campaign: store.Campaign
    now: Month
    lines: list[store.Line]
    answer: Recovery


@dataclass(frozen=True, slots=True)
class Opening:
    """What a campaign is: to whom (a code of BODIES), its name, its paper, the day of hand-over."""

    body: str
    name: str
    document: str
    day: dt.date


def open_campaign(office: str, opening: Opening, codes: list[str], actor: str) -> uuid.UUID:
    """Hand the open debts of accounts `codes` over, as they stand in their last closed month; return the campaign.

    RefusedError for an unknown body, or where no account of the list has an open case under the office.
    """
    place = scope.office(office)
    if opening.body not in BODIES:
        raise RefusedError(Text(f"Không có nơi nhận {opening.body}.", f"There is no receiver {opening.body}."))
    act = Act(
        "debt.campaign", actor, "office", office, office, reason=opening.document,
        key=f"debt.campaign:{opening.document}", body={"codes": sorted(codes), "name": opening.name},
    )  # fmt: skip

    def work() -> str:
        number = store.create(
            place.id, body=opening.body, name=opening.name, document=opening.document, day=opening.day, by=actor
        )
        if not store.hand_over(number, place.path, codes):
            raise RefusedError(_NOBODY.fill(office=office))
        return str(number)

    return uuid.UUID(perform(act, work))


def report(number: uuid.UUID) -> Report:
    """Return what came of a campaign to the end of the last closed month; MissingError if there is none."""
    head = store.campaign(number)
    now = debt.last_closed(head.office_path) or Month.containing(head.handed_over_on)
    rows = store.lines(number, now)
    return Report(head, now, rows, recovery((r.workers, r.handed_over, r.recovered) for r in rows))


def sentence(answer: Recovery, language: Language) -> str:
    """Return the answer in one sentence, as a leader reads it out."""
    n = Numerals(language)
    return _SAID.to(language).format(
        employers=n.decimal(answer.employers), workers=n.decimal(answer.workers), owed=n.money(answer.handed_over),
        back=n.money(answer.recovered), share=n.share(answer.share or 0), cleared=n.decimal(answer.cleared),
    )  # fmt: skip


def document(made: Report, language: Language) -> Document:
    """Return the report of a campaign as a document: sentence, key figures, a chart by office, the employers."""
    head = made.campaign
    about = f"{BODIES[head.body].to(language)} · {head.document} · {head.handed_over_on:%d/%m/%Y}"
    blocks = (
        Paragraph(sentence(made.answer, language), lead=True),
        _figures(made, language),
        _by_office(made, language),
    )
    heading = Text("Kết quả thu hồi", "What was recovered").to(language)
    listed = Text("Từng đơn vị", "Employer by employer").to(language)
    return Document(
        key=f"recovery-{head.id}", title=head.name, about=about, language=language,
        sections=(Section(heading, blocks), Section(listed, (_table(made, language),))),
    )  # fmt: skip


def _figures(made: Report, language: Language) -> Figures:
    n, answer = Numerals(language), made.answer
    to_day = f"{made.now.last_day:%d/%m/%Y}"
    of = Text("trên số bàn giao", "of what was handed over").to(language)
    cells = (
        (Text("Đơn vị", "Employers"), n.decimal(answer.employers), ""),
        (Text("Bàn giao", "Handed over"), n.money(answer.handed_over), made.campaign.document),
        (Text("Thu hồi", "Recovered"), n.money(answer.recovered), to_day),
        (Text("Tỷ lệ", "Share"), n.share(answer.share or 0), of),
    )
    return Figures(tuple(Figure(label.to(language), value, note) for label, value, note in cells))


def _by_office(made: Report, language: Language) -> Chart:
    """Return handed over and recovered by office, in millions."""
    sums: dict[str, list[int]] = {}
    for row in made.lines:
        both = sums.setdefault(row.office, [0, 0])
        both[0] += row.handed_over
        both[1] += row.recovered
    labels = tuple(sorted(sums))
    names = (Text("Bàn giao", "Handed over"), Text("Thu hồi", "Recovered"))
    lines = tuple(
        Series(name.to(language), tuple(sums[label][at] // 10**6 for label in labels)) for at, name in enumerate(names)
    )
    title = Text("Theo cơ quan BHXH", "By office").to(language)
    return Chart("bar", title, labels, lines, Text("triệu đồng", "VND million").to(language))


def _table(made: Report, language: Language) -> DocumentTable:
    heads = (
        Column(Text("Mã đơn vị", "Code").to(language)),
        Column(Text("Tên đơn vị", "Name").to(language)),
        Column(Text("Lao động", "Workers").to(language), 0),
        Column(Text("Bàn giao (đồng)", "Handed over (VND)").to(language), 0),
        Column(Text("Thu hồi (đồng)", "Recovered (VND)").to(language), 0),
    )
    rows = tuple((r.account, r.name, r.workers, r.handed_over, r.recovered) for r in made.lines)
    a = made.answer
    total = (Text("Cộng", "Total").to(language), "", a.workers, a.handed_over, a.recovered)
    return DocumentTable("", heads, (*rows, total), strong=frozenset({len(rows)}))
