"""Who checked in (table XML0) is kept and listed until the record comes; alerts over the API."""

import base64

import pytest
from tests.web.claim_month import HOUSE, NOW, assessor, hospital, send_month
from tests.web.small_office import Province
from tests.web.test_claim_whole_month import MONTH, stated

from ansinh.jobs.synthetic.claims.factory import Factory
from ansinh.jobs.synthetic.claims.write import envelope, table_xml, wrapped
from ansinh.records.store.claims import arrivals
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
