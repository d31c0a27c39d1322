"""The letter to the heirs of who was paid every month: why payment ends, what must come back, what they may ask for."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from ansinh.core.errors import RefusedError
from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.core.text import Language, Text
from ansinh.domain.benefits.earlier import INJURY, LOSS_OF_CAPACITY, OLD_AGE
from ansinh.domain.benefits.findings import shown
from ansinh.domain.benefits.payments import REGIMES
from ansinh.domain.benefits.procedures import procedure
from ansinh.formats.benefits_letter import Letter, LetterStep, day_text, write_letter
from ansinh.law.deadlines.due import due_date
from ansinh.law.explain import cited
from ansinh.law.survivors.grants import funeral_amount
from ansinh.law.values import Values
from ansinh.records.store.benefits import payments_shown
from ansinh.records.store.benefits.payments_shown import Lost
from ansinh.records.store.benefits.payroll_files import PensionFile
from ansinh.usecases.ledger.law import law_of_books

ALIVE: Final = Text("Người hưởng của hồ sơ {file} không bị báo tử.", "No death is recorded for the person of {file}.")
GRANTED: Final = frozenset({OLD_AGE, LOSS_OF_CAPACITY, INJURY})  # regimes whose holders leave rights to their relatives
TITLE: Final = Text("Thông báo gửi thân nhân người hưởng đã mất", "To the relatives of a beneficiary who died")
LEAD: Final = Text(
    "Cơ quan bảo hiểm xã hội xin chia buồn cùng gia đình. Theo thông tin nhận được, {who} mất ngày {died}. Chế độ hằng "
    "tháng ngừng chi từ tháng {stop}; gia đình {back}.",
    "We share the family's grief. We were told that {who} died on {died}. The monthly benefit ends with {stop}; the "
    "family {back}.",
)
BACK: Final = Text("cần nộp lại {x} đã chi sau ngày mất", "is asked to give back {x} that was paid after the death")
NOTHING: Final = Text("không phải nộp lại khoản nào", "has nothing to give back")
HEADINGS: Final = {
    "counted": Text("Thông tin đã ghi nhận", "What is recorded"),
    "how": Text("Quyền lợi của thân nhân", "What relatives may ask for"),
    "pay": Text("Cách nộp lại", "How to give it back"),
    "contest": Text("Nếu thông tin này không đúng", "If this is not so"),
    "total": Text("Còn phải nộp lại", "Left to be given back"),
}
WAY: Final = Text(
    "Nộp tiền mặt tại {office} hoặc chuyển khoản ghi số hồ sơ {file}; nộp một hoặc nhiều lần, mỗi lần có phiếu thu. "
    "Tiền còn trong tài khoản của người đã mất có thể đề nghị ngân hàng chuyển trả.",
    "In cash at {office}, or by transfer naming file {file}; at once or in parts, each with its receipt. Money still "
    "in the account of the deceased may be sent back by the bank on request.",
)
WRONG: Final = Text(
    "Nếu người hưởng còn sống hoặc ngày mất không đúng, xin báo ngay cho {office} kèm giấy xác nhận: việc chi được nối "
    "lại, các tháng thiếu được trả đủ. Không đồng ý với số tiền trên thì có quyền khiếu nại; khiếu nại không mất phí.",
    "If the beneficiary lives, or the day is wrong, tell {office} with a confirmation: payment goes on, and what was "
    "missed is paid in full. Who does not agree with the amount may contest it; it costs nothing.",
)
FUNERAL: Final = Text("Trợ cấp mai táng cho người lo mai táng", "Funeral grant to who bore the funeral")
MONTHLY: Final = Text(
    "Trợ cấp tuất hằng tháng cho con dưới 18 tuổi, vợ hoặc chồng, cha mẹ đủ điều kiện; không có thì trợ cấp một lần",
    "Monthly shares for children under 18, spouse and parents who qualify; else one sum",
)
ON_CLAIM: Final = Text("xét khi nộp hồ sơ", "looked at when claimed")
PAPERS: Final = Text("Giấy tờ: {papers}. Nộp trong {days} ngày kể từ ngày mất, chậm nhất {last}.",
                     "Papers: {papers}. Within {days} days of the death, by {last}.")  # fmt: skip
LATE: Final = Text("nộp muộn vẫn được nhận, kèm giải trình", "late papers are taken, with an explanation")
SHARES: Final = "Law 58/2014/QH13 art. 67-70; Law 41/2024/QH15 art. 86-89"
OVERPAID: Final = Text(
    "{n} tháng chi sau ngày mất, ghi nhận tháng {month}", "{n} months paid after the death, found in {month}"
)
RETURNED: Final = Text("Đã nộp lại", "Given back already")


def letter_pdf(seen: PensionFile, language: Language, on: dt.date) -> bytes:
    """Return the letter to the heirs behind a file, dated `on`; RefusedError where no death is recorded."""
    return write_letter(letter(seen, payments_shown.claims_of(seen.id), language, on))


def letter(seen: PensionFile, claims: Sequence[Lost], language: Language, on: dt.date) -> Letter:
    """Return the letter as a value."""
    died = seen.died_on
    if died is None:
        raise RefusedError(ALIVE.fill(file=seen.file_no))
    claims = [one for one in claims if one.reason == "death"]
    left, office = sum(one.left for one in claims), seen.office_name
    money = format_dong(left, unit=True)
    back = BACK.fill(x=money) if left else NOTHING
    stop, who = Month.containing(died).plus(1).first_day, f"{seen.full_name} ({seen.si_number or '–'})"
    lead = LEAD.fill(who=who, died=shown(died), stop=f"{stop:%m/%Y}", back=back).to(language)
    return Letter(
        language=language, office=office, parent="Bảo hiểm xã hội Việt Nam", number=f"{seen.file_no}/TB",
        place_day=f"{office.removeprefix('BHXH ').strip()}, {day_text(on, language)}", title=TITLE.to(language),
        lead=lead, facts=_facts(seen, died, language), amounts=list(_amounts(claims, language)) if left else [],
        total=money, steps=list(_rights(seen, died, language, law_of_books())), reasons=[], values=[],
        payment=WAY.fill(office=office, file=seen.file_no).to(language) if left else "",
        contest=WRONG.fill(office=office).to(language), signer="",
        headings={name: text.to(language) for name, text in HEADINGS.items()},
    )  # fmt: skip


def _facts(seen: PensionFile, died: dt.date, language: Language) -> list[tuple[str, str]]:
    """Return what is recorded."""
    regime = REGIMES.get(seen.regime, Text(str(seen.regime), str(seen.regime)))
    born = f", {shown(seen.birth_date)}" if seen.birth_date else ""
    rows = (
        (Text("Người hưởng", "Beneficiary"), f"{seen.full_name}{born}"),
        (Text("Chế độ, số hồ sơ", "Benefit, file"), f"{regime.to(language)}, {seen.file_no}"),
        (Text("Ngày mất", "Died on"), shown(died)),
    )  # fmt: skip
    return [(label.to(language), value) for label, value in rows]


def _amounts(claims: Sequence[Lost], language: Language) -> Iterator[tuple[str, str]]:
    """Yield what was paid beyond the death, and what came back of it."""
    for one in claims:
        told = OVERPAID.fill(n=one.months, month=f"{one.month:%m/%Y}")
        yield told.to(language), format_dong(one.amount, unit=True)
    if back := sum(one.recovered for one in claims):
        yield RETURNED.to(language), f"−{format_dong(back, unit=True)}"


def _rights(seen: PensionFile, died: dt.date, language: Language, values: Values) -> Iterator[LetterStep]:
    """Art. 66-70, Law 58/2014/QH13; Art. 85-92, Law 41/2024/QH15: yield what relatives may ask for, and how."""
    if seen.regime not in GRANTED:
        return
    due = due_date("survivors_relatives_file", died, values)
    wanted = procedure("survivors.funeral").papers
    papers = "; ".join(paper.name.to(language) for paper in wanted if paper.data != "register")
    told = PAPERS.to(language).format(papers=papers, days=due.count, last=shown(due.day))
    multiple = values.get("survivors.funeral.multiple", died)
    amount = funeral_amount(died, values)
    formula = f"{multiple.text} x {format_dong(amount // multiple.whole)}"
    yield LetterStep(
        FUNERAL.to(language), formula, format_dong(amount, unit=True), cited(multiple.citation, language), told
    )
    yield LetterStep(MONTHLY.to(language), "", ON_CLAIM.to(language), cited(SHARES, language), LATE.to(language))
