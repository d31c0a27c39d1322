"""A returned payment followed to the end in the browser and over the API: asked again, approved, sent again, paid."""

import datetime as dt

import pytest
from django.test import Client
from tests.api.test_api import user
from tests.jobs.payroll.small_payroll import rows
from tests.jobs.payroll.test_files_and_answers import csv_list, references
from tests.jobs.payroll.test_from_dossiers import dossier, paid

from ansinh.domain.benefits.payment_state import LINE_STATES, NEXT, line_state
from ansinh.domain.benefits.payments import Outcome, Source
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records.models import User
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits.payments_answers import import_answers

__all__ = ["dossier"]
WHERE = {"form": "bank", "code": "970418", "name": "BIDV", "number": "9990001", "holder": "NGUYEN THI DAO"}


@pytest.mark.parametrize(
    ("outcome", "change", "after_death", "state"),
    [
        (None, "", False, "unanswered"),
        (Outcome.PAID, "", False, "paid"),
        (Outcome.PAID, "approved", True, "paid"),
        (Outcome.REJECTED, "", False, "back"),
        (Outcome.NOT_COLLECTED, "refused", False, "back"),
        (Outcome.RETURNED, "open", False, "asked"),
        (Outcome.RETURNED, "approved", False, "cleared"),
        (Outcome.RETURNED, "approved", True, "set_off"),
        (Outcome.REJECTED, "", True, "set_off"),
    ],
)
def test_the_state_of_a_payment(outcome: Outcome | None, change: str, *, after_death: bool, state: str) -> None:
    assert line_state(outcome, change, after_death=after_death) == state
    assert set(LINE_STATES) == set(NEXT)


def answer(result: str, name: str) -> None:
    """Let the bank answer the last attempt."""
    import_answers(csv_list([(*references()[-1], result)]), name=name, office="26", actor="ke-toan")


@pytest.fixture
def returned(dossier: str, settings) -> str:
    """A sickness benefit that its bank sent back, and three people of the province."""
    assert dossier
    settings.TODAY = "2021-11-20"
    paid(Source.DECISION)
    answer("từ chối", "1.csv")
    for name, function in (
        ("chedo", "benefits"),
        ("ketoan", "accounting"),
        ("giamdoc", "leader"),
        ("thu", "collection"),
    ):
        user(name, function, "26")
    return references()[-1][0]


def of(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def test_a_returned_payment_is_asked_for_approved_sent_again_and_paid(returned: str, dossier: str) -> None:
    officer, leader, page = of("chedo"), of("giamdoc"), f"/payments/lines/{returned}/"
    assert of("thu").get(page).status_code == 403
    assert page in officer.get("/payments/back/").content.decode()
    shown = officer.get(page).content.decode()
    assert ("cần nơi nhận mới" in shown) or ("needs a destination" in shown)
    assert rows("SELECT count(*) FROM records_personread WHERE purpose = %s", f"payment {returned}") == [(1,)]
    officer.post(f"{page}destination/", {**WHERE, "document": "đơn 5"})
    assert officer.get(f"/api/payments/lines/{returned}").json()["state"] == "asked"
    ((change,),) = rows("SELECT id FROM records_payeechange")
    officer.post(f"/payments/payees/{change}/", {"decision": "approve", "back": returned})
    assert rows("SELECT state FROM records_payeechange") == [("open",)]  # neither the same person nor within the day
    rows("UPDATE records_payeechange SET entered_at = entered_at - interval '25 hours' RETURNING 1")
    there = leader.post(f"/payments/payees/{change}/", {"decision": "approve", "back": returned})
    assert there.headers["Location"] == page
    assert officer.get(f"/api/payments/lines/{returned}").json()["state"] == "cleared"
    batch = officer.post("/payments/again/", {"source": "decision"}).headers["Location"].strip("/").rsplit("/", 1)[-1]
    again = officer.post("/payments/again/", {"source": "decision"}).headers["Location"]
    assert batch in again  # one open at a time
    sent(batch)
    told = officer.get(f"/api/payments/lines/{returned}").json()
    assert [(one["attempt"], one["channel"], one["number"]) for one in told["attempts"]] == [
        (1, "Vietcombank", "3456"), (2, "BIDV", "0001"),
    ]  # fmt: skip
    answer("từ chối", "2.csv")
    assert officer.get(f"/api/payments/lines/{returned}").json()["state"] == "back"  # the new one is spent
    officer.post(f"{page}destination/", {**WHERE, "form": "cash", "code": "2601", "document": "đơn 6"})
    rows(
        "UPDATE records_payeechange SET entered_at = entered_at - interval '25 hours' WHERE state = 'open' RETURNING 1"
    )
    ((change,),) = rows("SELECT id FROM records_payeechange WHERE state = 'open'")
    leader.post(f"/payments/payees/{change}/", {"decision": "approve"})
    sent(officer.post("/payments/again/", {"source": "decision"}).headers["Location"].strip("/").rsplit("/", 1)[-1])
    answer("đã chi", "3.csv")
    assert officer.get(f"/api/payments/lines/{returned}").json()["state"] == "paid"
    assert rows("SELECT state FROM records_dossier") == [("paid",)]
    assert officer.get(page).status_code == officer.get(f"/dossiers/{dossier}/").status_code == 200
    assert rows("SELECT count(*), sum(amount)::bigint FROM records_payanswer WHERE outcome = 1")[0][0] == 1


def sent(batch: str) -> None:
    """Try, sign and write a batch."""
    try_batch(batch, "chedo", workers=1)
    acts.sign(batch, "ketoan")
    acts.sign(batch, "giamdoc")
    write_batch(batch, "chedo", workers=1)


def test_only_what_came_back_goes_elsewhere_and_nothing_is_sent_again_twice(returned: str, dossier: str) -> None:
    assert dossier
    officer = of("chedo")
    body = {**WHERE, "document": "đơn"}
    address = "/api/payments/lines/"
    strange = officer.post(f"{address}P202111-2-999-1/destination", body, content_type="application/json")
    assert strange.status_code == 404
    assert officer.post(f"{address}junk/destination", body, content_type="application/json").status_code == 404
    short = {**body, "number": ""}
    assert officer.post(f"{address}{returned}/destination", short, content_type="application/json").status_code == 422
    rows("DELETE FROM records_payeechange RETURNING 1")
    opened = {
        "office": "26",
        "source": "decision",
        "month": "2021-11",
        "due": str(dt.date(2021, 11, 20)),
        "again": True,
    }
    batch = officer.post("/api/payments", opened, content_type="application/json").json()["id"]
    sent(batch)
    assert officer.post(f"{address}{returned}/destination", body, content_type="application/json").status_code == 422
    assert officer.post("/api/payments", opened, content_type="application/json").status_code == 422  # nothing waits
    assert officer.get(f"/api/payments/{batch}").json()["people"] == 1
