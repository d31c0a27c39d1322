"""Outreach on the pages: what one can do there is done, reads are logged, a collector sees only the area."""

import datetime as dt
import io

import pytest
from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.core.period import Month
from ansinh.domain.outreach.agents import CONDITIONS
from ansinh.formats.partner_lists_write import write_partner_list
from ansinh.records import models as m
from ansinh.records.store.outreach import agents as agent_store
from ansinh.usecases.outreach import agent_contracts, support

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 11, 3)


@pytest.fixture(autouse=True)
def today(settings: object) -> None:
    settings.TODAY = str(DAY)


def prospect(province: Province, **facts: object) -> m.Prospect:
    person = province.people[0]
    given = {
        "office": province.bases[0], "kind": "card_30", "subject": str(person.pk), "person": person, "people": 1,
        "amount": 804_600, "conversion": 5000, "due": DAY, "found_on": DAY, "seen_on": DAY, "owner": "collection",
        "evidence": {"end": "2021-11-30", "phone": "0199000001"}, **facts,
    }  # fmt: skip
    return m.Prospect.objects.create(**given)


def test_an_activity_is_written_down_reported_and_its_guests_noted(client_of: ClientOf, province: Province) -> None:
    client = client_of("collection")
    facts = {"office": "2601", "type": "customer_conference", "level": "base", "day": "2021-11-02", "state": "planned",
             "cost": "5.000.000", "times": ""}  # fmt: skip
    made = client.post("/outreach/activities/new/", facts)
    number = m.Activity.objects.get().pk
    assert made["Location"] == f"/outreach/activities/{number}/"
    client.post(f"/outreach/activities/{number}/change/", {"state": "reported", "attended_people": "1.200"})
    assert m.Activity.objects.get().attended_people == 1200
    client.post(f"/outreach/activities/{number}/guests/", {"numbers": province.people[0].si_number, "came": "1"})
    page = client.get(f"/outreach/activities/{number}/").content.decode()
    assert province.people[0].full_name in page
    listed = client.get("/outreach/activities/").content.decode()
    assert "trong đó" in listed
    assert "Hội nghị khách hàng" in listed
    saved = client.get("/outreach/activities/list.csv").content.decode()
    assert "Hội nghị khách hàng" in saved
    assert "5000000" in saved
    again = client.post(f"/outreach/activities/{number}/change/", {"state": "reported", "leads": "1"}, follow=True)
    assert "phải ghi lý do" in again.content.decode()


def test_a_file_of_activities_shows_its_findings(client_of: ClientOf) -> None:
    data = write_partner_list("activities", {"type": ["hội chợ"], "day": [DAY], "level": ["huyện"]}, "xlsx")
    client = client_of("collection")
    from_memory = io.BytesIO(data)
    from_memory.name = "hd.xlsx"
    shown = client.post("/outreach/activities/load/", {"office": "2601", "file": from_memory}, follow=True)
    assert "Không có loại hình hoạt động này" in shown.content.decode()
    assert m.Activity.objects.count() == 0


def test_today_is_one_person_with_large_buttons_and_the_look_is_logged(client_of: ClientOf, province: Province) -> None:
    one = prospect(province)
    later = prospect(province, kind="card_60", due=DAY + dt.timedelta(days=2))
    client = client_of("collection")
    before = m.PersonRead.objects.count()
    page = client.get("/outreach/today/").content.decode()
    assert 'href="tel:' in page
    assert 'value="promised:7"' in page
    assert m.PersonRead.objects.count() == before + 2  # both names stand on the page
    done = client.post(f"/outreach/{one.pk}/note/", {"outcome": "promised:7", "back": "today", "way": "call"})
    assert done["Location"] == "/outreach/today/"
    one.refresh_from_db()
    assert (one.state, one.due) == ("promised", DAY + dt.timedelta(days=8))
    assert f"/outreach/{later.pk}/note/" in client.get("/outreach/today/").content.decode()
    week = client.get("/outreach/week/").content.decode()
    assert "<b>collection</b>" in week


def test_a_message_waits_in_the_outbox_and_leaves_as_a_file(client_of: ClientOf, province: Province) -> None:
    one, client = prospect(province), client_of("collection")
    assert "hết hạn ngày 30/11/2021" in client.get(f"/outreach/{one.pk}/").content.decode()
    client.post(f"/outreach/{one.pk}/message/", {"template": "card_ends"})
    assert "30/11/2021" in client.get("/outreach/messages/").content.decode()
    assert client.get(f"/outreach/{one.pk}/letter-card_ends.pdf").content.startswith(b"%PDF")
    file = client.post("/outreach/messages/export/", {"office": "26"})
    assert "0199000001" in file.content.decode() or "30/11/2021" in file.content.decode()
    assert m.OutreachMessage.objects.get().state == "exported"
    client.post(f"/outreach/{one.pk}/consent/", {"purpose": "agent", "given": "yes"})
    assert m.ContactConsent.objects.get().given


def test_a_campaign_is_opened_and_ended_on_its_page(client_of: ClientOf, province: Province) -> None:
    prospect(province)
    client = client_of("collection")
    facts = {"office": "26", "name": "Cuối năm", "document": "01/KH", "first": "2021-11-03", "last": "2021-11-30",
             "weekly_target": "10", "most": "5", "owners": "collection", "kind": ["card_30"]}  # fmt: skip
    made = client.post("/outreach/campaigns/open/", facts)
    number = m.Campaign.objects.get().pk
    assert made["Location"] == f"/outreach/campaigns/{number}/"
    assert "Cuối năm" in client.get("/outreach/campaigns/").content.decode()
    assert client.get(f"/outreach/campaigns/{number}/").status_code == 200
    assert client.get("/outreach/campaigns/employers/").status_code == 200
    client.post(f"/outreach/campaigns/{number}/close/", {"result": "đạt"})
    assert m.Campaign.objects.get().state == "ended"


def test_support_is_decided_by_another_person(client_of: ClientOf, province: Province) -> None:
    made = support.make("26", support.Asking("dignitary", "Chức sắc", "787", Month.of(2021, 12), 12), "collection")
    client, leader = client_of("collection"), client_of("leader")
    client.post(f"/outreach/support/{made}/people/", {"numbers": province.people[5].si_number, "reason": "UBND xã"})
    client.post(f"/outreach/support/{made}/step/", {"state": "proposed"})
    client.post(f"/outreach/support/{made}/step/", {"state": "approved", "document": "QĐ"})
    one = m.SupportProposal.objects.get()
    listed = m.SupportPerson.objects.get()
    if listed.left_out:  # a person of the small province may be insured already: then nothing is proposed
        assert one.state == "draft"
        return
    assert one.state == "proposed"
    leader.post(f"/outreach/support/{made}/step/", {"state": "approved", "document": "QĐ"})
    assert m.SupportProposal.objects.get().decided_by == "leader"
    assert client.get(f"/outreach/support/{made}/").status_code == 200
    assert client.get("/outreach/support/").status_code == 200


@pytest.fixture
def collector(province: Province) -> m.User:
    agent_contracts.register("26", code="BD", name="Bưu điện", kind="post", actor="leader")
    signing = agent_contracts.Signing("01/HD", dt.date(2021, 1, 1), dt.date(2022, 1, 1), frozenset(CONDITIONS))
    agent_contracts.sign("BD", signing, "leader")
    agent = agent_store.organisation("BD").pk
    point = agent_store.add_point(agent, code="1", name="Điểm", office="2601", opened=dt.date(2021, 1, 1))
    agent_store.add_collector(point, "NV1", "Nguyễn Thu", ("CC", dt.date(2021, 12, 31)))
    agent_store.sign_in_as("NV1", "buudien")
    user = m.User.objects.create(username="buudien", display_name="Nguyễn Thu")
    m.Grant.objects.create(
        user=user, function="agent", office=province.bases[0], valid_from=dt.date(2020, 1, 1), granted_by="seed"
    )
    return user


def test_a_collector_sees_the_area_masked_takes_money_and_hands_it_on(
    client_of: ClientOf, province: Province, collector: m.User
) -> None:
    one = prospect(province, owner="")
    other = prospect(province, kind="left_job", owner="")
    client = client_of(collector.username)
    assert client.get("/")["Location"] == "/desk/"
    page = client.get("/desk/").content.decode()
    assert province.people[0].full_name in page
    assert "tel:" not in page
    assert province.people[0].si_number not in client.get(f"/desk/{one.pk}/").content.decode()
    assert client.get(f"/desk/{other.pk}/").status_code == 404
    for path in ("/outreach/", "/people/", "/units/", "/outreach/agents/"):
        assert client.get(path).status_code == 403
    facts = {"prospect": str(one.pk), "scheme": "hi_household", "amount": "804.600", "once": "a"}
    client.post("/desk/take/", facts)
    client.post("/desk/take/", facts)
    receipt = m.AgentReceipt.objects.get()
    assert (receipt.amount, receipt.payer) == (804_600, province.people[0].si_number)
    assert receipt.number in client.get("/desk/receipts/").content.decode()
    client.post("/desk/hand-on/", {"reference": "FT1"})
    assert m.AgentRemittance.objects.get().amount == 804_600
    client.post(f"/desk/{one.pk}/note/", {"outcome": "promised:3"})
    one.refresh_from_db()
    assert one.state == "promised"


def test_steps_of_a_contract_and_rates_on_the_pages(
    client_of: ClientOf,
    collector: m.User,  # noqa: ARG001 - an agent that stands
) -> None:
    client, leader = client_of("collection"), client_of("leader")
    page = client.get("/outreach/agents/BD/").content.decode()
    assert "Kiểm tra quý" in page
    held = dict.fromkeys([one for one in CONDITIONS if one != "software"], "1")
    client.post("/outreach/agents/BD/check/", {**held, "document": "01/BB", "late": "2"})
    assert m.AgentContract.objects.get().state == "suspended"
    blocked = client_of("buudien").get("/desk/").content.decode()
    assert "không thu mới" in blocked
    client.post("/outreach/agents/BD/terminate/", {"document": "02/QĐ"})
    leader.post("/outreach/agents/BD/settle/", {"document": "03/TL"})
    assert m.AgentContract.objects.get().state == "settled"
    client.post("/outreach/agents/rates/enter/",
                {"scheme": "vsi", "rate": "0,05", "first": "2021-01-01", "document": "QĐ"})  # fmt: skip
    rate = m.CommissionRule.objects.get()
    client.post(f"/outreach/agents/rates/{rate.pk}/approve/")
    leader.post(f"/outreach/agents/rates/{rate.pk}/approve/")
    rate.refresh_from_db()
    assert (rate.entered_by, rate.approved_by) == ("collection", "leader")
    assert client.post("/outreach/agents/BD/dance/").status_code == 404


def test_the_day_on_one_page_shows_the_area_masked_and_is_logged(
    client_of: ClientOf,
    province: Province,
    collector: m.User,  # noqa: ARG001 - it has to stand first
) -> None:
    one = prospect(province, owner="buudien")
    client, before = client_of("buudien"), m.PersonRead.objects.count()
    shown = client.get("/desk/day/").content.decode()
    assert province.people[0].full_name in shown
    assert province.people[0].si_number not in shown
    assert "0199000001" not in shown
    assert f'data-prospect="{one.pk}"' in shown
    assert m.PersonRead.objects.count() == before + 1
    assert client.get("/outreach/today/day/").status_code == 403
    prospect(province, kind="card_60")
    officer = client_of("collection").get("/outreach/today/day/").content.decode()
    assert "data-queue" in officer
    assert 'data-queue="receipt"' not in officer


def test_what_waited_is_sent_and_told_and_rubbish_is_refused(
    client_of: ClientOf,
    province: Province,
    collector: m.User,  # noqa: ARG001 - it has to stand first
) -> None:
    one, client = prospect(province, owner="buudien"), client_of("buudien")
    item = {"key": "0123abcd", "kind": "receipt", "prospect": one.pk, "recorded_at": 5, "amount": 100_000}
    for _ in range(2):
        told = client.post("/outreach/offline/", {"sent_at": 60_005, "items": [item]}, content_type="application/json")
        assert told.json()["items"][0]["state"] == "done"
    assert m.AgentReceipt.objects.count() == 1
    assert "Đã lập biên lai" in client.get("/desk/receipts/").content.decode()
    for rubbish in (b"", b"[[[[", b'{"items": 3}', b"\xff"):
        assert client.post("/outreach/offline/", rubbish, content_type="application/json").status_code == 400
    script = client.get("/offline-worker.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert "unsafe" not in script["Content-Security-Policy"]


def test_reasons_are_not_added_and_several_of_them_open_to_their_rows(client_of: ClientOf, province: Province) -> None:
    first = prospect(province, amount=1_000_000)
    second = prospect(province, kind="card_60", subject="2", evidence={"end": "2021-12-30"})
    third = prospect(province, kind="left_job", subject="3", evidence={})
    client = client_of("collection")
    page = client.get("/outreach/").content.decode()
    assert "các lý do không cộng với nhau" in page
    both = client.get("/outreach/?kind=card_30,card_60,nonsense").content.decode()
    shown = [f'/outreach/{one.pk}/"' in both for one in (first, second, third)]
    assert (shown, "Nhiều lý do" in both) == ([True, True, False], True)
    assert client.get("/outreach/?kind=left_job").content.decode().count("data-row") == 1
