"""Payments and relief as people see them: a payroll signed in the browser, answers sent in, a relief list looked at."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.jobs.payroll.small_payroll import Pensions, rows

from ansinh.core.period import Month
from ansinh.domain.benefits.payments import PayKey, Source
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.jobs.relief import build_lists
from ansinh.records.models import Grant, PayingAccount, User
from ansinh.usecases.benefits import payroll

WHO = {"chedo": "benefits", "ketoan": "accounting", "giamdoc": "leader", "thu": "collection"}


@pytest.fixture
def office(committed_db: str) -> Pensions:  # noqa: ARG001 - a fixture that has to stand first
    made = Pensions()
    PayingAccount.objects.create(
        office=made.books.province, bank_bin="970405", bank_name="Agribank", number="26", holder="BHXH",
        valid_from=dt.date(2015, 1, 1),
    )  # fmt: skip
    for name, function in WHO.items():
        user = User.objects.create(username=name, display_name=name)
        Grant.objects.create(
            user=user, function=function, office=made.books.province, valid_from=dt.date(2020, 1, 1), granted_by="seed"
        )
    return made


def of(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def test_a_payroll_is_opened_tried_signed_by_two_and_answered(office: Pensions) -> None:
    files = office.grant(6)
    office.paid("2021-09")
    payroll.report_death(files[0], dt.date(2021, 9, 2), "TB", "chedo", noticed=dt.date(2021, 9, 20))
    assert of("thu").get("/payments/").status_code == 403
    opened = of("chedo").post("/payments/open/", {"source": "pension", "month": "2021-10"})
    address = opened.headers["Location"]
    number = address.strip("/").rsplit("/", 1)[-1]
    try_batch(office.opened("2021-10").id, "chedo", workers=1)
    shown = of("giamdoc").get(address).content.decode()
    assert "P 1<" in shown
    assert ("chết" in shown) or ("died" in shown)
    assert rows("SELECT count(*) FROM records_personread WHERE actor = 'giamdoc'") == [(1,)]
    of("chedo").post(f"{address}approve/")
    assert office.opened("2021-10").state == "trial"
    of("ketoan").post(f"{address}approve/")
    of("giamdoc").post(f"{address}approve/")
    assert office.opened("2021-10").state == "writing"
    write_batch(office.opened("2021-10").id, "chedo", workers=1)
    assert of("ketoan").get(address).status_code == 200
    ((subject, amount),) = rows("SELECT subject, amount FROM records_payline WHERE month = '2021-10-01' LIMIT 1")
    reference = PayKey(Month.parse("2021-10"), Source.PENSION, subject).reference
    body = f"Mã tham chiếu,Số tiền,Kết quả,Ngày,Lý do\n{reference},{amount},từ chối,05/10/2021,sai tài khoản\n"
    sent = SimpleUploadedFile("ketqua.csv", body.encode())
    assert of("giamdoc").post("/payments/answers/", {"file": sent}).status_code == 403
    sent = SimpleUploadedFile("ketqua.csv", body.encode())
    of("ketoan").post("/payments/answers/", {"file": sent})
    back = of("ketoan").get("/payments/back/").content.decode()
    assert rows("SELECT outcome FROM records_payanswer") == [(2,)]
    assert "H00000" in back
    assert of("ketoan").get("/payments/").status_code == 200
    told = of("ketoan").get(f"/api/payments/{number}").json()
    assert told["movement"]["left"][0] == 1
    assert of("ketoan").get("/api/payments?office=26").json()[0]["answers"]["rejected"][0] == 1
    assert of("thu").get("/api/payments?office=26").status_code == 404


def test_relief_is_seen_as_of_a_day_and_its_lists_with_their_people(office: Pensions) -> None:
    books = office.books
    account = books.account(1)
    for each in range(1, 4):
        books.works(account, books.person(each), "2015-01")
    build_lists("nq116-support", "26", dt.date(2021, 10, 5), "chedo")
    page = of("chedo").get("/relief/?day=2021-10-31")
    assert page.status_code == 200
    one = of("chedo").get("/relief/nq116-support/?day=2021-10-31").content.decode()
    assert "/relief/lists/" in one
    (number,) = rows("SELECT id FROM records_relieflist")[0]
    assert of("chedo").get(f"/relief/lists/{number}/").content.decode().count("2600000") == 3
    assert rows("SELECT count(*) FROM records_personread WHERE actor = 'chedo'") == [(3,)]
    assert of("chedo").get(f"/relief/lists/{number}/list.xlsx").content[:2] == b"PK"
    of("chedo").post("/relief/nq116-support/confirm/", {"day": "2021-10-12"})
    given = {"day": "2021-10-20", "decision": "QĐ 1", "proposed_by": "chedo"}
    assert of("chedo").post("/relief/nq116-support/decide/", given).status_code == 404
    of("giamdoc").post("/relief/nq116-support/decide/", given)
    assert rows("SELECT decided_by FROM records_relieflist") == [("giamdoc",)]
    told = of("chedo").get("/api/relief?office=26&day=2021-10-31").json()
    support = next(one for one in told if one["measure"] == "nq116-support")
    assert support["states"]["decided"]["people"] == 3
    assert of("thu").get("/relief/").status_code == 403
    assert of("chedo").get("/relief/nq68-oad/").status_code == 200
    assert of("chedo").get("/relief/none/").status_code == 404


def test_a_file_is_stopped_resumed_and_sent_elsewhere_by_two(office: Pensions) -> None:
    (file,) = office.grant(1)
    office.paid("2021-09")
    ((number,),) = rows("SELECT id FROM records_pension WHERE file_no = %s", file)
    address = f"/payments/files/{number}/"
    assert of("thu").get(address).status_code == 403
    officer = of("chedo")
    assert file in officer.get("/payments/files/", {"q": file}).content.decode()
    officer.post(f"{address}suspend/", {"month": "2021-11", "reason": "life_check", "document": "TB"})
    assert 'data-open="resume"' in officer.get(address).content.decode() or rows("SELECT 1 FROM records_pensionstop")
    officer.post(f"{address}resume/", {"month": "2021-12", "arrears": "1", "document": "TB2"})
    officer.post(f"{address}seen/", {"day": "2021-10-01", "method": "visit"})
    where = {"form": "bank", "code": "970418", "name": "BIDV", "number": "99", "holder": "P 1", "document": "đơn"}
    officer.post(f"{address}redirect/", {**where, "month": "2021-11"})
    ((change,),) = rows("SELECT id FROM records_payeechange")
    leader = of("giamdoc")
    assert f"/payments/payees/{change}/" in leader.get("/payments/files/").content.decode()
    leader.post(f"/payments/payees/{change}/", {"decision": "approve"})
    assert rows("SELECT state FROM records_payeechange") == [("open",)]  # not within the day
    leader.post(f"/payments/payees/{change}/", {"decision": "refuse", "reason": "chữ ký không khớp"})
    assert rows("SELECT state, reason FROM records_payeechange") == [("refused", "chữ ký không khớp")]
    for wrong in ("2021-02-30", "", "hôm qua", "2199-01-01"):
        officer.post(f"{address}death/", {"day": wrong, "document": "KT-1"})
    officer.post(f"{address}suspend/", {"month": "2021-13", "reason": "other", "document": "x"})
    assert rows("SELECT reason FROM records_pensionstop WHERE reason IN ('death', 'other')") == []
    officer.post(f"{address}death/", {"day": "2021-10-05", "document": "KT-1"})
    assert rows("SELECT reason FROM records_pensionstop WHERE superseded_at IS NULL") == [("death",)]
