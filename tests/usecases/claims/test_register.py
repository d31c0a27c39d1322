"""The agency's own register of cards judges claims at intake and before: by day, by person, and only its own cards."""

import datetime as dt

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.api.cards_office import card, holder, hospital, seed

from ansinh.jobs.synthetic.claims.factory import AT, Factory
from ansinh.jobs.synthetic.claims.visit import Visit
from ansinh.jobs.synthetic.claims.write import envelope
from ansinh.records import models as m
from ansinh.records.store.coverage import acts
from ansinh.records.store.coverage.acts import Hold
from ansinh.usecases.claims import receive
from ansinh.usecases.claims.receiving import precheck

NOW = dt.datetime.fromisoformat(AT)
NAME, NUMBER = "NGUYỄN VĂN BÌNH", "2611111111"
pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> m.Facility:
    seed()
    return hospital()


def patient(house: m.Facility, first: str = "2024-01-01", stop: str | None = None, **said: object) -> m.Person:
    who = holder(NAME, NUMBER)
    m.Person.objects.filter(pk=who.pk).update(birth_date=dt.date(1985, 3, 12), sex="male")
    card(who, first, stop, facility=house, five_year=dt.date(2027, 1, 1), **said)
    return who


def visit(**fields: str) -> Visit:
    made = Factory().outpatient().settle()
    made.summary |= {"MA_THE_BHYT": f"DN426{NUMBER}", "HO_TEN": NAME} | fields
    return made


def cards_said(made: Visit) -> list[str]:
    """The rules of cards a claim breaks: the same before it is sent and after it was received."""
    data = envelope([made])
    before, _ = precheck(data, "a.xml", now=NOW)
    receive(data, "a.xml", actor="h", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT rule FROM records_claimfinding WHERE rule LIKE 'CRD%' ORDER BY 1")
        kept = [row[0] for row in cursor.fetchall()]
    assert kept == sorted({rule for rule in before.findings["rule"].to_list() if rule.startswith("CRD")})
    return kept


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({}, []),
        ({"HO_TEN": "nguyễn  văn bình"}, []),
        ({"HO_TEN": "NGUYEN VAN BINH"}, []),  # 061: only a warning at the counter, no reason to send back
        ({"HO_TEN": "TRẦN THỊ KHÁC"}, ["CRD-05"]),
        ({"NGAY_SINH": "198503130000"}, ["CRD-05"]),
        ({"NGAY_SINH": "198500000000"}, []),
        ({"GIOI_TINH": "2"}, ["CRD-05"]),
        ({"MA_THE_BHYT": "DN4262699999999"}, ["CRD-05"]),
        ({"MA_THE_BHYT": f"GD426{NUMBER}"}, ["CRD-05"]),  # this person has another card
        ({"MA_THE_BHYT": "DN4012699999999"}, []),  # a card of Ha Noi is not in this register
        (
            {"MA_THE_BHYT": "TE1262699999999", "MA_DKBD": "26000", "NGAY_SINH": "202601150000"},
            [],
        ),  # a temporary number of the portal
        ({"NAM_NAM_LIEN_TUC": "20270201"}, ["CRD-12"]),
        ({"MA_KHUVUC": "K1"}, ["CRD-13"]),
    ],
)
def test_the_person_of_the_card(house: m.Facility, fields: dict[str, str], rules: list[str]) -> None:
    patient(house)
    assert cards_said(visit(**fields)) == rules


@pytest.mark.parametrize(
    ("first", "stop", "ground", "rules"),
    [
        ("2024-01-01", "2026-05-01", "list", []),
        ("2024-01-01", "2026-04-01", "list", ["CRD-08"]),
        ("2024-01-01", "2026-04-01", "employment", ["CRD-09"]),  # 124: stopped participating
        ("2026-05-01", None, "list", ["CRD-06"]),
    ],
)
def test_the_span_of_the_first_day_counts(
    house: m.Facility, first: str, stop: str | None, ground: str, rules: list[str]
) -> None:
    patient(house, first, stop, ground=ground)
    assert cards_said(visit()) == rules


def test_a_person_who_stopped_and_came_back_is_insured(house: m.Facility) -> None:
    who = patient(house, "2024-01-01", "2025-06-01")
    card(who, "2026-02-01", None, facility=house, five_year=dt.date(2027, 1, 1))
    assert cards_said(visit()) == []


@pytest.mark.parametrize(("kind", "rules"), [("withdrawn", ["CRD-09"]), ("death", ["CRD-14"])])
def test_a_held_card_says_why(house: m.Facility, kind: str, rules: list[str]) -> None:
    who = patient(house)
    acts.hold(who.pk, Hold(kind, "lý do", "", dt.date(2026, 3, 1), None), "can-bo")
    assert cards_said(visit()) == rules


def test_another_registered_facility_is_a_question(house: m.Facility) -> None:
    patient(house)
    found = cards_said(visit(MA_DKBD="26002"))
    assert "CRD-11" in found


def test_a_merged_number_leads_to_its_survivor(house: m.Facility) -> None:
    who = patient(house)
    double = holder(NAME, "2622222222")
    m.Person.objects.filter(pk=double.pk).update(merged_into=who.pk)
    assert cards_said(visit(MA_THE_BHYT="DN4262622222222")) == []


def test_without_cards_of_its_own_an_agency_checks_nobody(house: m.Facility) -> None:  # noqa: ARG001 - has to stand
    assert cards_said(visit(MA_THE_BHYT="DN4262699999999")) == []


def test_leave_needs_insurance_on_its_first_day(house: m.Facility) -> None:
    who = patient(house)
    made = visit()
    made.papers["XML11"] = [
        {"MA_LK": made.episode, "SO_CT": "1", "SO_SERI": "1", "SO_KCB": "1", "DON_VI": "Công ty", "MA_BHXH": NUMBER,
         "MA_THE_BHYT": f"DN426{NUMBER}", "CHAN_DOAN_RV": "ho", "PP_DIEUTRI": "thuốc", "SO_NGAY_NGHI": "2",
         "TU_NGAY": made.summary["NGAY_RA"][:8], "DEN_NGAY": str(int(made.summary["NGAY_RA"][:8]) + 1),
         "MA_TTDV": "0260000001", "MA_BS": "BS1", "NGAY_CT": made.summary["NGAY_RA"][:8], "MAU_SO": "CT07"}
    ]  # fmt: skip
    judged, _ = precheck(envelope([made]), "a.xml", now=NOW)
    assert "OUT-06" in judged.findings["rule"].to_list()
    unit = m.EmployerAccount.objects.first()
    m.Spell.objects.create(
        person=who, account=unit, group=1, pay_regime=1, validity=DateRange(dt.date(2026, 1, 1), None)
    )
    judged, _ = precheck(envelope([made]), "a.xml", now=NOW)
    assert "OUT-06" not in judged.findings["rule"].to_list()
