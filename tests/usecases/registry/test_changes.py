"""Dated changes by two people: terms of accounts, offices and places; nothing overlaps, nobody is left behind."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from tests.usecases.declarations.office import person, seed

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.period import Month
from ansinh.domain.registry.trees import tree_on
from ansinh.records import models as m
from ansinh.records.store.registry import account_terms, office_tree, place_tree
from ansinh.records.store.registry import changes as store
from ansinh.records.store.registry.account_terms import Terms
from ansinh.usecases.registry import changes
from ansinh.usecases.registry.account_terms import terms_change
from ansinh.usecases.registry.agency_offices import office_change
from ansinh.usecases.registry.agency_places import place_change
from ansinh.usecases.registry.places import load_places, office_for

pytestmark = pytest.mark.django_db
TODAY = dt.date(2021, 11, 15)
DAY = dt.date(2021, 11, 1)


@pytest.fixture(autouse=True)
def accounts():
    found = seed()
    m.Office.objects.create(
        code="2602", name="BHXH Phúc Yên", kind="district", parent=m.Office.objects.get(code="26"),
        path="00.26.2602", valid_from=dt.date(1995, 1, 1),
    )  # fmt: skip
    return found


def approve(asked):
    changes.decide(asked, "ha", approve=True, today=TODAY)


def moved(region: int = 1, month: str = "2021-03"):
    return terms_change("TA0001A", Terms("enterprise", region, None), Month.parse(month), "12/QĐ")


def standing() -> list[tuple[str, int]]:
    account = m.EmployerAccount.objects.get(code="TA0001A")
    return [(f"{one.since:%Y-%m}", one.terms.region) for one in account_terms.standing(account.pk)]


def test_terms_hold_once_a_second_person_approves():
    asked = changes.propose(moved(), "lan")
    assert standing() == [("2015-01", 2)]
    with pytest.raises(RefusedError):
        changes.decide(asked, "lan", approve=True, today=TODAY)
    with pytest.raises(ConflictError):
        changes.propose(moved(3), "minh")
    approve(asked)
    assert standing() == [("2015-01", 2), ("2021-03", 1)]
    assert m.EmployerAccount.objects.get(code="TA0001A").region == 1
    with pytest.raises(RefusedError):
        approve(asked)
    assert list(m.AuditEntry.objects.values_list("act", flat=True)) == [
        "account_terms.propose", "account_terms.approve",
    ]  # fmt: skip


def test_an_earlier_month_is_corrected_and_the_old_belief_kept():
    approve(changes.propose(moved(), "lan"))
    approve(changes.propose(moved(1, "2021-01"), "lan"))
    assert standing() == [("2015-01", 2), ("2021-01", 1)]
    assert m.AccountTerms.objects.filter(superseded_at__isnull=False).count() == 3  # what was believed before


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (lambda: moved(2), "Không có gì thay đổi"),
        (lambda: moved(7), "Vùng lương"),
        (lambda: moved(1, "2014-01"), "tham gia từ"),
        (lambda: terms_change("TA0001A", Terms("farm", 1, None), Month.of(2021, 3), "12/QĐ"), "loại đơn vị"),
        (lambda: terms_change("TA0001A", Terms("enterprise", 1, None), Month.of(2021, 3), " "), "văn bản"),
    ],
)
def test_what_cannot_be_is_refused_when_it_is_asked(asked, why):
    with pytest.raises(RefusedError) as refused:
        changes.propose(asked(), "lan")
    assert why in refused.value.message.vi


def test_refused_with_a_reason_and_then_asked_again():
    asked = changes.propose(moved(), "lan")
    with pytest.raises(RefusedError):
        changes.decide(asked, "ha", approve=False, today=TODAY)
    changes.decide(asked, "ha", approve=False, today=TODAY, reason="sai địa bàn")
    assert standing() == [("2015-01", 2)]
    approve(changes.propose(moved(3), "lan"))
    assert {one.state for one in store.of("account_terms", "TA0001A")} == {"approved", "refused"}


def test_what_was_decided_stays():
    asked = changes.propose(moved(), "lan")
    approve(asked)
    for sql in ("UPDATE records_registrychange SET reason = 'x'", "DELETE FROM records_registrychange"):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def names_on(day: dt.date) -> list[str]:
    drawn = tree_on(office_tree.branches(day), office_tree.heirs(), day)
    return [f"{one.depth} {one.branch.key} {one.branch.name}" for one in drawn]


def office(act: str, key: str, day: dt.date = DAY, **facts: str):
    return changes.propose(office_change(act, key, day, facts, "45/QĐ-BHXH"), "quantri")


def test_an_office_is_renamed_from_a_day_on():
    approve(office("rename", "2601", name="BHXH cơ sở Vĩnh Yên"))
    assert "2 2601 BHXH Vĩnh Yên" in names_on(dt.date(2021, 10, 31))
    assert "2 2601 BHXH cơ sở Vĩnh Yên" in names_on(DAY)
    approve(office("rename", "2601", dt.date(2021, 11, 10), name="BHXH cơ sở I"))
    assert "2 2601 BHXH cơ sở Vĩnh Yên" in names_on(dt.date(2021, 11, 9))
    assert "2 2601 BHXH cơ sở I" in names_on(TODAY)


def test_an_office_taken_over_is_reached_from_its_heir():
    account = m.EmployerAccount.objects.get(code="TA0001A")
    with pytest.raises(RefusedError) as refused:
        office("close", "2601")
    assert "đơn vị sử dụng lao động" in refused.value.message.vi
    approve(office("close", "2601", heir="2602"))
    assert names_on(dt.date(2021, 10, 31))[2:] == ["2 2601 BHXH Vĩnh Yên", "2 2602 BHXH Phúc Yên"]
    assert names_on(DAY)[2:] == ["2 2602 BHXH Phúc Yên"]
    account.refresh_from_db()
    assert account.office.path == "00.26.2602.2601"
    assert account.office.valid_to == DAY


@pytest.mark.parametrize(
    ("act", "key", "facts"),
    [
        ("close", "2601", {"heir": "2601"}),
        ("close", "2601", {"heir": "26"}),
        ("close", "26", {"heir": "2601"}),
        ("close", "2601", {"heir": "9999"}),
        ("open", "2601", {"name": "x", "kind": "district", "parent": "26"}),
        ("open", "2603", {"name": "x", "kind": "province", "parent": "2601"}),
        ("open", "26.3", {"name": "x", "kind": "district", "parent": "26"}),
        ("open", "2603", {"name": " ", "kind": "district", "parent": "26"}),
        ("rename", "2601", {"name": "BHXH Vĩnh Yên"}),
        ("merge", "2601", {}),
    ],
)
def test_no_hole_and_no_overlap_in_the_tree(act, key, facts):
    with pytest.raises(RefusedError):
        office(act, key, **facts)


def test_approved_ahead_it_waits_and_takes_effect_on_its_day():
    asked = office("open", "2603", dt.date(2022, 1, 1), name="BHXH Tam Đảo", kind="district", parent="26")
    approve(asked)
    assert (store.one(asked).state, changes.take_effect(dt.date(2021, 12, 31))) == ("waiting", 0)
    assert not m.Office.objects.filter(code="2603").exists()
    with pytest.raises(RefusedError):
        approve(asked)
    assert (changes.take_effect(dt.date(2022, 1, 1)), changes.take_effect(dt.date(2022, 1, 1))) == (1, 0)
    found = store.one(asked)
    assert (found.state, found.decided_by) == ("approved", "ha")
    assert "2 2603 BHXH Tam Đảo" in names_on(dt.date(2022, 1, 1))
    assert "2 2603 BHXH Tam Đảo" not in names_on(dt.date(2021, 12, 31))


def test_terms_approved_ahead_say_nothing_until_their_month():
    approve(changes.propose(moved(1, "2022-01"), "lan"))
    assert standing() == [("2015-01", 2)]
    assert m.EmployerAccount.objects.get(code="TA0001A").region == 2
    changes.take_effect(dt.date(2022, 1, 1))
    assert standing() == [("2015-01", 2), ("2022-01", 1)]


def test_what_fits_no_more_on_its_day_is_refused_with_the_reason():
    asked = changes.propose(moved(1, "2022-01"), "lan")
    approve(asked)
    approve(changes.propose(moved(1, "2021-06"), "lan"))
    assert changes.take_effect(dt.date(2022, 1, 1)) == 0
    found = store.one(asked)
    assert (found.state, found.decided_by) == ("refused", "ha")
    assert "Không có gì thay đổi" in found.reason
    assert "Nothing changes" in found.reason_en


def test_approved_ahead_it_may_be_withdrawn_before_its_day():
    asked = changes.propose(moved(1, "2022-01"), "lan")
    with pytest.raises(RefusedError):
        changes.withdraw(asked, "ha", "chưa duyệt", TODAY)
    approve(asked)
    for why, day in (("", TODAY), ("đến ngày rồi", dt.date(2022, 1, 1))):
        with pytest.raises(RefusedError):
            changes.withdraw(asked, "ha", why, day)
    changes.withdraw(asked, "ha", "văn bản bị thu hồi", TODAY)
    changes.withdraw(asked, "ha", "văn bản bị thu hồi", TODAY)
    found = store.one(asked)
    assert (found.state, found.decided_by, found.ended_by, found.reason) == (
        "withdrawn", "ha", "ha", "văn bản bị thu hồi",
    )  # fmt: skip
    assert changes.take_effect(dt.date(2022, 1, 1)) == 0
    assert standing() == [("2015-01", 2)]
    approve(changes.propose(moved(1, "2022-02"), "lan"))  # and may be asked for again
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_registrychange SET state = 'waiting' WHERE state = 'withdrawn'")


def test_a_month_that_is_shut_carries_out_no_other_offices_changes():
    mine = changes.propose(moved(1, "2021-12"), "lan")
    names = office("rename", "2602", dt.date(2021, 12, 1), name="BHXH cơ sở Phúc Yên")
    for asked in (mine, names):
        approve(asked)
    assert changes.take_effect(dt.date(2021, 12, 31), "dong", "2602") == 1
    assert (store.one(mine).state, store.one(names).state) == ("waiting", "approved")
    approve(office("close", "2602", dt.date(2021, 12, 31), heir="2601"))
    assert changes.take_effect(dt.date(2021, 12, 31), "dong", "2601") == 2  # its own, and what it takes over
    assert m.Office.objects.get(code="2602").path == "00.26.2601.2602"


def place(act: str, key: str, day: dt.date = DAY, **facts: str):
    return changes.propose(place_change(act, key, day, facts, office="26", document="NQ 15"), "quantri")


def served(address: str, day: dt.date) -> str:
    return office_for(address, day)


@pytest.fixture
def places():
    load_places("quantri")
    old = m.Place.objects.get(kind="district", code="246")
    m.OfficeTerritory.objects.create(
        office=m.Office.objects.get(code="2601"), place=old, valid_from=dt.date(1995, 1, 1)
    )


@pytest.mark.usefixtures("places")
def test_a_place_renamed_keeps_its_office_and_what_stands_under_it():
    approve(place("rename", "district:246", name="Huyện Lập Thạch Mới"))
    assert served("Huyện Lập Thạch", dt.date(2021, 10, 31)) == "2601"
    assert served("Huyện Lập Thạch Mới", TODAY) == "2601"
    assert served("Huyện Lập Thạch", TODAY) == ""
    approve(place("rename", "province:26", name="Tỉnh Tam Đảo"))
    under = {row.code for row in place_tree.children("province:26", TODAY)}
    assert "246" in under
    assert under == {row.code for row in place_tree.children("province:26", dt.date(2021, 1, 1))}


@pytest.mark.usefixtures("places")
def test_a_place_taken_in_is_served_by_the_office_of_its_heir():
    with pytest.raises(RefusedError):
        place("close", "district:246")
    approve(place("open", "commune:99001", parent="district:246", name="Xã Thử"))
    approve(place("close", "district:246", heir="district:248", day=dt.date(2021, 11, 2)))
    assert served("Xã Thử", dt.date(2021, 11, 1)) == "2601"
    assert served("Xã Thử", TODAY) == "2601"  # the heir had no office of its own: it came with the place
    assert "commune:99001" in {row.key for row in place_tree.children("district:248", TODAY)}
    with pytest.raises(RefusedError):
        place("rename", "district:246", dt.date(2021, 11, 3), name="y")


@pytest.mark.usefixtures("places")
def test_the_database_keeps_places_and_territories_apart():
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Place.objects.create(kind="province", code="26", name="x", name_search="x", valid_from=dt.date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        m.OfficeTerritory.objects.create(
            office=m.Office.objects.get(code="2602"), place=m.Place.objects.get(kind="district", code="246"),
            valid_from=dt.date(2021, 1, 1),
        )  # fmt: skip


def test_people_of_an_office_are_not_left_behind():
    who = person("Lê Thị Mai", "2611111111")
    m.Person.objects.filter(pk=who.pk).update(office=m.Office.objects.get(code="2602"))
    with pytest.raises(RefusedError) as refused:
        office("close", "2602")
    assert "người tham gia" in refused.value.message.vi
