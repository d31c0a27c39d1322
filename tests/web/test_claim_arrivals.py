"""Who checked in (table XML0) is kept and listed until the record comes; alerts over the API."""

import base64

import pytest
from django.db import connection
from tests.web.claim_month import HOUSE, NOW, assessor, hospital, send_month
from tests.web.small_office import Province
from tests.web.test_claim_whole_month import MONTH, stated

from ansinh.jobs.synthetic.claims.factory import Factory
from ansinh.jobs.synthetic.claims.visit import Visit
from ansinh.jobs.synthetic.claims.write import envelope, table_xml, wrapped
from ansinh.records.store.claims import arrivals, files
from ansinh.usecases.claims import receive

pytestmark = pytest.mark.django_db
CARD = "DN4262612345678"


def checked_in(*episodes: str, came: str = "202604050730") -> bytes:
    rows = [
        {"MA_LK": episode, "MA_THE_BHYT": CARD, "NGAY_VAO": came, "MA_CSKCB": HOUSE, "HO_TEN": "A"}
        for episode in episodes
    ]
    bodies = [("XML0", base64.b64encode(table_xml("XML0", [row]).encode()).decode()) for row in rows]
    return wrapped([[one] for one in bodies], sender=HOUSE)


def waiting() -> list[tuple[str, str]]:
    return [(one.episode, one.card) for one in arrivals.waiting([HOUSE], MONTH.first_day)]


def test_a_check_in_alone_is_kept_listed_and_left_when_its_record_comes(province: Province) -> None:
    house = hospital(province.office.pk)
    visit = Factory().outpatient()
    done = receive(checked_in(visit.episode, "KHAC-1"), "x0.xml", actor="h", sender=HOUSE, now=NOW)
    assert (done.records, done.unread) == (2, 0)
    receive(checked_in(visit.episode, "KHAC-1"), "x0.xml", actor="h", sender=HOUSE, now=NOW)
    assert waiting() == [(visit.episode, CARD), ("KHAC-1", CARD)]
    told = house.get("/api/claims/arrivals?since=2026-04-01").json()
    assert [one["MA_LK"] for one in told] == [visit.episode, "KHAC-1"]
    receive(envelope([visit.settle()]), "x1.xml", actor="h", sender=HOUSE, now=NOW)
    assert waiting() == [("KHAC-1", CARD)]
    receive(checked_in("KHAC-1", came="không rõ"), "x2.xml", actor="h", sender=HOUSE, now=NOW)
    assert [one.came for one in arrivals.waiting([HOUSE], MONTH.first_day)] == [None]
    assert "KHAC-1" in house.get("/facility/claims/").content.decode()


def rules_of(visit: Visit) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rules FROM records_claimvisit WHERE superseded_at IS NULL AND episode = %s", [visit.episode]
        )
        return list(cursor.fetchone()[0])


def test_a_record_whose_patient_never_checked_in_is_told_once_the_hospital_sends_check_ins(province: Province) -> None:
    hospital(province.office.pk)
    factory = Factory()
    before, there, missing, late = (factory.outpatient().settle() for _ in range(4))
    receive(envelope([before]), "1.xml", actor="h", sender=HOUSE, now=NOW)
    assert "CRD-18" not in rules_of(before)  # a hospital that never sent one is asked for none
    receive(checked_in(there.episode, came=there.at(0)), "x0.xml", actor="h", sender=HOUSE, now=NOW)
    receive(checked_in(late.episode, came=late.at(101)), "x1.xml", actor="h", sender=HOUSE, now=NOW)
    receive(envelope([there, missing, late]), "2.xml", actor="h", sender=HOUSE, now=NOW)
    assert ["CRD-18" in rules_of(one) for one in (there, missing, late)] == [False, True, True]


def test_a_check_in_that_names_another_hospital_leaves_that_hospitals_own(province: Province) -> None:
    hospital(province.office.pk)
    receive(checked_in("LK-1"), "own.xml", actor="h", sender=HOUSE, now=NOW)
    foreign = checked_in("LK-1", came="202604060800")
    receive(foreign, "foreign.xml", actor="other", sender="26002", now=NOW)
    [kept] = arrivals.waiting([HOUSE], MONTH.first_day)
    assert (kept.episode, f"{kept.came:%d}") == ("LK-1", "05")
    assert arrivals.waiting(["26002"], MONTH.first_day) == []
    [told] = [one.faults for one in files.files_of("26002")]
    assert [(fault["rule"], fault["table"]) for fault in told] == [("STR-09", "XML0")]


def test_alerts_are_raised_answered_and_closed_over_the_api(province: Province) -> None:
    house = hospital(province.office.pk)
    send_month()
    stated(less=1000)
    client = assessor()
    body = {"facility": HOUSE, "month": str(MONTH)}
    assert client.post("/api/claims/alerts", body, content_type="application/json").json() == {"raised": 2}
    assert client.post("/api/claims/alerts", body, content_type="application/json").json() == {"raised": 0}
    assert house.post("/api/claims/alerts", body, content_type="application/json").status_code == 404
    first = next(one for one in house.get("/api/claims/alerts").json() if one["rule"] == "SUM-11")
    said = {"words": "gõ nhầm"}
    answered = house.post(f"/api/claims/alerts/{first['id']}/answer", said, content_type="application/json")
    assert answered.status_code == 200
    closed = client.post(f"/api/claims/alerts/{first['id']}/close", said, content_type="application/json")
    assert closed.json()["state"] == "closed"
    assert client.get("/api/claims/alerts?facility=26999").json() == []
    assert client.post("/api/claims/alerts/999999/close", said, content_type="application/json").status_code == 404
