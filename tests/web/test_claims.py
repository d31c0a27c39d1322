"""The assessor's pages and the facility's counter: seen by whom they concern, decided with four eyes, posted once."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.jobs.synthetic.claims.factory import AT, Factory
from ansinh.jobs.synthetic.claims.write import envelope
from ansinh.records.models import User
from ansinh.records.store.registry.facilities import NewFacility, load_facilities
from ansinh.records.store.users import GrantLine
from ansinh.usecases.claims import deciding, receive, settling
from ansinh.usecases.claims.receiving import precheck
from ansinh.usecases.enrol import enrol

NOW = dt.datetime.fromisoformat(AT)


@pytest.fixture
def claims(province: Province) -> dict[str, int]:
    """One facility with a clean visit, one claimed at 95 %, one large stay with a stent."""
    load_facilities(
        [
            NewFacility(
                "26001", "Bệnh viện giả lập", province.office.pk, "basic", "district", "both", dt.date(2020, 1, 1)
            )
        ],
        actor="test",
    )
    factory = Factory()
    clean, wrong, stay = factory.outpatient(), factory.outpatient(big=True), factory.inpatient()
    wrong.rate = "95"
    stay.add_supply("N06.02.020", 19_000_000, minutes=130, SO_LUONG="3")
    receive(envelope([clean.settle(), wrong.settle(), stay.settle()]), "a.xml", actor="hospital", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.rule, f.id, f.visit FROM records_claimfinding f JOIN records_claimvisit v ON v.id = f.visit"
            " WHERE f.weight = 'reduce'"
        )
        return {rule: number for rule, number, _ in cursor.fetchall()}


PERIOD = dt.date(2026, 4, 1)


def test_an_assessor_reads_and_decides(client_of: ClientOf, claims: dict[str, int]) -> None:  # noqa: ARG001 - a fixture that has to stand first
    client = client_of("leader")
    page = client.get("/claims/?month=2026-04")
    assert page.status_code == 200
    assert "ENT-01" in page.content.decode()
    assert "LK0000002" in page.content.decode()
    assert client.get("/claims/statements/?month=2026-04").status_code == 200


def test_a_large_amount_needs_two_people(client_of: ClientOf, claims: dict[str, int]) -> None:  # noqa: ARG001 - a fixture that has to stand first
    finding, amount = claims["ENT-20"], 6_000_000 * 100
    assert deciding.decide(PERIOD, finding, "lifted", actor="one", amount=amount, reason="có biên bản") == "proposed"
    with pytest.raises(RefusedError):
        deciding.decide(PERIOD, finding, "lifted", actor="one", amount=amount, reason="có biên bản")
    assert deciding.decide(PERIOD, finding, "lifted", actor="two", amount=amount, reason="đúng") == "lifted"
    with pytest.raises(RefusedError):
        deciding.decide(PERIOD, finding, "lifted", actor="two", amount=10**12, reason="quá")


def test_a_statement_posts_the_difference_once(client_of: ClientOf, claims: dict[str, int]) -> None:  # noqa: ARG001 - a fixture that has to stand first
    first = Month.of(2026, 4)
    before = settling.preview("26001", first, 1)
    assert (before.posted, before.difference) == (0, before.accepted)
    settling.settle("26001", first, 1, actor="a", today=dt.date(2026, 7, 10))
    assert settling.preview("26001", first, 1).difference == 0
    deciding.decide(PERIOD, claims["ENT-01"], "lifted", actor="one", amount=100_000, reason="đúng")
    assert settling.preview("26001", first, 1).difference == 1_000
    settling.settle("26001", first, 1, actor="a", today=dt.date(2026, 7, 10))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(amount) FROM records_posting WHERE kind = 51")
        assert cursor.fetchone() == (2, before.accepted + 1_000)


def test_nobody_else_sees_them(client_of: ClientOf, claims: dict[str, int]) -> None:  # noqa: ARG001 - a fixture that has to stand first
    assert client_of("intake").get("/claims/").status_code == 403
    assert client_of("leader").post("/facility/claims/check/", {}).status_code in {302, 403, 404}


def test_the_counter_checks_with_the_same_engine(claims: dict[str, int]) -> None:  # noqa: ARG001 - a fixture that has to stand first
    factory = Factory(number=50)
    wrong = factory.outpatient(big=True)
    wrong.rate = "95"
    file = SimpleUploadedFile("b.xml", envelope([wrong.settle()]))
    judged, unread = precheck(file.read(), "b.xml", now=NOW)
    assert unread == []
    assert "ENT-01" in judged.findings["rule"].to_list()


def test_a_hospital_checks_sends_and_sees_its_receipt(claims: dict[str, int]) -> None:  # noqa: ARG001 - a fixture that has to stand first
    enrol(
        "benhvien",
        "Bệnh viện",
        make_password("mot-mat-khau-rat-dai"),
        [GrantLine("facility", facility="26001")],
        "test",
    )
    client = Client()
    client.force_login(User.objects.get(username="benhvien"))
    assert client.get("/facility/claims/").status_code == 200
    wrong = Factory(number=70).outpatient(big=True)
    wrong.rate = "95"
    data = envelope([wrong.settle()])
    checked = client.post("/facility/claims/check/", {"file": SimpleUploadedFile("b.xml", data)})
    assert checked.status_code == 200
    assert "ENT-01" in checked.content.decode()
    sent = client.post("/facility/claims/send/", {"file": SimpleUploadedFile("b.xml", data)}, follow=True)
    assert "GD-" in sent.content.decode()
    assert client.get("/claims/").status_code in {302, 403}
