"""What pages say, how many questions they ask, and what they never let out."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import ClientOf
from tests.web.small_office import PASSWORD, Province

import ansinh.web
from ansinh.records.models import AuditEntry, PersonRead

TEMPLATES = sorted(Path(ansinh.web.__file__).parent.glob("templates/**/*.html"))
PAGES = {
    "/": 27,  # one of them for everything that waits
    "/offices/2601/": 24,
    "/why/26/revenue_total/": 20,
    "/why/26/debt_total/": 20,
    "/work/": 12,
    "/units/": 10,
    "/units/?q=may+mac&debt=1": 10,
    "/units/TA0003A/": 14,
    "/units/TA0003A/people/": 10,
    "/units/TA0003A/statements/": 9,
    "/units/TA0003A/debt/": 10,
    "/units/TA0003A/receipts/": 9,
    "/units/TA0003A/ledger/": 9,
    "/people/": 6,
    "/filings/": 8,
    "/bank/": 12,
    "/bank/refunds/": 10,
    "/bank/budgets/": 10,
    "/users/": 8,
    "/agency/": 12,
    "/announced/": 8,
    "/audit/": 8,
    "/audit/reads/": 8,
    "/people/duplicates/": 10,
    "/units/requests/": 10,
    "/months/": 8,
    "/months/2021-10/": 8,
    "/months/frozen/": 8,
    "/months/frozen/2021-10/": 8,
    "/changes/": 12,
    "/agency/places/": 10,
    "/targets/": 15,
    "/briefing/": 46,  # ten parts of other stairs beside the figures
}
ADMINISTRATION = ("/users/", "/agency/", "/announced/", "/audit/")


@pytest.mark.parametrize(("path", "most"), PAGES.items())
def test_a_page_asks_a_bounded_number_of_questions(
    path: str, most: int, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of("administrator" if path.startswith(ADMINISTRATION) else "collection")
    with django_assert_max_num_queries(most):
        response = client.get(path)
    assert response.status_code == 200


def text(response: object) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())  # type: ignore[attr-defined]
    return re.sub(r" ([,.;])", r"\1", re.sub(r"\s+", " ", words))


def test_a_figure_that_a_period_has_not_is_said_so(client_of: ClientOf) -> None:
    response = client_of("leader").get("/why/2601/cards_linked_rate/")
    assert response.status_code == 200
    assert "Kỳ này chưa có con số" in text(response)


def test_the_overview_answers_first(client_of: ClientOf) -> None:
    said = text(client_of("leader").get("/"))
    assert "Đang quản lý 6.363 đơn vị và 1.112.502 lượt người" in said
    assert "Thu đạt 78,7% kế hoạch, chậm 4,6 điểm so với nhịp đều" in said
    assert "583,5 tỷ đồng mỗi tháng" in said


def test_the_same_page_in_english(client_of: ClientOf) -> None:
    client = client_of("leader")
    client.post("/language/", {"language": "en", "next": "/"})
    said = text(client.get("/"))
    assert "Managing 6,363 units and 1,112,502 participants" in said
    assert "Revenue is at 78.7% of plan" in said


def test_units_are_found_without_accents(client_of: ClientOf) -> None:
    said = text(client_of("collection").get("/units/?q=may%20mac%20HOA"))
    assert "Công ty TNHH May mặc Hoa Sen" in said
    assert "Gạch ốp lát" not in said


def test_units_are_paged_by_key_and_exported_whole(client_of: ClientOf) -> None:
    client = client_of("collection")
    body = client.get("/units/list.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))
    assert len(rows) == 21
    assert client.get("/units/list.xlsx").content[:2] == b"PK"
    after = text(client.get("/units/?after=TA0015A"))
    assert "Trường Tiểu học" not in after
    assert "Nhựa Xuân Hòa" in after


@pytest.mark.parametrize("typed", ["nguyen thi hoa", "Nguyễn Thị Hoà", "2600000000", "026200000000"])
def test_people_are_found_by_name_or_number(typed: str, client_of: ClientOf) -> None:
    assert "Nguyễn Thị Hòa" in text(client_of("collection").post("/people/", {"q": typed}))


def test_every_record_opened_is_written_down(client_of: ClientOf, province: Province) -> None:
    person = province.people[0]
    client_of("collection").get(f"/people/{person.pk}/")
    assert list(PersonRead.objects.values_list("actor", "person_id")) == [("collection", person.pk)]


def test_a_citizen_sees_the_own_record_and_who_looked(client_of: ClientOf, province: Province) -> None:
    client_of("leader").get(f"/people/{province.people[0].pk}/")
    said = text(client_of("citizen").get("/me/"))
    assert "Quá trình của tôi" in said
    assert "leader" in said


def test_search_from_anywhere(client_of: ClientOf) -> None:
    said = text(client_of("collection").post("/search/", {"q": "hoa"}, headers={"HX-Request": "true"}))
    assert "May mặc Hoa Sen" in said
    assert "Nguyễn Thị Hòa" in said
    assert "Không thấy" in text(client_of("collection").post("/search/", {"q": "zzzz"}))


def test_findings_name_row_column_value_and_cure(client_of: ClientOf, province: Province) -> None:
    said = text(client_of("collection").get(f"/filings/{province.filing.pk}/"))
    for part in ("Dòng 14", "L · Hệ số/Mức lương", "2699999999", "Cách sửa", "2 lỗi"):
        assert part in said


HEADERS = {
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/", "/units/", "/nowhere/", "/units/list.csv"])
def test_every_answer_is_private(path: str, client_of: ClientOf) -> None:
    response = client_of("collection").get(path)
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_style_script_or_another_host(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    handlers = r"\son(?:click|load|error|submit|change|input|key\w+|mouse\w+)="
    assert re.findall(handlers + r"|\sstyle=|<style|javascript:|https?://(?!www\.w3\.org)", page) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_sentence_stands_in_both_languages(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    tags = re.findall(r"{% t (.*?)%}", page)
    halves = [re.findall(r"\"[^\"]*\"|'[^']*'", tag)[:2] for tag in tags]
    assert [pair for pair in halves if len(pair) != 2] == []


@pytest.mark.usefixtures("province")
def test_signing_in_waits_longer_after_each_failure() -> None:
    client = Client()
    wrong = {"username": "leader", "password": "wrong"}
    assert [client.post("/login/", wrong).status_code for _ in range(3)] == [401, 401, 401]
    assert client.post("/login/", {"username": "leader", "password": PASSWORD}).status_code == 429
    assert client.post("/login/", {"username": "planning", "password": PASSWORD}).status_code == 302
    assert AuditEntry.objects.filter(act="signing_in.failure").count() == 3


@pytest.mark.usefixtures("province")
def test_signing_in_stays_on_this_site() -> None:
    form = {"username": "leader", "password": PASSWORD, "next": "https://elsewhere.example/"}
    response = Client().post("/login/", form)
    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.usefixtures("province")
def test_a_form_without_its_token_is_refused() -> None:
    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "leader", "password": PASSWORD})
    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in text(response)
