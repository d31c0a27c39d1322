"""Campaigns, activities, messages and support over the API: inside one's offices, with a sentence where refused."""

import datetime as dt

import pytest
from django.test import Client
from tests.web.small_office import seed

from ansinh.records import models as m
from ansinh.records.store.registry.grants import token_hash

pytestmark = pytest.mark.django_db
KEY = "mot-khoa-rat-dai-va-ngau-nhien-0123456789"
SEND = {"content_type": "application/json"}


@pytest.fixture
def partner() -> Client:
    seed()
    officer = m.User.objects.get(username="collection")
    m.PartnerToken.objects.create(
        user=officer, label="thử", hash=token_hash(KEY), valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2099, 1, 1)
    )
    return Client(headers={"authorization": f"Bearer {KEY}"})


def test_activities_are_written_counted_and_followed(partner: Client) -> None:
    body = {"office": "2601", "type": "small_group", "level": "base", "day": "2021-10-05", "state": "held"}
    first, again = (partner.post("/api/outreach/activities", body, **SEND).json() for _ in range(2))
    assert first == again
    person = m.Person.objects.exclude(si_number=None).filter(office__path__startswith="00.26").first()
    guests = {"numbers": [person.si_number], "came": True}
    invited = partner.post(f"/api/outreach/activities/{first['id']}/guests", guests, **SEND)
    assert invited.status_code in {200, 422}
    report = partner.get("/api/outreach/activities/report?office=26&first=2021-01-01&last=2021-12-31").json()
    assert [(one["type"], one["times"]) for one in report["counts"]] == [("small_group", 1)]
    assert len(partner.get("/api/outreach/activities?office=26").json()) == 1
    refused = partner.post("/api/outreach/activities", {**body, "type": "fair"}, **SEND)
    assert (refused.status_code, bool(refused.json()["title"])) == (422, True)
    assert partner.post("/api/outreach/activities", {**body, "office": "27"}, **SEND).status_code == 404


def test_a_campaign_messages_and_support(partner: Client) -> None:
    day = dt.date(2021, 11, 3)
    office = m.Office.objects.get(code="2601")
    one = m.Prospect.objects.create(
        office=office, kind="household_none", subject="H1", name="A", people=2, amount=5, due=day, found_on=day,
        seen_on=day, evidence={"phone": "0199000001"},
    )  # fmt: skip
    body = {
        "office": "26", "name": "Cuối năm", "document": "01/KH", "first": "2021-11-03", "last": "2021-11-30",
        "weekly_target": 5, "groups": {"household_none": 9}, "owners": ["collection"],
    }  # fmt: skip
    made = partner.post("/api/outreach/campaigns", body, **SEND).json()
    assert partner.post("/api/outreach/campaigns", body, **SEND).json() == made
    (stands,) = partner.get("/api/outreach/campaigns?office=26").json()
    assert (stands["prospects"], stands["state"]) == (1, "running")
    weekly = partner.get("/api/outreach/week?office=26&first=2021-11-01&by=owner").json()
    assert weekly[0]["part"] == "collection"
    assert partner.get("/api/outreach/week?office=26&first=2021-11-01&by=moon").status_code == 422
    told = partner.post("/api/outreach/messages", {"template": "invite_household", "prospects": [one.pk]}, **SEND)
    assert (told.json()["made"], "consent" in told.json()["left_out"][0]["en"]) == (0, True)
    asked = {"office": "26", "group": "dignitary", "name": "CS", "basis": "787", "first": "2021-12"}
    number = partner.post("/api/outreach/support", asked, **SEND).json()["id"]
    assert partner.post(f"/api/outreach/support/{number}/step", {"state": "proposed"}, **SEND).status_code == 422
    assert partner.get("/api/outreach/support?office=26").json()[0]["state"] == "draft"
    assert partner.get("/api/agents/desk").status_code == 404
