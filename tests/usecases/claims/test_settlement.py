"""From findings to money: answers, four eyes, months and quarters, advances, payments, a month judged again."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection, transaction

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.formats.pain001 import check_pain001
from ansinh.jobs.synthetic.claims.factory import AT, Factory
from ansinh.jobs.synthetic.claims.write import envelope
from ansinh.records.models import ClaimRuleChange, Office, PayingAccount
from ansinh.records.store.claims import payments, statements, worklist
from ansinh.records.store.claims.payments import Account
from ansinh.records.store.registry.facilities import NewFacility, facility_by_code, load_facilities
from ansinh.usecases.claims import answering, deciding, paying, paying_bank, reassessing, receive, settling
from ansinh.usecases.claims.answering import Answer

NOW = dt.datetime.fromisoformat(AT)
TODAY = dt.date(2026, 7, 10)
APRIL, QUARTER = Month.of(2026, 4), Month.of(2026, 4)
HOUSE = "26001"
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    made = Office.objects.create(
        code="26", name="BHXH tỉnh", kind="province", path="vn.26", valid_from=dt.date(1995, 2, 16)
    )
    house = NewFacility(HOUSE, "Bệnh viện", made.pk, "basic", "district", "both", dt.date(2020, 1, 1))
    with transaction.atomic():
        load_facilities([house], "test")
    PayingAccount.objects.create(
        office=made, bank_bin="970436", bank_name="VCB", number="0011000000001", holder="BHXH TINH",
        valid_from=dt.date(2020, 1, 1),
    )  # fmt: skip
    return made


@pytest.fixture
def month(office: Office) -> dict[str, int]:  # noqa: ARG001 - a fixture that has to stand first
    """Two clean visits, one claimed at 95 % instead of 80 %, a stay with a stent too many: finding id by rule."""
    factory = Factory()
    clean, wrong, stay, other = (
        factory.outpatient(), factory.outpatient(big=True), factory.inpatient(), factory.outpatient()
    )  # fmt: skip
    wrong.rate = "95"
    stay.add_supply("N06.02.020", 19_000_000, minutes=130, SO_LUONG="3")
    receive(envelope([one.settle() for one in (clean, wrong, stay, other)]), "a.xml", actor="h", now=NOW)
    return found()


def found() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.rule, f.id FROM records_claimfinding f JOIN records_claimvisit v ON v.period = f.period"
            " AND v.id = f.visit AND v.superseded_at IS NULL WHERE f.weight = 'reduce'"
        )
        return dict(cursor.fetchall())


def one(finding: int) -> worklist.Item:
    item = worklist.item(APRIL.first_day, finding)
    assert item is not None
    return item


def say(finding: int, said: Answer, today: dt.date = TODAY) -> str:
    return answering.answer(APRIL.first_day, finding, said, actor="h", facility=HOUSE, today=today)


def test_the_cuts_of_a_record_add_up_to_what_is_not_accepted(month: dict[str, int]) -> None:  # noqa: ARG001
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(v.claimed - v.accepted), (SELECT sum(cut) FROM records_claimfinding) FROM records_claimvisit v"
        )
        cut, laid = cursor.fetchone()
    assert cut == laid > 0


def test_a_facility_contests_and_the_assessor_lifts(month: dict[str, int]) -> None:
    finding = month["ENT-01"]
    assert say(finding, Answer("contest", "Thẻ mức 95%", "the.pdf", b"%PDF")) == "contested"
    assert one(finding).reply == "Thẻ mức 95%"
    before, cut = one(finding).accepted, one(finding).cut
    assert deciding.suggested(one(finding)) == cut > 0
    assert deciding.decide(APRIL.first_day, finding, "lifted", actor="a", reason="đúng") == "lifted"
    after = one(finding)
    assert after.accepted == before + cut
    with pytest.raises(ConflictError):
        say(finding, Answer("accept"))
    with pytest.raises(ConflictError):
        deciding.decide(APRIL.first_day, finding, "kept", actor="a", reason="lại")
    assert [step.step for step in worklist.story_of(APRIL.first_day, after.visit)[finding]] == ["contested", "lifted"]


def test_an_answer_has_its_reason_its_owner_and_its_day(month: dict[str, int]) -> None:
    finding = month["ENT-01"]
    with pytest.raises(RefusedError):
        say(finding, Answer("contest", "  "))
    with pytest.raises(MissingError):
        answering.answer(APRIL.first_day, finding, Answer("accept"), actor="x", facility="26002", today=TODAY)
    until = answering.last_day(one(finding))
    with pytest.raises(RefusedError):
        say(finding, Answer("accept"), until + dt.timedelta(days=1))
    assert say(finding, Answer("accept"), until) == "accepted"


def test_many_are_decided_at_once_and_large_ones_are_proposed(month: dict[str, int]) -> None:
    told = deciding.decide_many(APRIL.first_day, list(month.values()), "lifted", actor="a", reason="mẫu đúng")
    assert told == {"lifted": 1, "proposed": 1}
    assert deciding.decide_many(APRIL.first_day, list(month.values()), "lifted", actor="b", reason="đồng ý") == {
        "lifted": 1
    }


def test_a_quarter_after_its_months_posts_only_what_changed(month: dict[str, int]) -> None:
    april = settling.settle(HOUSE, APRIL, 1, actor="a", today=TODAY)
    assert settling.preview(HOUSE, QUARTER, 3).difference == 0
    deciding.decide(APRIL.first_day, month["ENT-01"], "lifted", actor="a", reason="đúng")
    gained = one(month["ENT-01"]).cut // 100
    assert settling.preview(HOUSE, QUARTER, 3).difference == gained
    quarter = settling.settle(HOUSE, QUARTER, 3, actor="a", today=TODAY)
    assert quarter.accepted == april.accepted + gained
    assert settling.settle(HOUSE, QUARTER, 3, actor="a", today=TODAY).difference == 0
    place = facility_by_code(HOUSE)
    assert statements.owed(place.id) == quarter.accepted
    settling.agree(HOUSE, QUARTER, 3, actor="giam doc")
    made = statements.statement(HOUSE, QUARTER, 3)
    assert made is not None
    assert made.agreed_posted == quarter.accepted


def account() -> None:
    told = Account(0, HOUSE, "970415", "Vietin", "113000001", "BENH VIEN", dt.date(2026, 1, 1), "CV 1", "a", "")
    number = paying.enter_account(told, actor="a")
    with pytest.raises(RefusedError):
        paying.approve_account(number, actor="a")
    paying.approve_account(number, actor="b")


def answers(reference: str, amount: int, outcome: str) -> bytes:
    return f"reference,amount,outcome,day,reason\n{reference},{amount},{outcome},2026-07-15,\n".encode()


def test_an_advance_is_paid_and_taken_against_the_quarter(month: dict[str, int]) -> None:  # noqa: ARG001
    paying.tell_budget(HOUSE, 2026, 4_000_000, "QĐ 7", actor="a")
    number = paying.propose_advance(HOUSE, QUARTER, actor="a")
    with pytest.raises(ConflictError):
        paying.propose_advance(HOUSE, QUARTER, actor="b")
    with pytest.raises(RefusedError):
        paying.approve(number, actor="a", today=TODAY)
    with pytest.raises(RefusedError):
        paying.approve(number, actor="b", today=TODAY)  # no account yet
    account()
    paying.approve(number, actor="b", today=TODAY)
    ((_, data),) = paying_bank.order([HOUSE], "vn.26", actor="a", pay_on=TODAY)
    assert check_pain001(data) == []
    paid = payments.payment_by_id(number)
    assert paid is not None
    assert (paid.amount, paid.state) == (800_000, "ordered")  # 80 % of a quarter of 4,000,000
    assert paying_bank.file_of(paid.message, "vn.26")[1] == data
    paying.post_paid(paid, TODAY, TODAY)
    made = settling.settle(HOUSE, QUARTER, 3, actor="a", today=TODAY)
    place = facility_by_code(HOUSE)
    assert statements.owed(place.id) == made.accepted - 800_000
    rest = paying.propose_settlement(HOUSE, QUARTER, 3, actor="a")
    with pytest.raises(RefusedError):
        paying.propose_settlement(HOUSE, QUARTER, 3, actor="a")
    settlement = payments.payment_by_id(rest)
    assert settlement is not None
    assert settlement.amount == made.accepted - 800_000


def test_the_next_advance_is_a_share_of_what_was_accepted_less_what_is_left(month: dict[str, int]) -> None:  # noqa: ARG001
    accepted = statements.figures(HOUSE, QUARTER, 3).accepted
    number = paying.propose_advance(HOUSE, QUARTER.plus(3), actor="a")
    told = payments.payment_by_id(number)
    assert told is not None
    assert (told.base, told.amount) == (accepted, accepted * 4 // 5)


def change_rule(weight: str) -> None:
    ClaimRuleChange.objects.create(
        rule="ENT-01", holds_from=dt.date(2026, 1, 1), weight=weight, document="CV 9", entered_by="a", approved_by="b"
    )


def test_a_month_is_judged_again_shown_taken_over_and_posted_as_a_difference(month: dict[str, int]) -> None:
    settling.settle(HOUSE, APRIL, 1, actor="a", today=TODAY)
    assert reassessing.try_again(HOUSE, APRIL, actor="a").changed == 0
    change_rule("off")
    trial = reassessing.try_again(HOUSE, APRIL, actor="a")
    visit = one(month["ENT-01"]).visit
    cut = sum(item.cut for item in worklist.of_visit(APRIL.first_day, visit) if item.rule == "ENT-01")
    assert (trial.changed, trial.difference) == (1, cut)
    assert trial.rules == (("ENT-01", cut, 0),)
    assert settling.preview(HOUSE, APRIL, 1).difference == 0  # shown, nothing moved
    with pytest.raises(RefusedError):
        reassessing.apply(trial.id, actor="a")
    reassessing.apply(trial.id, actor="b")
    assert settling.preview(HOUSE, APRIL, 1).difference == trial.difference // 100
    settling.settle(HOUSE, APRIL, 1, actor="a", today=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_posting WHERE kind = 51")
        assert cursor.fetchone() == (2,)
    assert reassessing.try_again(HOUSE, APRIL, actor="a").changed == 0
    with pytest.raises(ConflictError):
        reassessing.apply(trial.id, actor="b")


def test_what_people_decided_goes_with_its_finding(month: dict[str, int]) -> None:
    lifted = one(month["ENT-01"])
    deciding.decide(APRIL.first_day, lifted.id, "lifted", actor="a", amount=100, reason="một phần")
    before = statements.figures(HOUSE, APRIL, 1).accepted
    trial = reassessing.try_again(HOUSE, APRIL, actor="a")
    assert trial.changed == 0  # the same machine, the same decisions: nothing changes
    ClaimRuleChange.objects.create(
        rule="ENT-20", holds_from=dt.date(2026, 1, 1), weight="warn", document="CV 9", entered_by="a", approved_by="b"
    )
    trial = reassessing.try_again(HOUSE, APRIL, actor="a")
    assert trial.changed >= 0
    assert statements.figures(HOUSE, APRIL, 1).accepted == before
    assert replace(trial, id=0).facility == HOUSE
