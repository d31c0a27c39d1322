"""Statements C12 of months that were really closed: they add up, ask for the right money, and carry a readable QR."""

import datetime as dt
import io

import pytest
import zxingcpp
from django.db.backends.postgresql.psycopg_any import DateRange
from PIL import Image
from tests.usecases.collection.small_province import OCTOBER, SmallProvince, entry, file, statement

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.terms import PayRegime, PersonGroup
from ansinh.domain.collection import c12 as form
from ansinh.domain.collection.c12 import Figures, Movement, Row
from ansinh.formats.statement_c12 import write_c12_json, write_c12_pdf, write_c12_png, write_c12_xlsx
from ansinh.formats.vietqr import parse
from ansinh.jobs.monthly import Order, close_month
from ansinh.jobs.nightly import verify_month
from ansinh.jobs.statements import Order as Statements
from ansinh.jobs.statements import make_statements
from ansinh.records.models import AnnouncedValue, BankMatch, Person, Spell
from ansinh.records.store.collection import debt
from ansinh.usecases.collection import match_suspense, take_in, undo_match
from ansinh.usecases.collection.statements import statement_c12

AUGUST = Month.of(2021, 8)
BASE = 5_310_000


def test_a_form_of_small_numbers_adds_up():
    before = {"rs_owed": 20, "sm_owed": 5, "hi_owed": 4, "overpaid": 3, "rs_interest_owed": 1, "people_si": 2}
    now = {
        "rs_owed": 14, "sm_owed": 5, "hi_owed": 0, "overpaid": 0, "people_si": 3, "people_up": 1, "received": 23,
        "rs_due": 11, "sm_due": 3, "hi_due": 2, "hi_adjusted": -1, "rs_paid": 17, "sm_paid": 3, "hi_paid": 5,
        "rs_interest": 4, "rs_interest_paid": 1, "rs_interest_owed": 4,
    }  # fmt: skip
    rows = form.lines(Figures(now, before, Movement(down=Row(hi=1))))
    assert form.broken(rows) == []
    assert rows["D.1"] == Row(si=17 + 3 - 3, hi=5)  # 3 dong of earlier money were used
    assert (rows["A.2"], rows["Đ.2"]) == (Row(si=22, hi=4), Row(si=19))
    assert form.balance_due(rows) == 23
    assert form.broken({**rows, "C": Row(si=24)}) == ["C = D.1 + D.2"]
    assert form.broken({**rows, "Đ.2": Row(si=20)}) == ["Đ.2 = A.2 + B.3 + B.4 - D.1"]


def employ(province, account, people):
    for number in range(people):
        person = Person.objects.create(
            full_name=f"Nguyễn Văn {number}", name_search=f"nguyen van {number}", name_sort=str(number), sex="male",
            office=province.base, si_number=f"27{account.pk:06d}{number:02d}", birth_date=dt.date(1985, 3, 2),
        )  # fmt: skip
        Spell.objects.create(
            account=account, person=person, validity=DateRange(dt.date(2021, 1, 1), None), base=BASE,
            group=PersonGroup.EMPLOYEE, pay_regime=PayRegime.EMPLOYER,
        )  # fmt: skip


@pytest.fixture
def closed(committed_db):  # noqa: ARG001 - other connections must see what is written
    """Three accounts with people; August and September closed; the first paid a part, the second too much."""
    province = SmallProvince()
    for account, people in zip(province.accounts[:3], (2, 1, 1), strict=True):
        employ(province, account, people)
    for key in ("fund.investment_rate.average_of_previous_year", "interbank.rate_9_month.previous_year_end"):
        AnnouncedValue.objects.create(
            key=key, day=dt.date(2021, 1, 1), value="0.06", document="63/TB", entered_by="a", approved_by="b"
        )
    close(AUGUST)
    lines = entry(1, 1_000_000, "TZ0001A", reference="FT1"), entry(2, 9_000_000, "TZ0002B", reference="FT2")
    september = [
        line.__class__(
            line.line, line.reference, dt.date(2021, 9, 20), dt.date(2021, 9, 20), line.amount, text=line.text
        )
        for line in lines
    ]
    assert not take_in(file(statement(*september)), name="x", digest="a" * 64, office="26", actor="lan").findings
    assert match_suspense(office="26", actor="lan").lines == 2
    close(AUGUST.plus(1))
    return province


def close(month):
    close_month(Order(office="26", period=month, actor="lan", workers=1), watch=None)


@pytest.mark.usefixtures("closed")
def test_statements_of_closed_months(tmp_path):
    first = statement_c12("TZ0001A", AUGUST)
    assert first.lines["B.3"].si == first.lines["Đ.2"].si == 2 * BASE * 25 // 100
    assert (first.pay.amount, first.pay.due_on) == (first.lines["Đ.2"].total, dt.date(2021, 9, 30))

    second = statement_c12("TZ0001A", AUGUST.plus(1))
    assert [(r.number, r.amount) for r in second.receipts] == [("FT1", 1_000_000)]
    assert second.pay.amount == 2 * first.pay.amount - 1_000_000
    # a million paid both months of health insurance and a little of unemployment insurance; retirement waits
    assert second.paid_to["si"] == Month.of(2021, 7)
    assert (second.paid_to["hi"], second.paid_to["ui"]) == (AUGUST.plus(1), Month.of(2021, 7))

    over = statement_c12("TZ0002B", AUGUST.plus(1))
    assert over.pay.amount < 0
    assert over.lines["Đ.2.1"].si == -over.pay.amount
    with pytest.raises(MissingError):
        statement_c12("TZ0004D", OCTOBER)

    annex = statement_c12("TZ0001A", AUGUST, people=True)
    assert [one.full_name for one in annex.people] == ["Nguyễn Văn 0", "Nguyễn Văn 1"]
    assert sum(one.amounts.total for one in annex.people) == annex.lines["B.3"].total

    for written in (write_c12_pdf(second), write_c12_xlsx(second), write_c12_json(over)):
        assert len(written) > 500
    picture = Image.open(io.BytesIO(write_c12_png(second)[0]))
    asked = parse(zxingcpp.read_barcode(picture).text)
    assert (asked.amount, asked.account, asked.purpose) == (second.pay.amount, "1020000026", "BHXH TZ0001A 092021")

    order = Statements("26", AUGUST.plus(1), tmp_path, workers=1)
    made = make_statements(order)
    assert (made.total, made.made, made.before) == (3, 3, 0)
    path = tmp_path / "2021-09" / "2601" / "TZ0001A.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    path.unlink()
    assert make_statements(order)[:3] == (3, 1, 2)


@pytest.mark.usefixtures("closed")
def test_interest_is_shown_with_its_base_and_rate():
    close(OCTOBER)
    third = statement_c12("TZ0003C", OCTOBER)
    # August's contribution was late on the first of October, September's was not
    assert third.lines["B.5.1"].si == BASE * 25 // 100
    assert third.rates["si"] == "1 %/tháng"
    assert third.lines["B.5.3"].si == BASE * 25 // 100 // 100
    assert {line.fund for line in third.interest} == {"si", "hi", "ui"}


@pytest.mark.usefixtures("closed")
def test_debt_views():
    last = debt.last_closed("00.26")
    assert last == AUGUST.plus(1)
    groups = debt.by_class("00.26", last)
    assert sum(group.principal for group in groups) == sum(debt.by_age("00.26", last).values())
    assert sum(group.principal for group in groups) == sum(own for own, _ in debt.by_fund("00.26", last).values())
    assert [(g.key, g.accounts) for g in debt.by_status("00.26", last)] == [("active", 2)]
    listed = debt.debtors("00.26", last, chosen=debt.DebtorFilter(), limit=1)
    rest = debt.debtors("00.26", last, chosen=debt.DebtorFilter(), after=(listed[0].principal, listed[0].account))
    assert [row.code for row in listed + rest] == ["TZ0001A", "TZ0003C"]
    assert debt.receivable("00.26", last) > 0


@pytest.mark.usefixtures("closed")
def test_a_match_undone_after_the_close_opens_the_debts_again_in_the_next_month():
    september = statement_c12("TZ0001A", AUGUST.plus(1))
    undo_match(BankMatch.objects.get(account__code="TZ0001A").pk, actor="minh", reason="nhầm đơn vị")
    assert statement_c12("TZ0001A", AUGUST.plus(1)) == september
    close(OCTOBER)
    october = statement_c12("TZ0001A", OCTOBER)
    assert [(r.number, r.amount) for r in october.receipts] == [("FT1", -1_000_000)]
    assert october.lines["D.1"].total + october.lines["D.2"].total == -1_000_000
    principal = 2 * september.lines["B.3"].total + october.lines["B.3"].total
    assert october.lines["Đ.2.2"].total == principal
    assert october.paid_to == dict.fromkeys(("si", "hi", "ui"), Month.of(2021, 7)) | {"oad": OCTOBER}
    violations = {name: found for name, found in verify_month("26", OCTOBER).items() if found}
    assert violations == {}
