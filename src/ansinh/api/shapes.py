"""The shapes of requests and answers. Money is whole dong, months are YYYY-MM, sentences are in both languages."""

import datetime as dt
from typing import Any, Literal

from ninja import Field, Schema

from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.records.store.declarations.filings import FilingFacts


class Sentence(Schema):
    """One sentence, Vietnamese and English."""

    vi: str
    en: str

    @classmethod
    def of(cls, text: Text) -> "Sentence":
        """Return the shape of a text."""
        return cls(vi=text.vi, en=text.en)


class FilingOut(Schema):
    """A filing: its receipt number, state and counts."""

    id: str
    number: str
    kind: str
    channel: str
    office: str
    period: str
    file_name: str
    state: str
    rows: int
    rows_accepted: int
    errors: int
    warnings: int
    received_at: dt.datetime
    follows: str

    @classmethod
    def of(cls, facts: FilingFacts) -> "FilingOut":
        """Return the shape of a filing."""
        return cls(
            id=facts.id, number=facts.number, kind=facts.kind, channel=facts.channel, office=facts.office_code,
            period=f"{facts.period:%Y-%m}", file_name=facts.file_name, state=facts.state, rows=facts.rows,
            rows_accepted=facts.rows_accepted, errors=facts.errors, warnings=facts.warnings,
            received_at=facts.received_at, follows=facts.follows,
        )  # fmt: skip


class FindingOut(Schema):
    """One finding: where, which rule, what was found, what is wrong, how to mend it."""

    position: int
    code: str
    severity: str
    sheet: str
    row: int | None
    column: str
    found: str
    message: Sentence
    mend: Sentence

    @classmethod
    def of(cls, position: int, finding: Finding) -> "FindingOut":
        """Return the shape of a finding."""
        return cls(
            position=position, code=finding.code, severity=finding.severity.value, sheet=finding.where.sheet,
            row=finding.where.row, column=finding.where.column, found=finding.found,
            message=Sentence.of(finding.message), mend=Sentence.of(finding.mend),
        )  # fmt: skip


class FindingsOut(Schema):
    """A page of findings; ask again with `after` = `next` until it is null."""

    items: list[FindingOut]
    next: int | None


class SentIn(Schema):
    """What a list is and whom it is for: an account, or an office; without a month the head of the form says it."""

    kind: Literal["D02", "D03", "D05"] = "D02"
    account: str = ""
    office: str = ""
    period: str = ""


class DeclarationIn(Schema):
    """A declaration as rows under the keys of its form, plus `change`."""

    header: dict[str, Any] = Field(default_factory=dict)
    rows: list[dict[str, Any]]


class AcceptIn(Schema):
    """What to accept: everything (any error refuses it), or the good rows with the rest given back."""

    good_rows: bool = False


class AcceptedOut(Schema):
    """What an acceptance did."""

    filing: str
    state: str
    rows: int
    people_issued: int
    spells: int
    returned: str


class MonthOut(Schema):
    """What changes in one month: people, and dong by fund."""

    month: str
    people: int
    funds: dict[str, int]
    total: int


class PreviewOut(Schema):
    """What accepting the good rows would change; late interest where it may be charged, or why it is not known."""

    rows: int
    total: int
    interest: int
    interest_refused: str = ""
    months: list[MonthOut]


class SearchIn(Schema):
    """Whom to look for: a number, or a piece of the name. Sent in the body: no personal data in addresses."""

    text: str
    birth_year: int | None = None
    after_sort: str = ""
    after_id: int = 0


class PersonOut(Schema):
    """One person in a list."""

    id: int
    si_number: str
    personal_id: str
    full_name: str
    birth: dt.date | None
    sex: str
    sort: str


class RecordOut(Schema):
    """One person's record: every fact with the days it holds for and the days it was believed."""

    person: PersonOut
    facts: list[dict[str, Any]]
    household: list[dict[str, Any]]
    book: list[dict[str, Any]]


class AccountOut(Schema):
    """An employer account."""

    code: str
    name: str
    tax_code: str
    unit_kind: str
    region: int
    opened: dt.date
    status: str
    office: str


class SheetOut(Schema):
    """The closing sheet of an account and month: people, and dong by fund."""

    account: str
    month: str
    figures: dict[str, Any]
