"""Dossiers from receipt to payment on a real PostgreSQL: three people, every move in the log, nothing twice."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from tests.usecases.benefits.claims import claim, codes, settled, state, take_in, world
from tests.usecases.declarations.office import person, spell

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.records import models as m
from ansinh.records.store.benefits import payables
from ansinh.usecases.benefits.dossiers import appealing, approving, computing, papering, receiving, reopening, reviewing
from ansinh.usecases.clock import today

pytestmark = pytest.mark.django_db


def test_a_sickness_from_receipt_to_payment() -> None:
    world()
    came = take_in()
    assert codes(came) == []
    settled(came.dossier)
    (line,) = payables.waiting("00.26")
    # 5,200,000 x 75 % / 24 x 5 working days (Art. 28, Law 58/2014/QH13)
    assert (line.amount, line.fund, line.kind, line.bank_account) == (812_500, 2, "sickness", "0071000123456")
    order = uuid.uuid4()
    assert payables.take([line.id], order) == 1
    assert payables.take([line.id], order) == 0
    with pytest.raises(ConflictError):
        payables.take([line.id], uuid.uuid4())
    assert payables.paid([line.id], dt.date(2021, 11, 1), "ke-toan") == 1
    assert payables.paid([line.id], dt.date(2021, 11, 1), "ke-toan") == 0
    moves = m.DossierMove.objects.filter(dossier_id=came.dossier).order_by("id").values_list("move", "actor")
    assert list(moves) == [
        ("receive", "tiep-nhan"), ("complete", "can-bo"), ("compute", "can-bo"), ("review", "tham-dinh"),
        ("approve", "giam-doc"), ("pay", "ke-toan"),
    ]  # fmt: skip
    papering.close(came.dossier, "can-bo")
    assert state(came.dossier) == "closed"


def test_four_eyes_are_six() -> None:
    world()
    dossier = take_in().dossier
    papering.complete([dossier], "can-bo")
    computing.compute([dossier], "can-bo")
    with pytest.raises(RefusedError):
        reviewing.review([dossier], "can-bo")
    reviewing.review([dossier], "tham-dinh")
    for hand in ("can-bo", "tham-dinh"):
        with pytest.raises(RefusedError):
            approving.approve([dossier], hand)
    assert m.PayableLine.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        "reviewed_by = proposed_by",
        "approved_by = reviewed_by, decided_on = '2021-10-28', number = '1'",
        "approved_by = proposed_by, decided_on = '2021-10-28', number = '1'",
        "approved_by = 'giam-doc', decided_on = '2021-10-28', number = ''",
        "outcome = 'refuse'",
    ],
)
def test_the_database_refuses_a_decision_of_fewer_than_three_people(change: str) -> None:
    world()
    dossier = take_in().dossier
    papering.complete([dossier], "can-bo")
    computing.compute([dossier], "can-bo")
    reviewing.review([dossier], "tham-dinh")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE records_dossierdecision SET {change}")


def test_the_story_and_what_is_signed_are_never_changed() -> None:
    world()
    dossier = take_in().dossier
    settled(dossier)
    for statement in (
        "UPDATE records_dossiermove SET actor = 'x'",
        "DELETE FROM records_dossiermove",
        "UPDATE records_dossierdecision SET amount = amount + 1",
        "UPDATE records_payableline SET amount = amount + 1",
        "DELETE FROM records_payableline",
        "DELETE FROM records_dossierhold",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_same_days_are_refused_with_the_number_of_the_other_dossier() -> None:
    world()
    first = take_in()
    settled(first.dossier)
    again = take_in(first="2021-10-08", last="2021-10-12")
    assert codes(again) == ["OVERLAP-ABSENCE"]
    assert again.dossier == ""
    assert m.Dossier.objects.get(id=first.dossier).number in again.findings[0].message.en


def test_two_open_dossiers_for_the_same_days_only_one_is_approved() -> None:
    world()
    first, second = take_in(), take_in(first="2021-10-06", last="2021-10-13")
    assert codes(second) == ["PENDING"]
    for each in (first, second):
        papering.complete([each.dossier], "can-bo")
        computing.compute([each.dossier], "can-bo")
        reviewing.review([each.dossier], "tham-dinh")
    approving.approve([first.dossier], "giam-doc")
    with pytest.raises(RefusedError, match="settled already"):
        approving.approve([second.dossier], "giam-doc")
    reviewing.send_back([second.dossier], "tham-dinh", "trùng ngày")
    assert computing.compute([second.dossier], "can-bo").refused == 1
    reviewing.review([second.dossier], "tham-dinh")
    done = approving.approve([second.dossier], "giam-doc")
    assert (done.refused, done.payable) == (1, 0)
    (reason,) = m.DossierDecision.objects.get(dossier_id=second.dossier).reasons
    assert reason["code"] == "OVERLAP-ABSENCE"


def test_the_clock_stands_while_the_dossier_is_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    world()
    dossier = take_in().dossier
    assert m.Dossier.objects.get(id=dossier).due == dt.date(2021, 11, 4)  # 10 days
    monkeypatch.setattr(papering, "today", lambda: dt.date(2021, 10, 28))
    papering.give_back([dossier], "can-bo", "thiếu chữ ký")
    held = m.Dossier.objects.get(id=dossier)
    assert (held.state, held.clock_left) == ("returned", 7)
    monkeypatch.setattr(papering, "today", lambda: dt.date(2021, 11, 20))
    papering.complete([dossier], "tiep-nhan")
    held = m.Dossier.objects.get(id=dossier)
    assert (held.state, held.clock_left, held.due) == ("completed", None, dt.date(2021, 11, 27))
    with pytest.raises(RefusedError):
        papering.give_back([dossier], "can-bo", " ")


def test_missing_papers_are_all_named() -> None:
    world()
    dossier = receiving.receive(
        receiving.Claim(**{**{f: getattr(claim(), f) for f in claim().__slots__}, "papers": {}})
    ).dossier
    with pytest.raises(RefusedError, match="Certificate of leave"):
        papering.complete([dossier], "can-bo")


def test_everything_wrong_is_said_at_once() -> None:
    world()
    came = take_in(
        number="2600000001", first="2021-10-20", last="2021-10-04", procedure="sickness.child", child_birth="2022-01-01"
    )
    assert codes(came) == ["DAYS-REVERSED", "CHILD-UNBORN", "BEFORE-BIRTH"]
    assert codes(take_in(number="2699999999")) == ["PERSON-UNKNOWN"]
    assert codes(take_in(first="soon", last=None)) == ["VALUE", "NEED"]
    assert m.Dossier.objects.count() == 0


def test_a_merged_number_counts_for_its_survivor_and_a_dead_person_draws_nothing() -> None:
    accounts, dao = world()
    person("Nguyễn Thị Đào", "2600000009", merged_into=dao)
    came = take_in(number="2600000009")
    assert codes(came) == ["PERSON-MERGED"]
    assert m.Dossier.objects.get(id=came.dossier).person_id == dao.id
    sen = person("Trần Thị Sen", "2600000002", died_on=dt.date(2021, 10, 5))
    spell(accounts["TA0001A"], sen, "2020-01")
    assert codes(take_in(number="2600000002")) == ["PERSON-DIED"]


def test_a_person_merged_meanwhile_is_computed_as_the_survivor() -> None:
    _, dao = world()
    other = person("Nguyễn Thị Đào", "2600000009")
    dossier = take_in().dossier
    m.Dossier.objects.filter(id=dossier).update(person=other)  # received under the other number
    m.Person.objects.filter(id=other.id).update(merged_into=dao)
    papering.complete([dossier], "can-bo")
    assert computing.compute([dossier], "can-bo").granted == 1


def test_a_wage_changed_back_in_time_reopens_the_decision_and_pays_the_difference() -> None:
    accounts, dao = world()
    dossier = take_in().dossier
    settled(dossier)
    assert reopening.find_changed("26", "he-thong") == 0
    m.Spell.objects.filter(person=dao).update(superseded_at=dt.datetime.now(dt.UTC))
    spell(accounts["TA0001A"], dao, "2016-01", "2021-08", base=5_200_000)
    spell(accounts["TA0001A"], dao, "2021-09", base=6_400_000)
    assert reopening.find_changed("26", "he-thong") == 1
    assert reopening.find_changed("26", "he-thong") == 0
    line = m.Reopening.objects.get()
    assert (line.difference, line.changed[0]["before"], line.changed[0]["after"]) == (187_500, "5.200.000", "6.400.000")
    reopening.take_up(str(line.id), "tham-dinh", "lương tháng 9 khai bổ sung")
    assert computing.compute([dossier], "can-bo").granted == 1
    reviewing.review([dossier], "tham-dinh")
    done = approving.approve([dossier], "giam-doc")
    assert (done.payable, state(dossier)) == (187_500, "revised")
    assert [line.amount for line in payables.waiting("00.26.2601")].count(187_500) == 1
    assert sum(line.amount for line in payables.waiting("00.26.2601")) == 1_000_000


def test_an_appeal_is_answered_by_somebody_else_and_opens_the_dossier() -> None:
    world()
    dossier = take_in().dossier
    settled(dossier)
    appealing.appeal(dossier, "tiep-nhan", "thiếu ngày 11/10", on=dt.date(2021, 11, 20))
    for hand in ("can-bo", "tham-dinh", "giam-doc"):
        with pytest.raises(RefusedError):
            appealing.answer(dossier, hand, "giữ nguyên", upheld=False)
    held, first = m.Dossier.objects.get(id=dossier), m.DossierMove.objects.filter(dossier=dossier)[0].due
    assert held.due == dt.date(2021, 12, 20), "thirty days to answer, not the limit of the claim"
    appealing.answer(dossier, "giam-doc-tinh", "tính đúng", upheld=False)
    assert (state(dossier), m.Dossier.objects.get(id=dossier).due) == ("approved", first)
    appealing.appeal(dossier, "tiep-nhan", "thiếu ngày 12/10", on=dt.date(2021, 11, 21))
    appealing.answer(dossier, "giam-doc-tinh", "tính lại", upheld=True)
    held = m.Dossier.objects.get(id=dossier)
    assert (held.state, held.version) == ("completed", 2)
    assert held.due > today(), "a dossier opened again has its limit anew"
    with pytest.raises(RefusedError):
        appealing.appeal(dossier, "tiep-nhan", "muộn", on=dt.date(2022, 11, 21))
