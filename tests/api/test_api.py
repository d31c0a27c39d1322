"""The API: who may call, what is answered, once and only once."""

import datetime as dt
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.usecases.declarations.office import change, listing, person, row, seed, spell

from ansinh.records import models as m
from ansinh.records.store.registry.grants import token_hash

pytestmark = pytest.mark.django_db
KEY = "mot-khoa-rat-dai-va-ngau-nhien-0123456789"


def user(name: str, function: str, office: str = "", account: m.EmployerAccount | None = None) -> m.User:
    made = m.User.objects.create(username=name)
    m.Grant.objects.create(
        user=made, function=function, office=m.Office.objects.get(code=office) if office else None, account=account,
        valid_from=dt.date(2020, 1, 1), granted_by="quan-tri",
    )  # fmt: skip
    return made


@pytest.fixture
def accounts():
    found = seed()
    officer = user("can-bo", "collection", "26")
    m.PartnerToken.objects.create(
        user=officer, label="thử", hash=token_hash(KEY), valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2099, 1, 1)
    )
    return found


@pytest.fixture
def partner(accounts) -> Client:  # noqa: ARG001
    return Client(headers={"authorization": f"Bearer {KEY}"})


def send(client: Client, data: bytes, **headers: str):
    file = SimpleUploadedFile("t10.json", data)
    return client.post(
        "/api/declarations/files?account=TA0001A&period=2021-10", {"file": file}, headers=headers or None
    )


def test_sent_checked_read_and_accepted(partner):
    answer = send(partner, listing(row()))
    filing = answer.json()
    assert (answer.status_code, filing["state"], filing["errors"], filing["channel"]) == (201, "checked", 0, "api")
    done = partner.post(
        f"/api/declarations/{filing['id']}/accept", {"good_rows": False}, content_type="application/json"
    )
    assert done.json()["state"] == "accepted"
    assert partner.get(f"/api/declarations/{filing['id']}").json()["rows_accepted"] == 1


def test_rows_and_their_findings(partner):
    body = json.loads(listing(row(birth_date=None), row(full_name="Phạm Hà", si_from="12/2021")))
    answer = partner.post(
        "/api/declarations/rows?account=TA0001A&period=2021-10", body, content_type="application/json"
    )
    found = partner.get(f"/api/declarations/{answer.json()['id']}/findings").json()
    assert {(one["row"], one["code"]) for one in found["items"]} >= {(2, "BIRTH-MISSING"), (3, "MONTH-AHEAD")}
    assert found["items"][0]["message"]["vi"]
    assert partner.get(f"/api/declarations/{answer.json()['id']}/workbook").content[:2] == b"PK"


def test_an_idempotency_key_names_one_content(partner):
    one = send(partner, listing(row()), **{"Idempotency-Key": "a1"})
    two = send(partner, listing(row()), **{"Idempotency-Key": "a1"})
    other = send(partner, listing(row(full_name="Phạm Hà")), **{"Idempotency-Key": "a1"})
    assert one.json()["id"] == two.json()["id"]
    assert (other.status_code, other["content-type"]) == (409, "application/problem+json")
    assert m.Filing.objects.count() == 1


def test_nobody_gets_in_without_a_key(accounts):  # noqa: ARG001
    for client in (Client(), Client(headers={"authorization": "Bearer khac"})):
        answer = client.get("/api/accounts/TA0001A")
        assert (answer.status_code, answer["content-type"]) == (401, "application/problem+json")
    m.PartnerToken.objects.update(revoked_at=dt.datetime.now(dt.UTC))
    assert Client(headers={"authorization": f"Bearer {KEY}"}).get("/api/accounts/TA0001A").status_code == 401


def test_what_is_out_of_scope_does_not_exist(accounts, partner):
    client = Client()
    client.force_login(user("don-vi", "unit", account=accounts["TA0001A"]))
    assert client.get("/api/accounts/TA0001A").status_code == 200
    assert client.get("/api/accounts/TA0002A").status_code == 404
    assert client.get("/api/accounts/KHONG-CO").status_code == 404
    filing = send(partner, listing(row())).json()["id"]
    assert client.get(f"/api/declarations/{filing}").status_code == 200
    before = m.Spell.objects.count()
    accept = client.post(f"/api/declarations/{filing}/accept", {"good_rows": False}, content_type="application/json")
    assert accept.status_code == 404
    assert m.Spell.objects.count() == before


def test_a_signed_in_change_needs_its_csrf_token(accounts):  # noqa: ARG001
    client = Client(enforce_csrf_checks=True)
    client.force_login(m.User.objects.get(username="can-bo"))
    assert send(client, listing(row())).status_code == 403
    assert m.Filing.objects.count() == 0


def test_people_are_found_and_the_look_is_written_down(accounts, partner):
    who = person("Nguyễn Thị Hoà", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    for text in ("2611111111", "nguyen thi hoa", "Hòa", "thị hoà"):
        found = partner.post("/api/persons/search", {"text": text}, content_type="application/json").json()
        assert [one["id"] for one in found] == [who.id], text
    record = partner.get(f"/api/persons/{who.id}?purpose=tra-cuu").json()
    assert record["facts"][0]["terms"]["base"] == 5_000_000
    assert list(m.PersonRead.objects.values_list("actor", "purpose")) == [("can-bo", "tra-cuu")]


def test_a_list_of_people_goes_on_where_it_ended(accounts, partner):  # noqa: ARG001
    for number in range(60):
        person("Trần Văn Bình", f"26{number:08d}")
    first = partner.post("/api/persons/search", {"text": "van binh"}, content_type="application/json").json()
    after = {"text": "van binh", "after_sort": first[-1]["sort"], "after_id": first[-1]["id"]}
    second = partner.post("/api/persons/search", after, content_type="application/json").json()
    assert (len(first), len(second)) == (50, 10)
    assert not {one["id"] for one in first} & {one["id"] for one in second}


def test_a_month_that_is_not_closed_is_a_problem(partner):
    answer = partner.get("/api/accounts/TA0001A/months/2021-10")
    assert (answer.status_code, answer["content-type"]) == (404, "application/problem+json")
    assert partner.get("/api/accounts/TA0001A/months/2021-13").status_code == 422


def test_the_description_needs_no_other_host(partner):
    assert "/api/declarations/files" in json.dumps(partner.get("/api/openapi.json").json())
    page = partner.get("/api/docs").content.decode()
    assert not re.findall(r"(?:src|href)=[\"'](?:https?:)?//", page)


def test_a_change_of_a_known_worker_over_the_api(accounts, partner):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    filing = send(partner, listing(change("DC", who, "10/2021", coef_or_wage=8_000_000))).json()
    assert filing["errors"] == 0
    seen = partner.get(f"/api/declarations/{filing['id']}/preview").json()
    assert (seen["rows"], seen["total"], seen["months"][0]["month"]) == (1, 915_000, "2021-10")
