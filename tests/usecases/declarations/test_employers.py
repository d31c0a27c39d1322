"""TK3-TS: registered by two people, at the office of its address; changed; suspended and back."""

import datetime as dt
import json

import pytest
from tests.usecases.declarations.office import seed

from ansinh.core.errors import RefusedError
from ansinh.records import models as m
from ansinh.usecases import declarations
from ansinh.usecases.declarations import employers
from ansinh.usecases.registry.places import load_places, office_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def accounts():
    found = seed()
    load_places("quan-tri")
    lap_thach = m.Office.objects.create(
        code="2604", name="BHXH Lập Thạch", kind="district", parent=m.Office.objects.get(code="26"),
        path="00.26.2604", valid_from=dt.date(1995, 1, 1),
    )  # fmt: skip
    new = m.Place.objects.get(kind="province", code="25", valid_to=None)
    m.OfficeTerritory.objects.create(office=lap_thach, place=new, valid_from=dt.date(2025, 7, 1))
    old = m.Place.objects.get(kind="district", code="246")
    m.OfficeTerritory.objects.create(office=lap_thach, place=old, valid_from=dt.date(1995, 1, 1))
    return found


def form(**given: str) -> str:
    new = {
        "unit_name": "Công ty TNHH Mây Tre", "tax_code": "0100233488", "unit_type": "Doanh nghiệp tư nhân",
        "business_address": "Số 1, Huyện Lập Thạch, Tỉnh Phú Thọ", "main_activity": "162", "phone": "0211",
        "email": "a@b.vn", "licence_number": "1", "licence_place": "Phú Thọ", "contact_address": "Tỉnh Phú Thọ",
    }  # fmt: skip
    data = json.dumps({**new, **given}, ensure_ascii=False).encode()
    return declarations.receive(declarations.Sent("TK3", data, "tk3.json", "counter", "tiep-nhan", office="2601"))


def test_registered_by_two_people_at_the_office_of_its_address():
    filing = form(tax_code="0101243150")
    request = employers.propose(filing, "tiep-nhan")
    assert request
    assert employers.propose(filing, "tiep-nhan") == request
    with pytest.raises(RefusedError):
        employers.decide(request, "tiep-nhan", approve=True)
    code = employers.decide(request, "lanh-dao", approve=True)
    account = m.EmployerAccount.objects.get(code=code)
    assert account.office.code == "2604"
    assert account.status == "active"
    assert employers.decide(request, "lanh-dao", approve=True) == code


def test_a_wrong_tax_code_stops_it():
    assert employers.propose(form(tax_code="0100233489"), "tiep-nhan") == ""
    assert "TAX-CODE" in m.FilingFinding.objects.values_list("code", flat=True)


def test_suspended_and_active_again(accounts):
    account = accounts["TA0001A"]
    stop = employers.propose(form(unit_code="TA0001A", change_content="Tạm ngừng kinh doanh"), "tiep-nhan")
    employers.decide(stop, "lanh-dao", approve=True)
    account.refresh_from_db()
    assert account.status == "suspended"
    back = employers.propose(form(unit_code="TA0001A", change_content="Hoạt động trở lại"), "tiep-nhan")
    employers.decide(back, "lanh-dao", approve=True)
    account.refresh_from_db()
    assert account.status == "active"


def test_a_refused_request_changes_nothing():
    request = employers.propose(form(tax_code="0101243150"), "tiep-nhan")
    before = m.EmployerAccount.objects.count()
    assert employers.decide(request, "lanh-dao", approve=False, reason="Thiếu giấy tờ") == ""
    assert m.EmployerAccount.objects.count() == before


@pytest.mark.parametrize(
    ("address", "day", "office"),
    [
        ("Số 5, Huyện Lập Thạch, Tỉnh Vĩnh Phúc", dt.date(2021, 10, 1), "2604"),
        ("Số 5, Tỉnh Vĩnh Phúc", dt.date(2021, 10, 1), ""),
        ("Số 5, Tỉnh Phú Thọ", dt.date(2025, 6, 30), ""),
        ("Số 5, Tỉnh Phú Thọ", dt.date(2025, 7, 1), "2604"),
    ],
)
def test_the_office_of_an_address_follows_the_map_of_the_day(address, day, office):
    assert office_for(address, day) == office


def test_sixty_three_became_thirty_four():
    provinces = m.Place.objects.filter(kind="province")
    assert (provinces.filter(valid_to__isnull=False).count(), provinces.filter(valid_to__isnull=True).count()) == (
        63,
        34,
    )
    assert m.PlaceSuccessor.objects.count() == 63
    assert load_places("quan-tri") == 0


def test_in_a_told_story_an_employer_is_opened_on_its_day(settings):
    settings.TODAY = "2021-11-15"
    request = employers.propose(form(tax_code="0101243150"), "tiep-nhan")
    opened = m.EmployerAccount.objects.get(code=employers.decide(request, "lanh-dao", approve=True)).opened
    assert opened == dt.date(2021, 11, 15)
    assert m.Filing.objects.get().due == dt.date(2021, 11, 22)
