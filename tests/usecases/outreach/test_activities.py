"""Activities from the plan to who joined: one by one and from a file, counted without adding what overlaps."""

import datetime as dt

import numpy as np
import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.jobs.small_books import Books

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.domain.outreach.cohorts import cohorts
from ansinh.domain.planning.indicators import catalogue
from ansinh.formats.partner_lists_write import write_partner_list
from ansinh.records.models import Activity, ActivityEvent, HealthSpell, IndicatorValue, PartnerList
from ansinh.records.store.outreach import activities as store
from ansinh.records.store.outreach import activities_report, facts
from ansinh.usecases.outreach import activities, activity_files
from ansinh.usecases.outreach.lists import Sent, Taken
from ansinh.usecases.planning.snapshot import take_snapshot

D = dt.date
DAY = D(2021, 10, 31)
PLAN = "2800/KH-BHXH"


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    return Books()


def told(**facts: object) -> activities.Activity:
    given = {"type": "customer_conference", "level": "base", "day": D(2021, 10, 5), "state": "reported", **facts}
    return activities.Activity(**given)


def load(rows: dict[str, list], name: str = "hoat-dong.xlsx", *, good: bool = False) -> Taken:
    data = write_partner_list("activities", rows, "xlsx")
    return activity_files.load(data, Sent("activities", "2601", DAY, name, good), "officer")


def test_an_activity_goes_from_the_plan_to_the_report_and_its_story_stands(books: Books) -> None:  # noqa: ARG001
    made = activities.record("2601", told(state="planned", day=D(2021, 10, 5)), "officer", D(2021, 9, 1))
    assert activities.record("2601", told(state="planned"), "officer", D(2021, 9, 1)) == made
    early = activities.Change("held", {})
    with pytest.raises(RefusedError, match="has not come"):
        activities.change(made, early, "officer", D(2021, 10, 4))
    assert activities.change(made, early, "officer", D(2021, 10, 5)) == "held"
    report = activities.Change("reported", {"attended_people": 90, "attended_employers": 4, "cost": 5_000_000})
    activities.change(made, report, "officer", DAY)
    with pytest.raises(RefusedError, match="reason"):
        activities.change(made, activities.Change("reported", {"attended_people": 80}), "officer", DAY)
    activities.change(made, activities.Change("reported", {"attended_people": 80}, "đếm lại"), "officer", DAY)
    with pytest.raises(RefusedError, match="cannot be Cancelled"):
        activities.change(made, activities.Change("cancelled", {}, "mưa"), "officer", DAY)
    with pytest.raises(RefusedError, match="not negative"):
        activities.change(made, activities.Change("reported", {"leads": -1}, "x"), "officer", DAY)
    assert [one.kind for one in store.events(made)] == ["corrected", "reported", "held", "planned"]
    assert store.one(made).attended_people == 80
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        ActivityEvent.objects.filter(activity_id=made).update(note="gone")


def test_a_file_comes_in_whole_or_not_at_all_and_again_changes_nothing(books: Books) -> None:  # noqa: ARG001
    rows = {
        "key": ["A1", "A2", "A3"], "type": ["Hội nghị khách hàng", "hội chợ", "nhóm nhỏ"],
        "level": ["huyện", "huyện", "xã"], "day": [D(2021, 10, 5), D(2021, 10, 6), D(2021, 10, 7)],
        "attended_employers": [4, 0, 0], "attended_people": [0, 9, 12], "employees": [400, 0, 0],
    }  # fmt: skip
    refused = load(rows)
    assert (refused.state, [one.code for one in refused.findings.items]) == ("refused", ["activity.type"])
    assert Activity.objects.count() == 0
    assert (load(rows, good=True).rows, load(rows, good=True).already) == (2, True)
    rows["type"][1] = "tiểu nhóm"
    rows["attended_people"][2] = 15
    assert load(rows).rows == 3
    assert sorted(PartnerList.objects.values_list("state", flat=True)) == ["staged", "superseded"]
    numbers = dict(Activity.objects.values_list("key", "id"))
    stories = {key: [one.kind for one in store.events(pk)] for key, pk in numbers.items()}
    assert stories == {"A1": ["reported"], "A2": ["reported"], "A3": ["reported", "reported"]}
    rows["state"] = ["planned", "reported", "reported"]
    again = load(rows)
    assert (again.state, again.findings.items[0].code, again.findings.items[0].where.row) == (
        "refused", "activity.reported", 2,
    )  # fmt: skip


def test_counts_are_by_type_and_a_part_is_told_as_a_part(books: Books) -> None:  # noqa: ARG001
    office, day = "2601", DAY
    for number, (kind, level, more) in enumerate(
        [
            ("conference", "province", {}),
            ("customer_conference", "base", {"plan_item": PLAN, "attended_employers": 5, "employees": 99}),
            ("customer_conference", "province", {"plan_item": PLAN}), ("small_group", "base", {"times": 3}),
            ("subgroup", "commune", {"times": 9}), ("livestream", "province", {"state": "planned"}),
        ]
    ):  # fmt: skip
        one = told(type=kind, level=level, key=str(number), **more)
        activities.record("26" if level == "province" else office, one, "officer", day)
    activities.plan("26", activities.PlanLine(PLAN, "customer_conference", "", D(2021, 1, 1), D(2021, 12, 31), 4), "kh")
    activities.plan("26", activities.PlanLine(PLAN, "conference", "base", D(2021, 1, 1), D(2021, 12, 31), 5), "kh")
    offices = facts.office_ids("00.26")
    done = {(one.type, one.done, one.planned) for one in activities_report.progress(offices, day)}
    assert done == {("customer_conference", 2, 4), ("conference", 1, 5)}
    IndicatorValue.objects.create(
        office_id=offices[0], indicator="conferences", period=D(2021, 10, 1), state="reported", numerator=363,
        as_of=DAY, source="S1",
    )  # fmt: skip
    take_snapshot("26", Month.of(2021, 10), "nightly")
    found = dict(
        IndicatorValue.objects.filter(
            office__code="26", period=D(2021, 10, 1), state="computed", superseded_at__isnull=True,
            indicator__in=[code for code, one in catalogue().items() if one.source and one.source.way == "activities"],
        ).values_list("indicator", "numerator")
    )  # fmt: skip
    assert {code: int(value) for code, value in found.items()} == {
        "conferences": 3, "conferences_province_level": 2, "conferences_district_level": 1,
        "conferences_commune_level": 0, "customer_conferences": 2, "customer_conference_units": 5,
        "customer_conference_people": 99, "small_groups": 3, "subgroups_cumulative": 9, "livestreams": 0,
    }  # fmt: skip


def test_who_came_and_who_joined_is_read_from_the_register(books: Books) -> None:
    people = [books.person(number) for number in range(1, 5)]
    made = activities.record("26", told(level="province"), "officer", DAY)
    account = books.account(9)
    numbers = [one.si_number for one in people]
    with pytest.raises(RefusedError, match="0000000000"):
        activities.invite(made, activities.Guests([*numbers, "0000000000"]), "officer")
    assert activities.invite(made, activities.Guests([*numbers, account.code]), "officer") == 5
    assert activities.invite(made, activities.Guests(numbers[:2], came=True, consent=True), "officer") == 2
    assert activities.invite(made, activities.Guests(numbers[:2], came=True), "officer") == 0
    for person, first in ((people[0], D(2021, 11, 1)), (people[2], D(2021, 12, 30)), (people[3], D(2021, 1, 1))):
        HealthSpell.objects.create(
            person=person, office=books.province, group="GD", payer="household", validity=DateRange(first, None, "[)")
        )
    guests = activities_report.guests(facts.office_ids("00.26"), (D(2021, 1, 1), DAY))
    found = cohorts(guests, np.datetime64("2022-12-31"), (30,))
    assert [(one.guests, one.insured, one.followed, one.joined) for one in found] == [(2, 0, 2, 1), (2, 1, 1, 0)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_activityguest WHERE consent")
        assert cursor.fetchone()[0] == 2
