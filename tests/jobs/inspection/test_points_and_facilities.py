"""Payment points and facilities: what the books show by themselves, listed once, again nothing new."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from tests.usecases.collection.small_province import SmallProvince

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.jobs.inspection import points
from ansinh.jobs.inspection.facilities import list_facilities
from ansinh.jobs.inspection.plans import Chosen, make_plan
from ansinh.jobs.inspection.risk import run_risk
from ansinh.records.models import (
    ClaimFile,
    Facility,
    FacilityOdds,
    InspectionFinding,
    LifeCheck,
    PayChannel,
    Pension,
    Person,
)
from ansinh.records.store.collection import facility_odds, inspection_plan
from ansinh.usecases.collection import inspection, inspection_plans
from ansinh.usecases.collection.inspection import Opening, Paper

pytestmark = pytest.mark.django_db
D, M = dt.date, Month.parse
DAY = D(2021, 11, 3)
LINE = """INSERT INTO records_payline (month, source, subject, attempt, batch, office_id, person, kind, fund, amount,
    monthly, arrears, recovered, owing, payee, channel)
    VALUES (%s, 1, %s, 1, %s, %s, %s, 1, 1, %s, %s, 0, 0, 0, 1, %s)"""


@pytest.fixture
def province() -> SmallProvince:
    made = SmallProvince()
    channels = [PayChannel.objects.create(form="post", code=code, name=code) for code in ("BD1", "BD2", "BD3")]
    for number, (died, seen) in enumerate([(None, D(2021, 9, 1)), (D(2021, 8, 20), None), (None, D(2020, 1, 5))]):
        person = Person.objects.create(
            si_number=f"260000000{number}", full_name=f"P{number}", name_search="p", name_sort="p", sex="male",
            office=made.base, died_on=died,
        )  # fmt: skip
        pension = Pension.objects.create(
            file_no=str(number), person=person, regime=1, fund=1, started=D(2010, 1, 1), pay_from=D(2021, 1, 1)
        )
        if seen:
            LifeCheck.objects.create(pension=pension, day=seen, method="visit", actor="x")
        with connection.cursor() as cursor:
            for month in range(7, 11):
                cursor.execute(
                    LINE,
                    [D(2021, month, 1), pension.pk, uuid.uuid4(), made.base.pk, person.pk, 100 * month, 100 * month,
                     channels[0].pk],
                )  # fmt: skip
    return made


def test_a_point_shows_the_dead_and_the_unseen(province: SmallProvince) -> None:  # noqa: ARG001
    months = (M("2021-07"), M("2021-10"))
    wanted = points.plan_all("26", months, D(2021, 12, 31))
    assert [one.subject for one in wanted] == ["BD1"]  # the points that paid nobody are not planned
    plan = inspection_plans.make("26", 2021, "1/KH", wanted, "planner")
    inspection_plans.sign(plan, "leader", DAY)
    opening = Opening(months, DAY, subject_kind="payment_point", subject="BD1", reason="kế hoạch")
    case = inspection.open_case("26", opening, "planner")
    inspection.decide(case, Paper("2/QD", DAY), ("inspector", []), "leader")
    inspection.start(case, DAY, "inspector")
    for _ in range(2):
        assert points.look(case, DAY, "inspector") == []
    found = InspectionFinding.objects.order_by("kind").values_list("kind", "name", "first", "last", "amount")
    assert list(found) == [
        ("dead_payee", "P1", D(2021, 9, 1), D(2021, 10, 1), 1900),
        ("not_seen", "P2", None, None, 0),
    ]
    other = inspection.open_case("26", Opening(months, DAY, subject="TZ0001A", reason="x"), "planner")
    with pytest.raises(RefusedError, match="payment point"):
        points.payees(other)


def test_facilities_that_stand_out_are_listed(province: SmallProvince) -> None:  # noqa: ARG001
    file = ClaimFile.objects.create(sha256="0" * 64, receipt="R", name="x", content=b"x")
    with connection.cursor() as cursor:
        for facility, odd in (("A", 20), ("B", 5)):
            for number in range(60):
                cursor.execute(
                    "INSERT INTO records_claimvisit (period, facility, episode, file_id, place, claimed, state, score) "
                    "VALUES ('2021-10-01', %s, %s, %s, %s, 1000, 'accepted', %s)",
                    [facility, f"E{number}", file.pk, number, 40 if number < odd else 0],
                )
    for _ in range(2):
        assert list_facilities("26", (M("2021-08"), M("2021-10")), DAY, "nightly") == 1
    (one,) = facility_odds.latest([place.office_id for place in FacilityOdds.objects.all()])
    assert (one.facility, one.visits, one.odd, one.per_mille, one.odd_claimed) == ("A", 60, 20, 333, 200)


def test_a_plan_takes_the_oddest_facilities_of_our_register(province: SmallProvince) -> None:
    for code, odd in (("26001", 20), ("26999", 30), ("26002", 10)):
        FacilityOdds.objects.create(
            office=province.province, facility=code, name=code, first=D(2021, 8, 1), last=D(2021, 10, 1), visits=60,
            odd=odd, score=0, claimed=0, odd_claimed=0, per_mille=odd * 1000 // 60, made_on=DAY,
        )  # fmt: skip
    for code in ("26001", "26002"):
        Facility.objects.create(code=code, name=code, name_search=code, office=province.province, opened=D(2015, 1, 1))
    plan = make_plan("26", "1/KH", D(2021, 12, 31), Chosen(oddest=2), "planner")
    assert [one.subject for one in inspection_plan.items(plan)] == ["26001", "26002"]


def test_risk_needs_books(province: SmallProvince) -> None:  # noqa: ARG001
    with pytest.raises(MissingError, match="no closed month"):
        run_risk("26", DAY, "nightly")
