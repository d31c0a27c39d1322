"""Every act a page of dossiers, payments, relief and simulators offers is open to the API too."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.jobs.payroll.small_payroll import Pensions, rows
from tests.web.test_payments_pages import of, office

from ansinh.api.urls import api
from ansinh.formats.relief_list import write_relief_list
from ansinh.jobs.relief import build_lists
from ansinh.web.routes import ROUTES

__all__ = ["office"]
PAGES = ("dossiers/", "payments/", "relief/", "simulators/")
ACTS: dict[str, tuple[str, ...]] = {
    "dossier_new": ("POST /api/dossiers/claims", "POST /api/dossiers/requests"),
    "dossier_move": ("POST /api/dossiers/{dossier}/{move}",),
    "benefit_list_new": ("POST /api/dossiers/lists",),
    "benefit_list_check": ("POST /api/dossiers/lists",),
    "benefit_list_decide": ("POST /api/dossiers/lists/{key}/accept", "POST /api/dossiers/lists/{key}/return"),
    "benefit_list_step": ("GET /api/dossiers/lists/{key}/{step}", "POST /api/dossiers/lists/{key}/{step}"),
    "benefit_list_opine": (
        "GET /api/dossiers/lists/{key}/{step}/c70a", "POST /api/dossiers/lists/{key}/{step}/c70a",
    ),
    "reopenings_find": ("POST /api/dossiers/reopenings/find",),
    "reopening_decide": ("GET /api/dossiers/reopenings", "POST /api/dossiers/reopenings/{key}"),
    "simulators": ("POST /api/simulations/{task}",),
    "simulators_person": ("POST /api/simulations/{task}", "POST /api/me/simulations/{task}"),
    "payments_open": ("POST /api/payments",),
    "payments_again": ("POST /api/payments",),
    "payments_answers": ("POST /api/payments/answers",),
    "payment_step": ("POST /api/payments/{batch}/{step}", "GET /api/payments/{batch}/files/{name}"),
    "payment_line_ask": (
        "GET /api/payments/lines/{reference}", "POST /api/payments/lines/{reference}/destination",
    ),
    "payment_file_act": (
        "POST /api/payments/files/{file_no}/acts/{act}", "POST /api/payments/files/{file_no}/destination",
        "GET /api/payments/files/{file_no}",
    ),
    "payee_decide": ("POST /api/payments/payees/{change}",),
    "payment_deaths_load": ("POST /api/payments/deaths",),
    "payment_death_list_record": ("GET /api/payments/deaths/{number}", "POST /api/payments/deaths/{number}/record"),
    "death_withdrawal_decide": ("GET /api/payments/withdrawals", "POST /api/payments/withdrawn/{number}"),
    "payment_claim_pay": ("POST /api/payments/claims/{claim}/receipts",),
    "relief_list": ("POST /api/relief/lists/{number}/reply", "POST /api/relief/lists/{number}/claim"),
    "relief_step": ("POST /api/relief/{code}/{step}", "POST /api/relief/{code}/applications"),
}  # fmt: skip


def test_every_act_of_these_pages_has_its_door() -> None:
    acts = {one.name for one in ROUTES if "POST" in one.methods and one.pattern.startswith(PAGES)}
    doors = {f"{way.upper()} {path}" for path, found in api.get_openapi_schema()["paths"].items() for way in found}
    assert acts <= set(ACTS), "an act of a page without a door in the API"
    assert {door for each in ACTS.values() for door in each} <= doors


def send(name: str, path: str, body: dict[str, object]):
    return of(name).post(f"/api/{path}", body, content_type="application/json")


def test_a_file_is_suspended_resumed_seen_and_ended_over_the_api(office: Pensions) -> None:
    (file,) = office.grant(1)
    office.paid("2021-09")
    office.paid("2021-10")
    address = f"payments/files/{file}/acts"
    assert of("thu").get(f"/api/payments/files/{file}").status_code == 404
    assert of("chedo").get(f"/api/payments/files/{file}").json()["file"] == file
    assert send("thu", f"{address}/death", {"day": "2021-09-02"}).status_code == 404
    assert (
        send("chedo", f"{address}/suspend", {"month": "2021-12", "reason": "life_check"}).json()["stops"][0]["end"]
        is None
    )
    assert send("chedo", f"{address}/suspend", {"month": "2021-12"}).status_code == 409
    assert send("chedo", f"{address}/resume", {"month": "2022-01"}).json()["stops"] == []
    seen = send("chedo", f"{address}/seen", {"day": "2021-10-09", "method": "visit"}).json()
    assert seen["last_seen"] == "2021-10-09"
    assert send("chedo", f"{address}/dance", {}).status_code == 404
    assert send("chedo", f"{address}/death", {"day": "2199-01-01"}).status_code == 422
    told = send("chedo", f"{address}/death", {"day": "2021-09-02", "document": "KT-1"}).json()
    assert (told["stops"][0]["reason"], told["stops"][0]["first"]) == ("death", "2021-10-01")
    ((claimed,),) = rows("SELECT amount FROM records_overpayment")
    assert of("ketoan").get("/api/payments/claims?office=26").json()[0]["amount"] == claimed
    assert of("ketoan").get("/api/payments/life-checks?office=26").json() == []


def test_a_batch_is_opened_and_tried_over_the_api(office: Pensions) -> None:
    office.grant(2)
    asked = {"office": "26", "source": "pension", "month": "2021-09", "due": "2021-09-05"}
    assert send("thu", "payments", asked).status_code == 404
    assert send("chedo", "payments", {**asked, "source": "lottery"}).status_code == 404
    assert send("chedo", "payments", {**asked, "month": "2021-13"}).status_code == 422
    batch = send("chedo", "payments", asked).json()["id"]
    assert send("chedo", "payments", asked).json()["id"] == batch
    assert send("chedo", f"payments/{batch}/trial", {}).status_code == 200  # a worker reckons it
    assert send("chedo", f"payments/{batch}/approve", {}).status_code == 404  # not an act of an officer
    assert send("giamdoc", f"payments/{batch}/approve", {}).status_code == 409  # nothing is tried yet
    assert of("chedo").get(f"/api/payments/{batch}/files/none.xml").status_code == 404


def test_relief_is_confirmed_sent_back_and_decided_over_the_api(office: Pensions) -> None:
    books = office.books
    for account in (books.account(1), books.account(2)):
        for each in (1, 2):
            books.works(account, books.person(account.id * 10 + each), "2015-01")
    books.works(account, books.person(99), "2012-01", "2021-05")
    build_lists("nq116-support", "26", dt.date(2021, 10, 5), "chedo")
    rows(
        "UPDATE records_reliefcase SET state = 3 WHERE person = (SELECT id FROM records_person "
        "WHERE full_name = 'P 99') RETURNING 1"
    )
    lists = of("chedo").get("/api/relief/nq116-support/lists?office=26").json()
    first = lists[0]["id"]
    shown = of("chedo").get(f"/api/relief/lists/{first}").json()
    assert (shown["measure"], len(shown["people"])) == ("nq116-support", 2)
    people = [(one["name"], one["si_number"], one["months"], one["amount"]) for one in shown["people"]]
    empty = SimpleUploadedFile("l.xlsx", write_relief_list("t", people))
    back = of("chedo").post(f"/api/relief/lists/{first}/reply?day=2021-10-12", {"file": empty}).json()
    assert back["confirmed"] == 0
    assert {one["code"] for one in back["findings"] if one["severity"] == "error"} == {"C-CODE"}
    day = {"office": "26", "day": "2021-10-12"}
    assert send("chedo", "relief/nq116-support/confirm", day).json()["lists"] >= 2
    given = {**day, "decision": "QĐ 1", "proposed_by": "chedo"}
    assert send("chedo", "relief/nq116-support/decide", given).status_code == 404
    assert send("giamdoc", "relief/nq116-support/decide", given).json()["lists"] >= 2
    alone = {"si_number": f"26{99:08d}", "office": "26", "day": "2021-12-01"}
    assert "list" in send("chedo", "relief/nq116-support/applications", alone).json()
    assert send("chedo", "relief/nq116-support/applications", {**alone, "day": "2022-01-01"}).status_code == 422
    assert "batch" in send("chedo", "relief/nq116-support/pay", {**day, "day": "2021-10-20"}).json()
    assert send("chedo", "relief/nq116-support/dance", day).status_code == 404
    assert send("chedo", "relief/nq116-refund/build", day).json() == {"lists": 0}
