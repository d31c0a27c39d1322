"""Acts on cards: each with its reason and evidence, each reversible, none erased; and cards derived again and again."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.api.cards_office import card, holder, hospital, seed
from tests.usecases.declarations.office import spell

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.domain.coverage.quarter import may_change_facility
from ansinh.law.value_files import load
from ansinh.records import models as m
from ansinh.records.store.claims.card_register import copayments
from ansinh.records.store.coverage import acts, exemptions
from ansinh.records.store.coverage.acts import Hold
from ansinh.records.store.coverage.exemptions import Certificate
from ansinh.records.store.coverage.periods import card_history, cards_of, holds_of, people_by_card
from ansinh.usecases.coverage import cards
from ansinh.usecases.coverage.cards import Evidence
from ansinh.usecases.coverage.deriving import derive_cards
from ansinh.usecases.coverage.exemptions import record_certificate, undo_certificate
from ansinh.usecases.coverage.watch import close_alarm, watch_lookups

DAY = dt.date(2026, 8, 10)
CHIP = Evidence("chip", "máy 3, 2026-08-10T08:00")


@pytest.fixture
def who() -> m.Person:
    seed()
    found = holder()
    card(found, "2024-01-01", None, facility=hospital())
    return found


@pytest.mark.django_db
def test_a_link_needs_evidence_and_is_undone_with_a_reason(who):
    with pytest.raises(RefusedError):
        cards.link(who.id, "026188000123", Evidence("chip", " "), "can-bo")
    cards.link(who.id, "026188000123", CHIP, "can-bo")
    with pytest.raises(ConflictError):
        cards.link(who.id, "026188000123", CHIP, "can-bo")
    with pytest.raises(RefusedError):
        cards.unlink(who.id, "", "can-bo")
    cards.unlink(who.id, "quét nhầm người", "can-bo")
    (line,) = acts.links_of(who.id)
    assert (line.personal_id, line.undone_reason, line.linked_by) == ("026188000123", "quét nhầm người", "can-bo")
    assert [event.kind for event in acts.events_of(who.id)] == ["unlink", "link"]
    assert m.Person.objects.get(pk=who.pk).personal_id == "026188000123"


@pytest.mark.django_db
def test_one_personal_id_is_linked_to_one_person(who):
    other = holder("Trần Thị Bình", "2622222222")
    cards.link(who.id, "026188000123", CHIP, "can-bo")
    with pytest.raises(ConflictError):
        cards.link(other.id, "026188000123", CHIP, "can-bo")


@pytest.mark.django_db
def test_a_register_that_knows_another_id_is_not_overruled(who):
    m.Person.objects.filter(pk=who.pk).update(personal_id="026188000999")
    with pytest.raises(RefusedError):
        cards.link(who.id, "026188000123", CHIP, "can-bo")


@pytest.mark.django_db
def test_a_held_card_serves_again_and_the_days_between_stay_held(who):
    cards.hold(who.id, Hold("held", "cho mượn thẻ", "BB 12", DAY, None), "can-bo")
    with pytest.raises(ConflictError):
        cards.hold(who.id, Hold("withdrawn", "gian lận", "", DAY, None), "can-bo")
    later = DAY + dt.timedelta(days=10)
    cards.release(who.id, later, "đã nộp phạt", "can-bo")
    assert [len(holds_of([who.id], day)) for day in (DAY, later - dt.timedelta(days=1), later)] == [1, 1, 0]
    with pytest.raises(MissingError):
        cards.release(who.id, later, "lần nữa", "can-bo")


@pytest.mark.django_db
def test_the_second_issue_is_an_issue_again_and_paper_needs_a_reason(who):
    assert cards.issue(who.id, "electronic", "", "can-bo", DAY) == "DN4262611111111"
    with pytest.raises(RefusedError):
        cards.issue(who.id, "paper", "", "can-bo", DAY)
    cards.issue(who.id, "paper", "không có thiết bị", "can-bo", DAY)
    assert [event.kind for event in acts.events_of(who.id)] == ["reissue", "issue"]
    said, face = cards.printed(who.id, DAY)
    assert (said.number, face.rate, face.facility_name) == ("DN4262611111111", 80, "Bệnh viện 26001")


@pytest.mark.parametrize(
    ("day", "next_day"),
    [("2026-07-01", "2026-07-01"), ("2026-07-15", "2026-07-15"), ("2026-07-16", "2026-10-01"),
     ("2026-12-31", "2027-01-01"), ("2026-02-01", "2026-04-01")],
)  # fmt: skip
def test_the_primary_facility_changes_in_the_first_days_of_a_quarter(day, next_day):
    assert may_change_facility(dt.date.fromisoformat(day), load())[0].isoformat() == next_day


@pytest.mark.django_db
def test_people_are_found_by_every_number_and_merged_ones_by_their_survivor(who):
    holder("Nguyễn Thị Ánh", "2633333333", merged_into=who)
    found = people_by_card(["DN4262611111111", "2611111111", "2633333333", "2699999999"])
    assert found == {"DN4262611111111": who.id, "2611111111": who.id, "2633333333": who.id}


@pytest.mark.django_db
def test_wrong_tries_raise_an_alarm_once_and_somebody_says_what_it_was():
    now = dt.datetime.now(dt.UTC)
    for number in range(25):
        m.CardLookup.objects.create(
            id=f"00000000-0000-0000-0000-{number:012d}", at=now, channel="api", caller="his", clerk="", asked_by="si",
            answer="050", purpose="visit", address="10.0.0.1",
        )  # fmt: skip
    assert watch_lookups() == 2
    assert watch_lookups() == 0
    alarm = m.LookupAlarm.objects.get(kind="caller")
    assert (alarm.subject, alarm.misses) == ("his", 25)
    close_alarm(alarm.id, "thử máy quét mới", "can-bo")
    with pytest.raises(MissingError):
        close_alarm(alarm.id, "lần nữa", "can-bo")


@pytest.mark.usefixtures("committed_db")
def test_cards_follow_participation_and_keep_what_was_believed():
    accounts = seed()
    who = holder()
    spell(accounts["TA0001A"], who, "2021-01")
    m.HealthSpell.objects.create(
        person=who, office=who.office, group="HN", payer="state",
        validity=DateRange(dt.date(2021, 6, 1), dt.date(2022, 1, 1)),
    )  # fmt: skip
    first = derive_cards("26", "dem")
    assert (first.recorded, first.superseded) == (3, 0)
    assert derive_cards("26", "dem").recorded == 0
    assert [line.number for line in cards_of([who.id], dt.date(2021, 1, 1), dt.date(2022, 12, 31))] == [
        "DN4262611111111", "HN2262611111111", "DN4262611111111",
    ]  # fmt: skip
    m.Spell.objects.filter(person=who).update(superseded_at=dt.datetime.now(dt.UTC))
    spell(accounts["TA0001A"], who, "2021-01", "2021-12")
    again = derive_cards("26", "dem", first=who.id, last=who.id)
    assert (again.recorded, again.superseded) == (0, 1)
    assert len([line for line in card_history(who.id) if line.superseded_at is None]) == 2
    assert len(card_history(who.id)) == 3


@pytest.mark.django_db
def test_a_certificate_of_another_agency_holds_until_the_end_of_its_year_and_claims_know_it(who):
    told = Certificate(" MCCT-12 ", "BHXH tỉnh Phú Thọ", dt.date(2026, 5, 4))
    record_certificate(who.id, told, "can-bo", DAY)
    with pytest.raises(ConflictError):
        record_certificate(who.id, Certificate("MCCT-13", "BHXH tỉnh Phú Thọ", DAY), "can-bo", DAY)
    card_of = f"DN426{who.si_number}"
    known = copayments([(card_of, dt.date(2026, 6, 1)), (card_of, dt.date(2025, 6, 1))], [])
    assert known.sort("year")["certificate_from"].to_list() == [None, "2026-05-04"]
    days = [dt.date(2026, 5, 3), dt.date(2026, 5, 4), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert [exemptions.standing(who.id, day) is not None for day in days] == [False, True, True, False]
    (line,) = exemptions.of_person(who.id)
    assert line.certificate.number == "MCCT-12"
    with pytest.raises(RefusedError):
        undo_certificate(who.id, line.id, " ", "can-bo")
    undo_certificate(who.id, line.id, "giấy bị thu hồi", "can-bo")
    with pytest.raises(MissingError):
        undo_certificate(who.id, line.id, "lần nữa", "can-bo")
    assert exemptions.standing(who.id, days[1]) is None
    record_certificate(who.id, Certificate("MCCT-13", "BHXH tỉnh Phú Thọ", DAY), "can-bo", DAY)
    assert [event.kind for event in acts.events_of(who.id)] == ["exempt", "unexempt", "exempt"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "told",
    [
        Certificate("", "BHXH tỉnh Phú Thọ", DAY),
        Certificate("MCCT-1", " ", DAY),
        Certificate("MCCT-1", "BHXH tỉnh Phú Thọ", DAY + dt.timedelta(days=1)),
        Certificate("MCCT-1", "BHXH tỉnh Phú Thọ", dt.date(2024, 12, 31)),
    ],
)
def test_a_certificate_without_number_or_issuer_ahead_or_too_old_is_refused(who, told):
    with pytest.raises(RefusedError):
        record_certificate(who.id, told, "can-bo", DAY)
