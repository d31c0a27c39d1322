"""FHIR R4: every resource is read by the published models of the standard, and says the amounts of our own doors."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

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
    assert int(asked.total.value) == (sum(line.in_scope for line in visit.lines) + 50) // 100  # the sum of the nets
    Bundle.model_validate(fhir_claims.bundle([fhir_claims.claim(visit)], 1))


@pytest.mark.parametrize("last", [None, dt.date(2026, 12, 31)])
def test_a_card_is_read_by_the_standard(last: dt.date | None) -> None:
    card = FhirCard("DN4262600000001", "2600000001", dt.date(2026, 1, 1), last, "DN", "Người lao động", 4, "26001",
                    "26", serves=True)  # fmt: skip
    made = Coverage.model_validate(fhir_claims.coverage(card))
    assert (made.subscriberId, made.status) == ("DN4262600000001", "active")


BOUND = {  # value sets with a required binding in R4: the models of the standard take any word
    "Coverage": {"status": {"active", "cancelled", "draft", "entered-in-error"}},
    "Claim": {"status": {"active", "cancelled", "draft", "entered-in-error"},
              "use": {"claim", "preauthorization", "predetermination"}},
    "ClaimResponse": {"status": {"active", "cancelled", "draft", "entered-in-error"},
                      "use": {"claim", "preauthorization", "predetermination"},
                      "outcome": {"queued", "complete", "error", "partial"}},
}  # fmt: skip
NEEDED = {  # elements of 1..1 or 1..* in R4
    "Coverage": {"status", "beneficiary", "payor"},
    "Claim": {"status", "type", "use", "patient", "created", "provider", "priority", "insurance"},
    "ClaimResponse": {"status", "type", "use", "patient", "created", "insurer", "outcome"},
}  # fmt: skip
CODES = {
    "http://terminology.hl7.org/CodeSystem/claim-type": {"institutional", "oral", "pharmacy", "professional", "vision"},
    "http://terminology.hl7.org/CodeSystem/processpriority": {"stat", "normal", "deferred"},
    "http://terminology.hl7.org/CodeSystem/coverage-class": {
        "group", "subgroup", "plan", "subplan", "class", "subclass", "sequence", "rxbin", "rxpcn", "rxid", "rxgroup"},
    "http://terminology.hl7.org/CodeSystem/adjudication": {
        "submitted", "copay", "eligible", "deductible", "unallocdeduct", "eligpercent", "tax", "benefit"},
    "http://terminology.hl7.org/CodeSystem/v3-ActCode": {"PUBLICPOL"},
}  # fmt: skip


def codings(value: object) -> Iterator[dict[str, str]]:
    """Yield every coding of a resource, and hold every object and text of it to be something."""
    if isinstance(value, dict):
        assert value
        if set(value) == {"system", "code"}:
            yield value
        for each in value.values():
            yield from codings(each)
    elif isinstance(value, list):
        assert value  # an element that is not known is left out
        for each in value:
            yield from codings(each)
    else:
        assert value not in ("", "-", None)


@given(visits, st.sampled_from(["26001", ""]))
def test_what_r4_needs_is_there_and_every_code_is_of_its_value_set(visit: FhirVisit, facility: str) -> None:
    card = FhirCard("DN4262600000001", "2600000001", dt.date(2026, 1, 1), None, "DN", "Người lao động", 4, facility,
                    "26", serves=False)  # fmt: skip
    for made in (fhir_claims.coverage(card), fhir_claims.claim(visit), fhir_claims.claim_response(visit)):
        kind = made["resourceType"]
        assert set(made) >= NEEDED[kind]
        assert all(made[name] in allowed for name, allowed in BOUND[kind].items())
        assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", made["id"])
        for one in codings(made):
            assert one["code"] in CODES.get(one["system"], {one["code"]})
            assert re.fullmatch(r"[^\s]+(\s[^\s]+)*", one["code"])
    asked, told = fhir_claims.claim(visit), fhir_claims.claim_response(visit)
    assert {one["itemSequence"] for one in told["item"]} == {one["sequence"] for one in asked["item"]}
    numbers = {note["number"] for note in told["processNote"]}
    assert all(number in numbers for one in told["item"] for number in one.get("noteNumber", []))
    assert asked["patient"] == told["patient"]


@pytest.mark.parametrize(("thousandths", "said"), [(500, 0.5), (1_500, 1.5), (2_000, 2), (333, 0.333), (0, 0)])
def test_half_a_day_of_a_bed_is_half_a_day(thousandths: int, said: float) -> None:
    line = FhirLine("XML3", 1, "K03.1932", "Giường", None, thousandths, 0, 0, 0, 0, "")
    visit = FhirVisit(
        "2026-04-7", "LK1", "26001", "DN4262600000001", None, None, inpatient=True, icd="K59.1", total=0, claimed=0,
        accepted=0, copay=0, state="accepted", received=dt.date(2026, 7, 10), lines=[line],
    )  # fmt: skip
    [item] = fhir_claims.claim(visit)["item"]
    assert item["quantity"]["value"] == said
    assert Claim.model_validate(fhir_claims.claim(visit)).item[0].quantity.value == Decimal(str(said))
