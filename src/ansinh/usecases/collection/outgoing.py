"""Money that leaves a collection account: refunds carried out, booking errors taken back, the rest passed on."""

from ansinh.core.period import Month
from ansinh.domain.collection.bank_text import plain_text, stands_alone
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection import bank, refunds
from ansinh.records.store.collection.bank import BankAccountFacts, LineRow


def settle_outgoing(rows: list[LineRow], account: BankAccountFacts) -> list[ledger_postings.Entry]:
    """Return the postings of the outgoing `rows`, and write down which refunds and errors they settle.

    A refund was posted when it was approved: its bank line posts nothing more.
    """
    return [entry for row in rows if not _pays_refund(row, account) for entry in [_posting(row, account)]]


def _pays_refund(row: LineRow, account: BankAccountFacts) -> bool:
    """Return whether the line carries out an approved refund: the only one of its amount, or the one it names."""
    waiting = refunds.to_be_paid(account.office.path, -row.amount)
    text = plain_text(row.text)
    named = [refund for refund, code in waiting if code and stands_alone(text, plain_text(code).replace(" ", ""))]
    chosen = named or [refund for refund, _ in waiting]
    if len(chosen) != 1:
        return False
    refunds.paid(chosen[0], row.id)
    return True


def _posting(row: LineRow, account: BankAccountFacts) -> ledger_postings.Entry:
    """Return the posting of one line out: a taken-back line empties suspense, anything else was passed on."""
    errors = bank.open_reversals(account.office.id, row.reference, -row.amount)
    if errors:
        bank.set_state([errors[0], row.id], "returned")
    month = Month.containing(row.value_date)
    return ledger_postings.Entry(
        period=ledger_postings.first_open(account.office.path, month).first_day, office=account.office.id, holder=0,
        fund=0, kind=Kind.BANKED, concerns=month.first_day, debit=Chart.SUSPENSE if errors else Chart.REMITTED,
        credit=Chart.BANK, amount=-row.amount, cause=row.id,
    )  # fmt: skip
