"""TK3-TS: an employer asks to be registered, changed or suspended; one proposes, another decides."""

import datetime as dt
from dataclasses import asdict

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.identity import is_tax_code, tidy_tax_code
from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.domain.registry.employers import account_code, may_become, unit_type, wanted
from ansinh.formats.limits import read_limited
from ansinh.formats.tk3_values import TK3, EmployerForm
from ansinh.records.store.declarations import filings, requests
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.declarations.findings import replace_findings
from ansinh.records.store.declarations.requests import RequestFacts
from ansinh.records.store.registry import employers
from ansinh.records.store.registry.accounts import account_by_code, account_by_id
from ansinh.records.store.registry.numbers import next_numbers
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases import clock
from ansinh.usecases.act import Act, perform
from ansinh.usecases.registry.places import office_for

BECOMES = {"suspend": "suspended", "resume": "active", "close": "closed"}
_SAY = {
    "TAX-CODE": (
        "tax_code",
        Text("Mã số thuế {found} không đúng số kiểm tra.", "The check digit of {found} is wrong."),
        Text("So lại với giấy đăng ký doanh nghiệp.", "Compare with the registration."),
    ),
    "TAX-KNOWN": (
        "tax_code",
        Text("Mã số thuế {found} đã tham gia với mã {known}.", "{found} takes part already as {known}."),
        Text(
            "Ghi mã đơn vị nếu là thay đổi; nơi khác vùng thì ghi rõ.",
            "For a change write its code; name another region.",
        ),
    ),
    "UNIT-TYPE": (
        "unit_type",
        Text("Không rõ loại hình “{found}”.", "The type “{found}” is not known."),
        Text("Ghi một loại hình theo mẫu.", "Write one of the types of the form."),
    ),
    "UNIT-UNKNOWN": (
        "unit_code",
        Text("Không có đơn vị {found}.", "There is no account {found}."),
        Text("Kiểm tra mã đơn vị.", "Compare the code."),
    ),
}


def propose(filing: str, actor: str) -> str:
    """Read a TK3-TS and propose what it asks for; return the id of the request, "" where errors stop it.

    The findings are kept with the filing. A new employer goes to the office that serves its address, else stays with
    the office that received it. The same filing gives the same request.
    """
    facts = filings.filing_facts(filing)
    read: TK3 = read_limited("tk3", filings.content(filing), name=facts.file_name)
    findings = [*read.findings, *_check(read.employer)]
    act = Act("employer.propose", actor, object_kind="filing", object_id=filing, office=facts.office_code)
    return perform(act, lambda: _propose(facts, read.employer, findings, actor))


def _propose(facts: FilingFacts, form: EmployerForm, findings: list[Finding], actor: str) -> str:
    """Keep findings and write the request inside the transaction."""
    filings.filing_facts(facts.id, lock=True)
    if known := requests.of_filing(facts.id):
        return known
    errors = sum(finding.stops for finding in findings)
    replace_findings(facts.id, findings)
    counts = {"rows": 1, "errors": errors, "warnings": len(findings) - errors}
    filings.keep_checked(facts.id, b"", counts, dt.datetime.now(dt.UTC))
    if errors:
        return ""
    kind = wanted(form.unit_code, form.change_content)
    account = None if kind == "register" else account_by_code(form.unit_code).id
    office = office_for(form.contact_address or form.business_address, clock.today())
    office_id = office_by_code(office).id if office and kind == "register" else facts.office_id
    texts = {name: str(value) for name, value in asdict(form).items()}
    return requests.propose(facts.id, office_id, account, kind, texts, actor)


def _check(form: EmployerForm) -> list[Finding]:
    """Return what is wrong with the values of the form."""
    found = []
    tax_code = tidy_tax_code(form.tax_code)
    if form.tax_code and not is_tax_code(form.tax_code):
        found.append(_finding("TAX-CODE", form.tax_code))
    elif form.tax_code and not form.unit_code and (code := employers.account_of_tax_code(tax_code)):
        found.append(_finding("TAX-KNOWN", form.tax_code, Severity.WARNING, known=code))
    if not form.unit_code and unit_type(form.unit_type) is None:
        found.append(_finding("UNIT-TYPE", form.unit_type))
    if form.unit_code and not employers.code_taken(form.unit_code):
        found.append(_finding("UNIT-UNKNOWN", form.unit_code))
    return found


def _finding(code: str, cell: str, weight: Severity = Severity.ERROR, **words: str) -> Finding:
    """Return a finding of the form."""
    column, message, mend = _SAY[code]
    return Finding(code, Place("TK3-TS", None, column), cell, message.fill(found=cell, **words), mend, weight)


def decide(request: str, actor: str, *, approve: bool, reason: str = "") -> str:
    """Approve or refuse a request; return the code of the account it concerns ("" where refused).

    The one who proposed it may not decide it (RefusedError). Deciding again with the same answer changes nothing.
    """
    name = "employer.approve" if approve else "employer.refuse"
    act = Act(name, actor, object_kind="request", object_id=request, reason=reason, body={"approve": approve})
    return perform(act, lambda: _decide(request, actor, approve=approve, reason=reason))


def _decide(request: str, actor: str, *, approve: bool, reason: str) -> str:
    """Do it inside the transaction."""
    facts = requests.request_facts(request, lock=True)
    if facts.proposed_by == actor:
        raise RefusedError(
            Text("Người đề nghị không được tự duyệt.", "Who proposes may not approve: a second person decides.")
        )
    if facts.state != "proposed":
        return account_by_id(facts.account_id).code if facts.account_id else ""
    account = _carry_out(facts, actor) if approve else facts.account_id
    requests.decide(request, "approved" if approve else "refused", actor, reason, account)
    state = "accepted" if approve else "returned"
    filings.decide(facts.filing, state, accepted=int(approve), actor=actor, at=dt.datetime.now(dt.UTC))
    return account_by_id(account).code if account and approve else ""


def _carry_out(facts: RequestFacts, actor: str) -> int:
    """Do what the request asks for and return the account."""
    filing = filings.filing_facts(facts.filing)
    if facts.kind == "register":
        return _register(facts, filing, actor)
    if facts.account_id is None:
        raise RefusedError(Text("Yêu cầu không có đơn vị.", "The request names no account."))
    account = account_by_id(facts.account_id, lock=True)
    if facts.kind == "change":
        employers.change_account(account.id, _changed(facts.wanted))
        return account.id
    following = BECOMES[facts.kind]
    if not may_become(account.status, following):
        raise RefusedError(
            Text(f"Đơn vị đang “{account.status}”, không chuyển được.", f"An account that is {account.status} cannot.")
        )
    employers.set_status(account.id, following, clock.today(), document=filing.number, actor=actor)
    return account.id


def _register(facts: RequestFacts, filing: FilingFacts, actor: str) -> int:
    """Open an account for a new employer, or another one for a known employer."""
    wants, day = facts.wanted, clock.today()
    kind = unit_type(wants["unit_type"])
    if kind is None:
        raise RefusedError(Text("Không rõ loại hình đơn vị.", "The type of the unit is not known."))
    tax_code = tidy_tax_code(wants["tax_code"])
    (serial,) = next_numbers(f"account:{kind.letters}", 1)
    code = account_code(tax_code, kind, wants["main_activity"], serial, day)
    while employers.code_taken(code):
        (serial,) = next_numbers(f"account:{kind.letters}", 1)
        code = account_code("", kind, "", serial, dt.date.min)
    new = employers.NewAccount(
        code=code, name=wants["unit_name"], name_search=search_key(wants["unit_name"]), tax_code=tax_code,
        unit_kind=kind.kind, region=employers.region_of_office(facts.office_id), pay_every=int(wants["pay_every"]),
        office_id=facts.office_id, opened=day, address=wants["business_address"], phone=wants["phone"],
        email=wants["email"],
    )  # fmt: skip
    return employers.open_account(new, document=filing.number, actor=actor)


def _changed(wants: dict[str, str]) -> dict[str, str]:
    """Return the fields a change sets: those the form gives."""
    given = {
        "name": wants["unit_name"], "name_search": search_key(wants["unit_name"]), "address": wants["business_address"],
        "phone": wants["phone"], "email": wants["email"], "tax_code": tidy_tax_code(wants["tax_code"]),
    }  # fmt: skip
    return {name: value for name, value in given.items() if value}
