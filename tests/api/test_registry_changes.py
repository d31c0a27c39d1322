"""Dated changes and SI books over the API: who may ask, who may decide, and what is answered."""

import datetime as dt

import pytest
from django.test import Client
from tests.usecases.declarations.office import person, seed, spell

from ansinh.records import models as m
from ansinh.records.store.registry.grants import token_hash

pytestmark = pytest.mark.django_db
KEYS = {
    "ke-toan": ("accounting", "d" * 40),
    "can-bo": ("collection", "a" * 40),
    "lanh-dao": ("leader", "b" * 40),
    "quan-tri": ("administrator", "c" * 40),
}


@pytest.fixture(autouse=True)
def accounts():
    found = seed()
    for name, (function, key) in KEYS.items():
        user = m.User.objects.create(username=name)
        m.Grant.objects.create(
            user=user, function=function, office=m.Office.objects.get(code="26"), valid_from=dt.date(2020, 1, 1),
            granted_by="x",
        )  # fmt: skip
        m.PartnerToken.objects.create(
            user=user, label="thử", hash=token_hash(key), valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2099, 1, 1)
        )
    return found


def client(name: str) -> Client:
    return Client(headers={"authorization": f"Bearer {KEYS[name][1]}"})


def post(name: str, path: str, body: dict[str, object]):
    return client(name).post(f"/api{path}", body, content_type="application/json")


def test_terms_are_asked_for_by_one_and_approved_by_another():
    body = {"since": "2021-03", "region": 1, "unit_kind": "enterprise", "document": "12/QĐ"}
    assert post("quan-tri", "/accounts/TA0001A/terms", body).status_code == 404
    made = post("can-bo", "/accounts/TA0001A/terms", body)
    assert made.status_code == 200
    number = made.json()["id"]
    assert post("can-bo", f"/changes/{number}/decide", {"approve": True}).status_code == 404
    decided = post("lanh-dao", f"/changes/{number}/decide", {"approve": True})
    assert (decided.json()["state"], decided.json()["decided_by"]) == ("approved", "lanh-dao")
    told = client("can-bo").get("/api/accounts/TA0001A/terms").json()
    assert [(one["since"], one["region"]) for one in told["terms"]] == [("2015-01-01", 2), ("2021-03-01", 1)]
    assert post("can-bo", "/accounts/TA0001A/terms", {**body, "since": "tháng ba"}).status_code == 422


def test_the_tree_of_a_day():
    body = {"act": "rename", "key": "2601", "day": "2021-03-01", "name": "BHXH cơ sở I", "document": "45/QĐ"}
    number = post("quan-tri", "/agency/offices", body).json()["id"]
    post("lanh-dao", f"/changes/{number}/decide", {"approve": True})
    for day, name in (("2021-02-28", "BHXH Vĩnh Yên"), ("2021-03-01", "BHXH cơ sở I")):
        drawn = client("quan-tri").get(f"/api/agency/tree?office=26&day={day}").json()
        assert [one["name"] for one in drawn if one["code"] == "2601"] == [name]
    place = {
        "act": "open",
        "key": "province:99",
        "day": "2021-03-01",
        "name": "Tỉnh Thử",
        "document": "x",
        "office": "26",
    }
    assert post("quan-tri", "/agency/places", place).status_code == 200
    assert post("can-bo", "/agency/places", {**place, "key": "province:98"}).status_code == 404


def test_a_book_is_issued_again_corrected_and_not_closed_while_working(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    path = f"/persons/{who.id}/book"
    assert post("can-bo", f"{path}/reissue", {"reason": "mất sổ", "form": "printed"}).json()["event"] > 0
    assert post("can-bo", f"{path}/correct", {"reason": "giấy khai sinh", "full_name": "Lê Thị Mái"}).status_code == 200
    assert post("can-bo", f"{path}/correct", {"reason": "lại", "full_name": "Lê Thị Mái"}).status_code == 422
    assert post("can-bo", f"{path}/close", {"account": "TA0001A"}).status_code == 422
    assert post("lanh-dao", f"{path}/reissue", {"reason": "x"}).status_code == 404
    assert [one.kind for one in m.SiBookEvent.objects.order_by("id")] == ["reissue", "correct"]


def test_a_value_waits_beside_the_one_in_force():
    first = {"key": "fund.investment_rate.average_of_previous_year", "day": "2018-01-01", "value": "0.0639",
             "document": "CV 1"}  # fmt: skip
    number = post("ke-toan", "/announced", first).json()["id"]
    assert post("ke-toan", f"/announced/{number}/decision", {"decision": "approve"}).status_code == 404
    assert post("lanh-dao", f"/announced/{number}/decision", {"decision": "approve"}).status_code == 200
    second = post("ke-toan", "/announced", {**first, "value": "0.07"}).json()["id"]
    told = {one["id"]: one for one in client("lanh-dao").get("/api/announced").json()}
    assert (told[second]["in_force"], told[number]["approved_by"]) == ("0.0639", "lanh-dao")
    refused = post("lanh-dao", f"/announced/{second}/decision", {"decision": "refuse", "reason": "chưa có văn bản"})
    assert refused.status_code == 200
    assert m.AnnouncedValue.objects.get(superseded_at=None).value == "0.0639"


def test_two_numbers_are_merged_and_taken_apart_again():
    one, two = person("Lê Thị Mai", "2611111111"), person("Lê Thị Mai", "2622222222")
    body = {"survivor": one.id, "duplicate": two.id, "reason": "cùng CCCD"}
    number = post("can-bo", "/merges", body).json()["id"]
    assert post("can-bo", f"/merges/{number}/decision", {"decision": "approve"}).status_code == 404
    assert post("lanh-dao", f"/merges/{number}/decision", {"decision": "approve"}).json() == {"conflicts": []}
    assert m.Person.objects.get(pk=two.pk).merged_into_id == one.id
    post("lanh-dao", f"/merges/{number}/decision", {"decision": "undo", "reason": "nhầm"})
    assert m.Person.objects.get(pk=two.pk).merged_into_id is None
