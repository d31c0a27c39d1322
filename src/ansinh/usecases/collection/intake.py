"""Take in bank statements: checked whole, each line once, every dong in the books on the same day."""

import hashlib
import uuid
from dataclasses import dataclass, field

from ansinh.core.finding import Finding
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.collection.fingerprint import LineFacts, fingerprint, fingerprints
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.formats.bank_values import BankFile, Entry, Statement
from ansinh.formats.limits import read_limited
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection import bank, scope
from ansinh.records.store.collection.bank import BankAccountFacts, LineRow, StatementFacts
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection.intake_checks import check_statements
from ansinh.usecases.collection.outgoing import settle_outgoing


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a bank file: new and known lines, the money in them (dong), or why it was refused whole."""

    statements: int = 0
    lines: int = 0
    known: int = 0
    amount: Dong = 0
    already: bool = False
    findings: list[Finding] = field(default_factory=list)


def import_statement(data: bytes, *, name: str, office: str, actor: str) -> Imported:
    """Read the bank file `data` in a capped child process and take it in for `office` (its code)."""
    read = read_limited("bank", data, name=name)
    if not isinstance(read, BankFile):
        message = f"a bank file was read as {type(read).__name__}"
        raise TypeError(message)
    return take_in(read, name=name, digest=hashlib.sha256(data).hexdigest(), office=office, actor=actor)


def take_in(file: BankFile, *, name: str, digest: str, office: str, actor: str) -> Imported:
    """Take in a bank file that was read, or refuse it whole with all its findings.

    The same file again, under whatever name, changes nothing and says so; overlapping statements count each line once.
    """
    home = scope.office(office)
    accounts = {statement.account: bank.bank_account(statement.account, home.path) for statement in file.statements}
    findings = [*file.findings, *check_statements(file.statements, accounts, home)]
    if findings:
        return Imported(findings=findings)
    body: dict[str, object] = {"file": name, "sha256": digest, "statements": len(file.statements)}
    act = Act("collection.import_statement", actor, "bank_file", digest, office=home.path, body=body)
    work = _Intake(name=name, digest=digest, actor=actor)
    return perform(act, lambda: work.keep([(accounts[s.account], s) for s in file.statements]))


@dataclass(frozen=True, slots=True)
class _Intake:
    """One file on its way into the records."""

    name: str
    digest: str
    actor: str

    def keep(self, statements: list[tuple[BankAccountFacts | None, Statement]]) -> Imported:
        """Keep all statements of the file with their lines and postings, inside the open transaction."""
        pairs = [(account, statement) for account, statement in statements if account is not None]
        for number in sorted({account.id for account, _ in pairs}):
            bank.lock_bank_account(number)
        digests = [f"{self.digest}-{number}" for number in range(1, len(pairs) + 1)]
        if bank.known_files(digests):
            return Imported(statements=len(pairs), known=sum(len(s.entries) for _, s in pairs), already=True)
        prints = _fingerprints(pairs)
        known = bank.known_lines([mark for marks in prints for mark in marks])
        fresh = 0
        amount = 0
        for (account, statement), digest, marks in zip(pairs, digests, prints, strict=True):
            new = [(entry, mark) for entry, mark in zip(statement.entries, marks, strict=True) if mark not in known]
            if _goes_on(account, statement, sum(entry.amount for entry, _ in new)):
                new = _renumbered(account, statement, marks, known)
            self._keep_one(account, statement, digest, new)
            fresh += len(new)
            amount += sum(entry.amount for entry, _ in new)
        every = sum(len(marks) for marks in prints)
        return Imported(statements=len(pairs), lines=fresh, known=every - fresh, amount=amount)

    def _keep_one(
        self, account: BankAccountFacts, statement: Statement, digest: str, new: list[tuple[Entry, str]]
    ) -> None:
        """Keep one statement, its new lines, and what they mean for the books."""
        facts = StatementFacts(
            bank_account=account.id, file_name=self.name, sha256=digest, opening=statement.opening,
            closing=statement.closing, first_day=statement.first_day, last_day=statement.last_day,
            lines=len(statement.entries), imported_by=self.actor,
        )  # fmt: skip
        kept = bank.keep_statement(facts)
        rows = [_row(kept, account, entry, mark) for entry, mark in new]
        bank.keep_lines(rows)
        postings = _banked([row for row in rows if row.amount > 0], account)
        ledger_postings.post([*postings, *settle_outgoing([row for row in rows if row.amount < 0], account)])


def _fingerprints(pairs: list[tuple[BankAccountFacts, Statement]]) -> list[list[str]]:
    """Return the fingerprints of the lines of each statement; equals are counted over the whole file (its pages)."""
    marks: list[list[str]] = [[] for _ in pairs]
    for number in {account.number for account, _ in pairs}:
        mine = [(page, entry) for page, (a, s) in enumerate(pairs) if a.number == number for entry in s.entries]
        facts = [_facts(entry) for _, entry in mine]
        for (page, _), mark in zip(mine, fingerprints(number, facts), strict=True):
            marks[page].append(mark)
    return marks


def _goes_on(account: BankAccountFacts, statement: Statement, amount: Dong) -> bool:
    """Say whether a statement begins where the last one ended, yet its new lines alone do not make its sum.

    Then a line that looks known is the equal of another: two payments alike, one in each of two statements of a day.
    """
    return amount != statement.closing - statement.opening and bank.ends_at(
        account.id, statement.opening, statement.first_day
    )


def _renumbered(
    account: BankAccountFacts, statement: Statement, marks: list[str], known: set[str]
) -> list[tuple[Entry, str]]:
    """Return every line of a statement as new: those that have an equal already get the next running number."""
    taken, lines = known | set(marks), []
    for entry, told in zip(statement.entries, marks, strict=True):
        mark, number = told, 1
        while mark in known or (mark != told and mark in taken):
            number += 1
            mark = fingerprint(account.number, _facts(entry), number)
            known |= bank.known_lines([mark])
        taken.add(mark)
        lines.append((entry, mark))
    return lines


def _facts(entry: Entry) -> LineFacts:
    """Return what a bank says of a line in every file."""
    return LineFacts(entry.value, entry.amount, entry.reference, entry.payer_account, entry.text)


def _row(statement: uuid.UUID, account: BankAccountFacts, entry: Entry, fingerprint: str) -> LineRow:
    """Return the line as it is kept: money in waits in suspense until it is matched."""
    return LineRow(
        id=uuid.uuid4(), statement_id=statement, office_id=account.office.id, position=entry.line,
        fingerprint=fingerprint, reference=entry.reference, value_date=entry.value, amount=entry.amount,
        payer_name=entry.payer_name, payer_account=entry.payer_account, text=entry.text,
        state="suspense" if entry.amount > 0 else "outgoing",
    )  # fmt: skip


def _banked(rows: list[LineRow], account: BankAccountFacts) -> list[ledger_postings.Entry]:
    """Return the postings of money in: bank from suspense, in the month of the value date (or the first open one)."""
    months = {Month.containing(row.value_date) for row in rows}
    period = {month: ledger_postings.first_open(account.office.path, month).first_day for month in sorted(months)}
    return [
        ledger_postings.Entry(
            period=period[Month.containing(row.value_date)], office=account.office.id, holder=0, fund=0,
            kind=Kind.BANKED, concerns=row.value_date.replace(day=1), debit=Chart.BANK, credit=Chart.SUSPENSE,
            amount=row.amount, cause=row.id,
        )
        for row in rows
    ]  # fmt: skip
