"""The papers of an inspection in either language: decision, minutes, conclusion, follow-up."""

import datetime as dt
from typing import Final, Literal
from uuid import UUID

from ansinh.core.errors import RefusedError
from ansinh.core.money import format_dong
from ansinh.core.text import Language, Text
from ansinh.domain.collection.inspection import EFFECTS, Subject, rules
from ansinh.domain.collection.inspection_states import STATE_NAMES, Followed
from ansinh.formats.document import Block, Document, DocumentTable, Figure, Figures, Paragraph, Section, TableColumn
from ansinh.formats.document_write import DocumentForm, write_document
from ansinh.law.explain import cited
from ansinh.records.store.collection import inspection as store

Sheet = Literal["decision", "minutes", "conclusion"]
TITLES: Final[dict[Sheet, Text]] = {
    "decision": Text("Quyết định kiểm tra", "Decision of inspection"),
    "minutes": Text("Biên bản kiểm tra", "Minutes of inspection"),
    "conclusion": Text("Kết luận kiểm tra", "Conclusion of inspection"),
}
_NOT_YET = Text("Chưa có văn bản này: hồ sơ đang “{state}”.", "There is no such paper yet: the case is “{state}”.")
_ABOUT = Text("{number} · {day} · {name} ({code})", "{number} · {day} · {name} ({code})")
_WHAT = Text(
    "{kind}{traits} tại {name} (mã {code}), thời kỳ từ {first} đến {last}. Lý do: {reason}.",
    "{kind}{traits} of {name} (code {code}), from {first} to {last}. Reason: {reason}.",
)
_PAPERS = {
    "asked": Text("đang yêu cầu", "asked for"),
    "received": Text("đã nhận", "received"),
    "missing": Text("thiếu", "missing"),
}
_ROLES = {"leader": Text("Trưởng đoàn", "Leader"), "member": Text("Thành viên", "Member")}
_SAID = Text(
    "Phát hiện {findings} vi phạm; phải thu hồi, truy đóng {demanded}; đã thu {recovered}, còn {remaining}; "
    "{requests} kiến nghị, đã thực hiện {done}.",
    "{findings} violations were found; {demanded} is due; {recovered} came back, {remaining} is left; "
    "{requests} requests, {done} done.",
)
_SIGN = Text(
    "Trưởng đoàn: {leader}. Đại diện đối tượng kiểm tra: {subject}. Biên bản lập thành hai bản, mỗi bên giữ một bản.",
    "Leader of the team: {leader}. For the subject: {subject}. Made in two copies, one for each side.",
)
_FINES = Text(
    "Trưởng đoàn có quyền xử phạt vi phạm hành chính trong lĩnh vực đóng.",
    "The leader may fine violations of the duty to pay.",
)
_SENDS = Text(
    "Đoàn không có quyền xử phạt: hồ sơ vi phạm được chuyển người có thẩm quyền.",
    "The team may not fine: files of violations go to the competent authority.",
)
_DEADLINE = Text("Thời hạn thực hiện: {day}.", "To be done by {day}.")


def write_sheet(case: UUID, sheet: Sheet, form: DocumentForm, language: Language, *, today: dt.date) -> bytes:
    """Return a paper of a case as a file; RefusedError where the case has not come so far."""
    return write_document(document(case, sheet, language, today=today), form)


def document(case: UUID, sheet: Sheet, language: Language, *, today: dt.date) -> Document:
    """Return a paper of a case: of the decision the team and papers asked for, of the others what was found."""
    found = store.case(case)
    number, day = {
        "decision": (found.decision, found.decided_on),
        "minutes": (found.minutes, found.minutes_on),
        "conclusion": (found.conclusion, found.concluded_on),
    }[sheet]
    if not number or day is None:
        raise RefusedError(
            Text(
                _NOT_YET.vi.format(state=STATE_NAMES[found.state].vi),
                _NOT_YET.en.format(state=STATE_NAMES[found.state].en),
            )
        )
    about = _ABOUT.to(language).format(number=number, day=f"{day:%d/%m/%Y}", name=found.name, code=found.subject)
    subject = rules().subjects[found.subject_kind]
    parts = [_what(found, language), _team(case, language), _papers(case, subject, language)]
    if sheet != "decision":
        parts += [_counts(found, subject, language), _findings(case, subject, language)]
    if sheet == "minutes":
        parts.append(_signatures(found, language))
    if sheet == "conclusion":
        parts.append(_followed(found, store.followed(case, today), language))
    sections = tuple(part for part in parts if part is not None)
    return Document(f"inspection-{sheet}-{found.subject}", TITLES[sheet].to(language), about, language, sections)


def _what(found: store.Case, language: Language) -> Section:
    """Return what is inspected, under which traits and articles."""
    day = found.decided_on or found.opened_on
    traits = [one for code in found.traits if (one := rules().trait(code, day)) is not None]
    said = _WHAT.to(language).format(
        kind=rules().kinds[found.kind].to(language), traits="".join(f", {one.name.to(language)}" for one in traits),
        name=found.name, code=found.subject, first=f"{found.period_from:%m/%Y}", last=f"{found.period_to:%m/%Y}",
        reason=found.reason or "-",
    )  # fmt: skip
    blocks: list[Block] = [Paragraph(said, lead=True)]
    laws = [cited(one.citation, language) for one in traits if one.citation != "design"]
    if laws:
        blocks.append(Paragraph(Text("Căn cứ: ", "Under: ").to(language) + "; ".join(laws) + "."))
    if any(one.code == "specialised" for one in traits):
        power = _FINES if any(one.sanction for one in traits) else _SENDS
        blocks.append(Paragraph(power.to(language)))
    if found.partners:
        blocks.append(Paragraph(Text("Phối hợp: ", "Together with: ").to(language) + found.partners + "."))
    return Section(Text("Nội dung", "What").to(language), tuple(blocks))


def _team(case: UUID, language: Language) -> Section | None:
    rows = tuple((who, _ROLES[role].to(language)) for who, role in store.team(case))
    columns = _columns((Text("Họ tên, tài khoản", "Who"), Text("Vai trò", "Role")), language)
    return _table(Text("Đoàn kiểm tra", "Team"), columns, rows, language)


def _papers(case: UUID, subject: Subject, language: Language) -> Section | None:
    rows = tuple(
        (subject.papers[code].to(language) if code in subject.papers else code, _PAPERS[state].to(language), note)
        for code, state, _, note in store.papers(case)
    )
    columns = _columns((Text("Tài liệu", "Paper"), Text("Tình trạng", "State"), Text("Ghi chú", "Note")), language)
    return _table(Text("Tài liệu", "Papers"), columns, rows, language)


def _counts(found: store.Case, subject: Subject, language: Language) -> Section | None:
    rows = tuple(
        (name.to(language), found.counts[code]) for code, name in subject.counts.items() if code in found.counts
    )
    columns = (*_columns((Text("Nội dung", "What"),), language), TableColumn(Text("Số đếm", "Count").to(language), 0))
    return _table(Text("Kiểm đếm tại chỗ", "Counted on the spot"), columns, rows, language)


def _findings(case: UUID, subject: Subject, language: Language) -> Section:
    """Return the violations person by person and their sum."""
    rows = [_finding(row, subject, language) for row in store.findings(case)]
    heading = Text("Vi phạm", "Violations").to(language)
    if not rows:
        return Section(heading, (Paragraph(Text("Không phát hiện vi phạm.", "No violation was found.").to(language)),))
    words = (
        Text("Vi phạm", "Violation"), Text("Người", "Person"), Text("Thời gian", "Months"),
        Text("Chứng cứ", "Evidence"),
    )  # fmt: skip
    money = (
        Text("Đã khai (đồng)", "Declared (VND)"),
        Text("Đúng (đồng)", "Right (VND)"),
        Text("Phải thu (đồng)", "Due (VND)"),
    )
    columns = (*_columns(words, language), *(TableColumn(head.to(language), 0) for head in money))
    total = (Text("Cộng", "Total").to(language), "", "", "", None, None, sum(row[6] for row in rows))
    return Section(heading, (DocumentTable("", columns, (*rows, total), strong=frozenset({len(rows)})),))


def _finding(
    row: store.FindingRow, subject: Subject, language: Language
) -> tuple[str, str, str, str, int | None, int | None, int]:
    rule = subject.violations[row.kind]
    months = f"{row.first:%m/%Y} - {row.last:%m/%Y}" if row.first and row.last else ""
    who = f"{row.name} {row.si_number}".strip()
    said = f"{rule.name.to(language)} ({EFFECTS[rule.effect].to(language).lower()})"
    wages = (row.declared, row.found) if "wage" in rule.needs else (None, None)
    return (said, who, months, row.document, *wages, row.amount)


def _signatures(found: store.Case, language: Language) -> Section:
    leader = next((who for who, role in store.team(found.id) if role == "leader"), "")
    said = _SIGN.to(language).format(leader=leader, subject=found.signed_by_subject)
    return Section(Text("Ký biên bản", "Signatures").to(language), (Paragraph(said),))


def _followed(found: store.Case, stands: Followed, language: Language) -> Section:
    """Return how the conclusion stands, and each request with its day."""
    figures = Figures(
        tuple(
            Figure(label.to(language), format_dong(amount), note)
            for label, amount, note in (
                (Text("Phải thu (đồng)", "Due (VND)"), stands.demanded, found.conclusion),
                (Text("Đã thu", "Recovered"), stands.recovered, ""),
                (Text("Còn lại", "Left"), stands.remaining, ""),
            )
        )
    )
    blocks: list[Block] = [Paragraph(sentence(len(store.findings(found.id)), stands, language), lead=True), figures]
    if found.deadline:
        blocks.append(Paragraph(_DEADLINE.to(language).format(day=f"{found.deadline:%d/%m/%Y}")))
    rows = tuple(
        (text, f"{by:%d/%m/%Y}", f"{done:%d/%m/%Y} {proof}" if done else "")
        for _, text, by, done, proof in store.requests(found.id)
    )
    heads = (Text("Kiến nghị", "Request"), Text("Hạn", "By"), Text("Đã thực hiện", "Done"))
    if rows:
        blocks.append(DocumentTable("", _columns(heads, language), rows))
    return Section(Text("Thực hiện kết luận", "Follow-up").to(language), tuple(blocks))


def sentence(findings: int, stands: Followed, language: Language) -> str:
    """Return how a case stands in one sentence."""
    return _SAID.to(language).format(
        findings=findings, demanded=format_dong(stands.demanded, unit=True),
        recovered=format_dong(stands.recovered, unit=True), remaining=format_dong(stands.remaining, unit=True),
        requests=stands.requests, done=stands.done,
    )  # fmt: skip


def _columns(heads: tuple[Text, ...], language: Language) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(head.to(language)) for head in heads)


def _table(
    heading: Text, columns: tuple[TableColumn, ...], rows: tuple[tuple[str | int, ...], ...], language: Language
) -> Section | None:
    """Return a section with a table; None for nothing to show."""
    return Section(heading.to(language), (DocumentTable("", columns, rows),)) if rows else None
