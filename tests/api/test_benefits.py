"""Dossiers over the API: a claim with all its findings, moved on by three people, told with its steps; a list."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.api.test_api import user
from tests.usecases.benefits.claims import world
from tests.usecases.benefits.test_lists import HEADER, of, table

from ansinh.formats.benefits_hsb_write import write_hsb
from ansinh.formats.benefits_request import RequestForm, write_request
from ansinh.records import models as m

pytestmark = pytest.mark.django_db
CLAIM = {
    "procedure": "sickness.own", "si_number": "2600000001", "claimed": {"first": "2021-10-04", "last": "2021-10-08"},
    "papers": {"sick_certificate": "C65-1"}, "account": "TA0001A", "received_on": "2021-10-25",
}  # fmt: skip


def signed_in(name: str, function: str) -> Client:
    client = Client()
    client.force_login(user(name, function, "26"))
    return client


def post(client: Client, path: str, body: dict[str, object] | None = None, **headers: str):
    return client.post(f"/api/dossiers/{path}", body or {}, content_type="application/json", headers=headers)


def test_a_claim_is_answered_with_everything_wrong_and_received_once_when_right() -> None:
    world()
    officer = signed_in("can-bo", "benefits")
    wrong = {**CLAIM, "claimed": {"first": "2021-10-08", "last": "2021-10-04"}}
    answer = post(officer, "claims", wrong)
    assert (answer.status_code, [one["code"] for one in answer.json()["findings"]]) == (422, ["DAYS-REVERSED"])
    first, again = (post(officer, "claims", CLAIM, **{"Idempotency-Key": "k1"}).json() for _ in range(2))
    assert first["dossier"] == again["dossier"] != ""
    assert m.Dossier.objects.count() == 1


def test_three_people_move_it_on_and_anybody_of_the_office_reads_the_steps() -> None:
    world()
    officer, reviewer = signed_in("can-bo", "benefits"), signed_in("tham-dinh", "benefits")
    leader, stranger = signed_in("giam-doc", "leader"), signed_in("thu", "collection")
    key = post(officer, "claims", CLAIM).json()["dossier"]
    for client, move in ((officer, "complete"), (officer, "compute"), (reviewer, "review"), (leader, "approve")):
        assert post(client, f"{key}/{move}").status_code == 200
    seen = leader.get(f"/api/dossiers/{key}").json()
    assert (seen["state"], seen["decision"]["amount"], len(seen["lines"])) == ("approved", 812_500, 1)
    assert any("5.200.000" in step for step in seen["decision"]["steps"])
    assert leader.get(f"/api/dossiers/{key}/letter/en").content.startswith(b"%PDF")
    assert stranger.get(f"/api/dossiers/{key}").status_code == 404
    assert post(officer, f"{key}/approve").status_code == 404  # not an act of an officer
    assert [row["name"] for row in leader.get("/api/dossiers?state=approved").json()["items"]] == ["Nguyễn Thị Đào"]


def test_a_list_is_checked_at_once_and_accepted_once() -> None:
    _, dao = world()
    officer = signed_in("can-bo", "benefits")
    file = SimpleUploadedFile("ds.json", write_hsb(HEADER, table(of(dao)), layout="json"))
    sent = officer.post("/api/dossiers/lists?account=TA0001A", {"file": file})
    assert (sent.status_code, sent.json()["state"], sent.json()["errors"]) == (201, "checked", 0)
    key = sent.json()["id"]
    for _ in range(2):
        done = post(officer, f"lists/{key}/accept", {"papers_seen": True}).json()
        assert (done["state"], done["dossiers"]) == ("accepted", 1)
    found = officer.get(f"/api/dossiers/lists/{key}/findings").json()
    assert [(one["code"], one["severity"]) for one in found] == [("LATE", "warning")]  # it came years later
    assert officer.get(f"/api/dossiers/lists/{key}/decisions/json").json()["rows"] == []


def test_form_14_hsb_becomes_a_dossier_or_says_what_it_lacks() -> None:
    world()
    officer = signed_in("can-bo", "benefits")
    form = RequestForm(
        full_name="Nguyễn Thị Đào", si_number="2600000001", request="Hưởng BHXH một lần", reason="nghỉ việc 12 tháng",
        bank_account="0071000123456", bank_name="Vietcombank", signed_on="20/10/2021",
    )  # fmt: skip
    sent = officer.post(
        "/api/dossiers/requests?office=2601", {"file": SimpleUploadedFile("d.xlsx", write_request(form))}
    )
    assert sent.status_code == 201, sent.json()
    made = m.Dossier.objects.get(id=sent.json()["dossier"])
    assert (made.procedure, made.claimed["ground"], made.pay_channel) == ("onetime", "months_out", "bank")
    wrong = write_request(replace(form, full_name="Lê Văn Tám", request="xin nghỉ phép"))
    answer = officer.post("/api/dossiers/requests?office=2601", {"file": SimpleUploadedFile("d.xlsx", wrong)})
    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["findings"]] == ["NAME-DIFFERS", "REQUEST-UNCLEAR"]
