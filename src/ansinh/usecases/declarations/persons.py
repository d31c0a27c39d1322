"""TK1-TS: a person asks for a number, or for corrected data; checked, then accepted by an officer, once."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.identity import is_personal_id
from ansinh.core.person_name import search_key, sort_key, tidy
from ansinh.core.text import Text
from ansinh.core.working_days import after_working_days
from ansinh.formats.faults import UnreadableError
from ansinh.formats.limits import read_limited
from ansinh.formats.sheet import cells
from ansinh.formats.tk1_values import TK1, PersonForm
from ansinh.records.store.declarations import filings
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.declarations.findings import replace_findings
from ansinh.records.store.registry.issue import NewPerson, note_issue, register_people
from ansinh.records.store.registry.numbers import issue_si_numbers
from ansinh.records.store.registry.people import person_of_number
from ansinh.usecases import clock
from ansinh.usecases.act import Act, perform
from ansinh.usecases.declarations.newcomers import BOOK_DAYS, PRECISIONS, SEXES, province_of
from ansinh.usecases.registry.books import Correction, correct

KIND = "TK1"
SAY = {
    "TK1-KNOWN": (
        Text("Số {found} đã có mã số BHXH.", "{found} has an SI number already."),
        Text("Dùng mã số đó; nếu sai dữ liệu thì kê khai điều chỉnh.", "Use that number; for wrong data correct it."),
    ),
    "TK1-UNKNOWN": (
        Text("Không có ai mang mã số {found}.", "Nobody has the number {found}."),
        Text("So lại với sổ hoặc thẻ.", "Compare with the book or card."),
    ),
    "TK1-VALUE": (
        Text("Không đọc được “{found}”.", "“{found}” cannot be read."),
        Text("Ghi ngày dạng 31/12/1990, giới tính Nam hoặc Nữ.", "Write days as 31/12/1990, sex as Nam or Nữ."),
    ),
    "TK1-NOTHING": (
        Text("Tờ khai điều chỉnh không nói sửa gì.", "The form asks for a correction and names none."),
        Text("Ghi ít nhất một mục điều chỉnh.", "Fill at least one line of correction."),
    ),
    "TK1-BY-HAND": (
        Text("Nội dung yêu cầu bằng lời: “{found}”.", "Asked in words: “{found}”."),
        Text("Cán bộ xử lý phần này ở hồ sơ cá nhân.", "An officer does this part on the person's record."),
    ),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A form with its values in the kinds of the register; `person` is whom it corrects, 0 for a new one."""

    form: PersonForm
    birth: dt.date | None
    precision: str
    sex: str
    person: int
    findings: list[Finding]


def examine(facts: FilingFacts) -> Read:
    """Read the filing and compare it with the register. Nothing is written."""
    read: TK1 = read_limited("tk1", filings.content(facts.id), name=facts.file_name)
    form, found = read.person, list(read.findings)
    birth, precision = _birth(form.adj_birth or form.birth, found)
    sex = _sex(form.adj_sex or form.sex, found)
    person = person_of_number(form.si_number) if form.si_number else 0
    if form.si_number and not person:
        found.append(_finding("TK1-UNKNOWN", "si_number", form.si_number))
    if not form.si_number and form.id_number and person_of_number(form.id_number):
        found.append(_finding("TK1-KNOWN", "id_number", form.id_number))
    changes = (form.adj_name, form.adj_birth, form.adj_sex, form.adj_id)
    if form.si_number and not any(changes):
        code = "TK1-BY-HAND" if form.change_content else "TK1-NOTHING"
        weight = Severity.WARNING if form.change_content else Severity.ERROR
        found.append(_finding(code, "change_content", form.change_content, weight))
    return Read(form, birth, precision, sex, person, found)


def check(facts: FilingFacts, actor: str) -> tuple[int, int]:
    """Check the form and keep its findings; return how many errors and warnings."""
    found = examine(facts).findings
    errors = sum(finding.stops for finding in found)
    act = Act("filing.check", actor, "filing", facts.id, facts.office_code, body={"errors": errors})

    def work() -> None:
        filings.filing_facts(facts.id, lock=True)
        replace_findings(facts.id, found)
        counts = {"rows": 1, "errors": errors, "warnings": len(found) - errors}
        filings.keep_checked(facts.id, b"", counts, dt.datetime.now(dt.UTC))

    perform(act, work)
    return errors, len(found) - errors


def apply(facts: FilingFacts, actor: str) -> int:
    """Register or correct the person inside the open transaction; return how many numbers were issued (0 or 1)."""
    read = examine(facts)
    stopping = next((finding for finding in read.findings if finding.stops), None)
    if stopping is not None:
        raise RefusedError(stopping.message)
    if read.person:
        _correct(read, facts, actor)
        return 0
    (number,) = issue_si_numbers(province_of(facts), 1)
    ids = register_people([_new(read, number, facts.office_id)])
    note_issue(ids, None, after_working_days(clock.today(), BOOK_DAYS), actor, facts.number)
    return 1


def _correct(read: Read, facts: FilingFacts, actor: str) -> None:
    """Correct what the form asks for; what it does not name stays."""
    form = read.form
    wanted = Correction(
        full_name=form.adj_name or None,
        birth_date=read.birth if form.adj_birth else None,
        sex=read.sex if form.adj_sex else None,
        personal_id=form.adj_id or None,
    )
    if wanted != Correction():
        correct(read.person, wanted, actor, f"TK1-TS {facts.number}")


def _new(read: Read, number: str, office: int) -> NewPerson:
    """Return the person the form describes."""
    form, name = read.form, tidy(read.form.full_name)
    return NewPerson(
        full_name=name, name_search=search_key(name), name_sort=sort_key(name), si_number=number,
        personal_id=form.id_number if is_personal_id(form.id_number) else None, birth=read.birth,
        precision=read.precision, sex=read.sex, nationality="VN", ethnicity=form.ethnicity, phone=form.phone,
        address=form.result_address, office=office,
    )  # fmt: skip


def _birth(text: str, found: list[Finding]) -> tuple[dt.date | None, str]:
    """Return the day of birth and how exactly it is known."""
    if not text:
        return None, "day"
    try:
        day, precision = cells.partial_day(text)
    except UnreadableError:
        found.append(_finding("TK1-VALUE", "birth", text))
        return None, "day"
    return day, PRECISIONS.get(precision, "day")


def _sex(text: str, found: list[Finding]) -> str:
    """Return the sex as the register keeps it."""
    if not text:
        return "other"
    try:
        return SEXES.get(cells.sex(text), "other")
    except UnreadableError:
        found.append(_finding("TK1-VALUE", "sex", text))
        return "other"


def _finding(code: str, column: str, cell: str, weight: Severity = Severity.ERROR) -> Finding:
    """Return a finding of the form."""
    message, mend = SAY[code]
    return Finding(code, Place("TK1-TS", None, column), cell, message.fill(found=cell), mend, weight)
