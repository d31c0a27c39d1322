"""Inspections on the pages: from a sign of violation to nothing left, by the people who may; lists of the ladder."""

import datetime as dt
import re

import pytest
from django.test import Client
from tests.web.conftest import ClientOf
from tests.web.small_office import Province
from tests.web.test_accessible import faults

from ansinh.jobs.inspection.risk import run_risk
from ansinh.records import models as m
from ansinh.usecases.collection import inspection_plans, ladder
from ansinh.usecases.collection.inspection_plans import Wanted

DAY = dt.date(2021, 12, 10)
CODE = "TA0003A"


@pytest.fixture
def client(province: Province, client_of: ClientOf) -> ClientOf:  # noqa: ARG001 - the office stands first
    for name in ("thanhtra", "kiemtra"):
        user = m.User.objects.create(username=name, first_name=name)
        office = m.Office.objects.get(code="26")
        m.Grant.objects.create(user=user, function="inspection", office=office, valid_from=dt.date(2020, 1, 1))
    return client_of


def said(page: Client, path: str) -> str:
    answer = page.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_case_goes_from_a_sign_to_nothing_left(client: ClientOf) -> None:
    inspector, leader = client("thanhtra"), client("leader")
    opened = {
        "office": "26", "what": "employer", "subject": CODE, "first": "2021-01", "last": "2021-10", "reason": "tố cáo",
        "day": "2021-12-10",
    }  # fmt: skip
    assert client("collection").post("/inspections/open/", opened).status_code == 403
    path = inspector.post("/inspections/open/", opened)["Location"]
    move = {"day": "2021-12-11"}
    leader.post(path + "move/", {**move, "move": "decide", "paper": "1/QĐ", "leader": "thanhtra", "members": "kiemtra"})
    inspector.post(path + "move/", {**move, "move": "start"})
    for paper in m.InspectionPaper.objects.values_list("code", flat=True):
        inspector.post(path + "note/", {"what": "paper", "paper": paper, "state": "received"})
    inspector.post(path + "note/", {"what": "counts", "workers": "12"})
    kept = {"what": "finding", "kind": "withheld", "amount": "1.500.000", "document": "Sổ lương"}
    inspector.post(path + "note/", {**kept, "document": ""})
    assert not m.InspectionFinding.objects.exists()
    assert "Chưa nêu chứng cứ" in said(inspector, path)
    inspector.post(path + "note/", kept)
    inspector.post(path + "follow/", {"what": "request", "text": "Trả sổ", "day": "2021-12-31"})
    assert faults(inspector, path) == []
    inspector.post(path + "move/", {**move, "move": "record", "paper": "2/BB", "signed_by": "GĐ"})
    leader.post(path + "move/", {**move, "move": "conclude", "paper": "3/KL"})
    assert "1.500.000" in said(inspector, path)
    for sheet in ("decision", "minutes", "conclusion"):
        assert inspector.get(f"{path}{sheet}.md").status_code == 200
    leader.post(path + "move/", {"move": "close"})
    assert m.Inspection.objects.get().state == "concluded"
    finding, request = m.InspectionFinding.objects.get().pk, m.InspectionRequest.objects.get().pk
    inspector.post(path + "follow/", {"what": "recover", "finding": finding, "amount": "1500000", "paper": "PT 1"})
    inspector.post(path + "follow/", {"what": "done", "request": request, "paper": "BB"})
    leader.post(path + "move/", {"move": "close"})
    assert m.Inspection.objects.get().state == "closed"
    assert client("district").get(path).status_code == 404


def test_a_plan_is_signed_by_another_and_its_cases_opened(client: ClientOf) -> None:
    wanted = [Wanted("periodic", "employer", dt.date(2021, 12, 31), CODE)]
    plan = inspection_plans.make("26", 2021, "5/KH", wanted, "thanhtra")
    path = f"/inspections/plans/{plan}/"
    assert client("thanhtra").post(path + "sign/").status_code == 403
    client("leader").post(path + "sign/")
    assert "Mở hồ sơ" in said(client("thanhtra"), path)
    item = m.InspectionPlanItem.objects.get().pk
    client("thanhtra").post("/inspections/open/", {"office": "26", "item": str(item), "day": "2021-12-10"})
    assert m.Inspection.objects.get().item_id == item
    for where in ("/inspections/?year=2021", path):
        assert CODE in said(client("leader"), where)
        assert faults(client("leader"), where) == []
    assert client("leader").get("/inspections/list.xlsx?year=2021").status_code == 200


def test_the_risk_opens_to_the_figures_behind_it(client: ClientOf) -> None:
    assert "Chưa chấm rủi ro" in said(client("thanhtra"), "/inspections/risk/")
    done = run_risk("26", DAY, "nightly")
    assert done.units == m.RiskScore.objects.count() > 0
    assert run_risk("26", DAY, "nightly").units == m.RiskScore.objects.count()
    assert m.RiskRun.objects.count() == 1
    page = said(client("thanhtra"), "/inspections/risk/")
    assert "Tuổi nợ" in page
    assert faults(client("thanhtra"), "/inspections/risk/") == []
    assert client("thanhtra").get("/inspections/risk/list.xlsx").status_code == 200
    assert client("unit").get("/inspections/risk/").status_code == 403
    client("thanhtra").post("/inspections/plans/new/", {"riskiest": "3", "paper": "9/KH", "due": "2022-06-30"})
    assert m.InspectionPlan.objects.get().items.count() == 3


def test_the_lists_of_the_ladder(client: ClientOf) -> None:
    ladder.build("26", DAY, "nightly")
    case = m.DebtCase.objects.order_by("-principal").first()
    assert case is not None
    code = case.account.code
    for step in ("session", "publication"):
        m.DebtStep.objects.create(case=case, step=step, due=DAY, deadline=DAY)
    officer, leader = client("collection"), client("leader")
    assert faults(officer, "/debts/lists/") == []
    officer.post(
        "/debts/lists/session/",
        {"office": "26", "minutes": "7/BB", "place": "KCN", "chair": "TP", "who-union": "Ông A", "account": [code],
         f"agreed-{code}": "trả dần"},
    )  # fmt: skip
    assert m.DebtSessionCase.objects.get().agreed == "trả dần"
    assert officer.post("/debts/lists/publish/", {"paper": "9/DS", "sent_to": "Sở"}).status_code == 302
    listed = m.DebtPublication.objects.get()
    session = m.DebtSession.objects.get()
    for path in (f"sessions/{session.pk}.pdf", f"published/{listed.pk}.xlsx", "barred.pdf", "barred.xlsx"):
        assert officer.get(f"/debts/lists/{path}").status_code == 200, path
    act = f"/debts/{code}/act/"
    officer.post(act, {"what": "instalments", "parts": "3", "first": "2022-01-15", "paper": "PA"})
    assert not m.InstalmentPlan.objects.exists()  # that day is past
    officer.post(act, {"what": "instalments", "parts": "3", "first": "2090-01-15", "paper": "PA"})
    plan = m.InstalmentPlan.objects.get()
    officer.post(f"/debts/plans/{plan.pk}/decide/", {"decision": "approve"})
    assert m.InstalmentPlan.objects.get().state == "proposed"
    leader.post(f"/debts/plans/{plan.pk}/decide/", {"decision": "approve"})
    assert m.InstalmentPlan.objects.get().state == "approved"
    officer.post(act, {"what": "justify", "paper": "bão số 3"})
    step = m.DebtStep.objects.get(case=case, step="publication")
    officer.post(f"/debts/steps/{step.pk}/deliver/", {"delivered": "2021-12-12", "proof": "RR1"})
    assert m.DebtStep.objects.get(pk=step.pk).proof == "RR1"
    assert m.DebtCase.objects.get(pk=case.pk).justified == "bão số 3"
    page = said(officer, f"/debts/{code}/")
    assert "Phương án trả dần" in page
    assert faults(officer, f"/debts/{code}/") == []
