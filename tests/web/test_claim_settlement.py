"""From finding to payment on the pages: the hospital answers, assessors decide, accountants settle and pay."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.claim_month import APRIL, HOUSE, assessor, hospital, send_month
from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.records.models import PayingAccount
from ansinh.records.store.claims import payments, reassessments, worklist
from ansinh.records.store.claims.awaited import awaited_of


@pytest.fixture
def house(province: Province) -> Client:
    return hospital(province.office.pk)


@pytest.fixture
def month(house: Client) -> dict[str, tuple[int, int]]:  # noqa: ARG001 - a fixture that has to stand first
    return send_month()


def state(finding: int) -> str:
    found = worklist.item(APRIL, finding)
    assert found is not None
    return found.state


def test_a_hospital_answers_and_an_assessor_lifts(house: Client, month: dict[str, tuple[int, int]]) -> None:
    finding, visit = month["ENT-01"]
    assert "ENT-01" in house.get("/facility/claims/findings/?month=2026-04").content.decode()
    shown = house.get(f"/facility/claims/2026-04/{visit}/").content.decode()
    assert "Dịch vụ, vật tư dòng" in shown or "Thuốc dòng" in shown
    paper = SimpleUploadedFile("the.pdf", b"%PDF-1.4")
    told = {"answer": "contest", "reason": "Thẻ mức 95%", "document": paper}
    house.post(f"/facility/claims/2026-04/findings/{finding}/answer/", told)
    assert state(finding) == "contested"
    officer = assessor()
    page = officer.get(f"/claims/2026-04/{visit}/").content.decode()
    assert "Thẻ mức 95%" in page
    assert officer.get("/claims/documents/1/").status_code in {200, 404}
    officer.post(f"/claims/2026-04/findings/{finding}/decide/", {"step": "lifted", "amount": "", "reason": "đúng"})
    assert state(finding) == "lifted"


def test_the_rest_follows_the_sample(month: dict[str, tuple[int, int]]) -> None:
    officer = assessor()
    where = {"month": "2026-04", "facility": HOUSE, "rule": "ENT-01", "one_in": "1"}
    shown = officer.get("/claims/sample/", where)
    assert shown.status_code == 200
    officer.post("/claims/sample/decide/", {**where, "step": "kept", "reason": "mẫu đúng"})
    assert state(month["ENT-01"][0]) == "open"  # nobody read the sample
    read = {f"read-{one.id}": "1" for one in worklist.waiting(APRIL, facilities=[HOUSE], rule="ENT-01")}
    officer.post("/claims/sample/decide/", {**where, **read, "step": "kept", "reason": "mẫu đúng"})
    assert state(month["ENT-01"][0]) == "kept"


def test_a_quarter_is_settled_signed_and_paid(
    house: Client, month: dict[str, tuple[int, int]], client_of: ClientOf, province: Province
) -> None:
    assert month
    PayingAccount.objects.create(
        office=province.office, bank_bin="970436", bank_name="VCB", number="0011", holder="BHXH TINH",
        valid_from=APRIL.replace(year=2015),
    )  # fmt: skip
    one, two = client_of("accounting"), client_of("leader")
    quarter = {"month": "2026-04", "months": "3", "facility": HOUSE}
    assert one.get("/claims/statements/?month=2026-04&months=3").status_code == 200
    assert one.post("/claims/statements/settle/", quarter).status_code == 302
    shown = one.get(f"/claims/statements/{HOUSE}/2026-04/3/").content.decode()
    assert "79a" in shown
    for form in ("pdf", "xlsx"):
        assert one.get(f"/claims/statements/{HOUSE}/2026-04/3/C82.{form}").status_code == 200
        assert house.get(f"/facility/claims/statements/2026-04/3/C82.{form}").status_code == 200
    assert house.get("/facility/claims/statements/?month=2026-04&months=3").status_code == 200
    house.post("/facility/claims/statements/agree/", {"month": "2026-04", "months": "3"})
    told = {"facility": HOUSE, "bank": "970415", "number": "113", "holder": "BENH VIEN", "document": "CV 1"}
    one.post("/claims/payments/account/", told)
    (account,) = payments.accounts_of(HOUSE)
    two.post(f"/claims/payments/account/{account.id}/")
    one.post("/claims/statements/propose/", {**quarter, "kind": "settlement"})
    (payment,) = payments.payments_of([HOUSE])
    one.post(f"/claims/payments/{payment.id}/step/", {"step": "approve"})
    assert payments.payments_of([HOUSE])[0].state == "proposed"  # not by the proposer
    two.post(f"/claims/payments/{payment.id}/step/", {"step": "approve"})
    one.post("/claims/payments/order/", {"pay_on": "2026-08-20"})
    ordered = payments.payments_of([HOUSE])[0]
    assert ordered.state == "ordered"
    assert one.get(f"/claims/payments/files/{ordered.message}.xml").content.startswith(b"<?xml")
    assert one.get("/claims/payments/").status_code == 200
    budget = {**quarter, "expected": "9.000.000", "document": "QĐ 7"}
    one.post("/claims/statements/budget/", budget)
    assert payments.budgets([HOUSE], 2026)[HOUSE].expected == 9_000_000


def test_a_rule_changes_by_two_people_and_the_month_is_judged_again(month: dict[str, tuple[int, int]]) -> None:
    assert month
    one, two = assessor(), assessor("giamdinh2")
    told = {"rule": "ENT-01", "weight": "off", "holds_from": "2026-01-01", "document": "CV 9"}
    one.post("/claims/rules/change/", told)
    assert "CV 9" in one.get("/claims/rules/").content.decode()
    number = int(one.get("/claims/rules/").content.decode().split("/approve/")[0].rsplit("/", 1)[1])
    one.post(f"/claims/rules/{number}/approve/")
    two.post(f"/claims/rules/{number}/approve/")
    one.post("/claims/again/try/", {"month": "2026-04", "facility": HOUSE})
    (trial,) = reassessments.trials_of([HOUSE])
    assert trial.changed == 1
    assert "ENT-01" in one.get(f"/claims/again/{trial.id}/").content.decode()
    two.post(f"/claims/again/{trial.id}/apply/")
    assert reassessments.trials_of([HOUSE])[0].applied_by == "giamdinh2"
    assert one.get("/claims/again/").status_code == 200


def test_the_first_page_of_a_hospital_says_what_waits_for_it(house: Client, client_of: ClientOf) -> None:
    """Open findings are counted and lead to their list; an unsigned statement joins them until it is signed."""
    assert "Không còn việc nào chờ cơ sở" in house.get("/facility/claims/").content.decode()
    months = send_month()
    before = awaited_of(HOUSE, APRIL)
    assert before.open_findings >= len(months)
    assert [str(month) for month, _ in before.findings] == ["2026-04"]
    assert "month=2026-04&amp;state=open" in house.get("/facility/claims/").content.decode()
    quarter = {"month": "2026-04", "months": "3", "facility": HOUSE}
    client_of("accounting").post("/claims/statements/settle/", quarter)
    assert [(str(month), months) for month, months in awaited_of(HOUSE, APRIL).statements] == [("2026-04", 3)]
    house.post("/facility/claims/statements/agree/", {"month": "2026-04", "months": "3"})
    assert awaited_of(HOUSE, APRIL).statements == ()
    assert not awaited_of("26999", APRIL)
