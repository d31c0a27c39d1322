"""Lists come in whole or not, prospects are found, talked to, and end; a second build changes nothing."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.jobs.small_books import Books

from ansinh.core.errors import MissingError, RefusedError
from ansinh.formats.partner_lists_write import write_partner_list
from ansinh.records.models import HealthSpell, OutreachHistory, PartnerList, Prospect
from ansinh.records.store.outreach import facts
from ansinh.records.store.outreach import prospects as store
from ansinh.usecases.outreach import lists, prospects, work

DAY = dt.date(2021, 1, 5)


def tax(rows: list[tuple[str, str, int, int]]) -> bytes:
    names = ("key", "full_name", "people", "amount")
    return write_partner_list("tax", dict(zip(names, zip(*rows, strict=True), strict=True)), "csv")


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    made = Books()
    for number in (1, 2):
        account = made.account(number)
        account.employer.tax_code, account.employer.name = f"990000001{6 if number == 1 else 0}", f"Công ty {number}"
        account.employer.tax_code = {1: "9900000016", 2: "9900000023"}[number]
        account.employer.save()
        made.works(account, made.person(number, personal_id=f"99908600000{number}"), "2020-12")
    made.close("2020-12")
    return made


def load(data: bytes, kind: str = "tax", name: str = "list.csv", *, good: bool = False) -> lists.Taken:
    return lists.load(data, lists.Sent(kind, "2601", DAY, name, good), "officer")


def build(day: dt.date = DAY) -> prospects.Built:
    return prospects.build("26", day, "nightly")


def test_a_list_comes_in_whole_or_not_at_all_with_every_finding(books: Books) -> None:  # noqa: ARG001
    bad = tax([("9900000016", "A", 1, 10), ("9900000017", "B", 2, 20), ("9900000016", "C", 3, 30)])
    refused = load(bad)
    assert refused.state == "refused"
    assert [one.code for one in refused.findings.items] == ["outreach.tax_code", "outreach.twice"]
    assert build().found == {}
    assert load(bad, good=True).rows == 1
    assert load(bad, good=True).already
    newer = load(tax([("9900000023", "D", 9, 90)]))
    assert newer.state == "staged"
    assert sorted(PartnerList.objects.values_list("state", flat=True)) == ["staged", "superseded"]
    with pytest.raises(RefusedError, match="no kind"):
        load(bad, kind="strange")


def test_an_employer_is_found_talked_to_and_ends_as_experience(books: Books) -> None:
    load(tax([("9900000016", "Công ty 1", 1, 96_000_000), ("9900000030", "Công ty mới", 12, 10**9)]))
    first = build()
    assert first.found == {"employer_missing": 1}
    assert (build().added, build().refreshed) == (0, 0)
    (row,) = store.page(facts.office_ids("00.26"), store.Cut())
    assert (row.subject, row.people, row.state) == ("9900000030", 12, "new")
    assert row.expected == row.amount * row.conversion // 10_000 > 0
    assert work.assign("26", ["a", "b"], "lead") == {"a": 1, "b": 0}
    with pytest.raises(RefusedError, match="promised day"):
        work.note(row.id, work.Contact("call", "promised", DAY), "a")
    state = work.note(row.id, work.Contact("call", "promised", DAY, "", DAY + dt.timedelta(days=9)), "a")
    assert state == "promised"
    assert store.one(row.id).due == DAY + dt.timedelta(days=10)
    more = build(DAY + dt.timedelta(days=1))
    assert more.refreshed == 1
    assert store.one(row.id).conversion >= row.conversion
    account = books.account(3)
    account.employer.tax_code = "9900000030"
    account.employer.save()
    for number in range(3, 15):
        books.works(account, books.person(number), "2021-01")
    books.close("2021-01")
    ended = build(dt.date(2021, 2, 3))
    assert ended.closed == 1
    assert Prospect.objects.get(pk=row.id).state == "joined"
    past = OutreachHistory.objects.get()
    assert (past.joined, past.contacts, past.kind) == (True, 1, "employer_missing")
    with pytest.raises(RefusedError, match="closed"):
        work.note(row.id, work.Contact("call", "interested", DAY), "a")


def test_a_firm_known_under_another_tax_code_is_not_called_missing(books: Books) -> None:
    account = books.account(7)
    employer = account.employer
    employer.name, employer.address, employer.tax_code = "Công ty TNHH May mặc Hoa Sen", "Tích Sơn, Vĩnh Yên", None
    employer.save()
    books.works(account, books.person(7), "2021-01")
    books.close("2021-01")
    columns = {
        "key": ["9900000048"], "full_name": ["CTY TNHH MAY MẶC HOA SEN"], "address": ["Tích Sơn, Vĩnh Yên"],
        "people": [1], "amount": [96_000_000],
    }  # fmt: skip
    load(write_partner_list("tax", columns, "xlsx"), name="list.xlsx")
    assert build(dt.date(2021, 2, 3)).found == {}


def test_a_household_a_pupil_and_a_card_that_ends(books: Books) -> None:
    names = ("group_code", "group_name", "full_name", "key", "birth", "sex")
    people = [
        ("H1", "A", "Nguyễn A", "999086000001", dt.date(1986, 1, 2), "Nam"),
        ("H1", "A", "Nguyễn B", "999086000099", dt.date(2010, 1, 2), "Nữ"),
        ("H2", "C", "Trần C", "999086000098", dt.date(1990, 1, 2), "Nam"),
    ]
    columns = dict(zip(names, zip(*people, strict=True), strict=True))
    load(write_partner_list("household", columns, "xml"), "household", "homes.xml")
    pupil = books.person(50, personal_id="999086000050")
    HealthSpell.objects.create(
        person=pupil, office=books.bases[0], group="HS", payer="pupil",
        validity=DateRange(dt.date(2020, 1, 1), dt.date(2021, 1, 20), "[)"),
    )  # fmt: skip
    found = build().found
    assert found == {"household_none": 1, "household_part": 1, "card_30": 1}
    card = Prospect.objects.get(kind="card_30")
    assert (card.person_id, card.due <= dt.date(2021, 1, 20)) == (pupil.pk, True)
    HealthSpell.objects.create(
        person=pupil, office=books.bases[0], group="HS", payer="pupil",
        validity=DateRange(dt.date(2021, 1, 20), dt.date(2022, 1, 20), "[)"),
    )  # fmt: skip
    build(dt.date(2021, 1, 25))
    card.refresh_from_db()
    assert card.state == "joined"


def test_an_office_without_books_has_no_prospects(committed_db: str) -> None:  # noqa: ARG001
    Books()
    with pytest.raises(MissingError, match="no closed month"):
        build()
