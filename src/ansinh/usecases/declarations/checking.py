"""Check a filing: read it in a limited child, compare it with register, law and spells, keep every finding."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding, Place
from ansinh.core.text import Text
from ansinh.formats.header import Seen
from ansinh.formats.limits import read_limited
from ansinh.records.store.declarations import filings
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.declarations.findings import replace_findings
from ansinh.usecases.act import Act, perform
from ansinh.usecases.declarations import persons
from ansinh.usecases.declarations.examined import ReadList
from ansinh.usecases.declarations.forms import form_of
from ansinh.usecases.declarations.staging import keep

OPEN_STATES = ("received", "checked")
_OTHER_NAMES = {
    "pay": ("pay", "wage", "coefficient"),
    "from_month": ("from_month", "si_from", "from_day"),
    "to_month": ("to_month", "si_to"),
    "change": ("change", "change_name", "note"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: numbers of rows, errors and warnings."""

    filing: str
    rows: int
    errors: int
    warnings: int

    @property
    def whole(self) -> bool:
        """Whether nothing stops the filing."""
        return self.errors == 0 and self.rows > 0

    @property
    def counts(self) -> dict[str, int]:
        """The numbers as the filing keeps them."""
        return {"rows": self.rows, "errors": self.errors, "warnings": self.warnings}


def check(filing: str, actor: str, *, parsed: ReadList | None = None) -> Checked:
    """Read and check the filing, keep rows and findings, and return the counts.

    `parsed` is the file already read by a pool of limited children. A filing that is decided is a RefusedError.
    """
    facts = filings.filing_facts(filing)
    if facts.state not in OPEN_STATES:
        raise _decided()
    if facts.kind == persons.KIND:
        return Checked(filing, 1, *persons.check(facts, actor))
    form = form_of(facts.kind)
    read = read_file(facts, parsed)
    findings = list(read.findings)
    if len(read.rows):
        findings = name_columns(form.examine(read, facts).findings, read)
    done = count(filing, read, findings)
    act = Act(
        "filing.check", actor, object_kind="filing", object_id=filing, office=facts.office_code,
        body=dict(done.counts),
    )  # fmt: skip
    perform(act, lambda: _keep(facts, read, findings, done))
    return done


def read_file(facts: FilingFacts, parsed: ReadList | None) -> ReadList:
    """Return what the file holds: `parsed`, or read in a limited child."""
    read: ReadList = parsed or read_limited(facts.kind.lower(), filings.content(facts.id), name=facts.file_name)
    return read


def count(filing: str, read: ReadList, findings: list[Finding]) -> Checked:
    """Return how many rows, errors and warnings there are."""
    errors = sum(finding.stops for finding in findings)
    return Checked(filing, len(read.rows), errors, len(findings) - errors)


def _keep(facts: FilingFacts, read: ReadList, findings: list[Finding], done: Checked) -> None:
    """Keep rows and findings, unless the filing was decided meanwhile."""
    state = filings.filing_facts(facts.id, lock=True).state
    if state not in OPEN_STATES:
        raise _decided()
    keep_found(read, findings, done, first=state == "received")


def keep_found(read: ReadList, findings: list[Finding], done: Checked, *, first: bool) -> None:
    """Keep rows and findings inside the open transaction, with the filing locked; `first` time or again."""
    replace_findings(done.filing, findings, first=first)
    filings.keep_checked(done.filing, keep(read), done.counts, dt.datetime.now(dt.UTC))


def _decided() -> RefusedError:
    """Return the refusal of a filing that is decided."""
    return RefusedError(Text("Hồ sơ đã được giải quyết.", "The filing is decided already."))


def name_columns(findings: Sequence[Finding], read: ReadList) -> list[Finding]:
    """Return the findings in the order of the file, with sheet and columns named as the sender sees them."""
    named = [f if f.where.sheet else replace(f, where=_where(f.where, read.seen)) for f in findings]
    return sorted(named, key=lambda finding: finding.where.row or 0)


def _where(place: Place, seen: Seen) -> Place:
    """Return the address of a check's finding in the sender's table."""
    names = _OTHER_NAMES.get(place.column, (place.column,))
    title = next((seen.title(name) for name in names if seen.title(name)), place.column)
    return Place(seen.sheet, place.row, title)
