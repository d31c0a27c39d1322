"""The document of a step of the ladder, from the books: who owes what for which months, by when, by which law."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.fund import FUND_NAMES, Fund
from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.core.text import Language, Text
from ansinh.domain.collection.ageing import paid_to
from ansinh.domain.collection.ladder import PLACES, Step, ladder_on
from ansinh.domain.collection.ladder_status import STATUS_NAMES
from ansinh.formats.document import Block, Document, DocumentTable, Paragraph, Section
from ansinh.formats.document import TableColumn as Column
from ansinh.formats.document_write import DocumentForm, write_document
from ansinh.law.explain import cited
from ansinh.records.store.collection import debt, ladder_cases, ladder_write
from ansinh.records.store.pages import books
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection.ladder_steps import next_document_number

_TO = Text("Kính gửi: {name} (mã {code})", "To: {name} (code {code})")
_OWED = Text(
    "Đến hết tháng {month}, đơn vị còn phải đóng {principal} tiền gốc và {interest} tiền lãi, nợ từ tháng {oldest}; "
    "{people} người lao động.",
    "At the end of {month} the account owes {principal} of principal and {interest} of interest, since {oldest}; "
    "{people} workers.",
)
_BY = Text("Thời hạn thực hiện: {day}. Nơi thực hiện: {by}.", "To be done by {day}, by: {by}.")
_STATE = Text("Tình trạng pháp lý: {state}{since}.", "Legal state: {state}{since}.")
_SINCE = Text(" (trốn đóng từ {day} nếu không khắc phục)", " (evasion from {day} unless it is paid)")
_CITED = Text("Căn cứ: {law}.", "Under: {law}.")
_UNSURE = Text(
    "Bước này do cơ quan BHXH đặt ra, cần đối chiếu văn bản.",
    "This step is the agency's own practice; no text was read.",
)
_PAID = Text("Quá trình đóng được xác nhận đến tháng", "Records are confirmed to the month")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document is made of."""

    step: Step
    number: str
    case: ladder_cases.Case
    deadline: dt.date
    day: dt.date


def write_step(step: int, form: DocumentForm, language: Language, *, day: dt.date, actor: str) -> bytes:
    """Return the document of a step, numbered when it is first written; MissingError for an unknown step."""
    facts = ladder_write.step(step)
    if not facts.number:
        act = Act("debt.document", actor, "debt step", str(step), facts.office)
        perform(act, lambda: ladder_write.give_number(step, next_document_number(facts, day)))
        facts = ladder_write.step(step)
    case = ladder_cases.by_id(facts.case)
    row = next(one for one in ladder_cases.steps(facts.case) if one.pk == step)
    paper = Paper(ladder_on(row.done_on or day).step(facts.step), facts.number, case, row.deadline, row.done_on or day)
    return write_document(document(paper, facts.account_id, language), form)


def document(paper: Paper, account: int, language: Language) -> Document:
    """Return the paper as a document: to whom, what is owed fund by fund, by when, under which articles."""
    case, step = paper.case, paper.step
    month = Month.containing(case.period)
    owed = Section(
        Text("Số tiền còn phải đóng", "What is owed").to(language),
        (Paragraph(_owed(case, month, language)), _items(account, month, language)),
    )
    asked = Section(Text("Đề nghị", "What is asked").to(language), _asked(paper, language))
    sections = (owed, asked, _records(account, month, language)) if step.hard else (owed, asked)
    head = _TO.to(language).format(name=case.name, code=case.account)
    about = f"{paper.number} · {paper.day:%d/%m/%Y} · {head}"
    return Document(f"debt-{step.code}-{case.account}", step.title.to(language), about, language, sections)


def _owed(case: ladder_cases.Case, month: Month, language: Language) -> str:
    return _OWED.to(language).format(
        month=f"{month.month:02d}/{month.year}", principal=format_dong(case.principal, unit=True),
        interest=format_dong(case.interest, unit=True), oldest=f"{case.oldest:%m/%Y}", people=case.people,
    )  # fmt: skip


def _items(account: int, month: Month, language: Language) -> DocumentTable:
    """Return the open items, the oldest first, and their sum."""
    items = books.open_items(account, month.first_day)
    rows = [(f"{i.concerns:%m/%Y}", FUND_NAMES[Fund(i.fund)].to(language), i.amount) for i in items]
    heads = (Text("Tháng đóng", "Month"), Text("Quỹ", "Fund"))
    columns = (
        *(Column(head.to(language)) for head in heads),
        Column(Text("Còn nợ (đồng)", "Owed (VND)").to(language), 0),
    )
    total = (Text("Cộng", "Total").to(language), "", sum(amount for _, _, amount in rows))
    return DocumentTable("", columns, (*rows, total), strong=frozenset({len(rows)}))


def _asked(paper: Paper, language: Language) -> tuple[Block, ...]:
    """Return what the step asks for, by when, and under which articles."""
    step, case = paper.step, paper.case
    since = _SINCE.to(language).format(day=f"{case.evasion_from:%d/%m/%Y}") if case.evasion_from else ""
    state = _STATE.to(language).format(state=STATUS_NAMES[case.status].to(language), since=since)
    said = [
        Paragraph(step.asks.to(language), lead=True),
        Paragraph(_BY.to(language).format(day=f"{paper.deadline:%d/%m/%Y}", by=PLACES[step.by].to(language))),
        Paragraph(state),
    ]
    if step.citation != "design":
        said.append(Paragraph(_CITED.to(language).format(law=cited(step.citation, language))))
    return (*said, Paragraph(_UNSURE.to(language), tone="watch")) if step.confidence == "unsure" else tuple(said)


def _records(account: int, month: Month, language: Language) -> Section:
    """Return the month to which each fund is paid: so far the workers' records are confirmed."""
    funds = [fund for fund in Fund if fund not in (Fund.CASH, Fund.VSI)]
    paid = paid_to(debt.oldest_open(account, month), month, funds)
    rows = tuple((FUND_NAMES[fund].to(language), f"{paid[fund].month:02d}/{paid[fund].year}") for fund in funds)
    columns = (Column(Text("Quỹ", "Fund").to(language)), Column(_PAID.to(language)))
    return Section(_PAID.to(language), (DocumentTable("", columns, rows),))
