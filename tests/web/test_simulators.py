"""The simulators: open to anybody with typed data, to a citizen with the own record, and nothing is kept."""

import re

import pytest
from django.test import Client
from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.records.models import AuditEntry, PersonRead

CAREER = {
    "sex": "female", "born": "1985-06-12", "region": "1",
    "first": ["2010-01", "2018-01"], "last": ["2017-12", "2025-09"], "salary": ["5.000.000", "8000000"],
    "kind": ["employer", "employer"],
}  # fmt: skip


def ask(client: Client, task: str, **more: str) -> str:
    return client.post("/simulators/", {**CAREER, "task": task, **more}).content.decode()


@pytest.mark.parametrize("task", ["choice", "pension", "unemployment", "maternity"])
def test_every_form_opens_without_signing_in(task: str, province: Province) -> None:  # noqa: ARG001 - the day's law
    page = Client().get(f"/simulators/?task={task}")
    assert page.status_code == 200
    assert "không lưu" in page.content.decode()


def test_one_sum_against_waiting_is_told_plainly_with_a_chart(province: Province) -> None:  # noqa: ARG001
    page = ask(Client(), "choice", go_on="9.000.000", go_on_kind="employer")
    assert "Nhận một lần ngay bây giờ" in page
    assert "Đóng tiếp đến khi nghỉ hưu" in page
    assert "data-chart" in page
    assert re.search(r"được nhiều hơn nhận một lần", page)


def test_a_pension_is_told_step_by_step(province: Province) -> None:  # noqa: ARG001
    page = ask(Client(), "pension")
    assert "đồng mỗi tháng" in page
    assert "Điều 66(1)" in page


def test_a_birth_and_a_lost_job(province: Province) -> None:  # noqa: ARG001
    assert "48.000.000" in ask(Client(), "maternity", birth="2025-09-20", leave_first="2025-09-01", children="1")
    lost = ask(Client(), "unemployment", contract_end="2025-09-30", filed="2025-10-05")
    assert "4.800.000" in lost
    late = ask(Client(), "unemployment", contract_end="2025-09-30", filed="2026-03-05")
    assert "chưa đủ điều kiện" in late


def test_everything_wrong_is_told_at_once(province: Province) -> None:  # noqa: ARG001
    wrong = {"sex": "", "born": "2035-01-01", "first": ["2020-13", "2021-01"], "last": ["2020-05", "2020-01"],
             "salary": ["-5", "1/0"], "kind": ["employer", "state"], "task": "pension"}  # fmt: skip
    page = Client().post("/simulators/", wrong).content.decode()
    assert "Cần sửa 6 chỗ" in page
    for sentence in ("Chưa chọn nam hay nữ", "01/01/2035", "2020-13", "-5", "1/0", "trước tháng đầu"):
        assert sentence in page


def test_nothing_typed_is_kept(province: Province) -> None:  # noqa: ARG001
    before = AuditEntry.objects.count(), PersonRead.objects.count()
    ask(Client(), "choice", go_on="9000000")
    assert (AuditEntry.objects.count(), PersonRead.objects.count()) == before


def test_a_citizen_asks_with_the_own_record(province: Province, client_of: ClientOf) -> None:  # noqa: ARG001
    client = client_of("citizen")
    assert "quá trình của tôi" in client.get("/simulators/").content.decode()
    page = client.post("/simulators/", {"task": "pension", "source": "own"}).content.decode()
    assert "Cần sửa" not in page
    stranger = Client().post("/simulators/", {"task": "pension", "source": "own"}).content.decode()
    assert "Cần sửa" in stranger


def test_an_officer_asks_with_a_record_and_the_look_is_written_down(province: Province, client_of: ClientOf) -> None:
    person = province.people[0].pk
    before = PersonRead.objects.count()
    page = client_of("collection").post(f"/simulators/people/{person}/", {"task": "choice"})
    assert page.status_code == 200
    assert PersonRead.objects.count() == before + 1
    assert Client().get(f"/simulators/people/{person}/").status_code == 302


def test_english_is_english(province: Province) -> None:  # noqa: ARG001
    client = Client()
    client.post("/language/", {"language": "en", "next": "/simulators/"})
    page = ask(client, "choice", go_on="9000000")
    assert "One sum now" in page
    assert "Giữ" not in page
