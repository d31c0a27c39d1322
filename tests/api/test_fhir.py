"""FHIR R4: every resource is read by the published models of the standard, and says the amounts of our own doors."""

import datetime as dt

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.claim import Claim
from fhir.resources.R4B.claimresponse import ClaimResponse
from fhir.resources.R4B.coverage import Coverage
from hypothesis import given
from hypothesis import strategies as st

from ansinh.formats import fhir_claims
from ansinh.formats.fhir_claims import FhirCard, FhirLine, FhirVisit

MOMENT = dt.datetime(2026, 4, 1, 8, 30)  # noqa: DTZ001 - local time without zone, as in claims
cents = st.integers(0, 10**13)
words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
lines = st.builds(
    FhirLine, table=st.sampled_from(["XML2", "XML3"]), row=st.integers(1, 99), code=words, title=words,
    ordered=st.sampled_from([None, MOMENT]), quantity=st.integers(0, 10**7), price=cents, in_scope=cents, claimed=cents,
    accepted=cents, rule=st.sampled_from(["", "ENT-01"]),
)  # fmt: skip
visits = st.builds(
    FhirVisit, key=st.just("2026-04-7"), episode=words, facility=st.just("26001"), card=words,
    came=st.sampled_from([None, MOMENT]), left=st.sampled_from([None, MOMENT]), inpatient=st.booleans(),
    icd=st.sampled_from(["", "K59.1"]), total=cents, claimed=cents, accepted=cents, copay=cents,
    state=st.sampled_from(["accepted", "reduced", "refused", "review"]), received=st.just(dt.date(2026, 7, 10)),
    lines=st.lists(lines, min_size=1, max_size=4), notes=st.just((("ENT-01", "Sai mức hưởng"),)),
)  # fmt: skip


@given(visits)
def test_a_record_and_its_assessment_are_read_by_the_standard(visit: FhirVisit) -> None:
    asked = Claim.model_validate(fhir_claims.claim(visit))
    told = ClaimResponse.model_validate(fhir_claims.claim_response(visit))
    assert len(asked.item) == len(told.item) == len(visit.lines)
    assert told.request.reference == f"Claim/{asked.id}"
    assert int(asked.total.value) == (visit.total + 50) // 100
    Bundle.model_validate(fhir_claims.bundle([fhir_claims.claim(visit)], 1))


@pytest.mark.parametrize("last", [None, dt.date(2026, 12, 31)])
def test_a_card_is_read_by_the_standard(last: dt.date | None) -> None:
    card = FhirCard("DN4262600000001", "2600000001", dt.date(2026, 1, 1), last, "DN", "Người lao động", 4, "26001",
                    "26", serves=True)  # fmt: skip
    made = Coverage.model_validate(fhir_claims.coverage(card))
    assert (made.subscriberId, made.status) == ("DN4262600000001", "active")
