"""Dossiers through the pages: taken in, computed, reviewed and approved by three people; a list with its findings."""

import datetime as dt

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from tests.web.conftest import ClientOf
from tests.web.small_office import PASSWORD, Province

from ansinh.core.period import Month
from ansinh.formats.benefits_hsb_rows import ClaimRows
from ansinh.formats.benefits_hsb_write import write_hsb
from ansinh.formats.header import UnitHeader
from ansinh.records import models as m

CLAIM = {
    "procedure": "sickness.own", "first": "2021-10-04", "last": "2021-10-08", "pay": "unit", "account": "TA0000A",
    "paper:sick_certificate": "C65-01", "received_on": "2021-10-25", "send": "1",
}  # fmt: skip


@pytest.fixture
def who(province: Province) -> m.Person:
    person = m.Person.objects.create(
        si_number="2699000001", full_name="Trần Thị Sen", name_search="tran thi sen", name_sort="sen", sex="female",
        birth_date=dt.date(1990, 5, 1), office=province.bases[0],
    )  # fmt: skip
    m.Spell.objects.create(
        account=province.accounts[0], person=person, validity=DateRange(dt.date(2016, 1, 1), None), group=1,
        pay_regime=1, base=5_200_000, absence=0,
    )  # fmt: skip
    for name in ("benefits", "benefits2"):
        user, _ = m.User.objects.get_or_create(username=name, defaults={"password": PASSWORD, "display_name": name})
        m.Grant.objects.get_or_create(
            user=user, function="benefits", office=province.office,
            defaults={"valid_from": dt.date(2020, 1, 1), "granted_by": "seed"},
        )  # fmt: skip
    return person


def taken_in(client: Client, who: m.Person) -> str:
    response = client.post("/dossiers/new/", {**CLAIM, "si_number": who.si_number})
    assert response.status_code == 302, response.content.decode()[-2000:]
    return str(response["Location"])


def test_a_claim_is_decided_by_three_people(who: m.Person, client_of: ClientOf) -> None:
    officer, reviewer, leader = client_of("benefits"), client_of("benefits2"), client_of("leader")
    address = taken_in(officer, who)
    for client, move in ((officer, "complete"), (officer, "compute")):
        client.post(f"{address}{move}/")
    text = officer.get(address).content.decode()
    assert "812.500" in text
    assert f"{address}review/" not in text  # who computed is not offered the review
    reviewer.post(f"{address}review/")
    leader.post(f"{address}approve/")
    dossier = m.Dossier.objects.get()
    assert (dossier.state, dossier.outcome) == ("approved", "grant")
    letter = leader.get(f"{address}letter-vi.pdf")
    assert letter.content.startswith(b"%PDF")
    assert m.PersonRead.objects.filter(person_id=who.pk).count() >= 2
    assert officer.get("/dossiers/?state=approved").content.decode().count("Trần Thị Sen") == 1
    assert officer.get("/dossiers/?q=tran+thi&state=approved").status_code == 200


def test_findings_are_shown_at_once_and_nothing_is_kept(who: m.Person, client_of: ClientOf) -> None:
    wrong = {**CLAIM, "si_number": who.si_number, "first": "2021-10-08", "last": "2021-10-04"}
    text = client_of("benefits").post("/dossiers/new/", wrong).content.decode()
    assert "DAYS-REVERSED" in text
    assert m.Dossier.objects.count() == 0


def test_a_list_is_checked_accepted_and_reviewed_by_sample(who: m.Person, client_of: ClientOf) -> None:
    rows = ClaimRows.of(
        1,
        {
            "procedure": ["sickness.own"], "full_name": [who.full_name], "si_number": [who.si_number],
            "first": np.array(["2021-10-04"], dtype="datetime64[D]"),
            "last": np.array(["2021-10-08"], dtype="datetime64[D]"),
        },
    )  # fmt: skip
    data = write_hsb(UnitHeader(unit_code="TA0000A", month=Month.of(2021, 10)), rows)
    officer, reviewer, leader = client_of("benefits"), client_of("benefits2"), client_of("leader")
    unit = client_of("unit")
    response = unit.post("/dossiers/lists/new/", {"file": SimpleUploadedFile("ds.xlsx", data)})
    address = response["Location"]
    unit.post(f"{address}check/")
    assert unit.get(address).status_code == 200
    assert officer.get(f"{address}comments.xlsx").content.startswith(b"PK")
    officer.post(f"{address}decide/", {"decision": "whole", "papers": "1"})
    for client, step in ((officer, "compute"), (reviewer, "review"), (leader, "approve")):
        assert client.get(f"{address}{step}/").status_code == 200
        client.post(f"{address}{step}/")
    assert m.Dossier.objects.get().state == "approved"
    assert b"812500" in leader.get(f"{address}C70b.json").content
    for form in ("pdf", "xlsx"):
        assert leader.get(f"{address}C70b.{form}").status_code == 200
    assert unit.get("/dossiers/lists/").content.decode().count("-DS") == 1


def test_a_changed_wage_is_put_before_people(who: m.Person, province: Province, client_of: ClientOf) -> None:
    officer, reviewer, leader = client_of("benefits"), client_of("benefits2"), client_of("leader")
    address = taken_in(officer, who)
    for client, move in ((officer, "complete"), (officer, "compute"), (reviewer, "review"), (leader, "approve")):
        client.post(f"{address}{move}/")
    m.Spell.objects.filter(person=who).update(superseded_at=dt.datetime.now(dt.UTC))
    m.Spell.objects.create(
        account=province.accounts[0], person=who, validity=DateRange(dt.date(2016, 1, 1), None), group=1,
        pay_regime=1, base=6_400_000, absence=0,
    )  # fmt: skip
    officer.post("/dossiers/reopened/find/")
    assert "187.500" in officer.get("/dossiers/reopened/").content.decode()
    line = m.Reopening.objects.get()
    officer.post(f"/dossiers/reopened/{line.pk}/", {"decision": "take", "reason": "lương khai bổ sung"})
    assert m.Dossier.objects.get().version == 2


@pytest.mark.parametrize("path", ["/dossiers/", "/dossiers/new/", "/dossiers/lists/", "/dossiers/reopened/"])
def test_health_data_stays_with_those_who_decide(path: str, province: Province, client_of: ClientOf) -> None:
    assert province
    for user in ("collection", "planning"):
        assert client_of(user).get(path).status_code == 403


def test_on_its_last_day_a_dossier_is_due_and_not_late(
    who: m.Person, client_of: ClientOf, settings: pytest.FixtureRequest
) -> None:
    officer = client_of("benefits")
    taken_in(officer, who)
    due = m.Dossier.objects.get().due
    for shift, word in ((-1, "hạn"), (0, "hạn hôm nay"), (1, "quá hạn")):
        settings.TODAY = (due + dt.timedelta(days=shift)).isoformat()  # type: ignore[attr-defined] # pytest-django's
        text = officer.get("/dossiers/").content.decode()
        assert f">{word}" in text
        assert ("quá hạn " in text) == (shift > 0)
