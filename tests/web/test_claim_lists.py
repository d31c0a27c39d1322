"""A facility's list: sent as a workbook, findings at once and as comments, accepted by another person, then in use."""

import datetime as dt
import io

import openpyxl
import pytest
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from tests.usecases.claims.moving import move
from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.domain.claims.list_columns import shapes
from ansinh.formats.claims_list_form import write_list_form
from ansinh.jobs.synthetic.claims.factory import EXAM, PRICES, TEST, XRAY, Factory
from ansinh.jobs.synthetic.claims.write import envelope
from ansinh.records.models import ListUpload, User
from ansinh.records.store.claims import list_uploads, lists
from ansinh.records.store.claims.lists import About
from ansinh.records.store.registry.facilities import NewFacility, load_facilities
from ansinh.records.store.users import GrantLine
from ansinh.usecases.claims import listing
from ansinh.usecases.claims.listing import SentList
from ansinh.usecases.enrol import enrol

TODAY = dt.date(2026, 7, 10)
GOOD = ["18.0001", 2, 150_000, "01/01/2026", None]
NAME, PASSWORD = "benhvien", "mot-mat-khau-rat-dai"


@pytest.fixture
def hospital(province: Province) -> Client:
    new = NewFacility(
        "26001", "Bệnh viện giả lập", province.office.pk, "basic", "district", "both", dt.date(2020, 1, 1)
    )
    load_facilities([new], actor="test")
    enrol(NAME, "Bệnh viện", make_password(PASSWORD), [GrantLine("facility", facility="26001")], "test")
    client = Client()
    client.force_login(User.objects.get(username=NAME))
    return client


def book(*rows: list[object]) -> bytes:
    return write_list_form(shapes()["services"], rows)


def upload(*rows: list[object]) -> SimpleUploadedFile:
    return SimpleUploadedFile("dich-vu.xlsx", book(*rows))


def test_a_broken_list_comes_back_with_comments(hospital: Client) -> None:
    wrong = ["18.0001", 2, "mười", "32/01/2026", None]
    page = hospital.post("/facility/claims/lists/send/", {"name": "services", "file": upload(GOOD, wrong)}, follow=True)
    assert page.status_code == 200
    row = list_uploads.uploads_of("26001")[0]
    assert (row.state, [one.code for one in row.findings]) == ("broken", ["L-KIND", "L-KIND"])
    assert "mười" in hospital.get(f"/facility/claims/lists/{row.id}/").content.decode()
    commented = hospital.get(f"/facility/claims/lists/{row.id}/comments.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(commented.content)).worksheets[0]
    assert "DON_GIA" in str(sheet.cell(3, 6).value)
    assert lists.standing("26001", "services") is None


def test_a_list_serves_once_another_person_accepted_it(hospital: Client, client_of: ClientOf) -> None:
    hospital.post("/facility/claims/lists/send/", {"name": "services", "file": upload(GOOD)})
    row = list_uploads.uploads_of("26001")[0]
    assert row.state == "waiting"
    assert lists.standing("26001", "services") is None
    officer = client_of("leader")
    assert row.file_name in officer.get("/claims/lists/").content.decode()
    assert officer.get(f"/claims/lists/{row.id}/").status_code == 200
    listing.accept(row.id, actor="assessor")
    standing = lists.standing("26001", "services")
    assert standing is not None
    assert standing.row(0) == ("26001", "18.0001", "2", "150000", "2026-01-01", None)
    assert lists.known_lists(About(["26001"])).get("services").height == 1
    with pytest.raises(ConflictError):
        listing.accept(row.id, actor="assessor")
    form = hospital.get("/facility/claims/lists/form/services.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(form.content)).worksheets[0].cell(2, 1).value == "18.0001"


def test_an_accepted_price_limits_the_claims_of_its_days(hospital: Client) -> None:
    before, after = Factory(number=1).outpatient(), Factory(number=2).outpatient()
    move(after, dt.timedelta(days=2))
    day = before.came.date()
    dear = [EXAM, 13, PRICES[EXAM], "01/01/2026", f"{day:%d/%m/%Y}"]
    cheap = [EXAM, 13, PRICES[EXAM] - 5_000, f"{day + dt.timedelta(days=1):%d/%m/%Y}", None]
    others = [[code, group, PRICES[code], "01/01/2026", None] for code, group in ((TEST, 1), (XRAY, 2))]
    hospital.post("/facility/claims/lists/send/", {"name": "services", "file": upload(dear, cheap, *others)})
    row = list_uploads.uploads_of("26001")[0]
    assert row.state == "waiting", row.findings
    enrol("giamdinh", "Giám định", make_password(PASSWORD), [GrantLine("assessment", office="26")], "test")
    officer = Client()
    officer.force_login(User.objects.get(username="giamdinh"))
    assert officer.post(f"/claims/lists/{row.id}/decide/", {"step": "accept"}).status_code == 302
    for number, visit in enumerate((before, after)):
        body = SimpleUploadedFile(f"{number}.xml", envelope([visit.settle()]))
        assert hospital.post("/facility/claims/send/", {"file": body}).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v.episode, f.rule, f.cut > 0 FROM records_claimfinding f JOIN records_claimvisit v "
            "ON v.period = f.period AND v.id = f.visit WHERE f.rule LIKE 'SRV-0%%'", []
        )  # fmt: skip
        assert cursor.fetchall() == [(after.episode, "SRV-02", True)]


def test_nobody_accepts_their_own(hospital: Client) -> None:  # noqa: ARG001 - a fixture that has to stand first
    row = listing.send_list(SentList("26001", "services", "a.xlsx", book(GOOD)), actor="one", today=TODAY)
    with pytest.raises(RefusedError):
        listing.accept(row.id, actor="one")
    with pytest.raises(IntegrityError), transaction.atomic():
        ListUpload.objects.filter(pk=row.id).update(state="accepted", decided_by="one")
    with pytest.raises(RefusedError):
        listing.give_back(row.id, " ", actor="two")
    listing.give_back(row.id, "thiếu quyết định giá", actor="two")
    assert list_uploads.uploads_of("26001")[0].reason == "thiếu quyết định giá"


def test_the_history_of_versions_is_kept(hospital: Client) -> None:  # noqa: ARG001 - a fixture that has to stand first
    for price, day in ((150_000, dt.date(2026, 1, 1)), (165_000, dt.date(2026, 7, 1))):
        sent = SentList("26001", "services", "a.xlsx", book(["18.0001", 2, price, "01/01/2026", None]), day, "QĐ 1")
        listing.accept(listing.send_list(sent, actor="one", today=TODAY).id, actor="two")
    assert [one.holds_from for one in lists.versions_of("26001", "services")] == [
        dt.date(2026, 7, 1),
        dt.date(2026, 1, 1),
    ]
    standing = lists.standing("26001", "services")
    assert standing is not None
    assert standing.select("price", "valid_from", "valid_to").rows() == [
        ("150000", "2026-01-01", "2026-06-30"),
        ("165000", "2026-07-01", None),
    ]


def test_a_list_of_another_is_not_there(hospital: Client, client_of: ClientOf) -> None:
    row = listing.send_list(SentList("26002", "services", "a.xlsx", book(GOOD)), actor="one", today=TODAY)
    assert hospital.get(f"/facility/claims/lists/{row.id}/").status_code == 404
    assert client_of("leader").get(f"/claims/lists/{row.id}/").status_code == 404
    with pytest.raises(MissingError):
        listing.withdraw(row.id, actor="x", facility="26001")
    with pytest.raises(RefusedError):
        listing.send_list(SentList("26001", "hi_drugs", "a.xlsx", b""), actor="one", today=TODAY)


def test_the_same_over_the_api(hospital: Client) -> None:
    sent = hospital.post("/api/claims/lists", {"name": "services", "file": upload(GOOD), "holds_from": "2026-02-01"})
    assert (sent.status_code, sent.json()["state"], sent.json()["holds_from"]) == (201, "waiting", "2026-02-01")
    number = sent.json()["id"]
    assert hospital.get(f"/api/claims/lists/{number}").json()["rows"] == 1
    assert hospital.post(f"/api/claims/lists/{number}/withdraw").json()["state"] == "withdrawn"
    wrong = hospital.post("/api/claims/lists", {"name": "services", "file": upload(["", 2, 1, "x", None])}).json()
    assert {found["code"] for found in wrong["findings"]} == {"L-MISSING", "L-KIND"}
    assert hospital.get(f"/api/claims/lists/{wrong['id']}/comments").status_code == 200
    assert hospital.get("/api/claims/lists").json() == []
    assert "MA_DICH_VU" in hospital.get("/api/claims/lists/kinds").json()["services"]
    assert hospital.get("/api/claims/lists/form/services").status_code == 200
