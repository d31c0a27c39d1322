"""Debts, prospects, agents and the outlook over the API: inside one's offices, and with a sentence where refused."""

import datetime as dt

import pytest
from django.test import Client
from tests.web.small_office import seed

from ansinh.records import models as m
from ansinh.records.store.outreach import agents as agent_store
from ansinh.records.store.registry.grants import token_hash
from ansinh.usecases.collection import ladder

pytestmark = pytest.mark.django_db
KEY = "mot-khoa-rat-dai-va-ngau-nhien-0123456789"


@pytest.fixture
def partner() -> Client:
    seed()
    officer = m.User.objects.get(username="collection")
    m.PartnerToken.objects.create(
        user=officer, label="thử", hash=token_hash(KEY), valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2099, 1, 1)
    )
    return Client(headers={"authorization": f"Bearer {KEY}"})


def test_debts_are_read_and_a_step_needs_its_proof(partner: Client) -> None:
    built = ladder.build("26", dt.date(2021, 12, 10), "nightly")
    assert built.debtors > 0
    board = partner.get("/api/debts/board?office=26&day=2021-12-11").json()
    assert sum(one["waiting"] + one["done"] for one in board) == built.steps
    steps = partner.get("/api/debts/steps?office=26&limit=1").json()
    assert len(steps) == 1
    done = partner.post(
        f"/api/debts/steps/{steps[0]['id']}/done", {"done_on": "2021-12-11"}, content_type="application/json"
    )
    assert (done.status_code, bool(done.json()["title"])) == (422, True)
    assert partner.get(f"/api/debts/accounts/{steps[0]['account']}").json()["status"] == "late"
    assert partner.get("/api/debts/board?office=27&day=2021-12-11").status_code == 404


def test_prospects_outlook_and_agents(partner: Client) -> None:
    assert partner.get("/api/outreach/sums?office=26").json() == []
    assert partner.get("/api/outreach/prospects?office=26&after=x").status_code == 422
    lines = partner.get("/api/planning/outlook?office=26&period=2021-10").json()
    assert {line["indicator"] for line in lines} >= {"participants_hi"}
    agent = agent_store.register("26", code="BD", name="Bưu điện", kind="post")
    agent_store.sign(agent, "01", (dt.date(2021, 1, 1), dt.date(2022, 1, 1)), "leader")
    point = agent_store.add_point(agent, code="1", name="P", office="2601", opened=dt.date(2021, 1, 1))
    agent_store.add_collector(point, "NV1", "N", ("C", dt.date(2022, 1, 1)))
    body = {
        "collector": "NV1", "scheme": "vsi", "renewal": False, "payer": "1", "amount": 5, "day": "2021-10-05",
    }  # fmt: skip
    send = {"content_type": "application/json", "headers": {"Idempotency-Key": "k1"}}
    first, again = (partner.post("/api/agents/receipts", body, **send).json()["number"] for _ in range(2))
    assert first == again
    assert partner.get("/api/agents/BD/match?month=2021-10").json()["not_remitted"] == 5
