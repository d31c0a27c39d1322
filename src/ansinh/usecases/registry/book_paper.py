"""The book on paper: the periods of employment of a person, each confirmed to the month that was paid."""

from ansinh.core.period import Month
from ansinh.core.text import Language, Text
from ansinh.formats.document import Document, DocumentTable, Paragraph, Section, TableColumn
from ansinh.records.store.registry.books import BookEvent
from ansinh.records.store.registry.people import Fact
from ansinh.usecases.registry import people

TITLE = Text("Sổ bảo hiểm xã hội: quá trình tham gia", "Social insurance book: periods of insurance")
ABOUT = Text("{name} · mã số {number} · sinh {birth}", "{name} · number {number} · born {birth}")
LEAD = Text(
    "Tháng trong cột “Xác nhận đến” là tháng cuối đã đóng đủ khi chốt sổ; phần sau được xác nhận khi đơn vị đóng.",
    "“Confirmed to” is the last month fully paid when the book was closed; what follows is confirmed once it is paid.",
)
HEADS = (
    Text("Đơn vị", "Employer"), Text("Từ tháng", "From"), Text("Đến tháng", "To"), Text("Chức danh", "Post"),
    Text("Xác nhận đến", "Confirmed to"),
)  # fmt: skip
BASE = Text("Mức đóng (đồng)", "Base (VND)")
NOW = Text("nay", "now")
NOTHING = Text("Chưa có quá trình nào được ghi nhận.", "No periods are recorded.")


def paper(person: int, actor: str, language: Language, *, request_id: str = "") -> Document:
    """Return the book of a person as a document; the look is written down as one for printing."""
    record = people.record(person, actor, "book", request_id)
    who, confirmed = record.person, _confirmed(record.book)
    held = [fact for fact in record.facts if fact.kind == "employment" and fact.superseded_at is None]
    rows = tuple(_row(fact, confirmed, language) for fact in held)
    texts = [TableColumn(head.to(language)) for head in HEADS]
    columns = (*texts[:-1], TableColumn(BASE.to(language), 0), texts[-1])
    shown = DocumentTable("", columns, rows) if rows else Paragraph(NOTHING.to(language))
    birth = f"{who.birth:%d/%m/%Y}" if who.birth else "–"
    about = ABOUT.fill(name=who.full_name, number=who.si_number or "–", birth=birth)
    sections = (Section("", (Paragraph(LEAD.to(language)), shown)),)
    return Document(f"book-{who.si_number or person}", TITLE.to(language), about.to(language), language, sections)


def _confirmed(events: list[BookEvent]) -> dict[str, str]:
    """Return the month each account's part of the book is confirmed to; the latest close counts."""
    return {
        one.account: str(Month.containing(one.confirmed_to))
        for one in events
        if one.kind == "close" and one.account and one.confirmed_to
    }


def _row(fact: Fact, confirmed: dict[str, str], language: Language) -> tuple[str | int | None, ...]:
    """Return one period as a row."""
    last = str(Month.containing(fact.stop).plus(-1)) if fact.stop else NOW.to(language)
    base, job = fact.terms.get("base"), str(fact.terms.get("job") or "")
    first = str(Month.containing(fact.first))
    return (fact.where, first, last, job, base, confirmed.get(fact.where, "–"))
