"""Work comes to whom it concerns: one's own home, one's own list of the day, and no link that stays closed."""

import datetime as dt
import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import resolve
from tests.web.conftest import ClientOf
from tests.web.small_office import PASSWORD, Province

from ansinh.domain.registry.rights import ACTS_OF
from ansinh.records.models import Dossier, User
from ansinh.records.store.registry.facilities import NewFacility, load_facilities
from ansinh.records.store.users import GrantLine
from ansinh.usecases.enrol import enrol
from ansinh.web.routes import ROUTES

NEEDS = {route.name: route.needs for route in ROUTES}
FUNCTIONS = ("leader", "collection", "accounting", "planning", "intake", "auditor", "inspection", "administrator",
             "benefits", "assessment")  # fmt: skip
ENTRANCES = ("/", "/work/", "/direction/", "/units/", "/units/TA0000A/", "/cards/", "/cards/alarms/", "/dossiers/",
             "/dossiers/lists/", "/claims/", "/filings/", "/people/", "/bank/", "/targets/", "/payments/",
             "/outreach/", "/debts/")  # fmt: skip


def entered(username: str, line: GrantLine) -> Client:
    """Return a client of somebody who has this one right."""
    enrol(username, username, make_password(PASSWORD), [line], "test")
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_page_offers_a_link_that_its_reader_may_not_open(function: str, province: Province) -> None:
    client = entered(f"only-{function}", GrantLine(function, office=province.office.code))
    acts = ACTS_OF[function]
    opened = [answer for answer in (client.get(page) for page in ENTRANCES) if answer.status_code == 200]
    assert opened
    for answer in opened:
        page, main = answer.request["PATH_INFO"], answer.content.decode()
        for path in set(re.findall(r'href="(/[^"?#]*)', main)):
            if path.startswith("/static/"):
                continue
            needs = NEEDS[str(resolve(path).url_name)]
            assert isinstance(needs, str) or acts & set(needs), f"{function}: {page} offers {path}"


@pytest.mark.parametrize(("username", "home"), [("unit", "/units/TA0000A/"), ("citizen", "/me/")])
def test_who_has_no_office_lands_on_their_own_page(client_of: ClientOf, username: str, home: str) -> None:
    answer = client_of(username).get("/", follow=True)
    assert answer.redirect_chain[-1][0] == home
    assert answer.status_code == 200


@pytest.mark.parametrize(("function", "home"), [("benefits", "/work/"), ("administrator", "/users/"), ("leader", "/")])
def test_signing_in_leads_to_one_s_work(function: str, home: str, province: Province) -> None:
    enrol(f"new-{function}", "x", make_password(PASSWORD), [GrantLine(function, office=province.office.code)], "test")
    said = {"username": f"new-{function}", "password": PASSWORD, "next": "/"}
    assert Client().post("/login/", said)["Location"] == home


def test_a_hospital_lands_on_its_own_page(province: Province) -> None:
    place = NewFacility("26001", "Bệnh viện giả lập", province.office.pk, "basic", "district", "both",
                        dt.date(2020, 1, 1))  # fmt: skip
    load_facilities([place], actor="test")
    answer = entered("benhvien", GrantLine("facility", facility="26001")).get("/", follow=True)
    assert answer.redirect_chain[-1][0] == "/facility/claims/"


def test_the_list_of_the_day_holds_the_work_of_the_function(client_of: ClientOf, province: Province) -> None:
    Dossier.objects.create(
        number="00001/2021/26-CD", procedure="sickness.own", channel="counter", received_on="2021-10-25",
        received_by="counter", claimed={}, first_day="2021-10-04", state="received", version=0, due="2021-11-05",
        pay_channel="cash", changed_at="2021-10-25T08:00Z", office=province.bases[0], person=province.people[0],
    )  # fmt: skip
    benefits = entered("chedo", GrantLine("benefits", office=province.office.code)).get("/work/").content.decode()
    assert "hồ sơ chế độ chờ tính" in benefits
    assert "D02" not in benefits
    collection = client_of("collection").get("/work/").content.decode()
    assert "D02" in collection
    assert "hồ sơ chế độ" not in collection.lower().replace('"', "")


def test_a_unit_is_told_what_to_mend_and_where_to_send_it_again(client_of: ClientOf, province: Province) -> None:
    unit = client_of("unit")
    assert "2 lỗi phải sửa" in unit.get("/units/TA0000A/").content.decode()
    filing = unit.get(f"/filings/{province.filing.pk}/").content.decode()
    assert "Gửi lại tệp đã sửa" in filing
    assert "/filings/new/?unit=TA0000A&amp;kind=D02&amp;period=2021-11" in filing
    form = unit.get("/filings/new/?unit=TA0000A&kind=D03&period=2021-10").content.decode()
    assert 'value="2021-10"' in form
    assert '<option value="D03" selected>' in form


def test_a_citizen_without_a_card_has_no_code_to_show(client_of: ClientOf) -> None:
    citizen = client_of("citizen")
    assert citizen.get("/me/card/").status_code == 200
    assert citizen.get("/me/card/qr.svg").status_code == 404
