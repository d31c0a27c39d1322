"""FHIR over the API: a hospital reads its own records, an assessor those of the province, nobody else any."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from fhir.resources.R4B.claim import Claim
from fhir.resources.R4B.claimresponse import ClaimResponse
from fhir.resources.R4B.coverage import Coverage
from tests.web.claim_month import assessor, hospital, send_month
from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.records import models as m


def test_a_record_over_the_api_is_the_record_of_the_page(province: Province, client_of: ClientOf) -> None:
    house: Client = hospital(province.office.pk)
    _, visit = send_month()["ENT-01"]
    where = f"/api/fhir/Claim/2026-04-{visit}"
    told = house.get(where)
    assert told["Content-Type"] == "application/fhir+json"
    asked = Claim.model_validate(told.json())
    response = ClaimResponse.model_validate(assessor().get(where.replace("Claim", "ClaimResponse")).json())
    sums = {one.category.coding[0].code: int(one.amount.value) for one in response.total}
    assert sums["benefit"] < sums["submitted"] <= int(asked.total.value)
    assert any("ENT-01" in note.text for note in response.processNote)
    found = house.get("/api/fhir/Claim?month=2026-04").json()
    assert (found["total"], len(found["entry"])) == (4, 4)
    assert client_of("intake").get(where).status_code == 404
    assert house.get("/api/fhir/Claim/x").status_code == 404


def test_a_card_is_read_by_whoever_may_see_cards_and_the_look_is_written_down(
    province: Province, client_of: ClientOf
) -> None:
    who = province.people[0]
    m.CardPeriod.objects.create(
        person=who, office=who.office, validity=DateRange(dt.date(2021, 1, 1), None), group="DN", level=4, pays_as="DN",
        province=26, five_year=dt.date(2026, 1, 1), ground="employment",
    )  # fmt: skip
    where = f"/api/fhir/Coverage/{who.si_number}?day=2021-10-15"
    told = assessor().get(where)
    assert told["Content-Type"] == "application/fhir+json"
    made = Coverage.model_validate(told.json())
    assert (made.subscriberId, made.status) == (f"DN426{who.si_number}", "active")
    assert m.PersonRead.objects.filter(person_id=who.pk, actor="giamdinh").exists()
    assert client_of("planning").get(where).status_code in {403, 404}
    assert assessor().get("/api/fhir/Coverage/2699999999").status_code == 404
    assert assessor().get(where.replace("2021-10", "2019-10")).status_code == 404
