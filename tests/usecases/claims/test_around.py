"""Rules across records look at what was taken in before: the same faults are found when records come one by one."""

import datetime as dt

import pytest
from django.db import connection

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


@pytest.mark.parametrize("rule", ["OVR-01", "OVR-02", "OVR-03", "OVR-06", "OVR-07"])
def test_what_a_batch_finds_is_found_one_by_one(rule: str) -> None:
    planted = PLANTS[rule](Factory())
    *first, last = planted.visits
    assert not any(rule in send(visit) for visit in first)
    assert rule in send(last)


@pytest.mark.parametrize("rule", ["OVR-01", "OVR-02", "OVR-03"])
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
