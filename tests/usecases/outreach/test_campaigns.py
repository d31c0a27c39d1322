"""A campaign from its lists to its result; applicants for the one-time benefit become people to talk to."""

import datetime as dt
import uuid

import pytest
from tests.jobs.small_books import Books

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.formats.partner_lists_write import write_partner_list
from ansinh.records.models import OneTimeApplication, Prospect
from ansinh.records.store.outreach import campaigns as store
from ansinh.records.store.outreach import facts
from ansinh.usecases.outreach import campaigns, lists, prospects, retention, work

D = dt.date
DAY = D(2021, 1, 5)  # a Tuesday
OPENING = campaigns.Opening("Quý I", "01/KH-BHXH", DAY, D(2021, 1, 31), 2)


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    made = Books()
    for number in (1, 2, 3):
        account = made.account(number)
        for at in range(number):
            made.works(account, made.person(10 * number + at), "2020-12")
    made.close("2020-12")
    return made


def homes(count: int) -> None:
    names = ("group_code", "group_name", "full_name", "key", "birth", "sex", "commune")
    rows = [
        (f"H{n}", "Chủ", "Nguyễn " + "An" * (n + 1), f"9990860001{n:02d}", D(1986, 1, 2), "Nam", f"0880{n % 2}")
        for n in range(count)
    ]
    data = write_partner_list("household", dict(zip(names, zip(*rows, strict=True), strict=True)), "csv")
    assert lists.load(data, lists.Sent("household", "2601", DAY, "homes.csv"), "officer").state == "staged"


def test_a_campaign_is_dealt_followed_and_ended(books: Books) -> None:  # noqa: ARG001
    homes(5)
    prospects.build("26", DAY, "nightly")
    groups = [campaigns.Group("household_none", 100)]
    with pytest.raises(RefusedError, match="take 5 weeks; the campaign has 4"):
        campaigns.open_campaign("26", campaigns.Opening("x", "y", DAY, D(2021, 1, 31), 1), groups, ["an"], "lead", DAY)
    number = campaigns.open_campaign("26", OPENING, groups, ["an", "binh"], "lead", DAY)
    assert campaigns.open_campaign("26", OPENING, groups, ["an", "binh"], "lead", DAY) == number
    weeks = store.standing([number], "week", DAY)
    assert [(one.part, one.prospects) for one in weeks] == [
        (D(2021, 1, 4), 2), (D(2021, 1, 11), 2), (D(2021, 1, 18), 1),
    ]  # fmt: skip
    first = Prospect.objects.filter(campaigns__week=D(2021, 1, 4)).order_by("commune")
    assert [(one.owner, one.due, one.state) for one in first] == [
        ("an", D(2021, 1, 8), "assigned"), ("binh", D(2021, 1, 8), "assigned"),
    ]  # fmt: skip
    work.note(first[0].pk, work.Contact("call", "promised", DAY, "", D(2021, 1, 20)), "an")
    Prospect.objects.filter(pk=first[1].pk).update(state="joined", closed_on=D(2021, 1, 7))
    (whole,) = store.standing([number], "campaign", D(2021, 1, 12))
    assert (whole.prospects, whole.reached, whole.promised, whole.joined, whole.late) == (5, 1, 1, 1, 0)
    with pytest.raises(RefusedError, match="result"):
        campaigns.close(number, "", "lead", D(2021, 1, 31))
    campaigns.close(number, "1 hộ tham gia", "lead", D(2021, 1, 31))
    with pytest.raises(ConflictError, match="ended"):
        campaigns.close(number, "again", "lead", D(2021, 1, 31))


def test_employers_are_ranked_by_withdrawals_then_size_and_stay_until_the_campaign_ends(books: Books) -> None:
    offices = facts.office_ids("00.26")
    ranked = campaigns.ranking(offices, DAY, 10)
    assert [(one.people, one.applicants) for one in ranked] == [(3, 0), (2, 0), (1, 0)]
    leaver = books.person(99)
    OneTimeApplication.objects.create(
        dossier=uuid.uuid4(), office=books.province, person=leaver, account_id=ranked[2].account, received_on=DAY,
        decide_by=D(2021, 1, 12), state="open",
    )  # fmt: skip
    assert campaigns.ranking(offices, DAY, 1)[0].account == ranked[2].account
    number = campaigns.open_campaign("26", OPENING, [campaigns.Group("employer_ranked", 2)], ["an"], "lead", DAY)
    assert prospects.build("26", DAY, "nightly").closed == 0
    assert Prospect.objects.filter(kind="employer_ranked", closed_on__isnull=True).count() == 2
    campaigns.close(number, "xong", "lead", DAY)
    assert Prospect.objects.filter(kind="employer_ranked", closed_on__isnull=True).count() == 0


def test_who_applied_for_one_sum_is_found_counselled_and_followed(books: Books) -> None:
    account = books.account(7)
    people = [books.person(200 + n) for n in range(3)]
    columns = [
        [uuid.uuid4() for _ in people], [books.bases[0].id] * 3, [one.pk for one in people], [account.pk] * 3,
        [DAY] * 3, [D(2021, 1, 9)] * 3, ["open", "open", "granted"],
    ]  # fmt: skip
    assert retention.take_over(columns, "nightly") == 3
    assert retention.take_over(columns, "nightly") == 0
    found = prospects.build("26", DAY, "nightly").found
    assert (found["one_time"], found["employer_leaving"]) == (2, 1)
    one = Prospect.objects.get(kind="one_time", person=people[0])
    assert (one.due, one.evidence["decide_by"]) == (D(2021, 1, 9), "2021-01-09")
    assert work.note(one.pk, work.Contact("counter", "withdrew", DAY), "an") == "contacted"
    columns[-1] = ["withdrawn", "granted", "granted"]
    assert retention.take_over(columns, "nightly") == 2
    assert prospects.build("26", D(2021, 1, 6), "nightly").closed == 3  # nobody left to counsel, two of the firm
    told = retention.results(facts.office_ids("00.26"), DAY, D(2021, 2, 1))
    assert told == {"": {"granted": 2}, "withdrew": {"withdrawn": 1}}
