"""The minutes of a settlement (C82 and its successor) as a document: what was claimed, cut by which rule, owed."""

from typing import Final

from ansinh.core.period import Month
from ansinh.core.text import Language, Text
from ansinh.domain.claims.catalogue import rules
from ansinh.domain.claims.settlement import Figures, dong_of
from ansinh.formats.document import Document, DocumentTable, Figure, Paragraph, Section, TableColumn
from ansinh.formats.document import Figures as KeyFigures
from ansinh.formats.documents.numbers import shown
from ansinh.law.claims.days import clock, sign_by
from ansinh.law.value_files import load
from ansinh.records.store.claims import statements
from ansinh.records.store.registry.facilities import facility_by_code
from ansinh.usecases.claims.settling import preview
from ansinh.usecases.clock import day_of

TITLE: Final = Text(
    "Biên bản giám định, quyết toán chi phí khám chữa bệnh BHYT", "Minutes of the settlement of medical care"
)
FOOT: Final = Text("Hạn ký {sign}; hạn chi {pay}.", "Sign by {sign}; pay by {pay}.")


def minutes(facility: str, first: Month, months: int, language: Language) -> Document:
    """Return the minutes of a facility and period as they stand now."""
    place, made = facility_by_code(facility), preview(facility, first, months)
    days = clock(first, months, load())
    period = f"{first}" if months == 1 else f"{first} – {first.plus(months - 1)}"
    about = Text(f"{place.code} {place.name} · kỳ {period}", f"{place.code} {place.name} · period {period}")
    row = statements.statement(facility, first, months)
    signed = Text("Cơ sở chưa ký.", "Not signed by the facility.")
    if row is not None and row.agreed_at is not None:
        told = f"{row.agreed_by}, {day_of(row.agreed_at):%d/%m/%Y}"
        signed = Text(f"Cơ sở đã ký: {told}.", f"Signed by the facility: {told}.")
    by = sign_by(day_of(row.made_at), load()) if row is not None else days.assess
    foot = FOOT.fill(sign=f"{by:%d/%m/%Y}", pay=f"{days.pay:%d/%m/%Y}")
    sections = (
        Section(Text("Số quyết toán", "The settlement").to(language), (_key(made, language), _care(made, language))),
        Section(Text("Giảm theo quy tắc", "Cut by rule").to(language), (_rules(facility, (first, months), language),)),
        Section(Text("Ký", "Signatures").to(language), (Paragraph(signed.to(language)), Paragraph(foot.to(language)))),
    )
    return Document(f"c82-{facility}-{first}-{months}", TITLE.to(language), about.to(language), language, sections)


def _key(made: Figures, language: Language) -> KeyFigures:
    """Return the key figures."""
    told = (
        (Text("Đề nghị", "Claimed"), made.claimed_out + made.claimed_in),
        (Text("Chấp nhận", "Accepted"), made.accepted),
        (Text("Đã tạm ứng", "Advanced"), made.advanced),
        (Text("Còn phải trả", "Left to pay"), made.due),
    )
    unit = Text("đồng", "dong").to(language)
    return KeyFigures(tuple(Figure(name.to(language), shown(value, 0, language), unit) for name, value in told))


def _care(made: Figures, language: Language) -> DocumentTable:
    """Return outpatient and inpatient care apart."""
    headings = (
        TableColumn(Text("Loại", "Care").to(language)), TableColumn(Text("Lượt", "Visits").to(language), 0),
        TableColumn(Text("Đề nghị", "Claimed").to(language), 0), TableColumn(Text("Giảm", "Cut").to(language), 0),
        TableColumn(Text("Chấp nhận", "Accepted").to(language), 0),
    )  # fmt: skip
    rows = (
        (Text("Ngoại trú (79a)", "Outpatient (79a)"), made.visits_out, made.claimed_out, made.accepted_out),
        (Text("Nội trú (80a)", "Inpatient (80a)"), made.visits_in, made.claimed_in, made.accepted_in),
        (Text("Cộng", "Total"), made.visits_out + made.visits_in, made.claimed_out + made.claimed_in, made.accepted),
    )
    body = tuple((name.to(language), visits, asked, asked - given, given) for name, visits, asked, given in rows)
    return DocumentTable(Text("Theo loại hình", "By care").to(language), headings, body, strong=frozenset({2}))


def _rules(facility: str, span: tuple[Month, int], language: Language) -> DocumentTable:
    """Return what each rule cut."""
    headings = (
        TableColumn(Text("Mã", "Rule").to(language)), TableColumn(Text("Quy tắc", "What it says").to(language)),
        TableColumn(Text("Căn cứ", "Base").to(language)), TableColumn(Text("Số lần", "Times").to(language), 0),
        TableColumn(Text("Giảm (đồng)", "Cut (dong)").to(language), 0),
    )  # fmt: skip
    body = tuple(
        (code, rules()[code].title.to(language), rules()[code].base, count, dong_of(cut))
        for code, count, cut in statements.cuts(facility, *span)
    )
    return DocumentTable(Text("Giảm theo quy tắc", "Cut by rule").to(language), headings, body)
