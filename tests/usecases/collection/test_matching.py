"""Matching on real PostgreSQL: in the books, learned, split, undone, never in a closed month."""

import pytest
from django.db import connection
from tests.usecases.collection.small_province import OCTOBER, entry, file, statement

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.fund import Fund
from ansinh.domain.ledger.chart import Chart
from ansinh.records.models import BankLine, BankMatch, BudgetTransfer, PayerAccount, Posting
from ansinh.records.store.ledger_postings import balance
from ansinh.usecases.collection import assign, match_suspense, take_in, undo_match

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def pay(*entries, digest="a" * 64):
    taken = take_in(file(statement(*entries)), name="x.xml", digest=digest, office="26", actor="lan")
    assert taken.findings == []


def unspread(account):
    return -balance(Chart.UNSPREAD, account.pk)


def waiting():
    """The money in suspense, over all holders."""
    return -sum(
        balance(Chart.SUSPENSE, holder) for holder in Posting.objects.values_list("holder", flat=True).distinct()
    )


def unbalanced():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT fund, sum(debit_amount) - sum(credit_amount) FROM records_ledgerline GROUP BY fund "
            "HAVING sum(debit_amount) <> sum(credit_amount)"
        )
        return cursor.fetchall()


def test_lines_are_matched_and_learned_and_again_is_nothing(province):
    pay(
        entry(1, 100, "BHXH TZ0001A T10", bank="9704"),
        entry(2, 40, "khong ro"),
        entry(3, 9, "MST 0312345673"),
    )
    done = match_suspense(office="26", actor="lan")
    assert (done.lines, done.amount, done.left, done.by_rule) == (2, 109, 1, {"code": 1, "tax_code": 1})
    assert match_suspense(office="26", actor="lan").lines == 0
    assert (unspread(province.accounts[0]), waiting()) == (109, 40)
    assert list(PayerAccount.objects.values_list("payer_account", "account__code", "seen")) == [("9704", "TZ0001A", 1)]
    pay(entry(1, 70, "chuyen khoan", bank="9704"), digest="b" * 64)
    assert match_suspense(office="26", actor="lan").by_rule == {"payer": 1}


def test_what_is_ambiguous_waits_with_its_candidates(province):
    pay(entry(1, 100, "MST 0101300842"))
    assert match_suspense(office="26", actor="lan").left == 1
    line = BankLine.objects.get()
    assert line.state == "suspense"
    assert [c["reasons"] for c in line.candidates] == [["tax_code"], ["tax_code"]]
    assert {c["account"] for c in line.candidates} == {province.accounts[1].pk, province.accounts[3].pk}


def test_an_officer_splits_one_order(province):
    pay(entry(1, 100, "hai don vi"))
    line = BankLine.objects.get()
    assign(line.pk, [("TZ0001A", 60)], actor="lan")
    assert BankLine.objects.get().state == "suspense"
    assert match_suspense(office="26", actor="lan").lines == 0  # a line somebody began to split is left to people
    assign(line.pk, [("TZ0002B", 30), ("TZ0003C", 10)], actor="lan")
    assert BankLine.objects.get().state == "matched"
    assert [unspread(account) for account in province.accounts] == [60, 30, 10, 0]
    assert waiting() == 0


@pytest.mark.parametrize("parts", [[("TZ0001A", 101)], [("TZ0001A", 0)], [("TZ0001A", -5)], [], [("TZ0001A", 1)] * 2])
def test_a_split_that_does_not_add_up_is_refused(parts):
    pay(entry(1, 100, "x"))
    with pytest.raises(RefusedError):
        assign(BankLine.objects.get().pk, parts, actor="lan")
    with pytest.raises(MissingError):
        assign(BankLine.objects.get().pk, [("TZ0001A", 1), ("none", 1)], actor="lan")
    assert BankMatch.objects.count() == 0


def test_undo_in_an_open_month(province):
    pay(entry(1, 100, "TZ0001A", bank="9704"))
    match_suspense(office="26", actor="lan")
    match = BankMatch.objects.get()
    undo_match(match.pk, actor="minh", reason="nhầm đơn vị")
    assert (unspread(province.accounts[0]), waiting()) == (0, 100)
    assert (BankLine.objects.get().state, PayerAccount.objects.count()) == ("suspense", 0)
    with pytest.raises(MissingError):
        undo_match(match.pk, actor="minh", reason="again")
    assert Posting.objects.count() == 3


def test_undo_after_the_money_was_spread_in_a_closed_month(province):
    first = province.accounts[0]
    pay(entry(1, 100, "TZ0001A"))
    match_suspense(office="26", actor="lan")
    august, september = OCTOBER.plus(-2), OCTOBER.plus(-1)
    province.spread(first, (5, august, False, 30), (1, september, True, 10), (1, september, False, 40))
    province.close()
    before = Posting.objects.filter(period=OCTOBER.first_day).count()
    undo_match(BankMatch.objects.get().pk, actor="minh", reason="nhầm đơn vị")
    assert Posting.objects.filter(period=OCTOBER.first_day).count() == before
    assert (unspread(first), waiting()) == (0, 100)
    # of 100 dong 80 were spread and 20 waited: all 80 came back, the debts stand open again
    assert balance(Chart.RECEIVABLE, first.pk, Fund.HI) == 0
    assert balance(Chart.CLEARING, first.pk) == 0
    assert unbalanced() == []


def test_a_transfer_of_the_finance_department_is_no_employers_money():
    pay(entry(1, 900, "NSNN BHYT nhom TE quy III/2021 TZ0001A", payer="Sở Tài chính"))
    done = match_suspense(office="26", actor="lan")
    assert (done.lines, done.budget, done.left) == (0, 1, 0)
    transfer = BudgetTransfer.objects.get()
    assert (transfer.payer, transfer.scheme, transfer.group, transfer.amount) == ("state", "hi", "TE", 900)
    assert balance(Chart.RECEIVABLE_BUDGET, 0, Fund.HI) == -900
    assert balance(Chart.SUSPENSE, 0) == balance(Chart.CLEARING, 0) + balance(Chart.CLEARING, 0, Fund.HI) == 0
    assert unbalanced() == []
