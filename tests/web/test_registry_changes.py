"""Pages of dated changes by two people, of announced values that wait, of the SI book and of what is frozen."""

import datetime as dt

from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.records import models as m

KEY = "fund.investment_rate.average_of_previous_year"


def said(response) -> str:
    return response.content.decode()


def test_terms_are_proposed_on_the_units_page_and_approved_by_another(client_of: ClientOf, province: Province) -> None:
    code = province.accounts[2].code
    sent = {"since": "2021-05", "region": "1", "unit_kind": "enterprise", "ui_from": "", "document": "12/QĐ"}
    officer = client_of("collection")
    officer.post(f"/units/{code}/terms/", sent)
    change = m.RegistryChange.objects.get()
    assert (change.state, change.proposed_by) == ("proposed", "collection")
    assert client_of("unit").post(f"/units/{province.accounts[0].code}/terms/", sent).status_code == 403
    officer.post(f"/changes/{change.pk}/decide/", {"decision": "approve"})
    leader = client_of("leader")
    assert "12/QĐ" in said(leader.get("/changes/"))
    assert "Duyệt" in said(leader.get(f"/units/{code}/"))
    leader.post(f"/changes/{change.pk}/decide/", {"decision": "approve"})
    change.refresh_from_db()
    assert (change.state, change.decided_by) == ("approved", "leader")
    page = said(leader.get(f"/units/{code}/"))
    assert "4/2021" in page  # the region before held to April
    assert m.EmployerAccount.objects.get(code=code).region == 1


def test_what_was_approved_ahead_is_withdrawn_by_who_may_approve(
    client_of: ClientOf, province: Province, settings
) -> None:
    settings.TODAY = "2021-11-15"
    code = province.accounts[2].code
    sent = {"since": "2022-05", "region": "1", "unit_kind": "enterprise", "ui_from": "", "document": "12/QĐ"}
    officer, leader = client_of("collection"), client_of("leader")
    officer.post(f"/units/{code}/terms/", sent)
    change = m.RegistryChange.objects.get()
    leader.post(f"/changes/{change.pk}/decide/", {"decision": "approve"})
    address = f"/changes/{change.pk}/withdraw/"
    assert address in said(leader.get("/changes/"))
    assert address in said(leader.get(f"/units/{code}/"))
    assert address not in said(officer.get(f"/units/{code}/"))
    assert officer.post(address, {"reason": "x"}).status_code == 404
    leader.post(address, {"reason": ""})
    change.refresh_from_db()
    assert change.state == "waiting"
    leader.post(address, {"reason": "thu hồi văn bản"})
    change.refresh_from_db()
    assert (change.state, change.ended_by) == ("withdrawn", "leader")
    assert "Đã rút lại" in said(leader.get("/changes/"))
    assert address not in said(leader.get("/changes/"))


def test_an_office_is_renamed_by_administrator_and_leader(client_of: ClientOf) -> None:
    admin, leader = client_of("administrator"), client_of("leader")
    sent = {"act": "rename", "key": "2602", "day": "2021-11-01", "name": "BHXH cơ sở Phúc Yên", "document": "45/QĐ"}
    admin.post("/agency/offices/", sent)
    change = m.RegistryChange.objects.get()
    admin.post(f"/changes/{change.pk}/decide/", {"decision": "approve"})
    assert m.Office.objects.get(code="2602").name == "BHXH thành phố Phúc Yên"
    leader.post(f"/changes/{change.pk}/decide/", {"decision": "approve"})
    assert m.Office.objects.get(code="2602").name == "BHXH cơ sở Phúc Yên"
    assert "BHXH thành phố Phúc Yên" in said(admin.get("/agency/?day=2021-10-31"))
    assert (
        "BHXH thành phố Phúc Yên" not in said(admin.get("/agency/?day=2021-11-02")).split("Thay đổi đã quyết định")[0]
    )
    assert "45/QĐ" in said(leader.get("/agency/"))


def test_a_hole_in_the_tree_is_refused_gently(client_of: ClientOf) -> None:
    sent = {"act": "close", "key": "2602", "day": "2021-11-01", "heir": "", "document": "45/QĐ"}
    answer = client_of("administrator").post("/agency/offices/", sent, follow=True)
    assert "chọn nơi tiếp nhận" in said(answer)
    assert not m.RegistryChange.objects.exists()


def test_places_of_a_day(client_of: ClientOf) -> None:
    m.Place.objects.create(
        kind="province", code="26", name="Tỉnh Vĩnh Phúc", name_search="vinh phuc", valid_from=dt.date(2008, 8, 1)
    )
    admin = client_of("administrator")
    assert "Tỉnh Vĩnh Phúc" in said(admin.get("/agency/places/?day=2021-11-01"))
    sent = {"act": "open", "kind": "district", "key": "999", "above": "province", "parent": "26", "name": "Huyện Thử",
            "day": "2021-11-01", "document": "NQ 1"}  # fmt: skip
    admin.post("/agency/places/propose/", sent)
    change = m.RegistryChange.objects.get()
    client_of("leader").post(f"/changes/{change.pk}/decide/", {"decision": "approve"})
    assert "Huyện Thử" in said(admin.get("/agency/places/?under=province:26&day=2021-11-01"))
    assert (
        "Huyện Thử" not in said(admin.get("/agency/places/?under=province:26&day=2021-10-31")).split("đã quyết định")[0]
    )


def test_an_announced_value_stays_in_force_until_another_is_approved(client_of: ClientOf, province: Province) -> None:
    first = m.AnnouncedValue.objects.get(pk=province.numbers["announced_approve"])
    leader, officer = client_of("leader"), client_of("accounting")
    leader.post(f"/announced/{first.pk}/approve/")
    sent = {"key": KEY, "day": f"{first.day}", "value": "0.07", "document": "công văn sau"}
    officer.post("/announced/enter/", sent)
    first.refresh_from_db()
    assert first.superseded_at is None
    second = m.AnnouncedValue.objects.get(value="0.07")
    assert "đang dùng 0.0639" in said(leader.get("/announced/"))
    leader.post(f"/announced/{second.pk}/refuse/", {"reason": ""})
    second.refresh_from_db()
    assert second.superseded_at is None
    leader.post(f"/announced/{second.pk}/refuse/", {"reason": "chưa có văn bản gốc"})
    officer.post("/announced/enter/", {**sent, "value": "0.071"})
    third = m.AnnouncedValue.objects.get(value="0.071")
    assert officer.post(f"/announced/{third.pk}/approve/").status_code == 403
    leader.post(f"/announced/{third.pk}/approve/")
    first.refresh_from_db()
    third.refresh_from_db()
    assert first.superseded_at is not None
    assert third.approved_by == "leader"
    page = said(leader.get("/announced/"))
    assert "chưa có văn bản gốc" in page
    assert "0.0639" in page  # nothing is lost


def test_the_book_is_issued_again_corrected_and_printed(client_of: ClientOf, province: Province) -> None:
    who, officer = province.people[0], client_of("collection")
    officer.post(f"/people/{who.pk}/book/reissue/", {"form": "printed", "reason": "mất sổ"})
    officer.post(f"/people/{who.pk}/book/correct/", {"full_name": "Nguyễn Thị Hoà Bình", "reason": "giấy khai sinh"})
    page = said(officer.get(f"/people/{who.pk}/"))
    assert "Cấp lại sổ" in page
    assert "Nguyễn Thị Hòa" in page  # the old name stays in the log
    assert "Nguyễn Thị Hoà Bình" in page
    other = m.Person.objects.exclude(pk=who.pk).exclude(personal_id=None).first()
    taken = officer.post(
        f"/people/{who.pk}/book/correct/", {"personal_id": other.personal_id, "reason": "x"}, follow=True
    )
    assert "đang là của người khác" in said(taken)
    refused = officer.post(
        f"/people/{who.pk}/book/close/", {"account": province.accounts[0].code, "form": "electronic"}, follow=True
    )
    assert "báo giảm trước" in said(refused)
    book = officer.get(f"/people/{who.pk}/book.pdf")
    assert book.content[:5] == b"%PDF-"
    assert m.PersonRead.objects.filter(person_id=who.pk, purpose="book").exists()
    assert client_of("auditor").post(f"/people/{who.pk}/book/reissue/", {"reason": "x"}).status_code == 403


def test_what_is_frozen_and_what_was_assessed_again(client_of: ClientOf, province: Province) -> None:
    officer = client_of("collection")
    page = said(officer.get("/months/frozen/"))
    assert "10/2021" in page
    assert "collection" in page
    again = said(officer.get("/months/frozen/2021-10/"))
    assert "9/2021" in again
    assert province.accounts[0].name in said(officer.get("/months/frozen/2021-10/?concerns=2021-09"))
