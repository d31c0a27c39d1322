"""Inspections over the API: opened, moved, findings all at once or none, what is left; the ladder's lists."""

import datetime as dt

import pytest
from django.test import Client
from tests.web.small_office import seed

from ansinh.jobs.inspection.risk import run_risk
from ansinh.records import models as m
from ansinh.records.store.registry.grants import token_hash
from ansinh.usecases.collection import ladder

pytestmark = pytest.mark.django_db
KEY = "mot-khoa-rat-dai-va-ngau-nhien-"
JSON = {"content_type": "application/json"}


def caller(user: m.User) -> Client:
    key = KEY + user.username
    m.PartnerToken.objects.create(
        user=user, label="thử", hash=token_hash(key), valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2099, 1, 1)
    )
    return Client(headers={"authorization": f"Bearer {key}"})


@pytest.fixture
def people() -> dict[str, Client]:
    seed()
    inspector = m.User.objects.create(username="thanhtra")
    office = m.Office.objects.get(code="26")
    m.Grant.objects.create(user=inspector, function="inspection", office=office, valid_from=dt.date(2020, 1, 1))
    known = [inspector, *(m.User.objects.get(username=name) for name in ("leader", "collection"))]
    return {user.username: caller(user) for user in known}


def test_a_case_over_the_api(people: dict[str, Client]) -> None:
    inspector, leader = people["thanhtra"], people["leader"]
    body = {
        "office": "26", "first": "2021-01", "last": "2021-10", "day": "2021-12-10", "subject": "TA0003A",
        "reason": "tố cáo",
    }  # fmt: skip
    case = inspector.post("/api/inspections/cases", body, **JSON).json()["case"]
    path, move = f"/api/inspections/cases/{case}", {"day": "2021-12-11"}
    assert people["collection"].post(f"{path}/start", move, **JSON).status_code == 404
    decided = {**move, "paper": "1/QĐ", "leader": "thanhtra"}
    assert inspector.post(f"{path}/decide", decided, **JSON).status_code == 404
    assert leader.post(f"{path}/decide", decided, **JSON).json() == {"state": "decided"}
    assert inspector.post(f"{path}/start", move, **JSON).json() == {"state": "started"}
    wrong = inspector.put(f"{path}/findings", [{"kind": "withheld"}, {"kind": "ghost"}], **JSON).json()
    assert (wrong["kept"], [(one["code"], one["row"]) for one in wrong["findings"]]) == (
        0, [("I-AMOUNT", 1), ("I-DOCUMENT", 1), ("I-KIND", 2)],
    )  # fmt: skip
    good = [{"kind": "withheld", "amount": 900, "document": "Sổ lương"}]
    assert inspector.put(f"{path}/findings", good, **JSON).json() == {"kept": 1, "findings": []}
    m.InspectionPaper.objects.update(state="received")
    inspector.post(f"{path}/record", {**move, "paper": "2/BB", "signed_by": "GĐ"}, **JSON)
    leader.post(f"{path}/conclude", {**move, "paper": "3/KL"}, **JSON)
    told = inspector.get(path).json()
    assert (told["state"], told["demanded"], told["remaining"]) == ("concluded", 900, 900)
    paid = {"finding": told["findings"][0]["id"], "amount": 900, "day": "2021-12-12", "paper": "PT"}
    assert [inspector.put(f"{path}/recoveries", paid, **JSON).json() for _ in range(2)] == [{"remaining": 0}] * 2
    assert leader.post(f"{path}/close", {"day": "2021-12-13"}, **JSON).json() == {"state": "closed"}
    assert inspector.get("/api/inspections/progress?office=26&year=2021").json()["total"]["unplanned"] == 1
    assert inspector.get("/api/inspections/cases?office=26").json()[0]["state"] == "closed"
    assert inspector.get("/api/inspections/progress?office=27&year=2021").status_code == 404


def test_risk_and_the_lists_of_the_ladder(people: dict[str, Client]) -> None:
    day = dt.date(2021, 12, 10)
    assert people["thanhtra"].get("/api/inspections/risk?office=26").status_code == 404
    run_risk("26", day, "nightly")
    rows = people["thanhtra"].get("/api/inspections/risk?office=26&limit=2").json()["rows"]
    after = f"{rows[0]['points']}~{rows[0]['account']}"
    follow = people["thanhtra"].get(f"/api/inspections/risk?office=26&limit=1&after={after}").json()["rows"]
    assert follow[0]["code"] == rows[1]["code"]
    assert sum(one["points"] for one in rows[0]["reasons"]) == rows[0]["points"]
    order = {"office": "26", "paper": "1/KH", "due": "2022-06-30", "riskiest": 2}
    plan = people["thanhtra"].post("/api/inspections/plans", order, **JSON).json()["plan"]
    assert people["thanhtra"].post(f"/api/inspections/plans/{plan}/sign", **JSON).status_code == 404
    assert people["leader"].post(f"/api/inspections/plans/{plan}/sign", **JSON).json() == {"state": "signed"}
    ladder.build("26", day, "nightly")
    officer, leader = people["collection"], people["leader"]
    code = m.DebtCase.objects.order_by("-principal").values_list("account__code", flat=True)[0]
    owed = m.DebtCase.objects.get(account__code=code).principal
    parts = [{"until": "2022-01-10", "amount": owed - 5}, {"until": "2022-02-10", "amount": 5}]
    sent = {"parts": parts, "paper": "PA", "on": "2021-12-10"}
    plan = officer.post(f"/api/debts/accounts/{code}/instalments", sent, **JSON).json()["plan"]
    decision = f"/api/debts/instalments/{plan}/decision"
    assert officer.post(decision, {"approve": True}, **JSON).status_code in {404, 422}
    assert leader.post(decision, {"approve": True}, **JSON).json() == {"approved": True}
    step = m.DebtStep.objects.filter(case__account__code=code).values_list("id", flat=True)[0]
    assert (
        officer.post(f"/api/debts/steps/{step}/delivered", {"day": "2021-12-11", "proof": ""}, **JSON).status_code
        == 422
    )
    officer.post(f"/api/debts/steps/{step}/delivered", {"day": "2021-12-11", "proof": "RR1"}, **JSON)
    officer.post(f"/api/debts/accounts/{code}/reason", {"paper": "bão"}, **JSON)
    assert m.DebtCase.objects.get(account__code=code).justified == "bão"
    session = {
        "office": "26", "day": "2021-12-11", "place": "x", "minutes": "7/BB", "chair": "TP",
        "attended": {"union": "A"}, "agreed": {code: "trả dần"},
    }  # fmt: skip
    assert officer.post("/api/debts/sessions", session, **JSON).json()["session"] == m.DebtSession.objects.get().pk
    barred = officer.get("/api/debts/barred?office=26&day=2021-12-11").json()
    assert code in {one["account"] for one in barred}
