"""Work of the small province that waits for a second person: a refund, a merge, a request of an employer."""

from dataclasses import asdict

from ansinh.formats.tk3_values import EmployerForm
from ansinh.records import models as m


def seed_waiting(filing: m.Filing, people: list[m.Person], line: m.BankLine) -> dict[str, object]:
    """Write one of each and return their numbers by the names of the routes that ask for them."""
    refund = m.Refund.objects.create(line=line, amount=line.amount, ground="not_contribution", proposed_by="accounting")
    steps = [
        {"of": {"vi": "Họ tên", "en": "Name"}, "found": {"vi": "giống hệt", "en": "the same"},
         "values": ["a", "a"], "weight": 11.07},
        {"of": {"vi": "Giới tính", "en": "Sex"}, "found": {"vi": "khác", "en": "different"},
         "values": ["female", "male"], "weight": -5.06},
    ]  # fmt: skip
    evidence = {"probability": "0.9991", "weight": 10.1, "prior": "0.000001", "steps": steps}
    merge = m.PersonMerge.objects.create(
        survivor=people[2], duplicate=people[3], evidence=evidence, state="proposed", proposed_by="collection"
    )
    form = EmployerForm("Công ty TNHH Khởi Nghiệp Mới", tax_code="9900000739", unit_type="Doanh nghiệp tư nhân")
    wanted = {name: str(value) for name, value in asdict(form).items()}
    request = m.EmployerRequest.objects.create(
        filing=filing, office=filing.office, kind="register", wanted=wanted, proposed_by="intake"
    )
    value = m.AnnouncedValue.objects.create(
        key="fund.investment_rate.average_of_previous_year", day="2019-01-01", value="0.0639", document="công văn mẫu",
        entered_by="accounting",
    )  # fmt: skip
    transfer = m.BudgetTransfer.objects.create(
        office=filing.office, payer="state", scheme="hi", quarter="2021-07-01", received_on="2021-10-02",
        amount=5_000_000, document="NSNN BHYT quy III/2021", recorded_by="collection",
    )  # fmt: skip
    user = m.User.objects.get(username="intake")
    return {
        **dict.fromkeys(("user", "user_grant", "user_change"), user.pk), "announced_approve": value.pk,
        "transfer_undo": transfer.pk,
        "refund_decide": refund.pk,
        "merge": merge.pk, "merge_decide": merge.pk,
        "request": request.pk, "request_decide": request.pk,
    }  # fmt: skip
