"""Rules across records look at what was taken in before: the same faults are found when records come one by one."""

import datetime as dt

import pytest
from django.db import connection
from tests.usecases.claims.moving import move

from ansinh.jobs.synthetic.claims import plants_items
from ansinh.jobs.synthetic.claims.factory import AT, Factory
from ansinh.jobs.synthetic.claims.planting import PLANTS
from ansinh.jobs.synthetic.claims.visit import Visit
from ansinh.jobs.synthetic.claims.write import envelope
from ansinh.usecases.claims import receive

NOW = dt.datetime.fromisoformat(AT)
pytestmark = pytest.mark.django_db
assert plants_items  # fills the table of plants


def send(visit: Visit, *, at: int = 0) -> list[str]:
    """Send one record alone; its findings that stand."""
    receive(envelope([visit]), "a.xml", actor="hospital", now=NOW + dt.timedelta(minutes=at))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.rule FROM records_claimfinding f"
            " JOIN records_claimvisit v ON v.period = f.period AND v.id = f.visit"
            " WHERE v.superseded_at IS NULL AND v.episode = %s ORDER BY f.rule",
            [visit.episode],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("rule", ["OVR-01", "OVR-02", "OVR-03", "OVR-05", "OVR-06", "OVR-07", "OVR-08"])
def test_what_a_batch_finds_is_found_one_by_one(rule: str) -> None:
    planted = PLANTS[rule](Factory())
    *first, last = planted.visits
    assert not any(rule in send(visit) for visit in first)
    assert rule in send(last)


@pytest.mark.parametrize("rule", ["OVR-01", "OVR-02", "OVR-03", "OVR-08"])
def test_whichever_comes_first_the_newcomer_is_marked(rule: str) -> None:
    first, last = PLANTS[rule](Factory()).visits
    assert rule not in send(last)
    assert rule in send(first)


def test_after_a_death_nobody_is_treated() -> None:
    factory = Factory()
    died, later = factory.inpatient(), factory.outpatient("26002")
    died.summary.update(KET_QUA_DTRI="5", MA_LOAI_RV="1")
    for name in ("MA_THE_BHYT", "HO_TEN", "NGAY_SINH"):
        later.summary[name] = died.summary[name]
    later.summary.update(NGAY_VAO="202606010830", NGAY_RA="202606011000", THANG_QT="6")
    send(died.settle())
    assert "CRD-14" in send(later.settle())


def test_a_correction_is_not_its_own_double() -> None:
    stay = Factory().inpatient().settle()
    send(stay)
    stay.summary["DIA_CHI"] = "Địa chỉ đã sửa"
    assert [rule for rule in send(stay, at=5) if rule.startswith("OVR")] == []


TESTS = {"SRV-14": ("23.0083.1523", 1, 30), "SRV-20": ("17.0001.0254", 3, 0), "SRV-22": ("24.0017.1714", 2, 0)}


@pytest.mark.parametrize("rule", list(TESTS))
@pytest.mark.parametrize("house", ["26001", "26002"])
def test_a_limit_counts_what_another_file_told(rule: str, house: str) -> None:
    service, quantity, days = TESTS[rule]
    factory = Factory()
    first, last = factory.outpatient(), factory.outpatient(house)
    for made in (first, last):
        made.add_service(service, "18", 30_000, minutes=40, SO_LUONG=str(quantity))
    for name in ("MA_THE_BHYT", "HO_TEN", "NGAY_SINH"):
        last.summary[name] = first.summary[name]
    move(last, dt.timedelta(days=days, hours=4))
    assert rule not in send(first.settle())
    assert rule in send(last.settle())


def test_a_limit_ends_with_its_span() -> None:
    factory = Factory()
    first, last = factory.outpatient(), factory.outpatient()
    for made in (first, last):
        made.add_service(TESTS["SRV-14"][0], "1", 100_000, minutes=40)
    last.summary["MA_THE_BHYT"] = first.summary["MA_THE_BHYT"]
    move(last, dt.timedelta(days=91, hours=0))
    assert "SRV-14" not in send(first.settle())
    assert "SRV-14" not in send(last.settle())


def test_a_licence_is_free_again_once_the_other_facility_corrects_its_record() -> None:
    here, there = PLANTS["OVR-08"](Factory()).visits
    send(there)
    there.services[1].update(NGUOI_THUC_HIEN="KTV26002")
    send(there.settle(), at=1)
    assert "OVR-08" not in send(here, at=2)


def test_two_surgeries_of_one_licence_at_one_minute_sent_apart() -> None:
    factory = Factory()
    visits = [factory.inpatient(), factory.inpatient()]
    for visit in visits:
        moment = visits[0].at(120)
        visit.add_service("03.3901.0475", "8", 2_000_000, minutes=120, NGAY_TH_YL=moment, NGUOI_THUC_HIEN="A;PTV1")
        visit.settle()
    assert "OVR-08" not in send(visits[0])
    assert "OVR-08" in send(visits[1], at=1)


def _stored(facility: str) -> list[tuple[str, list[str]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT facility, rules FROM records_claimvisit WHERE superseded_at IS NULL AND episode = %s", [facility]
        )
        return list(cursor.fetchall())


def test_a_facility_that_signed_in_sends_for_itself_alone() -> None:
    visit = Factory().outpatient("26002").settle()
    receive(envelope([visit]), "own.xml", actor="benhvien2", sender="26002", now=NOW)
    own = _stored(visit.episode)
    assert own[0][0] == "26002"
    assert "STR-09" not in own[0][1]
    visit.summary["LY_DO_VV"] = "sửa"
    receive(envelope([visit]), "other.xml", actor="benhvien1", sender="26001", now=NOW)
    both = dict(_stored(visit.episode))
    assert both["26002"] == own[0][1]  # what the other facility sent stands
    assert "STR-09" in both["26001"]
