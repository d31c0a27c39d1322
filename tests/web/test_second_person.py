"""What one proposed is decided by another on the pages, and never by the one who proposed it."""

from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.records.models import BudgetTransfer, EmployerAccount, EmployerRequest, PersonMerge, PersonRead, Refund


def said(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_a_merge_shows_its_weights_and_is_undone(client_of: ClientOf, province: Province) -> None:
    merge = PersonMerge.objects.get(pk=province.numbers["merge"])
    leader = client_of("leader")
    page = said(leader.get(f"/people/duplicates/{merge.pk}/"))
    assert "+11,1" in page
    assert "−5,1" in page
    assert PersonRead.objects.filter(person__in=(merge.survivor_id, merge.duplicate_id), actor="leader").count() == 2
    address = f"/people/duplicates/{merge.pk}/decide/"
    assert client_of("collection").post(address, {"decision": "approve"}).status_code == 403
    leader.post(address, {"decision": "approve"})
    merge.refresh_from_db()
    assert (merge.state, merge.decided_by, merge.duplicate.merged_into_id) == ("approved", "leader", merge.survivor_id)
    leader.post(address, {"decision": "undo"})
    merge.refresh_from_db()
    assert merge.state == "approved"  # nothing without a reason
    leader.post(address, {"decision": "undo", "reason": "hai chị em"})
    merge.refresh_from_db()
    assert merge.state == "undone"


def test_an_officer_proposes_a_merge_from_the_record(client_of: ClientOf, province: Province) -> None:
    one, other = province.people[4], province.people[5]
    sent = {"other": other.si_number, "reason": "cùng CCCD, đã đối chiếu bản gốc"}
    answer = client_of("collection").post(f"/people/{one.pk}/merge/", sent)
    made = PersonMerge.objects.get(survivor=one, duplicate=other)
    assert answer["Location"] == f"/people/duplicates/{made.pk}/"
    assert made.evidence["said"] == sent["reason"]


def test_a_refund_is_refused_only_with_a_reason(client_of: ClientOf, province: Province) -> None:
    refund = Refund.objects.get(pk=province.numbers["refund_decide"])
    leader, address = client_of("leader"), f"/bank/refunds/{refund.pk}/decide/"
    assert "Không phải tiền đóng" in said(leader.get("/bank/refunds/"))
    leader.post(address, {"decision": "refuse"})
    refund.refresh_from_db()
    assert refund.state == "proposed"
    leader.post(address, {"decision": "refuse", "reason": "đã tìm ra đơn vị nộp"})
    refund.refresh_from_db()
    assert (refund.state, refund.decided_by) == ("refused", "leader")


def test_a_new_employer_gets_its_code_from_the_second_person(client_of: ClientOf, province: Province) -> None:
    request = EmployerRequest.objects.get(pk=province.numbers["request"])
    before = EmployerAccount.objects.count()
    assert "Công ty TNHH Khởi Nghiệp Mới" in said(client_of("intake").get(f"/units/requests/{request.pk}/"))
    client_of("leader").post(f"/units/requests/{request.pk}/decide/", {"decision": "approve"})
    request.refresh_from_db()
    assert (request.state, request.decided_by, EmployerAccount.objects.count()) == ("approved", "leader", before + 1)


def test_a_budget_transfer_that_was_none_is_undone_with_a_reason(client_of: ClientOf, province: Province) -> None:
    transfer = BudgetTransfer.objects.get(pk=province.numbers["transfer_undo"])
    client, address = client_of("accounting"), f"/bank/budgets/{transfer.pk}/undo/"
    assert "Ngân sách trung ương" in said(client.get("/bank/budgets/"))
    client.post(address, {})
    transfer.refresh_from_db()
    assert transfer.undone_at is None
    client.post(address, {"reason": "tiền trả lương"})
    transfer.refresh_from_db()
    assert (transfer.undone_by, transfer.undone_why) == ("accounting", "tiền trả lương")
