"""Lists of late and evading employers: published by a paper; barred from titles, for the emulation council."""

import datetime as dt
from collections.abc import Iterable

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong, format_dong
from ansinh.core.text import Language, Text
from ansinh.domain.collection.ladder import ladder_on
from ansinh.domain.collection.ladder_status import STATUS_NAMES, first_day
from ansinh.formats.document import Document, DocumentTable, Paragraph, Section, TableColumn
from ansinh.law.explain import cited
from ansinh.law.value_files import load
from ansinh.records.store.collection import ladder_meetings as store
from ansinh.records.store.collection import scope
from ansinh.records.store.collection.ladder_write import Doing
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection.ladder_steps import do_inside

BARRED_BY = "Law 41/2024/QH15 art. 40-41"
_OWN = Text("cách làm của cơ quan BHXH", "the agency's own practice")
_NOBODY = Text("Không có đơn vị nào đến hạn công khai.", "No employer is due to be published.")
_PAPER = Text("Cần số văn bản.", "The number of the paper is needed.")
_BARRED = Text(
    "{n} đơn vị chậm đóng, trốn đóng ngày {day}, còn nợ {owed}: không xét danh hiệu thi đua, hình thức khen thưởng.",
    "{n} employers are late or evading on {day} and owe {owed}: no titles or rewards.",
)
_LISTED = Text("{n} đơn vị, còn nợ {owed}; gửi {to}.", "{n} employers owing {owed}; sent to {to}.")


def publish(office: str, document: str, day: dt.date, sent_to: str, actor: str) -> int:
    """Publish the employers whose publication is due, as they stand, and do their step; return the list.

    The same paper again is the same list. RefusedError where nobody is due, or without a paper's number.
    """
    if not document.strip():
        raise RefusedError(_PAPER)
    place = scope.office(office)
    act = Act("debt.publish", actor, "office", office, office, reason=document, key=f"debt.publish:{document}",
              body={"day": str(day)})  # fmt: skip

    def work() -> int:
        rows = store.late(scope.offices(place.path), day, due=True)
        if not rows:
            raise RefusedError(_NOBODY)
        facts = {
            "document": document, "day": day, "sent_to": sent_to, "signed_by": actor, "employers": len(rows),
            "amount": sum(row.principal + row.interest for row in rows), "rows": [_kept(row) for row in rows],
        }  # fmt: skip
        made = store.publish(place.id, facts)
        for step, _ in store.due_steps("publication", [row.account for row in rows]):
            do_inside(step, Doing(day, "portal", None, document, sent_to), actor)
        return made

    return perform(act, work)


def _kept(row: store.Late) -> dict[str, object]:
    """Return a row of a list as it is kept for ever."""
    values = row._asdict()
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}


def published(found: store.Publication, language: Language) -> Document:
    """Return a published list as a document."""
    rows = [
        store.Late(**{**row, "oldest": dt.date.fromisoformat(row["oldest"]), "evasion_from": None})
        for row in found.rows
    ]
    lead = _LISTED.to(language).format(
        n=found.employers, owed=format_dong(found.amount, unit=True), to=found.sent_to or "-"
    )
    title = Text("Danh sách công khai đơn vị chậm đóng, trốn đóng", "Published list of late and evading employers")
    under = cited(ladder_on(found.day).step("publication").citation, language)
    about = f"{found.document} · {found.day:%d/%m/%Y} · {under}"
    return _document((f"published-{found.id}", title.to(language), about), lead, rows, language)


def barred(office: str, day: dt.date, language: Language) -> Document:
    """Art. 40-41, Law 41/2024/QH15: who is late or evading on `day` gets no titles or rewards; for the council."""
    rows = store.late(scope.offices(scope.office(office).path), day)
    owed: Dong = sum(row.principal + row.interest for row in rows)
    lead = _BARRED.to(language).format(n=len(rows), day=f"{day:%d/%m/%Y}", owed=format_dong(owed, unit=True))
    title = Text("Đơn vị không đủ điều kiện xét thi đua, khen thưởng", "Employers barred from titles and rewards")
    under = cited(BARRED_BY, language) if day >= first_day(load()) else _OWN.to(language)
    about = f"{scope.office(office).name} · {day:%d/%m/%Y} · {under}"
    return _document((f"barred-{office}-{day}", title.to(language), about), lead, rows, language)


def _document(head: tuple[str, str, str], lead: str, rows: Iterable[store.Late], language: Language) -> Document:
    """Return a list of employers as a document."""
    words = (
        Text("Mã đơn vị", "Code"), Text("Đơn vị", "Employer"), Text("Mã số thuế", "Tax code"),
        Text("Cơ quan", "Office"),
        Text("Tình trạng", "State"), Text("Nợ từ tháng", "Owed since"),
    )  # fmt: skip
    money = (
        Text("Lao động", "Workers"),
        Text("Tiền gốc (đồng)", "Principal (VND)"),
        Text("Lãi (đồng)", "Interest (VND)"),
    )
    columns = (
        *(TableColumn(word.to(language)) for word in words), *(TableColumn(word.to(language), 0) for word in money),
    )  # fmt: skip
    cells = tuple(
        (r.account, r.name, r.tax_code, r.office, STATUS_NAMES[r.status].to(language), f"{r.oldest:%m/%Y}", r.people,
         r.principal, r.interest)
        for r in rows
    )  # fmt: skip
    key, title, about = head
    listed = Text("Danh sách", "List").to(language)
    return Document(
        key, title, about, language, (Section(listed, (Paragraph(lead, lead=True), DocumentTable("", columns, cells))),)
    )
