"""Check a declaration: read it in a limited child, compare it with register, law and spells, keep every finding."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding, Place
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.formats.d02.rows import D02
from ansinh.formats.layout import load_layout
from ansinh.formats.limits import read_limited
from ansinh.records.store.declarations import filings
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.declarations.findings import replace_findings
from ansinh.records.store.registry.accounts import AccountFacts, account_by_id
from ansinh.usecases.act import Act, perform
from ansinh.usecases.declarations.case import Put, check_rows, check_spells, put_together, try_on_spells
from ansinh.usecases.declarations.headers import check_header
from ansinh.usecases.declarations.receiving import HERE
from ansinh.usecases.declarations.staging import keep

OPEN_STATES = ("received", "checked")
LAYOUTS = {"official": "d02_official", "flat": "d02_flat"}
_OTHER_NAMES = {"pay": ("pay", "wage"), "from_month": ("from_month", "si_from"), "to_month": ("to_month", "si_to")}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: numbers of rows, errors and warnings; `whole` says that all rows may be accepted."""

    filing: str
    rows: int
    errors: int
    warnings: int

    @property
    def whole(self) -> bool:
        """Whether nothing stops the declaration."""
        return self.errors == 0 and self.rows > 0


def check(filing: str, actor: str, *, parsed: D02 | None = None) -> Checked:
    """Read and check the filing, keep rows and findings, and return the counts.

    `parsed` is the file already read by a pool of limited children. A filing that is decided is a RefusedError.
    """
    facts = filings.filing_facts(filing)
    if facts.state not in OPEN_STATES:
        raise RefusedError(Text("Hồ sơ đã được giải quyết.", "The filing is decided already."))
    read = parsed or read_limited("d02", filings.content(filing), name=facts.file_name)
    findings = examine(read, account_of(facts), Month.containing(facts.period))
    errors = sum(finding.stops for finding in findings)
    done = Checked(filing, len(read.rows), errors, len(findings) - errors)
    act = Act(
        "filing.check", actor, object_kind="filing", object_id=filing, office=facts.office_code,
        body={"rows": done.rows, "errors": done.errors, "warnings": done.warnings},
    )  # fmt: skip
    perform(act, lambda: _keep(facts, read, findings, done))
    return done


def _keep(facts: FilingFacts, read: D02, findings: list[Finding], done: Checked) -> None:
    """Keep rows and findings, unless the filing was decided meanwhile."""
    if filings.filing_facts(facts.id, lock=True).state not in OPEN_STATES:
        raise RefusedError(Text("Hồ sơ đã được giải quyết.", "The filing is decided already."))
    replace_findings(facts.id, findings)
    counts = {"rows": done.rows, "errors": done.errors, "warnings": done.warnings}
    filings.keep_checked(facts.id, keep(read), counts, dt.datetime.now(dt.UTC))


def account_of(facts: FilingFacts, *, lock: bool = False) -> AccountFacts:
    """Return the account of a filing; a RefusedError where it has none."""
    if facts.account_id is None:
        raise RefusedError(Text("Hồ sơ không thuộc đơn vị nào.", "The filing belongs to no employer account."))
    return account_by_id(facts.account_id, lock=lock)


def examine(read: D02, account: AccountFacts, period: Month) -> list[Finding]:
    """Return all findings of a declaration, those of the file first, then row by row."""
    if len(read.rows) == 0:
        return list(read.findings)
    put = put_together(read, account, period, dt.datetime.now(HERE).date())
    return [*check_header(read.header, account, period), *all_findings(put, account.id)]


def all_findings(put: Put, account: int) -> list[Finding]:
    """Return the findings of the rows: reading, rules, spells; in the order of the file."""
    found, good = check_rows(put)
    found += check_spells(put, try_on_spells(put, account, good))
    named = name_columns(found, put.read)
    return sorted([*put.read.findings, *named], key=lambda finding: finding.where.row or 0)


def name_columns(findings: Sequence[Finding], read: D02) -> list[Finding]:
    """Return the findings with sheet and columns named as the sender's form names them."""
    headings = _headings(read.layout)
    sheet = next((f.where.sheet for f in read.findings if f.where.sheet), "")
    return [replace(f, where=Place(sheet, f.where.row, headings.get(f.where.column, f.where.column))) for f in findings]


def _headings(layout: str) -> dict[str, str]:
    """Return name of a column -> heading of the form; the names themselves where the file is keyed."""
    if layout not in LAYOUTS:
        return {}
    printed = {field.name: field.heading for field in load_layout(LAYOUTS[layout]).fields}
    for name, others in _OTHER_NAMES.items():
        printed.setdefault(name, next((printed[other] for other in others if other in printed), name))
    return printed
