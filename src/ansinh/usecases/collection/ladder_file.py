"""The file of one employer as it was handed over: what was owed month by month, what was done, with every proof."""

import datetime as dt
from typing import Any
from uuid import UUID

from ansinh.core.errors import MissingError
from ansinh.core.fund import FUND_NAMES, Fund
from ansinh.core.money import format_dong
from ansinh.core.text import Language, Text
from ansinh.domain.collection.ladder import step_words
from ansinh.domain.collection.ladder_status import STATUS_NAMES
from ansinh.domain.collection.recovery import BODIES
from ansinh.formats.document import Document, DocumentTable, Paragraph, Section, TableColumn
from ansinh.records.store.collection import recovery as store

_NONE = Text("Đơn vị {code} không có trong đợt bàn giao này.", "{code} was not handed over in this campaign.")
_LEAD = Text(
    "Bàn giao ngày {day} cho {body}: {name} (mã {code}), {workers} lao động, tiền gốc {amount}, nợ từ tháng {oldest}; "
    "tình trạng: {status}. Số liệu giữ nguyên như ngày bàn giao.",
    "Handed over on {day} to {body}: {name} (code {code}), {workers} workers, {amount} of principal owed since "
    "{oldest}; state: {status}. The figures stay as they were on that day.",
)
_PROMISES = {
    "open": Text("đang chờ", "open"),
    "kept": Text("đã giữ", "kept"),
    "broken": Text("không giữ", "broken"),
    "withdrawn": Text("không có hiệu lực", "not in force"),
}


def document(campaign: UUID, code: str, language: Language) -> Document:
    """Return the file of an employer as handed over; MissingError where it is not in the campaign."""
    head, found = store.campaign(campaign), store.handed(campaign, code)
    if found is None:
        raise MissingError(_NONE.fill(code=code))
    kept = found.file
    lead = _LEAD.to(language).format(
        day=f"{head.handed_over_on:%d/%m/%Y}", body=BODIES[head.body].to(language), name=found.name, code=code,
        workers=found.workers, amount=format_dong(found.amount, unit=True), oldest=_day(kept.get("oldest"), month=True),
        status=STATUS_NAMES[kept.get("status", "late")].to(language),
    )  # fmt: skip
    items = [
        (_day(one["month"], month=True), FUND_NAMES[Fund(one["fund"])].to(language), one["amount"])
        for one in kept.get("items") or []
    ]
    steps = [
        (_day(one["day"]), step_words(one["step"]).to(language), one["number"], _day(one["delivered"]),
         one["proof"] or one["note"])
        for one in kept.get("steps") or []
    ]  # fmt: skip
    promises = [
        (_day(one["until"]), _PROMISES[one["state"]].to(language), one["amount"]) for one in kept.get("promises") or []
    ]
    total = (Text("Cộng", "Total").to(language), "", found.amount)
    owed = DocumentTable(
        "", _columns(language, ("Tháng", "Month"), ("Quỹ", "Fund"), money=("Còn nợ (đồng)", "Owed (VND)")),
        (*items, total), strong=frozenset({len(items)}),
    )  # fmt: skip
    done = DocumentTable(
        "",
        _columns(language, ("Ngày", "Day"), ("Bước", "Step"), ("Văn bản", "Paper"), ("Giao ngày", "Delivered"),
                 ("Bằng chứng", "Proof")),
        tuple(steps),
    )  # fmt: skip
    sections = [
        Section(Text("Số tiền bàn giao", "What was handed over").to(language), (Paragraph(lead, lead=True), owed)),
        Section(Text("Các bước đã thực hiện", "What was done").to(language), (done,)),
    ]
    if promises:
        columns = _columns(
            language, ("Ngày hẹn", "By"), ("Kết quả", "Outcome"), money=("Số tiền (đồng)", "Amount (VND)")
        )
        heading = Text("Cam kết", "Promises").to(language)
        sections.append(Section(heading, (DocumentTable("", columns, tuple(promises)),)))
    title = Text("Hồ sơ bàn giao đơn vị nợ", "File of a debtor handed over").to(language)
    return Document(f"file-{code}", title, f"{head.document} · {head.name}", language, tuple(sections))


def _columns(
    language: Language, *words: tuple[str, str], money: tuple[str, str] | None = None
) -> tuple[TableColumn, ...]:
    """Return columns of text, and one of dong behind them."""
    texts = tuple(TableColumn(Text(*word).to(language)) for word in words)
    return (*texts, TableColumn(Text(*money).to(language), 0)) if money else texts


def _day(value: Any, *, month: bool = False) -> str:  # noqa: ANN401 - a value of the kept JSON
    """Return a day kept as text, as people read it; nothing for none."""
    if not value:
        return ""
    day = dt.date.fromisoformat(str(value))
    return f"{day:%m/%Y}" if month else f"{day:%d/%m/%Y}"
