"""FHIR over the API: a hospital reads its own records, an assessor those of the province, nobody else any."""

from django.test import Client
from fhir.resources.R4B.claim import Claim
from fhir.resources.R4B.claimresponse import ClaimResponse
from tests.web.claim_month import assessor, hospital, send_month
from tests.web.conftest import ClientOf
from tests.web.small_office import Province


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
